//! A domain's set of MX records, a line each (RFC 1035 §3.3.9, RFC 5321 §5.1,
//! RFC 7505).

use super::cover::cover;
use super::host::{HostFault, host_fault};
use super::lines::{lines, word};
use super::role::Role;
use super::span::{Span, Spanned};
use crate::order::Arrange;
use crate::rules;
use serde::Serialize;
use std::net::IpAddr;

rules! {
    /// A line that is no MX record.
    pub enum Problem in Mx {
        /// There is no preference before the host.
        PreferenceMissing => {
            "mx-line-preference-missing", Error, Rfc(1035, "3.3.9"),
            bad: Text("mail.d.example."), good: Text("10 mail.d.example."),
        },
        /// The preference is no number from 0 to 65535.
        PreferenceInvalid { found: String } => {
            "mx-line-preference-invalid", Error, Rfc(1035, "3.3.9"),
            bad: Text("high mail.d.example."), good: Text("10 mail.d.example."),
        },
        /// There is no host.
        HostMissing => {
            "mx-line-host-missing", Error, Rfc(1035, "3.3.9"),
            bad: Text("10"), good: Text("10 mail.d.example."),
        },
        /// An address stands where the name of a host belongs.
        HostIsAddress { address: IpAddr } => {
            "mx-line-host-is-address", Error, Rfc(5321, "5.1"),
            bad: Text("10 192.0.2.1"), good: Text("10 mail.d.example."),
        },
        /// The host's name is none.
        HostMalformed { found: String, fault: HostFault } => {
            "mx-line-host-malformed", Error, Rfc(1123, "2.1"),
            bad: Text("10 mail,d.example."), good: Text("10 mail.d.example."),
        },
        /// Something follows the host.
        TextAfterHost { text: String } => {
            "mx-line-text-after-host", Error, Rfc(1035, "3.3.9"),
            bad: Text("10 mail.d.example. 20"), good: Text("10 mail.d.example."),
        },
    }
}

/// A text read as a set of MX records.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Record {
    /// The text that was read.
    pub text: String,
    /// A line for each record, in the order of the text.
    pub exchangers: Vec<Exchanger>,
    /// Every departure from the grammar, in order of place.
    pub problems: Vec<Spanned<Problem>>,
}

/// One line.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Exchanger {
    /// The whole line.
    pub span: Span,
    /// The preference; the least is tried first.
    pub preference: Option<Spanned<u16>>,
    /// Where mail is brought.
    pub host: Option<Spanned<Host>>,
}

/// Where an exchanger's mail is brought.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Host {
    /// `.`: nowhere; the domain takes no mail (RFC 7505 §3).
    Null,
    /// A host, in lower case, without the final dot.
    Name(String),
    /// One label without a final dot, in lower case: a zone file puts the
    /// zone's name behind it (RFC 1035 §5.1).
    Relative(String),
    /// `@`: the zone's own name (RFC 1035 §5.1).
    Origin,
    /// An address, which is no host.
    Address(IpAddr),
    /// What is no name of a host.
    Malformed(HostFault),
}

/// What a sender makes of the set.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Usable {
    /// There are no records: mail is brought to the domain's own addresses
    /// (RFC 5321 §5.1).
    Implicit,
    /// The domain takes no mail.
    Null,
    /// Mail is brought to these hosts, relative ones and `@` among them: the
    /// least preference first.
    Hosts(Vec<(u16, String)>),
    /// Mail can be brought nowhere, or the set contradicts itself.
    NotUsable,
}

impl Record {
    /// Reads any text.
    pub fn read(text: &str) -> Self {
        let mut problems = Vec::new();
        let exchangers = lines(text)
            .map(|line| exchanger(line, text, &mut problems))
            .collect();
        Self {
            text: text.to_owned(),
            exchangers,
            problems,
        }
    }

    /// What a sender makes of the set.
    pub fn usable(&self) -> Usable {
        let null = |exchanger: &&Exchanger| matches!(&exchanger.host, Some(host) if host.value == Host::Null);
        match (
            self.exchangers.len(),
            self.exchangers.iter().filter(null).count(),
        ) {
            (0, _) => return Usable::Implicit,
            (1, 1) => return Usable::Null,
            (_, 0) => {}
            _ => return Usable::NotUsable,
        }
        let mut hosts: Vec<_> = self
            .exchangers
            .iter()
            .filter_map(|exchanger| match &exchanger.host.as_ref()?.value {
                Host::Name(name) | Host::Relative(name) => {
                    Some((exchanger.preference?.value, name.clone()))
                }
                Host::Origin => Some((exchanger.preference?.value, ORIGIN.to_owned())),
                Host::Null | Host::Address(_) | Host::Malformed(_) => None,
            })
            .collect();
        hosts.arrange();
        match hosts.is_empty() {
            true => Usable::NotUsable,
            false => Usable::Hosts(hosts),
        }
    }

