//! Who may issue certificates for the hosts that mail needs (RFC 8659).

use super::mail_servers::{MailServers, host_names};
use super::txt_place::TxtPlace;
use super::{bimi, mta_sts};
use crate::dns::client::Client;
use crate::dns::{Answer, Data, Name, Outcome, RecordType, TxtRecord};
use crate::record::kind::RecordKind;
use futures_util::future;
use std::rc::Rc;

/// Who may issue certificates for a domain and its hosts.
#[derive(Clone, Debug)]
pub struct Caa {
    /// The climb from the domain itself.
    pub domain: Climb,
    /// The climb from the host of the MTA-STS policy, where one is announced.
    pub policy_host: Option<Climb>,
    /// The climbs from the mail servers within the domain. What may be issued
    /// for others is for those who run them to say.
    pub mail_hosts: Vec<Climb>,
    /// The BIMI record, whose logo wants a certificate.
    pub bimi: TxtPlace,
    /// Where mail for the domain goes.
    pub servers: MailServers,
}

/// The climb from a name towards the root, until a name has CAA records
/// (RFC 8659 §3).
#[derive(Clone, Debug)]
pub struct Climb {
    /// The name that it begins at.
    pub name: Name,
    /// The CAA records at each name, from there upwards; all are asked for at
    /// once, as each name is known from the start.
    pub steps: Vec<Rc<Answer>>,
}

/// The records that hold for a name.
#[derive(Clone, Copy, Debug)]
pub enum Relevant<'a> {
    /// Those of this answer.
    Set(&'a Rc<Answer>),
    /// There are none: anybody may issue.
    Empty,
    /// It could not be found out.
    Unknown,
}

impl Caa {
    /// Asks for the CAA records that hold for the domain, its mail servers and
    /// the host of its MTA-STS policy.
    pub async fn find(client: &Client, domain: &Name) -> Self {
        let policy_host = async {
            let place = TxtPlace::find(client, domain, mta_sts::LABEL, RecordKind::MtaSts).await;
            let host = mta_sts::policy_host(domain)?;
            match mta_sts::is_announced(&place) {
                true => Some(Climb::find(client, &host).await),
                false => None,
            }
        };
        let mail_hosts = async {
            let mx = client.ask(domain, RecordType::MX).await;
            let hosts = host_names(domain, &mx).into_iter();
            let within = hosts.filter(|host| host.is_within(domain) && host != domain);
            future::join_all(within.map(async |host| Climb::find(client, &host).await)).await
        };
        let (own, policy_host, mail_hosts, bimi, servers) = future::join5(
            Climb::find(client, domain),
            policy_host,
            mail_hosts,
            TxtPlace::find(client, domain, bimi::LABELS, RecordKind::Bimi),
            MailServers::find(client, domain),
        )
        .await;
        Self {
            domain: own,
            policy_host,
            mail_hosts,
            bimi,
            servers,
        }
    }

    /// Every climb, that of the domain first.
    pub fn climbs(&self) -> impl Iterator<Item = &Climb> {
        std::iter::once(&self.domain)
            .chain(&self.policy_host)
            .chain(&self.mail_hosts)
    }

    /// The sets that hold for any of the names, each once, that of the domain
    /// first.
    pub fn sets(&self) -> Vec<&Rc<Answer>> {
        let mut sets: Vec<&Rc<Answer>> = Vec::new();
        for climb in self.climbs() {
            if let Relevant::Set(set) = climb.relevant()
                && !sets.iter().any(|known| known.question == set.question)
            {
                sets.push(set);
            }
        }
        sets
    }

    /// Every answer, each once.
    pub fn answers(&self) -> Vec<&Rc<Answer>> {
        let mut answers: Vec<&Rc<Answer>> = Vec::new();
        for answer in self.climbs().flat_map(|climb| &climb.steps) {
            if !answers
                .iter()
                .any(|known| known.question == answer.question)
            {
                answers.push(answer);
            }
        }
        answers
    }
}

impl Climb {
    async fn find(client: &Client, name: &Name) -> Self {
        let names = (1..=name.label_count())
            .rev()
            .map(|count| name.suffix(count));
        let steps = names.map(|name| async move { client.ask(&name, RecordType::CAA).await });
        Self {
            name: name.clone(),
            steps: future::join_all(steps).await,
        }
    }

    /// The records that hold for the name (RFC 8659 §3).
    pub fn relevant(&self) -> Relevant<'_> {
        let first = self
            .steps
            .iter()
            .find(|step| !matches!(step.outcome, Outcome::NoData | Outcome::NoSuchName));
        match first {
            Some(step) if step.outcome.is_failed() => Relevant::Unknown,
            Some(step) => Relevant::Set(step),
            None => Relevant::Empty,
        }
    }

    /// The answers that the outcome of the climb rests on.
    pub fn basis(&self) -> &[Rc<Answer>] {
        let ends = |step: &Rc<Answer>| matches!(step.outcome, Outcome::Records(_));
        let end = self.steps.iter().position(ends);
        let count = end.map_or(self.steps.len(), |end| end + 1);
        self.steps.get(..count).unwrap_or_default()
    }
}

/// The records of a set as the lines of a zone file.
pub fn lines(set: &Answer) -> TxtRecord {
    let lines: Vec<_> = set
        .records()
        .iter()
        .filter_map(|record| match &record.data {
            Data::Caa { flags, tag, value } => {
                let value = String::from_utf8_lossy(value);
                let line = format!("{flags} {tag} \"{value}\"");
                Some(line.replace(|c: char| c.is_control(), "\u{FFFD}"))
            }
            _ => None,
        })
        .collect();
    TxtRecord {
        owner: set.canonical_name().clone(),
        ttl: set.ttl().unwrap_or_default(),
        text: lines.join("\n"),
        string_lengths: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow::testing::client;
    use futures_util::FutureExt;

    fn climb(zone: &str) -> Climb {
        let name = Name::parse("mail.d.example").unwrap();
        Climb::find(&client(zone), &name).now_or_never().unwrap()
    }

    #[test]
    fn the_nearest_set_holds() {
        let set = |zone: &str| match climb(zone).relevant() {
            Relevant::Set(set) => lines(set).text,
            Relevant::Empty => "empty".to_owned(),
            Relevant::Unknown => "unknown".to_owned(),
        };
        let above = "d CAA 0 issue \"ca.example\"\nmail.d A 192.0.2.1";
        assert_eq!(set(above), "0 issue \"ca.example\"");
        let near = format!("{above}\nmail.d CAA 0 issue \";\"");
        assert_eq!(set(&near), "0 issue \";\"");
        assert_eq!(set("mail.d A 192.0.2.1"), "empty");
        assert_eq!(
            set(&format!("{above}\n$FAIL timeout mail.d CAA")),
            "unknown"
        );
        // What is above the set does not matter.
        assert_eq!(
            set(&format!("{near}\n$FAIL timeout d CAA")),
            "0 issue \";\""
        );
    }

    #[test]
    fn a_value_makes_no_line_of_its_own() {
        let zone = r#"mail.d CAA 0 issue "ca.example\0100 issue evil""#;
        let climb = climb(zone);
        let Relevant::Set(set) = climb.relevant() else {
            panic!("no set");
        };
        assert_eq!(lines(set).text.lines().count(), 1);
    }
}
