//! A builder's form as sentences, and the records that its choices bring.

use super::fixes::Changed;
use super::reading::{Reading, Said};
use super::{Excerpt, Field};
use crate::check::Fact;
use crate::dns::{Name, RecordType};
use crate::fix::build::{self, Builder, Built, Present, Value, Word};
use crate::fix::{Change, Known, Place};
use crate::input::{Input, Target};
use crate::knowledge::setups::{SETUPS, Setup};
use crate::record::kind::RecordKind;
use crate::rule::{Profile, Severity};
use crate::text::{Language, Prose};
use serde::Serialize;

/// A builder's form, and the records that its choices bring.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Form {
    /// Everything that can be built: id and name.
    pub kinds: Vec<(String, String)>,
    /// What is built: its id.
    pub kind: String,
    /// What it is good for.
    pub purpose: String,
    /// The domain as DNS knows it; empty where nobody named one.
    pub domain: String,
    /// Why the domain is none.
    pub refused: Prose,
    /// What the form began with, in a sentence.
    pub begun: Prose,
    /// Whether a check of the domain was not known.
    pub unknown: bool,
    /// The choices.
    pub fields: Vec<Field>,
    /// The records.
    pub records: Vec<Record>,
    /// What is to be known of them.
    pub notes: Vec<Prose>,
    /// What is found of all of them, in a line.
    pub judged: String,
    /// The gravest of what is found; `None` where there is nothing to judge.
    pub severity: Option<Severity>,
}

/// A record that is to be published, or is there too much.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Record {
    /// Tells it from the others, and stays while its value changes.
    pub id: String,
    /// What is done with it: `add`, `replace`, `keep` or `delete`.
    pub fate: String,
    /// The same in a word, where it goes, and the value in all its forms.
    pub changed: Changed,
    /// The value, with its terms in words.
    pub excerpt: Excerpt,
    /// The rules that it meets, good things aside.
    pub findings: Vec<Said>,
}

/// The domain that stands for one that nobody has named yet.
const SOME: &str = "example.com";

impl Form {
    /// What choices bring, by their names; `present` is what the domain has.
    /// Without choices, those that say what it has.
    pub fn new(
        kind: &str,
        domain: &str,
        choices: &[(String, String)],
        present: impl FnOnce(&Name) -> Option<Present>,
        language: Language,
    ) -> Self {
        let builder = Builder::for_id(kind).unwrap_or(Builder::Setup);
        let words = language.build_words();
        let mut form = Self {
            kinds: Builder::ALL
                .iter()
                .map(|it| (it.id().to_owned(), language.builder(*it).to_owned()))
                .collect(),
            kind: builder.id().to_owned(),
            purpose: language.builder_purpose(builder).to_owned(),
            ..Self::default()
        };
        let named = match domain.trim() {
            "" => None,
            text => match Input::parse(text).map(|input| input.target) {
                Ok(Target::Domain { domain, .. }) => Some(domain),
                Ok(_) => {
                    form.refused = words.no_domain.into();
                    None
                }
                Err(error) => {
                    form.refused = language.input_error(&error);
                    None
                }
            },
        };
        let Some(domain) = named.clone().or_else(|| Name::parse(SOME).ok()) else {
            return form;
        };
        form.domain = named.map_or_else(String::new, |name| name.to_string());
        let there = match form.domain.is_empty() {
            true => None,
            false => present(&domain),
        };
        form.unknown = there.is_none() && !form.domain.is_empty();
        form.begun = match (&there, form.domain.is_empty()) {
            (_, true) => words.any_domain.into(),
            (None, _) => words.nothing_known.into(),
            (Some(_), _) => words.starts_from.into(),
        };
        let present = there.unwrap_or_default();
        let mut chosen = builder.start(&domain, &present);
        for (field, value) in choices {
            if let Some(field) = build::Field::for_id(field) {
                chosen.set(field, value);
            }
        }
        let typed = |field: build::Field| {
            let mut choices = choices.iter().rev();
            choices
                .find(|(id, _)| id == field.id())
                .map(|it| it.1.clone())
        };
        let fields = chosen.fields().into_iter();
        form.fields = fields
            .map(|(field, value)| Field::new(builder, field, &value, typed(field), language))
            .collect();
        let built = chosen.build(&domain, &present);
        form.tell(&built, &domain, &present, language);
        form
    }

