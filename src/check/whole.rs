//! All that was gathered of a domain, for what no subject can tell alone.

use super::spf::tree;
use super::{Fact, Finding};
use crate::dns::Answer;
use crate::follow::dane::Dane;
use crate::follow::dkim::{DkimKeys, SelectorLookup};
use crate::follow::dmarc::Dmarc;
use crate::follow::mail_servers::MailServers;
use crate::follow::mta_sts::MtaSts;
use crate::follow::reverse::Reverse;
use crate::follow::spf::{LOOKUP_LIMIT, Selection, Tree};
use crate::record::spf::Usability;
use std::rc::Rc;

/// All that was gathered of a domain.
#[derive(Clone, Copy)]
pub struct Whole<'a> {
    /// Where its mail goes.
    pub servers: &'a MailServers,
    /// The addresses of its servers and senders, with their names.
    pub reverses: &'a [Reverse],
    /// Its SPF record, and all that it leads to.
    pub spf: &'a Tree,
    /// What was found of that.
    pub spf_findings: &'a [Finding],
    /// Its DKIM keys.
    pub dkim: &'a DkimKeys,
    /// Its DMARC policy.
    pub dmarc: &'a Dmarc,
    /// Its MTA-STS policy.
    pub mta_sts: &'a MtaSts,
    /// What was found of that.
    pub mta_sts_findings: &'a [Finding],
    /// The TLSA records of its mail servers.
    pub dane: &'a Dane,
    /// What was found of them.
    pub dane_findings: &'a [Finding],
}

impl<'a> Whole<'a> {
    /// Whether receivers come to a result by the SPF record, other than an
    /// error; `None` where it could not be found out.
    pub fn spf_holds(&self) -> Option<bool> {
        let root = self.spf.root();
        match root.selection {
            Selection::Unknown => return None,
            Selection::One(_) if root.usability == Some(Usability::Usable) => {}
            _ => return Some(false),
        }
        if self.spf_findings.iter().any(ends_evaluation) {
            return Some(false);
        }
        // What was not followed may hold as many terms as it likes.
        let most = self.spf.cost().lookups.most;
        most.is_some_and(|most| most <= LOOKUP_LIMIT)
            .then_some(true)
    }

    /// Whether the SPF record lets every address send.
    pub fn spf_lets_everyone(&self) -> bool {
        let root = self.spf.root();
        root.usability == Some(Usability::Usable) && self.spf.authorized().pass.is_all()
    }

    /// The keys with which receivers verify mail.
    pub fn usable_keys(&self) -> impl Iterator<Item = &SelectorLookup> {
        let by_wildcard = self.dkim.search.wildcard().is_some();
        let named = &self.dkim.named;
        self.dkim.found().filter(move |lookup| {
            // What answers for every selector is no key of one.
            (!by_wildcard || named.iter().any(|it| it.selector == lookup.selector))
                && lookup.is_usable()
        })
    }

    /// The answers that are held against each other, on which all rests that is
    /// found of the records together.
    pub fn compared(&self) -> impl Iterator<Item = &'a Rc<Answer>> + use<'a> {
        let own = [&self.servers.mx, &self.spf.root().published.txt];
        own.into_iter().chain(self.dmarc.walk.answers())
    }

    /// How many selectors were tried; `None` where a question without an answer
    /// leaves it open what stands under one, or which were worth trying.
    pub fn selectors_tried(&self) -> Option<usize> {
        let search = &self.dkim.search;
        let lookups = self.dkim.lookups().map(|lookup| &lookup.txt);
        let told_by = [&self.servers.mx, &self.spf.root().published.txt];
        let failed = lookups
            .chain(&search.nobody)
            .chain(told_by)
            .any(|answer| answer.outcome.is_failed());
        (!failed).then(|| self.dkim.lookups().count())
    }
}

/// Whether a fault is one by which evaluation ends in an error (RFC 7208 §2.6.7)
/// for whoever comes that far.
fn ends_evaluation(finding: &Finding) -> bool {
    let Fact::SpfTree(fact) = &finding.fact else {
        return false;
    };
    matches!(
        fact,
        tree::Fact::LookupsTooMany { .. }
            | tree::Fact::VoidsTooMany { .. }
            | tree::Fact::TargetMissing { .. }
            | tree::Fact::TargetNoSuchName { .. }
            | tree::Fact::TargetSeveralRecords { .. }
            | tree::Fact::TargetInvalid { .. }
            | tree::Fact::IncludeLoop { .. }
            | tree::Fact::RedirectLoop { .. }
            | tree::Fact::ExchangersTooMany { .. }
    )
}
