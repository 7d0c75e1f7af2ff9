//! Several resolvers side by side.

use crate::dns::Data;
use crate::dns::subnet::{AskedFrom, Scope};
use crate::follow::compare::{Arrival, Content, Group, NotCompared, Standing, What};
use crate::knowledge::regions::Region;
use crate::text::compare::{Arrivals, ComparisonWords, Lifetime, Sum};
use crate::text::en::all;
use crate::text::{Prose, excerpt};

pub const WORDS: ComparisonWords = ComparisonWords {
    arrival: "Has a change arrived?",
    arrival_label: "Paste the value that you published",
    arrival_look: "Look for it",
    records: "Record by record",
    elsewhere: "As if from elsewhere",
    elsewhere_note: "Some name servers answer by where a question comes from. Choose a place, and the question is put as if it came from a public network there. The resolver and the domain’s name servers are told that network; yours is not in it. Nothing is asked this way until you choose.",
    also: "Ask these too",
    times_note: "The times are those that the resolvers give for what they hold, each by its own policy. A large resolver holds many copies, so that an older answer can come back until its time is over.",
    selectors_note: "No DKIM key is compared, as no selector is named. Name one beside “DKIM selectors”.",
    made_up: ["Made-up resolver A", "Made-up resolver B (older)"],
};

/// What is called by a place's records.
pub fn place(what: &What) -> Prose {
    Prose::from(match what {
        What::NameServers => "Name servers".into(),
        What::Mx => "Mail servers (MX)".into(),
        What::Address => "Address".into(),
        What::Spf => "SPF".into(),
        What::Dkim(selector) => format!("DKIM `{selector}`"),
        What::Dmarc => "DMARC".into(),
        What::MtaSts => "MTA-STS".into(),
        What::TlsRpt => "TLS reporting".into(),
        What::Bimi => "BIMI".into(),
    })
}

pub fn region(region: Region) -> &'static str {
    match region {
        Region::ChinaTelecom => "China (Telecom)",
        Region::ChinaUnicom => "China (Unicom)",
        Region::ChinaMobile => "China (Mobile)",
        Region::HongKong => "Hong Kong",
        Region::Taiwan => "Taiwan",
        Region::Japan => "Japan",
        Region::Singapore => "Singapore",
        Region::India => "India",
        Region::Australia => "Australia",
        Region::Germany => "Germany",
        Region::UnitedKingdom => "United Kingdom",
        Region::SouthAfrica => "South Africa",
        Region::Brazil => "Brazil",
        Region::UnitedStatesEast => "US East",
        Region::UnitedStatesWest => "US West",
    }
}

/// A resolver that is asked as if from a region.
pub fn as_from(resolver: &str, region: Region) -> String {
    format!("{resolver}, as from {}", self::region(region))
}

/// How long an answer may stay with a resolver.
pub fn lifetime(seconds: u32) -> String {
    match Lifetime::new(seconds) {
        Lifetime::Nothing => "not kept".into(),
        Lifetime::Minutes(minutes) => format!("up to {minutes} min"),
        Lifetime::Hours(hours, 0) => format!("up to {hours} h"),
        Lifetime::Hours(hours, minutes) => format!("up to {hours} h {minutes} min"),
        Lifetime::Days(1, 0) => "up to 1 day".into(),
        Lifetime::Days(1, hours) => format!("up to 1 day {hours} h"),
        Lifetime::Days(days, 0) => format!("up to {days} days"),
        Lifetime::Days(days, hours) => format!("up to {days} days {hours} h"),
    }
}

/// How the answers to one question stand to each other; `alone` is who alone
/// could find out, and so many others could not; `most` is what most give.
pub fn agreement(standing: Standing, alone: &str, failed: usize, most: Option<&Group>) -> Prose {
    let what = most
        .map(|group| content(&group.content))
        .unwrap_or_default();
    let others = match failed {
        0 => String::new(),
        1 => "; 1 gave no answer".into(),
        _ => format!("; {failed} gave no answer"),
    };
    Prose::from(match standing {
        Standing::Pending => "being asked".into(),
        Standing::Agree(count) if failed > 0 => {
            format!("the {count} that answered agree: {what}{others}")
        }
        Standing::Agree(count) => format!("{} agree: {what}", all(count)),
        Standing::Differ(count) => format!("{count} different answers{others}"),
        Standing::Alone(_) => format!("only {} answered{others}", excerpt(alone)),
        Standing::Unknown => "nobody answered".into(),
    })
}

/// What an answer says, in a few words.
fn content(content: &Content) -> String {
    match content {
        Content::Records(records) => match records.first() {
            Some(Data::Txt(txt)) if records.len() == 1 => format!("`{}`", excerpt(&txt.text())),
            _ if records.len() == 1 => "1 record".into(),
            _ => format!("{} records", records.len()),
        },
        Content::NoData(_) => "no such record".into(),
        Content::NoSuchName(_) => "no such name".into(),
    }
}

