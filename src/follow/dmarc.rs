//! The DNS tree walk of DMARC (RFC 9989 §4.10).

use crate::dns::client::Client;
use crate::dns::{Answer, Name, RecordType, TxtRecord};
use crate::record::dmarc::{self, PublicSuffix, Usable, Value};
use futures_util::future;
use std::rc::Rc;

/// What the tree walk from a domain found.
#[derive(Clone, Debug)]
pub struct Discovery {
    /// The domain in the author's address.
    pub domain: Name,
    /// The names looked at, in order; the first is the domain itself.
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

/// Whose record gives the policy (RFC 9989 §4.10.1).
#[derive(Clone, Debug)]
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

/// The most names that a walk looks at.
const MAX_STEPS: usize = 8;

impl Discovery {
    /// Walks up from a domain. All names are asked at once, as each is known
    /// from the start; what stands above the end of the walk is not kept.
    pub async fn find(client: &Client, domain: &Name) -> Self {
        let steps = names(domain).into_iter().map(|name| async move {
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
            domain: domain.clone(),
            steps,
        }
    }

    /// The organizational domain (RFC 9989 §4.10.2); `None` where a failed
    /// question leaves it unknown.
    pub fn organizational_domain(&self) -> Option<Name> {
        if self
            .steps
            .iter()
            .any(|step| matches!(step.found, Found::Unknown))
        {
            return None;
        }
        let policies = || {
            self.steps.iter().filter_map(|step| match &step.found {
                Found::Policy { psd, .. } => Some((&step.domain, *psd)),
                _ => None,
            })
        };
        for (name, psd) in policies() {
            match psd {
                PublicSuffix::No => return Some(name.clone()),
                PublicSuffix::Yes if *name != self.domain => {
                    return Some(self.domain.suffix(name.label_count() + 1));
                }
                _ => {}
            }
        }
        let shortest = policies().next_back().map(|(name, _)| name);
        Some(shortest.unwrap_or(&self.domain).clone())
    }

    /// The record whose policy applies to the domain (RFC 9989 §4.10.1).
    pub fn policy(&self) -> Policy<'_> {
        match self.steps.first().map(|step| &step.found) {
            Some(Found::Policy { record, .. }) => return Policy::Own(record),
            Some(Found::Unknown) | None => return Policy::Unknown,
            _ => {}
        }
        let Some(organizational) = self.organizational_domain() else {
            return Policy::Unknown;
        };
        let mut public_suffix = Policy::None;
        for step in &self.steps {
            let Found::Policy { record, psd } = &step.found else {
                continue;
            };
            if step.domain == organizational {
                return Policy::Organizational(&step.domain, record);
            }
            if *psd == PublicSuffix::Yes {
                public_suffix = Policy::PublicSuffix(&step.domain, record);
            }
        }
        public_suffix
    }

    /// Every answer that the walk rests on.
    pub fn answers(&self) -> impl Iterator<Item = &Rc<Answer>> {
        self.steps.iter().map(|step| &step.txt)
    }
}

impl Found {
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

    fn ends_walk(&self) -> bool {
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
}
