//! MTA-STS: the record that announces a policy, and the policy (RFC 8461).

use super::present::{file, publish};
use super::{Built, Field, Note, Present, Value, Word, words};
use crate::dns::Name;
use crate::follow::mta_sts::{LABEL, policy_host};
use crate::record::mta_sts::{policy, txt};

/// How senders deliver, where to, and for how long.
#[derive(Clone, Debug, Eq, PartialEq, serde::Serialize)]
pub struct Choices {
    /// What senders do where TLS fails.
    pub mode: policy::Mode,
    /// The hosts that mail is brought to, or patterns of them.
    pub hosts: Vec<String>,
    /// How long it is remembered.
    pub age: Age,
}

/// How long a policy is remembered.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, serde::Serialize)]
pub enum Age {
    /// A week.
    Week,
    /// Two weeks.
    TwoWeeks,
    /// Thirty days.
    Month,
    /// A year.
    Year,
}

impl Age {
    const ALL: [(Self, Word, u64); 4] = [
        (Self::Week, Word::Week, 604_800),
        (Self::TwoWeeks, Word::TwoWeeks, 1_209_600),
        (Self::Month, Word::Month, 2_592_000),
        (Self::Year, Word::Year, 31_536_000),
    ];

    fn words(self) -> (Word, u64) {
        let mut all = Self::ALL.into_iter();
        let one = all.find(|(age, ..)| *age == self);
        one.map_or((Word::TwoWeeks, 1_209_600), |(_, word, seconds)| {
            (word, seconds)
        })
    }
}

impl Choices {
    /// What the domain's policy says; of one that cannot be read, nothing.
    pub fn of(domain: &Name, present: &Present) -> Self {
        let there = present.policy.as_deref().map(policy::Record::read);
        let there = there.and_then(|record| record.usable());
        let mut hosts = present.hosts();
        if hosts.is_empty() && present.domain.is_none() {
            hosts.push(format!("mail.{domain}"));
        }
        Self {
            mode: there.as_ref().map_or(policy::Mode::Testing, |it| it.mode),
            hosts,
            age: there.map_or(Age::TwoWeeks, |it| {
                let near = Age::ALL
                    .into_iter()
                    .rev()
                    .find(|(.., seconds)| *seconds <= it.max_age);
                near.map_or(Age::Week, |(age, ..)| age)
            }),
        }
    }

    fn text(&self) -> String {
        let mode = match self.mode {
            policy::Mode::Enforce => "enforce",
            policy::Mode::Testing => "testing",
            policy::Mode::None => "none",
        };
        let mut text = format!("version: STSv1\nmode: {mode}\n");
        for host in &self.hosts {
            text += &format!("mx: {}\n", host.trim_end_matches('.'));
        }
        text += &format!("max_age: {}\n", self.age.words().1);
        text
    }
}

impl super::Choices for Choices {
    fn fields(&self) -> Vec<(Field, Value)> {
        let mode = match self.mode {
            policy::Mode::Enforce => Word::Enforced,
            policy::Mode::Testing => Word::Testing,
            policy::Mode::None => Word::Withdrawn,
        };
        let modes = &[Word::Testing, Word::Enforced, Word::Withdrawn];
        let ages = &[Word::Week, Word::TwoWeeks, Word::Month, Word::Year];
        vec![
            (Field::Mode, Value::Word(mode, modes)),
            (Field::Hosts, Value::List(self.hosts.clone())),
            (Field::Age, Value::Word(self.age.words().0, ages)),
        ]
    }

    fn set(&mut self, field: Field, value: &str) {
        let word = Word::for_id(value);
        match field {
            Field::Mode => {
                self.mode = match word {
                    Some(Word::Enforced) => policy::Mode::Enforce,
                    Some(Word::Withdrawn) => policy::Mode::None,
                    _ => policy::Mode::Testing,
                }
            }
            Field::Hosts => self.hosts = words(value),
            Field::Age => {
                let mut all = Age::ALL.into_iter();
                if let Some((age, ..)) = all.find(|(_, of, _)| Some(*of) == word) {
                    self.age = age;
                }
            }
            _ => {}
        }
    }

    fn build(&self, domain: &Name, present: &Present) -> Built {
        let mut built = Built::default();
        let (Ok(name), Some(host)) = (domain.prepend(LABEL), policy_host(domain)) else {
            return built;
        };
        let policy = self.text();
        let changed = present.policy.as_ref() != Some(&policy);
        let text = format!("v=STSv1; id={}", id(present, changed));
        built
            .changes
            .push(file(&host, present.policy.as_ref(), policy));
        built.changes.extend(publish(&present.mta_sts, &name, text));
        built.notes.push(Note::PolicyHost { host });
        if present.policy.is_none() && !present.mta_sts.is_empty() {
            built.notes.push(Note::PolicyNotRead);
        }
        if self.mode == policy::Mode::Testing {
            built.notes.push(Note::OnlyTested);
        }
        if self.hosts.is_empty() && self.mode != policy::Mode::None {
            built.notes.push(Note::ServersNotKnown);
        }
        built
    }
}

/// An `id` that was not there before, where the policy changes: senders fetch
/// it anew by that.
fn id(present: &Present, changed: bool) -> String {
    let there = present
        .mta_sts
        .first()
        .map(|it| txt::Record::read(&it.value));
    let Some(id) = there.as_ref().and_then(|record| record.usable()) else {
        return "1".to_owned();
    };
    if !changed {
        return id.to_owned();
    }
    match id
        .parse::<u128>()
        .ok()
        .and_then(|number| number.checked_add(1))
    {
        Some(next) if next.to_string().len() <= 32 => next.to_string(),
        _ if id.len() < 32 => [id, "1"].concat(),
        _ => "1".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fix::build::{Choices as _, Published};

    #[test]
    fn a_changed_policy_has_another_id() {
        let domain = Name::parse("d.example").unwrap();
        let mut present = Present {
            mx: vec![Published {
                value: "10 mail.d.example.".into(),
                ttl: 60,
            }],
            mta_sts: vec![Published {
                value: "v=STSv1; id=20260101".into(),
                ttl: 60,
            }],
            ..Present::default()
        };
        let mut choices = Choices::of(&domain, &present);
        present.policy = Some(choices.text());
        let ids = |choices: &Choices| choices.build(&domain, &present).changes[1].to.clone();
        assert_eq!(ids(&choices).as_deref(), Some("v=STSv1; id=20260101"));
        choices.set(Field::Mode, "enforced");
        assert_eq!(ids(&choices).as_deref(), Some("v=STSv1; id=20260102"));
        assert!(choices.text().contains("mx: mail.d.example\n"));
    }
}
