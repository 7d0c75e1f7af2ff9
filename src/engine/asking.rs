//! Who is asked: the resolvers chosen, or the made-up zone within the page.

use crate::turn::next_turn;
use futures_util::FutureExt;
use mailvet::dns::alidns::AliDns;
use mailvet::dns::browser::{BrowserClock, BrowserFetch};
use mailvet::dns::client::{Client, Limits, Probe};
use mailvet::dns::clock::Clock;
use mailvet::dns::doh::Doh;
use mailvet::dns::fetch::Fetch;
use mailvet::dns::resolver::{Checking, LocalFuture, Reply};
use mailvet::dns::sample::{LABEL as SAMPLE, sample};
use mailvet::dns::subnet::ClientSubnet;
use mailvet::dns::url::{ResolverUrl, UrlError};
use mailvet::dns::zone::Zones;
use mailvet::dns::{Failure, Question, Resolver};
use mailvet::knowledge::resolvers::{
    Dialect, Filter, PublicResolver, RESOLVERS, Readable, default_resolvers,
};
use mailvet::text::{Language, Prose};
use mailvet::view::{Choice, Probed};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// The dialect of AliDNS in a [`Choice`].
const ALIDNS: &str = "alidns";
/// The dialect of RFC 8484 in a [`Choice`].
const WIRE: &str = "wire";

/// Asks on behalf of the page.
pub struct Asker {
    choices: Vec<Choice>,
    client: Client,
    fetch: Rc<BrowserFetch>,
    probed: Cell<bool>,
    /// What the last test brought.
    probes: RefCell<Vec<Probe>>,
}

/// How long a check waits for a resolver to answer the test, in milliseconds,
/// so that one that is silent is not asked first.
const PATIENCE: u32 = 300;

impl Asker {
    /// Asks these, in this order; those whose URL cannot be asked are left out.
    pub fn new(choices: &[Choice]) -> Self {
        Self::with_limits(choices, Limits::default())
    }

    /// The same, as hard as this.
    pub fn with_limits(choices: &[Choice], limits: Limits) -> Self {
        let fetch = Rc::new(BrowserFetch::default());
        let resolvers = choices
            .iter()
            .filter_map(|choice| connect(choice, None, fetch.clone()).ok())
            .collect();
        Self {
            choices: choices.to_vec(),
            client: Client::with_limits(resolvers, Rc::new(BrowserClock), limits),
            fetch,
            probed: Cell::new(false),
            probes: RefCell::default(),
        }
    }

    /// Who is asked, in order.
    pub fn choices(&self) -> &[Choice] {
        &self.choices
    }

    /// The resolvers asked unless a person chose others.
    pub fn usual() -> Vec<Choice> {
        default_resolvers().map(choice).collect()
    }

    /// The known resolvers that a page can ask.
    pub fn known() -> Vec<Choice> {
        RESOLVERS
            .iter()
            .filter(|resolver| {
                matches!(resolver.readable, Readable::ByDefault | Readable::OnChoice)
            })
            .map(choice)
            .collect()
    }

    /// A new run of questions; `fresh` passes by what the browser keeps.
    pub fn run(&self, fresh: bool) -> Client {
        self.fetch.set_fresh(fresh);
        self.client.new_run()
    }

    /// Who is asked first, as far as it is known who answers.
    pub fn first(&self) -> String {
        let probes = self.probes.borrow();
        let silent = |choice: &&Choice| {
            let mut probes = probes.iter();
            probes.any(|probe| probe.label == choice.label && probe.result.is_err())
        };
        let first = self.choices.iter().find(|choice| !silent(choice));
        let first = first.or(self.choices.first());
        first.map_or_else(String::new, |choice| choice.label.clone())
    }

    /// Tests who answers.
    pub async fn probe(&self) {
        self.probed.set(true);
        self.probes.replace(self.client.probe().await);
    }

    /// Waits a little until somebody is known to answer. The first time, it
    /// begins a test of all.
    pub async fn someone_answers(&self) {
        const STEP: u32 = 10;
        if !self.probed.replace(true) {
            spawn_local(self.client.probe().map(drop));
        }
        let mut waited = 0;
        while waited < PATIENCE && !self.client.someone_answers() {
            BrowserClock.sleep(STEP).await;
            waited += STEP;
        }
    }

