//! What a test does with the page, in the words of a person in front of it.

use crate::lab::Lab;
use crate::site::Site;
use crate::webdriver::Session;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long to wait for what the page should do.
const PATIENCE: Duration = Duration::from_secs(20);
/// Where the page keeps the resolvers that the user chose, as a JSON array of addresses.
const RESOLVERS_KEY: &str = "mailvet.resolvers";
/// Stands at the root of a result: `running`, then `done`.
const REPORT: &str = "[data-report]";

/// The key, as WebDriver writes it.
const ENTER: char = '\u{E007}';

/// One Chromium, with the page served and the lab running.
pub struct Browser {
    session: Session,
    site: Site,
    /// The lab's addresses.
    pub lab: Lab,
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
}

/// A desktop in English, light.
pub const DESKTOP: Look = Look {
    width: 1280,
    dark: false,
    language: "en-US",
};

impl Browser {
    /// Starts all that is needed, or says what is missing.
    pub fn start() -> Result<Self, String> {
        let lab = Lab::find()?;
        let site = Site::start()?;
        let session = Session::start()?;
        Ok(Self { session, site, lab })
    }

    /// As if the browser had never seen the page: nothing stored, nothing logged.
    pub fn forget(&self) -> Result<(), String> {
        self.session.open("about:blank")?;
        let everything = json!({ "origin": self.site.origin(), "storageTypes": "all" });
        self.session
            .devtools("Storage.clearDataForOrigin", everything)?;
        self.look(DESKTOP)?;
        self.session.log("browser")?;
        self.session.log("performance")?;
        Ok(())
    }

    /// Sets the width, the colours and the language that the next page opens with.
    pub fn look(&self, look: Look) -> Result<(), String> {
        let screen = json!({ "width": look.width, "height": 900, "deviceScaleFactor": 1, "mobile": look.width < 600 });
        self.session
            .devtools("Emulation.setDeviceMetricsOverride", screen)?;
        let scheme = if look.dark { "dark" } else { "light" };
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.session.devtools("Emulation.setEmulatedMedia", media)?;
        let agent = self.run("return navigator.userAgent", &[])?;
        let speaks = json!({ "userAgent": agent, "acceptLanguage": look.language });
        self.session
            .devtools("Emulation.setUserAgentOverride", speaks)?;
        Ok(())
    }

    /// Opens the page with a fragment (`""`, `"#…"`), and waits until it runs.
    pub fn open(&self, fragment: &str) -> Result<(), String> {
        // An address that differs in the fragment alone would not load again.
        self.session.open("about:blank")?;
        self.session
            .open(&format!("{}{fragment}", self.site.page()))?;
        self.wait_for("html[data-page=running]")
    }

    /// Has the page ask these resolvers, in this order, from its next start on.
    pub fn ask_only(&self, resolvers: &[&str]) -> Result<(), String> {
        // The site's storage, without the page that would read it.
        self.session
            .open(&format!("{}no-such-file", self.site.page()))?;
        self.store(RESOLVERS_KEY, &json!(resolvers).to_string())?;
        self.session.log("browser").map(drop)
    }

    /// Writes into the page's local storage.
    pub fn store(&self, key: &str, value: &str) -> Result<(), String> {
        self.run(
            "localStorage.setItem(...arguments)",
            &[json!(key), json!(value)],
        )
        .map(drop)
    }

    /// Types an input into the page's field, sends it, and waits for the whole result.
    pub fn check(&self, input: &str) -> Result<(), String> {
        self.session.clear("input[name=input]")?;
        self.type_into("input[name=input]", &format!("{input}{ENTER}"))?;
        self.wait_for(&format!("{REPORT}[data-report=done]"))
    }

    /// Clicks the first element of a CSS selector.
    pub fn click(&self, selector: &str) -> Result<(), String> {
        self.wait_for(selector)?;
        self.session.click(selector)
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

    /// The report's text, with what is folded away.
    pub fn report(&self) -> Result<String, String> {
        self.text(REPORT)
    }

    /// Warnings and errors on the console since the last time. That a resolver
    /// cannot be reached the browser tells there by itself: no fault of the page.
    pub fn complaints(&self) -> Result<Vec<String>, String> {
        let own = self.site.origin();
        let log = self.session.log("browser")?;
        Ok(log
            .iter()
            .filter(|entry| matches!(entry["level"].as_str(), Some("SEVERE" | "WARNING")))
            .filter_map(|entry| Some((&entry["source"], entry["message"].as_str()?)))
            .filter(|(source, text)| *source != "network" || text.starts_with(&own))
            .filter(|(_, text)| !text.contains("blocked by CORS policy"))
            .map(|(_, text)| text.to_owned())
            .collect())
    }

    /// The addresses asked since the last time, without those of the page's own files.
    pub fn foreign_requests(&self) -> Result<Vec<String>, String> {
        let own = self.site.origin();
        let asked = self.requests()?;
        Ok(asked
            .into_iter()
            .filter(|address| !address.starts_with(&own))
            .collect())
    }

    /// Every address asked since the last time.
    pub fn requests(&self) -> Result<Vec<String>, String> {
        let log = self.session.log("performance")?;
        Ok(log
            .iter()
            .filter_map(requested)
            .filter(|address| address.starts_with("http"))
            .collect())
    }

    /// A picture of the whole page, under `target/screenshots/`.
    pub fn screenshot(&self, name: &str) -> Result<PathBuf, String> {
        let metrics = self.session.devtools("Page.getLayoutMetrics", json!({}))?;
        let size = &metrics["cssContentSize"];
        let clip =
            json!({ "x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1 });
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

/// The address in an entry of the performance log that tells of a request.
fn requested(entry: &Value) -> Option<String> {
    let event: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
    let event = &event["message"];
    (event["method"] == "Network.requestWillBeSent").then(|| {
        event["params"]["request"]["url"]
            .as_str()
            .map(str::to_owned)
    })?
}
