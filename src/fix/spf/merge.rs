//! Several SPF records as one.

use crate::fix::text::mended;
use crate::order::Arrange;
use crate::record::kind::RecordKind;
use crate::record::spf::{Mechanism, Modifier, ModifierValue, Qualifier, Record, Term, read};
use std::collections::BTreeSet;

/// One record that lets the servers of several send.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Merged {
    /// With the looser of the records' last words on all other servers.
    pub looser: String,
    /// With the stricter, where they differ.
    pub stricter: Option<String>,
    /// What `all` says in the looser one.
    pub all: Qualifier,
    /// Whether terms that forbid servers stand in more than one of them: then
    /// what one forbids is forbidden, though another allows it.
    pub contradictory: bool,
}

/// The servers that any of the records lets send, and no others, may send by
/// the one. Slips of the hand are mended on the way, and words that nobody can
/// read left out; `redirect` becomes `include`, and `+all` is not kept. `None`
/// where there are not several.
pub fn merge(records: &[&str]) -> Option<Merged> {
    if records.len() < 2 {
        return None;
    }
    let mended: Vec<_> = records
        .iter()
        .map(|text| mended(RecordKind::Spf, text))
        .collect();
    let mut parts: Vec<_> = mended.iter().map(|text| Part::of(&read(text))).collect();
    // A term that forbids must not come before another record's that allows.
    parts.arrange_by_key(|part| part.forbids);
    let mut seen = BTreeSet::new();
    let mut text = "v=spf1".to_owned();
    for term in parts.iter().flat_map(|part| &part.terms) {
        if seen.insert(term.trim_start_matches('+').to_ascii_lowercase()) {
            text.push(' ');
            text += term;
        }
    }
    let mut names = BTreeSet::new();
    let mut modifiers = String::new();
    for (name, term) in parts.iter().flat_map(|part| &part.modifiers) {
        if names.insert(name.clone()) {
            modifiers.push(' ');
            modifiers += term;
        }
    }
    let is_fail = |part: &Part| part.all == Some(Qualifier::Fail);
    let all = match parts.iter().all(is_fail) {
        true => Qualifier::Fail,
        false => Qualifier::Softfail,
    };
    let ended = |all: Qualifier| format!("{text} {}all{modifiers}", all.mark());
    let differ = all != Qualifier::Fail && parts.iter().any(is_fail);
    Some(Merged {
        looser: ended(all),
        stricter: differ.then(|| ended(Qualifier::Fail)),
        all,
        contradictory: parts.iter().filter(|part| part.forbids).count() > 1,
    })
}

/// What one record brings.
struct Part {
    terms: Vec<String>,
    modifiers: Vec<(String, String)>,
    all: Option<Qualifier>,
    /// Whether a term forbids servers.
    forbids: bool,
}

impl Part {
    fn of(record: &Record<'_>) -> Self {
        let mut part = Self {
            terms: Vec::new(),
            modifiers: Vec::new(),
            all: record.all().map(|all| all.value.qualifier()),
            forbids: false,
        };
        for (term, reached) in record.reached().filter(|(_, reached)| *reached) {
            debug_assert!(reached);
            let written = term.span.slice(record.text);
            match &term.value {
                Term::Directive(directive) if directive.mechanism != Mechanism::All => {
                    part.forbids |= directive.qualifier() != Qualifier::Pass;
                    part.terms.push(written.to_owned());
                }
                Term::Modifier(modifier) => part.modifier(modifier, written),
                Term::Directive(_) | Term::Unknown(_) => {}
            }
        }
        part
    }

    fn modifier(&mut self, modifier: &Modifier<'_>, written: &str) {
        match modifier.value {
            ModifierValue::Redirect(domain) => {
                self.terms.push(["include:", domain.text()].concat());
            }
            ModifierValue::Unknown(_) => {}
            _ => {
                let name = modifier.name.value.to_ascii_lowercase();
                self.modifiers.push((name, written.to_owned()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(records: &[&str]) -> (String, Option<String>) {
        let merged = merge(records).unwrap();
        (merged.looser, merged.stricter)
    }

    #[test]
    fn what_each_allows_is_kept() {
        assert_eq!(
            merged(&["v=spf1 a mx ~all", "v=spf1 include:_spf.d.example MX -all"]),
            (
                "v=spf1 a mx include:_spf.d.example ~all".into(),
                Some("v=spf1 a mx include:_spf.d.example -all".into())
            )
        );
    }

    #[test]
    fn everyone_is_not_let_in() {
        let (looser, stricter) = merged(&["v=spf1 +all", "v=spf1 mx"]);
        assert_eq!((looser.as_str(), stricter), ("v=spf1 mx ~all", None));
    }

    #[test]
    fn a_redirect_becomes_an_include() {
        let (looser, _) = merged(&["v=spf1 redirect=d.example", "v=spf1 a -all exp=e.example"]);
        assert_eq!(looser, "v=spf1 include:d.example a ~all exp=e.example");
    }

    #[test]
    fn what_forbids_comes_last() {
        let (looser, _) = merged(&[
            "v=spf1 -ip4:192.0.2.1 ip4:192.0.2.0/24 -all",
            "v=spf1 ip4:192.0.2.1 -all",
        ]);
        assert_eq!(
            looser,
            "v=spf1 ip4:192.0.2.1 -ip4:192.0.2.1 ip4:192.0.2.0/24 -all"
        );
    }

    #[test]
    fn slips_are_mended_on_the_way() {
        let (looser, _) = merged(&[
            "v=spf1 include _spf.d.example ~all",
            "v=spf1 192.0.2.1 xyzzy ~all",
        ]);
        assert_eq!(looser, "v=spf1 include:_spf.d.example ip4:192.0.2.1 ~all");
    }
}
