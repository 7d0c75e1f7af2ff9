//! What is said of the three answers, and of what a domain is for.

use crate::check::answer::accept::{Lacking, Of, Standing, Wanted};
use crate::check::answer::{Accept, Answers, Asked, Forge, Reach, Verdict};
use crate::check::profile::{Judged, Reason};
use crate::rule::Profile;
use crate::text::Prose;

/// One of the three questions.
pub fn asked(asked: Asked) -> &'static str {
    match asked {
        Asked::Reach => "Can mail reach it?",
        Asked::Forge => "Can strangers forge it?",
        Asked::Accept => "Will its own mail be accepted?",
    }
}

/// An answer in a word.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Yes => "Yes",
        Verdict::No => "No",
        Verdict::Partly => "Partly",
        Verdict::Unknown => "Unknown",
    }
}

/// An answer in a sentence.
pub fn answer(answers: &Answers, asked: Asked) -> Prose {
    match asked {
        Asked::Reach => reach(answers.reach),
        Asked::Forge => forge(answers.forge),
        Asked::Accept => accept(&answers.accept),
    }
}

fn reach(reach: Reach) -> Prose {
    Prose::from(match reach {
        Reach::EveryServer { servers: 1 } => "The mail server has an address.",
        Reach::EveryServer { servers: 2 } => "Both mail servers have addresses.",
        Reach::EveryServer { servers } => {
            return format!("All {servers} mail servers have addresses.").into();
        }
        Reach::KnownServers { known, servers } => {
            return format!(
                "{known} of {servers} mail servers have an address; of the others it is not known."
            )
            .into();
        }
        Reach::SomeServers { reachable, servers } => {
            return format!("Only {reachable} of {servers} mail servers can be reached; mail that tries the others waits.").into();
        }
        Reach::OwnAddress => {
            "There is no MX, so senders try the domain’s own address, often a web server that takes none."
        }
        Reach::Unprotected => {
            "Senders that look for DANE or MTA-STS turn back from a mail server; others get through."
        }
        Reach::DnssecBroken => {
            "Its DNSSEC is broken: senders that look at it cannot find the mail servers."
        }
        Reach::Refused => "The domain says that it takes no mail.",
        Reach::Nowhere => "There is neither an MX record nor an address.",
        Reach::NoServer { servers: 1 } => "The mail server cannot be reached: it has no address.",
        Reach::NoServer { .. } => "None of the mail servers has an address.",
        Reach::NoSuchDomain => "The domain does not exist.",
        Reach::Unknown => "The questions about its mail servers got no answer.",
    })
}

fn forge(forge: Forge) -> Prose {
    Prose::from(match forge {
        Forge::SpfLetsEveryone => "Its SPF record lets every address send, and so every stranger.",
        Forge::NoPolicy => "No DMARC record tells receivers what to do with forged mail.",
        Forge::PolicyUnusable => "There is a DMARC record, but receivers can make nothing of it.",
        Forge::WatchesOnly { testing: false } => {
            "DMARC only watches (`p=none`): forged mail is delivered."
        }
        Forge::WatchesOnly { testing: true } => {
            "DMARC only watches while `t=y` stands: forged mail is delivered."
        }
        Forge::SubdomainsOpen => {
            "The domain itself is guarded; mail in the name of its subdomains is not."
        }
        Forge::NonexistentOpen => {
            "The domain is guarded; mail in the name of subdomains that do not exist is not."
        }
        Forge::OlderReceiversOnlyWatch => {
            "Receivers that follow RFC 9989 act on forged mail; older ones only watch."
        }
        Forge::SubdomainsUnknown => {
            "The domain itself is guarded; of its subdomains it is not known."
        }
        Forge::Quarantined => "Receivers that follow DMARC put forged mail among the spam.",
        Forge::Rejected => "Receivers that follow DMARC refuse forged mail.",
        Forge::Unknown => "The questions about its DMARC policy got no answer.",
    })
}

fn accept(accept: &Accept) -> Prose {
    Prose::from(match accept {
        Accept::SendsNothing => "It is a domain that sends no mail.",
        Accept::PointsMet => {
            "Whatever Google, Yahoo and Microsoft ask of senders, as far as DNS shows it, is there."
        }
        Accept::SomeMet { met, lacking } if met.is_empty() => {
            return format!("Google, Yahoo and Microsoft want more: {}.", lacks(lacking)).into();
        }
        Accept::SomeMet { met, lacking } => {
            return format!(
                "{} {} what large receivers ask; {}.",
                names(met),
                if met.len() == 1 { "meets" } else { "meet" },
                lacks(lacking)
            )
            .into();
        }
        Accept::RequiredLacking { lacking } => {
            return format!(
                "Of those who send much, Google, Yahoo and Microsoft want more: {}.",
                lacks(lacking)
            )
            .into();
        }
        Accept::NothingPasses => {
            "SPF lets no mail pass, and no DKIM key was seen: Google and Yahoo refuse mail that has neither."
        }
        Accept::KeysNotSeen => {
            "SPF lets no mail pass; whether there is a DKIM key under another selector is not known."
        }
        Accept::Unknown => "Questions that it hangs on got no answer.",
    })
}

