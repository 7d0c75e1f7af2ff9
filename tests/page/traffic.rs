//! What the browser's logs tell: what went over the network, and what the
//! console complains of.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::Value;

/// One request that the browser sent.
#[derive(Clone, Debug)]
pub struct Request {
    /// Its address, without the fragment.
    pub url: String,
    /// `GET`.
    pub method: String,
    /// What was sent along: `Referer` and the like, and a body.
    pub extras: String,
}

impl Request {
    /// The request in an entry of the performance log, if it tells of one.
    pub fn in_log(entry: &Value) -> Option<Self> {
        let event: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
        let event = &event["message"];
        if event["method"] != "Network.requestWillBeSent" {
            return None;
        }
        let request = &event["params"]["request"];
        let url = request["url"].as_str()?.to_owned();
        url.starts_with("http").then(|| Self {
            url,
            method: request["method"].as_str().unwrap_or_default().to_owned(),
            extras: format!("{} {}", request["headers"], request["postData"]),
        })
    }

    /// The name that a DNS question in the address asks about (RFC 8484), or
    /// that its `name` says (AliDNS).
    pub fn domain(&self) -> Option<String> {
        let (_, query) = self.url.split_once('?')?;
        let value = |name: &str| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
        };
        match value("dns") {
            Some(dns) => question_name(&BASE64_URL_SAFE_NO_PAD.decode(dns).ok()?),
            None => value("name").map(str::to_owned),
        }
    }
}

/// The name in the question of a DNS message.
fn question_name(message: &[u8]) -> Option<String> {
    let mut rest = message.get(12..)?;
    let mut labels = Vec::new();
    while let Some((&length, after)) = rest.split_first().filter(|(length, _)| **length > 0) {
        let (label, next) = after.split_at_checked(length.into())?;
        labels.push(String::from_utf8_lossy(label).into_owned());
        rest = next;
    }
    Some(labels.join("."))
}

/// The warnings and errors among a console's entries. That a resolver cannot
/// be reached, or not be read, the browser tells there by itself: no fault of
/// the page.
pub fn complaints(log: &[Value], own: &str) -> Vec<String> {
    log.iter()
        .filter(|entry| matches!(entry["level"].as_str(), Some("SEVERE" | "WARNING")))
        .filter_map(|entry| Some((&entry["source"], entry["message"].as_str()?)))
        .filter(|(source, text)| *source != "network" || text.starts_with(own))
        .filter(|(_, text)| !text.contains("blocked by CORS policy"))
        .map(|(_, text)| text.to_owned())
        .collect()
}
