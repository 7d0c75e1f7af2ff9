//! What can be tried by hand, and how to read what comes.

use crate::dns::Name;
use crate::report::by_hand::{System, Trial};
use crate::text::{Message, Prose, first_names, message};

/// What is tried, and what a good answer looks like.
pub fn trial(trial: Trial) -> Message {
    match trial {
        Trial::Reach => message!(
            "邮件服务器有没有应答？",
            "正常是`succeeded`，或者`TcpTestSucceeded : True`。出现`refused`，说明那里没有服务在监听。家里和多数云主机都封了25端口，在那里超时说明不了什么：请换到一台允许发信的服务器上试。"
        ),
        Trial::Encrypt => message!(
            "是否加密，证书是不是它自己的名字？",
            "正常是`Verification: OK`。出现`Verification error`，说明证书过期了、名字不符，或者签发机构不可信：多数邮件照样能到，遵循MTA-STS的发件方则不会投递。出现`Didn't find STARTTLS`，说明邮件是明文传输的。"
        ),
        Trial::Dane => message!(
            "证书和TLSA记录对得上吗？",
            "正常是`Verification: OK`，并有一行以`DANE TLSA`开头。否则，检查DANE的发件方会扣住邮件：换密钥要先发布新记录，再启用新密钥。"
        ),
        Trial::Take => message!(
            "收不收这个域名的邮件？",
            "正常是`RCPT TO`之后答`250`。它到这一步就挂断，不会真的发信。`450`或`451`是请稍后再来，发件方会照办。`550`是拒收：没有这个邮箱，或者您所在的地址不许发信。"
        ),
        Trial::Programs => message!(
            "邮件客户端用的端口有没有应答？",
            "正常是`Verification: OK`。这些端口很少被封，如果超时、出现`refused`或`Verification error`，大家的客户端多半也会遇到。"
        ),
        Trial::Policy => message!(
            "MTA-STS策略文件是不是按发件方的要求提供？",
            "正常是`200`、`content-type: text/plain`，后面是策略。遇到跳转（`301`、`302`）或证书错误，发件方就当没有策略。"
        ),
    }
}

/// Whose shell a line is for.
pub fn system(system: System) -> &'static str {
    match system {
        System::Unix => "Linux、macOS",
        System::UnixSwaks => "Linux、macOS，需装swaks",
        System::PowerShell => "Windows PowerShell",
    }
}

/// How many more mail servers there are.
pub fn more_servers(count: usize) -> Prose {
    Prose::from(format!("另外还有{count}台邮件服务器，可以照样试。"))
}

/// Which names no line is made of.
pub fn unfit(names: &[Name]) -> Prose {
    let (shown, more) = first_names(&names.iter().collect::<Vec<_>>(), "、");
    let more = match more {
        0 => String::new(),
        more => format!("等另外{more}个名字"),
    };
    Prose::from(format!(
        "没有为{shown}{more}写命令：主机不会有这样的名字，而命令行可能把它当成别的东西来执行。"
    ))
}
