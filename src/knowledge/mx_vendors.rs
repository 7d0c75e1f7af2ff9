//! Who takes a domain's mail. Vendors are told by the names of their mail
//! exchangers, so the facts have a date.

use super::vendor::{Purpose, Table, Vendor, ends_with, find};

/// The day these facts were gathered, year first.
pub const GATHERED: &str = "2026-11-21";

/// The vendor of a mail exchanger, by the longest known ending of its name.
pub fn mx_vendor(host: &str) -> Option<Vendor> {
    find(VENDORS, host)
}

/// Whether a mail exchanger has a name that its provider gave up: those of old
/// of Alibaba Mail, of Forefront and FrontBridge, which became Microsoft 365, of
/// Postini and of MX Logic, which ended.
pub fn is_given_up(host: &str) -> bool {
    const GIVEN_UP: &[&str] = &[
        "mxn.mxhichina.com",
        "mxw.mxhichina.com",
        "mail.messaging.microsoft.com",
        "mail.eo.outlook.com",
        "frontbridge.com",
        "psmtp.com",
        "mxlogic.net",
    ];
    let host = host.strip_suffix('.').unwrap_or(host);
    GIVEN_UP.iter().any(|ending| ends_with(host, ending))
}

const VENDORS: Table = &[
    (
        Purpose::Mailboxes,
        "\
263 Mail/263 企业邮箱: 263.net 263xmail.com
Alibaba Mail/阿里邮箱: qiye.aliyun.com mxhichina.com
Apple iCloud: icloud.com
Coremail/Coremail 论客: icoremail.net
Fastmail: messagingengine.com
Feishu/飞书邮箱: feishu.cn
Forpsi: forpsi.com
Gandi: gandi.net
GoDaddy: secureserver.net
Google: google.com googlemail.com
Hostinger: hostinger.com
Hostpoint: hostpoint.ch
Huawei Cloud/华为云邮箱: sparkspace.huaweicloud.com
IONOS: kundenserver.de 1and1.com perfora.net ionos.com ionos.de
Infomaniak: infomaniak.ch
Lark/Lark 邮箱: larksuite.com
Mail.ru: mail.ru
mailbox.org: mailbox.org
Microsoft 365: outlook.com mx.microsoft
Microsoft 365 (21Vianet)/Microsoft 365（世纪互联）: partner.outlook.cn
Migadu: migadu.com
Namecheap: registrar-servers.com privateemail.com jellyfish.systems
Nethely: nethely.hu
NetEase Mail/网易企业邮箱: 163.com qiye163.com netease.com ym.163.com
OpenSRS: hostedemail.com
OVHcloud: ovh.net
one.com: one.com
Proton: protonmail.ch
Rackspace: emailsrvr.com
Seznam: seznam.cz
STRATO: rzone.de
Tencent Exmail/腾讯企业邮箱: qq.com
Titan: titan.email
Yahoo: yahoodns.net
Yandex: yandex.net yandex.ru
Zoho: zoho.com zoho.eu zoho.in zoho.com.cn",
    ),
    (
        Purpose::Forwarding,
        "\
Cloudflare Email Routing: mx.cloudflare.net
Forward Email: forwardemail.net
ImprovMX: improvmx.com
SimpleLogin: simplelogin.co",
    ),
    (
        Purpose::Sending,
        "\
Alibaba Cloud DirectMail/阿里云邮件推送: dm.aliyun.com
Amazon SES: amazonaws.com amazonses.com
Mailgun: mailgun.org
Tencent Cloud SES/腾讯云邮件推送: qcloudmail.com
Twilio SendGrid: sendgrid.net",
    ),
    (
        Purpose::Gateway,
        "\
Barracuda: barracudanetworks.com
Cisco Secure Email: iphmx.com
Cloudflare Area 1: mxrecord.io mxrecord.mx
Forcepoint: mailcontrol.com
Fortinet: fortimailcloud.com
Hornetsecurity: hornetsecurity.com antispameurope.com
IIJ: securemx.jp
Mimecast: mimecast.com
N-able: antispamcloud.com mtaroutes.com
Proofpoint: pphosted.com gpphosted.com
Proofpoint Essentials: ppe-hosted.com
Retarus: retarus.com
SEPPmail: seppmail.cloud
Sophos: sophos.com
Symantec Email Security: messagelabs.com
Trellix: fireeyecloud.com
Trend Micro: trendmicro.com trendmicro.eu
VIPRE: mailanyone.net",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::vendor::check;

    #[test]
    fn the_table_is_in_order() {
        check(VENDORS);
    }

    #[test]
    fn names_of_old_are_known() {
        for host in ["mxn.mxhichina.com", "d.example.s9a1.psmtp.com."] {
            assert!(is_given_up(host), "{host}");
        }
        for host in [
            "mx1.qiye.aliyun.com",
            "d-example.mail.protection.outlook.com",
        ] {
            assert!(!is_given_up(host), "{host}");
        }
    }

    #[test]
    fn hosts_have_vendors() {
        for (host, name) in [
            (
                "d-example.mail.protection.outlook.com",
                Some("Microsoft 365"),
            ),
            ("d-example.j-v1.mx.microsoft", Some("Microsoft 365")),
            (
                "d-example.mail.protection.partner.outlook.cn",
                Some("Microsoft 365 (21Vianet)"),
            ),
            ("ASPMX.L.Google.com.", Some("Google")),
            ("mxbiz1.qq.com", Some("Tencent Exmail")),
            ("mx01.dm.aliyun.com", Some("Alibaba Cloud DirectMail")),
            ("mx1.qiye.aliyun.com", Some("Alibaba Mail")),
            ("mail.d.example", None),
            ("notgoogle.com", None),
        ] {
            assert_eq!(mx_vendor(host).map(|it| it.name), name, "{host}");
        }
        let tencent = mx_vendor("mxbiz1.qq.com").unwrap();
        assert_eq!(tencent.chinese_name, Some("腾讯企业邮箱"));
    }
}
