//! What other programs can call: `www/mailvet.js` hands it on, and
//! `docs/api.md` tells of it.

use crate::asking::{self, Asker};
use crate::checking::{Target, target_of};
use crate::policy::BrowserPolicies;
use gloo_events::EventListener;
use js_sys::{Date, Function, RangeError};
use mailvet::dns::Name;
use mailvet::dns::client::Client;
use mailvet::dns::sample::{is_sample, sample};
use mailvet::follow::dkim::Selector;
use mailvet::follow::mta_sts::{NoFetch, PolicyFetch};
use mailvet::follow::spf::{Message, check_host};
use mailvet::record::kind::RecordKind;
use mailvet::report::{self, Request};
use mailvet::rule::Profile;
use mailvet::text::{Language, Prose, alone};
use mailvet::view::document::{About, ResolverEntry};
use mailvet::view::{Choice, Document, Lint, SpfDocument};
use serde::{Deserialize, Serialize};
use serde_wasm_bindgen::Serializer;
use std::cell::RefCell;
use std::net::IpAddr;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

/// The interface for other programs. What is known of resolvers is kept from
/// one call to the next, as long as the same ones are asked.
#[wasm_bindgen]
pub struct Api {
    asker: RefCell<Option<Rc<Asker>>>,
}

/// How to ask.
#[derive(Deserialize)]
struct Options {
    /// The language of all sentences: its tag.
    language: String,
    /// The URLs of those who are asked, in order; none for the usual ones.
    resolvers: Vec<String>,
    /// DKIM selectors.
    selectors: Vec<String>,
    /// The profile's id; empty where it is to be guessed.
    profile: String,
    /// Whether the host of an MTA-STS policy is asked for it.
    policy: bool,
}

/// A message.
#[derive(Deserialize)]
struct Tried {
    ip: String,
    sender: String,
    helo: String,
    domain: String,
}

#[wasm_bindgen]
impl Api {
    /// Nobody was asked yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self {
            asker: RefCell::new(None),
        }
    }

    /// Checks a domain: a [`Document`]. `tell` is called with the number of
    /// questions answered, and of those asked.
    pub async fn check(
        &self,
        domain: &str,
        options: JsValue,
        tell: Option<Function>,
        signal: AbortSignal,
    ) -> Result<JsValue, JsValue> {
        let options: Options = serde_wasm_bindgen::from_value(options)?;
        let language = language(&options.language)?;
        let request = request(domain, &options)?;
        let is_sample = is_sample(&request.domain);
        let asker = self.asker(&options.resolvers)?;
        let client = run(&asker, is_sample).await;
        if let Some(tell) = tell {
            client.on_progress(move |progress| {
                let (answered, asked) = (progress.answered as u32, progress.asked as u32);
                let _ = tell.call2(&JsValue::NULL, &answered.into(), &asked.into());
            });
        }
        let (made_up, hosts) = (sample(), BrowserPolicies);
        let policies: &dyn PolicyFetch = match (is_sample, options.policy) {
            (true, _) => &*made_up,
            (_, true) => &hosts,
            (_, false) => &NoFetch,
        };
        let time = Date::now();
        let told = RefCell::new(Vec::new());
        let tell = |event| told.borrow_mut().push(event);
        let checking = report::check_domain_with(&client, &request, policies, &tell);
        unless_aborted(&client, &signal, checking).await?;
        let about = About {
            domain: &request.domain,
            language,
            time,
            resolvers: &match is_sample {
                true => Vec::new(),
                false => entries(asker.choices()),
            },
        };
        plain(&Document::new(&about, &told.into_inner(), &client.log()))
    }

    /// Judges the records in a text without DNS: a [`Lint`]. `kind` is the id
    /// of a kind of record, and empty for a text as people paste it.
    pub fn lint(&self, text: &str, kind: &str, tag: &str) -> Result<JsValue, JsValue> {
        let language = language(tag)?;
        let known = || RecordKind::ALL.into_iter().find(|known| known.id() == kind);
        let kind = match kind {
            "" => None,
            _ => Some(known().ok_or_else(|| {
                let ids = RecordKind::ALL.map(RecordKind::id);
                not_among("kind", &ids, kind)
            })?),
        };
        plain(&Lint::new(text, kind, language))
    }

    /// Whether a message passes SPF: an [`SpfDocument`].
    pub async fn spf(
        &self,
        message: JsValue,
        options: JsValue,
        signal: AbortSignal,
    ) -> Result<JsValue, JsValue> {
        let options: Options = serde_wasm_bindgen::from_value(options)?;
        let language = language(&options.language)?;
        let tried: Tried = serde_wasm_bindgen::from_value(message)?;
        let message = tried.message()?;
        let domain = Name::parse(message.authority());
        let is_sample = domain.as_ref().is_ok_and(is_sample);
        let asker = self.asker(&options.resolvers)?;
        let client = run(&asker, is_sample).await;
        let checking = check_host(&client, &message);
        let evaluation = unless_aborted(&client, &signal, checking).await?;
        plain(&SpfDocument::new(
            &evaluation,
            &message,
            &client.log(),
            language,
        ))
    }
}

