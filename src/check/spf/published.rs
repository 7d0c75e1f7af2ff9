//! SPF as DNS has it: is there one record, and is it taken for one?

use crate::check::finding::{self, Finding};
use crate::dns::{Name, Outcome};
use crate::follow::spf::PublishedSpf;

crate::rules! {
    /// What can be found of the SPF records at a domain.
    pub enum Fact in Spf {
        /// No TXT record is an SPF record.
        Missing { domain: Name } => {
            "spf-missing", Error { ReceivesOnly | Parked: Warning }, Rfc(7208, "4.5"),
            bad: Zone("d TXT \"hello\""), good: Zone("d TXT \"v=spf1 -all\""),
        },
        /// Several records, of which receivers take none.
        Several { count: usize } => {
            "spf-several-records", Error, Rfc(7208, "4.5"),
            bad: Zone("d TXT \"v=spf1 mx -all\"\nd TXT \"v=spf1 a -all\""),
            good: Zone("d TXT \"v=spf1 mx a -all\""),
        },
        /// A record that receivers pass over, though it was meant as SPF.
        NotRecognized { text: String } => {
            "spf-not-recognized", Error, Rfc(7208, "4.5"),
            bad: Zone("d TXT \"v=spf1include:d.example -all\""),
            good: Zone("d TXT \"v=spf1 -all\""),
        },
    }
}

/// Judges which of a domain's TXT records receivers take for SPF.
pub fn judge(published: &PublishedSpf) -> Vec<Finding> {
    let answers = [&*published.txt];
    let mut findings: Vec<_> = finding::unanswered(answers).collect();
    // Of a domain that does not exist, only that is told.
    if !findings.is_empty() || published.txt.outcome == Outcome::NoSuchName {
        return findings;
    }
    let count = published.records().count();
    let fact = match count {
        0 => Some(Fact::Missing {
            domain: published.domain.clone(),
        }),
        1 => None,
        _ => Some(Fact::Several { count }),
    };
    findings.extend(fact.map(|fact| Finding::new(fact, answers)));
    // Of Sender ID, its text tells all.
    let is_sender_id = |text: &str| text.trim_start().starts_with("spf2.");
    findings.extend(
        published
            .near_misses()
            .filter(|record| !is_sender_id(&record.text))
            .map(|record| Finding::new(Fact::NotRecognized { text: record.text }, answers)),
    );
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow::testing::client;
    use futures_util::FutureExt;

    fn ids(zone: &str) -> Vec<&'static str> {
        let domain = Name::parse("d.example").unwrap();
        let client = client(zone);
        let published = PublishedSpf::find(&client, &domain).now_or_never().unwrap();
        let findings = judge(&published);
        findings.iter().map(|f| f.fact.rule().id).collect()
    }

    #[test]
    fn what_is_left_of_sender_id_is_no_record_that_is_not_seen() {
        let left = "d TXT \"spf2.0/pra mx -all\"\n";
        assert_eq!(ids(&format!("{left}d TXT \"v=spf1 -all\"")), [""; 0]);
        assert_eq!(ids(left), ["spf-missing"]);
    }
}
