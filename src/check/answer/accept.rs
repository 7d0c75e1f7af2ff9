//! Will the domain's own mail be accepted? What Google, Yahoo and Microsoft ask
//! of senders, as far as DNS can show it.

use super::Verdict;
use crate::check::whole::Whole;
use crate::follow::dkim::Hint;
use crate::follow::dmarc::{Author, Effect};
use crate::follow::mail_servers::Route;
use crate::follow::reverse::{Confirmation, Role};
use crate::rule::Profile;
use serde::Serialize;

/// Whether the domain's own mail will be accepted, and why.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Accept {
    /// The domain is one that sends no mail.
    SendsNothing,
    /// Each point that DNS can show is met.
    PointsMet,
    /// Mail can pass, and some points are not met.
    SomeMet {
        /// Those that are met.
        met: Vec<Wanted>,
        /// Those that are not, or of which nothing was seen.
        lacking: Vec<Lacking>,
    },
    /// Points without which the large receivers refuse such mail are not met.
    RequiredLacking {
        /// Those.
        lacking: Vec<Lacking>,
    },
    /// Neither SPF nor DKIM lets any of its mail pass.
    NothingPasses,
    /// SPF lets none of its mail pass, and whether DKIM does is not known.
    KeysNotSeen,
    /// It could not be found out.
    Unknown,
}

/// What the large receivers ask of senders.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wanted {
    /// SPF lets its mail pass.
    Spf,
    /// DKIM signs it.
    Dkim,
    /// A DMARC record speaks for it.
    Dmarc,
    /// The addresses that send have names that lead back.
    ReverseNames,
    /// The address of the author can be answered.
    Answerable,
    /// SPF or DKIM passes for the author's domain.
    Aligned,
    /// It comes over TLS.
    Tls,
    /// Few call it spam.
    FewComplaints,
    /// One click ends a subscription.
    Unsubscribe,
}

/// What a point lacks that is not met, or of which nothing was seen.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lacking {
    /// SPF lets none of its mail pass.
    SpfPass,
    /// SPF ends in an error for mail that no term before the fault lets pass.
    SpfResult,
    /// No key was seen.
    DkimKey,
    /// No DMARC policy applies to it.
    DmarcPolicy,
    /// An address that sends has no name that leads back.
    ReverseName,
}

/// How a point stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It is met.
    Met,
    /// It is not.
    Unmet,
    /// Nothing was seen of it, which does not say that it is not met.
    NotSeen,
    /// It could not be found out.
    Unknown,
    /// DNS does not show it.
    NotInDns,
}

/// Of whom a receiver asks it.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Of {
    /// Every sender.
    All,
    /// Every sender: this, or DKIM where this is SPF, and the other way round.
    AllEither,
    /// Those who send much.
    Bulk,
    /// Nobody.
    Nobody,
}

/// One point, and how it stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct Point {
    /// What is asked.
    pub wanted: Wanted,
    /// How it stands.
    pub standing: Standing,
    /// Of whom Google, Yahoo and Microsoft ask it, in this order.
    pub of: [Of; 3],
}

/// The points, as the three have published them: Google and Yahoo since
/// February 2024, Microsoft since May 2025, of those who send more than 5,000
/// messages a day. Where less is asked of those who send little, more of those
/// who send much, it is the former that stands here.
const WANTED: [(Wanted, [Of; 3]); 9] = {
    use Of::{All, AllEither, Bulk, Nobody};
    [
        (Wanted::Spf, [AllEither, AllEither, Bulk]),
        (Wanted::Dkim, [AllEither, AllEither, Bulk]),
        (Wanted::Dmarc, [Bulk, Bulk, Bulk]),
        (Wanted::Aligned, [Bulk, Bulk, Bulk]),
        (Wanted::ReverseNames, [All, All, Nobody]),
        (Wanted::Answerable, [Nobody, Nobody, Bulk]),
        (Wanted::Tls, [All, Nobody, Nobody]),
        (Wanted::FewComplaints, [All, All, Nobody]),
        (Wanted::Unsubscribe, [Bulk, Bulk, Bulk]),
    ]
};

impl Wanted {
    /// Its name in reports, which never changes.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Spf => "spf",
            Self::Dkim => "dkim",
            Self::Dmarc => "dmarc",
            Self::ReverseNames => "reverse-names",
            Self::Answerable => "answerable",
            Self::Aligned => "aligned",
            Self::Tls => "tls",
            Self::FewComplaints => "few-complaints",
            Self::Unsubscribe => "unsubscribe",
        }
    }
}

/// Each point, and how it stands.
pub fn points(whole: &Whole<'_>) -> Vec<Point> {
    let points = WANTED.map(|(wanted, of)| Point {
        wanted,
        standing: standing(whole, wanted),
        of,
    });
    points.to_vec()
}

fn standing(whole: &Whole<'_>, wanted: Wanted) -> Standing {
    let known = |known: Option<bool>| match known {
        Some(true) => Standing::Met,
        Some(false) => Standing::Unmet,
        None => Standing::Unknown,
    };
    match wanted {
        Wanted::Spf => known(
            whole
                .spf_holds()
                .map(|holds| holds && lets_some_pass(whole)),
        ),
        Wanted::Dkim => dkim(whole),
        Wanted::Dmarc => dmarc(whole),
        Wanted::ReverseNames => reverse_names(whole),
        // At a domain's own address there is often a web server.
        Wanted::Answerable => match whole.servers.route {
            Route::Implicit(_) if whole.servers.takes_mail() == Some(true) => Standing::Unknown,
            _ => known(whole.servers.takes_mail()),
        },
        Wanted::Aligned | Wanted::Tls | Wanted::FewComplaints | Wanted::Unsubscribe => {
            Standing::NotInDns
        }
    }
}

