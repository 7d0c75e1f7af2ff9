//! Who answers for a domain's zone, and what its panel asks for. Hosts are
//! told by the names of their name servers, and panels change, so the facts
//! have a date.

use super::vendor::ends_with;

/// The day these facts were gathered, year first.
pub const GATHERED: &str = "2026-11-24";

/// A company that has others' zones, and its panel.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct DnsHost {
    /// What people call it.
    pub name: &'static str,
    /// The same in Chinese, where it has a name of its own there.
    pub chinese_name: Option<&'static str>,
    /// Where records are changed.
    pub panel: &'static str,
    /// What the fields of a record are called there, where that is known.
    pub fields: Option<Fields>,
    /// The same where the panel speaks Chinese.
    pub chinese_fields: Option<Fields>,
    /// What stands for the zone itself.
    pub apex: Apex,
    /// How the panel takes the text of a TXT record.
    pub texts: Texts,
    /// What goes wrong there.
    pub traps: &'static [Trap],
    /// The endings of its name servers' names. In `awsdns-*.com` the star
    /// stands for digits.
    servers: &'static str,
}

/// What a panel calls the fields of a record.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Fields {
    /// The owner's name.
    pub host: &'static str,
    /// The rdata.
    pub value: &'static str,
    /// The time to live.
    pub ttl: &'static str,
}

/// What stands for the zone itself in the field of the host.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Apex {
    /// `@`.
    At,
    /// Nothing.
    Empty,
}

/// How a panel takes the text of a TXT record.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Texts {
    /// As it is; the panel splits and quotes it.
    Plain,
    /// In quotation marks, split into strings of 255 octets by hand.
    Quoted,
}

/// What goes wrong in a panel.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Trap {
    /// Addresses and aliases may be answered with the company's own proxies,
    /// which take no mail and break DKIM aliases.
    Proxied,
    /// The free edition takes no smaller time to live than these seconds.
    LeastTtl(u32),
    /// Values of one name and type stand in one record, a line each.
    OneSet,
    /// MX records are changed in another part of the panel.
    MxElsewhere,
    /// The same name servers answer for the customers of another company.
    SharedWith {
        /// The other company.
        name: &'static str,
        /// Its panel.
        panel: &'static str,
    },
}

/// The host of a zone, by the name of one of its name servers.
pub fn dns_host(server: &str) -> Option<&'static DnsHost> {
    let server = server.strip_suffix('.').unwrap_or(server);
    HOSTS.iter().find(|host| {
        let mut endings = host.servers.split(' ');
        endings.any(|ending| matches(server, ending))
    })
}

fn matches(server: &str, ending: &str) -> bool {
    let Some((before, after)) = ending.split_once('*') else {
        return ends_with(server, ending);
    };
    let Some(start) = server.len().checked_sub(after.len()) else {
        return false;
    };
    let (Some(rest), Some(end)) = (server.get(..start), server.get(start..)) else {
        return false;
    };
    let label = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    label.len() < rest.len() && end.eq_ignore_ascii_case(after) && ends_with(label, before)
}

const fn fields(host: &'static str, value: &'static str, ttl: &'static str) -> Option<Fields> {
    Some(Fields { host, value, ttl })
}

const NAME_VALUE: Option<Fields> = fields("Name", "Value", "TTL");
const HOST_VALUE: Option<Fields> = fields("Host", "Value", "TTL");
const HOSTNAME_VALUE: Option<Fields> = fields("Hostname", "Value", "TTL");
const CHINESE: Option<Fields> = fields("主机记录", "记录值", "TTL");

/// A panel of which nothing is known but where it is.
const PLAIN: DnsHost = DnsHost {
    name: "",
    chinese_name: None,
    panel: "",
    fields: None,
    chinese_fields: None,
    apex: Apex::At,
    texts: Texts::Plain,
    traps: &[],
    servers: "",
};

