//! Reads the plain objects that the engine hands over. The engine and the page
//! are built together, so what is not as expected is simply empty; general
//! deserialising would weigh ten times as much.

use crate::record::role::Role;
use crate::record::span::Span;
use crate::rule::Severity;
use crate::text::Prose;
use crate::view::{
    Answer, Answered, Arrival, Arrivals, Arrived, ArrivedAt, Begun, Block, Brief, ByHand, Changed,
    Choice, Comparison, Datum, Differing, Ended, Event, Excerpt, Exchanged, Exported, Fate, Fault,
    Field, Form, Given, HandedOn, Judgement, Labels, Mending, Meter, Node, Opening, Own, Panel,
    Part, Pasted, Piece, Planned, PolicyPlace, Probed, Progressed, Proposed, Questioned, Reading,
    Recent, Record, RegionChoice, Row, RuleEntry, RuleExample, RuleGroup, Rules, Run, Said, Saved,
    Sharing, Stepped, Style, Supposed, Term, Trial, Turned, Understood, Vantage, Verdict,
};
use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;

/// A value that comes as a plain object.
pub trait Object: Sized {
    /// Reads the value.
    fn read(object: &JsValue) -> Self;
}

pub(super) fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

fn items(object: &JsValue) -> Array {
    match Array::is_array(object) {
        true => Array::from(object),
        false => Array::new(),
    }
}

impl Object for String {
    fn read(object: &JsValue) -> Self {
        object.as_string().unwrap_or_default()
    }
}

impl Object for bool {
    fn read(object: &JsValue) -> Self {
        object.is_truthy()
    }
}

impl Object for f64 {
    fn read(object: &JsValue) -> Self {
        object.as_f64().unwrap_or_default()
    }
}

impl Object for u32 {
    fn read(object: &JsValue) -> Self {
        f64::read(object) as Self
    }
}

impl Object for usize {
    fn read(object: &JsValue) -> Self {
        f64::read(object) as Self
    }
}

impl Object for Prose {
    fn read(object: &JsValue) -> Self {
        Self::from(String::read(object))
    }
}

impl<T: Object> Object for Option<T> {
    fn read(object: &JsValue) -> Self {
        (!object.is_undefined() && !object.is_null()).then(|| T::read(object))
    }
}

impl<T: Object> Object for Vec<T> {
    fn read(object: &JsValue) -> Self {
        items(object).iter().map(|item| T::read(&item)).collect()
    }
}

impl<A: Object, B: Object> Object for (A, B) {
    fn read(object: &JsValue) -> Self {
        let items = items(object);
        (A::read(&items.get(0)), B::read(&items.get(1)))
    }
}

/// Structures whose fields are read by name.
macro_rules! structures {
    ($($name:ident { $($field:ident),* $(,)? })*) => {
        $(impl Object for $name {
            fn read(object: &JsValue) -> Self {
                Self { $($field: Object::read(&field(object, stringify!($field)))),* }
            }
        })*
    };
}

pub(super) use structures;

structures! {
    Answer { asked, verdict, word, severity, sentence, subjects }
    Answered { answers, caption, points }
    Arrived { refused, question, sum, vantages }
    ArrivedAt { label, severity, words }
    Begun { title, beside, notice, moment, seen, selectors, profile, subjects, questions }
    Arrival { standing, word, words }
    Brief { rule, severity, word, subject, title }
    Differing { title, sum, verdicts, turned, changed, rows, gone, gone_findings, come, come_findings }
    Exported { name, media, text }
    Opening { title, note, choose, sealed, refused }
    Saved { kind, name, note }
    Sharing { title, note, sealed, link, link_note, size, files, kinds, print, open }
    Turned { question, severity, then, now }
    Arrivals { sum, changes }
    HandedOn { label, texts }
    Panel { place, url, open, traps }
    ByHand { words, copied }
    Changed { action, fields, warning, diff, value, forms }
    Choice { label, url, dialect }
    Comparison { labels, sum, vantages, others, regions, notes }
    Datum { text, long, ttl }
    Ended { questions, total, resolver, worst, selectors }
    Exchanged { resolver, facts, failed, asked_at, elapsed }
    Excerpt { owner, text, usable, terms, more, faults, runs, strings, lines }
    Fault { span, severity }
    Field { id, control, before, after, help, value, options }
    Form { kinds, kind, purpose, domain, refused, begun, unknown, fields, records, notes, judged, severity }
    Given { who, outcome, known, texts, lines, more }
    Judgement { profile, guessed, sentence }
    Labels { arrival, arrival_label, arrival_look, records, elsewhere, elsewhere_note, also }
    Mending { label, applicability, word, choices, or }
    Meter { name, cells, words, style }
    Node { code, words, style, open, record, findings, blocks, nodes }
    Own { choice, error }
    Part { text, style }
    Pasted { readings, repairs, command, kinds }
    Piece { text, fate }
    Planned { steps, note, well, panel, handed_on }
    PolicyPlace { url, status, fetch, tells, refused }
    Probed { label, elapsed, failure }
    Progressed { answered, asked, words }
    Proposed { title, effect, changes, by_hand }
    Questioned { name, rtype, outcome, data, exchanges, dig }
    RegionChoice { id, name, network, asked }
    Recent { check, selectors, profile, at, verdicts, seen }
    Reading { kind, title, excerpt, findings, more, mended, origins, ends }
    Record { id, fate, changed, excerpt, findings }
    Row { subject, severity, word, unchecked, line, note, records, blocks, findings, more, evidence, questions, offers, trial, policy }
    RuleEntry { said, bad, good }
    RuleExample { excerpt, zone, link }
    RuleGroup { subject, name, rules }
    Rules { groups }
    Run { span, role }
    Said { rule, severity, word, title, detail, source, url, span, mending }
    Span { start, end }
    Stepped { subject, cures, mending, then }
    Supposed { row, verdict, refused }
    Term { span, words }
    Trial { domain, text }
    Understood { lines, refused, empty, record, check, selectors, many }
    Vantage { label, note, answers }
    Verdict { refused, result, title, lines, style, blocks }
}

