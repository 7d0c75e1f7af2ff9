//! Why a word is no term.

use super::address::{self, Family};
use super::characters::{odd_characters, qualifier_meant};
use super::domain::diagnose_domain;
use super::grammar::{self, Source, prefix_start};
use super::macros::domain_spec;
use super::problem::Problem;
use super::term::{MECHANISMS, MODIFIERS, Qualifier, Term};
use crate::record::span::Spanned;
use crate::record::suggest::closest;
use nom::Parser;
use nom::combinator::all_consuming;

/// Where problems are put down.
pub(super) struct Diagnosis<'a, 'p> {
    pub(super) source: Source<'a>,
    pub(super) problems: &'p mut Vec<Spanned<Problem>>,
}

/// A word taken apart as far as its marks go: `-include:d.example`.
#[derive(Clone, Copy)]
pub(super) struct Parts<'a> {
    /// The qualifiers in front.
    pub(super) qualifiers: &'a str,
    /// What stands before the separator.
    pub(super) name: &'a str,
    /// `:`, `=`, or nothing.
    pub(super) separator: &'a str,
    /// What stands behind it.
    pub(super) value: &'a str,
}

impl<'a> Parts<'a> {
    /// A name ends at `:`, `=` or `/` (RFC 7208 §4.6.1).
    pub(super) fn of(word: &'a str) -> Self {
        let unqualified = word.trim_start_matches(['+', '-', '~', '?']);
        let (qualifiers, _) = word.split_at(word.len() - unqualified.len());
        let end = unqualified
            .find([':', '=', '/'])
            .unwrap_or(unqualified.len());
        let (name, rest) = unqualified.split_at(end);
        let separator = if rest.starts_with([':', '=']) { 1 } else { 0 };
        let (separator, value) = rest.split_at(separator);
        Self {
            qualifiers,
            name,
            separator,
            value,
        }
    }
}

impl<'a> Diagnosis<'a, '_> {
    /// Puts down a problem of `part`.
    pub(super) fn push(&mut self, part: &str, problem: Problem) {
        self.problems
            .push(Spanned::new(problem, self.source.span(part)));
    }

    /// Tells why `word` is no term. At least one problem is put down that
    /// makes receivers answer "permerror".
    pub(super) fn word(&mut self, word: &'a str) {
        if self.unknown_qualifier(word) {
            return;
        }
        self.placeholder(word);
        if odd_characters(word, self.source, self.problems) {
            return;
        }
        let parts = Parts::of(word);
        if parts.qualifiers.len() > 1 {
            self.push(parts.qualifiers, Problem::QualifierRepeated);
            let unqualified = &word[parts.qualifiers.len()..];
            if !unqualified.is_empty() && grammar::term(self.source, unqualified).is_none() {
                self.named(unqualified, Parts::of(unqualified));
            }
            return;
        }
        match parts.qualifiers.chars().next() {
            Some(qualifier) if parts.qualifiers.len() == word.len() => {
                self.push(word, Problem::QualifierAlone { qualifier });
            }
            _ => self.named(word, parts),
        }
    }

    /// Tells of words to be replaced that were left in.
    pub(super) fn placeholder(&mut self, word: &'a str) {
        if let Some(text) = super::domain::placeholder(word) {
            let problem = Problem::Placeholder {
                text: text.to_owned(),
            };
            self.push(text, problem);
        }
    }

    /// `–all`, `!all`: another character where a qualifier is expected.
    fn unknown_qualifier(&mut self, word: &'a str) -> bool {
        let Some(qualifier) = word.chars().next() else {
            return false;
        };
        let rest = &word[qualifier.len_utf8()..];
        let is_name = qualifier.is_ascii_alphanumeric() || Qualifier::of(qualifier).is_some();
        if is_name || !matches!(grammar::term(self.source, rest), Some(Term::Directive(_))) {
            return false;
        }
        let problem = Problem::QualifierUnknown {
            qualifier,
            meant: qualifier_meant(qualifier),
        };
        self.push(&word[..qualifier.len_utf8()], problem);
        true
    }

    /// A word with at most one qualifier.
    fn named(&mut self, word: &'a str, parts: Parts<'a>) {
        if let Some(mechanism) = known(parts.name, MECHANISMS) {
            self.mechanism(mechanism, parts);
        } else if let Some(modifier) = known(parts.name, MODIFIERS) {
            self.modifier(modifier, parts);
        } else if parts.separator == "=" {
            self.unknown_modifier(parts);
        } else {
            self.unknown_mechanism(word, parts);
        }
    }

    fn mechanism(&mut self, name: &'static str, parts: Parts<'a>) {
        if parts.separator == "=" {
            self.push(parts.name, Problem::MechanismWithEquals { name });
            return self.unknown_modifier(parts);
        }
        let missing = parts.value.is_empty() && (parts.separator == ":" || takes_value(name));
        if missing {
            return self.push(parts.name, Problem::ValueMissing { name });
        }
        match name {
            "all" => self.push(parts.value, Problem::ValueUnexpected { name }),
            "ip4" => self.address(Family::Ip4, parts.value),
            "ip6" => self.address(Family::Ip6, parts.value),
            "a" | "mx" => self.domain_and_prefix(name, parts),
            _ if parts.separator.is_empty() => {
                self.push(parts.value, Problem::PrefixUnexpected { name });
            }
            _ => diagnose_domain(self, name, parts.value),
        }
    }

    /// The domain and the prefix lengths of `a` and `mx`.
    fn domain_and_prefix(&mut self, name: &'static str, parts: Parts<'a>) {
        let numbers = parts
            .value
            .rfind(|c: char| !c.is_ascii_digit() && c != '.' && c != '/')
            .map_or(0, |last| last + 1);
        let mut cut = parts.value[numbers..]
            .find('/')
            .map_or(parts.value.len(), |slash| numbers + slash);
        if parts.separator.is_empty() {
            cut = 0;
        } else if prefix_start(parts.value) < cut {
            cut = prefix_start(parts.value);
        }
        let (domain, prefix) = parts.value.split_at(cut);
        let before = self.problems.len();
        address::diagnose_dual_prefix(self, prefix);
        if parts.separator == ":" && domain.is_empty() {
            self.push(parts.name, Problem::ValueMissing { name });
        } else if parts.separator == ":" && !is_domain(self.source, domain) {
            diagnose_domain(self, name, domain);
        } else if self.problems.len() == before {
            let prefix = prefix.to_owned();
            self.push(parts.value, Problem::PrefixInvalid { prefix });
        }
    }

    /// The value of `ip4` and `ip6`.
    fn address(&mut self, family: Family, value: &'a str) {
        address::diagnose_network(self, family, value);
    }

    fn modifier(&mut self, name: &'static str, parts: Parts<'a>) {
        if !parts.qualifiers.is_empty() {
            let name = parts.name.to_owned();
            self.push(parts.qualifiers, Problem::ModifierQualified { name });
        }
        match parts.separator {
            ":" => self.push(parts.name, Problem::ModifierWithColon { name }),
            "=" if parts.value.is_empty() => self.push(parts.name, Problem::ValueMissing { name }),
            "=" if parts.qualifiers.is_empty() => diagnose_domain(self, name, parts.value),
            "=" => {}
            _ => self.push(parts.name, Problem::ValueMissing { name }),
        }
    }

    fn unknown_modifier(&mut self, parts: Parts<'a>) {
        let is_name = all_consuming(grammar::name).parse(parts.name).is_ok();
        let name = parts.name.to_owned();
        if !parts.qualifiers.is_empty() {
            self.push(parts.qualifiers, Problem::ModifierQualified { name });
        } else if !is_name {
            let place = if name.is_empty() {
                parts.separator
            } else {
                parts.name
            };
            self.push(place, Problem::ModifierNameInvalid { name });
        } else {
            super::domain::diagnose_macros(self, parts.value, true);
        }
    }

    /// A word whose name is not known and that is no modifier.
    fn unknown_mechanism(&mut self, word: &'a str, parts: Parts<'a>) {
        let unqualified = &word[parts.qualifiers.len()..];
        if let Some((address, family)) = address::bare(unqualified) {
            let problem = Problem::AddressBare {
                address: address.to_owned(),
                meant: family.name(),
            };
            self.push(unqualified, problem);
            if !address::is_network(unqualified, family) {
                self.address(family, unqualified);
            }
            return;
        }
        if let Some((name, value)) = separator_missing(self.source, unqualified) {
            let value = value.to_owned();
            return self.push(unqualified, Problem::SeparatorMissing { name, value });
        }
        if parts.separator.is_empty()
            && is_domain(self.source, &unqualified[..prefix_start(unqualified)])
        {
            let domain = unqualified.to_owned();
            return self.push(unqualified, Problem::DomainBare { domain });
        }
        let place = if parts.name.is_empty() {
            word
        } else {
            parts.name
        };
        let problem = Problem::MechanismUnknown {
            name: place.to_owned(),
            meant: meant(parts),
        };
        self.push(place, problem);
    }
}

