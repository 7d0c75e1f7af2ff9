//! Asks for all that a record leads to.

use super::target::{Sender, Target, validates};
use super::{LookupKind, exchangers};
use crate::dns::client::Client;
use crate::dns::resolver::LocalFuture;
use crate::dns::{Answer, Name, Question, RecordType};
use crate::follow::spf::MX_LIMIT;
use crate::follow::spf::published::{PublishedSpf, Selection};
use crate::record::span::{Span, Spanned};
use crate::record::spf::{self, Mechanism, ModifierValue, Term, Usability};
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use std::collections::BTreeMap;
use std::rc::Rc;

/// More records than this are not asked for. The largest that are seen to
/// work have some tens.
const RECORDS: usize = 200;

/// More questions than this are not asked.
const QUESTIONS: usize = 1_000;

/// Records are not read any more once these octets of them were.
const OCTETS: usize = 256 * 1024;

/// What was found out, in no order.
pub struct Gathered {
    /// The domain's own record.
    pub root: Found,
    /// The other records, by their domain.
    pub records: BTreeMap<Name, Found>,
    /// What each question brought.
    pub answers: BTreeMap<Question, Rc<Answer>>,
}

/// The record of a domain, and what the record alone tells.
pub struct Found {
    pub published: PublishedSpf,
    pub selection: Selection,
    pub usability: Option<Usability>,
    /// The domain as it was come by.
    pub written: String,
    pub terms: Vec<FoundTerm>,
}

/// A term of a record, and where it leads.
pub struct FoundTerm {
    pub span: Span,
    pub kind: Option<LookupKind>,
    pub reached: bool,
    /// Whether a macro asks for a validated name of the client.
    pub validates: bool,
    pub target: Target,
}

/// Asks for the record of a domain, and for all that it leads to.
pub async fn gather(client: &Client, domain: &Name) -> Gathered {
    let mut gathering = Gathering {
        client,
        sender: Sender::at(domain),
        pending: FuturesUnordered::new(),
        written: BTreeMap::new(),
        octets: 0,
        asked: BTreeMap::new(),
        records: BTreeMap::new(),
    };
    let written = domain.as_str().to_owned();
    gathering.written.insert(domain.clone(), written.clone());
    let txt = client.ask(domain, RecordType::TXT).await;
    let question = txt.question.clone();
    gathering.asked.insert(question, Some(txt.clone()));
    let root = gathering.read(&txt, written);
    while let Some(answer) = gathering.pending.next().await {
        match answer.question.rtype {
            RecordType::TXT => gathering.record(&answer),
            RecordType::MX => gathering.ask_hosts(&answer),
            _ => {}
        }
        gathering
            .asked
            .insert(answer.question.clone(), Some(answer));
    }
    let answers = gathering.asked.into_iter();
    Gathered {
        root,
        records: gathering.records,
        answers: answers
            .filter_map(|(question, answer)| Some((question, answer?)))
            .collect(),
    }
}

struct Gathering<'a> {
    client: &'a Client,
    sender: Sender,
    pending: FuturesUnordered<LocalFuture<'static, Rc<Answer>>>,
    /// The domains whose records are asked for, as they were come by.
    written: BTreeMap<Name, String>,
    /// How much of records was read.
    octets: usize,
    /// What was asked, and what came.
    asked: BTreeMap<Question, Option<Rc<Answer>>>,
    records: BTreeMap<Name, Found>,
}

impl Gathering<'_> {
    fn ask(&mut self, name: &Name, rtype: RecordType) {
        let question = Question::new(name.clone(), rtype);
        if self.asked.len() < QUESTIONS && !self.asked.contains_key(&question) {
            self.asked.insert(question, None);
            self.pending.push(Box::pin(self.client.ask(name, rtype)));
        }
    }

    fn ask_record(&mut self, domain: &Name, written: &str) {
        if self.written.len() < RECORDS && !self.written.contains_key(domain) {
            self.written.insert(domain.clone(), written.to_owned());
            self.ask(domain, RecordType::TXT);
        }
    }

    fn ask_host(&mut self, name: &Name) {
        self.ask(name, RecordType::A);
        self.ask(name, RecordType::AAAA);
    }

    fn ask_hosts(&mut self, mx: &Answer) {
        for exchanger in exchangers(mx).into_iter().take(MX_LIMIT) {
            self.ask_host(exchanger);
        }
    }

    fn record(&mut self, txt: &Rc<Answer>) {
        let domain = txt.question.name.clone();
        let Some(written) = self.written.get(&domain).cloned() else {
            return;
        };
        if self.octets < OCTETS {
            let found = self.read(txt, written);
            self.records.insert(domain, found);
        }
    }

    /// Reads the record of a domain, and asks for what it leads to.
    fn read(&mut self, txt: &Rc<Answer>, written: String) -> Found {
        let published = PublishedSpf {
            domain: txt.question.name.clone(),
            txt: txt.clone(),
        };
        let selection = published.selection();
        let mut usability = None;
        let mut terms = Vec::new();
        if let Selection::One(text) = &selection {
            self.octets += text.len();
            let record = spf::read(text);
            usability = Some(record.usability());
            for (term, reached) in record.reached() {
                terms.push(self.term(&published.domain, &written, term, reached));
            }
        }
        Found {
            published,
            selection,
            usability,
            written,
            terms,
        }
    }

    /// Asks for what a term leads to.
    fn term(
        &mut self,
        domain: &Name,
        written: &str,
        term: &Spanned<Term<'_>>,
        reached: bool,
    ) -> FoundTerm {
        let target = match reached {
            true => self.sender.target(domain, written, &term.value),
            false => Target::Nowhere,
        };
        match &target {
            Target::Record(name, written) => self.ask_record(name, written),
            Target::Host(name) => self.ask_host(name),
            Target::Exchangers(name) => self.ask(name, RecordType::MX),
            Target::Exists(name) => self.ask(name, RecordType::A),
            Target::Explanation(name) => self.ask(name, RecordType::TXT),
            Target::Nowhere | Target::Sender | Target::Malformed(_) | Target::ClientNames(_) => {}
        }
        FoundTerm {
            span: term.span,
            kind: kind(&term.value),
            reached,
            validates: validates(&term.value),
            target,
        }
    }
}

fn kind(term: &Term<'_>) -> Option<LookupKind> {
    match term {
        Term::Directive(directive) => match directive.mechanism {
            Mechanism::All | Mechanism::Ip4 { .. } | Mechanism::Ip6 { .. } => None,
            Mechanism::Include(_) => Some(LookupKind::Include),
            Mechanism::A { .. } => Some(LookupKind::A),
            Mechanism::Mx { .. } => Some(LookupKind::Mx),
            Mechanism::Ptr { .. } => Some(LookupKind::Ptr),
            Mechanism::Exists(_) => Some(LookupKind::Exists),
        },
        Term::Modifier(modifier) => {
            matches!(modifier.value, ModifierValue::Redirect(_)).then_some(LookupKind::Redirect)
        }
        Term::Unknown(_) => None,
    }
}
