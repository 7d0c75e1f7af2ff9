//! Whether a host agrees to take another domain's reports (RFC 9990 §4).

use super::walk::Walk;
use crate::dns::client::Client;
use crate::dns::{Answer, Name, RecordType, TxtRecord};
use crate::follow::probe;
use crate::record::report_authorization;
use futures_util::future;
use std::rc::Rc;

/// Whether a host agrees to take another domain's reports (RFC 9990 §4).
#[derive(Clone, Debug, PartialEq)]
pub enum Consent {
    /// It is the domain itself.
    Same,
    /// It need not: it belongs to the same organization.
    NotNeeded {
        /// The organizational domain of both.
        organizational: Name,
    },
    /// It does.
    Given {
        /// How many records say so.
        records: usize,
        /// Whether a wildcard agrees for everybody.
        by_wildcard: bool,
    },
    /// It does not: there is no record.
    Absent,
    /// It does not: what stands there is no consent.
    Invalid(TxtRecord),
    /// It cannot: DNS has no names that long.
    NameTooLong,
    /// It could not be found out.
    Unknown,
}

impl Consent {
    /// Whether a host agrees to take the reports of a domain, with the answers
    /// that say so. `organizational` is that domain's, where it is known.
    pub async fn find(
        client: &Client,
        domain: &Name,
        organizational: Option<&Name>,
        host: &Name,
    ) -> (Self, Vec<Rc<Answer>>) {
        if host == domain {
            return (Self::Same, Vec::new());
        }
        let given = Given::find(client, domain, host);
        let walk = Walk::find(client, host);
        let (walk, given) = match host.is_within(domain) || domain.is_within(host) {
            // As good as sure to be of the same organization.
            true => {
                let walk = walk.await;
                let of_host = walk.organizational_domain();
                let same = of_host.is_some() && of_host.as_ref() == organizational;
                match same {
                    true => (walk, None),
                    false => (walk, Some(given.await)),
                }
            }
            false => {
                let (walk, given) = future::join(walk, given).await;
                (walk, Some(given))
            }
        };
        let mut answers: Vec<_> = walk.answers().cloned().collect();
        answers.extend(given.iter().flat_map(Given::answers).cloned());
        let consent = match (walk.organizational_domain(), organizational, given) {
            (Some(of_host), Some(of_domain), _) if of_host == *of_domain => Self::NotNeeded {
                organizational: of_host,
            },
            (of_host, of_domain, Some(given)) => match given.consent() {
                consent @ Self::Given { .. } => consent,
                // Whether it is needed is not known.
                _ if of_host.is_none() || of_domain.is_none() => Self::Unknown,
                consent => consent,
            },
            (_, _, None) => Self::Unknown,
        };
        (consent, answers)
    }
}

/// What stands where a host would agree.
struct Given {
    /// At the domain's name there; `None` where it would be too long.
    txt: Option<Rc<Answer>>,
    /// At a name that nobody made.
    made_up: Option<Rc<Answer>>,
}

impl Given {
    async fn find(client: &Client, domain: &Name, host: &Name) -> Self {
        let place = host.prepend("_report._dmarc").ok();
        let name = place.as_ref().and_then(|place| domain.joined(place));
        let made_up = place.as_ref().and_then(probe::below);
        let ask =
            |name: Option<Name>| async move { Some(client.ask(&name?, RecordType::TXT).await) };
        let (txt, made_up) = future::join(ask(name), ask(made_up)).await;
        Self { txt, made_up }
    }

    fn consent(&self) -> Consent {
        let Some(txt) = &self.txt else {
            return Consent::NameTooLong;
        };
        if txt.outcome.is_failed() {
            return Consent::Unknown;
        }
        let records = consents(txt);
        let by_wildcard = self.made_up.as_ref().is_some_and(|txt| consents(txt) > 0);
        match (records, txt.texts().next()) {
            (0, None) => Consent::Absent,
            (0, Some(text)) => Consent::Invalid(text),
            (records, _) => Consent::Given {
                records,
                by_wildcard,
            },
        }
    }

    fn answers(&self) -> impl Iterator<Item = &Rc<Answer>> {
        self.txt.iter().chain(&self.made_up)
    }
}

/// How many records of an answer agree.
fn consents(txt: &Answer) -> usize {
    let texts = txt.texts();
    texts
        .filter(|record| report_authorization::Record::read(&record.text).usable())
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow::dmarc::Dmarc;
    use crate::follow::dmarc::testing::{client, dmarc};
    use futures_util::FutureExt;

    fn name(text: &str) -> Name {
        Name::parse(text).unwrap()
    }

    fn consent(zone: &str) -> Consent {
        let record = "_dmarc.d TXT \"v=DMARC1; p=none; rua=mailto:a@r.example\"\n";
        let found = dmarc("d.example", &format!("{record}{zone}"));
        let [destination] = &found.reports.destinations[..] else {
            panic!("{:?}", found.reports);
        };
        destination.consent.clone()
    }

    #[test]
    fn consent_is_one_record_that_begins_with_the_version() {
        let given = |records, by_wildcard| Consent::Given {
            records,
            by_wildcard,
        };
        let at = "d.example._report._dmarc.r";
        assert_eq!(consent(&format!("{at} TXT v=DMARC1")), given(1, false));
        let beside = format!("{at} TXT \"v=DMARC1;\"\n{at} TXT x");
        assert_eq!(consent(&beside), given(1, false));
        let twice = format!("{at} TXT v=DMARC1\n{at} TXT \"v=DMARC1; p=none\"");
        assert_eq!(consent(&twice), given(2, false));
        assert_eq!(consent("*._report._dmarc.r TXT v=DMARC1"), given(1, true));
        assert_eq!(consent(""), Consent::Absent);
        assert!(matches!(
            consent(&format!("{at} TXT \"v=spf1 -all\"")),
            Consent::Invalid(_)
        ));
        assert_eq!(consent(&format!("$FAIL servfail {at}")), Consent::Unknown);
    }

    #[test]
    fn an_organization_needs_no_consent_of_its_own() {
        let organizational = "_dmarc TXT \"v=DMARC1; p=none\"";
        let same = Consent::NotNeeded {
            organizational: name("example"),
        };
        assert_eq!(consent(organizational), same);
    }

    #[test]
    fn whether_consent_is_needed_may_be_unknown() {
        let failing = "$FAIL servfail _dmarc.r";
        assert_eq!(consent(failing), Consent::Unknown);
        let given = format!("{failing}\nd.example._report._dmarc.r TXT v=DMARC1");
        assert!(matches!(consent(&given), Consent::Given { .. }));
        assert_eq!(consent("$FAIL servfail _dmarc"), Consent::Unknown);
    }

    #[test]
    fn a_host_below_the_domain_is_asked_for_consent_only_where_it_must_be() {
        let zone = "_dmarc.d TXT \"v=DMARC1; p=none; rua=mailto:a@r.d.example\"";
        let asked = |zone: &str| {
            let (client, domain) = (client(zone), name("d.example"));
            let found = Dmarc::find(&client, &domain).now_or_never().unwrap();
            let log = client.log();
            let mut names = log.iter().map(|answer| answer.question.name.as_str());
            (
                found.reports.destinations[0].consent.clone(),
                names.any(|name| name.contains("_report")),
            )
        };
        let organizational = name("d.example");
        assert_eq!(asked(zone), (Consent::NotNeeded { organizational }, false));
        let apart = format!("{zone}\n_dmarc.r.d TXT \"v=DMARC1; psd=n\"");
        assert_eq!(asked(&apart), (Consent::Absent, true));
    }
}
