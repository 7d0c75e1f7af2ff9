//! What a set of MX records says, judged by its text alone.

use crate::knowledge::mx_vendors::is_given_up;
use crate::record::mx::{Exchanger, Host, Record, Usable};
use crate::record::span::{Span, Spanned};
use crate::rules;
use std::collections::{BTreeMap, BTreeSet};

rules! {
    /// What is to be said of a set of MX records.
    pub enum Fact in Mx {
        /// A lone null MX: the domain takes no mail.
        Null => {
            "mx-set-null", Good, Rfc(7505, "3"),
            bad: Text("0 ."), good: Text("10 mail.d.example."),
        },
        /// The preference of a null MX should be 0.
        NullPreference { preference: u16 } => {
            "mx-set-null-preference", Warning, Rfc(7505, "3"),
            bad: Text("10 ."), good: Text("0 ."),
        },
        /// A null MX beside other records contradicts them.
        NullAmongOthers => {
            "mx-set-null-among-others", Error, Rfc(7505, "3"),
            bad: Text("0 .\n10 mail.d.example."), good: Text("0 ."),
        },
        /// The same host twice.
        HostRepeated { host: String } => {
            "mx-set-host-repeated", Warning, Rfc(5321, "5.1"),
            bad: Text("10 mail.d.example.\n20 mail.d.example."),
            good: Text("10 mail.d.example.\n20 mail2.d.example."),
        },
        /// A name that the zone's own is put behind.
        HostRelative { host: String } => {
            "mx-set-host-relative", Advice, Rfc(1035, "5.1"),
            bad: Text("10 mail"), good: Text("10 mail.d.example."),
        },
        /// `@`, which stands for the zone's own name.
        HostOrigin => {
            "mx-set-host-origin", Advice, Rfc(1035, "5.1"),
            bad: Text("10 @"), good: Text("10 mail.d.example."),
        },
        /// A name without a final dot where others have one: in a zone file,
        /// the zone's own is put behind it.
        FinalDotMissing { host: String } => {
            "mx-set-final-dot-missing", Warning, Rfc(1035, "5.1"),
            bad: Text("10 mail1.d.example.\n20 mail2.d.example"),
            good: Text("10 mail1.d.example.\n20 mail2.d.example."),
        },
        /// Hosts of the same preference share the load.
        EqualPreferences { preference: u16, hosts: usize } => {
            "mx-set-equal-preferences", Good, Rfc(5321, "5.1"),
            bad: Text("10 mail1.d.example.\n10 mail2.d.example."),
            good: Text("10 mail1.d.example.\n20 mail2.d.example."),
        },
        /// One host: while it is down, mail waits at its senders.
        Single => {
            "mx-set-single", Advice, Rfc(5321, "5.1"),
            bad: Text("10 mail.d.example."),
            good: Text("10 mail1.d.example.\n20 mail2.d.example."),
        },
        /// A host that Microsoft asked for to prove who holds the domain.
        VerificationHost => {
            "mx-set-verification-host", Warning, Practice,
            bad: Text("10 mail.d.example.\n32767 ms12345.msv1.invalid."),
            good: Text("10 mail.d.example."),
        },
        /// A host under a name that its provider gave up.
        LegacyHost { host: String } => {
            "mx-set-legacy-host", Warning, Practice,
            bad: Text("5 mxn.mxhichina.com."), good: Text("5 mx1.qiye.aliyun.com."),
        },
        /// `--` as third and fourth character, which is kept for A-labels.
        DoubleHyphen { host: String } => {
            "mx-set-double-hyphen", Advice, Rfc(5891, "4.2.3.1"),
            bad: Text("10 ab--c.d.example."), good: Text("10 xn--c.d.example."),
        },
    }
}

