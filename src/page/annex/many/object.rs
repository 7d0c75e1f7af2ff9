//! Reads what the worker tells, as [`crate::page::object`] does.

use crate::check::answer::Verdict;
use crate::page::object::{Object, field, names, structures, variant};
use crate::report::survey::{Row, Said, Stage};
use crate::rule::Profile;
use crate::view::survey::{Listed, Standing, SurveyEvent, Unread};
use wasm_bindgen::JsValue;

structures! {
    Listed { domains, sum, refused }
    Row { profile, reach, forge, accept, errors, warnings, advice, unknown, rules, gravest, questions, failed, again, time }
    Said { verdict, severity }
    Standing { stage, total, done, left, per_second, rate, sent, recalled, kept, memory }
    Unread { line, text, why }
}

names! {
    Profile {
        SendsAndReceives = "sends-and-receives", ReceivesOnly = "receives-only",
        SendsOnly = "sends-only", Parked = "parked", BulkSender = "bulk-sender",
    }
    Stage {
        Empty = "Empty", Paused = "Paused", Running = "Running", Waiting = "Waiting", Over = "Over",
    }
    Verdict { Unknown = "unknown", Yes = "yes", No = "no", Partly = "partly" }
}

impl Object for Option<SurveyEvent> {
    fn read(object: &JsValue) -> Self {
        if let Some(standing) = variant(object, "Stands") {
            return Some(SurveyEvent::Stands(Object::read(&standing)));
        }
        if let Some(named) = variant(object, "Named") {
            let (first, names) = Object::read(&named);
            return Some(SurveyEvent::Named(first, names));
        }
        if let Some(rows) = variant(object, "Rows") {
            return Some(SurveyEvent::Rows(Object::read(&rows)));
        }
        if let Some(rows) = variant(object, "Forgotten") {
            return Some(SurveyEvent::Forgotten(Object::read(&rows)));
        }
        if let Some(listed) = variant(object, "Listed") {
            return Some(SurveyEvent::Listed(Object::read(&listed)));
        }
        if let Some(titles) = variant(object, "Titles") {
            return Some(SurveyEvent::Titles(Object::read(&titles)));
        }
        let (kind, text) = Object::read(&variant(object, "File")?);
        Some(SurveyEvent::File(kind, text))
    }
}