const HOSTS: &[DnsHost] = &[
    DnsHost {
        name: "Cloudflare",
        panel: "https://dash.cloudflare.com/",
        fields: fields("Name", "Content", "TTL"),
        chinese_fields: fields("名称", "内容", "TTL"),
        traps: &[Trap::Proxied],
        servers: "ns.cloudflare.com",
        ..PLAIN
    },
    DnsHost {
        name: "Alibaba Cloud DNS",
        chinese_name: Some("阿里云云解析"),
        panel: "https://dns.console.aliyun.com/",
        fields: fields("Hostname", "Record Value", "TTL"),
        chinese_fields: CHINESE,
        traps: &[Trap::LeastTtl(600)],
        servers: "hichina.com alidns.com",
        ..PLAIN
    },
    DnsHost {
        name: "DNSPod (Tencent Cloud)",
        chinese_name: Some("腾讯云DNSPod"),
        panel: "https://console.cloud.tencent.com/cns",
        fields: HOST_VALUE,
        chinese_fields: CHINESE,
        traps: &[Trap::LeastTtl(600)],
        servers: "dnspod.net dnspod.com dnsv2.com dnsv3.com dnsv4.com dnsv5.com",
        ..PLAIN
    },
    DnsHost {
        name: "Huawei Cloud DNS",
        chinese_name: Some("华为云云解析"),
        panel: "https://console.huaweicloud.com/dns/",
        fields: fields("Name", "Value", "TTL (s)"),
        chinese_fields: fields("主机记录", "记录值", "TTL（秒）"),
        apex: Apex::Empty,
        texts: Texts::Quoted,
        traps: &[Trap::OneSet],
        servers: "huaweicloud-dns.com huaweicloud-dns.cn huaweicloud-dns.net huaweicloud-dns.org",
    },
    DnsHost {
        name: "Volcengine DNS",
        chinese_name: Some("火山引擎云解析"),
        panel: "https://console.volcengine.com/",
        fields: HOST_VALUE,
        chinese_fields: CHINESE,
        servers: "volcengine-dns.com",
        ..PLAIN
    },
    DnsHost {
        name: "JD Cloud DNS",
        chinese_name: Some("京东云云解析"),
        panel: "https://console.jdcloud.com/",
        servers: "jdgslb.com",
        ..PLAIN
    },
    DnsHost {
        name: "West.cn",
        chinese_name: Some("西部数码"),
        panel: "https://www.west.cn/",
        servers: "myhostadmin.net dns1.west.cn dns2.west.cn",
        ..PLAIN
    },
    DnsHost {
        name: "Xinnet",
        chinese_name: Some("新网"),
        panel: "https://www.xinnet.com/",
        servers: "xincache.com",
        ..PLAIN
    },
    DnsHost {
        name: "Amazon Route 53",
        panel: "https://console.aws.amazon.com/route53/v2/hostedzones",
        fields: fields("Record name", "Value", "TTL (seconds)"),
        chinese_fields: fields("记录名称", "值", "TTL（秒）"),
        apex: Apex::Empty,
        texts: Texts::Quoted,
        traps: &[Trap::OneSet],
        servers: "awsdns-*.com awsdns-*.net awsdns-*.org awsdns-*.co.uk",
        ..PLAIN
    },
    DnsHost {
        name: "Google Cloud DNS",
        panel: "https://console.cloud.google.com/net-services/dns/zones",
        fields: fields("DNS name", "Data", "TTL"),
        apex: Apex::Empty,
        texts: Texts::Quoted,
        traps: &[
            Trap::OneSet,
            Trap::SharedWith {
                name: "Squarespace",
                panel: "https://account.squarespace.com/domains",
            },
        ],
        servers: "googledomains.com",
        ..PLAIN
    },
    DnsHost {
        name: "Azure DNS",
        panel: "https://portal.azure.com/",
        fields: NAME_VALUE,
        chinese_fields: fields("名称", "值", "TTL"),
        traps: &[Trap::OneSet],
        servers: "azure-dns.com azure-dns.net azure-dns.org azure-dns.info",
        ..PLAIN
    },
    DnsHost {
        name: "GoDaddy",
        panel: "https://dcc.godaddy.com/control/portfolio",
        fields: NAME_VALUE,
        chinese_fields: fields("名称", "值", "TTL"),
        servers: "domaincontrol.com",
        ..PLAIN
    },
    DnsHost {
        name: "Namecheap",
        panel: "https://ap.www.namecheap.com/domains/list/",
        fields: HOST_VALUE,
        traps: &[Trap::MxElsewhere],
        servers: "registrar-servers.com",
        ..PLAIN
    },
    DnsHost {
        name: "OVHcloud",
        panel: "https://www.ovh.com/manager/",
        fields: fields("Sub-domain", "Value", "TTL"),
        apex: Apex::Empty,
        servers: "ovh.net ovh.ca anycast.me",
        ..PLAIN
    },
    DnsHost {
        name: "IONOS",
        panel: "https://my.ionos.com/domains",
        fields: fields("Host name", "Value", "TTL"),
        servers: "ui-dns.com ui-dns.de ui-dns.org ui-dns.biz",
        ..PLAIN
    },
    DnsHost {
        name: "Gandi",
        panel: "https://admin.gandi.net/domain",
        fields: NAME_VALUE,
        servers: "gandi.net",
        ..PLAIN
    },
    DnsHost {
        name: "Hetzner",
        panel: "https://console.hetzner.com/",
        fields: NAME_VALUE,
        servers: "ns.hetzner.com ns.hetzner.de first-ns.de second-ns.de second-ns.com",
        ..PLAIN
    },
    DnsHost {
        name: "DigitalOcean",
        panel: "https://cloud.digitalocean.com/networking/domains",
        fields: HOSTNAME_VALUE,
        servers: "digitalocean.com",
        ..PLAIN
    },
    DnsHost {
        name: "Porkbun",
        panel: "https://porkbun.com/account/domainsSpeedy",
        fields: fields("Host", "Answer", "TTL"),
        apex: Apex::Empty,
        servers: "porkbun.com",
        ..PLAIN
    },
    DnsHost {
        name: "Name.com",
        panel: "https://www.name.com/account/domain",
        fields: fields("Host", "Answer", "TTL"),
        apex: Apex::Empty,
        servers: "name.com",
        ..PLAIN
    },
    DnsHost {
        name: "Hostinger",
        panel: "https://hpanel.hostinger.com/domains",
        servers: "dns-parking.com",
        ..PLAIN
    },
    DnsHost {
        name: "Wix",
        panel: "https://manage.wix.com/account/domains",
        fields: fields("Host Name", "Value", "TTL"),
        apex: Apex::Empty,
        servers: "wixdns.net",
        ..PLAIN
    },
    DnsHost {
        name: "Vercel",
        panel: "https://vercel.com/dashboard/domains",
        fields: NAME_VALUE,
        apex: Apex::Empty,
        servers: "vercel-dns.com",
        ..PLAIN
    },
    DnsHost {
        name: "NS1",
        panel: "https://my.nsone.net/",
        traps: &[Trap::SharedWith {
            name: "Netlify",
            panel: "https://app.netlify.com/",
        }],
        servers: "nsone.net",
        ..PLAIN
    },
    DnsHost {
        name: "DNSimple",
        panel: "https://dnsimple.com/dashboard",
        fields: fields("Name", "Content", "TTL"),
        apex: Apex::Empty,
        servers: "dnsimple.com dnsimple-edge.net dnsimple-edge.org",
        ..PLAIN
    },
    DnsHost {
        name: "Linode (Akamai)",
        panel: "https://cloud.linode.com/domains",
        fields: HOSTNAME_VALUE,
        apex: Apex::Empty,
        servers: "linode.com",
        ..PLAIN
    },
    DnsHost {
        name: "Vultr",
        panel: "https://my.vultr.com/dns/",
        fields: fields("Name", "Data", "TTL"),
        apex: Apex::Empty,
        servers: "vultr.com",
        ..PLAIN
    },
    DnsHost {
        name: "Infomaniak",
        panel: "https://manager.infomaniak.com/",
        servers: "infomaniak.ch infomaniak.com",
        ..PLAIN
    },
    DnsHost {
        name: "Hostpoint",
        panel: "https://admin.hostpoint.ch/",
        servers: "hostpoint.ch",
        ..PLAIN
    },
    DnsHost {
        name: "STRATO",
        panel: "https://www.strato.de/apps/CustomerService",
        servers: "rzone.de",
        ..PLAIN
    },
    DnsHost {
        name: "one.com",
        panel: "https://www.one.com/admin/",
        servers: "one.com",
        ..PLAIN
    },
    DnsHost {
        name: "Loopia",
        panel: "https://customerzone.loopia.com/",
        servers: "loopia.se",
        ..PLAIN
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::Name;
    use std::collections::BTreeSet;

    #[test]
    fn servers_have_hosts() {
        for (server, name) in [
            ("ada.ns.cloudflare.com.", Some("Cloudflare")),
            ("DNS9.HiChina.com", Some("Alibaba Cloud DNS")),
            ("ns1.alidns.com", Some("Alibaba Cloud DNS")),
            ("f1g1ns1.dnspod.net", Some("DNSPod (Tencent Cloud)")),
            ("ns-1536.awsdns-00.co.uk", Some("Amazon Route 53")),
            ("ns-1.awsdns-63.com", Some("Amazon Route 53")),
            ("ns-1.awsdns-x.com", None),
            ("ns-1.awsdns-.com", None),
            ("ns-1.myawsdns-63.com", None),
            ("ns1-01.azure-dns.com", Some("Azure DNS")),
            ("dns1.p01.nsone.net", Some("NS1")),
            ("ns1.one.com", Some("one.com")),
            ("ns1.someone.com", None),
            ("www.cloudflare.com", None),
            ("ns.d.example", None),
            ("", None),
        ] {
            assert_eq!(dns_host(server).map(|it| it.name), name, "{server}");
        }
        let aliyun = dns_host("ns1.alidns.com").unwrap();
        assert_eq!(aliyun.chinese_name, Some("阿里云云解析"));
        assert_eq!(aliyun.chinese_fields.unwrap().host, "主机记录");
    }

    #[test]
    fn the_table_is_in_order() {
        let mut names = BTreeSet::new();
        let mut endings = BTreeSet::new();
        for host in HOSTS {
            assert!(names.insert(host.name), "{} twice", host.name);
            assert!(host.panel.starts_with("https://"), "{}", host.panel);
            for ending in host.servers.split(' ') {
                let name = ending.replace('*', "00");
                assert_eq!(Name::parse(&name).unwrap().as_str(), name);
                assert!(endings.insert(ending), "{ending} twice");
                let server = format!("ns1.{name}");
                assert_eq!(dns_host(&server).unwrap().name, host.name);
            }
        }
    }
}