/// The limits on what a receiver asks for left out.
fn lets_some_pass(whole: &Whole<'_>) -> bool {
    !whole.spf.authorized().may_pass.is_empty()
}

fn dkim(whole: &Whole<'_>) -> Standing {
    if whole.usable_keys().next().is_some() {
        return Standing::Met;
    }
    match whole.selectors_tried() {
        Some(_) => Standing::NotSeen,
        None => Standing::Unknown,
    }
}

fn dmarc(whole: &Whole<'_>) -> Standing {
    match whole.dmarc.walk.effect(Author::Domain(whole.dmarc.exists)) {
        Effect::Applied { .. } => Standing::Met,
        Effect::NoProcessing { .. } | Effect::None => Standing::Unmet,
        Effect::Unknown => Standing::Unknown,
    }
}

/// Of the addresses that SPF lets send one by one; a provider's are the
/// provider's to name.
fn reverse_names(whole: &Whole<'_>) -> Standing {
    let senders = whole.reverses.iter();
    let senders = senders.filter(|reverse| reverse.role == Role::Sends);
    let mut standing = Standing::NotSeen;
    for reverse in senders {
        match reverse.confirmation() {
            Confirmation::Contradicted(_) | Confirmation::Nameless => return Standing::Unmet,
            Confirmation::Unknown => standing = Standing::Unknown,
            Confirmation::Confirmed(_) if standing == Standing::NotSeen => {
                standing = Standing::Met;
            }
            Confirmation::Confirmed(_) => {}
        }
    }
    standing
}

/// What is asked of every sender, and of those who send much; the rest is
/// the business of single receivers.
const JUDGED: [Wanted; 4] = [
    Wanted::Spf,
    Wanted::Dkim,
    Wanted::Dmarc,
    Wanted::ReverseNames,
];

impl Accept {
    pub(super) fn new(whole: &Whole<'_>, points: &[Point], profile: Profile) -> Self {
        if !profile.sends() {
            return Self::SendsNothing;
        }
        let standing = |wanted| {
            let mut points = points.iter();
            let point = points.find(|point| point.wanted == wanted);
            point.map_or(Standing::Unknown, |point| point.standing)
        };
        let those = |like: fn(Standing) -> bool| -> Vec<Wanted> {
            let these = JUDGED.into_iter();
            these.filter(|&wanted| like(standing(wanted))).collect()
        };
        let met = those(|standing| standing == Standing::Met);
        let unmet = those(|standing| standing == Standing::Unmet);
        let lacks = |wanted: &Wanted| match wanted {
            Wanted::Spf if lets_some_pass(whole) => Some(Lacking::SpfResult),
            Wanted::Spf => Some(Lacking::SpfPass),
            Wanted::Dkim => Some(Lacking::DkimKey),
            Wanted::Dmarc => Some(Lacking::DmarcPolicy),
            Wanted::ReverseNames => Some(Lacking::ReverseName),
            _ => None,
        };
        let required = |wanted: &Wanted| matches!(wanted, Wanted::Spf | Wanted::Dmarc);
        if profile == Profile::BulkSender && unmet.iter().any(required) {
            let no_keys =
                standing(Wanted::Dkim) == Standing::NotSeen && whole.dkim.hint() == Hint::NoNames;
            let counts = |wanted: &&Wanted| match wanted {
                Wanted::Dkim => no_keys,
                wanted => required(wanted) && unmet.contains(wanted),
            };
            let lacking = JUDGED.iter().filter(counts).filter_map(lacks).collect();
            return Self::RequiredLacking { lacking };
        }
        let mut lacking: Vec<_> = unmet.iter().filter_map(lacks).collect();
        let spf_passes_none = lacking.contains(&Lacking::SpfPass);
        match (standing(Wanted::Spf), standing(Wanted::Dkim)) {
            (_, Standing::NotSeen) if spf_passes_none => match whole.dkim.hint() {
                Hint::NoNames => return Self::NothingPasses,
                Hint::Names | Hint::Unknown => return Self::KeysNotSeen,
            },
            (_, Standing::Unknown) if spf_passes_none => return Self::KeysNotSeen,
            (Standing::Unknown, dkim) if dkim != Standing::Met => return Self::Unknown,
            _ => {}
        }
        // Where nothing is known to lack, what is not known decides.
        if lacking.is_empty() && !those(|standing| standing == Standing::Unknown).is_empty() {
            return Self::Unknown;
        }
        if standing(Wanted::Dkim) == Standing::NotSeen {
            lacking.push(Lacking::DkimKey);
        }
        match lacking.is_empty() {
            true => Self::PointsMet,
            false => Self::SomeMet { met, lacking },
        }
    }

    /// The answer in a word.
    pub const fn verdict(&self) -> Verdict {
        match self {
            Self::PointsMet => Verdict::Yes,
            Self::SomeMet { .. } => Verdict::Partly,
            Self::SendsNothing | Self::RequiredLacking { .. } | Self::NothingPasses => Verdict::No,
            Self::KeysNotSeen | Self::Unknown => Verdict::Unknown,
        }
    }
}
