//! The policy in effect: what is done with mail that fails, by the tag and the
//! record that say so, and what older receivers do.

use super::policy::Policy;
use super::walk::{Found, Walk};
use crate::dns::Name;
use crate::record::dmarc::{Disposition, Record, Usable, Value};

/// In whose name mail is sent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Author {
    /// The domain itself; whether it exists, where that is known.
    Domain(Option<bool>),
    /// A subdomain without a record of its own that exists.
    Subdomain,
    /// One that does not exist.
    Nonexistent,
}

/// What a receiver that follows RFC 9989 does with mail that fails.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Effect<'a> {
    /// A policy is applied.
    Applied {
        /// What is done, after `t=y` has weakened it.
        applied: Disposition,
        /// What was asked for.
        asked: Disposition,
        /// Which tag says so.
        tag: PolicyTag,
        /// Whose record.
        from: &'a Name,
    },
    /// A record is there, but comes to nothing (RFC 9989 §4.10.1).
    NoProcessing {
        /// Whose record.
        from: &'a Name,
    },
    /// No record speaks for it.
    None,
    /// It could not be found out.
    Unknown,
}

/// The tag that a policy comes from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PolicyTag {
    /// `p`.
    Domain,
    /// `sp`.
    Subdomain,
    /// `np`.
    Nonexistent,
    /// None: `p=none` is taken for granted where `p` is missing or a policy is
    /// invalid, and reports are asked for.
    Implied,
}

impl PolicyTag {
    /// As it is written.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Domain | Self::Implied => "p",
            Self::Subdomain => "sp",
            Self::Nonexistent => "np",
        }
    }
}

/// What a receiver that follows RFC 7489 does with mail that fails. Such a
/// receiver asks at the domain, and else at the name that was registered, which
/// it takes from a list of public suffixes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum OlderEffect<'a> {
    /// A policy is applied.
    Applied {
        /// What is done.
        applied: Disposition,
        /// The share of mail that it is done with, in percent.
        percent: u8,
        /// The name that must be the registered one for that.
        registered: Option<&'a Name>,
    },
    /// Nothing.
    None,
    /// That depends on the list.
    Depends,
    /// It could not be found out.
    Unknown,
}

