//! One question, from resolver to resolver until one of them answers.

use super::pool::{Pool, Source};
use crate::dns::answer::{Answer, Exchange, ExtendedError, Rcode};
use crate::dns::gate::Urgency;
use crate::dns::proof::Proof;
use crate::dns::resolver::{Checking, Reply};
use crate::dns::{Failure, Outcome, Question};
use std::rc::Rc;

/// Asks until there is an answer, or nobody is left to ask.
pub async fn resolve(pool: &Pool, question: Question, urgency: Urgency) -> Answer {
    let _place = pool.gate.enter(urgency).await;
    let mut inquiry = Inquiry {
        pool,
        question: &question,
        // Seldom is more than one needed.
        exchanges: Vec::with_capacity(1),
        unvalidated: None,
    };
    let reply = inquiry.ask_all().await;
    let (exchanges, unvalidated) = (inquiry.exchanges, inquiry.unvalidated);
    match reply {
        Some(reply) => Answer {
            question,
            outcome: reply.outcome,
            aliases: reply.aliases,
            exchanges,
            proof: reply.proof,
            unvalidated: None,
        },
        None => Answer {
            question,
            outcome: Outcome::Failed(most_telling(&exchanges).unwrap_or(pool.nobody.clone())),
            aliases: Vec::new(),
            exchanges,
            proof: Proof::default(),
            unvalidated,
        },
    }
}

/// The question, and what was said to it so far.
struct Inquiry<'a> {
    pool: &'a Pool,
    question: &'a Question,
    exchanges: Vec<Exchange>,
    /// What the first said that found DNSSEC broken.
    unvalidated: Option<Rc<Reply>>,
}

impl Inquiry<'_> {
    async fn ask_all(&mut self) -> Option<Reply> {
        let mut broken = 0;
        for source in self.pool.order() {
            // One that does not validate cannot say that DNSSEC is sound.
            if broken > 0 && !source.resolver.validates() {
                continue;
            }
            match self.ask(source).await {
                Verdict::Reply(reply) => return Some(reply),
                Verdict::NextResolver => {}
                Verdict::DnssecBroken => broken += 1,
            }
            if broken == OPINIONS {
                break;
            }
        }
        None
    }

    /// Asks one resolver; after SERVFAIL a second time, without validation.
    async fn ask(&mut self, source: &Source) -> Verdict {
        let servfail = match self.exchange(source, Checking::Enabled).await {
            Ok(reply) => match &reply.outcome {
                Outcome::Failed(Failure::Rcode(Rcode::SERVFAIL)) => reply,
                Outcome::Failed(failure) if may_be_mended(failure) => return Verdict::NextResolver,
                _ => return Verdict::Reply(reply),
            },
            Err(()) => return Verdict::NextResolver,
        };
        if !source.resolver.validates() || blames_network(&servfail.extended_errors) {
            return Verdict::NextResolver;
        }
        match self.exchange(source, Checking::Disabled).await {
            Ok(reply) if !reply.outcome.is_failed() => {
                if let Some(exchange) = self.exchanges.last_mut() {
                    exchange.failure = Some(Failure::DnssecBroken);
                }
                self.unvalidated.get_or_insert_with(|| Rc::new(reply));
                Verdict::DnssecBroken
            }
            _ => Verdict::NextResolver,
        }
    }

    /// One request, and what it leaves as evidence.
    async fn exchange(&mut self, source: &Source, checking: Checking) -> Result<Reply, ()> {
        let pool = self.pool;
        pool.turn(source).await;
        let asked_at = pool.clock.now();
        let result = pool
            .limited(source.resolver.ask(self.question, checking))
            .await;
        let failure = match &result {
            Ok(reply) => match &reply.outcome {
                Outcome::Failed(failure) => Some(failure),
                _ => None,
            },
            Err(failure) => Some(failure),
        };
        pool.record(source, failure);
        let reply = result.as_ref().ok();
        self.exchanges.push(Exchange {
            resolver: source.label.clone(),
            checking_disabled: checking == Checking::Disabled,
            rcode: reply.map(|reply| reply.rcode),
            authentic: reply.is_some_and(|reply| reply.authentic),
            validates: source.resolver.validates(),
            extended_errors: reply
                .map(|reply| reply.extended_errors.clone())
                .unwrap_or_default(),
            failure: failure.cloned(),
            negative_ttl: reply.and_then(|reply| reply.negative_ttl),
            asked_from: reply.and_then(|reply| reply.asked_from),
            asked_at,
            elapsed: pool.clock.now() - asked_at,
        });
        result.map_err(drop)
    }
}

/// What one resolver's answer means.
enum Verdict {
    Reply(Reply),
    NextResolver,
    DnssecBroken,
}

/// How many resolvers must find DNSSEC broken before no other is asked: a
/// slow name server can look like broken DNSSEC to one of them.
const OPINIONS: usize = 2;

/// Whether another resolver could do better.
fn may_be_mended(failure: &Failure) -> bool {
    *failure != Failure::AliasLoop
}

/// Whether a SERVFAIL is said to come of name servers that do not answer
/// ("No Reachable Authority", "Network Error"; RFC 8914 §4.23, §4.24).
fn blames_network(errors: &[ExtendedError]) -> bool {
    !errors.is_empty() && errors.iter().all(|error| matches!(error.code, 22 | 23))
}

/// Of all the failures, the one that says most.
fn most_telling(exchanges: &[Exchange]) -> Option<Failure> {
    exchanges
        .iter()
        .filter_map(|exchange| exchange.failure.as_ref())
        .min_by_key(|failure| match failure {
            Failure::DnssecBroken => 0,
            Failure::Rcode(_) | Failure::AliasLoop => 1,
            Failure::Referral | Failure::Truncated | Failure::TooLarge => 2,
            Failure::NotDns(_) | Failure::WrongQuestion | Failure::NotAResponse => 3,
            Failure::Http(_) => 4,
            Failure::TimedOut(_) => 5,
            Failure::Unreachable | Failure::NoNetwork | Failure::NoResolver | Failure::NotSeen => 6,
        })
        .cloned()
}
