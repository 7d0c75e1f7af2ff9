//! `check_host()`: what receivers do with a message (RFC 7208 §4 to §7).

pub(super) mod expand;
mod explanation;
mod limit;
mod mechanism;
mod target;
mod validated;

use super::message::Message;
use super::published::{PublishedSpf, Selection};
use super::trace::{Cause, Evaluation, Event, SpfResult, Step, TermText};
use crate::dns::Name;
use crate::dns::client::Client;
use crate::record::span::{Span, Spanned};
use crate::record::spf::{self, DomainSpec, Modifier, ModifierValue, Qualifier};
use limit::failed;
pub(super) use limit::is_void;
use std::pin::pin;
use std::rc::Rc;

/// How long an evaluation may take, in milliseconds (RFC 7208 §4.6.4).
pub const TIME_LIMIT: u32 = 20_000;

/// Evaluates the SPF record of the domain that judges the message, asking
/// DNS as receivers do: one question after the other, as far as it takes.
pub async fn check_host(client: &Client, message: &Message) -> Evaluation {
    let mut checker = Checker {
        client,
        message,
        lookups: 0,
        voids: 0,
        depth: 0,
        steps: Vec::with_capacity(STEPS),
    };
    let ended = client
        .within(TIME_LIMIT, pin!(checker.check(message.authority())))
        .await;
    let Ended {
        result,
        cause,
        explanation,
    } = ended.unwrap_or(Ended::new(SpfResult::Temperror, Cause::OutOfTime));
    let explanation = match explanation {
        Some(explanation) => {
            let explaining = Box::pin(checker.explain(&explanation));
            client.within(TIME_LIMIT, explaining).await.flatten()
        }
        None => None,
    };
    Evaluation {
        result,
        cause,
        explanation,
        lookups: checker.lookups,
        voids: checker.voids,
        steps: checker.steps,
    }
}

/// As many steps as most evaluations take.
const STEPS: usize = 16;

/// An evaluation under way.
struct Checker<'a> {
    client: &'a Client,
    message: &'a Message,
    lookups: usize,
    voids: usize,
    depth: usize,
    steps: Vec<Step>,
}

/// How the evaluation of one record ended.
struct Ended {
    result: SpfResult,
    cause: Cause,
    /// Where its explanation stands, if it fails with one.
    explanation: Option<Explanation>,
}

/// Where an explanation stands, and whose it is.
struct Explanation {
    record: Rc<str>,
    domain: String,
}

impl Ended {
    fn new(result: SpfResult, cause: Cause) -> Self {
        Self {
            result,
            cause,
            explanation: None,
        }
    }
}

/// A record that is being evaluated.
struct At<'a> {
    text: &'a Rc<str>,
    domain: &'a Name,
    /// The domain as it was come by, for `%{d}`.
    written: &'a str,
}

impl At<'_> {
    fn term(&self, span: Span) -> TermText {
        TermText {
            record: self.text.clone(),
            span,
        }
    }
}

impl Checker<'_> {
    /// Evaluates the record of a domain, and tells what came of it.
    async fn check(&mut self, domain: &str) -> Ended {
        let ended = match self.evaluate(domain).await {
            Ok(ended) | Err(ended) => ended,
        };
        self.tell(Event::Left(ended.result));
        ended
    }

    /// Evaluates the record that another leads to.
    async fn check_nested(&mut self, domain: &str) -> Ended {
        self.depth += 1;
        let ended = Box::pin(self.check(domain)).await;
        self.depth -= 1;
        ended
    }

    /// §4.3 to §4.7. Both results are final; `Err` is for those that come
    /// early.
    async fn evaluate(&mut self, written: &str) -> Result<Ended, Ended> {
        let Some(domain) = Name::verbatim(written)
            .ok()
            .filter(|name| name.labels().nth(1).is_some())
        else {
            let domain = written.to_owned();
            let cause = Cause::DomainMalformed { domain };
            return Err(Ended::new(SpfResult::None, cause));
        };
        let text = self.select(&domain).await?;
        let Some(record) = spf::receive(&text) else {
            let cause = Cause::Syntax { domain };
            return Err(Ended::new(SpfResult::Permerror, cause));
        };
        let at = At {
            text: &text,
            domain: &domain,
            written,
        };
        for directive in record.directives() {
            if !self.directive_matches(&at, directive).await? {
                continue;
            }
            let qualifier = directive.value.qualifier();
            self.tell(Event::Matched(qualifier));
            let directive = at.term(directive.span);
            let cause = Cause::Matched { domain, directive };
            let explains = qualifier == Qualifier::Fail && record.modifiers().any(is_exp);
            return Ok(Ended {
                explanation: explains.then(|| Explanation {
                    record: text.clone(),
                    domain: written.to_owned(),
                }),
                ..Ended::new(qualifier.into(), cause)
            });
        }
        match record.modifiers().find_map(redirect) {
            Some(redirect) => self.redirect(&at, redirect).await,
            None => {
                let cause = Cause::NothingMatched { domain };
                Err(Ended::new(SpfResult::Neutral, cause))
            }
        }
    }

    /// The record of a domain (§4.4, §4.5).
    async fn select(&mut self, domain: &Name) -> Result<Rc<str>, Ended> {
        let published = PublishedSpf::find(self.client, domain).await;
        let selection = published.selection();
        self.tell(Event::Asked {
            txt: published.txt.clone(),
            selection: selection.clone(),
        });
        self.voids += usize::from(self.depth > 0 && is_void(&published.txt));
        let domain = published.domain;
        let (result, cause) = match selection {
            Selection::One(text) => return Ok(text),
            Selection::None => (SpfResult::None, Cause::NoRecord { domain }),
            Selection::NoSuchName => (SpfResult::None, Cause::NoSuchDomain { domain }),
            Selection::Several(count) => {
                let cause = Cause::SeveralRecords { domain, count };
                (SpfResult::Permerror, cause)
            }
            Selection::Unknown => return Err(failed(&published.txt)),
        };
        Err(Ended::new(result, cause))
    }

    /// §6.1.
    async fn redirect(
        &mut self,
        at: &At<'_>,
        redirect: Spanned<DomainSpec<'_>>,
    ) -> Result<Ended, Ended> {
        let term = at.term(redirect.span);
        self.tell(Event::Tried(term.clone()));
        self.count_lookup(at, &term)?;
        let macro_string = redirect.value.macro_string();
        let Some(target) = self.target_text(at, macro_string).await? else {
            let domain = at.domain.clone();
            let cause = Cause::NothingMatched { domain };
            return Err(Ended::new(SpfResult::Neutral, cause));
        };
        let ended = self.check_nested(&target).await;
        match ended.result {
            SpfResult::None => Err(leads_nowhere(at, term)),
            _ => Ok(ended),
        }
    }

    fn tell(&mut self, event: Event) {
        self.steps.push(Step {
            depth: self.depth,
            event,
        });
    }
}

fn redirect<'a>(modifier: Spanned<&Modifier<'a>>) -> Option<Spanned<DomainSpec<'a>>> {
    match modifier.value.value {
        ModifierValue::Redirect(domain) => Some(Spanned::new(domain, modifier.span)),
        _ => None,
    }
}

fn is_exp(modifier: Spanned<&Modifier<'_>>) -> bool {
    matches!(modifier.value.value, ModifierValue::Exp(_))
}

fn leads_nowhere(at: &At<'_>, term: TermText) -> Ended {
    let cause = Cause::LeadsNowhere {
        domain: at.domain.clone(),
        term,
    };
    Ended::new(SpfResult::Permerror, cause)
}

#[cfg(test)]
mod tests;
