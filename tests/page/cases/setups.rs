//! A domain with nothing but a web site gets mail at a provider, or says that it
//! has none: what the builder brings is what an expert would write, and once it
//! is published the check finds no fault.

use super::{again, proposal, speak_within};
use crate::browser::Browser;
use crate::result;
use crate::runner::{Outcome, Test};
use crate::served::{Step, take};
use mailvet::text::Language;
use serde_json::json;

/// What is built, and for whom.
struct Setup {
    /// The domain's name below `fresh.test`.
    name: &'static str,
    /// The provider, in the builder's words; nothing for a domain without mail.
    provider: &'static str,
    /// What an expert would publish.
    expert: &'static [&'static str],
    /// What the provider's panel shows besides.
    panel: &'static [&'static str],
    /// The selectors among it that nobody can guess.
    selectors: &'static str,
}

/// A key as panels show them.
macro_rules! key {
    ($selector:literal) => {
        concat!(
            "+ ",
            $selector,
            "._domainkey CNAME default._domainkey.healthy.test."
        )
    };
}

const SETUPS: &[Setup] = &[
    Setup {
        name: "aliyun",
        provider: "aliyun",
        expert: &[
            "+ @ TXT \"v=spf1 include:spf.qiye.aliyun.com ~all\"",
            "+ @ MX 5 mx1.qiye.aliyun.com.",
            "+ @ MX 10 mx2.qiye.aliyun.com.",
            "+ @ MX 15 mx3.qiye.aliyun.com.",
            "+ _dmarc TXT \"v=DMARC1; p=none; np=reject; rua=mailto:dmarc-reports@aliyun.fresh.test\"",
        ],
        panel: &[key!("default")],
        selectors: "",
    },
    Setup {
        name: "tencent",
        provider: "tencent-exmail",
        expert: &[
            "+ @ TXT \"v=spf1 include:spf.mail.qq.com ~all\"",
            "+ @ MX 5 mxbiz1.qq.com.",
            "+ @ MX 10 mxbiz2.qq.com.",
            "+ _dmarc TXT \"v=DMARC1; p=none; np=reject; rua=mailto:dmarc-reports@tencent.fresh.test\"",
        ],
        panel: &[key!("exmail1a2b")],
        selectors: "exmail1a2b",
    },
    Setup {
        name: "netease",
        provider: "netease",
        expert: &[
            "+ @ TXT \"v=spf1 include:spf.163.com ~all\"",
            "+ @ MX 5 qiye163mx01.mxmail.netease.com.",
            "+ @ MX 10 qiye163mx02.mxmail.netease.com.",
            "+ _dmarc TXT \"v=DMARC1; p=none; np=reject; rua=mailto:dmarc-reports@netease.fresh.test\"",
        ],
        panel: &[key!("qiye163")],
        selectors: "qiye163",
    },
    Setup {
        name: "huawei",
        provider: "huawei-cloud",
        expert: &[
            "+ @ TXT \"v=spf1 include:spf.sparkspace.huaweicloud.com ~all\"",
            "+ @ MX 5 mx1.sparkspace.huaweicloud.com.",
            "+ @ MX 10 mx2.sparkspace.huaweicloud.com.",
            "+ smtp CNAME smtp.sparkspace.huaweicloud.com.",
            "+ imap CNAME imap.sparkspace.huaweicloud.com.",
            "+ _dmarc TXT \"v=DMARC1; p=none; np=reject; rua=mailto:dmarc-reports@huawei.fresh.test\"",
        ],
        panel: &[key!("spark1")],
        selectors: "spark1",
    },
    Setup {
        name: "263",
        provider: "263",
        expert: &[
            "+ @ TXT \"v=spf1 include:spf.263.net ~all\"",
            "+ _dmarc TXT \"v=DMARC1; p=none; np=reject; rua=mailto:dmarc-reports@263.fresh.test\"",
        ],
        panel: &[
            "+ @ MX 10 mx01.263.net.",
            "+ @ MX 20 mx02.263.net.",
            key!("s263"),
        ],
        selectors: "s263",
    },
    Setup {
        name: "google",
        provider: "google",
        expert: &[
            "+ @ TXT \"v=spf1 include:_spf.google.com ~all\"",
            "+ @ MX 1 smtp.google.com.",
            "+ _dmarc TXT \"v=DMARC1; p=none; np=reject; rua=mailto:dmarc-reports@google.fresh.test\"",
        ],
        panel: &[key!("google")],
        selectors: "",
    },
    Setup {
        name: "microsoft",
        provider: "microsoft-365",
        expert: &[
            "+ @ TXT \"v=spf1 include:spf.protection.outlook.com ~all\"",
            "+ @ MX 0 microsoft-fresh-test.mail.protection.outlook.com.",
            "+ autodiscover CNAME autodiscover.outlook.com.",
            "+ _dmarc TXT \"v=DMARC1; p=none; np=reject; rua=mailto:dmarc-reports@microsoft.fresh.test\"",
        ],
        panel: &[
            "+ selector1._domainkey CNAME selector1-microsoft-fresh-test._domainkey.lab.onmicrosoft.com.",
            "+ selector2._domainkey CNAME selector2-microsoft-fresh-test._domainkey.lab.onmicrosoft.com.",
        ],
        selectors: "",
    },
    Setup {
        name: "zoho",
        provider: "zoho",
        expert: &[
            "+ @ TXT \"v=spf1 include:zohomail.com ~all\"",
            "+ @ MX 10 mx.zoho.com.",
            "+ @ MX 20 mx2.zoho.com.",
            "+ @ MX 50 mx3.zoho.com.",
            "+ _dmarc TXT \"v=DMARC1; p=none; np=reject; rua=mailto:dmarc-reports@zoho.fresh.test\"",
        ],
        panel: &[key!("zmail")],
        selectors: "",
    },
    Setup {
        name: "parked",
        provider: "",
        expert: &[
            "+ @ TXT \"v=spf1 -all\"",
            "+ @ MX 0 .",
            "+ _dmarc TXT \"v=DMARC1; p=reject\"",
            "+ *._domainkey TXT \"v=DKIM1; p=\"",
        ],
        panel: &[],
        selectors: "",
    },
];

