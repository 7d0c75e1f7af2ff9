//! What the page can call.

use crate::asking::{Asker, own};
use crate::checking::{Check, How, Target, target_of};
use crate::comparing::Comparing;
use crate::deflating::sealed;
use crate::recent;
use crate::then::ThenAndNow;
use crate::trial::{Trial, Tried};
use js_sys::Function;
use mailvet::dns::Name;
use mailvet::fix::build::Present;
use mailvet::follow::mta_sts::PolicyFile;
use mailvet::input::{self, Input, InputError};
use mailvet::record::kind::RecordKind;
use mailvet::record::paste::Paste;
use mailvet::report::survey::List;
use mailvet::rule::Profile;
use mailvet::text::{Language, Prose};
use mailvet::view::{
    Arrived, Choice, Comparison, Own, Pasted, Reading, Rules, Supposed, Understood,
};
use serde::Serialize;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// All that Mailvet knows of mail DNS.
#[wasm_bindgen]
pub struct Engine {
    language: Cell<Language>,
    asker: RefCell<Rc<Asker>>,
    check: RefCell<Option<Rc<Check>>>,
    comparing: RefCell<Option<Rc<Comparing>>>,
    trial: RefCell<Option<Rc<Trial>>>,
    /// What the check was compared with last.
    pub(crate) then_and_now: RefCell<Option<ThenAndNow>>,
}