    /// What the last test brought, in words.
    pub fn probed(&self, language: Language) -> Vec<Probed> {
        let probes = self.probes.borrow();
        probes
            .iter()
            .map(|probe| Probed {
                label: probe.label.clone(),
                elapsed: probe.result.as_ref().ok().copied(),
                failure: match &probe.result {
                    Ok(_) => Prose::default(),
                    Err(why) => language.failure(why),
                },
            })
            .collect()
    }
}

/// Reads the URL of somebody's own resolver, which is called by its host.
pub fn own(url: &str) -> Result<Choice, UrlError> {
    let url = ResolverUrl::parse(url)?;
    let rest = url.as_str().split("://").nth(1).unwrap_or_default();
    Ok(Choice {
        label: rest.split('/').next().unwrap_or_default().to_owned(),
        url: url.as_str().to_owned(),
        dialect: WIRE.to_owned(),
    })
}

/// A run of questions to the made-up zone.
pub fn sample_run() -> Client {
    Client::new(vec![Rc::new(Unhurried(sample()))], Rc::new(BrowserClock))
}

/// The made-up zone, which lets the page draw and listen before each answer, as
/// the network does.
struct Unhurried(Rc<Zones>);

impl Resolver for Unhurried {
    fn label(&self) -> &str {
        self.0.label()
    }

    fn validates(&self) -> bool {
        self.0.validates()
    }

    fn ask<'a>(
        &'a self,
        question: &'a Question,
        checking: Checking,
    ) -> LocalFuture<'a, Result<Reply, Failure>> {
        Box::pin(async move {
            next_turn().await;
            self.0.ask(question, checking).await
        })
    }
}

/// A resolver that is ready to be asked. It is told that its questions come
/// from a subnet if it is known to mind that.
pub fn connect(
    choice: &Choice,
    subnet: Option<ClientSubnet>,
    fetch: Rc<dyn Fetch>,
) -> Result<Rc<dyn Resolver>, UrlError> {
    let url = ResolverUrl::parse(&choice.url)?;
    let subnet = subnet.filter(|_| takes_subnet(choice));
    if choice.dialect == ALIDNS {
        let resolver = AliDns::new(&choice.label, url, fetch);
        return Ok(Rc::new(resolver.from(subnet)));
    }
    let validates = known(choice).is_none_or(|resolver| resolver.validates);
    let resolver = Doh::new(&choice.label, url, validates, fetch);
    Ok(Rc::new(resolver.from(subnet)))
}

/// The URL of the public resolver with this label; empty where there is none: a
/// person's own may tell who they are.
pub fn public_url(label: &str) -> &'static str {
    let mut known = RESOLVERS.iter();
    let known = known.find(|resolver| resolver.label == label);
    known.map_or("", |resolver| resolver.url)
}

/// What those are called who answered: the page itself for made-up domains.
pub fn labels(labels: &[Rc<str>], language: Language) -> Vec<String> {
    let label = |label: &Rc<str>| match &**label {
        SAMPLE => language.table_words().asked_itself.to_owned(),
        label => label.to_owned(),
    };
    labels.iter().map(label).collect()
}

/// Whether it is known to answer for the place that it is told.
pub fn takes_subnet(choice: &Choice) -> bool {
    known(choice).is_some_and(|resolver| resolver.takes_subnet)
}

/// Whether it is known to alter answers, and does not validate them.
pub fn may_lie(choice: &Choice) -> bool {
    known(choice).is_some_and(|resolver| !resolver.validates && resolver.filter != Filter::None)
}

/// What is known of a resolver.
fn known(choice: &Choice) -> Option<&'static PublicResolver> {
    RESOLVERS.iter().find(|resolver| resolver.url == choice.url)
}

fn choice(resolver: &PublicResolver) -> Choice {
    Choice {
        label: resolver.label.to_owned(),
        url: resolver.url.to_owned(),
        dialect: match resolver.dialect {
            Dialect::Message => WIRE.to_owned(),
            Dialect::AliDns => ALIDNS.to_owned(),
        },
    }
}
