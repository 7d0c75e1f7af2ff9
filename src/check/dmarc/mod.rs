//! DMARC: its text, and what DNS has of it.

pub mod places;
pub mod published;
pub mod reports;
pub mod text;

use crate::check::Finding;
use crate::follow::dmarc::Dmarc;

/// Judges what DNS has of a domain's DMARC.
pub fn judge(dmarc: &Dmarc) -> Vec<Finding> {
    let mut findings = published::judge(dmarc);
    findings.extend(places::judge(dmarc));
    findings.extend(reports::judge(&dmarc.reports));
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Fact;
    use crate::dns::Name;
    use crate::follow::dmarc::testing::{client, dmarc};
    use crate::rule::Severity;
    use futures_util::FutureExt;

    /// Two domains that are in order, by their own record and by inheritance,
    /// with reports to three organizations.
    const ZONE: &str = "\
        d MX 10 mx.d\n\
        a.d A 192.0.2.1\n\
        _dmarc.d CNAME d.kept\n\
        d.kept TXT \"v=DMARC1; p=reject; sp=quarantine; np=reject; \" \
                   \"rua=mailto:x@d.example,mailto:x@r.d.example,mailto:x@r.example,mailto:x@w.example\"\n\
        r.d A 192.0.2.1\n\
        r MX 10 mx.r\n\
        w MX 10 mx.w\n\
        d.example._report._dmarc.r TXT v=DMARC1\n\
        *._report._dmarc.w TXT v=DMARC1\n";

    #[test]
    fn no_failure_becomes_a_claim() {
        for domain in ["d.example", "a.d.example"] {
            assert_eq!(claims(&dmarc(domain, ZONE)), [""; 0]);
            let (client, name) = (client(ZONE), Name::parse(domain).unwrap());
            Dmarc::find(&client, &name).now_or_never().unwrap();
            let log = client.log();
            assert!(log.len() > 15, "{}", log.len());
            for question in log.iter().map(|answer| &answer.question) {
                for fault in ["servfail", "timeout"] {
                    let zone = format!("{ZONE}$FAIL {fault} {}. {}", question.name, question.rtype);
                    assert_eq!(claims(&dmarc(domain, &zone)), [""; 0], "{question} {fault}");
                }
            }
        }
    }

    /// The findings that are grave and not of a question without an answer.
    fn claims(dmarc: &Dmarc) -> Vec<&'static str> {
        let findings = judge(dmarc).into_iter();
        findings
            .filter(|finding| finding.severity >= Severity::Warning)
            .filter(|finding| !matches!(finding.fact, Fact::Unanswered(_)))
            .map(|finding| finding.fact.rule().id)
            .collect()
    }
}
