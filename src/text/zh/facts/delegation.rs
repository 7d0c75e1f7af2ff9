//! What is said of the domain as a whole.

use crate::check::delegation::Fact;
use crate::text::{Message, message};

/// What is said of the domain as a whole.
pub fn fact(fact: &Fact) -> Message {
    match fact {
        Fact::NoSuchDomain { domain } => message!(
            "`{domain}`不存在",
            "DNS里没有这个名字（NXDOMAIN）。先看看有没有打错；如果域名是您的，可能已经过期，或者它的DNS服务器还不认识它。"
        ),
        Fact::TopLevel { domain } => message!(
            "`{domain}`是顶级域名",
            "许多程序不认`@`后面没有点的地址，这里收不到多少邮件；DMARC在这里也只由注册局用`psd=y`发布。请查它下面的域名，例如`name.{domain}`。"
        ),
        Fact::Alias { domain, target } => message!(
            "`{domain}`是`{target}`的别名",
            "CNAME会把所有记录都交给对方：这里看到的是`{target}`的记录，CNAME旁边也放不下自己的邮件记录。要让这个域名有自己的邮件，请把CNAME换成地址记录。"
        ),
        Fact::AliasOfNothing { domain, target } => message!(
            "`{domain}`是`{target}`的别名，而后者并不存在",
            "CNAME把一切都交给了一个DNS里没有的名字，这个域名因此一条记录也没有：邮件和网站都找不到。请改正CNAME，或者换成自己的记录。"
        ),
    }
}
