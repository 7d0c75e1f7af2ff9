//! What can be done about findings: each change exact, as a diff of terms.

use super::diff::{Piece, as_it_is, diff};
use super::publish::{HandedOn, Panel, panel_fields, panel_form};
use crate::dns::{Name, RecordType};
use crate::fix::form::{Forms, Host, PanelForm};
use crate::fix::guide::{Act, guide};
use crate::fix::text::whole;
use crate::fix::{Change, Choice, Fix, Known, Mend, Place, Plan, Step, TTL, edit};
use crate::follow::mta_sts::policy_url;
use crate::order::Arrange;
use crate::record::kind::RecordKind;
use crate::rule::Severity;
use crate::text::{Language, Prose};
use serde::Serialize;

/// How many steps stand in front of all findings.
const STEPS: usize = 3;

/// What cures a finding.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Mending {
    /// What it is called.
    pub label: String,
    /// Whether it may be done without a second thought: its id.
    pub applicability: String,
    /// The same in words.
    pub word: String,
    /// What is proposed, and then what could be done in its place.
    pub choices: Vec<Proposed>,
    /// What stands between two of them.
    pub or: String,
}

/// One thing that can be done.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Proposed {
    /// What is done.
    pub title: Prose,
    /// What it does to mail, and what it risks.
    pub effect: Prose,
    /// The changes of records.
    pub changes: Vec<Changed>,
    /// What a person does besides, in order.
    pub by_hand: Vec<ByHand>,
}

/// Something that a person does.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ByHand {
    /// What it is.
    pub words: Prose,
    /// What to copy for it, or the fields to fill in; without an action, there
    /// is nothing.
    pub copied: Changed,
}

/// A record that is added, replaced or deleted.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Changed {
    /// What is done with it, in a word.
    pub action: String,
    /// Where it goes: what a panel asks for, and what to put there.
    pub fields: Vec<(String, String)>,
    /// What to beware of.
    pub warning: String,
    /// What goes, stays and comes.
    pub diff: Vec<Piece>,
    /// The value to copy; empty where nothing is published.
    pub value: String,
    /// The same in other forms: what each is called, and the form.
    pub forms: Vec<(String, String)>,
}

/// What to do first.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Planned {
    /// The first steps.
    pub steps: Vec<Stepped>,
    /// What is said beneath them, or in their place.
    pub note: String,
    /// Whether nothing is wrong, and nothing unknown.
    pub well: bool,
    /// Where changes are made.
    pub panel: Panel,
    /// All steps as texts.
    pub handed_on: HandedOn,
}

/// A step.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Stepped {
    /// The subject: id and name.
    pub subject: (String, String),
    /// The rules whose findings it cures.
    pub cures: Vec<String>,
    /// What is done.
    pub mending: Mending,
    /// When to go on.
    pub then: Prose,
}

impl Mending {
    /// A fix in words. `kind` and `text` are those of the record that it edits.
    pub fn new(
        fix: &Fix,
        edited: Option<(RecordKind, &str)>,
        known: &Known,
        language: Language,
    ) -> Self {
        let words = language.fix_words();
        let choice = |choice: &Choice| Proposed::new(choice, edited, known, language);
        Self {
            label: words.mend.to_owned(),
            applicability: id(fix.applicability),
            word: language.applicability(fix.applicability).to_owned(),
            choices: fix.choices().map(choice).collect(),
            or: words.or.to_owned(),
        }
    }

    /// A text with all mends that are safe and a proposal for each error;
    /// `None` where there is nothing to mend.
    pub fn together(
        kind: RecordKind,
        text: &str,
        known: &Known,
        language: Language,
    ) -> Option<Self> {
        let mended = whole(kind, text, known).filter(|mended| mended != text)?;
        let words = language.fix_words();
        Some(Self {
            label: words.together.to_owned(),
            choices: vec![Proposed {
                title: Prose::from(words.together),
                effect: Prose::from(words.together_note),
                changes: vec![Changed::of_text(kind, text, &mended, language)],
                by_hand: Vec::new(),
            }],
            ..Self::default()
        })
    }
}

