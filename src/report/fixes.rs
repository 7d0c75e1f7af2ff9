//! The fix of a finding, with all that is known of its subject.

use super::{Detail, SubjectReport};
use crate::check::{Fact, Finding, FoundRecord, Place};
use crate::dns::{Data, Name, TxtRecord};
use crate::fix::published::{self, Found, changes};
use crate::fix::{Applicability, Choice, Fix, Known, Mend, Mended, Plan, Proposal, Unmended, text};
use crate::follow::dmarc::Policy;
use crate::follow::mail_servers::{MailServers, Route};
use crate::follow::spf::Selection;
use crate::knowledge::mx_vendors::mx_vendor;
use crate::knowledge::spf_includes::spf_include;
use crate::record::kind::RecordKind;
use crate::rule::Severity;
use std::net::IpAddr;
use std::rc::Rc;

/// A fix, and the number of its finding.
#[derive(Clone, Debug, PartialEq)]
pub struct FixOf {
    /// The number of the finding in its report.
    pub finding: usize,
    /// What mends it, in changes of whole records.
    pub fix: Fix,
}

/// What the reports that have come tell of the domain.
pub fn known<'a>(reports: impl IntoIterator<Item = &'a SubjectReport>) -> Known {
    let mut known = Known::default();
    for report in reports {
        match &report.detail {
            Detail::Delegation(delegation) => {
                known.domain = Some(delegation.domain.clone());
                if let Some(zone) = delegation.own_zone() {
                    known.in_zone(&zone);
                }
            }
            Detail::MailServers(servers) => {
                known.domain = Some(servers.domain.clone());
                known.takes_mail = servers.takes_mail();
                if let Route::Exchangers(_) = servers.route {
                    known.servers = hosts(servers);
                    known.senders = senders(&known.servers);
                }
                known.addresses = addresses(servers);
            }
            Detail::Spf(tree) => {
                let published = &tree.root().published;
                known.domain = Some(published.domain.clone());
                known.spf = match &tree.root().selection {
                    Selection::One(text) => Some(text.to_string()),
                    _ => None,
                };
                if published.declares_no_mail() {
                    known.sends = Some(false);
                } else if published.lets_some_send() {
                    known.sends = Some(true);
                }
            }
            Detail::Dkim(keys) => {
                known.domain = Some(keys.domain.clone());
                let usable = keys.found().filter(|it| it.is_usable());
                known.keys = usable.flat_map(|it| it.txt.texts()).collect();
                known.keys_answered = keys.search.nobody.as_ref().and_then(|nobody| {
                    let outcome = &nobody.outcome;
                    (!outcome.is_failed()).then(|| !nobody.records().is_empty())
                });
            }
            Detail::MtaSts(it) => known.domain = Some(it.place.domain.clone()),
            Detail::TlsRpt(it) => known.domain = Some(it.place.domain.clone()),
            Detail::Reverses { reverses, .. } => {
                let held = reverses.iter();
                known.holders = held
                    .filter_map(|it| Some((it.address, it.zone()?)))
                    .collect();
            }
            Detail::Dmarc(it) => {
                known.domain = Some(it.walk.start.clone());
                known.dmarc = match it.walk.policy() {
                    Policy::Own(record) => Some(record.text.clone()),
                    _ => None,
                };
            }
            _ => {}
        }
    }
    known
}

/// The addresses of the hosts that are brought mail.
fn addresses(servers: &MailServers) -> Vec<(IpAddr, Name)> {
    let hosts = servers.hosts();
    let addresses = hosts.flat_map(|host| {
        let both = host.a.addresses().chain(host.aaaa.addresses());
        both.map(|address| (address, host.name.clone()))
    });
    addresses.collect()
}

/// The hosts that are brought mail, each once.
fn hosts(servers: &MailServers) -> Vec<Name> {
    let mut hosts: Vec<Name> = Vec::new();
    for host in servers.hosts() {
        if !hosts.contains(&host.name) {
            hosts.push(host.name.clone());
        }
    }
    hosts
}

/// What those ask for who have the mailboxes; `mx` where a server is not known
/// to be of one of them.
fn senders(servers: &[Name]) -> Vec<String> {
    let mut senders: Vec<String> = Vec::new();
    for host in servers {
        let include = mx_vendor(host.as_str()).and_then(spf_include);
        let sender = match include {
            Some(domain) => ["include:", domain].concat(),
            None => "mx".to_owned(),
        };
        if !senders.contains(&sender) {
            senders.push(sender);
        }
    }
    senders
}

/// The fixes of a subject's findings, in their order.
pub fn fixes_of(report: &SubjectReport, known: &Known) -> Vec<FixOf> {
    let findings = report.findings.iter().enumerate();
    findings
        .filter(|(_, finding)| finding.severity != Severity::Good)
        .filter_map(|(number, finding)| {
            let fix = fix_of(report, finding, known).ok()?;
            Some(FixOf {
                finding: number,
                fix: in_records(fix, report, finding.place),
            })
        })
        .collect()
}

/// What is to be done for the domain, in order.
pub fn plan<'a>(reports: impl IntoIterator<Item = &'a SubjectReport>, known: &Known) -> Plan {
    let mut proposals = Vec::new();
    for report in reports {
        for finding in &report.findings {
            if let Ok(fix) = fix_of(report, finding, known) {
                proposals.push(Proposal {
                    subject: report.subject,
                    rule: finding.fact.rule(),
                    severity: finding.severity,
                    record: edited(report, finding.place, &fix),
                    of_dns: !text::is_of_text(&finding.fact),
                    fix,
                });
            }
        }
    }
    Plan::new(&proposals, known)
}

