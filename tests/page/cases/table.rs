//! The cases, and what an expert would write.

use crate::served::Step;

/// A domain of the lab that has what users bring.
pub struct Case {
    /// The domain.
    pub domain: &'static str,
    /// DKIM selectors that its owner names.
    pub selectors: &'static str,
    /// What its owner says that it is for; nothing where that is left open.
    pub profile: &'static str,
    /// The row that it is about.
    pub subject: &'static str,
    /// What is found, among other things.
    pub rules: &'static [&'static str],
    /// What is said of it, in English and in Chinese.
    pub says: (&'static [&'static str], &'static [&'static str]),
    /// What is taken of what is proposed.
    pub take: Take,
    /// What an expert would write: `- RECORD` goes, `+ RECORD` comes.
    pub expert: &'static [&'static str],
    /// What only the provider or the signer can give, and is published besides.
    pub given: &'static [&'static str],
    /// How the row stands then.
    pub then: &'static str,
    /// Errors and warnings that are left, since they are of something else.
    pub left: &'static [&'static str],
    /// Whether its mail will be accepted, before and after.
    pub accepted: Option<(&'static str, &'static str)>,
}

/// What is taken of what is proposed.
pub enum Take {
    /// Nothing is proposed.
    Nothing,
    /// The step of the plan that cures a rule.
    Step(&'static str),
    /// All steps of the plan.
    Plan,
}

impl Case {
    /// The link to a check of it.
    pub fn link(&self) -> String {
        let choice = |name: &str, value: &str| match value {
            "" => String::new(),
            value => format!("&{name}={value}"),
        };
        let selectors = choice("selector", self.selectors);
        let profile = choice("profile", self.profile);
        format!("#check={}{selectors}{profile}&lang=en", self.domain)
    }

    /// What an expert would do.
    pub fn steps(&self) -> Result<Vec<Step>, String> {
        let mut steps = self.read(self.expert)?;
        steps.sort();
        Ok(steps)
    }

    /// What is published besides.
    pub fn given(&self) -> Result<Vec<Step>, String> {
        self.read(self.given)
    }

