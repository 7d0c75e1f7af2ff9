//! SPF records (RFC 7208).

use crate::{Disagreement, Way, mail_auth, rules};
use mail_auth::spf::{self as theirs, Macro, Spf};
use mail_auth::{DnsError, Error};
use mailvet::record::kind::RecordKind;
use mailvet::record::spf::{
    self as ours, DomainSpec, MECHANISMS, MacroPart, Mechanism, ModifierValue, Qualifier, Record,
    Term, Usability,
};
use std::fmt::Write as _;

/// What mutations put into records.
pub const PIECES: &[&str] = &[
    " ",
    "  ",
    "\t",
    "a",
    "mx",
    "ptr",
    "all",
    "include:",
    "ip4:",
    "ip6:",
    "exists:",
    "redirect=",
    "exp=",
    "ra=",
    "rp=",
    "rr=",
    "x=y",
    "v=spf1",
    ":",
    "=",
    "/",
    "//",
    ".",
    "-",
    "~",
    "+",
    "?",
    "%",
    "%{d}",
    "%{ir}",
    "%{c}",
    "%{d0}",
    "%%",
    "%_",
    "%{d",
    "d.example",
    "192.0.2.1",
    "::1",
    "2001:db8::1",
    "/0",
    "/24",
    "//64",
    "/33",
    "//129",
    "0",
    "08",
    "é",
    "\"",
    ",",
    ";",
    "_",
    "256",
];

/// How the readers disagree on a text, if they do.
pub fn compare(text: &str) -> Option<Disagreement> {
    let record = ours::read(text);
    let (way, about) = match (record.usability(), mail_auth::<Spf>(text)) {
        (_, Err(_)) => (Way::MailAuthPanics, String::new()),
        (Usability::Usable, Ok(Ok(spf))) => (Way::Values, difference(&record, &spf)?),
        (Usability::Usable, Ok(Err(_))) => (Way::MailAuthRefuses, refused(&record)),
        (_, Ok(Ok(_))) => (Way::MailvetRefuses, String::new()),
        (ours, Ok(Err(error))) => {
            let none = Error::Dns(DnsError::InvalidRecordType);
            if (ours == Usability::Ignored) == (error == none) {
                return None;
            }
            (Way::Refusals, String::new())
        }
    };
    let rules = match way {
        Way::MailvetRefuses => refusals(&record),
        _ => rules(RecordKind::Spf, text),
    };
    Some(Disagreement {
        kind: "SPF",
        way,
        rules,
        about,
    })
}

