//! What the page is told of a survey.

use super::Inner;
use crate::engine::object;
use mailvet::report::survey::{Entry, Stage};
use mailvet::view::Rules;
use mailvet::view::survey::{Listed, Standing, SurveyEvent};
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// How much is told in one piece, so that the page is never held up.
const PIECE: usize = 100;

impl Inner {
    pub(super) fn tell(&self, event: &SurveyEvent) {
        let _ = self.tell.call1(&JsValue::UNDEFINED, &object(event));
    }

    /// Tells how far it is.
    pub(super) fn stand(&self) {
        let survey = self.survey.borrow().clone();
        let (total, done) = (survey.entries().len(), survey.done());
        let (rate, traffic) = match &*self.client.borrow() {
            Some(client) => (client.rate(), client.traffic()),
            None => Default::default(),
        };
        let per_second = self.per_second.get();
        let stage = self.stage.get();
        self.tell(&SurveyEvent::Stands(Standing {
            stage,
            total: total as u32,
            done: done as u32,
            left: match stage {
                Stage::Running => self.speed.left(total - done),
                _ => None,
            },
            per_second,
            rate: rate.map_or(per_second, |rate| rate.round() as u32),
            sent: traffic.sent as u32,
            recalled: traffic.recalled as u32,
            kept: self.kept.get(),
            memory: core::arch::wasm32::memory_size(0) as f64 * 65_536.0,
        }));
    }

    pub(super) fn tell_listed(&self) {
        let draft = self.draft.borrow();
        let (list, file) = &*draft;
        let listed = Listed::new(list, file, self.language.get());
        self.tell(&SurveyEvent::Listed(listed));
    }

    pub(super) fn tell_names(&self) {
        let survey = self.survey.borrow().clone();
        let names = |entries: &[Entry]| {
            let names = entries.iter().map(|entry| entry.domain.to_unicode());
            names.collect::<Vec<_>>()
        };
        // The first piece makes room, also where nothing is left.
        self.tell(&SurveyEvent::Named(0, Vec::new()));
        for (piece, entries) in survey.entries().chunks(PIECE).enumerate() {
            let first = (piece * PIECE) as u32;
            self.tell(&SurveyEvent::Named(first, names(entries)));
        }
    }

    pub(super) fn tell_rows(&self) {
        let survey = self.survey.borrow().clone();
        let rows = (0..survey.entries().len())
            .filter_map(|index| Some((index as u32, (*survey.row(index)?).clone())));
        let rows: Vec<_> = rows.collect();
        for piece in rows.chunks(PIECE) {
            self.tell(&SurveyEvent::Rows(piece.to_vec()));
        }
    }

    pub(super) async fn tell_titles(self: Rc<Self>) {
        let rules = Rules::read(self.language.get()).await;
        let rules = rules.groups.into_iter().flat_map(|group| group.rules);
        let titles = rules.map(|rule| (rule.said.rule, rule.said.title.plain()));
        self.tell(&SurveyEvent::Titles(titles.collect()));
    }
}
