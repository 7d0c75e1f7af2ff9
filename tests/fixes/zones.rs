//! Changes of whole records, made in the zone that a rule's example is: what
//! they cure is gone, and nothing that was right is wrong.

use super::check_zone;
use futures_util::FutureExt;
use mailvet::check::Fact;
use mailvet::dns::resolver::Checking;
use mailvet::dns::zone::Zones;
use mailvet::dns::{Name, Outcome, Question, RecordType, Resolver, presentation};
use mailvet::fix::form::strings;
use mailvet::fix::{Change, Choice, Mend, Place};
use mailvet::report::fixes::{fixes_of, known};
use mailvet::rule::{Example, Severity};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Fixes after which an error is to be expected, for it says what was chosen or
/// what must follow: rule, and rule of the error.
const EXPECTED: &[(&str, &str)] = &[
    // The examples do not have what the new record names.
    ("mx-name-doubled", "mx-host-does-not-exist"),
    ("mta-sts-several-records", "mta-sts-host-without-address"),
    (
        "mta-sts-is-alias-of-nothing",
        "mta-sts-host-without-address",
    ),
    ("mta-sts-record-at-apex", "mta-sts-host-without-address"),
    ("mta-sts-record-elsewhere", "mta-sts-host-without-address"),
    (
        "programs-autodiscover-elsewhere",
        "programs-alias-of-missing-domain",
    ),
    (
        "programs-autodiscover-missing",
        "programs-alias-of-missing-domain",
    ),
    ("together-provider-not-in-spf", "spf-target-no-such-name"),
    // What an alias, or what answers for every selector, kept out of sight.
    ("domain-is-alias", "mx-missing"),
    ("domain-is-alias-of-nothing", "dmarc-missing"),
    ("domain-is-alias-of-nothing", "mx-missing"),
    ("domain-is-alias-of-nothing", "spf-missing"),
    ("dkim-wildcard", "dkim-key-missing"),
    // The host has its address from a person, before the record is published.
    ("mta-sts-missing", "mta-sts-host-without-address"),
];

#[test]
fn changes_of_the_examples_do_what_they_say() {
    let mut made = 0;
    let mut wrong = Vec::new();
    for rule in Fact::rules() {
        let Example::Zone(zone) = rule.bad else {
            continue;
        };
        let (before, choices) = found(zone, rule.id);
        for choice in choices {
            let Some(mended) = changed(zone, &choice) else {
                continue;
            };
            made += 1;
            let after = counts(&mended);
            let count = |counts: &BTreeMap<&str, (usize, Severity)>| {
                counts.get(rule.id).map_or(0, |(count, _)| *count)
            };
            let said = format!("{}: {:?}\n{mended}", rule.id, choice.title);
            if count(&after) >= count(&before) {
                wrong.push(format!("stays: {said}"));
            }
            for (id, (_, severity)) in &after {
                let is_new = !before.contains_key(id) && *severity == Severity::Error;
                if is_new && !EXPECTED.contains(&(rule.id, id)) {
                    wrong.push(format!("{id} is new: {said}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(made > 60, "{made}");
}

/// What is found in a zone, and what mends one rule's findings.
fn found(zone: &str, id: &str) -> (BTreeMap<&'static str, (usize, Severity)>, Vec<Choice>) {
    let reports = checked(zone);
    let known = known(reports.iter().map(Rc::as_ref));
    let mut choices = Vec::new();
    for report in &reports {
        for fix in fixes_of(report, &known) {
            if report.findings[fix.finding].fact.rule().id == id {
                choices.extend(fix.fix.choices().cloned());
            }
        }
    }
    (tallied(&reports), choices)
}

fn counts(zone: &str) -> BTreeMap<&'static str, (usize, Severity)> {
    tallied(&checked(zone))
}

/// A name below the domain keeps it there, whatever is deleted.
fn checked(zone: &str) -> Vec<Rc<mailvet::report::SubjectReport>> {
    let kept = format!("{zone}\nkept.d.example. A 192.0.2.99");
    check_zone(&kept).now_or_never().unwrap()
}

fn tallied(
    reports: &[Rc<mailvet::report::SubjectReport>],
) -> BTreeMap<&'static str, (usize, Severity)> {
    let mut counts = BTreeMap::new();
    for finding in reports.iter().flat_map(|report| &report.findings) {
        let told = counts
            .entry(finding.fact.rule().id)
            .or_insert((0, finding.severity));
        told.0 += 1;
        told.1 = told.1.max(finding.severity);
    }
    counts
}

/// A zone with the changes of a choice; `None` where it changes nothing in DNS.
fn changed(zone: &str, choice: &Choice) -> Option<String> {
    let Mend::Changes(changes) = &choice.mend else {
        return None;
    };
    let in_dns = |change: &&Change| matches!(change.place, Place::Record { .. });
    let changes: Vec<_> = changes.iter().filter(in_dns).collect();
    if changes.is_empty() {
        return None;
    }
    let mut lines: Vec<String> = zone.lines().map(str::to_owned).collect();
    for change in changes {
        let Place::Record { name, rtype, ttl } = &change.place else {
            continue;
        };
        if let Some(from) = &change.from {
            let wanted = written(*rtype, from);
            let at = lines
                .iter()
                .position(|line| rdata(line, name, *rtype).is_some_and(|value| value == wanted));
            let at = at.unwrap_or_else(|| panic!("{name} {rtype} {from} is not in\n{zone}"));
            lines.remove(at);
        }
        if let Some(to) = &change.to {
            lines.push(format!("{name}. {ttl} {rtype} {}", written(*rtype, to)));
        }
    }
    Some(lines.join("\n"))
}

fn written(rtype: RecordType, value: &str) -> String {
    match rtype {
        RecordType::TXT => strings(value),
        _ => value.to_owned(),
    }
}

/// The value of a line, where it is a record of this name and type.
fn rdata(line: &str, name: &Name, rtype: RecordType) -> Option<String> {
    let zones = Zones::read("line", &format!("$ORIGIN example.\n{line}\n")).ok()?;
    let question = Question::new(name.clone(), rtype);
    let reply = zones.ask(&question, Checking::Enabled).now_or_never()?;
    match reply.ok()?.outcome {
        Outcome::Records(records) => {
            let data = &records.first()?.data;
            Some(match (data, rtype) {
                (mailvet::dns::Data::Txt(txt), RecordType::TXT) => strings(&txt.text()),
                _ => presentation::write(data),
            })
        }
        _ => None,
    }
}
