//! Under which selectors those who sign for others have their DKIM keys, and
//! where their aliases lead; so the facts have a date.

use super::vendor::ends_with;

/// The day these facts were gathered, year first.
pub const GATHERED: &str = "2026-11-21";

/// A vendor that signs, and the selectors that it uses.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Signer {
    /// The vendor's name, as in the tables of SPF and MX vendors.
    pub name: &'static str,
    /// Whether it signs with these selectors alone, for every customer.
    pub fixed: bool,
    selectors: &'static str,
    targets: &'static str,
}

impl Signer {
    /// Its selectors; all of them are wanted where the keys are aliases.
    pub fn selectors(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.selectors.split(' ')
    }

    /// Whether a name that an alias leads to is where it keeps its keys.
    pub fn keeps(&self, target: &str) -> bool {
        let mut targets = self.targets.split(' ');
        targets.any(|ending| !ending.is_empty() && ends_with(target, ending))
    }
}

/// Every signer; a vendor may have several sets of selectors.
pub fn signers() -> impl Iterator<Item = Signer> {
    SIGNERS.lines().filter_map(signer)
}

/// Selectors that many use, the most frequent first.
pub fn common_selectors() -> impl Iterator<Item = &'static str> {
    COMMON.split(' ')
}

/// `name ( ":" / "!" ) SP selector *( SP selector ) [ " > " ending *( SP ending ) ]`,
/// with `!` where the selectors are fixed.
fn signer(line: &'static str) -> Option<Signer> {
    let end = line.find([':', '!'])?;
    let (name, rest) = line.split_at_checked(end)?;
    let selectors = rest.get(2..)?;
    let (selectors, targets) = selectors.split_once(" > ").unwrap_or((selectors, ""));
    Some(Signer {
        name,
        fixed: rest.starts_with('!'),
        selectors,
        targets,
    })
}

const COMMON: &str = "\
google selector1 selector2 default mail dkim s1 s2 k1 k2 k3 key1 email smtp mx m1 selector \
dkim1 dkim2 sig1 fm1 protonmail zoho zmail pm resend mandrill mailjet mxvault cm ctct1 zendesk1 \
hs1 mte1 kl s2048 x qcloud aliyun-cn-hangzhou";

const SIGNERS: &str = "\
ActiveCampaign: dk acdkim1
Alibaba Cloud DirectMail: aliyun-cn-hangzhou aliyun-ap-southeast-1
Amazon SES: amazonses > dkim.amazonses.com
Apple iCloud! sig1 > icloudmailadmin.com
Brevo: brevo1 brevo2 > brevo.com sendinblue.com
Brevo: mail mail2
Campaign Monitor: cm
Cloudflare Email Routing: cf2024-1 cf2024-2 cf2025-1 cf2025-2
Constant Contact: ctct1 ctct2 > ccsend.com
Elastic Email: api
Fastmail! fm1 fm2 fm3 > fmhosted.com
Freshdesk: fd fdm
Gandi: gm1 gm2 gm3 > gandimail.net
Google: google google2048
Hostinger: hostingermail-a hostingermail-b hostingermail-c hostingermail1 > hostinger.com
HubSpot: hs1 hs2 > hubspotemail.net
IONOS: s1-ionos s2-ionos > ionos.com
ImprovMX: dkimprovmx1 dkimprovmx2 > improvmx.com
Intercom: ic intercom > intercom.io
Klaviyo: kl kl2
Mail.ru: mailru
MailChannels: mailchannels mcdkim mcdkim2
MailerLite: ml litesrv > mlsend.com
MailerSend: mlsend mlsend2 > mailersend.net
Mailchimp: k1 > dkim.mcsv.net
Mailchimp: k2 k3 > dkim2.mcsv.net dkim3.mcsv.net
Mailchimp Transactional: mandrill
Mailchimp Transactional: mte1 mte2 > mandrillapp.com
Mailgun: mailo smtp mg pic k1 mx email
Mailgun: pdk1 pdk2 > mailgun.org
Mailjet: mailjet
Microsoft 365! selector1 selector2 > onmicrosoft.com dkim.mail.microsoft
Migadu! key1 key2 key3 > migadu.com
mailbox.org: MBO0001 MBO0002 MBO0003 MBO0004 > mailbox.org
Namecheap: default spacemail
Postmark: pm
Proton! protonmail protonmail2 protonmail3 > domains.proton.ch
Resend: resend
STRATO: strato-dkim-0002 strato-dkim-0003 > strato.de
Salesforce: sf sf1 sf2
Salesforce Pardot: pardot 200608
Tencent Cloud SES: qcloud
Titan: titan1 titan2
Twilio SendGrid: s1 s2 > sendgrid.net
Twilio SendGrid: smtpapi
Yahoo: s1024 s2048
Yandex: mail
Zendesk: zendesk1 zendesk2 > zendesk.com
Zoho: zmail zoho zohomail default";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::Name;
    use std::collections::BTreeSet;

    #[test]
    fn the_table_is_in_order() {
        assert_eq!(signers().count(), SIGNERS.lines().count());
        for signer in signers() {
            for selector in signer.selectors().chain(signer.targets.split(' ')) {
                let name = Name::parse(selector).map(|name| name.to_string());
                let empty = selector.is_empty() && signer.targets.is_empty();
                assert!(
                    empty || name == Ok(selector.to_ascii_lowercase()),
                    "{}: {selector}",
                    signer.name
                );
            }
        }
        let common: Vec<_> = common_selectors().collect();
        let once: BTreeSet<_> = common.iter().collect();
        assert_eq!(once.len(), common.len());
    }

    #[test]
    fn aliases_are_told() {
        let whose = |target| signers().find(|it| it.keeps(target)).map(|it| it.name);
        let microsoft = "selector1-d-example._domainkey.d.onmicrosoft.com";
        assert_eq!(whose(microsoft), Some("Microsoft 365"));
        assert_eq!(
            whose("s1.domainkey.u1.wl1.sendgrid.net"),
            Some("Twilio SendGrid")
        );
        assert_eq!(whose("dkim2.mcsv.net"), Some("Mailchimp"));
        assert_eq!(whose("key.d.example"), None);
        let fixed = signers().find(|it| it.name == "Microsoft 365").unwrap();
        assert!(fixed.fixed && fixed.selectors().eq(["selector1", "selector2"]));
    }
}
