//! What a domain is for, as far as its records tell.

use crate::dns::Outcome;
use crate::follow::mail_servers::{MailServers, Route};
use crate::follow::spf::{PublishedSpf, Selection};
use crate::knowledge::spf_vendors::spf_vendor;
use crate::knowledge::vendor::{Purpose, Vendor};
use crate::record::spf;
use crate::rule::Profile;
use serde::Serialize;

/// What a domain is judged as.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct Judged {
    /// What it is for.
    pub profile: Profile,
    /// Why that is thought; `None` where a person said it.
    pub guess: Option<Reason>,
}

/// Why a domain is thought to be for something.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// There are mail servers, and SPF lets somebody send.
    MailServersAndSenders,
    /// The same, and SPF names a company that sends the same to many.
    Vendor(Vendor),
    /// There are mail servers, and SPF says that nothing is sent.
    MailServersAndNoSenders,
    /// There are mail servers, and SPF does not say who sends.
    MailServersAlone,
    /// Mail can only be brought to the domain's own address, for want of MX
    /// records.
    AddressAlone,
    /// A null MX, and SPF lets somebody send.
    NullMxAndSenders,
    /// A null MX, and SPF says that nothing is sent.
    NullMxAndNoSenders,
    /// A null MX, and SPF does not say who sends.
    NullMxAlone,
    /// No MX, and SPF says that nothing is sent.
    NoMxAndNoSenders,
    /// Nowhere to bring mail, and SPF lets somebody send.
    NowhereAndSenders,
    /// Nothing says what it is for.
    Nothing,
    /// It does not exist.
    NoSuchDomain,
    /// It could not be found out.
    Unknown,
}

impl Judged {
    /// Takes a person's word for it, or else guesses by where mail goes and
    /// what the domain's SPF record says.
    pub fn new(said: Option<Profile>, servers: &MailServers, spf: &PublishedSpf) -> Self {
        match said {
            Some(profile) => Self {
                profile,
                guess: None,
            },
            None => Self::guess(servers, spf),
        }
    }

    fn guess(servers: &MailServers, spf: &PublishedSpf) -> Self {
        let reason = reason(servers, spf);
        Self {
            profile: reason.profile(),
            guess: Some(reason),
        }
    }
}

impl Reason {
    /// What the domain is thought to be for. Where nothing tells, it is judged
    /// as one that does the usual, so that no fault goes unseen.
    pub const fn profile(self) -> Profile {
        match self {
            Self::MailServersAndSenders
            | Self::MailServersAlone
            | Self::AddressAlone
            | Self::Nothing
            | Self::NoSuchDomain
            | Self::Unknown => Profile::SendsAndReceives,
            Self::Vendor(_) => Profile::BulkSender,
            Self::MailServersAndNoSenders => Profile::ReceivesOnly,
            Self::NullMxAndSenders | Self::NowhereAndSenders => Profile::SendsOnly,
            Self::NullMxAndNoSenders | Self::NullMxAlone | Self::NoMxAndNoSenders => {
                Profile::Parked
            }
        }
    }
}

/// Who sends, as the domain's SPF record has it.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Senders {
    Some,
    None,
    Unsaid,
    Unknown,
}

fn reason(servers: &MailServers, spf: &PublishedSpf) -> Reason {
    let senders = senders(spf);
    match (&servers.route, senders) {
        (Route::Unknown, _) | (_, Senders::Unknown) => Reason::Unknown,
        (Route::NoSuchDomain, _) => Reason::NoSuchDomain,
        (Route::Exchangers(_), Senders::Some) => match bulk_sender(spf) {
            Some(vendor) => Reason::Vendor(vendor),
            None => Reason::MailServersAndSenders,
        },
        (Route::Exchangers(_), Senders::None) => Reason::MailServersAndNoSenders,
        (Route::Exchangers(_), Senders::Unsaid) => Reason::MailServersAlone,
        (Route::NullMx, Senders::Some) => Reason::NullMxAndSenders,
        (Route::NullMx, Senders::None) => Reason::NullMxAndNoSenders,
        (Route::NullMx, Senders::Unsaid) => Reason::NullMxAlone,
        (Route::Implicit(_), Senders::None) => Reason::NoMxAndNoSenders,
        (Route::Implicit(_), Senders::Unsaid) => Reason::Nothing,
        (Route::Implicit(host), Senders::Some) => match host.has_address() {
            Some(true) => Reason::AddressAlone,
            Some(false) => Reason::NowhereAndSenders,
            None => Reason::Unknown,
        },
    }
}

