//! Words of the table of what to enter in a mail program.

use crate::dns::Name;
use crate::follow::programs::{Setting, Source, UserName};
use crate::knowledge::mail_programs::{Encryption, Login, Purpose};
use crate::knowledge::vendor::Vendor;
use crate::text::{ProgramsWord, Prose};

/// A word, or a few, about what to enter in a mail program.
pub fn word(word: ProgramsWord) -> String {
    match word {
        ProgramsWord::Settings => "邮件客户端里怎么填".into(),
        ProgramsWord::For => "用途".into(),
        ProgramsWord::Port => "端口".into(),
        ProgramsWord::Encryption => "加密方式".into(),
        ProgramsWord::UserName => "用户名".into(),
        ProgramsWord::KnownFrom => "依据".into(),
        ProgramsWord::Purpose(Purpose::Imap) => "收信（IMAP）".into(),
        ProgramsWord::Purpose(Purpose::Pop) => "收信（POP）".into(),
        ProgramsWord::Purpose(Purpose::Submission) => "发信（SMTP）".into(),
        ProgramsWord::Protected(Encryption::Tls) => "SSL/TLS".into(),
        ProgramsWord::Protected(Encryption::StartTls) => "STARTTLS".into(),
        ProgramsWord::User(UserName::Address, domain) => format!("name@{domain}"),
        ProgramsWord::User(UserName::AppleAccount, _) => "name@icloud.com".into(),
        ProgramsWord::User(UserName::Bridge, _) => "Bridge里显示的".into(),
        ProgramsWord::Source(Source::Srv) => "域名的SRV记录".into(),
        ProgramsWord::Source(Source::Provider(vendor)) => vendor_name(vendor).into(),
        ProgramsWord::NotOffered => "SRV记录写明不提供".into(),
        ProgramsWord::LooksAt => "客户端会查找".into(),
        ProgramsWord::LeadsTo => "指向".into(),
    }
}

/// A setting as a line of its own.
pub fn setting(setting: &Setting, domain: &Name) -> String {
    let purpose = word(ProgramsWord::Purpose(setting.purpose));
    let encryption = word(ProgramsWord::Protected(setting.encryption));
    let user = word(ProgramsWord::User(setting.user_name, domain));
    let Setting { host, port, .. } = setting;
    format!("{purpose}：服务器{host}，端口{port}，{encryption}，用户名{user}")
}

/// How people of a vendor prove who they are, where the password of the mailbox
/// does not do.
pub fn login(login: Login, vendor: Vendor) -> Option<Prose> {
    let vendor = vendor_name(vendor);
    Some(Prose::from(match login {
        Login::Password => return None,
        Login::AppPassword => {
            format!("{vendor}可能要求客户端使用专用密码（授权码），而不是邮箱的登录密码。")
        }
        Login::Page => format!(
            "{vendor}不接受客户端提交的密码，登录要在它自己的网页上完成（OAuth）。客户端问起登录方式，请选“OAuth2”。"
        ),
        Login::PageOrAppPassword => format!(
            "{vendor}要求客户端打开它自己的网页登录（OAuth）；不支持的客户端要用应用专用密码。"
        ),
        Login::Apple => format!(
            "{vendor}要求使用App专用密码，用户名是账户自带的icloud.com地址；收信时也可以只填@前面的部分。"
        ),
        Login::Bridge => format!(
            "{vendor}的邮箱是加密的，客户端要连接本机上的Proton Mail Bridge。用户名、密码以及改动过的端口，都以Bridge显示的为准。"
        ),
    }))
}

fn vendor_name(vendor: Vendor) -> &'static str {
    super::page::vendor(vendor)
}
