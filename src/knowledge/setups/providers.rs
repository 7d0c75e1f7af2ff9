//! What each provider of mailboxes asks for.

use super::{Dkim, Note, Program, Setup};

const NONE: Setup = Setup {
    id: "",
    name: "",
    chinese_name: None,
    mx: &[],
    include: "",
    dkim: Dkim::KeysInPanel(&[]),
    programs: &[],
    notes: &[],
};

/// Every provider, in the order in which people are offered them.
pub const SETUPS: &[Setup] = &[
    Setup {
        id: "google",
        name: "Google Workspace",
        mx: &[(1, "smtp.google.com")],
        include: "_spf.google.com",
        dkim: Dkim::KeysInPanel(&["google"]),
        notes: &[Note::ProofFirst],
        ..NONE
    },
    Setup {
        id: "microsoft-365",
        name: "Microsoft 365",
        mx: &[(0, "{dashed}.mail.protection.outlook.com")],
        include: "spf.protection.outlook.com",
        dkim: Dkim::AliasesInPanel(&["selector1", "selector2"]),
        programs: &[Program::Alias("autodiscover", "autodiscover.outlook.com")],
        notes: &[Note::ProofFirst, Note::CompareHost],
        ..NONE
    },
    Setup {
        id: "microsoft-365-21vianet",
        name: "Microsoft 365 (21Vianet)",
        chinese_name: Some("Microsoft 365（世纪互联）"),
        mx: &[(0, "{dashed}.mail.protection.partner.outlook.cn")],
        include: "spf.protection.partner.outlook.cn",
        dkim: Dkim::AliasesInPanel(&["selector1", "selector2"]),
        programs: &[Program::Alias(
            "autodiscover",
            "autodiscover.partner.outlook.cn",
        )],
        notes: &[Note::ProofFirst, Note::CompareHost],
    },
    Setup {
        id: "aliyun",
        name: "Alibaba Mail",
        chinese_name: Some("阿里企业邮箱"),
        mx: &[
            (5, "mx1.qiye.aliyun.com"),
            (10, "mx2.qiye.aliyun.com"),
            (15, "mx3.qiye.aliyun.com"),
        ],
        include: "spf.qiye.aliyun.com",
        ..NONE
    },
    Setup {
        id: "tencent-exmail",
        name: "Tencent Exmail",
        chinese_name: Some("腾讯企业邮箱"),
        mx: &[(5, "mxbiz1.qq.com"), (10, "mxbiz2.qq.com")],
        include: "spf.mail.qq.com",
        ..NONE
    },
    Setup {
        id: "netease",
        name: "NetEase Mail",
        chinese_name: Some("网易企业邮箱"),
        mx: &[
            (5, "qiye163mx01.mxmail.netease.com"),
            (10, "qiye163mx02.mxmail.netease.com"),
        ],
        include: "spf.163.com",
        notes: &[Note::CompareRegion],
        ..NONE
    },
    Setup {
        id: "huawei-cloud",
        name: "Huawei Cloud",
        chinese_name: Some("华为云企业邮箱"),
        mx: &[
            (5, "mx1.sparkspace.huaweicloud.com"),
            (10, "mx2.sparkspace.huaweicloud.com"),
        ],
        include: "spf.sparkspace.huaweicloud.com",
        programs: &[
            Program::Alias("smtp", "smtp.sparkspace.huaweicloud.com"),
            Program::Alias("imap", "imap.sparkspace.huaweicloud.com"),
        ],
        ..NONE
    },
    Setup {
        id: "263",
        name: "263 Mail",
        chinese_name: Some("263企业邮箱"),
        include: "spf.263.net",
        ..NONE
    },
    Setup {
        id: "feishu",
        name: "Feishu",
        chinese_name: Some("飞书邮箱"),
        notes: &[Note::ProofFirst],
        ..NONE
    },
    Setup {
        id: "lark",
        name: "Lark",
        chinese_name: Some("Lark邮箱"),
        include: "spf.onlarksuite.com",
        notes: &[Note::ProofFirst],
        ..NONE
    },
    Setup {
        id: "zoho",
        name: "Zoho (zoho.com)",
        mx: &[
            (10, "mx.zoho.com"),
            (20, "mx2.zoho.com"),
            (50, "mx3.zoho.com"),
        ],
        include: "zohomail.com",
        dkim: Dkim::KeysInPanel(&["zmail"]),
        notes: &[Note::ProofFirst],
        ..NONE
    },
    Setup {
        id: "zoho-eu",
        name: "Zoho (zoho.eu)",
        mx: &[(10, "mx.zoho.eu"), (20, "mx2.zoho.eu"), (50, "mx3.zoho.eu")],
        include: "zohomail.eu",
        dkim: Dkim::KeysInPanel(&["zmail"]),
        notes: &[Note::ProofFirst],
        ..NONE
    },
    Setup {
        id: "zoho-in",
        name: "Zoho (zoho.in)",
        mx: &[(10, "mx.zoho.in"), (20, "mx2.zoho.in"), (50, "mx3.zoho.in")],
        include: "zohomail.in",
        dkim: Dkim::KeysInPanel(&["zmail"]),
        notes: &[Note::ProofFirst],
        ..NONE
    },
    Setup {
        id: "fastmail",
        name: "Fastmail",
        mx: &[
            (10, "in1-smtp.messagingengine.com"),
            (20, "in2-smtp.messagingengine.com"),
        ],
        include: "spf.messagingengine.com",
        dkim: Dkim::Aliases(&[
            ("fm1", "fm1.{domain}.dkim.fmhosted.com"),
            ("fm2", "fm2.{domain}.dkim.fmhosted.com"),
            ("fm3", "fm3.{domain}.dkim.fmhosted.com"),
        ]),
        programs: &[
            Program::Service("_submissions._tcp", 465, "smtp.fastmail.com"),
            Program::Service("_imaps._tcp", 993, "imap.fastmail.com"),
            Program::Service("_jmap._tcp", 443, "api.fastmail.com"),
        ],
        ..NONE
    },
    Setup {
        id: "proton",
        name: "Proton",
        mx: &[(10, "mail.protonmail.ch"), (20, "mailsec.protonmail.ch")],
        include: "_spf.protonmail.ch",
        dkim: Dkim::AliasesInPanel(&["protonmail", "protonmail2", "protonmail3"]),
        notes: &[Note::ProofFirst],
        ..NONE
    },
    Setup {
        id: "icloud",
        name: "Apple iCloud",
        mx: &[(10, "mx01.mail.icloud.com"), (10, "mx02.mail.icloud.com")],
        include: "icloud.com",
        dkim: Dkim::Aliases(&[("sig1", "sig1.dkim.{domain}.at.icloudmailadmin.com")]),
        notes: &[Note::ProofFirst],
        ..NONE
    },
    Setup {
        id: "yandex",
        name: "Yandex",
        mx: &[(10, "mx.yandex.net")],
        include: "_spf.yandex.net",
        dkim: Dkim::KeysInPanel(&["mail"]),
        notes: &[Note::ProofFirst],
        ..NONE
    },
    Setup {
        id: "mail-ru",
        name: "Mail.ru",
        mx: &[(10, "emx.mail.ru")],
        include: "_spf.mail.ru",
        dkim: Dkim::KeysInPanel(&["mailru"]),
        notes: &[Note::ProofFirst],
        ..NONE
    },
    Setup {
        id: "migadu",
        name: "Migadu",
        mx: &[(10, "aspmx1.migadu.com"), (20, "aspmx2.migadu.com")],
        include: "spf.migadu.com",
        dkim: Dkim::Aliases(&[
            ("key1", "key1.{domain}._domainkey.migadu.com"),
            ("key2", "key2.{domain}._domainkey.migadu.com"),
            ("key3", "key3.{domain}._domainkey.migadu.com"),
        ]),
        programs: &[
            Program::Alias("autoconfig", "autoconfig.migadu.com"),
            Program::Service("_autodiscover._tcp", 443, "autodiscover.migadu.com"),
            Program::Service("_submissions._tcp", 465, "smtp.migadu.com"),
            Program::Service("_imaps._tcp", 993, "imap.migadu.com"),
        ],
        notes: &[Note::ProofFirst],
        ..NONE
    },
    Setup {
        id: "mailbox-org",
        name: "mailbox.org",
        mx: &[
            (10, "mxext1.mailbox.org"),
            (10, "mxext2.mailbox.org"),
            (20, "mxext3.mailbox.org"),
        ],
        include: "mailbox.org",
        dkim: Dkim::Aliases(&[
            ("MBO0001", "MBO0001._domainkey.mailbox.org"),
            ("MBO0002", "MBO0002._domainkey.mailbox.org"),
            ("MBO0003", "MBO0003._domainkey.mailbox.org"),
            ("MBO0004", "MBO0004._domainkey.mailbox.org"),
        ]),
        notes: &[Note::ProofFirst],
        ..NONE
    },
    Setup {
        id: "infomaniak",
        name: "Infomaniak",
        mx: &[(5, "mta-gw.infomaniak.ch")],
        include: "spf.infomaniak.ch",
        ..NONE
    },
    Setup {
        id: "ovhcloud",
        name: "OVHcloud (MX Plan)",
        mx: &[
            (1, "mx1.mail.ovh.net"),
            (5, "mx2.mail.ovh.net"),
            (100, "mx3.mail.ovh.net"),
        ],
        include: "mx.ovh.com",
        dkim: Dkim::AliasesInPanel(&[]),
        notes: &[Note::CompareRegion],
        ..NONE
    },
    Setup {
        id: "ionos-de",
        name: "IONOS (Deutschland)",
        mx: &[(10, "mx00.ionos.de"), (10, "mx01.ionos.de")],
        include: "_spf-eu.ionos.com",
        dkim: Dkim::Aliases(&[
            ("s1-ionos", "s1.dkim.ionos.com"),
            ("s2-ionos", "s2.dkim.ionos.com"),
        ]),
        programs: &[Program::Alias("autodiscover", "adsredir.ionos.info")],
        ..NONE
    },
    Setup {
        id: "ionos-us",
        name: "IONOS (USA)",
        mx: &[(10, "mx00.ionos.com"), (10, "mx01.ionos.com")],
        include: "_spf-us.ionos.com",
        dkim: Dkim::Aliases(&[
            ("s1-ionos", "s1.dkim.ionos.com"),
            ("s2-ionos", "s2.dkim.ionos.com"),
        ]),
        programs: &[Program::Alias("autodiscover", "adsredir.ionos.info")],
        ..NONE
    },
    Setup {
        id: "gandi",
        name: "Gandi",
        mx: &[(10, "spool.mail.gandi.net"), (50, "fb.mail.gandi.net")],
        include: "_mailcust.gandi.net",
        dkim: Dkim::Aliases(&[
            ("gm1", "gm1.gandimail.net"),
            ("gm2", "gm2.gandimail.net"),
            ("gm3", "gm3.gandimail.net"),
        ]),
        ..NONE
    },
    Setup {
        id: "namecheap",
        name: "Namecheap Private Email",
        mx: &[(10, "mx1.privateemail.com"), (10, "mx2.privateemail.com")],
        include: "spf.privateemail.com",
        dkim: Dkim::KeysInPanel(&["default"]),
        programs: &[
            Program::Alias("autoconfig", "privateemail.com"),
            Program::Alias("autodiscover", "privateemail.com"),
            Program::Service("_autodiscover._tcp", 443, "privateemail.com"),
        ],
        ..NONE
    },
    Setup {
        id: "hostinger",
        name: "Hostinger",
        mx: &[(5, "mx1.hostinger.com"), (10, "mx2.hostinger.com")],
        include: "_spf.mail.hostinger.com",
        dkim: Dkim::Aliases(&[
            ("hostingermail-a", "hostingermail-a.dkim.mail.hostinger.com"),
            ("hostingermail-b", "hostingermail-b.dkim.mail.hostinger.com"),
            ("hostingermail-c", "hostingermail-c.dkim.mail.hostinger.com"),
        ]),
        programs: &[
            Program::Alias("autoconfig", "autoconfig.mail.hostinger.com"),
            Program::Alias("autodiscover", "autodiscover.mail.hostinger.com"),
        ],
        ..NONE
    },
    Setup {
        id: "titan",
        name: "Titan",
        mx: &[(10, "mx1.titan.email"), (20, "mx2.titan.email")],
        include: "spf.titan.email",
        dkim: Dkim::KeysInPanel(&["titan1"]),
        ..NONE
    },
    Setup {
        id: "rackspace",
        name: "Rackspace",
        mx: &[(10, "mx1.emailsrvr.com"), (20, "mx2.emailsrvr.com")],
        include: "emailsrvr.com",
        ..NONE
    },
    Setup {
        id: "cloudflare-routing",
        name: "Cloudflare Email Routing",
        mx: &[
            (10, "route1.mx.cloudflare.net"),
            (20, "route2.mx.cloudflare.net"),
            (30, "route3.mx.cloudflare.net"),
        ],
        include: "_spf.mx.cloudflare.net",
        dkim: Dkim::KeysInPanel(&["cf2024-1"]),
        notes: &[Note::OwnNameServers],
        ..NONE
    },
    Setup {
        id: "improvmx",
        name: "ImprovMX",
        mx: &[(10, "mx1.improvmx.com"), (20, "mx2.improvmx.com")],
        include: "spf.improvmx.com",
        dkim: Dkim::Aliases(&[
            ("dkimprovmx1", "dkimprovmx1.improvmx.com"),
            ("dkimprovmx2", "dkimprovmx2.improvmx.com"),
        ]),
        ..NONE
    },
];
