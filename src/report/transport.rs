//! The subjects that protect mail on its way, and what stands on them: MTA-STS,
//! TLS reporting, BIMI, DANE, DNSSEC and CAA.

use super::check::{found, read_from};
use super::subject::{Detail, SubjectReport};
use crate::check::{self, Finding, FoundRecord};
use crate::dns::client::Client;
use crate::dns::{Answer, Name, TxtRecord};
use crate::follow::bimi::Bimi;
use crate::follow::caa::{self, Caa};
use crate::follow::dane::Dane;
use crate::follow::dnssec::Dnssec;
use crate::follow::mta_sts::{MtaSts, PolicyFetch};
use crate::follow::tls_rpt::TlsRpt;
use crate::follow::txt_place::{Standing, TxtPlace};
use crate::record::kind::RecordKind;
use crate::rule::{Severity, Subject};
use futures_util::future;
use std::rc::Rc;

/// Checks all of these subjects, telling of each once it is known.
pub async fn check(
    client: &Client,
    domain: &Name,
    policies: &dyn PolicyFetch,
    tell: &dyn Fn(SubjectReport),
) {
    future::join(
        future::join3(
            async { tell(mta_sts(MtaSts::find(client, domain, policies).await)) },
            async { tell(tls_rpt(client, domain).await) },
            async { tell(bimi(client, domain).await) },
        ),
        future::join3(
            async { tell(dane(client, domain).await) },
            async { tell(dnssec(client, domain).await) },
            async { tell(caa(client, domain).await) },
        ),
    )
    .await;
}

/// Judges what was found of a domain's MTA-STS: also anew, once its policy is
/// known.
pub fn mta_sts(sts: MtaSts) -> SubjectReport {
    let mut findings = check::mta_sts::published::judge(&sts);
    let mut records = Vec::new();
    findings.extend(read_place(&sts.place, &mut records));
    if let (Some(policy), Some(host), Some(txt)) = (sts.policy.text(), &sts.host, &sts.place.txt) {
        let first = records.len();
        let policy = TxtRecord {
            owner: host.name.clone(),
            ttl: 0,
            text: policy.to_owned(),
            string_lengths: Vec::new(),
        };
        records.extend(found(RecordKind::MtaStsPolicy, [policy]));
        findings.extend(read_from(first, &records, txt));
    }
    let evidence = sts.answers().cloned().collect();
    let detail = Detail::MtaSts(sts);
    SubjectReport::new(Subject::MtaSts, detail, records, findings, evidence)
}

async fn tls_rpt(client: &Client, domain: &Name) -> SubjectReport {
    let reporting = TlsRpt::find(client, domain).await;
    let mut findings = check::tls_rpt::published::judge(&reporting);
    let mut records = Vec::new();
    findings.extend(read_place(&reporting.place, &mut records));
    let evidence = once(reporting.answers());
    let detail = Detail::TlsRpt(reporting);
    SubjectReport::new(Subject::TlsRpt, detail, records, findings, evidence)
}

async fn bimi(client: &Client, domain: &Name) -> SubjectReport {
    let bimi = Bimi::find(client, domain).await;
    let mut findings = check::bimi::published::judge(&bimi);
    let mut records = Vec::new();
    findings.extend(read_place(bimi.place(), &mut records));
    let evidence = once(bimi.answers());
    let detail = Detail::Bimi(bimi);
    SubjectReport::new(Subject::Bimi, detail, records, findings, evidence)
}

async fn dane(client: &Client, domain: &Name) -> SubjectReport {
    let dane = Dane::find(client, domain).await;
    let mut findings = check::tlsa::published::judge(&dane);
    let mut records = Vec::new();
    for host in &dane.hosts {
        if let (Some(lines), Some(tlsa)) = (host.lines(), host.tlsa()) {
            let first = records.len();
            records.extend(found(RecordKind::Tlsa, [lines]));
            // What could be better at a host of others is not for the domain.
            let own = host.addresses.name.is_within(domain);
            let read = read_from(first, &records, tlsa).into_iter();
            findings.extend(read.filter(|finding| own || finding.severity != Severity::Advice));
        }
    }
    let evidence = once(dane.answers());
    let detail = Detail::Dane(dane);
    SubjectReport::new(Subject::Tlsa, detail, records, findings, evidence)
}

async fn dnssec(client: &Client, domain: &Name) -> SubjectReport {
    let dnssec = Dnssec::find(client, domain).await;
    let findings = check::dnssec::published::judge(&dnssec);
    let evidence = once(dnssec.answers());
    let detail = Detail::Dnssec(dnssec);
    SubjectReport::new(Subject::Dnssec, detail, Vec::new(), findings, evidence)
}

async fn caa(client: &Client, domain: &Name) -> SubjectReport {
    let caa = Caa::find(client, domain).await;
    let mut findings = check::caa::published::judge(&caa);
    let mut records = Vec::new();
    for set in caa.sets() {
        let first = records.len();
        records.extend(found(RecordKind::Caa, [caa::lines(set)]));
        findings.extend(read_from(first, &records, set));
    }
    let evidence = caa.answers().into_iter().cloned().collect();
    let detail = Detail::Caa(caa);
    SubjectReport::new(Subject::Caa, detail, records, findings, evidence)
}

/// What the texts at a place decide: the records, and what was meant as one.
/// What is good in several of them helps nobody, as none is taken.
fn read_place(place: &TxtPlace, records: &mut Vec<FoundRecord>) -> Vec<Finding> {
    let Some(txt) = &place.txt else {
        return Vec::new();
    };
    let first = records.len();
    let texts = place.records().chain(place.near_misses());
    records.extend(found(place.kind, texts));
    let mut findings = read_from(first, records, txt);
    if !matches!(place.standing(), Standing::One(_)) {
        findings.retain(|finding| finding.severity != Severity::Good);
    }
    findings
}

/// Answers, each once.
pub(super) fn once<'a>(answers: impl Iterator<Item = &'a Rc<Answer>>) -> Vec<Rc<Answer>> {
    let mut all: Vec<Rc<Answer>> = Vec::new();
    for answer in answers {
        if !all.iter().any(|known| known.question == answer.question) {
            all.push(answer.clone());
        }
    }
    all
}