impl Walk {
    /// What a receiver that follows RFC 9989 does with an author's mail that
    /// fails (§4.7, §4.10.1).
    pub fn effect(&self, author: Author) -> Effect<'_> {
        let policy = self.policy_for(author);
        let record = match policy {
            Policy::None => return Effect::None,
            Policy::Unknown => return Effect::Unknown,
            Policy::Own(record)
            | Policy::Organizational(_, record)
            | Policy::PublicSuffix(_, record) => Record::read(&record.text),
        };
        let from = policy.from().unwrap_or(&self.start);
        let usable = record.usable();
        let Some(policies) = usable.policies() else {
            return Effect::NoProcessing { from };
        };
        let says = |wanted: fn(&Value) -> bool| record.terms_read().any(|term| wanted(&term.value));
        let subdomain = match says(|value| matches!(value, Value::SubdomainPolicy(_))) {
            true => PolicyTag::Subdomain,
            false => PolicyTag::Domain,
        };
        let nonexistent = match says(|value| matches!(value, Value::NonexistentPolicy(_))) {
            true => PolicyTag::Nonexistent,
            false => subdomain,
        };
        let existing = (policies.subdomains, subdomain);
        let missing = (policies.nonexistent, nonexistent);
        let (asked, tag) = match (policy, author) {
            (Policy::Own(_), _) => (policies.domain, PolicyTag::Domain),
            (_, Author::Domain(Some(true)) | Author::Subdomain) => existing,
            (_, Author::Domain(Some(false)) | Author::Nonexistent) => missing,
            (_, Author::Domain(None)) if existing == missing => existing,
            (_, Author::Domain(None)) => return Effect::Unknown,
        };
        Effect::Applied {
            applied: policies.applied(asked),
            asked,
            tag: if policies.implied {
                PolicyTag::Implied
            } else {
                tag
            },
            from,
        }
    }

    /// What a receiver that follows RFC 7489 does with it (§6.3, §6.6.3).
    pub fn older_effect(&self, author: Author) -> OlderEffect<'_> {
        let own = match author {
            Author::Domain(_) => self.own().map(|step| &step.found),
            Author::Subdomain | Author::Nonexistent => None,
        };
        let (registered, record) = match own {
            Some(Found::Unknown) => return OlderEffect::Unknown,
            // Discovery ends here, without a policy.
            Some(Found::Several(_)) => return OlderEffect::None,
            Some(Found::Policy { record, .. }) => (None, record),
            Some(Found::Nothing) | None => match self.policy_for(author) {
                Policy::Organizational(from, record) if from.label_count() > 1 => {
                    (Some(from), record)
                }
                Policy::Unknown => return OlderEffect::Unknown,
                Policy::None => match self.has_several_above() {
                    true => return OlderEffect::Depends,
                    false => return OlderEffect::None,
                },
                // Nobody registers a public suffix; a record below it may be
                // that of the registered name.
                _ => return OlderEffect::Depends,
            },
        };
        match Record::read(&record.text).usable_by_rfc7489() {
            Usable::Applied(policies) => OlderEffect::Applied {
                applied: match registered {
                    None => policies.domain,
                    Some(_) => policies.subdomains,
                },
                percent: policies.percent,
                registered,
            },
            Usable::NotDmarc | Usable::NoProcessing => OlderEffect::None,
        }
    }

    fn policy_for(&self, author: Author) -> Policy<'_> {
        match author {
            Author::Domain(_) => self.policy(),
            Author::Subdomain | Author::Nonexistent => self.policy_below(),
        }
    }

    fn has_several_above(&self) -> bool {
        let mut above = self.above().iter();
        above.any(|step| matches!(step.found, Found::Several(_)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow::dmarc::testing::walk;
    use Disposition::{None as Nothing, Quarantine, Reject};

    /// Disposition and tag for the domain, a subdomain and one that is not
    /// there.
    fn effects(domain: &str, zone: &str) -> [Option<(Disposition, PolicyTag)>; 3] {
        let walk = walk(domain, zone);
        [
            Author::Domain(Some(true)),
            Author::Subdomain,
            Author::Nonexistent,
        ]
        .map(|author| match walk.effect(author) {
            Effect::Applied { applied, tag, .. } => Some((applied, tag)),
            _ => None,
        })
    }

    #[test]
    fn each_author_has_a_tag() {
        let record = "_dmarc.d.example. TXT \"v=DMARC1; p=reject; sp=quarantine; np=none\"";
        assert_eq!(
            effects("d.example", record),
            [
                Some((Reject, PolicyTag::Domain)),
                Some((Quarantine, PolicyTag::Subdomain)),
                Some((Nothing, PolicyTag::Nonexistent))
            ]
        );
        let inherited = Some((Quarantine, PolicyTag::Subdomain));
        assert_eq!(effects("a.d.example", record)[..2], [inherited, inherited]);
    }

    #[test]
    fn testing_weakens_each() {
        let record = "_dmarc.d.example. TXT \"v=DMARC1; p=reject; sp=quarantine; t=y\"";
        let applied = effects("d.example", record).map(|effect| effect.unwrap().0);
        assert_eq!(applied, [Quarantine, Nothing, Nothing]);
    }

    #[test]
    fn subdomains_of_a_domain_with_its_own_record_follow_the_organization() {
        let zone = "_dmarc.a.d.example. TXT \"v=DMARC1; p=reject; sp=reject\"\n\
                    _dmarc.d.example. TXT \"v=DMARC1; p=none\"";
        let walk = walk("a.d.example", zone);
        let Effect::Applied { applied, from, .. } = walk.effect(Author::Subdomain) else {
            panic!("nothing is applied");
        };
        assert_eq!((applied, from.as_str()), (Nothing, "d.example"));
    }

    #[test]
    fn a_record_may_come_to_nothing_or_to_reports_alone() {
        let nothing = walk("d.example", "_dmarc.d.example. TXT \"v=DMARC1\"");
        let effect = nothing.effect(Author::Domain(Some(true)));
        assert!(matches!(effect, Effect::NoProcessing { .. }));
        let reports = "_dmarc.d.example. TXT \"v=DMARC1; p=x; rua=mailto:r@d.example\"";
        assert_eq!(
            effects("d.example", reports)[0],
            Some((Nothing, PolicyTag::Implied))
        );
    }

    #[test]
    fn whether_the_domain_exists_may_matter() {
        let zone = "_dmarc.example. TXT \"v=DMARC1; p=none; np=reject\"";
        let walk = walk("d.example", zone);
        assert_eq!(walk.effect(Author::Domain(None)), Effect::Unknown);
        assert!(matches!(
            walk.effect(Author::Domain(Some(false))),
            Effect::Applied {
                applied: Reject,
                ..
            }
        ));
    }

    #[test]
    fn older_receivers() {
        let older = |domain: &str, zone: &str| {
            let walk = walk(domain, zone);
            match walk.older_effect(Author::Domain(Some(true))) {
                OlderEffect::Applied {
                    applied,
                    percent,
                    registered,
                } => format!(
                    "{} {percent} {}",
                    applied.text(),
                    registered.map_or("", Name::as_str)
                ),
                OlderEffect::None => "none".into(),
                OlderEffect::Depends => "depends".into(),
                OlderEffect::Unknown => "unknown".into(),
            }
        };
        let record = |at: &str, text: &str| format!("_dmarc.{at}. TXT \"v=DMARC1; {text}\"\n");
        let own = record("d.example", "p=reject; np=none; t=y; pct=20");
        assert_eq!(older("d.example", &own), "reject 20 ");
        assert_eq!(older("a.d.example", &own), "reject 20 d.example");
        let twice = own.clone() + &record("d.example", "p=none");
        assert_eq!(older("d.example", &twice), "none");
        assert_eq!(older("a.d.example", &twice), "depends");
        assert_eq!(
            older("d.example", &record("d.example", "sp=reject")),
            "none"
        );
        assert_eq!(
            older("d.example", &record("example", "p=reject")),
            "depends"
        );
        assert_eq!(
            older("d.example", "$FAIL timeout _dmarc.example."),
            "unknown"
        );
        assert_eq!(older("d.example", "x TXT x"), "none");
    }
}
