//! The link in the address bar: what it says is what the page shows, so that
//! going back, and a link from somebody else, do the same as pressing the
//! button.

use super::app::{App, Fetched, Shown};
use super::browser::window;
use super::storage;
use super::trial::Trial;
use crate::report::link::Link;
use crate::text::Language;
use crate::view::Understood;
use yew::prelude::*;

impl App {
    /// What is checked is what the link says: so that going back, and a link
    /// from somebody else, do the same as pressing the button.
    pub(super) fn submit(&mut self, ctx: &Context<Self>) {
        let Some(understood) = self.understood.as_ref().filter(|it| !it.refused) else {
            return;
        };
        let link = Link {
            check: Some(understood.check.clone()),
            many: understood.many.is_some(),
            selectors: understood.selectors.clone(),
            profile: self.profile.clone(),
            language: Some(short_tag(self.language).to_owned()),
            ..Link::default()
        };
        let fragment = link.fragment();
        let location = window().map(|window| window.location());
        let now = location
            .as_ref()
            .and_then(|location| location.hash().ok())
            .unwrap_or_default();
        if now.trim_start_matches('#') == fragment {
            self.check(ctx, false);
        } else if let Some(location) = location {
            let _ = location.set_hash(&fragment);
        }
    }

    pub(super) fn follow_link(&mut self, ctx: &Context<Self>) {
        let link = current_link();
        if let Some(language) = link.language.as_deref().and_then(Language::for_tag)
            && language != self.language
        {
            self.language = language;
            if let Fetched::Engine(engine) = &self.engine {
                engine.set_language(language);
            }
        }
        if link.names_room() {
            self.stop();
            self.submitted = link.compare.is_some();
            if !matches!(self.shown, Shown::Room(_)) {
                self.shown = Shown::Room(false);
            }
            if let Some(domain) = link.compare {
                self.type_in(domain, &link.selectors, link.profile);
            }
            // So that a room knows who is asked.
            self.wake(ctx);
            return;
        }
        self.seen = link.seen;
        if self.seen.is_some() {
            self.submitted = false;
            self.check(ctx, false);
            return;
        }
        let Some(check) = link.check else {
            // What is being typed on the start page stays.
            if !matches!(self.shown, Shown::Start) {
                self.stop();
                self.shown = Shown::Start;
                self.typed.clear();
                self.selectors.clear();
                self.profile = storage::profile();
                self.submitted = false;
                self.understand();
            }
            return;
        };
        if matches!(self.shown, Shown::Start)
            && let Some(window) = window()
        {
            window.scroll_to_with_x_and_y(0.0, 0.0);
        }
        self.trial = Trial::new(link.tried);
        self.submitted = true;
        self.type_in(check, &link.selectors, link.profile);
        self.check(ctx, false);
    }

    /// Puts into the fields what a link says. What was typed stays as it was
    /// typed, where it says the same.
    fn type_in(&mut self, check: String, selectors: &[String], profile: String) {
        let says = |understood: &Understood| understood.check == check;
        if !self.understood.as_ref().is_some_and(says) {
            self.typed = check;
        }
        self.selectors = selectors.join(", ");
        self.profile = profile;
        self.understand();
    }

    /// Puts the language and what is tried into the link, without a step in the history.
    pub(super) fn rewrite_link(&self) {
        let mut link = current_link();
        if link == Link::default() {
            return;
        }
        link.language = Some(short_tag(self.language).to_owned());
        link.tried.clone_from(&self.trial.tried);
        if link.seen.is_none() {
            link.profile.clone_from(&self.profile);
        }
        replace_link(&link);
    }
}

/// Puts a link into the address bar, without a step in the history.
pub(super) fn replace_link(link: &Link) {
    let history = window().and_then(|window| window.history().ok());
    if let Some(history) = history {
        let url = ["#", &link.fragment()].concat();
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&url));
    }
}

/// The link's language, else the one chosen before, else the browser's.
pub(super) fn first_language() -> Language {
    let linked = current_link().language;
    let browsers = || {
        let languages = window()?.navigator().languages();
        languages
            .iter()
            .filter_map(|tag| tag.as_string())
            .find_map(|tag| Language::for_tag(&tag))
    };
    linked
        .as_deref()
        .and_then(Language::for_tag)
        .or_else(storage::language)
        .or_else(browsers)
        .unwrap_or(Language::English)
}

pub(super) fn current_link() -> Link {
    let hash = window().and_then(|window| window.location().hash().ok());
    Link::parse(&hash.unwrap_or_default())
}

/// The tag of a language in links.
pub(super) fn short_tag(language: Language) -> &'static str {
    match language {
        Language::English => "en",
        Language::Chinese => "zh",
    }
}
