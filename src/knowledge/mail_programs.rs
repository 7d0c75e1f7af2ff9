//! What providers have people enter in their mail programs. They change it now
//! and then, so the facts have a date.

use super::vendor::{Vendor, ends_with};

/// The day these facts were gathered, year first.
pub const GATHERED: &str = "2026-11-24";

/// The settings that a provider gives to its customers.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ProviderSettings {
    /// The servers, those for reading first.
    pub servers: Vec<Server>,
    /// How people prove who they are.
    pub login: Login,
}

/// A server for mail programs.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Server {
    /// What it is for.
    pub purpose: Purpose,
    /// Its name, or the address of the very machine.
    pub host: &'static str,
    /// Its TCP port.
    pub port: u16,
    /// How the connection is protected.
    pub encryption: Encryption,
}

/// What a mail program wants a server for.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Purpose {
    /// To read mail that stays on the server (IMAP).
    Imap,
    /// To fetch mail (POP3).
    Pop,
    /// To hand in mail that is to be sent (RFC 6409).
    Submission,
}

/// How a connection is protected.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Encryption {
    /// By TLS from its first octet (RFC 8314 §3).
    Tls,
    /// It begins in the clear and turns to TLS (RFC 3207, RFC 2595).
    StartTls,
}

/// How people prove who they are.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Login {
    /// With the password of the mailbox.
    Password,
    /// With a password made for programs alone, where the mailbox has a second
    /// factor or the provider wants it always.
    AppPassword,
    /// On a page of the provider (OAuth): no password is taken.
    Page,
    /// On such a page, or with a password made for programs.
    PageOrAppPassword,
    /// As with [`Login::AppPassword`]; the name for reading is that of the Apple
    /// account.
    Apple,
    /// By a program of the provider on the same machine, which shows name and
    /// password.
    Bridge,
}

/// The settings of a vendor whose mail exchanger (or SPF domain) is `host`;
/// `None` where they are not known, or differ between its customers.
pub fn provider_settings(vendor: Vendor, host: &str) -> Option<ProviderSettings> {
    let host = host.strip_suffix('.').unwrap_or(host);
    let entry = PROVIDERS.lines().filter_map(entry).find(|entry| {
        let mut endings = entry.endings.split(',').filter(|ending| !ending.is_empty());
        entry.name == vendor.name
            && (entry.endings.is_empty() || endings.any(|ending| ends_with(host, ending)))
    })?;
    let servers = entry.servers.split(' ').filter_map(server).collect();
    Some(ProviderSettings {
        servers,
        login: entry.login,
    })
}

/// Where Outlook is to find the settings of a vendor's mailboxes: what
/// `autodiscover` below the domain should be an alias of.
pub fn autodiscover_host(vendor: Vendor) -> Option<&'static str> {
    match vendor.name {
        "Microsoft 365" => Some("autodiscover.outlook.com"),
        "Microsoft 365 (21Vianet)" => Some("autodiscover.partner.outlook.cn"),
        _ => None,
    }
}

/// A line of the table.
struct Entry {
    name: &'static str,
    endings: &'static str,
    login: Login,
    servers: &'static str,
}

/// `name [ "@" ending *( "," ending ) ] ":" SP login SP server *( SP server )`
fn entry(line: &'static str) -> Option<Entry> {
    let (name, rest) = line.split_once(": ")?;
    let (name, endings) = name.split_once('@').unwrap_or((name, ""));
    let (login, servers) = rest.split_once(' ')?;
    Some(Entry {
        name,
        endings,
        login: match login {
            "password" => Login::Password,
            "app" => Login::AppPassword,
            "page" => Login::Page,
            "page/app" => Login::PageOrAppPassword,
            "apple" => Login::Apple,
            "bridge" => Login::Bridge,
            _ => return None,
        },
        servers,
    })
}

