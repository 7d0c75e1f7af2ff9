//! What a check has seen and come to, as it is saved.

use crate::asking;
use crate::checking::{Check, Source, Target};
use mailvet::follow::mta_sts::PolicyFile;
use mailvet::report::{Request, Snapshot, Told};
use mailvet::text::Language;
use mailvet::view::Document;
use mailvet::view::document::{About, ResolverEntry, iso};
use mailvet::view::export::Report;
use std::rc::Rc;

impl Check {
    /// What was seen, once the check of a domain or an address is over.
    pub fn snapshot(&self) -> Option<Snapshot> {
        if !self.over.get() {
            return None;
        }
        let (time, log) = (self.time.get(), self.client.log());
        match (&self.target, &self.source) {
            (Target::Record, _) => None,
            (Target::Address(_), Source::Seen(seen)) => Some(Snapshot::clone(seen)),
            (Target::Address(address), _) => Some(Snapshot::of_address(*address, time, &log)),
            (Target::Domain(request), source) => {
                let request = Request {
                    profile: self.said.get(),
                    ..request.clone()
                };
                Some(match source {
                    Source::Seen(seen) => Snapshot {
                        request,
                        ..Snapshot::clone(seen)
                    },
                    _ => {
                        let policy = self.mta_sts().map_or(PolicyFile::Unread, |sts| sts.policy);
                        Snapshot::new(request, policy, time, &log)
                    }
                })
            }
        }
    }

    /// Whether it shows what was seen before.
    pub fn is_seen(&self) -> bool {
        matches!(self.source, Source::Seen(_))
    }

    /// The whole of it as one plain value, where it is over.
    pub fn document(&self) -> Option<Document> {
        let snapshot = self.snapshot()?;
        let entry = |label: Rc<str>| ResolverEntry {
            url: asking::public_url(&label).to_owned(),
            label: label.to_string(),
        };
        let about = About {
            domain: &snapshot.request.domain,
            language: self.language.get(),
            time: snapshot.time as f64,
            resolvers: &snapshot
                .resolvers()
                .into_iter()
                .map(entry)
                .collect::<Vec<_>>(),
        };
        let reports = self.reports.borrow();
        let reports = reports.iter().cloned().map(Told::Subject);
        let judged = self.judged.get().map(Told::Judged);
        let answers = self.answers.borrow().clone().map(Told::Answers);
        let told: Vec<_> = judged.into_iter().chain(reports).chain(answers).collect();
        Some(Document::new(&about, &told, &snapshot.answers))
    }

    /// The report as Markdown, where the check is over.
    pub fn markdown(&self) -> Option<String> {
        self.reported(|report, language| report.markdown(language))
    }

    /// The findings as comma-separated values, where the check is over.
    pub fn csv(&self) -> Option<String> {
        self.reported(|report, language| report.csv(language))
    }

    fn reported(&self, write: impl Fn(&Report<'_>, Language) -> String) -> Option<String> {
        let snapshot = self.snapshot()?;
        let (plan, known) = self.planned();
        let answers = self.answers.borrow();
        let report = Report {
            domain: &snapshot.request.domain,
            date: iso(snapshot.time),
            resolvers: snapshot.resolvers(),
            judged: self.judged.get(),
            answers: answers.as_ref(),
            reports: &self.reports.borrow(),
            plan: &plan,
            known: &known,
        };
        Some(write(&report, self.language.get()))
    }

    /// What a file of it is called: the domain or the address, and the day.
    pub fn file_name(&self, extension: &str) -> Option<String> {
        let snapshot = self.snapshot()?;
        // Some systems allow no colons.
        let checked = match snapshot.address() {
            Some(address) => address.to_string().replace(':', "-"),
            None => snapshot.request.domain.to_string(),
        };
        let date = iso(snapshot.time);
        let day = date.get(..10).unwrap_or_default();
        Some(format!("{checked}-{day}.{extension}"))
    }
}