impl Proposed {
    fn new(
        choice: &Choice,
        edited: Option<(RecordKind, &str)>,
        known: &Known,
        language: Language,
    ) -> Self {
        let changes = match (&choice.mend, edited) {
            (Mend::Changes(changes), _) => {
                let changed = |change| Changed::new(change, known, language);
                changes.iter().map(changed).collect()
            }
            (Mend::Edits(edits), Some((kind, text))) => {
                let mended = edit::apply(text, edits);
                vec![Changed::of_text(kind, text, &mended, language)]
            }
            (Mend::Edits(_), None) => Vec::new(),
        };
        Self {
            title: language.fix_title(&choice.title),
            effect: Prose::from(language.fix_effect(choice.effect)),
            changes,
            by_hand: by_hand(choice, known, language),
        }
    }
}

/// What a person does besides the changes of records.
pub(super) fn by_hand(choice: &Choice, known: &Known, language: Language) -> Vec<ByHand> {
    let acts = guide(&choice.title, known).into_iter();
    let acts = acts.map(|act| ByHand {
        words: language.act(&act, known),
        copied: Changed::of_act(&act, known, language),
    });
    acts.collect()
}

impl Changed {
    /// A text in the place of another, wherever it is published.
    fn of_text(kind: RecordKind, from: &str, to: &str, language: Language) -> Self {
        let words = language.fix_words();
        Self {
            action: words.replace.to_owned(),
            diff: diff(Some(kind), from, to),
            value: to.to_owned(),
            ..Self::default()
        }
    }

    /// What is copied or filled in by hand.
    fn of_act(act: &Act, known: &Known, language: Language) -> Self {
        let words = language.fix_words();
        let copied = |action: &str, text: String| Self {
            action: action.to_owned(),
            diff: as_it_is(&text),
            value: text,
            ..Self::default()
        };
        match act {
            Act::Publish { name, rtype, .. } => {
                let fields = match name {
                    Some(name) => record_fields(name, *rtype, TTL, None, known, language),
                    None => vec![(words.rtype.to_owned(), rtype.to_string())],
                };
                Self {
                    action: words.add.to_owned(),
                    fields,
                    ..Self::default()
                }
            }
            Act::Ask {
                address,
                name: Some(name),
            } => {
                let letter = language.letter(*address, name, &Name::reverse(*address));
                copied(language.publish_words().letter, letter)
            }
            _ => match (act.line(), act.text()) {
                (Some(line), _) => copied(words.command, line),
                (None, Some(text)) => copied(words.value, text.to_owned()),
                (None, None) => Self::default(),
            },
        }
    }

    /// A change of a record, as a panel asks for it.
    pub(super) fn new(change: &Change, known: &Known, language: Language) -> Self {
        let words = language.fix_words();
        let (from, to) = (
            change.from.as_deref().unwrap_or_default(),
            change.to.as_deref().unwrap_or_default(),
        );
        let own = |word: &str, value: String| (word.to_owned(), value);
        let form = panel_form(change, known);
        let mut warning = String::new();
        let fields = match &change.place {
            Place::Record { name, rtype, ttl } => {
                let host = Host::of(name, known.zone.as_ref());
                let ours = known.domain.as_ref().is_none_or(|domain| {
                    name.is_within(domain) || name.parent().is_some_and(|it| domain.is_within(&it))
                });
                if !ours {
                    warning = words.outside.to_owned();
                } else if host.label.is_some() && change.from.is_none() {
                    warning = words.doubled.to_owned();
                }
                record_fields(name, *rtype, *ttl, form.as_ref(), known, language)
            }
            Place::PolicyFile { host } => vec![own(words.file, policy_url(host))],
        };
        let action = match (&change.place, &change.from, &change.to) {
            (Place::PolicyFile { .. }, ..) => words.publish_file,
            (_, Some(_), Some(_)) => words.replace,
            (_, Some(_), None) => words.delete,
            _ => words.add,
        };
        let forms = Forms::of(change).map_or_else(Vec::new, |forms| {
            let plain = form.as_ref().is_some_and(|form| form.value != to);
            [
                (words.plain, plain.then(|| to.to_owned())),
                (words.quoted, forms.quoted),
                (words.strings, forms.strings),
                (words.zone_line, forms.zone_line),
            ]
            .into_iter()
            .filter_map(|(word, other)| Some(own(word, other?)))
            .filter(|(_, other)| form.as_ref().is_none_or(|form| form.value != *other))
            .collect()
        });
        Self {
            action: action.to_owned(),
            fields,
            warning,
            diff: diff(kind_of(change), from, to),
            value: form.map_or_else(|| to.to_owned(), |form| form.value),
            forms,
        }
    }
}

