//! Say: every sentence, a folder a language.
//!
//! Facts come in as types, and each language is an exhaustive `match` on them:
//! a missing translation does not compile.

mod annex_words;
mod build_words;
pub mod compare;
mod dmarc;
mod en;
mod fix_words;
mod list;
pub mod many;
mod number;
mod programs;
mod prose;
mod publish_words;
mod record;
pub mod snapshot;
pub mod spf;
mod table_words;
mod ui;
mod zh;

pub use annex_words::{AnnexWords, PrivacyWords};
pub use build_words::{BuildWords, FieldWords};
pub use dmarc::DmarcWord;
pub use fix_words::FixWords;
use list::{code_names, code_points, first_names};
pub use many::ManyWords;
pub use programs::ProgramsWord;
pub use prose::{Piece, Prose, alone, character, excerpt, glyph, visible};
pub use publish_words::PublishWords;
pub use table_words::TableWords;
pub use ui::Ui;

use crate::check::answer::accept::{self, Of, Wanted};
use crate::check::answer::{Asked, Verdict};
use crate::check::{Answers, Fact, Judged};
use crate::dns::answer::Failure;
use crate::dns::subnet::AskedFrom;
use crate::dns::url::UrlError;
use crate::dns::{Name, Outcome};
use crate::fix::build;
use crate::fix::confirm::Confirmed;
use crate::fix::guide::Act;
use crate::fix::{Applicability, Effect, Known, Stage, Title};
use crate::follow::compare::{Arrival, Group, NotCompared, Standing as Agreement, What};
use crate::follow::mta_sts::PolicyFile;
use crate::follow::programs::Setting;
use crate::follow::reverse::ReverseZone;
use crate::follow::spf::{Amount, Authorized, Cause, Cost, Event, Flat, SpfResult};
use crate::follow::{self, dmarc::Step};
use crate::input::{Input, InputError};
use crate::knowledge::dns_hosts::{DnsHost, Trap};
use crate::knowledge::mail_programs::Login;
use crate::knowledge::regions::Region;
use crate::knowledge::vendor::Vendor;
use crate::record::kind::RecordKind;
use crate::record::paste::Repair;
use crate::report::by_hand::{System, Trial};
use crate::report::differences::{Became, Tally};
use crate::report::snapshot::Refused;
use crate::report::survey::List;
use crate::report::{Detail, NoVerdict};
use crate::rule::{Profile, Severity, Subject};
use compare::{Arrivals, ComparisonWords, Sum};
use snapshot::SnapshotWords;
use spf::{Counted, Standing};
use std::fmt::Arguments;
use std::net::IpAddr;

/// A language of the page.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Language {
    /// English.
    English,
    /// Simplified Chinese.
    Chinese,
}

/// What is said of a fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// What is so, in a few words.
    pub title: Prose,
    /// What that does to mail, and what to do.
    pub detail: Prose,
}

impl Message {
    // One copy for the hundreds of messages, not one in each place.
    #[inline(never)]
    fn new(title: Arguments<'_>, detail: Arguments<'_>) -> Self {
        Self {
            title: title.into(),
            detail: detail.into(),
        }
    }
}

impl Language {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// The language tag (BCP 47) for `lang` attributes and links.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh-Hans",
        }
    }

    /// The language for a tag that a browser or a link gives.
    pub fn for_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_']).next()?.to_ascii_lowercase().as_str() {
            "en" => Some(Self::English),
            "zh" => Some(Self::Chinese),
            _ => None,
        }
    }

    /// What stands between two sentences: Chinese marks have space of their own.
    pub const fn between(self) -> &'static str {
        match self {
            Self::English => " ",
            Self::Chinese => "",
        }
    }

    /// What stands between a name and what is said of it.
    pub const fn colon(self) -> &'static str {
        match self {
            Self::English => ": ",
            Self::Chinese => "：",
        }
    }

    /// The fixed words of the annex.
    pub const fn annex_words(self) -> &'static AnnexWords {
        match self {
            Self::English => &en::annex::WORDS,
            Self::Chinese => &zh::annex::WORDS,
        }
    }

    /// The fixed words about many domains.
    pub const fn many_words(self) -> &'static ManyWords {
        match self {
            Self::English => &en::many::WORDS,
            Self::Chinese => &zh::many::WORDS,
        }
    }

    /// The fixed words of builders.
    pub const fn build_words(self) -> &'static BuildWords {
        match self {
            Self::English => &en::build::WORDS,
            Self::Chinese => &zh::build::WORDS,
        }
    }

    /// The fixed words of fixes.
    pub const fn fix_words(self) -> &'static FixWords {
        match self {
            Self::English => &en::fixes::WORDS,
            Self::Chinese => &zh::fixes::WORDS,
        }
    }

    /// The fixed words of a comparison.
    pub const fn comparison_words(self) -> &'static ComparisonWords {
        match self {
            Self::English => &en::compare::WORDS,
            Self::Chinese => &zh::compare::WORDS,
        }
    }

    /// The fixed words of snapshots.
    pub const fn snapshot_words(self) -> &'static SnapshotWords {
        match self {
            Self::English => &en::snapshot::WORDS,
            Self::Chinese => &zh::snapshot::WORDS,
        }
    }

    /// The fixed words of tables and evidence.
    pub const fn table_words(self) -> &'static TableWords {
        match self {
            Self::English => &en::tables::WORDS,
            Self::Chinese => &zh::tables::WORDS,
        }
    }

    /// The fixed words of publishing.
    pub const fn publish_words(self) -> &'static PublishWords {
        match self {
            Self::English => &en::publish::WORDS,
            Self::Chinese => &zh::publish::WORDS,
        }
    }

    /// The fixed words of the page.
    pub const fn ui(self) -> &'static Ui {
        match self {
            Self::English => &en::UI,
            Self::Chinese => &zh::UI,
        }
    }
}

