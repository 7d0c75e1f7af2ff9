//! SPF, term by term.

use crate::record::span::Spanned;
use crate::record::spf::{
    Directive, DomainSpec, DualCidrLength, Mechanism, Modifier, ModifierValue, Qualifier, Record,
    Term, Usability,
};
use crate::text::{Prose, excerpt};

/// Each term in words.
pub fn terms(record: &Record) -> Vec<Spanned<Prose>> {
    let version = record
        .version
        .map(|span| Spanned::new("This is an SPF record".into(), span));
    let terms = record.terms.iter().map(|term| {
        let words = match &term.value {
            Term::Directive(it) => directive(it),
            Term::Modifier(it) => modifier(it),
            Term::Unknown(_) => "Not a term of SPF; receivers give up on the record".into(),
        };
        Spanned::new(Prose::from(words), term.span)
    });
    version.into_iter().chain(terms).collect()
}

fn directive(directive: &Directive) -> String {
    let who = mechanism(&directive.mechanism);
    match directive.qualifier() {
        Qualifier::Pass => format!("{who} may send"),
        Qualifier::Fail => format!("{who} may not send"),
        Qualifier::Softfail => format!("{who} probably may not send: accept with suspicion"),
        Qualifier::Neutral => format!("Of the following nothing is said: {who}"),
    }
}

fn mechanism(mechanism: &Mechanism) -> String {
    match mechanism {
        Mechanism::All => "All other servers".into(),
        Mechanism::Include(domain) => {
            format!(
                "Servers allowed by the SPF record of {}",
                name(Some(*domain))
            )
        }
        Mechanism::A { domain, prefix } => {
            format!("The addresses of {}{}", name(*domain), around(*prefix))
        }
        Mechanism::Mx { domain, prefix } => format!(
            "Servers named in the MX records of {}{}",
            name(*domain),
            around(*prefix)
        ),
        Mechanism::Ptr { domain } => {
            format!(
                "Servers whose own name (PTR) ends in that of {}",
                name(*domain)
            )
        }
        Mechanism::Ip4 { address, prefix } => network(&address.value.to_string(), *prefix, 32),
        Mechanism::Ip6 { address, prefix } => network(&address.value.to_string(), *prefix, 128),
        Mechanism::Exists(domain) => {
            format!("Servers for which the name {} exists", name(Some(*domain)))
        }
    }
}

fn name(domain: Option<DomainSpec>) -> String {
    match domain {
        Some(domain) => format!("`{}`", excerpt(domain.text())),
        None => "this domain".into(),
    }
}

fn around(prefix: DualCidrLength) -> String {
    let ip4 = prefix.ip4.map(|length| format!("`/{}`", length.value));
    let ip6 = prefix
        .ip6
        .map(|length| format!("`/{}` in IPv6", length.value));
    let lengths: Vec<_> = ip4.into_iter().chain(ip6).collect();
    match lengths.is_empty() {
        true => String::new(),
        false => format!(", and the networks around them ({})", lengths.join(", ")),
    }
}

fn network(address: &str, prefix: Option<Spanned<u8>>, bits: u8) -> String {
    match prefix.map(|prefix| prefix.value) {
        Some(length) if length < bits => format!("The addresses in `{address}/{length}`"),
        _ => format!("The address `{address}`"),
    }
}

fn modifier(modifier: &Modifier) -> String {
    match modifier.value {
        ModifierValue::Redirect(domain) => {
            format!(
                "Where nothing else matches, the SPF record of {} decides",
                name(Some(domain))
            )
        }
        ModifierValue::Exp(domain) => {
            format!("Who is refused is told the text at {}", name(Some(domain)))
        }
        ModifierValue::ReportAddress(local) => {
            format!(
                "Reports on failures go to `{}` at this domain; hardly anyone sends them",
                excerpt(local.text)
            )
        }
        ModifierValue::ReportPercentage(share) => {
            format!("Of a hundred failures, report `{}`", excerpt(share.text))
        }
        ModifierValue::ReportResults(results) => {
            format!("Report these results: `{}`", excerpt(results.text))
        }
        ModifierValue::Unknown(_) => "A modifier that nobody knows; receivers pass over it".into(),
    }
}

/// What receivers make of it.
pub fn usable(record: &Record) -> Prose {
    match record.usability() {
        Usability::Ignored => "Receivers do not take this for an SPF record, and ignore it.".into(),
        Usability::Permerror => {
            "Receivers give up on the record (permerror): no mail passes SPF.".into()
        }
        Usability::Usable => Prose::from(format!(
            "Receivers use it. {} {}",
            lookups(record),
            others(record)
        )),
    }
}

fn lookups(record: &Record) -> String {
    let leads_on = record.redirect().is_some()
        || record
            .directives()
            .any(|it| matches!(it.value.mechanism, Mechanism::Include(_)));
    match record.lookups() {
        0 => "It needs no further DNS lookup.".into(),
        count if leads_on => format!(
            "Of the ten DNS lookups it takes {count}, and the records that it names add theirs."
        ),
        count => format!("Of the ten DNS lookups it takes {count}."),
    }
}

/// What becomes of servers that no mechanism names.
fn others(record: &Record) -> String {
    match (
        record.all().map(|all| all.value.qualifier()),
        record.redirect(),
    ) {
        (Some(Qualifier::Pass), _) => "Everyone may send.".into(),
        (Some(Qualifier::Fail), _) => "Mail from other servers may be refused.".into(),
        (Some(Qualifier::Softfail), _) => {
            "Mail from other servers is accepted with suspicion.".into()
        }
        (None, Some(domain)) => format!(
            "For other servers the record of {} decides.",
            name(Some(domain))
        ),
        (Some(Qualifier::Neutral), _) | (None, None) => "Of other servers it says nothing.".into(),
    }
}
