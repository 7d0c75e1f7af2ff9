//! The page in Firefox: it says there what it says in Chromium.

use crate::browser::{Browser, DONE, ENTER, FIELD};
use crate::result;
use crate::runner::{Outcome, Test};
use crate::webdriver::Session;
use serde_json::{Value, json};
use std::cell::OnceCell;
use std::process::{Command, Stdio};
use std::rc::Rc;
use std::thread::sleep;
use std::time::{Duration, Instant};

pub fn tests() -> Vec<Test> {
    for program in ["firefox-esr", "geckodriver"] {
        if !is_there(program) {
            println!("skipped the tests in Firefox: there is no {program}");
            return Vec::new();
        }
    }
    let tests: [(&str, Body); 4] = [
        ("starts", starts),
        ("shows_a_sample", shows_a_sample),
        ("reads_a_record", reads_a_record),
        ("checks_a_domain", checks_a_domain),
    ];
    let shared = Rc::new(OnceCell::new());
    let test = |(name, body): (&str, Body)| {
        let shared = shared.clone();
        Test::new("firefox", name, move |browser| {
            body(browser, &Firefox::shared(&shared, browser)?)
        })
    };
    tests.into_iter().map(test).collect()
}

type Body = fn(&Browser, &Firefox) -> Outcome;

fn is_there(program: &str) -> bool {
    let mut command = Command::new(program);
    let silent = command.stdout(Stdio::null()).stderr(Stdio::null());
    silent.arg("--version").status().is_ok()
}

/// In its language and in the other, in the colours of the paper, and nothing
/// sticks out.
fn starts(_: &Browser, firefox: &Firefox) -> Outcome {
    firefox.open("")?;
    looks_well(firefox, "邮件设置对了吗")?;
    firefox.click("#language")?;
    firefox.wait_for("html[lang=en]")?;
    looks_well(firefox, "mail set up right?")
}

fn looks_well(firefox: &Firefox, title: &str) -> Outcome {
    let looks = firefox.run(
        "const root = document.documentElement;
        return [document.title, root.scrollWidth <= innerWidth, document.getElementById('boot-failed').hidden,
            getComputedStyle(document.body).backgroundColor !== 'rgba(0, 0, 0, 0)']",
    )?;
    let named = looks[0].as_str().is_some_and(|said| said.contains(title));
    match named && looks[1] == true && looks[2] == true && looks[3] == true {
        true => Ok(()),
        false => Err(looks.to_string()),
    }
}

/// By a click, in both languages.
fn shows_a_sample(browser: &Browser, firefox: &Firefox) -> Outcome {
    for language in ["zh", "en"] {
        firefox.open(&format!("#lang={language}"))?;
        firefox.click("[data-sample='many-faults.example']")?;
        firefox.wait_for(DONE)?;
        let link = firefox.fragment()?;
        browser.open_check(&format!("{link}&lang={language}"))?;
        same(browser, firefox)?;
    }
    Ok(())
}

/// While it is typed.
fn reads_a_record(browser: &Browser, firefox: &Firefox) -> Outcome {
    let record = "v=spf1 include:example.com ip4:192.0.2.300 ptr +all";
    let read = "[data-kind=spf] .finding";
    firefox.open("#lang=en")?;
    firefox.session.type_into(FIELD, record)?;
    firefox.wait_for(read)?;
    browser.open("#lang=en")?;
    browser.type_into(FIELD, record)?;
    browser.wait_for(read)?;
    same(browser, firefox)
}

/// By Enter, at the resolver of the lab, which was chosen before; and then told
/// in the other language.
fn checks_a_domain(browser: &Browser, firefox: &Firefox) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    firefox.open("")?;
    let chosen = json!(json!([browser.lab.doh()]).to_string());
    firefox.run(&format!(
        "localStorage.setItem('mailvet.resolvers', {chosen})"
    ))?;
    firefox.open_again("#lang=en")?;
    firefox
        .session
        .type_into(FIELD, &format!("healthy.test{ENTER}"))?;
    firefox.wait_for(DONE)?;
    browser.open_check(&firefox.fragment()?)?;
    same(browser, firefox)?;
    firefox.click("#language")?;
    firefox.wait_for("html[lang=zh-Hans]")?;
    browser.click("#language")?;
    browser.wait_for("html[lang=zh-Hans]")?;
    same(browser, firefox)
}

/// Rows, findings and answers are the same in both, and so are their words.
fn same(browser: &Browser, firefox: &Firefox) -> Outcome {
    let (here, there) = (browser.run(SAID, &[])?, firefox.run(SAID)?);
    let here = here.as_array().ok_or("Chromium says nothing")?;
    let there = there.as_array().ok_or("Firefox says nothing")?;
    let lines = here.iter().zip(there);
    let other = lines.filter(|(here, there)| here != there);
    let mut amiss: Vec<_> = other
        .map(|(here, there)| format!("{here}, and in Firefox {there}"))
        .collect();
    if here.len() != there.len() || here.len() < 3 {
        amiss.push(format!(
            "{} lines, and in Firefox {}",
            here.len(),
            there.len()
        ));
    }
    result::all_well(amiss)
}

const SAID: &str = "return [...document.querySelectorAll('details.subject, .finding, [data-answer], .terms li')].map(it => {
    const { subject, state, rule, severity, answer, verdict } = it.dataset;
    const words = it.querySelector('summary, h3, .verdict, span') ?? it;
    return [subject, state, rule, severity, answer, verdict, words.textContent].join(' ').trim();
})";

/// One Firefox for all of these tests, set to Chinese.
#[derive(Clone)]
struct Firefox {
    session: Rc<Session>,
    page: String,
}

impl Firefox {
    fn shared(shared: &OnceCell<Self>, browser: &Browser) -> Result<Self, String> {
        if shared.get().is_none() {
            let started = Self {
                session: Rc::new(Session::firefox("zh-CN")?),
                page: browser.site.page(),
            };
            let _ = shared.set(started);
        }
        shared.get().cloned().ok_or_else(|| "no Firefox".into())
    }

    /// Opens the page as if it had never been there.
    fn open(&self, fragment: &str) -> Outcome {
        self.session.open(&format!("{}no-such-file", self.page))?;
        self.run("localStorage.clear()")?;
        self.open_again(fragment)
    }

    fn open_again(&self, fragment: &str) -> Outcome {
        self.session.open("about:blank")?;
        self.session.open(&format!("{}{fragment}", self.page))?;
        self.wait_for("html[data-page=running]")
    }

    fn run(&self, script: &str) -> Result<Value, String> {
        self.session.run(script, &[])
    }

    fn click(&self, selector: &str) -> Outcome {
        self.wait_for(selector)?;
        self.session.click(selector)
    }

    /// What stands behind `#` in the address, with it.
    fn fragment(&self) -> Result<String, String> {
        let fragment = self.run("return location.hash")?;
        Ok(fragment.as_str().unwrap_or_default().to_owned())
    }

    fn wait_for(&self, selector: &str) -> Outcome {
        let end = Instant::now() + Duration::from_secs(20);
        let script = format!(
            "return document.querySelector({}) !== null",
            json!(selector)
        );
        while self.run(&script)? != true {
            if Instant::now() > end {
                return Err(format!("waited in vain for {selector} in Firefox"));
            }
            sleep(Duration::from_millis(20));
        }
        Ok(())
    }
}
