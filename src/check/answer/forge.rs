//! Can strangers forge the domain?

use super::Verdict;
use crate::check::whole::Whole;
use crate::follow::dmarc::{Author, Effect, OlderEffect};
use crate::record::dmarc::Disposition;
use serde::Serialize;

/// Whether strangers can send mail in the domain's name, and why.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Forge {
    /// The SPF record lets every address send, and so every stranger.
    SpfLetsEveryone,
    /// No DMARC record speaks for the domain.
    NoPolicy,
    /// There is a DMARC record, and receivers can make nothing of it.
    PolicyUnusable,
    /// DMARC asks receivers to do nothing.
    WatchesOnly {
        /// Whether `t=y` made nothing of a stronger policy.
        testing: bool,
    },
    /// The domain is guarded, and its subdomains are not.
    SubdomainsOpen,
    /// The domain is guarded, and subdomains that do not exist are not.
    NonexistentOpen,
    /// Guarded by receivers that follow RFC 9989, and not by those that follow
    /// RFC 7489.
    OlderReceiversOnlyWatch,
    /// Of subdomains it is not known.
    SubdomainsUnknown,
    /// Forged mail lands among the spam.
    Quarantined,
    /// Forged mail is refused.
    Rejected,
    /// It could not be found out.
    Unknown,
}

impl Forge {
    pub(super) fn new(whole: &Whole<'_>) -> Self {
        if whole.spf_lets_everyone() {
            return Self::SpfLetsEveryone;
        }
        let walk = &whole.dmarc.walk;
        let domain = Author::Domain(whole.dmarc.exists);
        let applied = match walk.effect(domain) {
            Effect::Unknown => return Self::Unknown,
            Effect::None => return Self::NoPolicy,
            Effect::NoProcessing { .. } => return Self::PolicyUnusable,
            Effect::Applied { applied, asked, .. } => match applied {
                Disposition::None => {
                    let testing = asked != Disposition::None;
                    return Self::WatchesOnly { testing };
                }
                applied => applied,
            },
        };
        let below = [Author::Subdomain, Author::Nonexistent].map(|author| walk.effect(author));
        let open = |effect: &Effect<'_>| {
            matches!(
                effect,
                Effect::None
                    | Effect::NoProcessing { .. }
                    | Effect::Applied {
                        applied: Disposition::None,
                        ..
                    }
            )
        };
        match &below {
            [subdomain, _] if open(subdomain) => Self::SubdomainsOpen,
            [_, nonexistent] if open(nonexistent) => Self::NonexistentOpen,
            _ if below.contains(&Effect::Unknown) => Self::SubdomainsUnknown,
            _ if older_only_watch(walk.older_effect(domain)) => Self::OlderReceiversOnlyWatch,
            _ if applied == Disposition::Quarantine => Self::Quarantined,
            _ => Self::Rejected,
        }
    }

    /// The answer in a word.
    pub const fn verdict(self) -> Verdict {
        match self {
            Self::SpfLetsEveryone
            | Self::NoPolicy
            | Self::PolicyUnusable
            | Self::WatchesOnly { .. } => Verdict::Yes,
            Self::SubdomainsOpen | Self::NonexistentOpen | Self::OlderReceiversOnlyWatch => {
                Verdict::Partly
            }
            Self::Quarantined | Self::Rejected => Verdict::No,
            Self::SubdomainsUnknown | Self::Unknown => Verdict::Unknown,
        }
    }
}

fn older_only_watch(effect: OlderEffect<'_>) -> bool {
    match effect {
        OlderEffect::Applied {
            applied, percent, ..
        } => applied == Disposition::None || percent == 0,
        OlderEffect::None => true,
        OlderEffect::Depends | OlderEffect::Unknown => false,
    }
}