    fn tell(&mut self, built: &Built, domain: &Name, present: &Present, language: Language) {
        let zone = present.zone.clone();
        let known = Known {
            domain: Some(domain.clone()),
            // The top of a zone, as far as anybody can tell by its name.
            zone: zone.or_else(|| (domain.label_count() == 2).then(|| domain.clone())),
            ..Known::default()
        };
        let mut worst = Severity::Good;
        let profile = (self.kind == Builder::Parked.id()).then_some(Profile::Parked);
        let set = Set::of(&built.changes);
        for (index, change) in built.changes.iter().enumerate() {
            let record = Record::new(index, change, set.as_ref(), &known, profile, language);
            for said in &record.findings {
                worst = worst.max(said.severity);
            }
            self.records.push(record);
        }
        self.notes = built
            .notes
            .iter()
            .map(|note| language.build_note(note))
            .collect();
        for name in unanswered(&built.changes, present) {
            let note = build::Note::NotKnown { name };
            self.notes.insert(0, language.build_note(&note));
        }
        let words = language.build_words();
        self.severity = (!self.records.is_empty()).then_some(worst);
        self.judged = match (self.records.is_empty(), worst) {
            (true, _) => "",
            (_, Severity::Error) => words.has_errors,
            (_, Severity::Warning) => words.has_warnings,
            _ => words.all_well,
        }
        .to_owned();
    }
}

impl Field {
    fn new(
        builder: Builder,
        field: build::Field,
        value: &Value,
        typed: Option<String>,
        language: Language,
    ) -> Self {
        let words = language.build_field(builder, field);
        let option = |word: &Word| {
            (
                word.id().to_owned(),
                language.build_word(field, *word).to_owned(),
            )
        };
        let (control, value, options) = match value {
            Value::Word(chosen, all) => (
                "choice",
                chosen.id().to_owned(),
                all.iter().map(option).collect(),
            ),
            Value::Provider(id) => {
                let all = SETUPS
                    .iter()
                    .map(|setup| (setup.id.to_owned(), name(setup, language).to_owned()));
                ("choice", (*id).to_owned(), all.collect())
            }
            Value::Text(text) => ("text", typed.unwrap_or_else(|| text.clone()), Vec::new()),
            Value::List(all) => ("text", typed.unwrap_or_else(|| all.join(", ")), Vec::new()),
            Value::Senders(all) => {
                let here = |domain: &str| all.iter().any(|it| it.eq_ignore_ascii_case(domain));
                let others = senders(language).filter(|(domain, _)| !here(domain));
                (
                    "text",
                    typed.unwrap_or_else(|| all.join(", ")),
                    others.collect(),
                )
            }
        };
        Self {
            id: field.id().to_owned(),
            control: control.to_owned(),
            before: words.before.to_owned(),
            after: words.after.to_owned(),
            help: words.help.into(),
            value,
            options,
        }
    }
}

/// Where records are to be added though it is not known what is there.
fn unanswered(changes: &[Change], present: &Present) -> Vec<Name> {
    let adds = changes.iter().filter(|it| it.from.is_none());
    let mut names: Vec<Name> = Vec::new();
    for change in adds {
        let place = match &change.place {
            Place::Record { name, rtype, .. } => (name.clone(), *rtype),
            Place::PolicyFile { .. } => continue,
        };
        if present.unanswered.contains(&place) && !names.contains(&place.0) {
            names.push(place.0);
        }
    }
    names
}

fn name(setup: &Setup, language: Language) -> &'static str {
    match (language, setup.chinese_name) {
        (Language::Chinese, Some(name)) => name,
        _ => setup.name,
    }
}

/// Domains that SPF often includes, and whose they are.
fn senders(language: Language) -> impl Iterator<Item = (String, String)> {
    let mailboxes = SETUPS.iter().filter(|setup| !setup.include.is_empty());
    let mailboxes = mailboxes.map(move |setup| (setup.include, name(setup, language)));
    let programs = crate::knowledge::senders::SENDERS
        .iter()
        .map(|&(name, include)| (include, name));
    let all = mailboxes.chain(programs);
    all.map(|(include, name)| (include.to_owned(), format!("{name} ({include})")))
}

/// The MX records that are to be there: they are judged as a set.
struct Set {
    text: String,
}

impl Set {
    fn of(changes: &[Change]) -> Option<Self> {
        let lines: Vec<_> = changes
            .iter()
            .filter(|it| is_mx(it))
            .filter_map(|it| it.to.as_deref())
            .collect();
        (!lines.is_empty()).then(|| Self {
            text: lines.join("\n"),
        })
    }
}

fn is_mx(change: &Change) -> bool {
    matches!(
        change.place,
        Place::Record {
            rtype: RecordType::MX,
            ..
        }
    )
}

