//! Pictures of the page, for people to look at: `./scripts/test page -- screenshots`.

use crate::browser::{Browser, DESKTOP, Look};
use crate::compare;
use crate::runner::{Outcome, Test};

/// What is shown, by name and link.
const STATES: [(&str, &str); 14] = [
    ("start", ""),
    ("healthy", "&check=healthy.example&selector=mail,ed"),
    (
        "many-faults",
        "&check=many-faults.example&selector=s1,s2,default,dkim",
    ),
    (
        "record",
        "&check=v%3Dspf1%20include%3A_spf.example.com%20ip4%3A192.0.2.300%20mx%20%2Ball",
    ),
    ("spf", "&check=ten-lookups.example&ip=203.0.113.31"),
    ("tree", "&check=big-tree.test"),
    ("policy", "&check=healthy.test"),
    ("policy-read", "&check=healthy.test"),
    ("programs", "&check=healthy.example&selector=mail,ed"),
    (
        "compare",
        "&compare=moving.test&selector=s2026&expect=v%3Dspf1%20mx%20-all",
    ),
    ("rules", "&rules=spf-mechanism-unknown"),
    ("build", "&build=dmarc&domain=example.com"),
    ("settings", ""),
    ("privacy", "&privacy"),
];

/// Every record of the tree, but no hosts.
const UNFOLD_RECORDS: &str = "for (const each of document.querySelectorAll('.told .tree details'))
    each.open = each.querySelector('.record') !== null;";

const OPEN_POLICY: &str = "document.querySelector('details[data-subject=mta-sts]').open = true";
/// What mail programs want, and what a browser cannot see.
const OPEN_LAST_ROWS: &str = "for (const each of document.querySelectorAll('details.subject'))
    each.open = ['programs', 'beyond'].includes(each.dataset.subject);
for (const each of [...document.querySelectorAll('details.commands')].slice(1, 3)) each.open = true;";

pub fn tests() -> Vec<Test> {
    STATES
        .iter()
        .map(|(name, link)| {
            Test::on_request("screenshots", name, move |browser| {
                take(browser, name, link)
            })
        })
        .collect()
}

/// In each width, both colours and both languages.
fn take(browser: &Browser, name: &str, link: &str) -> Outcome {
    for width in [1280, 768, 360] {
        for dark in [false, true] {
            for language in ["en", "zh"] {
                let look = Look {
                    width,
                    dark,
                    ..DESKTOP
                };
                browser.look(look)?;
                match name {
                    "compare" => compare::choose_three(browser)?,
                    _ if link.ends_with(".test") => browser.ask_only(&[browser.lab.doh()])?,
                    _ => {}
                }
                browser.open(&format!("#lang={language}{link}"))?;
                match name {
                    "settings" => {
                        browser.click("#open-settings")?;
                        browser.wait_for("dialog[open] [data-resolver]")?;
                    }
                    "start" => {}
                    "programs" => {
                        browser.wait_for("main[data-state=done]")?;
                        browser.run(OPEN_LAST_ROWS, &[])?;
                    }
                    "tree" => {
                        browser.wait_for("main[data-state=done]")?;
                        browser.run(UNFOLD_RECORDS, &[])?;
                    }
                    "policy" | "policy-read" => {
                        browser.wait_for("main[data-state=done]")?;
                        browser.run(OPEN_POLICY, &[])?;
                        if name == "policy-read" {
                            browser.click("#fetch-policy")?;
                            browser.wait_for("[data-rule=mta-sts-mx-covered]")?;
                        }
                    }
                    _ => browser.wait_for("main[data-state=done]")?,
                }
                let colours = if dark { "dark" } else { "light" };
                browser.screenshot(&format!("{name}-{width}-{colours}-{language}"))?;
            }
        }
    }
    Ok(())
}