/// What a whole comparison came to.
pub fn comparison(sum: &Sum) -> Prose {
    let silent = match sum.asked - sum.answered {
        0 => String::new(),
        silent => format!(" {silent} of {} gave no answer at all.", sum.asked),
    };
    let unknown = match sum.unknown {
        0 => String::new(),
        1 => " Too few answers came to compare 1 record.".into(),
        unknown => format!(" Too few answers came to compare {unknown} records."),
    };
    let said = match (sum.answered, sum.differ) {
        (0, _) => return "Nobody answered, so nothing is known of what is published.".into(),
        (1, _) => "Only one resolver answered, and one answer cannot be compared.".into(),
        (count, 0) => {
            let records = match sum.compared {
                1 => "the one record".into(),
                compared => format!("{} records", all(compared)),
            };
            format!("The {count} that answered say the same of {records} that could be compared.")
        }
        (_, differ) => format!(
            "{differ} of {} records differ. Mail is treated by one answer or by the other, depending on whom the receiver asks.",
            sum.compared
        ),
    };
    Prose::from([said, silent, unknown].concat())
}

/// Whether a value has come to one resolver.
pub fn arrival(arrival: &Arrival) -> Prose {
    match arrival {
        Arrival::Arrived => "has it".into(),
        Arrival::Other { lifetime: None } => "has another answer".into(),
        Arrival::Other {
            lifetime: Some(seconds),
        } => Prose::from(format!("has another answer, {}", lifetime(*seconds))),
        Arrival::Unknown(failure) => {
            Prose::from(format!("unknown: {}", super::dns::failure(failure).plain()))
        }
        Arrival::Pending => "being asked".into(),
    }
}

/// To whom a change has come, in a sentence.
pub fn arrivals(sum: &Arrivals) -> Prose {
    let answered = sum.arrived + sum.other;
    let (they, have) = match sum.other {
        1 => ("it", "has"),
        _ => ("they", "have"),
    };
    let wait = match sum.longest {
        Some(0) => format!("what {they} {have} instead is not kept, so ask again at once"),
        Some(longest) => {
            let lifetime = lifetime(longest);
            format!("what {they} {have} instead may stay there {lifetime}")
        }
        None => format!("how long {they} will keep what {they} {have} instead is not said"),
    };
    let none = "If it takes longer, see whether your DNS provider has saved it, and under the right host name.";
    let said = match (sum.arrived, sum.other) {
        _ if sum.pending > 0 => return "Not everybody has answered yet.".into(),
        (0, 0) => {
            return "Nobody answered, so it is unknown whether the change has arrived.".into();
        }
        (1, 0) => "The change has arrived at the one resolver that answered.".into(),
        (_, 0) => format!("The change has arrived at {} that answered.", all(answered)),
        (0, 1) => {
            format!("The change has not arrived at the one resolver that answered; {wait}. {none}")
        }
        (0, _) => format!(
            "The change has arrived at none of the {answered} that answered; {wait}. {none}"
        ),
        (arrived, 1) => {
            format!("The change has arrived at {arrived} of {answered}. One is behind; {wait}.")
        }
        (arrived, behind) => {
            format!(
                "The change has arrived at {arrived} of {answered}. {behind} are behind; {wait}."
            )
        }
    };
    let unknown = match sum.unknown {
        0 => "",
        1 => " Of one more it is unknown.",
        _ => " Of the others it is unknown.",
    };
    Prose::from([&said, unknown].concat())
}

/// Why a text is nothing that can be looked for.
pub fn not_compared(why: &NotCompared) -> Prose {
    Prose::from(match why {
        NotCompared::NoValue => {
            "There is no value in it. Paste what the record is to say, such as `v=spf1 mx -all`.".into()
        }
        NotCompared::Elsewhere(owner) => format!(
            "`{}` is none of the names compared here. A DKIM selector is added beside “DKIM selectors”.",
            excerpt(owner)
        ),
        NotCompared::NoSuchKind => "No record of this kind is compared here.".into(),
        NotCompared::WhichName => {
            "It is at none of several names where it could be. Paste the whole line, with its name in front.".into()
        }
    })
}

/// For which places an answer holds.
pub fn asked_from(from: &AskedFrom) -> String {
    let subnet = from.subnet;
    match from.scope {
        Scope::Silent => format!("as from {subnet}; not said whether that was heeded"),
        Scope::Echoed => format!("as from {subnet}; heeded, without a scope"),
        Scope::Prefix(0) => {
            format!("as from {subnet}; scope 0: the answer does not depend on the place")
        }
        Scope::Prefix(scope) => {
            format!("as from {subnet}; scope {scope}: the answer holds for the /{scope} around it")
        }
    }
}

/// How many records all give, besides those that are shown.
pub fn common(count: usize) -> Prose {
    match count {
        0 => "".into(),
        1 => "and one more record, the same everywhere".into(),
        _ => Prose::from(format!("and {count} more records, the same everywhere")),
    }
}

/// How much of what was asked a resolver has answered.
pub fn vantage(answered: usize, failed: usize, pending: usize) -> String {
    match (answered, failed, pending) {
        (_, _, 1..) => "being asked".into(),
        (_, 0, _) => "answered".into(),
        (0, _, _) => "no answer".into(),
        _ => format!("answered {answered} of {}", answered + failed),
    }
}

/// That addresses may differ by place on purpose.
pub fn addresses_differ() -> Prose {
    "Addresses may differ by place on purpose. Each of them must take the domain’s mail.".into()
}

/// What a resolver that does not validate, and lies where it must, gives.
pub fn unreliable(resolver: &str) -> Prose {
    Prose::from(format!(
        "{} does not validate DNSSEC, and some of its answers may be altered.",
        excerpt(resolver)
    ))
}
