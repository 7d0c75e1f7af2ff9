//! The DNS tree walk (RFC 9989 §4.10), and the organizational domain that it
//! leads to (§4.10.2).

use crate::dns::client::Client;
use crate::dns::{Answer, Name, RecordType, TxtRecord};
use crate::record::dmarc::{self, PublicSuffix, Usable, Value};
use futures_util::future;
use std::rc::Rc;

/// What the tree walk from a domain found.
#[derive(Clone, Debug)]
pub struct Walk {
    /// Where it starts.
    pub start: Name,
    /// The names looked at, in order, up to the end of the walk. The first is
    /// the start itself, where DNS can hold the name of its record.
    pub steps: Vec<Step>,
}

/// One name looked at.
#[derive(Clone, Debug)]
pub struct Step {
    /// The name whose `_dmarc` was asked for.
    pub domain: Name,
    /// The TXT records there.
    pub txt: Rc<Answer>,
    /// What the walk makes of them.
    pub found: Found,
}

/// What a step makes of the TXT records it met.
#[derive(Clone, Debug)]
pub enum Found {
    /// One DMARC record.
    Policy {
        /// The record.
        record: TxtRecord,
        /// What it says of being a public suffix.
        psd: PublicSuffix,
    },
    /// Several DMARC records, which count as none (RFC 9989 §4.10).
    Several(Vec<TxtRecord>),
    /// No DMARC record.
    Nothing,
    /// It could not be found out.
    Unknown,
}

/// The most names that a walk looks at.
pub const MAX_STEPS: usize = 8;

impl Walk {
    /// Walks up from a domain. All names are asked at once, as each is known
    /// from the start; what stands above the end of the walk is not kept.
    pub async fn find(client: &Client, start: &Name) -> Self {
        let steps = names(start).into_iter().map(|name| async move {
            let txt = client.ask(&policy_name(&name)?, RecordType::TXT).await;
            Some(Step {
                found: Found::of(&txt),
                domain: name,
                txt,
            })
        });
        let mut steps: Vec<_> = future::join_all(steps)
            .await
            .into_iter()
            .flatten()
            .collect();
        if let Some(last) = steps.iter().position(|step| step.found.ends_walk()) {
            steps.truncate(last + 1);
        }
        Self {
            start: start.clone(),
            steps,
        }
    }

    /// The walk that starts at a name which this one came to; nothing is asked
    /// for it.
    pub fn from(&self, start: &Name) -> Self {
        let steps = self.steps.iter();
        Self {
            start: start.clone(),
            steps: steps
                .skip_while(|step| step.domain != *start)
                .cloned()
                .collect(),
        }
    }

    /// The step at the start.
    pub fn own(&self) -> Option<&Step> {
        self.steps.first().filter(|step| step.domain == self.start)
    }

    /// The steps above the start.
    pub fn above(&self) -> &[Step] {
        let own = usize::from(self.own().is_some());
        self.steps.get(own..).unwrap_or_default()
    }

    /// The organizational domain of the start (RFC 9989 §4.10.2); `None` where
    /// a failed question leaves it unknown.
    pub fn organizational_domain(&self) -> Option<Name> {
        let mut shortest = &self.start;
        for step in &self.steps {
            match &step.found {
                Found::Unknown => return None,
                Found::Nothing | Found::Several(_) => {}
                Found::Policy { psd, .. } => match psd {
                    PublicSuffix::No => return Some(step.domain.clone()),
                    PublicSuffix::Yes if step.domain != self.start => {
                        return Some(self.start.suffix(step.domain.label_count() + 1));
                    }
                    PublicSuffix::Yes | PublicSuffix::Unstated => shortest = &step.domain,
                },
            }
        }
        Some(shortest.clone())
    }

    /// Every answer that the walk rests on.
    pub fn answers(&self) -> impl Iterator<Item = &Rc<Answer>> {
        self.steps.iter().map(|step| &step.txt)
    }
}

impl Found {
    /// Drops what is no DMARC record, and then several (RFC 9989 §4.10, step 2).
    fn of(txt: &Answer) -> Self {
        if txt.outcome.is_failed() {
            return Self::Unknown;
        }
        let mut records: Vec<_> = txt
            .texts()
            .filter(|record| is_dmarc(&record.text))
            .collect();
        match records.len() {
            0 => Self::Nothing,
            1 => {
                let record = records.remove(0);
                let psd = public_suffix(&record.text);
                Self::Policy { record, psd }
            }
            _ => Self::Several(records),
        }
    }