fn senders(spf: &PublishedSpf) -> Senders {
    match spf.selection() {
        _ if matches!(spf.txt.outcome, Outcome::Failed(_)) => Senders::Unknown,
        _ if spf.declares_no_mail() => Senders::None,
        Selection::One(_) if spf.lets_some_send() => Senders::Some,
        _ => Senders::Unsaid,
    }
}

/// The first company in the domain's own record that sends the same to many.
fn bulk_sender(spf: &PublishedSpf) -> Option<Vendor> {
    let Selection::One(text) = spf.selection() else {
        return None;
    };
    let terms = spf::read(&text).terms.into_iter();
    let mut vendors = terms.filter_map(|term| spf_vendor(term.value.domain()?.text()));
    vendors.find(|vendor| vendor.purpose == Purpose::Sending)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::Name;
    use crate::follow::testing::client;
    use futures_util::{FutureExt, future};

    fn guess(zone: &str) -> Judged {
        let domain = Name::parse("d.example").unwrap();
        let client = client(zone);
        let found = future::join(
            MailServers::find(&client, &domain),
            PublishedSpf::find(&client, &domain),
        );
        let (servers, spf) = found.now_or_never().unwrap();
        Judged::new(None, &servers, &spf)
    }

    #[test]
    fn records_tell_what_a_domain_is_for() {
        use Profile::*;
        let mx = "d MX 10 mail.d\nmail.d A 192.0.2.1\n";
        let null = "d MX 0 .\n";
        let address = "d A 192.0.2.1\n";
        let sends = "d TXT \"v=spf1 mx -all\"\n";
        let silent = "d TXT \"v=spf1 -all\"\n";
        let vendor = "d TXT \"v=spf1 mx include:sendgrid.net -all\"\n";
        for (zone, profile) in [
            ([mx, sends], SendsAndReceives),
            ([mx, ""], SendsAndReceives),
            ([mx, silent], ReceivesOnly),
            ([mx, vendor], BulkSender),
            ([null, sends], SendsOnly),
            ([null, silent], Parked),
            ([null, ""], Parked),
            ([address, silent], Parked),
            ([address, sends], SendsAndReceives),
            (["", sends], SendsOnly),
            (["", silent], Parked),
            ([address, ""], SendsAndReceives),
            (["", ""], SendsAndReceives),
            ([mx, "$FAIL servfail d TXT\n"], SendsAndReceives),
            (["$FAIL timeout d MX\n", silent], SendsAndReceives),
        ] {
            assert_eq!(guess(&zone.concat()).profile, profile, "{zone:?}");
        }
    }

    #[test]
    fn several_records_say_nothing_of_who_sends() {
        let zone = "d MX 10 mail.d\nd TXT \"v=spf1 -all\"\nd TXT \"v=spf1 mx -all\"\n";
        assert_eq!(guess(zone).guess, Some(Reason::MailServersAlone));
    }

    #[test]
    fn a_domain_that_does_not_exist_tells_nothing() {
        assert_eq!(guess("e A 192.0.2.1\n").guess, Some(Reason::NoSuchDomain));
    }

    #[test]
    fn a_person_knows_better() {
        let domain = Name::parse("d.example").unwrap();
        let client = client("d MX 0 .");
        let servers = MailServers::find(&client, &domain).now_or_never().unwrap();
        let spf = PublishedSpf::find(&client, &domain).now_or_never().unwrap();
        let judged = Judged::new(Some(Profile::BulkSender), &servers, &spf);
        assert_eq!((judged.profile, judged.guess), (Profile::BulkSender, None));
    }
}
