//! The examples of rules, read or checked as anything else is.

use super::{Request, Told, check_domain_with};
use crate::check::{self, Finding};
use crate::dns::clock::StillClock;
use crate::dns::zone::Zones;
use crate::dns::{Client, Name, Resolver};
use crate::follow::dkim::Selector;
use crate::record::kind::RecordKind;
use crate::rule::{Example, Rule, Subject};
use std::cell::RefCell;
use std::rc::Rc;

/// The findings by which an example meets a rule; none where it does not.
pub async fn findings(rule: &Rule, example: Example) -> Vec<Finding> {
    let mut findings = match example {
        Example::Text(text) => kinds(rule.subject)
            .iter()
            .flat_map(|&kind| check::text::findings(kind, text, 0))
            .chain(authorization(text))
            .collect(),
        Example::Zone(zone) => check_zone(zone).await,
    };
    findings.retain(|finding| finding.fact.rule().id == rule.id);
    findings
}

/// The kind as which a rule's bad example meets it, where that is a text of a
/// kind that people are offered.
pub fn kind(rule: &Rule) -> Option<RecordKind> {
    let Example::Text(text) = rule.bad else {
        return None;
    };
    let meets = |&&kind: &&RecordKind| {
        let facts = check::text::judge(kind, text);
        facts.iter().any(|fact| fact.value.rule().id == rule.id)
    };
    kinds(rule.subject).iter().find(meets).copied()
}

/// Findings about a consent to take DMARC reports, which is a kind of record
/// that nobody is offered.
fn authorization(text: &str) -> impl Iterator<Item = Finding> {
    check::text::judge_authorization(text)
        .into_iter()
        .map(|fact| Finding::new(fact.value, []).at(0, fact.span))
}

/// The kinds of record that a subject has.
fn kinds(subject: Subject) -> &'static [RecordKind] {
    match subject {
        Subject::Domain
        | Subject::Ptr
        | Subject::Dnssec
        | Subject::Programs
        | Subject::Together
        | Subject::Beyond => &[],
        Subject::Mx => &[RecordKind::Mx],
        Subject::Spf => &[RecordKind::Spf],
        Subject::Dkim => &[RecordKind::Dkim],
        Subject::Dmarc => &[RecordKind::Dmarc],
        Subject::MtaSts => &[RecordKind::MtaSts, RecordKind::MtaStsPolicy],
        Subject::TlsRpt => &[RecordKind::TlsRpt],
        Subject::Bimi => &[RecordKind::Bimi],
        Subject::Tlsa => &[RecordKind::Tlsa],
        Subject::Caa => &[RecordKind::Caa],
    }
}

/// Checks `d.example`, or the domain that the zone names, with the DKIM selector
/// `s`, and with the policy file of MTA-STS that the zone holds. A zone that
/// cannot be read has no findings.
async fn check_zone(zone: &str) -> Vec<Finding> {
    let findings = RefCell::new(Vec::new());
    let zones = Zones::read("example", &format!("$ORIGIN example.\n{zone}\n"));
    let Ok(zones) = zones else {
        return Vec::new();
    };
    let Some(request) = request(zones.checked()) else {
        return Vec::new();
    };
    let zones = Rc::new(zones);
    let resolvers = vec![zones.clone() as Rc<dyn Resolver>];
    let client = Client::new(resolvers, Rc::new(StillClock::default()));
    check_domain_with(&client, &request, &*zones, &|told| {
        if let Told::Subject(report) = told {
            findings.borrow_mut().extend_from_slice(&report.findings);
        }
    })
    .await;
    findings.into_inner()
}

fn request(domain: Option<&Name>) -> Option<Request> {
    let domain = match domain {
        Some(domain) => domain.clone(),
        None => Name::parse("d.example").ok()?,
    };
    let selector = Selector::new(Name::parse("s").ok()?, &domain).ok()?;
    Some(Request {
        domain,
        selectors: vec![selector],
        profile: None,
    })
}
