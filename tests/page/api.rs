//! The module for other programs: in Node.js, in a worker, and on its page.

#[path = "../api/native.rs"]
mod native;

use crate::browser::Browser;
use crate::result;
use crate::runner::{Outcome, Test};
use serde_json::json;
use std::path::Path;
use std::process::Command;

pub fn tests() -> Vec<Test> {
    vec![
        Test::new("api", "in_node", in_node),
        Test::new("api", "in_a_worker", in_a_worker),
        Test::new("api", "on_its_page", on_its_page),
        Test::new("api", "on_its_page_in_chinese", on_its_page_in_chinese),
    ]
}

fn in_node(browser: &Browser) -> Outcome {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let native = Path::new(env!("CARGO_TARGET_TMPDIR")).join("native.json");
    std::fs::write(&native, native::documents().to_string()).map_err(|error| error.to_string())?;
    let output = Command::new("node")
        .args(["--test", "tests/api/node.mjs"])
        .current_dir(root)
        .env("MAILVET_DIST", root.join("dist"))
        .env("MAILVET_NATIVE", &native)
        .env("DOH", browser.lab.doh())
        .env("DEAD", browser.lab.address("DEAD"))
        .env("SILENT", browser.lab.address("SILENT"))
        .output()
        .map_err(|error| format!("node: {error} (Debian's package is nodejs)"))?;
    match output.status.success() {
        true => Ok(()),
        false => Err(String::from_utf8_lossy(&output.stdout).into_owned()),
    }
}

/// Where there is neither window nor document.
fn in_a_worker(browser: &Browser) -> Outcome {
    // A file without a policy of its own, from which a worker may be made.
    let file = format!("{}package.json", browser.site.page());
    browser.open_bare(&file)?;
    let worker = "const [doh] = arguments;
        const code = `import { check, spf } from '${new URL('mailvet.js', location)}';
            const options = { resolvers: ['${doh}'], selectors: ['default'] };
            try {
                const { domain, subjects } = await check('healthy.test', options);
                const { result } = await spf('192.0.2.10', 'a@healthy.example');
                const dkim = subjects.find(({ subject }) => subject === 'dkim').severity;
                postMessage([domain, dkim, result].join(' '));
            } catch (error) { postMessage(String(error)); }`;
        const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
        const worker = new Worker(url, { type: 'module' });
        worker.onmessage = ({ data }) => (window.said = data);
        worker.onerror = ({ message }) => (window.said = message ?? 'it does not load');";
    browser.run(worker, &[json!(browser.lab.doh())])?;
    browser.wait("the worker answers", "return window.said !== undefined")?;
    let said = browser.run("return window.said", &[])?;
    // A bare file brings no icon, and the browser asks for one.
    browser.hush()?;
    match said == "healthy.test good pass" {
        true => Ok(()),
        false => Err(format!("the worker says {said}")),
    }
}

fn on_its_page(browser: &Browser) -> Outcome {
    open(browser, "en")?;
    let mut amiss = Vec::new();
    let mut holds = |room: &str, wanted: &[&str]| -> Outcome {
        let said = ran(browser, room)?;
        let missing = wanted.iter().filter(|words| !said.contains(*words));
        amiss.extend(missing.map(|words| format!("{room} does not say {words}: {said}")));
        Ok(())
    };
    holds("check", &["Can mail reach it?", "SPF", "DNSSEC"])?;
    holds("lint", &["ip:192.0.2.1", "ip4:192.0.2.1"])?;
    holds("spf", &["192.0.2.99", "healthy.example"])?;
    browser.fill("#check input", "a..b")?;
    holds("check", &["RangeError", "domain: expected a domain"])?;
    let code = browser.text("#check pre")?;
    if !code.contains("check(\"a..b\")") {
        amiss.push(format!("the code is {code}"));
    }
    let strangers = browser.foreign_requests()?;
    amiss.extend(strangers.iter().map(|it| format!("asked {}", it.url)));
    let wide = "return document.documentElement.scrollWidth > innerWidth";
    if browser.run(wide, &[])? == true {
        amiss.push("it is wider than the window".into());
    }
    result::all_well(amiss)
}

fn on_its_page_in_chinese(browser: &Browser) -> Outcome {
    open(browser, "en")?;
    ran(browser, "check")?;
    browser.click("#language")?;
    let chinese = "return document.documentElement.lang === 'zh-Hans'
        && document.querySelector('#check output').textContent.includes('别人的邮件能送到吗？')";
    browser.wait("the page speaks Chinese", chinese)?;
    browser.click("#language")?;
    let english = "return document.documentElement.lang === 'en'
        && document.querySelector('#check output').textContent.includes('Can mail reach it?')";
    browser.wait("the page speaks English", english)
}

fn open(browser: &Browser, lang: &str) -> Outcome {
    browser.open_bare(&format!("{}example.html", browser.site.page()))?;
    let ready = "return document.querySelector('#spf pre').textContent.includes('await spf')";
    browser.wait("the example page runs", ready)?;
    let speaks = browser.run("return document.documentElement.lang", &[])?;
    match speaks == lang {
        true => Ok(()),
        false => Err(format!("it speaks {speaks}")),
    }
}

/// Runs one of the functions, and gives what is told of it.
fn ran(browser: &Browser, room: &str) -> Result<String, String> {
    let script = "delete document.getElementById(arguments[0]).dataset.state";
    browser.run(script, &[json!(room)])?;
    browser.click(&format!("#{room} form .go button"))?;
    browser.wait_for(&format!("#{room}[data-state=done] output p"))?;
    browser.text(&format!("#{room} output"))
}
