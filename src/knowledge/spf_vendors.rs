//! Whose domains stand behind `include` and `redirect`. Vendors are told by
//! the domains that they have their customers include, so the facts have a
//! date.

use super::vendor::{Purpose, Table, Vendor, ends_with, find};
use serde::Serialize;

/// The day these facts were gathered, year first.
pub const GATHERED: &str = "2026-11-21";

/// The vendor of a domain, by its longest known ending. What stands before
/// the ending does not matter: it may hold macros.
pub fn spf_vendor(domain: &str) -> Option<Vendor> {
    find(VENDORS, domain)
}

/// Why nobody needs an include any longer.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outlived {
    /// The service ended.
    Ended,
    /// The service sends with an envelope of its own, so that receivers look at
    /// its record and not at that of its customers.
    OwnEnvelope,
}

/// The service whose include nobody needs any longer, and why.
pub fn outlived(domain: &str) -> Option<(&'static str, Outlived)> {
    const OUTLIVED: &[(&str, &str, Outlived)] = &[
        ("dynect.net", "Dyn Email Delivery", Outlived::Ended),
        ("mxlogic.net", "MX Logic", Outlived::Ended),
        ("postini.com", "Postini", Outlived::Ended),
        ("servers.mcsv.net", "Mailchimp", Outlived::OwnEnvelope),
        ("spf.mtasv.net", "Postmark", Outlived::OwnEnvelope),
    ];
    let domain = domain.strip_suffix('.').unwrap_or(domain);
    let mut known = OUTLIVED.iter();
    known
        .find(|(ending, ..)| ends_with(domain, ending))
        .map(|&(_, name, why)| (name, why))
}

/// Whether it is known what the customers of a vendor include.
pub fn knows(vendor: Vendor) -> bool {
    let mut lines = VENDORS.iter().flat_map(|(_, vendors)| vendors.lines());
    lines.any(|line| line.split(['/', ':']).next() == Some(vendor.name))
}