/// Names that stand for themselves; the first where it is none of them.
macro_rules! names {
    ($($name:ident { $first:ident = $_:literal $(, $variant:ident = $text:literal)* $(,)? })*) => {
        $(impl Object for $name {
            fn read(object: &JsValue) -> Self {
                match String::read(object).as_str() {
                    $($text => Self::$variant,)*
                    _ => Self::$first,
                }
            }
        })*
    };
}

pub(super) use names;

names! {
    Fate { Stays = "Stays", Goes = "Goes", Comes = "Comes" }
    Severity {
        Unknown = "unknown", Good = "good", Advice = "advice", Warning = "warning", Error = "error",
    }
    Role {
        Unknown = "Unknown", Version = "Version", Qualifier = "Qualifier", Name = "Name",
        Separator = "Separator", Value = "Value", Prefix = "Prefix", Macro = "Macro",
        Space = "Space",
    }
    Style {
        Words = "Words", Code = "Code", Alias = "Alias", Good = "Good", Absent = "Absent",
        Unknown = "Unknown", Doubtful = "Doubtful", Wrong = "Wrong",
    }
}

/// The only field of an object, if it is the one of this name.
pub(super) fn variant(object: &JsValue, name: &str) -> Option<JsValue> {
    let value = field(object, name);
    (!value.is_undefined()).then_some(value)
}

impl Object for Option<Event> {
    fn read(object: &JsValue) -> Self {
        if let Some(begun) = variant(object, "Begun") {
            return Some(Event::Begun(Object::read(&begun)));
        }
        if let Some(progressed) = variant(object, "Progressed") {
            return Some(Event::Progressed(Object::read(&progressed)));
        }
        if let Some(row) = variant(object, "Told") {
            return Some(Event::Told(Box::new(Object::read(&row))));
        }
        if object.is_string() {
            return Some(Event::Compared);
        }
        if let Some(judged) = variant(object, "Judged") {
            return Some(Event::Judged(Object::read(&judged)));
        }
        if let Some(answered) = variant(object, "Answered") {
            return Some(Event::Answered(Object::read(&answered)));
        }
        if let Some(arrivals) = variant(object, "Confirmed") {
            return Some(Event::Confirmed(Object::read(&arrivals)));
        }
        if let Some(planned) = variant(object, "Planned") {
            return Some(Event::Planned(Object::read(&planned)));
        }
        variant(object, "Ended").map(|ended| Event::Ended(Object::read(&ended)))
    }
}

impl Object for Block {
    fn read(object: &JsValue) -> Self {
        if let Some(table) = variant(object, "Table") {
            return Self::Table {
                heads: Object::read(&field(&table, "heads")),
                rows: Object::read(&field(&table, "rows")),
            };
        }
        if let Some(walk) = variant(object, "Steps") {
            return Self::Steps {
                caption: Object::read(&field(&walk, "caption")),
                steps: Object::read(&field(&walk, "steps")),
            };
        }
        if let Some(copied) = variant(object, "Copied") {
            return Self::Copied {
                caption: Object::read(&field(&copied, "caption")),
                text: Object::read(&field(&copied, "text")),
            };
        }
        if let Some(words) = variant(object, "Words") {
            return Self::Words(Object::read(&words));
        }
        if let Some(commands) = variant(object, "Commands") {
            return Self::Commands {
                title: Object::read(&field(&commands, "title")),
                detail: Object::read(&field(&commands, "detail")),
                lines: Object::read(&field(&commands, "lines")),
            };
        }
        if let Some(sides) = variant(object, "Sides") {
            return Self::Sides {
                given: Object::read(&field(&sides, "given")),
                notes: Object::read(&field(&sides, "notes")),
            };
        }
        if let Some(meters) = variant(object, "Meters") {
            return Self::Meters(Object::read(&meters));
        }
        if let Some(tree) = variant(object, "Tree") {
            return Self::Tree {
                caption: Object::read(&field(&tree, "caption")),
                nodes: Object::read(&field(&tree, "nodes")),
            };
        }
        Self::Facts(Object::read(&field(object, "Facts")))
    }
}
