//! What a browser cannot see, as command lines that look for it.
//!
//! Host names come from DNS, where anybody may put anything, and the lines are
//! made to be pasted into a shell. So they are made of [`HostName`]s, numbers
//! and hexadecimal digits alone; of any other name no line is made.

use crate::dns::{Answer, Data, HostName, Name};
use crate::follow::beyond::Beyond;
use crate::follow::dane::DaneHost;
use crate::follow::mta_sts::policy_url;
use crate::follow::programs::Service;
use std::fmt::Write as _;

/// How many mail servers there are lines for, the most preferred ones.
const MAIL_SERVERS: usize = 3;
/// How many ports of mail programs there are lines for.
const PORTS: usize = 4;
/// How many TLSA records a line names.
const TLSA_RECORDS: usize = 4;

/// All that can be tried by hand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ByHand {
    /// What is tried, with the lines that try it.
    pub trials: Vec<(Trial, Vec<Command>)>,
    /// How many more mail servers there are.
    pub more: usize,
    /// Names of which no line is made, each once.
    pub unfit: Vec<Name>,
}

/// Something that a browser cannot see.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Trial {
    /// Whether port 25 of a mail server answers.
    Reach,
    /// Whether a mail server has STARTTLS, and a certificate of its name.
    Encrypt,
    /// Whether its certificate matches the TLSA records.
    Dane,
    /// Whether it takes mail for the domain.
    Take,
    /// Whether the ports for mail programs answer.
    Programs,
    /// How the policy of MTA-STS is served.
    Policy,
}

/// A line for a shell.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Command {
    /// Whose shell it is for.
    pub system: System,
    /// The line.
    pub line: String,
}

/// Whose shell a line is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum System {
    /// Linux and macOS.
    Unix,
    /// The same, with swaks, which has to be installed.
    UnixSwaks,
    /// PowerShell of Windows.
    PowerShell,
}

/// What can be tried by hand of a domain's hosts: of those alone that exist.
pub fn by_hand(beyond: &Beyond) -> ByHand {
    let mut made = ByHand::default();
    let there = beyond.dane.hosts.iter();
    let there = there.filter(|host| host.addresses.has_address() == Some(true));
    let mut servers = Vec::new();
    for host in there {
        match HostName::of(&host.addresses.name) {
            Some(name) if servers.len() < MAIL_SERVERS => servers.push((name, host)),
            Some(_) => made.more += 1,
            None => made.unfit(&host.addresses.name),
        }
    }
    for (name, _) in &servers {
        made.add(
            Trial::Reach,
            System::Unix,
            format!("nc -vz -w 10 {name} 25"),
        );
        let line = format!("Test-NetConnection {name} -Port 25");
        made.add(Trial::Reach, System::PowerShell, line);
    }
    for (name, _) in &servers {
        made.add(
            Trial::Encrypt,
            System::Unix,
            s_client(name, 25, Some("smtp")),
        );
    }
    for (name, host) in &servers {
        if let Some(line) = dane(name, host) {
            made.add(Trial::Dane, System::Unix, line);
        }
    }
    match (HostName::of(&beyond.domain), servers.first()) {
        (Some(domain), Some((server, _))) => {
            let line =
                format!("swaks --to postmaster@{domain} --server {server} --tls --quit-after RCPT");
            made.add(Trial::Take, System::UnixSwaks, line);
        }
        (None, Some(_)) => made.unfit(&beyond.domain),
        (_, None) => {}
    }
    ports(beyond, &mut made);
    if let Some(host) = &beyond.policy_host {
        match HostName::of(host) {
            Some(_) => {
                let url = policy_url(host);
                made.add(Trial::Policy, System::Unix, format!("curl -sSi {url}"));
                // There `curl` alone may mean something else.
                let line = format!("curl.exe -sSi {url}");
                made.add(Trial::Policy, System::PowerShell, line);
            }
            None => made.unfit(host),
        }
    }
    made
}

impl ByHand {
    fn add(&mut self, trial: Trial, system: System, line: String) {
        let command = Command { system, line };
        match self.trials.last_mut() {
            Some((last, lines)) if *last == trial => lines.push(command),
            _ => self.trials.push((trial, vec![command])),
        }
    }

    fn unfit(&mut self, name: &Name) {
        if !self.unfit.contains(name) {
            self.unfit.push(name.clone());
        }
    }
}