/// What lacks, as the end of a sentence.
fn lacks(lacking: &[Lacking]) -> String {
    let each: Vec<_> = lacking
        .iter()
        .map(|lacking| match lacking {
            Lacking::SpfPass => "SPF lets no mail pass",
            Lacking::SpfResult => "SPF ends in an error part of the way",
            Lacking::DkimKey => "no DKIM key was seen",
            Lacking::DmarcPolicy => "there is no DMARC policy",
            Lacking::ReverseName => "an address that sends has no name that leads back",
        })
        .collect();
    each.join("; ")
}

fn names(met: &[Wanted]) -> String {
    let each: Vec<_> = met
        .iter()
        .map(|wanted| match wanted {
            Wanted::Spf => "SPF",
            Wanted::Dkim => "DKIM",
            Wanted::Dmarc => "DMARC",
            Wanted::ReverseNames => "the reverse names",
            other => self::wanted(*other),
        })
        .collect();
    let list = match each.as_slice() {
        [one] => (*one).to_owned(),
        [most @ .., last] => [&most.join(", "), " and ", last].concat(),
        [] => String::new(),
    };
    let mut letters = list.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => list,
    }
}

/// What a large receiver asks of senders.
pub fn wanted(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Spf => "SPF lets its mail pass",
        Wanted::Dkim => "DKIM signs it, with 1024 bits or more",
        Wanted::Dmarc => "a DMARC record, p=none at least",
        Wanted::ReverseNames => "names of the sending addresses that lead back",
        Wanted::Answerable => "an author’s address that takes answers",
        Wanted::Aligned => "SPF or DKIM passes for the author’s domain",
        Wanted::Tls => "mail comes over TLS",
        Wanted::FewComplaints => "hardly anyone calls it spam (under 0.3%)",
        Wanted::Unsubscribe => "one click ends a subscription",
    }
}

/// How a point stands.
pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Met => "yes",
        Standing::Unmet => "no",
        Standing::NotSeen => "none seen",
        Standing::Unknown => "unknown",
        Standing::NotInDns => "DNS does not show it",
    }
}

/// Of whom a receiver asks it.
pub fn asked_of(of: Of) -> &'static str {
    match of {
        Of::All => "everyone",
        Of::AllEither => "everyone: SPF or DKIM; bulk: both",
        Of::Bulk => "bulk senders",
        Of::Nobody => "nobody",
    }
}

/// What a domain is for, behind "for a domain that …".
pub fn profile(profile: Profile) -> &'static str {
    match profile {
        Profile::SendsAndReceives => "sends and receives",
        Profile::ReceivesOnly => "only receives",
        Profile::SendsOnly => "only sends",
        Profile::Parked => "has no mail",
        Profile::BulkSender => "sends in bulk",
    }
}

/// What a domain was judged as, and why.
pub fn judged(judged: Judged) -> Prose {
    let profile = profile(judged.profile);
    let Some(reason) = judged.guess else {
        return format!("Judged as a domain that {profile}, as you said.").into();
    };
    let because = match reason {
        Reason::MailServersAndSenders => "MX takes mail, and SPF names senders",
        Reason::Vendor(vendor) => {
            let vendor = vendor.name;
            return format!("Judged as a domain that {profile}: SPF lets {vendor} send, which sends to many at once.").into();
        }
        Reason::MailServersAndNoSenders => "MX takes mail, and SPF says that nothing is sent",
        Reason::MailServersAlone => "MX takes mail, and no SPF record that counts names senders",
        Reason::AddressAlone => "it can take mail at its own address, and SPF names senders",
        Reason::NullMxAndSenders => "a null MX says that it takes no mail, and SPF names senders",
        Reason::NullMxAndNoSenders => "a null MX and SPF say so",
        Reason::NullMxAlone => {
            "a null MX says that it takes none, and no SPF record that counts names a sender"
        }
        Reason::NoMxAndNoSenders => "it has no mail servers, and SPF says that nothing is sent",
        Reason::NowhereAndSenders => "mail cannot be brought to it, and SPF names senders",
        Reason::Nothing => "nothing in DNS says otherwise",
        Reason::NoSuchDomain => {
            return format!("It does not exist; judged as a domain that {profile}.").into();
        }
        Reason::Unknown => {
            return format!(
                "What it is for could not be found out; judged as a domain that {profile}."
            )
            .into();
        }
    };
    format!("Judged as a domain that {profile}: {because}.").into()
}