const VENDORS: Table = &[
    (
        Purpose::Mailboxes,
        "\
263 Mail/263 企业邮箱: 263.net
Alibaba Mail/阿里邮箱: spf.qiye.aliyun.com mxhichina.com
Apple iCloud: icloud.com
Coremail/Coremail 论客: icoremail.net
Fastmail: messagingengine.com
Feishu/飞书邮箱: feishu.cn onfeishu.com
GoDaddy: secureserver.net
Google: google.com
Hostinger: mail.hostinger.com
Hostpoint: mail.hostpoint.ch
Huawei Cloud/华为云邮箱: sparkspace.huaweicloud.com
IONOS: perfora.net kundenserver.de
Infomaniak: infomaniak.ch infomaniak.com
Lark/Lark 邮箱: onlarksuite.com larksuite.com
Mail.ru: mail.ru
Microsoft 365: outlook.com
Microsoft 365 (21Vianet)/Microsoft 365（世纪互联）: partner.outlook.cn
Migadu: migadu.com
Namecheap: privateemail.com
NetEase Mail/网易企业邮箱: spf.163.com qiye.163.com
OVHcloud: mx.ovh.com
Proton: protonmail.ch
Rackspace: emailsrvr.com
Seznam: seznam.cz
Tencent Exmail/腾讯企业邮箱: spf.mail.qq.com exmail.qq.com
Yandex: yandex.net
Zoho: zoho.com zoho.eu zoho.in zohomail.com zohomail.eu zohomail.in
cyon: protection.cyon.net",
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
Amazon SES: amazonses.com
AuthSMTP: authsmtp.com
Brevo: sendinblue.com brevo.com
Campaign Monitor: createsend.com
CleverReach: crsend.com
Elastic Email: elasticemail.com
Flowmailer: flowmailer.net
FreshMail: freshemail.io
LianaMailer: lianamailer.com
MailChannels: mailchannels.net
MailerLite: mlsend.com
MailerSend: mailersend.net
Mailchimp: mcsv.net
Mailchimp Transactional: mandrillapp.com
Mailgun: mailgun.org
Mailjet: mailjet.com
Marketo: mktomail.com
Oracle Dyn: dynect.net
Oracle Eloqua: eloqua.com
Oracle Cloud: oraclecloud.com
Postmark: mtasv.net
SMTP2GO: smtp2go.com
Salesforce Marketing Cloud: exacttarget.com
Salesforce Pardot: pardot.com
SendCloud: sendcloud.org
SparkPost: sparkpostmail.com
Tencent Cloud SES/腾讯云邮件推送: qcloudmail.com
Twilio SendGrid: sendgrid.net",
    ),
    (
        Purpose::Software,
        "\
Atlassian: atlassian.net
Atlassian Statuspage: stspg-customer.com
Docebo: docebosaas.com
EQS: eqs.com
HubSpot: hubspotemail.net
KnowBe4: psm.knowbe4.com
Qualtrics: qualtrics.com
SAP SuccessFactors: successfactors.com
Salesforce: salesforce.com
ServiceNow: service-now.com
TOPdesk: topdesk.net
UKG: ultipro.com
Umantis: umantis.com
Webropol: webropolsurveys.com
Zendesk: zendesk.com",
    ),
    (
        Purpose::Gateway,
        "\
Barracuda: barracudanetworks.com
Cisco Secure Email: iphmx.com
CodeTwo: emailsignatures365.com
Exclaimer: exclaimer.net
Forcepoint: mailcontrol.com
Fortinet: fortimailcloud.com
Heimdal: heimdalsecurity.com
Hornetsecurity: hornetsecurity.com antispameurope.com
IIJ: securemx.jp
Mimecast: mimecast.com
Proofpoint: pphosted.com
Retarus: retarus.com
SEPPmail: seppmail.cloud
Sophos: sophos.com
Symantec Email Security: messagelabs.com
Trellix: fireeyecloud.com
Trend Micro: tmes.trendmicro.com tmes.trendmicro.eu
VIPRE: mailanyone.net",
    ),
    (
        Purpose::ManagedSpf,
        "\
Agari: spf-protect.agari.com
Cisco Domain Protection: spf-protect.dmp.cisco.com
Red Sift OnDMARC: ondmarc.com
Valimail: vali.email",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::vendor::check;

    #[test]
    fn endings_are_labels() {
        for (domain, name) in [
            ("_spf.google.com", Some("Google")),
            ("_netblocks2.Google.com.", Some("Google")),
            ("spf.protection.outlook.com", Some("Microsoft 365")),
            ("outlook.com", Some("Microsoft 365")),
            ("notgoogle.com", None),
            ("google.com.example", None),
            ("com", None),
            ("", None),
            ("spf.qiye.aliyun.com", Some("Alibaba Mail")),
            ("spf1.dm.aliyun.com", Some("Alibaba Cloud DirectMail")),
            ("%{ir}.%{v}.%{d}.spf.has.pphosted.com", Some("Proofpoint")),
            ("%{i}._ip.%{h}._ehlo.%{d}._spf.vali.email", Some("Valimail")),
            ("é.google.com", Some("Google")),
            ("égoogle.com", None),
        ] {
            assert_eq!(spf_vendor(domain).map(|it| it.name), name, "{domain}");
        }
    }

    #[test]
    fn what_nobody_needs_is_known() {
        let mailchimp = Some(("Mailchimp", Outlived::OwnEnvelope));
        assert_eq!(outlived("Servers.mcsv.net."), mailchimp);
        let dyn_ended = Some(("Dyn Email Delivery", Outlived::Ended));
        assert_eq!(outlived("spf.dynect.net"), dyn_ended);
        assert_eq!(outlived("_spf.google.com"), None);
    }

    #[test]
    fn brands_have_their_chinese_names() {
        let vendor = spf_vendor("spf.mail.qq.com").unwrap();
        assert_eq!(vendor.chinese_name, Some("腾讯企业邮箱"));
        assert_eq!(vendor.purpose, Purpose::Mailboxes);
        assert_eq!(spf_vendor("_spf.google.com").unwrap().chinese_name, None);
    }

    #[test]
    fn the_table_is_in_order() {
        check(VENDORS);
    }
}
