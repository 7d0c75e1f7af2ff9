//! The states of the page that are looked at: by `axe.rs` for what shuts people
//! out, and by `screenshots.rs` for people to see. A state more is a line more.

use crate::browser::{Browser, FIELD};
use crate::compare;
use crate::result;
use crate::runner::Outcome;
use Given::{Early, Fault, Lab, NoWasm, Three, Usual};
use Step::{Click, OpenAll, Run, Type, Wait};

/// One of them: its name, what it is seen under, its link, and what a person
/// does there.
pub struct State(pub &'static str, Given, &'static str, &'static [Step]);

/// What the page is seen under.
enum Given {
    /// The usual resolvers, who are not asked.
    Usual,
    /// The resolver of the lab.
    Lab,
    /// One that goes wrong in a way of `tests/lab/faults.py`.
    Fault(&'static str),
    /// One that has a change, one that has not, one that does not answer.
    Three,
    /// Its modules are still on their way.
    Early,
    /// A browser without WebAssembly.
    NoWasm,
}

/// What a person does, or waits for.
enum Step {
    Wait(&'static str),
    Click(&'static str),
    Type(&'static str, &'static str),
    Run(&'static str),
    /// Opens every row, and the evidence in it.
    OpenAll,
}

const DONE: Step = Wait("main[data-state=done]");
const STEPS: Step =
    Run("document.querySelectorAll('.first details').forEach(it => it.open = true)");
const SPF: Step = Run("document.querySelector('[data-subject=spf]').open = true");
const POLICY: Step = Run("document.querySelector('[data-subject=mta-sts]').open = true");
/// What carries a check of `many-faults.example` as it was once.
const SEEN: &str = concat!("&seen=", include_str!("../snapshots/version-1.txt"));
const TREE: Step = Run("document.querySelectorAll('.told .tree details')
    .forEach(it => it.open = it.querySelector('.record') !== null)");

#[rustfmt::skip]
pub const STATES: &[State] = &[
    State("start", Usual, "", &[]),
    State("early", Early, "", &[]),
    State("no-wasm", NoWasm, "", &[Wait("#boot-failed:not([hidden])")]),
    State("typing", Lab, "", &[Type(FIELD, "healthy.test"), Wait("#understood code")]),
    State("typing-refused", Lab, "", &[Type(FIELD, "a..example\u{E007}"), Wait("#understood.refused")]),
    State("record-unknown", Lab, "", &[Type(FIELD, "no domain, no record"), DONE]),
    State("record-spf", Usual, "&check=v%3Dspf1%20include%3A_spf.example.com%20ip4%3A192.0.2.300%20mx%20%2Ball", &[DONE]),
    State("record-dmarc", Usual, "&check=v%3DDMARC1%3B%20p%3Dnone%3B%20sp%3Dreject%3B%20pct%3D50%3B%20rua%3Dmailto%3Adm%40example.com%3B%20foo%3Dbar", &[DONE]),
    State("record-dkim", Usual, "&check=v%3DDKIM1%3B%20k%3Drsa%3B%20p%3DMIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC", &[DONE]),
    State("record-quoted", Usual, "&check=example.com.%20300%20IN%20TXT%20%22v%3Dspf1%20mx%22%20%22%20-all%22", &[DONE]),
    State("record-unpublished", Lab, "&check=v%3Dspf1%20include%3Anowhere.test%20mx%20-all&at=healthy.test&ip=198.51.100.7", &[DONE, Wait("#verdict h4")]),
    State("running", Fault("delay/400"), "&check=healthy.test", &[Wait("main[data-state=running] .subject:not([data-state=pending])")]),
    State("stopped", Fault("delay/2000"), "&check=healthy.test", &[Click("#stop"), DONE]),
    State("unanswered", Fault("429"), "&check=healthy.test", &[DONE]),
    State("healthy", Usual, "&check=healthy.example&selector=mail,ed", &[DONE]),
    State("healthy-open", Usual, "&check=healthy.example&selector=mail,ed", &[DONE, OpenAll]),
    State("many-faults", Usual, "&check=many-faults.example&selector=s1,s2,default,dkim", &[DONE]),
    State("many-faults-open", Usual, "&check=many-faults.example&selector=s1,s2,default,dkim", &[DONE, OpenAll]),
    State("parked", Usual, "&check=parked.example", &[DONE]),
    State("parked-open", Usual, "&check=parked.example", &[DONE, OpenAll]),
    State("no-records", Usual, "&check=no-records.example", &[DONE]),
    State("no-records-open", Usual, "&check=no-records.example", &[DONE, OpenAll]),
    State("broken-dnssec", Usual, "&check=broken-dnssec.example", &[DONE]),
    State("no-domain", Lab, "&check=nowhere.test", &[DONE]),
    State("other-script", Usual, "&check=xn--bcher-kva.example&selector=s1", &[DONE]),
    State("address", Usual, "&check=203.0.113.31", &[DONE, OpenAll]),
    State("hostile", Lab, "&check=hostile.test", &[DONE, OpenAll]),
    State("plan", Lab, "&check=panel.test", &[DONE, STEPS]),
    State("tree", Lab, "&check=big-tree.test", &[DONE, SPF, TREE]),
    State("message", Usual, "&check=ten-lookups.example&ip=203.0.113.31", &[DONE, Wait("#verdict h4")]),
    State("trial", Usual, "&check=ten-lookups.example", &[DONE, SPF, Click("#edit-record"), Type("#edited", " ?"), Wait(".unpublished:not(:empty)")]),
    State("policy", Lab, "&check=healthy.test", &[DONE, POLICY]),
    State("policy-read", Lab, "&check=healthy.test", &[DONE, POLICY, Click("#fetch-policy"), Wait("[data-rule=mta-sts-mx-covered]")]),
    State("compare", Three, "&compare=moving.test&selector=s2026&expect=v%3Dspf1%20mx%20-all", &[DONE]),
    State("compare-open", Three, "&compare=moving.test&selector=s2026", &[DONE, OpenAll]),
    State("share", Usual, "&check=parked.example", &[DONE, Click("#save"), Wait(".share .size")]),
    State("open", Usual, "&open", &[DONE, Wait("#choose")]),
    State("seen", Usual, SEEN, &[DONE]),
    State("seen-cut", Usual, "&seen=AQ", &[DONE]),
    State("then", Usual, SEEN, &[DONE, Click("#again"), Wait(".then[data-state=done]")]),
    State("privacy", Usual, "&privacy", &[DONE]),
    State("remembered", Lab, "&check=healthy.test", &[DONE, Click(".brand"), Wait(".checked [data-recent]")]),
    State("newer", Usual, "", &[Run("dispatchEvent(new Event('mailvet-newer'))"), Wait(".newer p")]),
    State("rules", Usual, "&rules=spf-mechanism-unknown", &[DONE]),
    State("many", Lab, "&many", &[Wait("#many-text")]),
    State("many-list", Lab, "&many", &[Wait("#many-text"), Type("#many-text", "healthy.test\nann@two-spf.test\nno domain"), Wait("#many-begin:enabled"), Wait(".unread:not([hidden])")]),
    State("many-done", Lab, "&many", &[Wait("#many-text"), Type("#many-text", "healthy.test\nparked.test\ntwo-spf.test"), Wait("#many-begin:enabled"), Click("#many-begin"), Wait(".many[data-stage=over]")]),
    State("build-setup", Usual, "&build=setup&domain=example.com", &[DONE]),
    State("build-spf", Usual, "&build=spf&domain=example.com", &[DONE]),
    State("build-dmarc", Usual, "&build=dmarc&domain=example.com", &[DONE]),
    State("build-mta-sts", Usual, "&build=mta-sts&domain=example.com", &[DONE]),
    State("build-tls-rpt", Usual, "&build=tls-rpt&domain=example.com", &[DONE]),
    State("build-bimi", Usual, "&build=bimi&domain=example.com", &[DONE]),
    State("build-parked", Usual, "&build=parked&domain=example.com", &[DONE]),
    State("settings", Three, "", &[Click("#open-settings"), Click("#probe"), Wait(".resolvers .not-known")]),
    State("settings-refused", Usual, "", &[Click("#open-settings"), Wait("dialog[open] [data-resolver]"), Type("#own-resolver", "http://dns.example\u{E007}"), Wait("#own-resolver-error:not(:empty)")]),
];

/// The state of this name.
pub fn named(name: &str) -> Result<&'static State, String> {
    let mut states = STATES.iter();
    let state = states.find(|state| state.0 == name);
    state.ok_or_else(|| format!("there is no state {name}"))
}

impl State {
    /// Brings the page there, in a language (`en`, `zh`).
    pub fn open(&self, browser: &Browser, language: &str) -> Outcome {
        let Self(_, given, link, steps) = self;
        browser.forget_stored()?;
        match given {
            Usual | Early | NoWasm => {}
            Lab => browser.ask_only(&[browser.lab.doh()])?,
            Fault(way) => browser.ask_only(&[&browser.lab.fault(way)])?,
            Three => compare::choose_three(browser)?,
        }
        let fragment = format!("#lang={language}{link}");
        match given {
            Early => {
                browser.site.hold_modules(true);
                browser.open_first_paint(&fragment)?;
            }
            NoWasm => {
                browser.run_first("delete globalThis.WebAssembly")?;
                browser.open_first_paint(&fragment)?;
            }
            _ => browser.open(&fragment)?,
        }
        for step in *steps {
            match step {
                Wait(selector) => browser.wait_for(selector)?,
                Click(selector) => browser.click(selector)?,
                Type(selector, text) => browser.type_into(selector, text)?,
                Run(script) => drop(browser.run(script, &[])?),
                OpenAll => result::open_all(browser)?,
            }
        }
        Ok(())
    }

    /// Lets the page go on, and takes what the console holds where it is to
    /// complain.
    pub fn leave(&self, browser: &Browser) -> Outcome {
        match self.1 {
            Early => browser.site.hold_modules(false),
            NoWasm => browser.hush()?,
            _ => {}
        }
        Ok(())
    }
}
