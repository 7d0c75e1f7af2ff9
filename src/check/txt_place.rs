//! What every kind of record can meet that stands at a name of its own below
//! the domain: MTA-STS, TLS reporting, BIMI.

use super::finding::{Fact, Finding};
use crate::dns::Name;
use crate::follow::txt_place::{Standing, TxtPlace};

/// How one kind of record puts these facts.
pub struct Facts<F> {
    /// Several records, of which readers take none.
    pub several: fn(name: Name, count: usize) -> F,
    /// A CNAME leads to a name without a record.
    pub alias_of_nothing: fn(name: Name, target: Name) -> F,
    /// The record stands at the domain itself, where nobody looks.
    pub at_apex: fn(domain: Name) -> F,
    /// The record stands at another name, where nobody looks.
    pub elsewhere: fn(found: Name, name: Name) -> F,
    /// A record of another kind stands there.
    pub unrelated: fn(name: Name, text: String) -> F,
}

/// Judges the place of a record, but for what one record there, or none, means.
pub fn judge<F: Into<Fact>>(place: &TxtPlace, facts: &Facts<F>) -> Vec<Finding> {
    let domain = || place.domain.clone();
    let name = || place.name.clone().unwrap_or_else(domain);
    let there = |fact: F| Finding::new(fact, place.txt.as_deref());
    let mut findings = Vec::new();
    match place.standing() {
        Standing::Several(count) => findings.push(there((facts.several)(name(), count))),
        Standing::AliasOfNothing(target) => {
            findings.push(there((facts.alias_of_nothing)(name(), target)));
        }
        Standing::One(_) | Standing::Nothing | Standing::NotRecognized | Standing::Unknown => {}
    }
    if place.is_at_apex() {
        findings.push(Finding::new((facts.at_apex)(domain()), [&*place.apex]));
    }
    findings.extend(place.misplaced().map(|txt| {
        let found = txt.question.name.clone();
        Finding::new((facts.elsewhere)(found, name()), [&**txt])
    }));
    let unrelated = place.unrelated();
    findings.extend(unrelated.map(|record| there((facts.unrelated)(name(), record.text))));
    findings
}
