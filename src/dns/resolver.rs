//! Who can be asked.

use super::Question;
use super::answer::{Alias, ExtendedError, Failure, Outcome, Rcode};
use super::proof::Proof;
use super::subnet::AskedFrom;
use std::future::Future;
use std::pin::Pin;

/// A future that stays on its thread.
pub type LocalFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// Somebody who answers questions: a DNS-over-HTTPS resolver, the built-in
/// sample zone, a test double.
pub trait Resolver {
    /// What people call it. Two resolvers of one client have two labels.
    fn label(&self) -> &str;

    /// Whether it is known to validate DNSSEC. Where one that does finds a
    /// domain's DNSSEC broken, one that does not is no second opinion.
    fn validates(&self) -> bool;

    /// Asks one question, once. Dropping the future drops the request.
    fn ask<'a>(
        &'a self,
        question: &'a Question,
        checking: Checking,
    ) -> LocalFuture<'a, Result<Reply, Failure>>;
}

/// Whether the resolver is to validate what it answers (the CD bit).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Checking {
    /// Validate, and answer SERVFAIL where DNSSEC is broken.
    Enabled,
    /// Answer whatever there is.
    Disabled,
}

/// What one resolver said to one question.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// What came; [`Failure::Rcode`] where the code says that it failed, other
    /// failures where the answer itself is of no use.
    pub outcome: Outcome,
    /// The aliases followed, in order.
    pub aliases: Vec<Alias>,
    /// The response code.
    pub rcode: Rcode,
    /// The resolver says that it validated the answer (AD).
    pub authentic: bool,
    /// What the resolver says went wrong.
    pub extended_errors: Vec<ExtendedError>,
    /// What came along for DNSSEC.
    pub proof: Proof,
    /// How long it remembers that there is nothing, in seconds (RFC 2308 §5);
    /// `None` where there is something, or where it does not say.
    pub negative_ttl: Option<u32>,
    /// Where the question was said to come from, if that was told.
    pub asked_from: Option<AskedFrom>,
}

impl Reply {
    /// A reply of which nothing more is known.
    pub fn new(outcome: Outcome, aliases: Vec<Alias>, rcode: Rcode) -> Self {
        Self {
            outcome,
            aliases,
            rcode,
            authentic: false,
            extended_errors: Vec::new(),
            negative_ttl: None,
            asked_from: None,
            proof: Proof::default(),
        }
    }
}
