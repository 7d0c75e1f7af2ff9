//! What people paste from guides, and what must be said of it.

/// A text, phrases that English and Chinese must say of it, and what is to be
/// written in its place.
type Guide = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
    Option<&'static str>,
);

/// What guides tell people to publish.
pub const PASTED: &[Guide] = &[
    (
        "v=spf1 a mx ~all",
        &[
            "it takes 2",
            "not refused with a 550",
            "Servers named in the MX records",
        ],
        &["占2次", "不是550", "MX记录里的服务器"],
        None,
    ),
    (
        "v=spf1 a mx include:_spf.google.com ~all",
        &["it takes 3", "add theirs"],
        &["自己占3次", "还要另算"],
        None,
    ),
    (
        "v=spf1 include _spf.google.com ~all",
        &[
            "`:` is missing behind `include`",
            "Write `include:_spf.google.com`",
        ],
        &["`include`后面少了`:`", "请写`include:_spf.google.com`"],
        Some("v=spf1 include:_spf.google.com ~all"),
    ),
    (
        "v=spf1 a mx ptray mx include:_spf.example.com ~all",
        &[
            "did you mean `ptr`?",
            "should not be used either",
            "`mx` stands here twice",
        ],
        &["是不是想写`ptr`？", "也不该用", "`mx`写了两次"],
        Some("v=spf1 a mx include:_spf.example.com ~all"),
    ),
    (
        "v=spf1 include:your邮服务器IP ~all",
        &[
            "is a placeholder",
            "is not plain ASCII",
            "behind `ip4:` an address",
        ],
        &["占位文字", "不是ASCII字符", "`ip4:`后面是服务器的地址"],
        None,
    ),
    (
        "v=spf1 0.2.1 ~all",
        &["`ip4:` is missing", "`0.2.1` is no IPv4 address"],
        &["少了`ip4:`", "`0.2.1`不是IPv4地址"],
        None,
    ),
    (
        "v=spf1 192.0.2.1 -all",
        &["`ip4:` is missing before `192.0.2.1`"],
        &["`192.0.2.1`前面少了`ip4:`"],
        Some("v=spf1 ip4:192.0.2.1 -all"),
    ),
    (
        "v=spf1 include:_spf.google.com ~all v=DKIM1; k=rsa; p=MIGf…",
        &[
            "Another record begins here",
            "at `selector._domainkey.example.com`",
        ],
        &["是另一条记录", "放在`selector._domainkey.example.com`"],
        Some("v=spf1 include:_spf.google.com ~all"),
    ),
    (
        "v=spf1 mx -all v=spf1 a -all",
        &["A second `v=spf1`", "one `v=spf1` in front, one `all`"],
        &["又写了一个`v=spf1`", "合并成一条"],
        Some("v=spf1 mx a -all"),
    ),
    (
        "v=spf1 a:1.d.example a:2.d.example a:3.d.example a:4.d.example a:5.d.example \
         a:6.d.example a:7.d.example a:8.d.example a:9.d.example mx ptr -all",
        &[
            "give up at the eleventh DNS lookup (permerror), and the record takes 11",
            "servers matched before it pass",
        ],
        &[
            "查到第十一次DNS就会放弃（permerror）",
            "要查11次",
            "之前匹配到的服务器",
        ],
        None,
    ),
    (
        "v=spf1 ip4:203.0.113.9/22 ip6:2001:db8::/64 exists:%{ir}.%{d1}.d.example ~all a x=y \
         redirect=d.example",
        &[
            "The 1,024 addresses from `203.0.112.0` to `203.0.115.255` may send",
            "The 2⁶⁴ addresses from `2001:db8::`",
            "`%{ir}` is the sending server’s address, in reverse",
            "`%{d1}` is the domain of this record, its last part alone",
            "All other servers: accepted with suspicion (softfail)",
            "never reached, as it stands behind `all`",
            "never used, as there is `all`",
            "it takes 1.",
        ],
        &[
            "从`203.0.112.0`到`203.0.115.255`的1,024个地址可以发信",
            "`%{ir}`是发信服务器的地址，各段倒序",
            "只留最后1段",
            "会被收下，但受到怀疑（softfail）",
            "轮不到它",
            "用不上它",
        ],
        Some(
            "v=spf1 ip4:203.0.112.0/22 ip6:2001:db8::/64 exists:%{ir}.%{d1}.d.example ~all a redirect=d.example",
        ),
    ),
    (
        "v=spf1 -all",
        &["No server may send (fail)"],
        &["所有服务器都不许发信（fail）"],
        None,
    ),
    (
        "v=spf1 mx include:_spf.d.example-all",
        &[
            "the domain swallows a term",
            "receivers that come to it give up (permerror)",
        ],
        &[
            "当成一个域名去查",
            "收件方查到它就会放弃整条记录（permerror）",
        ],
        Some("v=spf1 mx include:_spf.d.example -all"),
    ),
    (
        "v=spf2 mx -all",
        &["There is no SPF version `v=spf2`", "Sender ID"],
        &["SPF没有`v=spf2`这个版本", "Sender ID"],
        Some("v=spf1 mx -all"),
    ),
    (
        "v=spf1 mx",
        &["is neutral", "Add `~all`"],
        &["就是中立", "加上`~all`"],
        Some("v=spf1 mx ~all"),
    ),
    (
        "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEHAq...; s=d; h=Subject,From,Date",
        &[
            "hash algorithms here, not header fields",
            "services, not a selector",
            "cut short",
        ],
        &["不是邮件头字段", "不是选择器", "被截断了"],
        None,
    ),
    (
        "v=DKIM1; k=rsa; j=include",
        &["`p=` is missing", "DKIM knows no tag `j`"],
        &["缺少`p=`", "DKIM没有`j`这个标签"],
        None,
    ),
    (
        "v=DMARC1; p=quarantine; rua=mailto:postmaster@domain.com",
        &["Receivers use it", "only if its domain allows that"],
        &["收件方会使用它", "要对方的域名同意"],
        None,
    ),
    (
        "v=DMARC1; p=reject; p=quarantine",
        &["The tag `p` stands here twice"],
        &["标签`p`写了两次"],
        None,
    ),
    (
        "v=DMARC1; p=none; ria=mailto:a@example.com",
        &["did you mean `rua`?"],
        &["是不是想写`rua`？"],
        Some("v=DMARC1; p=none; rua=mailto:a@example.com"),
    ),
    (
        "v=DMARC1; p=reject; pct=20",
        &["gone with RFC 9989", "Write `t=y`"],
        &["RFC 9989已经取消它", "请写`t=y`"],
        None,
    ),
    (
        "mx.example.com IN MX 10",
        &["The mail server is missing"],
        &["没有写邮件服务器"],
        None,
    ),
    (
        "example.com MX 10 mail1\nMX 10 mail2",
        &[
            "`mail1` is a relative name and stands for `mail1.<zone>`",
            "Senders try `mail2.<zone>` first",
            "share the preference 10",
            "no conflict",
        ],
        &[
            "`mail1`是相对名字",
            "发件方先试`mail2.<区域名>`",
            "并不冲突",
        ],
        None,
    ),
    (
        "example.com. MX 10 mail1.example.com.\nMX 10 mail2.example.com.",
        &["share the preference 10", "no conflict"],
        &["优先级都是10", "并不冲突"],
        None,
    ),
    (
        "example.com. MX 10 192.0.2.1",
        &["holds the address `192.0.2.1`"],
        &["写了地址`192.0.2.1`"],
        None,
    ),
    (
        "dig +short example.com SPF",
        &["no record type `SPF`", "at the domain itself"],
        &["没有`SPF`这种记录类型", "域名本身"],
        None,
    ),
    (
        "dig +short example.com DKIM",
        &["TXT record at `selector._domainkey.example.com`"],
        &["`selector._domainkey.example.com`的TXT记录"],
        None,
    ),
    (
        "dig +short example.com DMARC",
        &["TXT record at `_dmarc.example.com`"],
        &["`_dmarc.example.com`的TXT记录"],
        None,
    ),
    (
        "SPFv2 mx",
        &["no SPF version `SPFv2`"],
        &["SPF没有`SPFv2`这个版本"],
        Some("v=spf1 mx"),
    ),
    (
        "ECSPF",
        &["no SPF version `ECSPF`"],
        &["SPF没有`ECSPF`这个版本"],
        Some("v=spf1"),
    ),
    (
        "spf2.0/mfrom mx -all",
        &["Sender ID"],
        &["Sender ID"],
        Some("v=spf1 mx -all"),
    ),
];
