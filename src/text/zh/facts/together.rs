//! What is said of the records beside each other.

use crate::check::together::Fact;
use crate::text::{Message, code_names, message};

/// What is said of the records beside each other.
pub fn fact(fact: &Fact) -> Message {
    match fact {
        Fact::Agree => message!(
            "各条记录互相吻合",
            "谁收信、谁发信、其余的怎么处理，这个域名的记录说法一致。"
        ),
        Fact::ProviderNotInSpf { provider } => {
            let provider = provider.chinese_name.unwrap_or(provider.name);
            message!(
                "邮箱在{provider}，SPF却不许它发信",
                "大家在邮箱里写的信都从{provider}发出，SPF通不过。请把{provider}要求客户写的`include`加进SPF记录；除非所有邮件都从别的服务器发出。"
            )
        }
        Fact::EnforcedWithNothingToPass { selectors } => message!(
            "DMARC要求拦下没通过的邮件，却没看到有什么能让邮件通过",
            "SPF放行不了任何邮件，试过的{selectors}个选择器下也没看到DKIM公钥。除非公钥在别的选择器下，这个域名自己的邮件也会被拒收。请先改好SPF、配好DKIM；在那之前用`p=none`，邮件才不会断。"
        ),
        Fact::EnforcedOnSpfAlone { selectors } => message!(
            "就目前所见，DMARC只靠SPF撑着",
            "试过的{selectors}个选择器下没看到DKIM公钥。邮件经人转发后SPF就通不过，又没有DKIM签名，便会被拦下。请在发信的服务商那里配好DKIM；如果已经有了，请填上它的选择器。"
        ),
        Fact::NoMailHalfDeclared { missing } => {
            let missing: Vec<_> = missing.iter().map(|it| it.text()).collect();
            let missing = code_names(&missing, "、");
            message!(
                "不用邮件的域名应该把话说全，还缺：{missing}",
                "没人照看的域名最容易被冒用。`MX 0 .`表示不收信，`v=spf1 -all`表示没有人发信，`p=reject`的DMARC让收件方拒收冒名邮件，子域名也包括在内。"
            )
        }
        Fact::NoMailDeclared => message!(
            "域名完整地声明了不用邮件",
            "不收信，不发信，凡是冒它之名的邮件都会被拒收。"
        ),
        Fact::SendsNothingButSigns { selectors } => {
            let selectors = code_names(selectors, "、");
            message!(
                "SPF说谁都不发信，却有DKIM公钥：{selectors}",
                "有人为这个域名配过签名。如果它要发信，SPF会让这些邮件通不过：请把发信方写进SPF记录。如果它不发信，就把公钥删掉。"
            )
        }
    }
}
