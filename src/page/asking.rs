//! Who is asked: the resolvers chosen, or the made-up zone within the page.

use crate::dns::Resolver;
use crate::dns::alidns::AliDns;
use crate::dns::browser::{BrowserClock, BrowserFetch};
use crate::dns::client::Client;
use crate::dns::doh::Doh;
use crate::dns::fetch::Fetch;
use crate::dns::sample::sample;
use crate::dns::url::ResolverUrl;
use crate::knowledge::resolvers::{
    Dialect, PublicResolver, RESOLVERS, Readable, default_resolvers,
};
use std::rc::Rc;

/// A resolver chosen to be asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What people call it.
    pub label: String,
    /// Where it is asked.
    pub url: String,
    /// How it is asked.
    pub dialect: Dialect,
}

/// Asks on behalf of the page.
pub struct Asker {
    client: Client,
    fetch: Rc<BrowserFetch>,
}

impl Asker {
    /// Asks these, in this order; those whose URL cannot be asked are left out.
    pub fn new(choices: &[Choice]) -> Self {
        let fetch = Rc::new(BrowserFetch::default());
        let resolvers = choices
            .iter()
            .filter_map(|choice| choice.connect(fetch.clone()))
            .collect();
        Self {
            client: Client::new(resolvers, Rc::new(BrowserClock)),
            fetch,
        }
    }

    /// A new run of questions; `fresh` passes by what the browser keeps.
    pub fn run(&self, fresh: bool) -> Client {
        self.fetch.set_fresh(fresh);
        self.client.new_run()
    }

    /// The client whose runs these are, to test who answers.
    pub fn client(&self) -> &Client {
        &self.client
    }
}

impl Choice {
    /// The resolvers asked unless a person chose others.
    pub fn defaults() -> Vec<Self> {
        default_resolvers().map(Self::from).collect()
    }

    /// The known resolvers that a page can ask.
    pub fn known() -> impl Iterator<Item = Self> {
        RESOLVERS
            .iter()
            .filter(|resolver| {
                matches!(resolver.readable, Readable::ByDefault | Readable::OnChoice)
            })
            .map(Self::from)
    }

    fn connect(&self, fetch: Rc<dyn Fetch>) -> Option<Rc<dyn Resolver>> {
        let url = ResolverUrl::parse(&self.url).ok()?;
        let validates = RESOLVERS
            .iter()
            .find(|resolver| resolver.url == self.url)
            .is_none_or(|resolver| resolver.validates);
        Some(match self.dialect {
            Dialect::Message => Rc::new(Doh::new(&self.label, url, validates, fetch)),
            Dialect::AliDns => Rc::new(AliDns::new(&self.label, url, fetch)),
        })
    }
}

impl From<&PublicResolver> for Choice {
    fn from(resolver: &PublicResolver) -> Self {
        Self {
            label: resolver.label.to_owned(),
            url: resolver.url.to_owned(),
            dialect: resolver.dialect,
        }
    }
}

/// A run of questions to the made-up zone.
pub fn sample_run() -> Client {
    Client::new(vec![Rc::new(sample())], Rc::new(BrowserClock))
}