/// What mends a finding of a subject.
pub fn fix_of(report: &SubjectReport, finding: &Finding, known: &Known) -> Mended {
    let found = found(report);
    match (&finding.fact, finding.place) {
        (Fact::MxText(_) | Fact::MxProblem(_), None) => of_set(&finding.fact, &found, known),
        (fact, Some(_)) if text::is_of_text(fact) => of_text(report, finding, known),
        _ => published::mend(finding, known, &found),
    }
}

/// What mends a fact of a record's text.
fn of_text(report: &SubjectReport, finding: &Finding, known: &Known) -> Mended {
    let place = finding.place.ok_or(Unmended::NotKnown)?;
    let record = report.records.get(place.record).ok_or(Unmended::NotKnown)?;
    if !report.is_own(place.record) {
        return Err(Unmended::Others);
    }
    let txt = &record.txt;
    let fix = text::mend(record.kind, &txt.text, &finding.fact, place.span, known)?;
    let mut fix = published::out_of_place(fix.standing_at(&txt.owner), txt);
    if let Some(domain) = &known.domain
        && !is_ours(&record.txt.owner, domain)
    {
        fix.applicability = Applicability::ShowOnly;
    }
    Ok(fix)
}

/// What mends a fact of the MX records as a set, whose text is made of them.
fn of_set(fact: &Fact, found: &Found<'_>, known: &Known) -> Mended {
    let set = found.mx.as_ref().ok_or(Unmended::NotKnown)?;
    let facts = crate::check::text::judge(set.kind, &set.txt.text);
    let same = facts.iter().find(|other| other.value == *fact);
    let span = same.ok_or(Unmended::NotKnown)?.span;
    let mut fix = text::mend(set.kind, &set.txt.text, fact, span, known)?;
    let all = std::iter::once(&mut fix.choice).chain(&mut fix.alternatives);
    all.for_each(|choice| in_record(choice, set));
    Ok(fix)
}

/// The record that a fix edits, if it edits one.
fn edited<'a>(
    report: &'a SubjectReport,
    place: Option<Place>,
    fix: &Fix,
) -> Option<&'a FoundRecord> {
    if !fix
        .choices()
        .any(|choice| matches!(choice.mend, Mend::Edits(_)))
    {
        return None;
    }
    match (place, &report.detail) {
        // What mends the tree stands in the domain's own record.
        (_, Detail::Spf(_)) if place.is_none_or(|place| !report.is_own(place.record)) => {
            report.records.first()
        }
        (Some(place), _) => report.records.get(place.record),
        (None, _) => None,
    }
}

/// Edits of a record as changes of it.
fn in_records(mut fix: Fix, report: &SubjectReport, place: Option<Place>) -> Fix {
    if let Some(record) = edited(report, place, &fix) {
        let all = std::iter::once(&mut fix.choice).chain(&mut fix.alternatives);
        all.for_each(|choice| in_record(choice, record));
    }
    fix
}

fn in_record(choice: &mut Choice, record: &FoundRecord) {
    if let Mend::Edits(edits) = &choice.mend {
        choice.mend = Mend::Changes(changes(record, edits));
    }
}

/// Whether a record is the domain's, or that of the organization above it.
fn is_ours(owner: &Name, domain: &Name) -> bool {
    let above = || {
        let parent = owner.parent().filter(|parent| parent.label_count() > 1);
        parent.is_some_and(|parent| domain.is_within(&parent))
    };
    owner.is_within(domain) || above()
}

/// What was found of a subject, besides its records.
fn found(report: &SubjectReport) -> Found<'_> {
    // What others show as evidence is known here too.
    let apex = match &report.detail {
        Detail::Dkim(it) => Some(&it.places.apex),
        Detail::Dmarc(it) => Some(&it.places.apex),
        Detail::MtaSts(it) => Some(&it.place.apex),
        Detail::TlsRpt(it) => Some(&it.place.apex),
        Detail::Bimi(it) => Some(&it.place().apex),
        _ => None,
    };
    let answers = report.evidence.iter().chain(apex);
    Found {
        records: &report.records,
        answers: answers.map(Rc::as_ref).collect(),
        mx: exchangers(report),
        tree: match &report.detail {
            Detail::Spf(tree) => Some(tree),
            _ => None,
        },
    }
}

/// The MX records, a line each.
fn exchangers(report: &SubjectReport) -> Option<FoundRecord> {
    let Detail::MailServers(servers) = &report.detail else {
        return None;
    };
    let records = servers.mx.records();
    let lines = records.iter().filter_map(|record| match &record.data {
        Data::Mx {
            preference,
            exchange,
        } => {
            let dot = if exchange.is_root() { "" } else { "." };
            Some(format!("{preference} {exchange}{dot}"))
        }
        _ => None,
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    let first = records.first()?;
    Some(FoundRecord {
        kind: RecordKind::Mx,
        txt: TxtRecord {
            owner: first.owner.clone(),
            ttl: first.ttl,
            text,
            string_lengths: Vec::new(),
        },
    })
}
