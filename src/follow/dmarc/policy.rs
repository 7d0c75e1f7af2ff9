//! Policy discovery (RFC 9989 §4.10.1): whose record gives the policy?

use super::walk::{Found, MAX_STEPS, Step, Walk};
use crate::dns::{Name, TxtRecord};
use crate::record::dmarc::PublicSuffix;

/// Whose record gives the policy (RFC 9989 §4.10.1).
#[derive(Clone, Copy, Debug)]
pub enum Policy<'a> {
    /// The domain's own.
    Own(&'a TxtRecord),
    /// The organizational domain's.
    Organizational(&'a Name, &'a TxtRecord),
    /// The public suffix's.
    PublicSuffix(&'a Name, &'a TxtRecord),
    /// Nobody's: DMARC does not apply.
    None,
    /// It could not be found out.
    Unknown,
}

impl<'a> Policy<'a> {
    /// The record that gives it.
    pub fn record(&self) -> Option<&'a TxtRecord> {
        match self {
            Self::Own(record) => Some(record),
            Self::Organizational(_, record) | Self::PublicSuffix(_, record) => Some(record),
            Self::None | Self::Unknown => None,
        }
    }

    /// The name above the domain that it comes from.
    pub fn from(&self) -> Option<&'a Name> {
        match self {
            Self::Organizational(from, _) | Self::PublicSuffix(from, _) => Some(from),
            Self::Own(_) | Self::None | Self::Unknown => None,
        }
    }
}

impl Walk {
    /// The record whose policy applies to the domain where the walk starts.
    pub fn policy(&self) -> Policy<'_> {
        match self.own().map(|step| &step.found) {
            Some(Found::Policy { record, .. }) => Policy::Own(record),
            Some(Found::Unknown) => Policy::Unknown,
            Some(Found::Nothing | Found::Several(_)) | None => above(self.above()),
        }
    }

    /// The record whose policy applies to a name directly below that domain
    /// which has no record of its own. With eight labels or more, walks from
    /// below pass the domain by.
    pub fn policy_below(&self) -> Policy<'_> {
        if self.start.label_count() < MAX_STEPS {
            return above(&self.steps);
        }
        match self.own() {
            // What stands above was not looked at.
            Some(own) if own.found.ends_walk() => Policy::Unknown,
            _ => above(self.above()),
        }
    }
}

/// The policy by the names above an author's domain that has no record, from
/// the longest to the shortest: the organizational domain's, or else the public
/// suffix's.
fn above(steps: &[Step]) -> Policy<'_> {
    let mut policy = Policy::None;
    let mut before = None::<&Step>;
    for step in steps {
        match &step.found {
            Found::Unknown => return Policy::Unknown,
            Found::Nothing | Found::Several(_) => {}
            Found::Policy { record, psd } => match psd {
                PublicSuffix::No => return Policy::Organizational(&step.domain, record),
                PublicSuffix::Unstated => policy = Policy::Organizational(&step.domain, record),
                PublicSuffix::Yes => {
                    let one_below = step.domain.label_count() + 1;
                    let organizational =
                        before.filter(|before| before.domain.label_count() == one_below);
                    return match organizational {
                        Some(Step {
                            domain,
                            found: Found::Policy { record, .. },
                            ..
                        }) => Policy::Organizational(domain, record),
                        _ => Policy::PublicSuffix(&step.domain, record),
                    };
                }
            },
        }
        before = Some(step);
    }
    policy
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow::dmarc::testing::walk;

    fn told(policy: Policy) -> String {
        match policy {
            Policy::Own(_) => "own".into(),
            Policy::Organizational(from, _) => format!("organizational {from}"),
            Policy::PublicSuffix(from, _) => format!("public suffix {from}"),
            Policy::None => "none".into(),
            Policy::Unknown => "unknown".into(),
        }
    }

    #[test]
    fn a_record_between_counts_for_nobody_else() {
        let zone = "_dmarc.b.d.example. TXT \"v=DMARC1; p=reject\"\n\
                    _dmarc.d.example. TXT \"v=DMARC1; p=none\"";
        let walk = walk("a.b.d.example", zone);
        assert_eq!(told(walk.policy()), "organizational d.example");
    }

    #[test]
    fn a_public_suffix_speaks_where_the_organization_does_not() {
        let zone = "_dmarc.b.d.example. TXT \"v=DMARC1; p=none\"\n\
                    _dmarc.example. TXT \"v=DMARC1; p=reject; psd=y\"";
        let walk = walk("a.b.d.example", zone);
        assert_eq!(told(walk.policy()), "public suffix example");
        assert_eq!(
            walk.organizational_domain(),
            Name::parse("d.example").ok(),
            "which has no record"
        );
    }

    #[test]
    fn names_below_a_domain_look_at_it_too() {
        let own = "_dmarc.d.example. TXT \"v=DMARC1; p=none; psd=y\"";
        let suffix = walk("d.example", own);
        assert_eq!(told(suffix.policy()), "own");
        assert_eq!(told(suffix.policy_below()), "public suffix d.example");
        let other = format!("{own}\n_dmarc.a.d.example. TXT \"v=DMARC1\"");
        let walk = walk("a.d.example", &other);
        assert_eq!(told(walk.policy_below()), "organizational a.d.example");
    }

    #[test]
    fn names_below_one_of_eight_labels_pass_it_by() {
        let domain = "a.b.c.d.e.f.g.example";
        let zone = format!("_dmarc.{domain}. TXT \"v=DMARC1; p=none\"");
        assert_eq!(told(walk(domain, &zone).policy()), "own");
        assert_eq!(told(walk(domain, &zone).policy_below()), "none");
    }

    #[test]
    fn only_an_answer_is_taken_for_none() {
        let failing = "$FAIL servfail _dmarc.example.";
        assert_eq!(told(walk("d.example", failing).policy()), "unknown");
        assert_eq!(told(walk("d.example", "x TXT x").policy()), "none");
        let own = format!("_dmarc.d.example. TXT \"v=DMARC1; p=none\"\n{failing}");
        let walk = walk("d.example", &own);
        assert_eq!(told(walk.policy()), "own");
        assert_eq!(told(walk.policy_below()), "unknown");
    }
}