/// Judges a set.
pub fn judge_text(record: &Record) -> Vec<Spanned<Fact>> {
    let mut facts = Vec::new();
    let mut push = |fact, span| facts.push(Spanned::new(fact, span));
    let count = record.exchangers.len();
    let has_dot = |host: &Spanned<Host>| host.span.slice(&record.text).ends_with('.');
    let hosts = record.exchangers.iter().filter_map(|it| it.host.as_ref());
    let dotted = hosts.filter(|host| host.value != Host::Null).any(has_dot);
    let mut seen = BTreeSet::new();
    let mut preferences: BTreeMap<u16, (usize, Span)> = BTreeMap::new();
    for exchanger in &record.exchangers {
        let Some(host) = &exchanger.host else {
            continue;
        };
        match &host.value {
            Host::Null => judge_null(exchanger, count, &mut push),
            Host::Name(name) | Host::Relative(name) => {
                if !seen.insert(name) {
                    let host = name.clone();
                    push(Fact::HostRepeated { host }, exchanger.span);
                } else if let Some(preference) = exchanger.preference {
                    let same = preferences
                        .entry(preference.value)
                        .or_insert((0, exchanger.span));
                    *same = (same.0 + 1, same.1.to(exchanger.span));
                }
                let relative = matches!(host.value, Host::Relative(_));
                if relative || dotted && !has_dot(host) {
                    let name = name.clone();
                    let fact = match relative {
                        true => Fact::HostRelative { host: name },
                        false => Fact::FinalDotMissing { host: name },
                    };
                    push(fact, host.span);
                }
                judge_name(name, host.span, &mut push);
            }
            Host::Origin => push(Fact::HostOrigin, host.span),
            Host::Address(_) | Host::Malformed(_) => {}
        }
    }
    for (preference, (hosts, span)) in preferences {
        if hosts > 1 {
            push(Fact::EqualPreferences { preference, hosts }, span);
        }
    }
    if let (1, Usable::Hosts(_)) = (count, record.usable()) {
        push(Fact::Single, Span::new(0, record.text.len()));
    }
    facts
}

fn judge_null(exchanger: &Exchanger, count: usize, push: &mut impl FnMut(Fact, Span)) {
    match count {
        1 => push(Fact::Null, exchanger.span),
        _ => push(Fact::NullAmongOthers, exchanger.span),
    }
    if let Some(preference) = exchanger.preference.filter(|p| p.value != 0) {
        let preference = preference.map(|preference| Fact::NullPreference { preference });
        push(preference.value, preference.span);
    }
}

fn judge_name(name: &str, span: Span, push: &mut impl FnMut(Fact, Span)) {
    let host = || name.to_owned();
    if is_verification_host(name) {
        push(Fact::VerificationHost, span);
    }
    if is_given_up(name) {
        push(Fact::LegacyHost { host: host() }, span);
    }
    let reserved = |label: &str| label.get(2..4) == Some("--") && !label.starts_with("xn");
    if name.split('.').any(reserved) {
        push(Fact::DoubleHyphen { host: host() }, span);
    }
}

/// Whether a host is one that Microsoft asks for to prove who holds a domain.
pub fn is_verification_host(name: &str) -> bool {
    name == "msv1.invalid" || name.ends_with(".msv1.invalid")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_names_are_told_of_and_share_the_load_too() {
        let facts = judge_text(&Record::read("10 mail1\n10 mail2"));
        let rules: Vec<_> = facts.iter().map(|fact| fact.value.rule().id).collect();
        let relative = "mx-set-host-relative";
        assert_eq!(rules, [relative, relative, "mx-set-equal-preferences"]);
        assert_eq!(facts[1].span, Span::new(12, 17));
    }

    #[test]
    fn a_name_without_the_final_dot_of_the_others_is_told() {
        let facts = judge_text(&Record::read("10 a.d.example.\n20 B.d.example\n30 mail"));
        let told: Vec<_> = facts
            .iter()
            .map(|fact| (fact.value.rule().id, fact.span))
            .collect();
        let dot = ("mx-set-final-dot-missing", Span::new(19, 30));
        let relative = ("mx-set-host-relative", Span::new(34, 38));
        assert_eq!(told, [dot, relative]);
    }

    #[test]
    fn equal_preferences_are_fine() {
        let facts = judge_text(&Record::read("10 a.example\n10 b.example"));
        let rule = facts[0].value.rule();
        assert_eq!(rule.id, "mx-set-equal-preferences");
        assert_eq!(rule.severity, crate::rule::Severity::Good);
        assert_eq!(facts[0].span, Span::new(0, 25));
    }
}