impl Api {
    /// Who asks these resolvers.
    fn asker(&self, urls: &[String]) -> Result<Rc<Asker>, JsValue> {
        let choices = match urls {
            [] => Asker::usual(),
            urls => urls
                .iter()
                .map(|url| resolver(url))
                .collect::<Result<_, _>>()?,
        };
        let mut last = self.asker.borrow_mut();
        if let Some(asker) = last.as_ref().filter(|it| it.choices() == choices) {
            return Ok(asker.clone());
        }
        Ok(last.insert(Rc::new(Asker::new(&choices))).clone())
    }
}

impl Default for Api {
    fn default() -> Self {
        Self::new()
    }
}

impl Tried {
    /// The message. Where one of the names is empty, another takes its place.
    fn message(&self) -> Result<Message, JsValue> {
        let ip: IpAddr = self
            .ip
            .parse()
            .map_err(|_| not_as("ip: expected an IP address", &self.ip))?;
        let helo = match self.helo.as_str() {
            "" => &self.domain,
            helo => helo,
        };
        let sender = self.sender.trim_start_matches('<').trim_end_matches('>');
        let message = Message::new(ip, sender, helo);
        let message = match self.domain.as_str() {
            "" => message,
            domain => message.judged_by(domain),
        };
        match message.authority() {
            "" => Err(not_as(
                "domain: expected a domain, a sender or a HELO name",
                "",
            )),
            domain => {
                // As DNS knows it, where that is told; what is no domain is the
                // evaluation's to judge (RFC 7208 §4.3).
                let known = Name::parse(domain).map(|name| name.to_string());
                let domain = known.unwrap_or_else(|_| domain.to_owned());
                Ok(message.judged_by(&domain))
            }
        }
    }
}

/// What a text asks to check.
fn request(text: &str, options: &Options) -> Result<Request, JsValue> {
    let expected = "domain: expected a domain";
    let target = target_of(text, "").map_err(|why| {
        let why = Language::English.input_error(&why);
        not_as_for(expected, text, &why)
    })?;
    let Target::Domain(mut request) = target else {
        return Err(not_as(expected, text));
    };
    for text in &options.selectors {
        let name = Name::parse(text).ok();
        let selector = name.and_then(|name| Selector::new(name, &request.domain).ok());
        let selector =
            selector.ok_or_else(|| not_as("selectors: expected DKIM selectors", text))?;
        if !request.selectors.contains(&selector) {
            request.selectors.push(selector);
        }
    }
    request.profile = match options.profile.as_str() {
        "" => None,
        id => Some(Profile::for_id(id).ok_or_else(|| {
            let ids = Profile::ALL.map(Profile::id);
            not_among("profile", &ids, id)
        })?),
    };
    Ok(request)
}

fn language(tag: &str) -> Result<Language, JsValue> {
    let known = Language::for_tag(tag);
    known.ok_or_else(|| not_among("language", &Language::ALL.map(Language::tag), tag))
}

/// A resolver by its URL: one that is known is asked in its own dialect.
fn resolver(url: &str) -> Result<Choice, JsValue> {
    let own = asking::own(url).map_err(|why| {
        let why = Language::English.url_error(&why);
        not_as_for("resolvers: expected the URL of a resolver", url, &why)
    })?;
    let mut known = Asker::known().into_iter();
    Ok(known.find(|choice| choice.url == own.url).unwrap_or(own))
}

/// A run of questions to those who know the domain.
async fn run(asker: &Asker, is_sample: bool) -> Client {
    if is_sample {
        return asking::sample_run();
    }
    asker.someone_answers().await;
    asker.run(false)
}

/// Something that asks; the signal's reason where that ends it.
async fn unless_aborted<T>(
    client: &Client,
    signal: &AbortSignal,
    task: impl Future<Output = T>,
) -> Result<T, JsValue> {
    let stopped = client.clone();
    let _listener = EventListener::once(signal, "abort", move |_| stopped.stop());
    if signal.aborted() {
        client.stop();
    }
    client.run(task).await.ok_or_else(|| signal.reason())
}

fn entries(choices: &[Choice]) -> Vec<ResolverEntry> {
    let entry = |choice: &Choice| ResolverEntry {
        label: choice.label.clone(),
        url: choice.url.clone(),
    };
    choices.iter().map(entry).collect()
}

/// What was expected, and what came.
fn not_as(expected: &str, text: &str) -> JsValue {
    RangeError::new(&said(expected, text)).into()
}

fn not_among(what: &str, ids: &[&str], text: &str) -> JsValue {
    not_as(&format!("{what}: expected one of {}", ids.join(", ")), text)
}

/// The same, and why that is none.
fn not_as_for(expected: &str, text: &str, why: &Prose) -> JsValue {
    let why = why.plain();
    RangeError::new(&[&said(expected, text), ": ", &why].concat()).into()
}

fn said(expected: &str, text: &str) -> String {
    match text {
        "" => format!("{expected}, got nothing"),
        text => format!("{expected}, got \"{}\"", alone(text)),
    }
}

/// A value as JSON has it: objects, lists, and null for what is not there.
pub fn plain(value: &impl Serialize) -> Result<JsValue, JsValue> {
    Ok(value.serialize(&Serializer::json_compatible())?)
}