    /// The role of each byte of the text, in order.
    pub fn roles(&self) -> Vec<Spanned<Role>> {
        let marks = self.exchangers.iter().flat_map(|exchanger| {
            let preference = exchanger.preference.map(|p| (Role::Prefix, p.span));
            let host = exchanger.host.as_ref().map(|host| match host.value {
                Host::Malformed(_) | Host::Address(_) => (Role::Unknown, host.span),
                _ => (Role::Value, host.span),
            });
            [preference, host].into_iter().flatten()
        });
        let marks = marks.map(|(role, span)| Spanned::new(role, span));
        cover(&self.text, marks.collect())
    }
}

/// ```text
/// preference exchange
/// ```
fn exchanger(line: &str, text: &str, problems: &mut Vec<Spanned<Problem>>) -> Exchanger {
    let span = Span::of(line, text);
    let mut tell = |problem, span| problems.push(Spanned::new(problem, span));
    let mut read = Exchanger {
        span,
        preference: None,
        host: None,
    };
    let Some((first, rest)) = word(line) else {
        return read;
    };
    let number = first.bytes().all(|b| b.is_ascii_digit());
    let place = Span::of(first, text);
    match first.parse() {
        Ok(preference) if number => read.preference = Some(Spanned::new(preference, place)),
        _ if word(rest).is_some() || number => {
            let found = first.to_owned();
            tell(Problem::PreferenceInvalid { found }, place);
        }
        _ => {
            tell(Problem::PreferenceMissing, place);
            read.host = Some(exchange(first, text, &mut tell));
            return read;
        }
    }
    let Some((host, rest)) = word(rest) else {
        tell(Problem::HostMissing, span);
        return read;
    };
    read.host = Some(exchange(host, text, &mut tell));
    let rest = rest.trim_start();
    if !rest.is_empty() {
        let text_after = rest.to_owned();
        tell(
            Problem::TextAfterHost { text: text_after },
            Span::of(rest, text),
        );
    }
    read
}

fn exchange(found: &str, text: &str, tell: &mut impl FnMut(Problem, Span)) -> Spanned<Host> {
    let span = Span::of(found, text);
    let bare = found.strip_suffix('.').unwrap_or(found);
    let unbracketed = bare.trim_matches(['[', ']']);
    let host = if found == "." {
        Host::Null
    } else if found == ORIGIN {
        Host::Origin
    } else if let Ok(address) = unbracketed.parse() {
        tell(Problem::HostIsAddress { address }, span);
        Host::Address(address)
    } else if is_relative(found) {
        Host::Relative(found.to_ascii_lowercase())
    } else if let Some(fault) = host_fault(found) {
        let found = found.to_owned();
        tell(Problem::HostMalformed { found, fault }, span);
        Host::Malformed(fault)
    } else {
        Host::Name(bare.to_ascii_lowercase())
    };
    Spanned::new(host, span)
}

/// How a zone file writes its own name.
const ORIGIN: &str = "@";

/// A lone number is rather a preference too many than a name.
fn is_relative(host: &str) -> bool {
    !host.ends_with('.')
        && host_fault(host) == Some(HostFault::SingleLabel)
        && !host.bytes().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_preference_comes_first() {
        let read = Record::read("20 b.example.\r\n10 A.example\n20 a.example");
        let hosts = [(10, "a.example"), (20, "a.example"), (20, "b.example")];
        let hosts = hosts.map(|(preference, host)| (preference, host.to_owned()));
        assert_eq!(read.usable(), Usable::Hosts(hosts.to_vec()));
        assert!(read.problems.is_empty());
    }

    #[test]
    fn a_label_without_a_dot_is_relative_to_the_zone() {
        let read = Record::read("10 Mail1\n10 mail2\n20 mail.d.example.");
        assert!(read.problems.is_empty());
        let host = |index: usize| read.exchangers[index].host.as_ref().map(|host| &host.value);
        assert_eq!(host(0), Some(&Host::Relative("mail1".into())));
        assert_eq!(host(2), Some(&Host::Name("mail.d.example".into())));
        assert!(matches!(read.usable(), Usable::Hosts(hosts) if hosts.len() == 3));
        for text in ["10 localhost.", "10 20"] {
            let problems = Record::read(text).problems;
            let fault = HostFault::SingleLabel;
            assert!(
                matches!(&problems[0].value, Problem::HostMalformed { fault: found, .. } if *found == fault),
                "{text}"
            );
        }
    }

    #[test]
    fn an_at_sign_is_the_zone_itself() {
        let read = Record::read("10 @");
        assert!(read.problems.is_empty());
        assert_eq!(read.usable(), Usable::Hosts(vec![(10, "@".to_owned())]));
    }

    #[test]
    fn a_line_without_preference_still_names_its_host() {
        let read = Record::read("mail.d.example");
        assert_eq!(read.problems[0].value, Problem::PreferenceMissing);
        let host = read.exchangers[0].host.as_ref().map(|host| &host.value);
        assert_eq!(host, Some(&Host::Name("mail.d.example".to_owned())));
    }
}