pub fn tests() -> Vec<Test> {
    let setups = SETUPS.iter().map(|setup| {
        let name = format!("mail_at_{}", setup.name);
        let name = if setup.provider.is_empty() {
            "without_mail"
        } else {
            &*name
        };
        Test::new("cases", name, |browser| set_up(browser, setup))
    });
    setups.collect()
}

fn set_up(browser: &Browser, setup: &Setup) -> Outcome {
    let domain = format!("{}.fresh.test", setup.name);
    let read = |lines: &[&str]| -> Result<Vec<Step>, String> {
        let step = |line: &&str| Step::read(line, &domain).ok_or_else(|| (*line).to_owned());
        lines.iter().map(step).collect()
    };
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open_check(&format!("#check={domain}&lang=en"))?;
    browser.click("#build-from")?;
    browser.wait_for(BUILT)?;
    match setup.provider {
        "" => choose(browser, "build-kind", "parked")?,
        provider => {
            choose(browser, "build-kind", "setup")?;
            browser.wait_for("#choose-provider")?;
            choose(browser, "choose-provider", provider)?;
        }
    }
    let mut wanted = read(setup.expert)?;
    wanted.sort();
    for language in Language::ALL {
        speak_within(
            browser,
            language,
            "#built",
            language.annex_words().build_records,
        )?;
        let mut built = proposal::built(browser, language)?;
        built.sort();
        if built != wanted {
            let (built, wanted) = (super::lines(&built), super::lines(&wanted));
            return Err(format!("builds\n{built}\nnot\n{wanted}"));
        }
    }
    let mut steps = proposal::built(browser, Language::Chinese)?;
    steps.extend(read(setup.panel)?);
    let _edited = take(&steps)?;
    browser.run("history.back()", &[])?;
    browser.open_check(&setup.link(&domain))?;
    again(browser)?;
    for language in Language::ALL {
        super::speak(browser, language)?;
        setup.is_well(browser)?;
    }
    Ok(())
}

const BUILT: &str = "main[data-state=done] .build-record";

fn choose(browser: &Browser, id: &str, value: &str) -> Outcome {
    let script = "const list = document.getElementById(arguments[0]);
        list.value = arguments[1];
        list.dispatchEvent(new Event('change', { bubbles: true }));";
    browser.run(script, &[json!(id), json!(value)])?;
    let script = format!("return document.getElementById('{id}')?.value === '{value}'");
    browser.wait(&format!("{id} is {value}"), &script)
}

impl Setup {
    fn link(&self, domain: &str) -> String {
        match self.selectors {
            "" => format!("#check={domain}&lang=en"),
            selectors => format!("#check={domain}&selector={selectors}&lang=en"),
        }
    }

    /// Of all that is found, DMARC's beginning alone is to go on.
    fn is_well(&self, browser: &Browser) -> Outcome {
        let grave = result::findings(browser)?.into_iter();
        let grave = grave.filter(|it| it.severity == "error" || it.severity == "warning");
        let mut grave: Vec<_> = grave.map(|it| it.rule).collect();
        grave.dedup();
        let (profile, left): (_, &[&str]) = match self.provider {
            "" => ("parked", &[]),
            _ => ("sends-and-receives", &["dmarc-policy-none"]),
        };
        let mut amiss = Vec::new();
        if grave != left {
            amiss.push(format!("left are {grave:?}"));
        }
        let judged = result::profile(browser)?;
        if judged != profile {
            amiss.push(format!("it is taken for {judged}"));
        }
        let states = result::states(browser)?;
        for subject in ["mx", "spf", "dkim"] {
            let state = states.get(subject).map_or("missing", String::as_str);
            if !["good", "advice"].contains(&state) {
                amiss.push(format!("{subject} is {state}"));
            }
        }
        let answers = result::answers(browser)?;
        let wanted = match self.provider {
            "" => ["no", "no", "no"],
            _ => ["yes", "yes", "yes"],
        };
        if answers != wanted {
            amiss.push(format!("the answers are {answers:?}"));
        }
        result::all_well(amiss)
    }
}
