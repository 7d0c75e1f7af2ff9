//! What is said of steps that a person takes.

use crate::fix::Known;
use crate::fix::guide::{Act, Blank};
use crate::text::Prose;

/// What is to be done.
pub fn act(act: &Act, known: &Known) -> Prose {
    match act {
        Act::CopyKey => "打开签名的地方：邮件服务商的DKIM页面，或服务器的设置。把记录值从`v=DKIM1`到末尾完整复制下来。"
            .into(),
        Act::MakeKeys { file, .. } => format!(
            "在负责签名的服务器上生成一对密钥。`{file}.pem`是私钥：留在服务器上，只让签名程序能读。如果由服务商签名，就在它的后台生成新密钥，发布它给出的记录。"
        )
        .into(),
        Act::PrintKey { file } => {
            format!("这条命令输出记录值。`{file}.pem`是私钥。").into()
        }
        Act::Publish { value, .. } => match value {
            Blank::Printed => "把它发布成这条记录。",
            Blank::Ipv4 => "用服务器的IPv4地址发布这条记录。",
            Blank::Ipv6 => "服务器有IPv6地址的话，也发布一条。",
            Blank::Web => "给策略文件所在的主机发布网站服务器的地址。",
            Blank::ProviderTarget => "发布这条记录，目标照服务商显示的填。",
            Blank::MailServer => "发布这条记录，值是优先级（如`10`）加服务器名称。",
            Blank::Logo => "发布这条记录，值是`v=BIMI1; l=`加图标的网址。",
        }
        .into(),
        Act::SignWith { file, selector } => format!(
            "记录生效后，让服务器用选择器`{selector}`和密钥`{file}.pem`签名，然后重启签名程序。"
        )
        .into(),
        Act::DropKey { key: Some(key) } => {
            format!("一周后，路上不再有用旧密钥签名的邮件：删掉`{key}`的记录。").into()
        }
        Act::DropKey { key: None } => {
            "一周后，路上不再有用旧密钥签名的邮件：删掉旧记录。".into()
        }
        Act::OpenProvider { provider } => format!(
            "打开{provider}后台里本域名的DKIM设置，那里列出每条记录，照着复制。"
        )
        .into(),
        Act::UnderSelector { domain, .. } => format!(
            "签名程序的设置里有选择器，已签名邮件的`s=`也写着它。把密钥作为TXT发布到`SELECTOR._domainkey.{domain}`，`SELECTOR`换成选择器，然后删掉现在这条。"
        )
        .into(),
        Act::OwnPlace { name, .. } => match name {
            Some(name) => format!(
                "作为TXT发布到`{name}`；那里已有同类记录的话就不用了。然后删掉这里的这条。"
            )
            .into(),
            None => "发布到这类记录该在的地方；那里已有的话就不用了。然后删掉这里的这条。".into(),
        },
        Act::ShortenHost { domain } => format!(
            "DNS控制台会在主机记录后面自动加上`.{domain}`。逐条打开主机记录以`._domainkey.{domain}`结尾的记录，只留下`SELECTOR._domainkey`。"
        )
        .into(),
        Act::PrintDigest { host } => format!(
            "这条命令按`{host}`现在的密钥输出记录值。它要连接25端口，家庭宽带和多数云主机都不通：请在能发邮件的服务器上运行。"
        )
        .into(),
        Act::KeepDigest => "续期证书时保留密钥（certbot加`--reuse-key`），或在启用新密钥的两天前先发布它的记录。"
            .into(),
        Act::ListAddresses => {
            "在服务器上运行，可以看到它的地址；在路由器后面或云上，请用服务商显示的公网地址。".into()
        }
        Act::LookUp { target } => format!("这条命令列出`{target}`的地址。").into(),
        Act::PrintDs { .. } => "这条命令输出DS记录，用末尾摘要为64个字符的那一行。".into(),
        Act::GiveDs => "在注册商的DNSSEC页面填入四个部分（密钥标签、算法、摘要类型2、摘要）。过一天再去掉旧的。"
            .into(),
        Act::TakeDs => {
            "在注册商的DNSSEC页面去掉这几条。一条都不剩时，域名在加上正确的记录之前不再有签名。".into()
        }
        Act::ServePolicy { host } => format!(
            "先让网站用`{host}`的证书通过HTTPS提供这个文件，再发布TXT记录。发件方不会跟随跳转。"
        )
        .into(),
        Act::MakeLogo => {
            "把图标存成SVG Tiny PS：正方形，不含脚本和内嵌图片，不超过32 kB，放到支持HTTPS的网站上。".into()
        }
        Act::Ask { address, .. } => super::publish::holder(*address, known.holder(*address)),
    }
}
