//! What a test does with the page, in the words of a person in front of it.

use crate::lab::Lab;
use crate::site::Site;
use crate::traffic::{self, Request};
use crate::webdriver::Session;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long to wait for what the page should do.
const PATIENCE: Duration = Duration::from_secs(20);
/// How far down a picture shows the page, in CSS pixels.
const DEEPEST: f64 = 12_000.0;
/// Where the page keeps the resolvers that the user chose.
const RESOLVERS_KEY: &str = "mailvet.resolvers";
/// The one field.
pub const FIELD: &str = "#input";
/// A result that is whole.
pub const DONE: &str = "main[data-state=done] .result";

/// Keys, as WebDriver writes them.
pub const ENTER: char = '\u{E007}';
const CONTROL: char = '\u{E009}';
const RELEASE: char = '\u{E000}';
const BACKSPACE: char = '\u{E003}';

/// One Chromium, with the page served and the lab running.
pub struct Browser {
    session: Session,
    /// The page's host.
    pub site: Site,
    /// The lab's addresses.
    pub lab: Lab,
    /// Whether the page is what is shown.
    on_page: Cell<bool>,
    /// Scripts that run before the page does, by their identifiers.
    scripts: RefCell<Vec<Value>>,
}

/// How the page is looked at.
#[derive(Clone, Copy)]
pub struct Look {
    /// CSS pixels.
    pub width: u32,
    /// Whether the system asks for dark colours.
    pub dark: bool,
    /// The browser's language, such as `zh-CN`.
    pub language: &'static str,
    /// Whether the system asks for less motion.
    pub still: bool,
}

/// A desktop in English, light.
pub const DESKTOP: Look = Look {
    width: 1280,
    dark: false,
    language: "en-US",
    still: false,
};

impl Browser {
    /// Starts all that is needed, or says what is missing.
    pub fn start() -> Result<Self, String> {
        let lab = Lab::find()?;
        Ok(Self {
            session: Session::chromium(lab.address("POLICIES"))?,
            lab,
            site: Site::start()?,
            on_page: Cell::default(),
            scripts: RefCell::default(),
        })
    }

    /// As if the browser had never seen the page: nothing stored, nothing logged.
    pub fn forget(&self) -> Result<(), String> {
        self.site.hold_modules(false);
        self.site.delay_styles(false);
        self.site.refuse(None);
        self.site.leave(false);
        self.site.serve(None);
        self.cut_network(false)?;
        for identifier in self.scripts.take() {
            let script = json!({ "identifier": identifier });
            self.devtools("Page.removeScriptToEvaluateOnNewDocument", script)?;
        }
        self.forget_stored()?;
        self.look(DESKTOP)?;
        self.session.log("browser")?;
        self.session.log("performance")?;
        self.site.heads();
        Ok(())
    }

    /// Leaves the page, and forgets all that it keeps.
    pub fn forget_stored(&self) -> Result<(), String> {
        self.session.open("about:blank")?;
        self.on_page.set(false);
        let everything = json!({ "origin": self.site.origin(), "storageTypes": "all" });
        self.devtools("Storage.clearDataForOrigin", everything)
    }

    /// Sets the width, the colours and the language that the next page opens with.
    pub fn look(&self, look: Look) -> Result<(), String> {
        let screen = json!({ "width": look.width, "height": 900, "deviceScaleFactor": 1, "mobile": look.width < 600 });
        self.devtools("Emulation.setDeviceMetricsOverride", screen)?;
        self.devtools("Emulation.setScrollbarsHidden", json!({ "hidden": true }))?;
        let scheme = if look.dark { "dark" } else { "light" };
        let motion = if look.still { "reduce" } else { "" };
        let media = json!({ "features": [
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": motion },
        ] });
        self.devtools("Emulation.setEmulatedMedia", media)?;
        let agent = self.run("return navigator.userAgent", &[])?;
        let speaks = json!({ "userAgent": agent, "acceptLanguage": look.language });
        self.devtools("Emulation.setUserAgentOverride", speaks)
    }

    /// Takes the browser off the network, or puts it back.
    pub fn cut_network(&self, cut: bool) -> Result<(), String> {
        self.network(cut, 0)
    }

