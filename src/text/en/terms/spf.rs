//! SPF, term by term.

use crate::record::span::Spanned;
use crate::record::spf::{
    Directive, DomainSpec, DualCidrLength, MacroExpand, MacroLetter, Mechanism, Modifier,
    ModifierValue, Qualifier, Record, Term, Usability,
};
use crate::text::{Prose, excerpt, spf};
use std::net::IpAddr;

/// Each term in words.
pub fn terms(record: &Record) -> Vec<Spanned<Prose>> {
    let version = record
        .version
        .map(|span| Spanned::new("This is an SPF record".into(), span));
    let first = record.directives().next().map(|first| first.span);
    let terms = record.reached().map(|(term, reached)| {
        let mut words = match &term.value {
            Term::Directive(it) => directive(it, first == Some(term.span)),
            Term::Modifier(it) => modifier(it),
            Term::Unknown(_) => "Receivers cannot read this term, and give up on the record".into(),
        };
        for told in spf::macros(term.value.domain(), expand) {
            words.push_str("; ");
            words.push_str(&told);
        }
        if !reached {
            words.push_str(never(&term.value));
        }
        Spanned::new(Prose::from(words), term.span)
    });
    version.into_iter().chain(terms).collect()
}

/// Why receivers never come to a term.
fn never(term: &Term) -> &'static str {
    match term {
        Term::Modifier(_) => "; never used, as there is `all`",
        _ => "; never reached, as it stands behind `all`",
    }
}

/// `first`: whether no mechanism stands before it.
fn directive(directive: &Directive, first: bool) -> String {
    let who = match directive.mechanism {
        Mechanism::All => all(directive.qualifier(), first).into(),
        _ => mechanism(&directive.mechanism),
    };
    match directive.qualifier() {
        Qualifier::Pass => format!("{who} may send"),
        Qualifier::Fail if directive.mechanism == Mechanism::All => {
            format!("{who} may send (fail)")
        }
        Qualifier::Fail => format!("{who} may not send (fail)"),
        Qualifier::Softfail => format!("{who}: accepted with suspicion (softfail)"),
        Qualifier::Neutral => format!("{who}: nothing is said (neutral)"),
    }
}

fn all(qualifier: Qualifier, first: bool) -> &'static str {
    match (qualifier, first) {
        (Qualifier::Fail, true) => "No server",
        (Qualifier::Fail, false) => "No other server",
        (_, true) => "All servers",
        (_, false) => "All other servers",
    }
}

fn mechanism(mechanism: &Mechanism) -> String {
    match mechanism {
        Mechanism::All => all(Qualifier::Pass, false).into(),
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
                "Servers whose own name (PTR) lies in {} and leads back to them",
                name(*domain)
            )
        }
        Mechanism::Ip4 { address, prefix } => network(address.value.into(), *prefix, 32),
        Mechanism::Ip6 { address, prefix } => network(address.value.into(), *prefix, 128),
        Mechanism::Exists(domain) => {
            format!("Servers for which {} has an A record", name(Some(*domain)))
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

fn network(address: IpAddr, prefix: Option<Spanned<u8>>, bits: u8) -> String {
    match (spf::ends(address, prefix), prefix) {
        (Some((first, last)), Some(prefix)) => {
            let count = spf::count(prefix.value, bits);
            format!("The {count} addresses from `{first}` to `{last}`")
        }
        _ => format!("The address `{address}`"),
    }
}

/// What a macro stands for, behind its text.
fn expand(expand: &MacroExpand) -> String {
    let what = match expand.letter {
        MacroLetter::Sender => "the sender’s mail address",
        MacroLetter::LocalPart => "what stands before the sender’s `@`",
        MacroLetter::SenderDomain => "the sender’s domain",
        MacroLetter::Domain => "the domain of this record",
        MacroLetter::Address | MacroLetter::ReadableAddress => "the sending server’s address",
        MacroLetter::ValidatedName => "the sending server’s verified name",
        MacroLetter::Version => "`in-addr` for IPv4, `ip6` for IPv6",
        MacroLetter::Helo => "the name that the sending server gives (HELO)",
        MacroLetter::Receiver => "the receiver’s name",
        MacroLetter::Time => "the time",
    };
    let reversed = if expand.reverse { ", in reverse" } else { "" };
    let last = match expand.digits {
        None => String::new(),
        Some(1) => ", its last part alone".into(),
        Some(parts) => format!(", its last {parts} parts"),
    };
    format!(" is {what}{reversed}{last}")
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
            format!(
                "Senders of mail that fails are told the text at {}",
                name(Some(domain))
            )
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
        Usability::Usable if record.lookups() > 10 => Prose::from(format!(
            "Receivers give up at the eleventh DNS lookup (permerror), and the record takes {}: only servers matched before it pass.",
            record.lookups()
        )),
        Usability::Usable => Prose::from(format!(
            "Receivers can read it. {} {}",
            lookups(record),
            others(record)
        )),
    }
}

fn lookups(record: &Record) -> String {
    match record.lookups() {
        0 => "It needs no further DNS lookup.".into(),
        count if record.leads_on() => format!(
            "Of the ten DNS lookups it takes {count}, and the records that it names add theirs."
        ),
        count => format!("Of the ten DNS lookups it takes {count}."),
    }
}

/// What becomes of servers that no mechanism names.
fn others(record: &Record) -> String {
    let first = record.directives().next();
    let alone = first.map(|it| it.span) == record.all().map(|it| it.span);
    match (
        record.all().map(|all| all.value.qualifier()),
        record.redirect(),
    ) {
        (Some(Qualifier::Pass), _) => "Everyone may send.".into(),
        (Some(Qualifier::Fail), _) if alone => "Nobody may send.".into(),
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