/// `kind "=" host [ ":" port ]`; the kinds and their usual ports are `imap`
/// (993), `pop` (995) and `smtp` (465) with TLS, `submit` (587) and `imap+`
/// (143) with STARTTLS.
fn server(text: &'static str) -> Option<Server> {
    let (kind, place) = text.split_once('=')?;
    let (purpose, usual, encryption) = match kind {
        "imap" => (Purpose::Imap, 993, Encryption::Tls),
        "imap+" => (Purpose::Imap, 143, Encryption::StartTls),
        "pop" => (Purpose::Pop, 995, Encryption::Tls),
        "smtp" => (Purpose::Submission, 465, Encryption::Tls),
        "submit" => (Purpose::Submission, 587, Encryption::StartTls),
        _ => return None,
    };
    let (host, port) = match place.split_once(':') {
        Some((host, port)) => (host, port.parse().ok()?),
        None => (place, usual),
    };
    Some(Server {
        purpose,
        host,
        port,
        encryption,
    })
}

const PROVIDERS: &str = "\
263 Mail: password imap=imap.263.net pop=pop.263.net smtp=smtp.263.net
Alibaba Mail: password imap=imap.qiye.aliyun.com pop=pop.qiye.aliyun.com smtp=smtp.qiye.aliyun.com
Apple iCloud: apple imap=imap.mail.me.com submit=smtp.mail.me.com
Fastmail: app imap=imap.fastmail.com pop=pop.fastmail.com smtp=smtp.fastmail.com
Feishu: app imap=imap.feishu.cn smtp=smtp.feishu.cn
Gandi: password imap=mail.gandi.net pop=mail.gandi.net smtp=mail.gandi.net
Google: page/app imap=imap.gmail.com pop=pop.gmail.com smtp=smtp.gmail.com submit=smtp.gmail.com
Hostinger: password imap=imap.hostinger.com pop=pop.hostinger.com smtp=smtp.hostinger.com
Hostpoint: password imap=imap.mail.hostpoint.ch pop=pop.mail.hostpoint.ch smtp=asmtp.mail.hostpoint.ch
Huawei Cloud: password imap=imap.sparkspace.huaweicloud.com smtp=smtp.sparkspace.huaweicloud.com
IONOS@kundenserver.de,ionos.de: password imap=imap.ionos.de pop=pop.ionos.de smtp=smtp.ionos.de
IONOS@1and1.com,perfora.net,ionos.com: password imap=imap.ionos.com pop=pop.ionos.com smtp=smtp.ionos.com
Infomaniak: password imap=mail.infomaniak.com pop=mail.infomaniak.com smtp=mail.infomaniak.com
Lark: app imap=imap.larksuite.com smtp=smtp.larksuite.com
Mail.ru: app imap=imap.mail.ru pop=pop.mail.ru smtp=smtp.mail.ru
Microsoft 365: page imap=outlook.office365.com pop=outlook.office365.com submit=smtp.office365.com
Microsoft 365 (21Vianet): page imap=partner.outlook.cn pop=partner.outlook.cn submit=smtp.partner.outlook.cn
Migadu: password imap=imap.migadu.com pop=pop.migadu.com smtp=smtp.migadu.com
Namecheap@privateemail.com: password imap=mail.privateemail.com pop=mail.privateemail.com smtp=mail.privateemail.com
NetEase Mail@qiye163mx01.mxmail.netease.com,qiye163mx02.mxmail.netease.com: app imap=imap.qiye.163.com pop=pop.qiye.163.com smtp=smtp.qiye.163.com
one.com: password imap=imap.one.com pop=pop.one.com smtp=send.one.com
Proton: bridge imap+=127.0.0.1:1143 submit=127.0.0.1:1025
Rackspace: password imap=secure.emailsrvr.com pop=secure.emailsrvr.com smtp=secure.emailsrvr.com
STRATO: password imap=imap.strato.de pop=pop3.strato.de smtp=smtp.strato.de
Seznam: password imap=imap.seznam.cz pop=pop3.seznam.cz smtp=smtp.seznam.cz
Tencent Exmail: app imap=imap.exmail.qq.com pop=pop.exmail.qq.com smtp=smtp.exmail.qq.com
Titan: password imap=imap.titan.email pop=pop.titan.email smtp=smtp.titan.email
Yahoo: app imap=imap.mail.yahoo.com pop=pop.mail.yahoo.com smtp=smtp.mail.yahoo.com
Yandex: app imap=imap.yandex.com pop=pop.yandex.com smtp=smtp.yandex.com
Zoho@zoho.eu,zohomail.eu: app imap=imappro.zoho.eu pop=poppro.zoho.eu smtp=smtppro.zoho.eu
Zoho@zoho.in,zohomail.in: app imap=imappro.zoho.in pop=poppro.zoho.in smtp=smtppro.zoho.in
Zoho@zoho.com,zohomail.com: app imap=imappro.zoho.com pop=poppro.zoho.com smtp=smtppro.zoho.com
mailbox.org: password imap=imap.mailbox.org pop=pop3.mailbox.org smtp=smtp.mailbox.org";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::{HostName, Name};
    use crate::knowledge::mx_vendors::mx_vendor;
    use crate::knowledge::spf_vendors::spf_vendor;

    fn settings(host: &str) -> Option<ProviderSettings> {
        provider_settings(mx_vendor(host)?, host)
    }

    fn first(host: &str) -> Option<(&'static str, u16)> {
        let settings = settings(host)?;
        let server = settings.servers.first()?;
        Some((server.host, server.port))
    }

    #[test]
    fn every_line_is_read_whole() {
        for line in PROVIDERS.lines() {
            let entry = entry(line).expect(line);
            for text in entry.servers.split(' ') {
                let server = server(text).expect(text);
                let name = Name::parse(server.host).unwrap();
                let local = server.host == "127.0.0.1";
                assert!(local || HostName::of(&name).is_some(), "{text}");
            }
        }
    }

    /// A line that no exchanger and no SPF record can lead to says nothing.
    #[test]
    fn every_provider_is_one_that_mx_or_spf_betray() {
        for line in PROVIDERS.lines() {
            let entry = entry(line).unwrap();
            for ending in entry.endings.split(',').filter(|it| !it.is_empty()) {
                let vendor = mx_vendor(ending).or_else(|| spf_vendor(ending));
                assert_eq!(vendor.map(|it| it.name), Some(entry.name), "{ending}");
            }
            let names = [
                include_str!("mx_vendors.rs"),
                include_str!("spf_vendors.rs"),
            ];
            let known = [format!("\n{}: ", entry.name), format!("\n{}/", entry.name)];
            let is_known = |table: &&str| known.iter().any(|line| table.contains(line));
            assert!(names.iter().any(is_known), "{}", entry.name);
        }
    }

    #[test]
    fn exchangers_lead_to_settings() {
        for (host, wanted) in [
            ("aspmx.l.google.com", Some(("imap.gmail.com", 993))),
            (
                "d-example.mail.protection.outlook.com.",
                Some(("outlook.office365.com", 993)),
            ),
            (
                "d-example.mail.protection.partner.outlook.cn",
                Some(("partner.outlook.cn", 993)),
            ),
            ("mx.zoho.eu", Some(("imappro.zoho.eu", 993))),
            ("mx.zoho.com", Some(("imappro.zoho.com", 993))),
            ("mx00.ionos.de", Some(("imap.ionos.de", 993))),
            ("mail.protonmail.ch", Some(("127.0.0.1", 1143))),
            // Forwarding of the same company, without mailboxes.
            ("eforward1.registrar-servers.com", None),
            // A provider of which nothing is known for certain.
            ("mx1.mail.ovh.net", None),
            ("mail.d.example", None),
        ] {
            assert_eq!(first(host), wanted, "{host}");
        }
    }
}
