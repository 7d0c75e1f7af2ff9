//! As much of the WebDriver protocol as the tests need, spoken to ChromeDriver
//! and to geckodriver.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Lines};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

/// Without the last five, Chromium calls home at every start.
const FLAGS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
];

/// A driver and one browser, with a profile of its own; both end when it is dropped.
pub struct Session {
    driver: Child,
    /// What the driver says, which must not find its pipe closed.
    _said: Lines<BufReader<ChildStdout>>,
    agent: ureq::Agent,
    address: String,
}

impl Session {
    /// Chromium. Every name below `test` is the server at this address, and
    /// every certificate is taken.
    pub fn chromium(test: &str) -> Result<Self, String> {
        Self::start("chromedriver", &chromium(test))
    }

    /// Firefox, in a language such as `zh-CN`.
    pub fn firefox(language: &str) -> Result<Self, String> {
        Self::start("geckodriver", &firefox(language))
    }

    fn start(driver: &str, capabilities: &Value) -> Result<Self, String> {
        let mut driver = Command::new(driver)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("{driver} cannot be started ({error})"))?;
        let said = driver.stdout.take().ok_or("a driver without a voice")?;
        let mut said = BufReader::new(said).lines();
        let port = announced_port(&mut said).ok_or("the driver does not say its port")?;
        let mut session = Self {
            driver,
            _said: said,
            agent: ureq::Agent::config_builder()
                .http_status_as_error(false)
                .timeout_global(Some(Duration::from_secs(60)))
                .build()
                .into(),
            address: format!("http://127.0.0.1:{port}/session"),
        };
        let opened = session.post("", capabilities)?;
        let id = opened["sessionId"].as_str().ok_or("no session")?;
        session.address = format!("{}/{id}", session.address);
        Ok(session)
    }

    /// Opens an address, and waits until its document is read; pictures and
    /// modules may still be on their way.
    pub fn open(&self, address: &str) -> Result<(), String> {
        self.post("/url", &json!({ "url": address })).map(drop)
    }

    /// Runs the body of a function in the page, and gives what it returns.
    pub fn run(&self, script: &str, arguments: &[Value]) -> Result<Value, String> {
        self.post(
            "/execute/sync",
            &json!({ "script": script, "args": arguments }),
        )
    }

    /// A command of the DevTools protocol.
    pub fn devtools(&self, command: &str, parameters: Value) -> Result<Value, String> {
        self.post(
            "/goog/cdp/execute",
            &json!({ "cmd": command, "params": parameters }),
        )
    }

    /// What a log (`browser` or `performance`) has gained since it was last read.
    pub fn log(&self, kind: &str) -> Result<Vec<Value>, String> {
        let log = self.post("/se/log", &json!({ "type": kind }))?;
        Ok(log.as_array().cloned().unwrap_or_default())
    }

    /// Clicks the first element of a CSS selector, as a person would: where it
    /// is covered or out of sight, that is an error.
    pub fn click(&self, selector: &str) -> Result<(), String> {
        let element = self.element(selector)?;
        self.post(&format!("/element/{element}/click"), &json!({}))
            .map(drop)
    }

    /// Types into the first element of a CSS selector.
    pub fn type_into(&self, selector: &str, text: &str) -> Result<(), String> {
        let element = self.element(selector)?;
        self.post(
            &format!("/element/{element}/value"),
            &json!({ "text": text }),
        )
        .map(drop)
    }

    fn element(&self, selector: &str) -> Result<String, String> {
        let found = self.post(
            "/element",
            &json!({ "using": "css selector", "value": selector }),
        )?;
        found
            .as_object()
            .and_then(|object| object.values().next())
            .and_then(Value::as_str)
            .map(str::to_owned)
            .ok_or_else(|| format!("no element {selector}"))
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value, String> {
        let mut reply: Value = self
            .agent
            .post(format!("{}{path}", self.address))
            .send_json(body)
            .and_then(|mut response| response.body_mut().with_config().limit(1 << 28).read_json())
            .map_err(|error| format!("the driver: {error}"))?;
        let value = reply["value"].take();
        match value["error"].as_str() {
            Some(error) => {
                let message = value["message"].as_str().unwrap_or_default();
                Err(format!(
                    "{error}: {}",
                    message.lines().next().unwrap_or_default()
                ))
            }
            None => Ok(value),
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.agent.delete(&self.address).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// The port in `ChromeDriver was started successfully on port 12345.`, or in
/// `Listening on 127.0.0.1:12345`.
fn announced_port(said: &mut Lines<BufReader<ChildStdout>>) -> Option<u16> {
    said.find_map(|line| {
        let line = line.ok()?;
        let chromium = line
            .strip_suffix('.')
            .and_then(|line| line.rsplit_once("on port "));
        let firefox = || line.rsplit_once("Listening on 127.0.0.1:");
        chromium.or_else(firefox)?.1.parse().ok()
    })
}

fn firefox(language: &str) -> Value {
    json!({ "capabilities": { "alwaysMatch": {
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "binary": "firefox-esr",
            "args": ["-headless", "-width", "1280", "-height", "900"],
            "prefs": { "intl.accept_languages": language },
        },
    } } })
}

fn chromium(test: &str) -> Value {
    let rules = format!("--host-resolver-rules=MAP *.test {test}");
    let mut arguments = FLAGS.to_vec();
    arguments.push(&rules);
    json!({ "capabilities": { "alwaysMatch": {
        "browserName": "chrome",
        "pageLoadStrategy": "eager",
        "acceptInsecureCerts": true,
        "goog:chromeOptions": { "args": arguments },
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
    } } })
}
