//! What a domain has by now, as builders begin with it.

use super::{Detail, SubjectReport, fixes};
use crate::dns::{Answer, Data, Outcome, TxtRecord};
use crate::fix::build::{Present, Published};
use crate::follow::dmarc::Found;
use crate::follow::txt_place::TxtPlace;
use crate::record::kind::RecordKind;

/// What the reports that have come tell of the domain's records.
pub fn present<'a>(reports: impl IntoIterator<Item = &'a SubjectReport> + Clone) -> Present {
    let known = fixes::known(reports.clone());
    let mut present = Present {
        domain: known.domain,
        zone: known.zone,
        ..Present::default()
    };
    for report in reports {
        match &report.detail {
            Detail::MailServers(servers) => {
                present.mx = exchangers(&servers.mx);
                note(&servers.mx, &mut present);
            }
            Detail::Spf(tree) => {
                let records = tree.root().published.records();
                note(&tree.root().published.txt, &mut present);
                present.spf = records.map(published).collect();
            }
            Detail::Dmarc(dmarc) => {
                // What stands above, or comes by a wildcard, is not the domain's own.
                let own = dmarc.walk.own().filter(|_| !dmarc.is_by_wildcard());
                if let Some(step) = dmarc.walk.own() {
                    note(&step.txt, &mut present);
                }
                present.dmarc = match own.map(|step| &step.found) {
                    Some(Found::Policy { record, .. }) => vec![published(record.clone())],
                    Some(Found::Several(several)) => {
                        several.iter().cloned().map(published).collect()
                    }
                    _ => Vec::new(),
                };
            }
            Detail::MtaSts(it) => {
                present.mta_sts = at(&it.place, &mut present);
                present.policy = it.policy.text().map(str::to_owned);
            }
            Detail::TlsRpt(it) => present.tls_rpt = at(&it.place, &mut present),
            Detail::Bimi(it) => present.bimi = at(it.place(), &mut present),
            _ => {}
        }
    }
    present
}

/// Keeps in mind that a question has no answer.
fn note(answer: &Answer, present: &mut Present) {
    if let Outcome::Failed(_) = answer.outcome {
        let question = &answer.question;
        present
            .unanswered
            .push((question.name.clone(), question.rtype));
    }
}

fn published(txt: TxtRecord) -> Published {
    Published {
        value: txt.text,
        ttl: txt.ttl,
    }
}

/// The records of a place that are of its kind.
fn at(place: &TxtPlace, present: &mut Present) -> Vec<Published> {
    if let Some(answer) = &place.txt {
        note(answer, present);
    }
    let texts = place.txt.iter().flat_map(|answer| answer.texts());
    let of_kind = |txt: &TxtRecord| RecordKind::of_text(&txt.text) == Some(place.kind);
    texts.filter(of_kind).map(published).collect()
}

fn exchangers(answer: &Answer) -> Vec<Published> {
    let records = answer.records().iter();
    let values = records.filter_map(|record| match &record.data {
        Data::Mx {
            preference,
            exchange,
        } => {
            let dot = if exchange.is_root() { "" } else { "." };
            Some(Published {
                value: format!("{preference} {exchange}{dot}"),
                ttl: record.ttl,
            })
        }
        _ => None,
    });
    values.collect()
}
