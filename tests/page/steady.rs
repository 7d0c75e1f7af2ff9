//! Nothing moves under the finger: while the page takes the place of its first
//! paint, and while answers arrive.

use crate::browser::{Browser, DESKTOP, DONE, Look};
use crate::result;
use crate::runner::{Outcome, Test};
use serde_json::Value;

/// Shifts as the standard counts them (cumulative layout shift); 0.1 is called
/// good. What is left is the row of the worst fault, which opens below all that
/// has been told by then.
const MOST: f64 = 0.02;

pub fn tests() -> Vec<Test> {
    let links = [
        ("healthy", "#check=healthy.test", DONE),
        ("faults", "#check=everyone.test", DONE),
        ("parked", "#check=parked.test", DONE),
        ("slow_start", "", ".samples"),
        ("builder", "#build=spf&domain=example.com", ".build-record"),
        ("many", "#many", "#many-text"),
        ("compare", "#compare=healthy.test", DONE),
        ("rules", "#rules=spf-syntax", ".rule"),
        ("privacy", "#privacy", ".who-is-asked li"),
        ("open", "#open", "#choose"),
    ];
    links
        .into_iter()
        .map(|(name, link, shown)| {
            Test::new("steady", name, move |browser| stands(browser, link, shown))
        })
        .collect()
}

fn stands(browser: &Browser, link: &str, shown: &str) -> Outcome {
    let mut amiss = Vec::new();
    browser.run_first(WATCH)?;
    browser.site.delay_styles(true);
    for width in [1280, 360] {
        browser.look(Look { width, ..DESKTOP })?;
        browser.ask_only(&[&browser.lab.fault("delay/60")])?;
        browser.site.hold_modules(true);
        browser.open_first_paint(link)?;
        browser.run("return new Promise(done => setTimeout(done, 200))", &[])?;
        browser.site.hold_modules(false);
        browser.wait_for("html[data-page=running]")?;
        browser.wait_for(shown)?;
        // The observer is told late.
        let shifts = browser.run(
            "return new Promise(done => setTimeout(() => done(shifts), 300))",
            &[],
        )?;
        let shifts = shifts.as_array().cloned().unwrap_or_default();
        let sum: f64 = shifts.iter().filter_map(|shift| shift[0].as_f64()).sum();
        println!("    {link} at {width}: {sum:.4}");
        if sum > MOST {
            let what: Vec<_> = shifts.iter().map(Value::to_string).collect();
            amiss.push(format!("at {width}: {sum}: {}", what.join("\n")));
        }
    }
    result::all_well(amiss)
}

/// Every shift: how much, when, and what has moved from where to where.
const WATCH: &str = "globalThis.shifts = [];
    globalThis.called = it => it?.nodeType === 1 ? `${it.localName}.${it.className}#${it.id || it.dataset.subject || ''}` : String(it?.nodeName);
    new PerformanceObserver(list => {
        for (const shift of list.getEntries()) {
            if (shift.hadRecentInput) continue;
            shifts.push([shift.value, shift.startTime | 0, ...shift.sources.map(it =>
                `${called(it.node)} ${it.previousRect.top | 0}+${it.previousRect.height | 0} -> ${it.currentRect.top | 0}+${it.currentRect.height | 0}`)]);
        }
    }).observe({ type: 'layout-shift', buffered: true });";
