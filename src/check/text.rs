//! What a record's text alone decides.

use super::finding::{Fact, Finding};
use crate::record::kind::RecordKind;
use crate::record::span::Spanned;
use crate::{check, record};

/// Reads a record's text, and judges what no DNS is needed for. Problems come
/// first, in the order of the text.
pub fn judge(kind: RecordKind, text: &str) -> Vec<Spanned<Fact>> {
    macro_rules! read {
        ($($record:ident)::+, $judge:path) => {{
            let record = record::$($record)::+::Record::read(text);
            let facts = facts($judge(&record));
            facts_before(record.problems, facts)
        }};
    }
    match kind {
        RecordKind::Spf => {
            let record = record::spf::read(text);
            let facts = facts(check::spf::text::judge_text(&record));
            facts_before(record.problems, facts)
        }
        RecordKind::Dkim => read!(dkim, check::dkim::text::judge_text),
        RecordKind::Dmarc => read!(dmarc, check::dmarc::text::judge_text),
        RecordKind::MtaSts => read!(mta_sts::txt, check::mta_sts::text::judge_text),
        RecordKind::MtaStsPolicy => read!(mta_sts::policy, check::mta_sts::policy::judge_text),
        RecordKind::TlsRpt => read!(tls_rpt, check::tls_rpt::text::judge_text),
        RecordKind::Bimi => read!(bimi, check::bimi::text::judge_text),
        RecordKind::Tlsa => read!(tlsa, check::tlsa::text::judge_text),
        RecordKind::Caa => read!(caa, check::caa::text::judge_text),
        RecordKind::Mx => read!(mx, check::mx::text::judge_text),
    }
}

/// The same, as findings about record number `record`.
pub fn findings(kind: RecordKind, text: &str, record: usize) -> impl Iterator<Item = Finding> {
    judge(kind, text)
        .into_iter()
        .map(move |fact| Finding::new(fact.value, []).at(record, fact.span))
}

/// Reads the text of a record with which a domain agrees to take another's
/// DMARC reports, and judges it.
pub fn judge_authorization(text: &str) -> Vec<Spanned<Fact>> {
    facts(record::report_authorization::Record::read(text).problems)
}

fn facts<T: Into<Fact>>(facts: Vec<Spanned<T>>) -> Vec<Spanned<Fact>> {
    facts.into_iter().map(|fact| fact.map(Into::into)).collect()
}

fn facts_before<T: Into<Fact>>(
    problems: Vec<Spanned<T>>,
    rest: Vec<Spanned<Fact>>,
) -> Vec<Spanned<Fact>> {
    let mut all = facts(problems);
    all.extend(rest);
    all
}