/// The mechanism or modifier that was probably meant.
fn meant(parts: Parts<'_>) -> Option<&'static str> {
    let name = parts.name;
    let all = name.get(..3).filter(|it| it.eq_ignore_ascii_case("all"));
    let letters = name.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
    let meant = closest(letters, MECHANISMS).or_else(|| closest(letters, MODIFIERS));
    let meant = meant.or(all.map(|_| "all"))?;
    let is_ip6 = meant == "ip4" && address::is_network(parts.value, Family::Ip6);
    Some(if is_ip6 { "ip6" } else { meant })
}

/// `ip4192.0.2.1`, `include_spf.d.example`: a name that runs into its value.
fn separator_missing<'a>(source: Source<'a>, word: &'a str) -> Option<(&'static str, &'a str)> {
    ["include", "ip4", "ip6", "exists", "redirect"]
        .into_iter()
        .find_map(|name| {
            let start = word.get(..name.len())?;
            let value = word.get(name.len()..)?.trim_start_matches(['.', ';', '-']);
            let fits = match name {
                "ip4" => address::is_network(value, Family::Ip4),
                "ip6" => address::is_network(value, Family::Ip6),
                _ => is_domain(source, value),
            };
            (start.eq_ignore_ascii_case(name) && fits).then_some((name, value))
        })
}

/// The name of `known` that `name` is, in either case.
pub(super) fn known(name: &str, known: &[&'static str]) -> Option<&'static str> {
    known
        .iter()
        .copied()
        .find(|known| known.eq_ignore_ascii_case(name))
}

/// Whether a mechanism or modifier needs a value.
pub(super) fn takes_value(name: &str) -> bool {
    !matches!(name, "all" | "a" | "mx" | "ptr")
}

/// Whether a text is a whole `domain-spec`.
pub(super) fn is_domain<'a>(source: Source<'a>, text: &'a str) -> bool {
    all_consuming(|i| domain_spec(source, i))
        .parse(text)
        .is_ok()
}