    /// Whether the walk goes no further.
    pub fn ends_walk(&self) -> bool {
        matches!(
            self,
            Self::Policy {
                psd: PublicSuffix::Yes | PublicSuffix::No,
                ..
            }
        )
    }
}

/// Whether receivers take a text for a DMARC record (RFC 9989 §4.10, step 2).
pub fn is_dmarc(text: &str) -> bool {
    dmarc::Record::read(text).usable() != Usable::NotDmarc
}

/// Whether somebody meant a text as a DMARC record, though receivers pass it
/// over.
pub fn is_near_miss(text: &str) -> bool {
    const VERSION: &[u8] = b"DMARC";
    let mut windows = text.as_bytes().windows(VERSION.len());
    !is_dmarc(text) && windows.any(|window| window.eq_ignore_ascii_case(VERSION))
}

fn public_suffix(text: &str) -> PublicSuffix {
    let record = dmarc::Record::read(text);
    let said = record.terms_read().find_map(|term| match term.value {
        Value::PublicSuffix(said) => said,
        _ => None,
    });
    said.unwrap_or_default()
}

/// Where the DMARC record of a domain stands; `None` where the name would be
/// too long.
pub fn policy_name(domain: &Name) -> Option<Name> {
    domain.prepend("_dmarc").ok()
}

/// The names that a walk from a domain looks at (RFC 9989 §4.10, steps 1 to 7).
fn names(domain: &Name) -> Vec<Name> {
    let mut names = vec![domain.clone()];
    let labels = domain.label_count();
    let next = labels.saturating_sub(1).min(MAX_STEPS - 1);
    names.extend((1..=next).rev().map(|count| domain.suffix(count)));
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow::dmarc::testing::walk;

    fn asked(domain: &str) -> Vec<String> {
        names(&Name::parse(domain).unwrap())
            .iter()
            .map(Name::to_string)
            .collect()
    }

    #[test]
    fn short_names_are_climbed_label_by_label() {
        assert_eq!(
            asked("a.example.com"),
            ["a.example.com", "example.com", "com"]
        );
        assert_eq!(asked("com"), ["com"]);
    }

    #[test]
    fn long_names_are_cut_to_seven_labels() {
        let asked = asked("a.b.c.d.e.f.g.h.i.j.mail.example.com");
        assert_eq!(asked.len(), 8);
        assert_eq!(asked[1], "g.h.i.j.mail.example.com");
        assert_eq!(asked[7], "com");
    }

    #[test]
    fn a_name_too_long_for_a_record_has_none_of_its_own() {
        let label = "x".repeat(60);
        let long = format!("{label}.{label}.{label}.{label}.example");
        let walk = walk(&long, "_dmarc.example. TXT \"v=DMARC1; p=none\"");
        assert!(walk.own().is_none());
        assert_eq!(walk.above().len(), walk.steps.len());
    }

    #[test]
    fn what_is_above_the_end_of_the_walk_does_not_matter() {
        let zone = "_dmarc.d.example. TXT \"v=DMARC1; psd=n\"\n$FAIL servfail _dmarc.example.";
        let found = walk("a.d.example", zone).organizational_domain();
        assert_eq!(found, Name::parse("d.example").ok());
    }

    #[test]
    fn a_failed_step_leaves_the_organization_unknown() {
        for failed in ["a.d.example", "d.example", "example"] {
            let zone =
                format!("_dmarc.d.example. TXT \"v=DMARC1\"\n$FAIL timeout _dmarc.{failed}.");
            assert_eq!(walk("a.d.example", &zone).organizational_domain(), None);
        }
    }

    #[test]
    fn near_misses() {
        for text in ["v=dmarc1; p=none", "\"v=DMARC1\"", " v=DMARC1", "V=DMARC2"] {
            assert!(is_near_miss(text), "{text}");
        }
        for text in ["v=DMARC1", "v=spf1 -all", ""] {
            assert!(!is_near_miss(text), "{text}");
        }
    }
}
