//! What was seen of a domain or an address, to be kept and handed on: every question with all
//! that came of it, and nothing of what was made of that. Whoever opens it
//! judges it afresh.
//!
//! A snapshot is packed into octets ([`pack`]), deflated by the browser, and
//! sealed into a text ([`seal`]) for the fragment of a link. The other way it is
//! the evidence of a report ([`crate::view::document`]). Both come from
//! anywhere: they are bounded in size before and after they are inflated, and
//! whatever stands in them is read as DNS itself is.

mod packed;
mod sealed;

pub use packed::{pack, unpack};
pub use sealed::{VERSION, seal, unseal};

use super::check::{Request, check_address, check_domain_with};
use super::fixes;
use super::telling::Told;
use crate::dns::answer::Exchange;
use crate::dns::client::Client;
use crate::dns::resolver::{LocalFuture, Reply};
use crate::dns::{Answer, Name, Outcome};
use crate::fix::Change;
use crate::follow::mta_sts::{PolicyFetch, PolicyFile};
use crate::order::Arrange;
use std::cell::RefCell;
use std::future::ready;
use std::net::IpAddr;
use std::rc::Rc;

/// What was seen of a domain or an address.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// What was checked: the domain, the selectors that were named, and the
    /// profile where a person chose one. Of an address it is the reverse name,
    /// which is no domain of mail.
    pub request: Request,
    /// The file of the MTA-STS policy.
    pub policy: PolicyFile,
    /// When the check began, in milliseconds since 1970.
    pub time: u64,
    /// Every question, in the order in which the answers came.
    pub answers: Vec<Rc<Answer>>,
}

/// Why a text is no snapshot that can be opened.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Refused {
    /// It is none, and no report.
    NotOne,
    /// It was cut short or changed on its way.
    Damaged,
    /// It is larger than any snapshot is, or becomes so when it is inflated.
    TooLarge,
    /// It was made by a later version.
    Newer,
    /// This browser cannot inflate it.
    Unsupported,
}

/// The most octets of a sealed text.
pub const SEALED_OCTETS: usize = 256 << 10;
/// The most octets of what is sealed, once it is inflated.
pub const INFLATED_OCTETS: usize = 2 << 20;
/// The most octets of a report.
pub const REPORT_OCTETS: usize = 4 << 20;
/// The most octets of a link that is offered: mail programs and chats cut what
/// is longer.
pub const LINK_OCTETS: usize = 8 << 10;
/// The most questions; a check has some hundred.
pub const MOST_ANSWERS: usize = 4096;
/// The latest time, in milliseconds since 1970: the end of the year 9999.
pub const LATEST: u64 = 253_402_300_799_999;
/// The most selectors that are named.
pub const MOST_SELECTORS: usize = 256;

impl Snapshot {
    /// What a check has seen. Fractions of a millisecond say nothing, and where
    /// a question was said to come from is not kept.
    pub fn new(request: Request, policy: PolicyFile, time: f64, answers: &[Rc<Answer>]) -> Self {
        let exchange = |exchange: &Exchange| Exchange {
            asked_at: exchange.asked_at.max(0.0).round().min(LATEST as f64),
            elapsed: exchange.elapsed.max(0.0).round(),
            asked_from: None,
            ..exchange.clone()
        };
        let answer = |answer: &Rc<Answer>| {
            let exchanges = answer.exchanges.iter().map(exchange).collect();
            let answer = Answer::clone(answer);
            let unvalidated = answer.unvalidated.map(|it| Rc::new(shown(&it)));
            Rc::new(Answer {
                exchanges,
                unvalidated,
                ..answer
            })
        };
        Self {
            request,
            policy,
            // Before 1970 nothing was checked.
            time: (time.max(0.0).round() as u64).min(LATEST),
            answers: answers.iter().map(answer).collect(),
        }
    }

    /// What a check of an address has seen.
    pub fn of_address(address: IpAddr, time: f64, answers: &[Rc<Answer>]) -> Self {
        let request = Request {
            domain: Name::reverse(address),
            selectors: Vec::new(),
            profile: None,
        };
        Self::new(request, PolicyFile::Unread, time, answers)
    }

    /// The address that was checked; `None` where a domain was.
    pub fn address(&self) -> Option<IpAddr> {
        self.request.domain.to_address()
    }

    /// A run that knows what was seen and asks nobody. Its time is that of the
    /// snapshot.
    pub fn client(&self) -> Client {
        Client::of_answers(self.answers.iter().cloned(), self.time as f64)
    }

    /// Judges it as a check does. Nothing is asked.
    pub async fn check(&self, tell: &dyn Fn(Told)) {
        self.check_by(&self.client(), tell).await;
    }

    /// Checks the same by another client. The file of the MTA-STS policy is that
    /// of then: to ask its host is for a person to decide.
    pub async fn check_by(&self, client: &Client, tell: &dyn Fn(Told)) {
        match self.address() {
            Some(address) => tell(Told::Subject(Rc::new(check_address(client, address).await))),
            None => check_domain_with(client, &self.request, self, tell).await,
        }
    }

    /// The changes of records that are proposed of it.
    pub async fn proposed(&self) -> Vec<Change> {
        let reports = RefCell::new(Vec::new());
        let keep = |told: Told| {
            if let Told::Subject(report) = told {
                reports.borrow_mut().push(report);
            }
        };
        self.check(&keep).await;
        let reports = reports.into_inner();
        let known = fixes::known(reports.iter().map(Rc::as_ref));
        fixes::plan(reports.iter().map(Rc::as_ref), &known).changes()
    }

    /// What those are called who gave answers, the one who gave most first.
    pub fn resolvers(&self) -> Vec<Rc<str>> {
        let mut counts: Vec<(Rc<str>, usize)> = Vec::new();
        for answer in &self.answers {
            let exchange = answer.exchange().filter(|it| it.rcode.is_some());
            let Some(Exchange { resolver, .. }) = exchange else {
                continue;
            };
            match counts.iter_mut().find(|(label, _)| label == resolver) {
                Some((_, count)) => *count += 1,
                None => counts.push((resolver.clone(), 1)),
            }
        }
        counts.arrange_by_key(|&(_, count)| std::cmp::Reverse(count));
        counts.into_iter().map(|(label, _)| label).collect()
    }

    /// Whether it holds any answer at all.
    pub fn is_empty(&self) -> bool {
        let failed = |answer: &Rc<Answer>| matches!(answer.outcome, Outcome::Failed(_));
        self.answers.iter().all(failed)
    }
}

/// What of a reply shows what is broken.
fn shown(reply: &Reply) -> Reply {
    Reply {
        proof: reply.proof.clone(),
        ..Reply::new(reply.outcome.clone(), reply.aliases.clone(), reply.rcode)
    }
}

/// The policy that was read at the time.
impl PolicyFetch for Snapshot {
    fn fetch<'a>(&'a self, _: &'a str) -> LocalFuture<'a, PolicyFile> {
        Box::pin(ready(self.policy.clone()))
    }
}