/// What a panel asks for besides the value.
fn record_fields(
    name: &Name,
    rtype: RecordType,
    ttl: u32,
    form: Option<&PanelForm>,
    known: &Known,
    language: Language,
) -> Vec<(String, String)> {
    let words = language.fix_words();
    let own = |word: &str, value: String| (word.to_owned(), value);
    let panel = panel_fields(known, language);
    let label = match form {
        Some(form) if form.host.is_empty() => Some(language.publish_words().empty.to_owned()),
        Some(form) => Some(form.host.clone()),
        None => Host::of(name, known.zone.as_ref()).label,
    };
    let host = panel.map_or(words.host, |it| it.host);
    let mut fields: Vec<_> = label.map(|label| own(host, label)).into_iter().collect();
    fields.push(own(words.rtype, rtype.to_string()));
    fields.push(own(words.at, name.to_string()));
    fields.push(own(panel.map_or(words.ttl, |it| it.ttl), ttl.to_string()));
    fields
}

/// How the value of a change is taken apart.
fn kind_of(change: &Change) -> Option<RecordKind> {
    let text = change.from.as_deref().or(change.to.as_deref())?;
    match change.place {
        Place::PolicyFile { .. } => Some(RecordKind::MtaStsPolicy),
        Place::Record { .. } => RecordKind::of_text(text),
    }
}

/// The gravest steps, in the order of the plan.
fn first(plan: &Plan) -> Vec<(usize, &Step)> {
    let mut numbered: Vec<_> = plan.steps.iter().enumerate().collect();
    numbered.arrange_by_key(|(_, step)| std::cmp::Reverse(step.severity));
    numbered.truncate(STEPS);
    numbered.arrange_by_key(|(number, _)| *number);
    numbered
}

impl Planned {
    /// The first steps of a plan in words. `gravest` is the gravest of all
    /// findings; `date` is today's, year first.
    pub fn new(
        plan: &Plan,
        known: &Known,
        gravest: Severity,
        date: &str,
        language: Language,
    ) -> Self {
        let words = language.fix_words();
        let steps = first(plan).into_iter();
        let note = match (plan.steps.len(), gravest) {
            (0, Severity::Error) => words.nothing_here,
            (0, Severity::Unknown) => words.nothing_unknown,
            (0, _) => words.nothing,
            (1..=STEPS, _) => "",
            _ => words.more,
        };
        Self {
            steps: steps
                .map(|(number, step)| Stepped {
                    subject: (
                        super::subject::id(step.subject).to_owned(),
                        language.subject(step.subject).to_owned(),
                    ),
                    cures: step.fix.cures.iter().map(ToString::to_string).collect(),
                    mending: Mending::new(&step.fix, None, known, language),
                    then: Prose::from(language.move_on(step.stage, plan.ends_with(number))),
                })
                .collect(),
            note: note.to_owned(),
            well: plan.steps.is_empty() && gravest < Severity::Warning,
            panel: match plan.steps.is_empty() {
                true => Panel::default(),
                false => Panel::new(known, language),
            },
            handed_on: HandedOn::new(plan, known, date, language),
        }
    }
}

fn id(applicability: crate::fix::Applicability) -> String {
    use crate::fix::Applicability;
    match applicability {
        Applicability::Safe => "safe",
        Applicability::Decision => "decision",
        Applicability::ShowOnly => "show-only",
    }
    .to_owned()
}