/// A mailbox that an SOA record writes as a name (RFC 1035 §8): the first dot
/// stands for `@`.
fn mailbox(name: &Name) -> String {
    let mut labels = name.octet_labels();
    let local = labels.next().unwrap_or_default();
    let local = String::from_utf8_lossy(&local).into_owned();
    let host = name.parent().unwrap_or_else(Name::root);
    visible(&format!("{local}@{host}")).to_string()
}

macro_rules! say {
    ($($(#[$doc:meta])* $name:ident($($argument:ident: $type:ty),*) -> $result:ty = $path:ident::$function:ident;)*) => {
        impl Language {
            $($(#[$doc])*
            pub fn $name(self $(, $argument: $type)*) -> $result {
                match self {
                    Self::English => en::$path::$function($($argument),*),
                    Self::Chinese => zh::$path::$function($($argument),*),
                }
            })*
        }
    };
}

say! {
    /// What is said of a fact.
    fact(fact: &Fact) -> Message = facts::fact;
    /// What a fix does.
    fix_title(title: &Title) -> Prose = fixes::title;
    /// What a fix does to mail, and what it risks.
    fix_effect(effect: Effect) -> &'static str = fixes::effect;
    /// What is to be done by hand.
    act(act: &Act, known: &Known) -> Prose = guide::act;
    /// Whether a fix may be made without a second thought.
    applicability(applicability: Applicability) -> &'static str = fixes::applicability;
    /// When to go on from a step of a plan.
    move_on(stage: Stage, last: bool) -> &'static str = fixes::move_on;
    /// Where changes of a zone are made.
    zone_at(zone: &Name, host: Option<&DnsHost>) -> Prose = publish::zone_at;
    /// What goes wrong in a DNS host's panel.
    trap(trap: Trap) -> Prose = publish::trap;
    /// How many of the changes proposed before have arrived.
    changes_arrived(arrived: usize, total: usize) -> String = publish::arrivals;
    /// What became of a change.
    confirmed(confirmed: &Confirmed) -> Prose = publish::confirmed;
    /// Who can give an address a name.
    holder(address: IpAddr, zone: Option<&ReverseZone>) -> Prose = publish::holder;
    /// A request to who holds an address.
    letter(address: IpAddr, name: &Name, reverse: &Name) -> String = publish::letter;
    /// Why a question got no answer.
    failure(failure: &Failure) -> Prose = dns::failure;
    /// Why a text is no URL of a resolver.
    url_error(error: &UrlError) -> Prose = dns::url_error;
    /// Why an input was not understood.
    input_error(error: &InputError) -> Prose = input::error;
    /// Whether the file of an MTA-STS policy was read, and how.
    policy_file(file: &PolicyFile, host: &Name) -> Prose = page::policy_file;
    /// What the button says that fetches the file from its host.
    fetch_policy(host: &Name) -> String = page::fetch_policy;
    /// Who learns what by that.
    fetch_policy_tells(host: &Name) -> Prose = page::fetch_policy_tells;
    /// What is said where the file cannot be had so.
    policy_refused(host: &Name) -> Prose = page::policy_refused;
    /// What a kind of record is called.
    kind(kind: RecordKind) -> &'static str = terms::kind;
    /// What was taken out of a pasted text, or put right in it.
    repair(repair: &Repair) -> Prose = paste::repair;
    /// What to do where a command was pasted that asks for records of this
    /// type.
    command(rtype: &str) -> Prose = paste::command;
    /// What was found of a subject, in one line.
    summary(detail: &Detail) -> Prose = summary::summary;
    /// What a text was understood as.
    understood(input: &Input) -> Prose = page::understood;
    /// Which invisible characters were taken out of what was typed.
    removed(removed: &[char]) -> Prose = page::removed;
    /// A record of a kind.
    a_record(kind: RecordKind) -> &'static str = page::a_record;
    /// What a subject is called.
    subject(subject: Subject) -> &'static str = page::subject;
    /// How much a finding matters, in a word.
    severity(severity: Severity) -> &'static str = page::severity;
    /// How many findings of one severity there are.
    tally(severity: Severity, count: usize) -> String = page::tally;
    /// What is said of a subject that nobody can look at from a browser.
    no_verdict(why: NoVerdict) -> &'static str = page::no_verdict;
    /// What a whole check came to.
    total(errors: usize, warnings: usize, unknown: usize) -> String = page::total;
    /// How far a check has come.
    progress(answered: usize, asked: usize) -> String = page::progress;
    /// How many questions were asked.
    questions(count: usize) -> String = page::questions;
    /// How many rules there are.
    rules(count: usize) -> String = page::rules;
    /// What a question brought.
    outcome(outcome: &Outcome) -> Prose = page::outcome;
    /// What a step of the DMARC tree walk brought, and what follows from it.
    dmarc_step(step: &Step, last: bool) -> Prose = page::dmarc_step;
    /// What a vendor is called.
    vendor(vendor: Vendor) -> &'static str = page::vendor;
    /// What the tree of an SPF record is called.
    spf_tree() -> &'static str = spf_tree::tree;
    /// What is counted against a limit of SPF.
    spf_counted(counted: Counted) -> &'static str = spf_tree::counted;
    /// How much of a limit is used.
    of_limit(used: Amount, limit: usize) -> String = spf_tree::of_limit;
    /// How many addresses a record lets send.
    spf_addresses(authorized: &Authorized) -> Prose = spf_tree::addresses;
    /// What a record would be that named those addresses itself.
    spf_flat(flat: &Flat) -> Prose = spf_tree::flat;
    /// What is to be thought of such a record.
    spf_flat_detail(flat: &Flat) -> Vec<Prose> = spf_tree::flat_detail;
    /// The lookups of a term of an SPF record: its own, and those of what it
    /// leads to.
    spf_lookups(own: Amount, below: Amount) -> String = spf_tree::lookups;
    /// The questions of a term that bring nothing, where there may be any.
    spf_voids(cost: Cost) -> Option<String> = spf_tree::voids;
    /// Where a term of an SPF record leads, besides what it costs.
    spf_standing(standing: Standing) -> String = spf_tree::standing;
    /// Why there is no message to try: the client's address is none.
    no_address(text: &str) -> Prose = spf_trace::no_address;
    /// What a result of SPF means for a message, in a line.
    spf_title(result: SpfResult, message: &follow::spf::Message) -> Prose = spf_trace::title;
    /// What receivers do with a result of SPF.
    spf_detail(result: SpfResult) -> Prose = spf_trace::detail;
    /// Why an evaluation ended as it did.
    spf_cause(cause: &Cause) -> Prose = spf_trace::cause;
    /// What an evaluation used up.
    spf_spent(lookups: usize, voids: usize) -> Prose = spf_trace::spent;
    /// What a domain says to senders whose message fails.
    spf_explanation(text: &str) -> Prose = spf_trace::explanation;
    /// What the steps of an evaluation are called.
    spf_steps() -> &'static str = spf_trace::steps;
    /// One thing that was done in an evaluation.
    spf_event(event: &Event) -> Prose = spf_trace::event;
    /// One of the three questions that people have of a domain.
    asked(asked: Asked) -> &'static str = answers::asked;
    /// The answer to it in a word.
    verdict(verdict: Verdict) -> &'static str = answers::verdict;
    /// The answer to it in a sentence.
    answer(answers: &Answers, asked: Asked) -> Prose = answers::answer;
    /// What a large receiver asks of senders.
    wanted(wanted: Wanted) -> &'static str = answers::wanted;
    /// How that stands.
    standing(standing: accept::Standing) -> &'static str = answers::standing;
    /// Of whom it is asked.
    asked_of(of: Of) -> &'static str = answers::asked_of;
    /// What a domain is for, in a few words.
    profile(profile: Profile) -> &'static str = answers::profile;
    /// What a domain was judged as, and why.
    judged(judged: Judged) -> Prose = answers::judged;
    /// A word, or a few, in a table about DMARC.
    dmarc_word(word: DmarcWord) -> String = dmarc::word;
    /// A word, or a few, about what to enter in a mail program.
    programs_word(word: ProgramsWord) -> String = programs::word;
    /// What to enter in a mail program, as a line of its own.
    setting(setting: &Setting, domain: &Name) -> String = programs::setting;
    /// How people of a vendor prove who they are, where the password of the
    /// mailbox does not do.
    login(login: Login, vendor: Vendor) -> Option<Prose> = programs::login;
    /// What is tried by hand, and what a good answer looks like.
    trial(trial: Trial) -> Message = beyond::trial;
    /// Whose shell a line is for.
    system(system: System) -> &'static str = beyond::system;
    /// How many more mail servers there are.
    more_servers(count: usize) -> Prose = beyond::more_servers;
    /// Which names no line for a shell is made of.
    unfit(names: &[Name]) -> Prose = beyond::unfit;
    /// What the records at a place are called.
    place(what: &What) -> Prose = compare::place;
    /// What a region is called.
    region(region: Region) -> &'static str = compare::region;
    /// A resolver that is asked as if from a region.
    as_from(resolver: &str, region: Region) -> String = compare::as_from;
    /// How long an answer may stay with a resolver, given in seconds.
    lifetime(seconds: u32) -> String = compare::lifetime;
    /// How the answers to one question stand to each other, who alone could
    /// find out, how many could not, and what most give.
    agreement(standing: Agreement, alone: &str, failed: usize, most: Option<&Group>) -> Prose = compare::agreement;
    /// What a whole comparison came to.
    comparison(sum: &Sum) -> Prose = compare::comparison;
    /// Whether a value has come to one resolver.
    arrival(arrival: &Arrival) -> Prose = compare::arrival;
    /// To whom a change has come.
    arrivals(sum: &Arrivals) -> Prose = compare::arrivals;
    /// Why a text is nothing that can be looked for.
    not_compared(why: &NotCompared) -> Prose = compare::not_compared;
    /// For which places an answer holds.
    asked_from(from: &AskedFrom) -> String = compare::asked_from;
    /// How many records all resolvers give, besides those that are shown.
    common(count: usize) -> Prose = compare::common;
    /// How much of what was asked a resolver has answered.
    vantage(answered: usize, failed: usize, pending: usize) -> String = compare::vantage;
    /// That addresses may differ by place on purpose.
    addresses_differ() -> Prose = compare::addresses_differ;
    /// That the answers of a resolver may be altered.
    unreliable(resolver: &str) -> Prose = compare::unreliable;
    /// What can be built.
    builder(builder: build::Builder) -> &'static str = build::builder;
    /// What it is good for.
    builder_purpose(builder: build::Builder) -> &'static str = build::purpose;
    /// A choice of a builder as a part of a sentence.
    build_field(builder: build::Builder, field: build::Field) -> FieldWords = build::field;
    /// What a choice is made among.
    build_word(field: build::Field, word: build::Word) -> &'static str = build::word;
    /// What is to be known of what is built.
    build_note(note: &build::Note) -> Prose = build::note;
    /// That the page answered for a made-up domain by itself.
    made_up() -> Prose = page::made_up;
    /// Why a text is no snapshot that can be opened.
    refused(refused: Refused) -> Prose = snapshot::refused;
    /// That what is shown was seen at a time, and who answered.
    seen(date: &str, resolvers: &[String]) -> Prose = snapshot::seen;
    /// How large a link is in octets, and what to do where it does not fit.
    link_size(octets: usize, fits: bool) -> Prose = snapshot::link_size;
    /// What a record has become since it was seen.
    became(became: Became) -> &'static str = snapshot::became;
    /// What a comparison of then and now came to.
    then_and_now(tally: Tally) -> Prose = snapshot::then_and_now;
    /// What the button says that begins with so many domains.
    many_check(domains: u32) -> String = many::check;
    /// What a text or a file lists.
    many_listed(list: &List, file: &str) -> String = many::listed;
    /// How many domains of how many are checked.
    many_done(done: u32, total: u32) -> String = many::done;
    /// How long the rest of a survey takes, given in seconds.
    many_left(seconds: u32) -> String = many::left;
    /// That fewer questions a second go out than might.
    many_slowed(rate: u32) -> String = many::slowed;
    /// How many requests went out, and how many questions needed none.
    many_asked(sent: u32, recalled: u32) -> String = many::asked;
    /// How many domains of how many are shown.
    many_shown(shown: u32, total: u32) -> String = many::shown;
    /// How many findings of which severity a domain has.
    many_findings(errors: u32, warnings: u32, advice: u32) -> String = many::findings;
    /// How many questions of a domain nobody answered.
    many_unanswered(count: u32) -> String = many::unanswered;
    /// What a made-up domain of the sample zone shows.
    sample(domain: &str) -> &'static str = page::sample;
}

/// A [`Message`] of two format strings, the title and the detail.
macro_rules! message {
    ($title:literal, $detail:literal) => {
        $crate::text::Message::new(format_args!($title), format_args!($detail))
    };
}
use message;