    /// Makes each request take so many milliseconds more.
    pub fn delay(&self, latency: u32) -> Result<(), String> {
        self.network(false, latency)
    }

    fn network(&self, cut: bool, latency: u32) -> Result<(), String> {
        self.devtools("Network.enable", json!({}))?;
        let line = json!({ "offline": cut, "latency": latency, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.devtools("Network.emulateNetworkConditions", line)
    }

    /// Runs a script in every document from now on, before anything of its own.
    pub fn run_first(&self, script: &str) -> Result<(), String> {
        let source = json!({ "source": script });
        let command = "Page.addScriptToEvaluateOnNewDocument";
        let mut added = self.session.devtools(command, source)?;
        self.scripts.borrow_mut().push(added["identifier"].take());
        Ok(())
    }

    /// A command of the DevTools protocol.
    pub fn devtools(&self, command: &str, parameters: Value) -> Result<(), String> {
        self.session.devtools(command, parameters).map(drop)
    }

    /// What an expression comes to, or what it promises. The page's content
    /// security policy does not bind it.
    pub fn evaluate(&self, expression: &str) -> Result<Value, String> {
        let script =
            json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let mut said = self.session.devtools("Runtime.evaluate", script)?;
        match said.get("exceptionDetails") {
            Some(thrown) => Err(thrown.to_string()),
            None => Ok(said["result"]["value"].take()),
        }
    }

    /// Opens the page with a fragment (`""`, `"#…"`), and waits until it runs.
    pub fn open(&self, fragment: &str) -> Result<(), String> {
        self.open_first_paint(fragment)?;
        self.wait_for("html[data-page=running]")
    }

    /// Opens the page where another host serves it.
    pub fn open_at(&self, address: &str) -> Result<(), String> {
        self.open_bare(address)?;
        self.wait_for("html[data-page=running]")
    }

    /// Opens a file that is not the page.
    pub fn open_bare(&self, address: &str) -> Result<(), String> {
        self.session.open(address)
    }

    /// Opens the page, and does not wait for its module.
    pub fn open_first_paint(&self, fragment: &str) -> Result<(), String> {
        // An address that differs in the fragment alone would not load again.
        if self.on_page.replace(true) {
            self.session.open("about:blank")?;
        }
        self.session
            .open(&format!("{}{fragment}", self.site.page()))?;
        self.wait_for(FIELD)
    }

    /// Has the page ask these resolvers, in this order, from its next start on.
    pub fn ask_only(&self, resolvers: &[&str]) -> Result<(), String> {
        self.store(RESOLVERS_KEY, &json!(resolvers).to_string())
    }

    /// Writes into the page's local storage, while the page is not there to read it.
    pub fn store(&self, key: &str, value: &str) -> Result<(), String> {
        let elsewhere = format!("{}no-such-file", self.site.page());
        self.session.open(&elsewhere)?;
        self.on_page.set(false);
        let script = "localStorage.setItem(...arguments)";
        self.run(script, &[json!(key), json!(value)])?;
        self.session.log("browser").map(drop)
    }

    /// What the page's local storage holds.
    pub fn stored(&self, key: &str) -> Result<Value, String> {
        self.run("return localStorage.getItem(arguments[0])", &[json!(key)])
    }

    /// Types an input into the page's field, sends it, and waits for the whole result.
    pub fn check(&self, input: &str) -> Result<(), String> {
        self.send(input)?;
        self.wait_for("main[data-state=done] .result:not([data-old])")
    }

    /// Types an input into the page's field and sends it.
    pub fn send(&self, input: &str) -> Result<(), String> {
        let old = "for (const old of document.querySelectorAll('.result')) old.dataset.old = ''";
        self.run(old, &[])?;
        self.fill(FIELD, &format!("{input}{ENTER}"))
    }

    /// Opens the link to a check, and waits for the whole result.
    pub fn open_check(&self, fragment: &str) -> Result<(), String> {
        self.open(fragment)?;
        self.wait_for(DONE)
    }

    /// Clicks the first element of a CSS selector.
    pub fn click(&self, selector: &str) -> Result<(), String> {
        self.wait_for(selector)?;
        self.session.click(selector)
    }

    /// Types into the first element of a CSS selector, in place of what is there.
    pub fn fill(&self, selector: &str, text: &str) -> Result<(), String> {
        let text = format!("{CONTROL}a{RELEASE}{BACKSPACE}{text}");
        self.session.type_into(selector, &text)
    }

    /// Types into the first element of a CSS selector.
    pub fn type_into(&self, selector: &str, text: &str) -> Result<(), String> {
        self.session.type_into(selector, text)
    }

    /// The text of the first element of a CSS selector, seen or folded away.
    pub fn text(&self, selector: &str) -> Result<String, String> {
        let text = self.run(
            "return document.querySelector(arguments[0])?.textContent",
            &[json!(selector)],
        )?;
        text.as_str()
            .map(str::to_owned)
            .ok_or_else(|| format!("no element {selector}"))
    }

    /// An attribute of every element of a CSS selector.
    pub fn attributes(&self, selector: &str, name: &str) -> Result<Vec<String>, String> {
        let script = "return [...document.querySelectorAll(arguments[0])].map(each => each.getAttribute(arguments[1]) ?? '')";
        let values = self.run(script, &[json!(selector), json!(name)])?;
        serde_json::from_value(values).map_err(|error| error.to_string())
    }

    /// Runs the body of a function in the page.
    pub fn run(&self, script: &str, arguments: &[Value]) -> Result<Value, String> {
        self.session.run(script, arguments)
    }

    /// Waits until a CSS selector finds something.
    pub fn wait_for(&self, selector: &str) -> Result<(), String> {
        let script = format!(
            "return document.querySelector({}) !== null",
            json!(selector)
        );
        self.wait(selector, &script)
    }

    /// Waits until a script returns `true`; `what` names it where it does not.
    pub fn wait(&self, what: &str, script: &str) -> Result<(), String> {
        let end = Instant::now() + PATIENCE;
        while self.run(script, &[])? != Value::Bool(true) {
            if Instant::now() > end {
                return Err(format!("waited {PATIENCE:?} in vain for {what}"));
            }
            sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    /// Warnings and errors on the console since the last time.
    pub fn complaints(&self) -> Result<Vec<String>, String> {
        let log = self.session.log("browser")?;
        Ok(traffic::complaints(&log, self.site.origin()))
    }

    /// Takes what the console holds, which a test has provoked.
    pub fn hush(&self) -> Result<(), String> {
        self.session.log("browser").map(drop)
    }

    /// Every request since the last time.
    pub fn requests(&self) -> Result<Vec<Request>, String> {
        let log = self.session.log("performance")?;
        Ok(log.iter().filter_map(Request::in_log).collect())
    }

    /// The requests since the last time, without those for the page's own files.
    pub fn foreign_requests(&self) -> Result<Vec<Request>, String> {
        let mut requests = self.requests()?;
        requests.retain(|request| !request.url.starts_with(self.site.origin()));
        Ok(requests)
    }

    /// A picture of the page, under `target/screenshots/`, as far down as anybody
    /// looks.
    pub fn screenshot(&self, name: &str) -> Result<PathBuf, String> {
        let metrics = self.session.devtools("Page.getLayoutMetrics", json!({}))?;
        let size = &metrics["cssContentSize"];
        let height = size["height"].as_f64().unwrap_or(DEEPEST).min(DEEPEST);
        let clip = json!({ "x": 0, "y": 0, "width": size["width"], "height": height, "scale": 1 });
        let all = json!({ "captureBeyondViewport": true, "clip": clip });
        let picture = self.session.devtools("Page.captureScreenshot", all)?;
        let bytes = BASE64_STANDARD
            .decode(picture["data"].as_str().unwrap_or_default())
            .map_err(|error| error.to_string())?;
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/screenshots");
        let path = folder.join(format!("{name}.png"));
        std::fs::create_dir_all(&folder)
            .and_then(|()| std::fs::write(&path, bytes))
            .map_err(|error| error.to_string())?;
        Ok(path)
    }
}