#[wasm_bindgen]
impl Engine {
    /// An engine that asks the usual resolvers and speaks English.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self {
            language: Cell::new(Language::English),
            asker: RefCell::new(Rc::new(Asker::new(&Asker::usual()))),
            check: RefCell::new(None),
            comparing: RefCell::new(None),
            trial: RefCell::new(None),
            then_and_now: RefCell::new(None),
        }
    }

    /// Speaks another language from now on: `en` or `zh`.
    #[wasm_bindgen(js_name = setLanguage)]
    pub fn set_language(&self, tag: &str) {
        if let Some(language) = Language::for_tag(tag) {
            self.language.set(language);
        }
    }

    /// Asks these resolvers, a list of [`Choice`], in this order; the usual
    /// ones where that is no such list.
    #[wasm_bindgen(js_name = setResolvers)]
    pub fn set_resolvers(&self, choices: JsValue) {
        let choices: Vec<Choice> = serde_wasm_bindgen::from_value(choices).unwrap_or_default();
        let asker = if choices.is_empty() {
            Asker::new(&Asker::usual())
        } else {
            Asker::new(&choices)
        };
        *self.asker.borrow_mut() = Rc::new(asker);
        *self.trial.borrow_mut() = None;
    }

    /// The resolvers that are asked, in order: a list of [`Choice`].
    pub fn resolvers(&self) -> JsValue {
        object(&self.asker.borrow().choices())
    }

    /// Which of them is asked first, as far as it is known who answers: its
    /// label.
    #[wasm_bindgen(js_name = firstAsked)]
    pub fn first_asked(&self) -> String {
        self.asker.borrow().first()
    }

    /// Every public resolver that a page can ask: a list of [`Choice`].
    #[wasm_bindgen(js_name = knownResolvers)]
    pub fn known_resolvers(&self) -> JsValue {
        object(&Asker::known())
    }

    /// Reads the URL of somebody's own resolver: an [`Own`].
    #[wasm_bindgen(js_name = ownResolver)]
    pub fn own_resolver(&self, url: &str) -> JsValue {
        object(&match own(url) {
            Ok(choice) => Own {
                choice: Some(choice),
                error: Prose::default(),
            },
            Err(why) => Own {
                choice: None,
                error: self.language.get().url_error(&why),
            },
        })
    }

    /// Tests who answers: a list of `Probed`.
    pub async fn probe(&self) -> JsValue {
        let asker = self.asker.borrow().clone();
        asker.probe().await;
        object(&asker.probed(self.language.get()))
    }

    /// What the last such test brought, in the present language.
    pub fn probed(&self) -> JsValue {
        object(&self.asker.borrow().probed(self.language.get()))
    }

    /// What a text is understood as: an [`Understood`].
    pub fn understand(&self, text: &str, selectors: &str) -> JsValue {
        let language = self.language.get();
        if List::is_listed(text) {
            let domains = List::read(text).entries.len() as u32;
            return object(&Understood {
                many: Some(language.many_check(domains)),
                ..Understood::default()
            });
        }
        object(&match Input::parse(text) {
            Ok(input) => understood(&input, selectors, language),
            Err(error) => Understood {
                empty: error == InputError::Empty,
                lines: vec![language.input_error(&error)],
                refused: true,
                ..Understood::default()
            },
        })
    }

    /// Checks what a text holds, after stopping the check before it, and tells
    /// each `Event` of it. `profile` says what the domain is for, where it is
    /// not to be guessed; `fresh` passes by what the browser keeps; `kept` are the
    /// checks that it remembers, a text.
    pub async fn check(
        &self,
        text: &str,
        selectors: &str,
        profile: &str,
        fresh: bool,
        kept: &str,
        tell: Function,
    ) {
        self.stop();
        let Ok(target) = target_of(text, selectors) else {
            return;
        };
        let asker = self.asker.borrow().clone();
        let how = How {
            profile: Profile::for_id(profile),
            fresh,
        };
        let check = Rc::new(Check::new(target, &asker, &how, self.language.get()));
        let before = self.present_check();
        if !before.is_some_and(|before| check.confirms(&before)) {
            check.confirms_kept(kept);
        }
        self.begin(check.clone());
        check.run(&asker, tell).await;
    }

    /// Judges the domain of the check as one that is for this: the id of a
    /// profile, or nothing where it is to be guessed.
    #[wasm_bindgen(js_name = judgeAs)]
    pub fn judge_as(&self, profile: &str) {
        if let Some(check) = &*self.check.borrow() {
            check.judge_as(Profile::for_id(profile));
        }
    }

    /// Asks every resolver that is chosen for the mail records of the domain in
    /// a text, past what the browser keeps, after stopping what goes on, and
    /// tells each `Event` of it.
    pub async fn compare(&self, text: &str, selectors: &str, tell: Function) {
        self.stop();
        let Ok(Target::Domain(request)) = target_of(text, selectors) else {
            return;
        };
        let asker = self.asker.borrow().clone();
        let comparing = Comparing::new(request, asker.choices(), self.language.get());
        *self.comparing.borrow_mut() = Some(comparing.clone());
        *self.check.borrow_mut() = None;
        comparing.run(tell).await;
    }

    /// Asks one more of the known resolvers, by its label, in the comparison
    /// that goes on.
    #[wasm_bindgen(js_name = compareAlso)]
    pub async fn compare_also(&self, label: &str) {
        let comparing = self.comparing.borrow().clone();
        if let Some(comparing) = comparing {
            comparing.also(label).await;
        }
    }

    /// Asks as if from a region, by its id, in the comparison that goes on.
    #[wasm_bindgen(js_name = compareFrom)]
    pub async fn compare_from(&self, region: &str) {
        let comparing = self.comparing.borrow().clone();
        if let Some(comparing) = comparing {
            comparing.from(region).await;
        }
    }

    /// What surrounds the records of the comparison: a `Comparison`.
    pub fn comparison(&self) -> JsValue {
        object(&match &*self.comparing.borrow() {
            Some(comparing) => comparing.comparison(),
            None => Comparison::default(),
        })
    }

    /// Whether a value that a person has published has come to those who are
    /// compared: an `Arrived`.
    pub fn arrived(&self, text: &str) -> JsValue {
        object(&match &*self.comparing.borrow() {
            Some(comparing) => comparing.arrived(text),
            None => Arrived::default(),
        })
    }

    /// Stops the check or the comparison.
    pub fn stop(&self) {
        if let Some(check) = &*self.check.borrow() {
            check.stop();
        }
        if let Some(comparing) = &*self.comparing.borrow() {
            comparing.stop();
        }
    }

    /// Tells all of the check or the comparison again, in the engine's present
    /// language.
    #[wasm_bindgen(js_name = tellAgain)]
    pub fn tell_again(&self) {
        if let Some(check) = &*self.check.borrow() {
            check.tell_again(self.language.get());
        }
        if let Some(comparing) = &*self.comparing.borrow() {
            comparing.tell_again(self.language.get());
        }
    }

    /// What is found of SPF if the record at a domain says `text`, where it is
    /// not empty, with all else as it is published; and what becomes of a
    /// message then, where its client's address is not empty: a `Supposed`.
    pub async fn suppose(
        &self,
        domain: &str,
        text: &str,
        client: &str,
        sender: &str,
        helo: &str,
    ) -> JsValue {
        let language = self.language.get();
        let tried = Tried {
            client,
            sender,
            helo,
        };
        object(&match target_of(domain, "") {
            Ok(Target::Domain(request)) => {
                let trial = self.trial(request.domain);
                trial.suppose(text, &tried, language).await
            }
            Err(why) if why != InputError::Empty => Supposed {
                refused: language.input_error(&why),
                ..Supposed::default()
            },
            _ => Supposed::default(),
        })
    }

    /// Fetches the MTA-STS policy of the domain under check from its own host,
    /// and tells of it; whether the host let the page read it.
    #[wasm_bindgen(js_name = fetchPolicy)]
    pub async fn fetch_policy(&self) -> bool {
        let check = self.check.borrow().clone();
        match check {
            Some(check) => check.fetch_policy().await,
            None => false,
        }
    }

    /// Takes a text for that policy, and tells what follows; an empty one for
    /// a policy that nobody knows.
    #[wasm_bindgen(js_name = pastePolicy)]
    pub fn paste_policy(&self, text: &str) {
        if let Some(check) = &*self.check.borrow() {
            check.set_policy(match text.trim() {
                "" => PolicyFile::Unread,
                _ => PolicyFile::Pasted(text.to_owned()),
            });
        }
    }

    /// Adds the check that is over, with what it has seen, to those that a
    /// browser remembers, which are a text; as it is where there is no such check.
    pub async fn remember(&self, kept: &str) -> String {
        let check = self.present_check();
        let Some(mut recent) = check.as_ref().and_then(|check| check.recent()) else {
            return kept.to_owned();
        };
        if let Some(snapshot) = check.and_then(|check| check.snapshot()) {
            recent.seen = sealed(&snapshot).await.unwrap_or_default();
        }
        recent::remember(kept, recent)
    }

    /// Reads a pasted text without DNS: a [`Pasted`]. `kind` says what it is
    /// to be read as where the text does not.
    pub fn read(&self, text: &str, kind: &str) -> JsValue {
        object(&pasted(text, kind, self.language.get()))
    }

    /// All rules, in words: a [`Rules`].
    pub async fn rules(&self) -> JsValue {
        let language = self.language.get();
        object(&Rules::read(language).await)
    }
}