/// The rules by which Mailvet refuses a record.
fn refusals(record: &Record<'_>) -> Vec<&'static str> {
    let problems = || record.problems.iter().map(|problem| &problem.value);
    let worst = problems().map(|problem| problem.effect()).max();
    problems()
        .filter(|problem| Some(problem.effect()) == worst)
        .map(|problem| problem.rule().id)
        .collect()
}

/// Why mail-auth refuses the first term that it refuses.
fn refused(record: &Record<'_>) -> String {
    let refused = record.terms.iter().find(|term| {
        let alone = format!("v=spf1 {}", term.span.slice(record.text));
        !matches!(mail_auth::<Spf>(&alone), Ok(Ok(_)))
    });
    let Some(term) = refused else {
        return String::new();
    };
    let slash = term
        .value
        .domain()
        .is_some_and(|domain| domain.text().contains('/'));
    match &term.value {
        _ if slash => "a slash in a domain".into(),
        Term::Directive(directive) => directive.name.value.to_ascii_lowercase(),
        Term::Modifier(modifier) => match modifier.name.value.to_ascii_lowercase().as_str() {
            name if MECHANISMS.contains(&name) => "a modifier named as a mechanism".into(),
            "ra" | "rp" | "rr" => "a modifier of RFC 6652".into(),
            _ => "the value of a modifier".into(),
        },
        Term::Unknown(_) => String::new(),
    }
}

/// The first term that differs.
fn difference(record: &Record<'_>, spf: &Spf) -> Option<String> {
    let (ours, theirs) = (said(record), said_by(spf));
    let mut pairs = ours.iter().zip(&theirs);
    let name = |term: &str| {
        let term = term.trim_start_matches(['+', '-', '~', '?']);
        let end = term.find(' ').unwrap_or(term.len());
        term[..end].to_owned()
    };
    match pairs.find(|(ours, theirs)| ours != theirs) {
        Some((ours, theirs)) if name(ours) == name(theirs) => Some(name(ours)),
        Some(_) => Some("the terms".into()),
        None if ours.len() != theirs.len() => Some("the terms".into()),
        None => None,
    }
}

/// The directives in order, then `redirect` and `exp`, in a common form.
fn said(record: &Record<'_>) -> Vec<String> {
    let mut said: Vec<_> = record
        .directives()
        .map(|directive| {
            let mark = directive.value.qualifier().mark();
            let optional = |domain: &Option<DomainSpec<'_>>| domain.map(spec).unwrap_or_default();
            match &directive.value.mechanism {
                Mechanism::All => format!("{mark}all"),
                Mechanism::Include(domain) => format!("{mark}include {}", spec(*domain)),
                Mechanism::A { domain, prefix } | Mechanism::Mx { domain, prefix } => {
                    let is_a = matches!(directive.value.mechanism, Mechanism::A { .. });
                    let name = if is_a { "a" } else { "mx" };
                    let ip4 = prefix.ip4.map_or(32, |length| length.value);
                    let ip6 = prefix.ip6.map_or(128, |length| length.value);
                    format!("{mark}{name} {} {ip4} {ip6}", optional(domain))
                }
                Mechanism::Ptr { domain } => format!("{mark}ptr {}", optional(domain)),
                Mechanism::Ip4 { address, prefix } => {
                    let length = prefix.map_or(32, |length| length.value);
                    format!("{mark}ip4 {} {length}", address.value)
                }
                Mechanism::Ip6 { address, prefix } => {
                    let length = prefix.map_or(128, |length| length.value);
                    format!("{mark}ip6 {} {length}", address.value)
                }
                Mechanism::Exists(domain) => format!("{mark}exists {}", spec(*domain)),
            }
        })
        .collect();
    let modifiers = || record.modifiers().map(|modifier| &modifier.value.value);
    said.extend(modifiers().find_map(|value| match value {
        ModifierValue::Redirect(domain) => Some(format!("redirect {}", spec(*domain))),
        _ => None,
    }));
    said.extend(modifiers().find_map(|value| match value {
        ModifierValue::Exp(domain) => Some(format!("exp {}", spec(*domain))),
        _ => None,
    }));
    said
}

fn spec(domain: DomainSpec<'_>) -> String {
    let mut said = String::new();
    for part in domain.macro_string().parts() {
        match part.value {
            MacroPart::Literal(text) => said.push_str(text),
            MacroPart::Percent => said.push('%'),
            MacroPart::Space => said.push(' '),
            MacroPart::EncodedSpace => said.push_str("%20"),
            MacroPart::Expand(expand) => {
                let delimiters = match expand.delimiters {
                    "" => ".",
                    delimiters => delimiters,
                };
                push_macro(
                    &mut said,
                    expand.letter.letter(),
                    expand.encoded,
                    expand.digits.map_or(0, u32::from),
                    expand.reverse,
                    delimiters.bytes().fold(0, |set, c| set | 1 << (c - b'+')),
                );
            }
        }
    }
    said
}

fn push_macro(said: &mut String, letter: char, escape: bool, digits: u32, reverse: bool, set: u64) {
    // More parts than any domain has are all of them.
    let digits = digits.min(255);
    let _ = write!(said, "{{{letter} {escape} {digits} {reverse} {set:b}}}");
}

fn said_by(spf: &Spf) -> Vec<String> {
    let mut said: Vec<_> = spf
        .directives
        .iter()
        .map(|directive| {
            let mark = match directive.qualifier {
                theirs::Qualifier::Pass => Qualifier::Pass,
                theirs::Qualifier::Fail => Qualifier::Fail,
                theirs::Qualifier::SoftFail => Qualifier::Softfail,
                theirs::Qualifier::Neutral => Qualifier::Neutral,
            };
            let mark = mark.mark();
            match &directive.mechanism {
                theirs::Mechanism::All => format!("{mark}all"),
                theirs::Mechanism::Include { macro_string } => {
                    format!("{mark}include {}", spec_of(macro_string))
                }
                theirs::Mechanism::A {
                    macro_string,
                    ip4_mask,
                    ip6_mask,
                } => format!(
                    "{mark}a {} {} {}",
                    spec_of(macro_string),
                    ip4_mask.count_ones(),
                    ip6_mask.count_ones()
                ),
                theirs::Mechanism::Mx {
                    macro_string,
                    ip4_mask,
                    ip6_mask,
                } => format!(
                    "{mark}mx {} {} {}",
                    spec_of(macro_string),
                    ip4_mask.count_ones(),
                    ip6_mask.count_ones()
                ),
                theirs::Mechanism::Ptr { macro_string } => {
                    format!("{mark}ptr {}", spec_of(macro_string))
                }
                theirs::Mechanism::Ip4 { addr, mask } => {
                    format!("{mark}ip4 {addr} {}", mask.count_ones())
                }
                theirs::Mechanism::Ip6 { addr, mask } => {
                    format!("{mark}ip6 {addr} {}", mask.count_ones())
                }
                theirs::Mechanism::Exists { macro_string } => {
                    format!("{mark}exists {}", spec_of(macro_string))
                }
            }
        })
        .collect();
    said.extend(
        spf.redirect
            .as_ref()
            .map(|it| format!("redirect {}", spec_of(it))),
    );
    said.extend(spf.exp.as_ref().map(|it| format!("exp {}", spec_of(it))));
    said
}

fn spec_of(spec: &Macro) -> String {
    let mut said = String::new();
    push_spec(spec, &mut said);
    said
}

fn push_spec(spec: &Macro, said: &mut String) {
    match spec {
        Macro::Literal(text) => said.push_str(&String::from_utf8_lossy(text)),
        Macro::Variable {
            letter,
            num_parts,
            reverse,
            escape,
            delimiters,
        } => {
            let letter = b"slodipvhcrt"[*letter as usize];
            push_macro(
                said,
                char::from(letter),
                *escape,
                *num_parts,
                *reverse,
                *delimiters,
            );
        }
        Macro::List(parts) => parts.iter().for_each(|part| push_spec(part, said)),
        Macro::None => {}
    }
}
