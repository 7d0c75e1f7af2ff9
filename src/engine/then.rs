//! What was seen before, and what is there now.

use crate::asking::{self, Asker};
use crate::checking::Check;
use crate::deflating::opened;
use crate::engine::object;
use crate::moment::moment;
use js_sys::Function;
use mailvet::check::{Answers, Judged};
use mailvet::dns::Answer;
use mailvet::dns::sample::is_sample;
use mailvet::report::differences::Differences;
use mailvet::report::{Request, Snapshot, SubjectReport, Told};
use mailvet::text::Language;
use mailvet::view::then::Checked;
use mailvet::view::{Differing, Progressed};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// Two checks of one domain or address.
pub struct ThenAndNow {
    request: Request,
    then: Judgement,
    now: Judgement,
}

/// What was seen, and what was made of it.
struct Judgement {
    time: f64,
    resolvers: Vec<Rc<str>>,
    answers: Vec<Rc<Answer>>,
    reports: Vec<Rc<SubjectReport>>,
    judged: Option<Judged>,
    conclusion: Option<Answers>,
}

impl ThenAndNow {
    /// Compares what a text has seen, or else the present check, with now: with
    /// the present check where that has asked for the same domain, or with one
    /// that is made for it. `None` where there is nothing to compare.
    pub async fn new(
        present: &Check,
        then: &str,
        asker: &Asker,
        language: Language,
        tell: Function,
    ) -> Option<Self> {
        let seen_now = present.snapshot()?;
        let then = match then {
            "" => seen_now.clone(),
            text => opened(text).await.ok()?,
        };
        let same = seen_now.request.domain == then.request.domain;
        let now = match same && !present.is_seen() && seen_now != then {
            true => Judgement::of(&seen_now).await,
            false => Judgement::now(&then, asker, language, tell).await,
        };
        Some(Self {
            request: then.request.clone(),
            then: Judgement::of(&then).await,
            now,
        })
    }

    /// What has changed, in words.
    pub fn said(&self, language: Language) -> Differing {
        let differences = Differences::new(&self.then.answers, &self.now.answers);
        let words = language.snapshot_words();
        let then = self.then.checked(words.then, language);
        let now = self.now.checked(words.now, language);
        Differing::new(&self.request, &differences, &then, &now, language)
    }
}

impl Judgement {
    /// Judges what was seen.
    async fn of(snapshot: &Snapshot) -> Self {
        let told = RefCell::new(Vec::new());
        snapshot.check(&|event| told.borrow_mut().push(event)).await;
        Self::new(snapshot, told.into_inner())
    }

    /// Checks the same anew.
    async fn now(then: &Snapshot, asker: &Asker, language: Language, tell: Function) -> Self {
        let request = &then.request;
        let client = match is_sample(&request.domain) {
            true => asking::sample_run(),
            false => {
                asker.someone_answers().await;
                asker.run(true)
            }
        };
        client.on_progress(move |progress| {
            let progressed = object(&Progressed::new(progress, language));
            let _ = tell.call1(&JsValue::UNDEFINED, &progressed);
        });
        let time = client.now();
        let told = RefCell::new(Vec::new());
        let keep = |event| told.borrow_mut().push(event);
        then.check_by(&client, &keep).await;
        let now = Snapshot::new(request.clone(), then.policy.clone(), time, &client.log());
        Self::new(&now, told.into_inner())
    }

    fn new(snapshot: &Snapshot, told: Vec<Told>) -> Self {
        let mut judgement = Self {
            time: snapshot.time as f64,
            resolvers: snapshot.resolvers(),
            answers: snapshot.answers.clone(),
            reports: Vec::new(),
            judged: None,
            conclusion: None,
        };
        for told in told {
            match told {
                Told::Judged(judged) => judgement.judged = Some(judged),
                Told::Subject(report) => judgement.reports.push(report),
                Told::Answers(answers) => judgement.conclusion = Some(answers),
            }
        }
        judgement
    }

    fn checked(&self, word: &str, language: Language) -> Checked<'_> {
        let labels = asking::labels(&self.resolvers, language);
        let resolver = labels.first().map(String::as_str).unwrap_or_default();
        Checked {
            label: [word, " · ", &moment(self.time, language), " · ", resolver].concat(),
            reports: &self.reports,
            answers: self
                .conclusion
                .as_ref()
                .zip(self.judged.map(|it| it.profile)),
        }
    }
}