/// Lines for the ports that the domain's SRV records name.
fn ports(beyond: &Beyond, made: &mut ByHand) {
    let mut lines: Vec<String> = Vec::new();
    for offer in &beyond.programs.offers {
        let begins = match offer.service {
            Service::Imap => Some("imap"),
            Service::Pop3 => Some("pop3"),
            Service::Submission => Some("smtp"),
            Service::Imaps | Service::Pop3s | Service::Submissions => None,
            Service::Autodiscover => continue,
        };
        let there = offer.reachable();
        for (host, port) in there.filter(|(host, _)| host.has_address() == Some(true)) {
            let Some(name) = HostName::of(&host.name) else {
                made.unfit(&host.name);
                continue;
            };
            let line = s_client(&name, port, begins);
            if lines.len() < PORTS && !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    for line in lines {
        made.add(Trial::Programs, System::Unix, line);
    }
}

/// Connects with TLS, at once or after the STARTTLS of a protocol, and holds the
/// certificate against the name.
fn s_client(host: &HostName, port: u16, begins: Option<&str>) -> String {
    let begins = match begins {
        Some(protocol) => format!("-starttls {protocol} "),
        None => String::new(),
    };
    format!(
        "openssl s_client {begins}-connect {host}:{port} -servername {host} -verify_hostname {host} -brief </dev/null"
    )
}

/// Holds the certificate against the TLSA records as senders do: where they name
/// it itself, its names and dates do not matter (RFC 7672 §3.1.1). `None` where
/// there is no record that senders could use.
fn dane(host: &HostName, found: &DaneHost) -> Option<String> {
    let tlsa = found.tlsa()?;
    // `_25._tcp` stands before it.
    let labels = tlsa.question.name.label_count().checked_sub(2)?;
    let base = HostName::of(&tlsa.question.name.suffix(labels))?;
    let mut records = String::new();
    for record in usable(tlsa).take(TLSA_RECORDS) {
        let _ = write!(records, "-dane_tlsa_rrdata \"{record}\" ");
    }
    (!records.is_empty()).then(|| {
        format!(
            "openssl s_client -starttls smtp -connect {host}:25 -dane_tlsa_domain {base} {records}-dane_ee_no_namechecks -brief </dev/null"
        )
    })
}

/// The TLSA records that senders use (RFC 7672 §3.1): usages 2 and 3, digests of
/// the right length.
fn usable(tlsa: &Answer) -> impl Iterator<Item = String> {
    tlsa.records()
        .iter()
        .filter_map(|record| match &record.data {
            Data::Tlsa {
                usage: usage @ (2 | 3),
                selector: selector @ (0 | 1),
                matching_type: matching_type @ (1 | 2),
                association,
            } if association.len() == 32 * usize::from(*matching_type) => {
                let mut line = format!("{usage} {selector} {matching_type} ");
                for octet in association {
                    let _ = write!(line, "{octet:02x}");
                }
                Some(line)
            }
            _ => None,
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow::testing::client;
    use futures_util::FutureExt;

    fn made(zone: &str) -> ByHand {
        made_of("d.example", zone)
    }

    fn made_of(domain: &str, zone: &str) -> ByHand {
        let domain = Name::parse(domain).unwrap();
        let client = client(zone);
        by_hand(&Beyond::find(&client, &domain).now_or_never().unwrap())
    }

    fn lines(made: &ByHand, trial: Trial) -> Vec<&str> {
        let trials = made.trials.iter().filter(|(one, _)| *one == trial);
        trials
            .flat_map(|(_, lines)| lines.iter().map(|line| line.line.as_str()))
            .collect()
    }

    #[test]
    fn lines_are_of_the_hosts_that_exist() {
        let digest = "ab".repeat(32);
        let zone = format!(
            "d MX 10 mail.d\nd MX 5 gone.d\nmail.d A 192.0.2.1\n\
             _25._tcp.mail.d TLSA 3 1 1 {digest}\n_25._tcp.mail.d TLSA 1 1 1 {digest}\n\
             _25._tcp.mail.d TLSA 3 1 1 abab\n\
             _submission._tcp.d SRV 0 1 587 mail.d\n_imaps._tcp.d SRV 0 1 993 gone.d\n\
             _mta-sts.d TXT \"v=STSv1; id=1\""
        );
        let made = made(&zone);
        for (trial, wanted) in [
            (
                Trial::Reach,
                &[
                    "nc -vz -w 10 mail.d.example 25",
                    "Test-NetConnection mail.d.example -Port 25",
                ][..],
            ),
            (
                Trial::Encrypt,
                &[
                    "openssl s_client -starttls smtp -connect mail.d.example:25 -servername mail.d.example -verify_hostname mail.d.example -brief </dev/null",
                ],
            ),
            (
                Trial::Dane,
                &[&*format!(
                    "openssl s_client -starttls smtp -connect mail.d.example:25 -dane_tlsa_domain mail.d.example -dane_tlsa_rrdata \"3 1 1 {digest}\" -dane_ee_no_namechecks -brief </dev/null"
                )],
            ),
            (
                Trial::Take,
                &[
                    "swaks --to postmaster@d.example --server mail.d.example --tls --quit-after RCPT",
                ],
            ),
            (
                Trial::Programs,
                &[
                    "openssl s_client -starttls smtp -connect mail.d.example:587 -servername mail.d.example -verify_hostname mail.d.example -brief </dev/null",
                ],
            ),
            (
                Trial::Policy,
                &[
                    "curl -sSi https://mta-sts.d.example/.well-known/mta-sts.txt",
                    "curl.exe -sSi https://mta-sts.d.example/.well-known/mta-sts.txt",
                ],
            ),
        ] {
            assert_eq!(lines(&made, trial), wanted, "{trial:?}");
        }
        assert_eq!((made.more, made.unfit), (0, Vec::new()));
    }

    #[test]
    fn the_rest_of_many_hosts_is_counted() {
        let zone: String = (1..=5)
            .map(|n| format!("d MX {n} m{n}.d\nm{n}.d A 192.0.2.{n}\n"))
            .collect();
        let made = made(&zone);
        assert_eq!(lines(&made, Trial::Encrypt).len(), 3);
        assert_eq!(made.more, 2);
        assert!(lines(&made, Trial::Encrypt)[0].contains(" m1.d.example:25 "));
    }

    #[test]
    fn a_domain_without_mail_servers_has_nothing_to_try() {
        for zone in [
            "d MX 0 .",
            "d TXT x",
            "d MX 10 gone.d",
            "$FAIL timeout d MX",
            "other A 192.0.2.1",
        ] {
            assert_eq!(made(zone), ByHand::default(), "{zone}");
        }
    }

    /// Nothing that DNS can carry in a name gets into a shell.
    #[test]
    fn no_line_is_made_of_a_name_that_is_no_host() {
        for label in [
            r"a\059touch\032x",
            r"\036\040touch\041",
            r"a\096touch\096",
            r"a\032b",
            r"a\010b",
            r"a&b",
            r"a|b",
            r"a>b",
            r"a\039b",
            r"a\034b",
            r"\092",
            r"a\.b",
            r"-a",
            r"_a",
            r"\226\128\174",
        ] {
            let zone = format!(
                "d MX 10 {label}.d\n{label}.d A 192.0.2.1\nd MX 20 mail.d\nmail.d A 192.0.2.2\n\
                 _imaps._tcp.d SRV 0 1 993 {label}.d"
            );
            let made = made(&zone);
            let all = made.trials.iter().flat_map(|(_, lines)| lines);
            for Command { line, .. } in all {
                assert!(line.contains("mail.d.example"), "{line}");
                let plain = |c: char| c.is_ascii_alphanumeric() || " .:@-_</".contains(c);
                assert!(line.chars().all(plain), "{line}");
            }
            assert_eq!(lines(&made, Trial::Encrypt).len(), 1, "{label}");
            assert_eq!(lines(&made, Trial::Programs), [""; 0], "{label}");
            assert_eq!(made.unfit.len(), 1, "{label}");
        }
    }

    #[test]
    fn no_line_is_made_of_a_domain_that_is_no_host() {
        let made = made_of("_d.example", "_d MX 10 mail\nmail A 192.0.2.1");
        assert_eq!(lines(&made, Trial::Take), [""; 0]);
        assert_eq!(lines(&made, Trial::Encrypt).len(), 1);
        assert_eq!(made.unfit, [Name::parse("_d.example").unwrap()]);
    }
}