/// How the text of a change is read: by where it stands.
pub fn kind_of(change: &Change) -> Option<RecordKind> {
    match &change.place {
        Place::PolicyFile { .. } => Some(RecordKind::MtaStsPolicy),
        Place::Record {
            rtype: RecordType::MX,
            ..
        } => Some(RecordKind::Mx),
        Place::Record {
            name,
            rtype: RecordType::TXT,
            ..
        } => {
            let labels: Vec<_> = name.labels().take(2).collect();
            match labels[..] {
                ["_dmarc", ..] => Some(RecordKind::Dmarc),
                ["_mta-sts", ..] => Some(RecordKind::MtaSts),
                ["_smtp", "_tls"] => Some(RecordKind::TlsRpt),
                [_, "_bimi"] => Some(RecordKind::Bimi),
                [_, "_domainkey"] => Some(RecordKind::Dkim),
                _ if name.labels().any(|label| label == "_report") => None,
                _ => Some(RecordKind::Spf),
            }
        }
        Place::Record { .. } => None,
    }
}

impl Record {
    fn new(
        index: usize,
        change: &Change,
        set: Option<&Set>,
        known: &Known,
        profile: Option<Profile>,
        language: Language,
    ) -> Self {
        let mut changed = Changed::new(change, known, language);
        let fate = match (&change.from, &change.to) {
            (Some(from), Some(to)) if from == to => "keep",
            (Some(_), Some(_)) => "replace",
            (Some(_), None) => "delete",
            _ => "add",
        };
        if fate == "keep" {
            changed.action = language.build_words().stays.to_owned();
        }
        let value = change
            .to
            .as_deref()
            .or(change.from.as_deref())
            .unwrap_or_default();
        let reading = kind_of(change).map(|kind| Reading::new(kind, value, language));
        // What is said of MX records is said of all of them, below the last.
        let mut said = match (&reading, is_mx(change)) {
            (Some(reading), false) => reading.findings.clone(),
            (Some(_), true) if set.is_some_and(|set| set.text.ends_with(value)) => {
                let text = set.map_or("", |set| &set.text);
                Reading::new(RecordKind::Mx, text, language).findings
            }
            _ => Vec::new(),
        };
        let wrong = |severity| matches!(severity, Severity::Warning | Severity::Error);
        // Nobody must read reports of a domain without mail.
        if let Some(profile) = profile {
            weigh(&mut said, profile);
        }
        for said in &mut said {
            said.mending = None;
        }
        said.retain(|said| fate != "delete" && wrong(said.severity));
        let mut excerpt = match reading {
            Some(reading) => reading.excerpt,
            None => Excerpt {
                text: value.to_owned(),
                ..Excerpt::default()
            },
        };
        if fate == "delete" || is_mx(change) {
            excerpt.usable = Prose::default();
            excerpt.faults.clear();
        }
        if fate == "delete" {
            excerpt.terms.clear();
        }
        Self {
            id: format!("{index} {}", change.place.name()),
            fate: fate.to_owned(),
            changed,
            excerpt,
            findings: said,
        }
    }
}

/// Lets findings matter as they do to a domain that is for this.
fn weigh(said: &mut [Said], profile: Profile) {
    for said in said {
        let mut rules = Fact::rules();
        if let Some(rule) = rules.find(|rule| rule.id == said.rule) {
            said.severity = rule.severity_for(profile);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(kind: &str, domain: &str, choices: &[(&str, &str)]) -> Form {
        let choices: Vec<_> = choices
            .iter()
            .map(|(field, value)| ((*field).to_owned(), (*value).to_owned()))
            .collect();
        Form::new(kind, domain, &choices, |_| None, Language::English)
    }

    #[test]
    fn what_is_typed_stays_as_it_was_typed() {
        let form = form("spf", "d.example", &[("addresses", "192.0.2.1,, ")]);
        let field = form
            .fields
            .iter()
            .find(|field| field.id == "addresses")
            .unwrap();
        assert_eq!(field.value, "192.0.2.1,, ");
        assert_eq!(form.records[0].excerpt.text, "v=spf1 mx ip4:192.0.2.1 ~all");
    }

    #[test]
    fn what_is_no_domain_is_refused() {
        for text in ["192.0.2.1", "a..b", "v=spf1 -all"] {
            let form = form("dmarc", text, &[]);
            assert!(!form.refused.is_empty(), "{text}");
            assert!(form.domain.is_empty());
        }
        assert!(
            form("dmarc", "bücher.example", &[])
                .domain
                .starts_with("xn--")
        );
    }

    #[test]
    fn unknown_names_are_passed_over() {
        let form = form(
            "no-such-kind",
            "",
            &[("no-such-field", "x"), ("provider", "none")],
        );
        assert_eq!(form.kind, "setup");
        assert!(!form.records.is_empty());
    }

    #[test]
    fn faults_are_told_while_typing() {
        let form = form("spf", "d.example", &[("addresses", "192.0.2.999")]);
        assert_eq!(form.severity, Some(Severity::Error));
        let form = self::form("dmarc", "d.example", &[("reports", "nobody")]);
        assert_eq!(form.severity, Some(Severity::Error));
    }
}
