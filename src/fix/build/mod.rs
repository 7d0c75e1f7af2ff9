//! Builders: from choices to the records that say them, starting from what a
//! domain has.

mod bimi;
mod dmarc;
mod field;
mod mta_sts;
mod parked;
mod present;
mod setup;
mod spf;
mod tls_rpt;

pub use field::{Field, Value, Word};
pub use present::{Present, Published};

use super::Change;
use crate::dns::Name;
use crate::knowledge::setups;
use crate::record::dmarc::Disposition;

/// What can be built.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Builder {
    /// All that a provider of mailboxes asks for.
    Setup,
    /// An SPF record.
    Spf,
    /// A DMARC record.
    Dmarc,
    /// MTA-STS, with its policy file.
    MtaSts,
    /// A TLS reporting record.
    TlsRpt,
    /// A BIMI record.
    Bimi,
    /// All that says that a domain has no mail.
    Parked,
}

impl Builder {
    /// All of them, in the order in which people are offered them.
    pub const ALL: [Self; 7] = [
        Self::Setup,
        Self::Spf,
        Self::Dmarc,
        Self::MtaSts,
        Self::TlsRpt,
        Self::Bimi,
        Self::Parked,
    ];

    /// Its name in links, which never changes.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Setup => "setup",
            Self::Spf => "spf",
            Self::Dmarc => "dmarc",
            Self::MtaSts => "mta-sts",
            Self::TlsRpt => "tls-rpt",
            Self::Bimi => "bimi",
            Self::Parked => "parked",
        }
    }

    /// The builder of that name.
    pub fn for_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|builder| builder.id() == id)
    }

    /// The choices that say what a domain has; where it has nothing, those that
    /// are proposed.
    pub fn start(self, domain: &Name, present: &Present) -> Box<dyn Choices> {
        match self {
            Self::Setup => Box::new(setup::Choices::of(present)),
            Self::Spf => Box::new(spf::Choices::of(present)),
            Self::Dmarc => Box::new(dmarc::Choices::of(domain, present)),
            Self::MtaSts => Box::new(mta_sts::Choices::of(domain, present)),
            Self::TlsRpt => Box::new(tls_rpt::Choices::of(domain, present)),
            Self::Bimi => Box::new(bimi::Choices::of(domain, present)),
            Self::Parked => Box::new(parked::Choices::of(present)),
        }
    }
}

/// The choices of one builder.
pub trait Choices {
    /// Each choice, with its present value, in the order in which they are said.
    fn fields(&self) -> Vec<(Field, Value)>;

    /// Makes a choice. What is no choice of this builder changes nothing.
    fn set(&mut self, field: Field, value: &str);

    /// The records that say it.
    fn build(&self, domain: &Name, present: &Present) -> Built;
}

/// What is to be published.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Built {
    /// The records; one that stays has the same value before and after.
    pub changes: Vec<Change>,
    /// What is to be known of them.
    pub notes: Vec<Note>,
}

/// What is to be known of what is built.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Note {
    /// The provider says something of its own.
    Provider(setups::Note),
    /// The provider's panel shows its MX records.
    ExchangersInPanel,
    /// The provider's panel shows what SPF must include.
    SenderInPanel,
    /// DKIM keys stand in TXT records that the provider's panel shows.
    KeysInPanel {
        /// Under these selectors, where they are known.
        selectors: Vec<String>,
    },
    /// DKIM keys are aliases whose targets the provider's panel shows.
    AliasesInPanel {
        /// Under these selectors, where they are known.
        selectors: Vec<String>,
    },
    /// What is there could not be found out.
    NotKnown {
        /// Where.
        name: Name,
    },
    /// When the provider's facts were gathered.
    Gathered,
    /// Mail goes to other servers from now on.
    MailMoves,
    /// Other senders of the SPF record stay.
    SendersStay,
    /// Another domain must agree to take reports.
    ReportsElsewhere {
        /// The host that takes them.
        host: Name,
    },
    /// Forged mail is still delivered.
    OnlyReported,
    /// A policy is only tested.
    OnlyTested,
    /// A web server must answer at a host, with a certificate.
    PolicyHost {
        /// The host.
        host: Name,
    },
    /// What the policy says by now could not be read.
    PolicyNotRead,
    /// The policy names no server.
    ServersNotKnown,
    /// Logos are shown beside mail of domains with an enforced DMARC policy.
    LogoNeedsDmarc {
        /// The policy that the domain has.
        policy: Option<Disposition>,
    },
    /// A logo is needed, at an address.
    LogoNeeded,
    /// Most mailboxes show a logo with a certificate alone.
    CertificateWanted,
    /// An address is needed for reports.
    MailboxNeeded,
    /// The domain has no mail from now on.
    MailEnds,
}

/// Words of a list as people write it.
fn words(text: &str) -> Vec<String> {
    let ends = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '，' | '、' | '；');
    let mut words: Vec<String> = Vec::new();
    for word in text.split(ends).filter(|word| !word.is_empty()) {
        if !words.iter().any(|known| known.eq_ignore_ascii_case(word)) {
            words.push(word.to_owned());
        }
    }
    words
}

/// Mailboxes and URIs as a list of URIs (RFC 9989 §4.8, RFC 8460 §3).
fn uris(addresses: &[String]) -> String {
    let uri = |address: &String| {
        let address = address.replace('!', "%21");
        match address.contains(':') {
            true => address,
            false => ["mailto:", &address].concat(),
        }
    };
    addresses.iter().map(uri).collect::<Vec<_>>().join(",")
}

/// The same as people write them.
fn address(uri: &str) -> String {
    let bare = uri
        .split_once(':')
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("mailto"));
    match bare {
        Some((_, mailbox)) if !mailbox.contains(['%', '?']) => mailbox.to_owned(),
        _ => uri.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_as_people_write_them() {
        assert_eq!(
            words(" a.example，b.example;A.example\n"),
            ["a.example", "b.example"]
        );
        let all = ["a@d.example".to_owned(), "https://d.example/r".to_owned()];
        assert_eq!(uris(&all), "mailto:a@d.example,https://d.example/r");
        assert_eq!(address("MAILTO:a@d.example"), "a@d.example");
        assert_eq!(address("mailto:a%21b@d.example"), "mailto:a%21b@d.example");
    }

    #[test]
    fn names_lead_back() {
        for builder in Builder::ALL {
            assert_eq!(Builder::for_id(builder.id()), Some(builder));
        }
        for field in Field::ALL {
            assert_eq!(Field::for_id(field.id()), Some(*field));
        }
        for word in Word::ALL {
            assert_eq!(Word::for_id(word.id()), Some(*word));
        }
    }
}