impl Engine {
    /// The present language.
    pub fn language(&self) -> Language {
        self.language.get()
    }

    /// Whom to ask.
    pub fn asker(&self) -> Rc<Asker> {
        self.asker.borrow().clone()
    }

    /// The check that goes on, or the last one.
    pub fn present_check(&self) -> Option<Rc<Check>> {
        self.check.borrow().clone()
    }

    /// Takes the place of what went on before.
    pub fn begin(&self, check: Rc<Check>) {
        *self.check.borrow_mut() = Some(check);
        *self.comparing.borrow_mut() = None;
        *self.trial.borrow_mut() = None;
        *self.then_and_now.borrow_mut() = None;
    }

    /// What the last check knows of a domain's records.
    pub fn present(&self, domain: &Name) -> Option<Present> {
        self.check.borrow().as_ref()?.present(domain)
    }

    /// The trial of a domain: the one that goes on, or else a new one, which
    /// knows what the check of the domain knows.
    fn trial(&self, domain: Name) -> Rc<Trial> {
        let mut trial = self.trial.borrow_mut();
        if let Some(known) = trial.as_ref().filter(|known| *known.domain() == domain) {
            return known.clone();
        }
        let check = self.check.borrow();
        let of_run = check.as_ref().and_then(|check| check.trial(&domain));
        let new = of_run.unwrap_or_else(|| Trial::of_text(domain, self.asker.borrow().clone()));
        trial.insert(Rc::new(new)).clone()
    }
}

impl Default for Engine {
    fn default() -> Self {
        Self::new()
    }
}

fn understood(input: &Input, selectors: &str, language: Language) -> Understood {
    let mut lines = vec![language.understood(input)];
    if !input.removed.is_empty() {
        lines.push(language.removed(&input.removed));
    }
    let mut refused = false;
    let (check, selectors) = match &input.target {
        input::Target::Address(address) => (address.to_string(), Vec::new()),
        input::Target::Record { text, .. } => (text.clone(), Vec::new()),
        input::Target::Domain { domain, .. } => match target_of(domain.as_str(), selectors) {
            Ok(Target::Domain(request)) => {
                let named = request.selectors.iter();
                (
                    domain.to_string(),
                    named.map(|selector| selector.name.to_string()).collect(),
                )
            }
            Ok(_) => (domain.to_string(), Vec::new()),
            Err(error) => {
                refused = true;
                lines = vec![language.input_error(&error)];
                (String::new(), Vec::new())
            }
        },
    };
    Understood {
        lines,
        refused,
        empty: false,
        record: matches!(input.target, input::Target::Record { .. }),
        check,
        selectors,
        many: None,
    }
}

fn pasted(text: &str, kind: &str, language: Language) -> Pasted {
    let paste = Paste::read(text);
    let chosen = RecordKind::ALL.into_iter().find(|known| known.id() == kind);
    let readings = paste.records.iter().map(|record| {
        let kind = chosen.or(record.kind);
        let text = record.text.text();
        let reading = match kind {
            Some(kind) => Reading::new(kind, text, language),
            None => Reading::unknown(text, language),
        };
        reading.beside(record)
    });
    Pasted {
        readings: readings.collect(),
        repairs: paste
            .repairs
            .iter()
            .map(|repair| language.repair(repair))
            .collect(),
        command: match &paste.command {
            Some(rtype) => language.command(rtype),
            None => Prose::default(),
        },
        kinds: RecordKind::ALL
            .iter()
            .map(|kind| (kind.id().to_owned(), language.kind(*kind).to_owned()))
            .collect(),
    }
}

/// A value as a plain object.
pub fn object(value: &impl Serialize) -> JsValue {
    serde_wasm_bindgen::to_value(value).unwrap_or(JsValue::NULL)
}