    fn read(&self, lines: &[&str]) -> Result<Vec<Step>, String> {
        let step = |line: &&str| Step::read(line, self.domain).ok_or_else(|| (*line).to_owned());
        lines.iter().map(step).collect()
    }
}

const fn case(domain: &'static str, subject: &'static str) -> Case {
    Case {
        domain,
        selectors: "",
        profile: "",
        subject,
        rules: &[],
        says: (&[], &[]),
        take: Take::Nothing,
        expert: &[],
        given: &[],
        then: "good",
        left: &[],
        accepted: None,
    }
}

/// Each line of the table, in its order, and then the situations.
pub const CASES: &[Case] = &[
    Case {
        says: (
            &[
                "it takes 2",
                "not refused with a 550",
                "Servers named in the MX records",
            ],
            &["占2次", "不是550", "MX记录里的服务器"],
        ),
        ..case("softfail.guides.test", "spf")
    },
    Case {
        says: (&["it takes 3"], &["占3次"]),
        ..case("softfail-google.guides.test", "spf")
    },
    Case {
        rules: &["spf-separator-missing"],
        take: Take::Step("spf-separator-missing"),
        expert: &[
            "- @ TXT \"v=spf1 include _spf.google.com ~all\"",
            "+ @ TXT \"v=spf1 include:_spf.google.com ~all\"",
        ],
        ..case("space.guides.test", "spf")
    },
    Case {
        rules: &["spf-mechanism-unknown"],
        take: Take::Step("spf-mechanism-unknown"),
        expert: &[
            "- @ TXT \"v=spf1 a mx ptray mx include:_spf.example.com ~all\"",
            "+ @ TXT \"v=spf1 a mx ~all\"",
        ],
        ..case("ptray.guides.test", "spf")
    },
    Case {
        rules: &["spf-placeholder"],
        take: Take::Step("spf-placeholder"),
        expert: &[
            "- @ TXT \"v=spf1 include:your邮服务器IP ~all\"",
            "+ @ TXT \"v=spf1 mx ~all\"",
        ],
        ..case("placeholder.guides.test", "spf")
    },
    Case {
        rules: &["spf-address-bare"],
        take: Take::Step("spf-address-bare"),
        expert: &[
            "- @ TXT \"v=spf1 0.2.1 ~all\"",
            "+ @ TXT \"v=spf1 mx ~all\"",
        ],
        ..case("half-address.guides.test", "spf")
    },
    Case {
        rules: &["spf-address-bare"],
        take: Take::Step("spf-address-bare"),
        expert: &[
            "- @ TXT \"v=spf1 192.0.2.10 -all\"",
            "+ @ TXT \"v=spf1 ip4:192.0.2.10 -all\"",
        ],
        left: &["spf-network-special"],
        then: "warning",
        ..case("address.guides.test", "spf")
    },
    Case {
        rules: &["spf-record-in-record"],
        take: Take::Step("spf-record-in-record"),
        expert: &[
            "- @ TXT \"v=spf1 include:_spf.google.com ~all v=DKIM1; k=rsa; p=MIGf…\"",
            "+ @ TXT \"v=spf1 include:_spf.google.com ~all\"",
        ],
        ..case("two-in-one.guides.test", "spf")
    },
    Case {
        rules: &["spf-version-unknown"],
        take: Take::Step("spf-version-unknown"),
        expert: &["- @ TXT \"v=spf2 mx -all\"", "+ @ TXT \"v=spf1 mx -all\""],
        ..case("version-two.guides.test", "spf")
    },
    Case {
        rules: &["spf-version-sender-id"],
        take: Take::Step("spf-version-sender-id"),
        expert: &[
            "- @ TXT \"spf2.0/mfrom mx -all\"",
            "+ @ TXT \"v=spf1 mx -all\"",
        ],
        ..case("sender-id.guides.test", "spf")
    },
    Case {
        rules: &["spf-all-missing"],
        take: Take::Step("spf-all-missing"),
        expert: &["- @ TXT \"v=spf1 mx\"", "+ @ TXT \"v=spf1 mx ~all\""],
        ..case("endless.guides.test", "spf")
    },
    Case {
        selectors: "s",
        rules: &[
            "dkim-key-cut-short",
            "dkim-hash-header-fields",
            "dkim-service-unknown",
        ],
        take: Take::Step("dkim-key-cut-short"),
        given: &[
            "- s._domainkey TXT \"v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEHAq...; s=d; h=Subject,From,Date\"",
            "+ s._domainkey CNAME default._domainkey.healthy.test.",
        ],
        ..case("header-fields.guides.test", "dkim")
    },
    Case {
        selectors: "s",
        rules: &["dkim-key-tag-missing", "dkim-tag-unknown"],
        take: Take::Step("dkim-key-tag-missing"),
        given: &[
            "- s._domainkey TXT \"v=DKIM1; k=rsa; j=include\"",
            "+ s._domainkey CNAME default._domainkey.healthy.test.",
        ],
        ..case("keyless.guides.test", "dkim")
    },
    Case {
        rules: &["dmarc-report-not-authorized"],
        take: Take::Step("dmarc-report-not-authorized"),
        expert: &["+ reports.guides.test._report._dmarc.domain.com. TXT \"v=DMARC1;\""],
        then: "advice",
        ..case("reports.guides.test", "dmarc")
    },
    Case {
        rules: &["dmarc-tag-repeated"],
        take: Take::Step("dmarc-tag-repeated"),
        expert: &[
            "- _dmarc TXT \"v=DMARC1; p=reject; p=quarantine\"",
            "+ _dmarc TXT \"v=DMARC1; p=quarantine; rua=mailto:dmarc-reports@policy-twice.guides.test\"",
        ],
        then: "advice",
        ..case("policy-twice.guides.test", "dmarc")
    },
    Case {
        rules: &["dmarc-tag-misspelt"],
        take: Take::Step("dmarc-tag-misspelt"),
        expert: &[
            "- _dmarc TXT \"v=DMARC1; p=none; ria=mailto:dmarc@misspelt.guides.test\"",
            "+ _dmarc TXT \"v=DMARC1; p=none; rua=mailto:dmarc@misspelt.guides.test\"",
        ],
        left: &["dmarc-policy-none"],
        then: "warning",
        ..case("misspelt.guides.test", "dmarc")
    },
    Case {
        rules: &["dmarc-percent-partial"],
        take: Take::Step("dmarc-percent-partial"),
        expert: &[
            "- _dmarc TXT \"v=DMARC1; p=reject; pct=20; rua=mailto:dmarc@percent.guides.test\"",
            "+ _dmarc TXT \"v=DMARC1; p=reject; t=y; rua=mailto:dmarc@percent.guides.test\"",
        ],
        left: &["dmarc-testing"],
        then: "warning",
        ..case("percent.guides.test", "dmarc")
    },
    Case {
        rules: &["mx-is-address"],
        take: Take::Step("mx-is-address"),
        expert: &[
            "- @ MX 10 192.0.2.10.",
            "+ @ MX 10 mail",
            "+ mail A 192.0.2.10",
        ],
        then: "advice",
        ..case("mx-address.guides.test", "mx")
    },
    Case {
        rules: &["mx-is-alias"],
        take: Take::Step("mx-is-alias"),
        expert: &["- @ MX 10 mail", "+ @ MX 10 mail.healthy.test."],
        ..case("mx-alias.guides.test", "mx")
    },
    Case {
        rules: &["mx-without-address"],
        take: Take::Step("mx-without-address"),
        expert: &["- @ MX 10 mail"],
        ..case("mx-nowhere.guides.test", "mx")
    },
    // Gmail has refused its mail with 550 5.7.26.
    Case {
        says: (
            &["SPF lets no mail pass, and no DKIM key was seen"],
            &["SPF放行不了任何邮件，也没看到DKIM公钥"],
        ),
        accepted: Some(("no", "yes")),
        take: Take::Plan,
        rules: &["spf-missing", "dmarc-missing"],
        expert: &[
            "+ @ TXT \"v=spf1 include:_spf.google.com ~all\"",
            "+ _dmarc TXT \"v=DMARC1; p=none; rua=mailto:dmarc-reports@gmail.guides.test\"",
        ],
        given: &["+ google._domainkey CNAME default._domainkey.healthy.test."],
        left: &["dmarc-policy-none"],
        ..case("gmail.guides.test", "spf")
    },
    // Outlook has refused its newsletters with 550 5.7.515.
    Case {
        profile: "bulk-sender",
        says: (
            &[
                "SPF lets no mail pass",
                "no DKIM key was seen",
                "there is no DMARC policy",
            ],
            &["SPF放行不了任何邮件", "没看到DKIM公钥", "没有DMARC策略"],
        ),
        accepted: Some(("no", "yes")),
        take: Take::Plan,
        rules: &["spf-missing", "dmarc-missing"],
        expert: &[
            "+ @ TXT \"v=spf1 include:spf.protection.outlook.com ~all\"",
            "+ _dmarc TXT \"v=DMARC1; p=none; rua=mailto:dmarc-reports@outlook.guides.test\"",
        ],
        given: &[
            "+ selector1._domainkey CNAME selector1-outlook-guides-test._domainkey.lab.onmicrosoft.com.",
            "+ selector2._domainkey CNAME selector2-outlook-guides-test._domainkey.lab.onmicrosoft.com.",
        ],
        left: &["dmarc-policy-none"],
        ..case("outlook.guides.test", "spf")
    },
    Case {
        rules: &["dkim-alias-dead"],
        take: Take::Step("dkim-alias-dead"),
        expert: &[
            "- s1._domainkey CNAME s1.domainkey.u1234567.wl123.sendgrid.net.",
            "- s2._domainkey CNAME s2.domainkey.u1234567.wl123.sendgrid.net.",
        ],
        then: "unknown",
        ..case("vendor.guides.test", "dkim")
    },
    Case {
        rules: &["spf-lookups-too-many"],
        take: Take::Step("spf-lookups-too-many"),
        expert: &[
            "- @ TXT \"v=spf1 include:_spf.google.com include:spf.protection.outlook.com include:spf.qiye.aliyun.com include:spf.mail.qq.com include:sendgrid.net mx a -all\"",
            "+ @ TXT \"v=spf1 include:_spf.google.com include:spf.protection.outlook.com include:spf.qiye.aliyun.com ip4:198.18.1.64/27 include:sendgrid.net ip4:192.0.2.10 ip6:2001:db8::10 -all\"",
        ],
        left: &["spf-network-special", "dkim-provider-keys-missing"],
        then: "warning",
        ..case("five-includes.guides.test", "spf")
    },
    Case {
        take: Take::Step("dkim-provider-keys-missing"),
        rules: &["dkim-provider-keys-missing"],
        given: &[
            "+ selector1._domainkey CNAME selector1-moved-test._domainkey.lab.onmicrosoft.com.",
            "+ selector2._domainkey CNAME selector2-moved-test._domainkey.lab.onmicrosoft.com.",
        ],
        left: &["mx-mixed-mailboxes"],
        ..case("moved.test", "dkim")
    },
    Case {
        take: Take::Plan,
        rules: &[
            "spf-several-records",
            "dmarc-several-records",
            "dmarc-missing",
        ],
        expert: &[
            "- @ TXT \"v=spf1 include:_spf.healthy.test ~all\"",
            "- @ TXT \"v=spf1 ip4:192.0.2.10 -all\"",
            "+ @ TXT \"v=spf1 include:_spf.healthy.test ip4:192.0.2.10 ~all\"",
            "- _dmarc TXT \"v=DMARC1; p=reject\"",
        ],
        left: &[
            "spf-network-special",
            "dmarc-policy-none",
            "dmarc-aggregate-reports-missing",
        ],
        then: "warning",
        ..case("two-spf.test", "spf")
    },
    Case {
        take: Take::Plan,
        rules: &["spf-lookups-too-many", "dmarc-aggregate-reports-missing"],
        expert: &[
            "- @ TXT \"v=spf1 include:a.ten-lookups.test include:b.ten-lookups.test mx a -all\"",
            "+ @ TXT \"v=spf1 include:a.ten-lookups.test include:b.ten-lookups.test -all\"",
            "- _dmarc TXT \"v=DMARC1; p=reject\"",
            "+ _dmarc TXT \"v=DMARC1; p=reject; rua=mailto:dmarc-reports@ten-lookups.test\"",
        ],
        then: "advice",
        ..case("ten-lookups.test", "spf")
    },
    Case {
        says: (
            &[
                "100.51.198.in-addr.arpa",
                "hostmaster@test",
                "10.100.51.198.in-addr.arpa. PTR one.no-way-back.test.",
                "12.100.51.198.in-addr.arpa. PTR three.no-way-back.test.",
            ],
            &[
                "100.51.198.in-addr.arpa",
                "hostmaster@test",
                "10.100.51.198.in-addr.arpa. PTR one.no-way-back.test.",
                "12.100.51.198.in-addr.arpa. PTR three.no-way-back.test.",
            ],
        ),
        take: Take::Plan,
        rules: &["ptr-of-sender-missing", "ptr-of-sender-not-confirmed"],
        expert: &[
            "- 10.100.51.198.in-addr.arpa. PTR elsewhere.healthy-host.test.",
            "+ 10.100.51.198.in-addr.arpa. PTR one.no-way-back.test.",
            "- 11.100.51.198.in-addr.arpa. PTR two.nowhere.test.",
            "+ 11.100.51.198.in-addr.arpa. PTR two.no-way-back.test.",
            "+ 12.100.51.198.in-addr.arpa. PTR three.no-way-back.test.",
        ],
        left: &["dmarc-aggregate-reports-missing"],
        ..case("no-way-back.test", "ptr")
    },
    Case {
        take: Take::Plan,
        rules: &["dmarc-missing", "together-no-mail-half-declared"],
        expert: &["+ _dmarc TXT \"v=DMARC1; p=reject\""],
        ..case("half-parked.test", "together")
    },
];
