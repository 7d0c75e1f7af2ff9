//! What to change, and what has become of what was proposed before.

use super::{Check, Source, Target};
use crate::deflating::opened;
use crate::moment::today;
use crate::recent;
use crate::turn::next_turn;
use mailvet::dns::Name;
use mailvet::fix::build::Present;
use mailvet::fix::confirm::confirm;
use mailvet::fix::{Change, Known, Place, Plan};
use mailvet::report::{self, Detail, SUBJECTS, SubjectReport, Told};
use mailvet::rule::{Severity, Subject};
use mailvet::view::{Arrivals, Event, Planned};
use std::rc::Rc;

impl Check {
    /// Looks for what `before` proposed; whether it is of the same domain.
    pub fn confirms(&self, before: &Self) -> bool {
        let (Target::Domain(now), Target::Domain(then)) = (&self.target, &before.target) else {
            return false;
        };
        let asks = matches!(self.source, Source::Dns);
        if now.domain != then.domain || !asks || !before.over.get() {
            return false;
        }
        // What has arrived stays in the list, and what is proposed now comes.
        let confirmed = before.confirmed.borrow();
        let arrived = confirmed.iter().filter(|it| it.has_arrived());
        let mut expected: Vec<Change> = arrived.map(|it| it.change.clone()).collect();
        for change in before.planned().0.changes() {
            if !expected.contains(&change) {
                expected.push(change);
            }
        }
        *self.expected.borrow_mut() = expected;
        true
    }

    /// Looks for what is proposed of what the browser remembers of the domain, a
    /// text that may hold anything.
    pub fn confirms_kept(&self, kept: &str) {
        if let (Target::Domain(request), Source::Dns) = (&self.target, &self.source) {
            *self.before.borrow_mut() = recent::seen(kept, request.domain.as_str());
        }
    }

    /// Judges afresh what was seen before, while answers are on their way.
    pub(super) async fn recall(&self) {
        let before = self.before.take();
        let Target::Domain(request) = &self.target else {
            return;
        };
        if !before.is_empty()
            && let Ok(snapshot) = opened(&before).await
            && snapshot.request.domain == request.domain
        {
            let proposed = snapshot.proposed().await;
            *self.expected.borrow_mut() = proposed;
        }
    }

    /// Finds the zone where there is something to change in it.
    pub(super) async fn find_zone(&self) {
        let delegation = self
            .reports
            .borrow()
            .iter()
            .find_map(|it| match &it.detail {
                Detail::Delegation(delegation) => Some(delegation.clone()),
                _ => None,
            });
        if let Some(delegation) = delegation
            && !self.planned().0.steps.is_empty()
        {
            let zone = delegation.zone(&self.client).await;
            *self.zone.borrow_mut() = zone;
        }
    }

    /// Finds out which of the changes expected have arrived.
    pub(super) async fn confirm(&self) {
        let expected = self.expected.borrow().clone();
        let mut answers = Vec::new();
        for place in expected.iter().map(|change| &change.place) {
            if let Place::Record { name, rtype, .. } = place {
                answers.push((place.clone(), self.client.ask(name, *rtype).await));
            }
        }
        let answer_to = |place: &Place| {
            let mut answers = answers.iter();
            let found = answers.find(|(asked, _)| asked == place)?;
            Some(found.1.clone())
        };
        let zone = self.zone.borrow();
        let negative_ttl = zone.as_ref().and_then(|zone| zone.negative_ttl);
        *self.confirmed.borrow_mut() = confirm(&expected, answer_to, negative_ttl);
    }

    /// What is known of the domain by now.
    pub(super) fn known<'a>(&self, reports: impl IntoIterator<Item = &'a SubjectReport>) -> Known {
        let mut known = report::fixes::known(reports);
        if let Some(zone) = &*self.zone.borrow() {
            known.in_zone(zone);
        }
        known
    }

    pub(crate) fn planned(&self) -> (Plan, Known) {
        let reports = self.reports.borrow();
        let known = self.known(reports.iter().map(Rc::as_ref));
        let plan = report::fixes::plan(reports.iter().map(Rc::as_ref), &known);
        (plan, known)
    }

    /// Tells what to do first, and again of those subjects whose fixes are
    /// others now that all is known.
    pub(super) async fn mend(&self) {
        let reports = self.reports.borrow().clone();
        let known = report::fixes::known(reports.iter().map(Rc::as_ref));
        for report in reports {
            // What was judged anew meanwhile is mended anew.
            let stands = |it: &Rc<SubjectReport>| Rc::ptr_eq(it, &report);
            if self.reports.borrow().iter().any(stands) && self.mends_anew(&report, &known) {
                self.say(&Told::Subject(report), &known);
            }
            next_turn().await;
        }
        self.plan();
    }

    /// Whether the fixes of a subject are others now that this is known; it is
    /// what they are told with from now on.
    fn mends_anew(&self, report: &SubjectReport, known: &Known) -> bool {
        let then = self
            .known
            .borrow_mut()
            .insert(report.subject, known.clone())
            .unwrap_or_default();
        let fixes = |known| report::fixes::fixes_of(report, known);
        let place = |known: &Known| (known.zone.clone(), known.dns_host);
        place(&then) != place(known)
            || then.holders != known.holders
            || fixes(&then) != fixes(known)
    }

    pub(super) fn plan(&self) {
        if !matches!(self.target, Target::Domain(_)) {
            return;
        }
        let language = self.language.get();
        let arrivals = Arrivals::new(&self.confirmed.borrow(), language);
        self.tell(&Event::Confirmed(arrivals));
        let (plan, known) = self.planned();
        let reports = self.reports.borrow();
        let findings = reports.iter().flat_map(|report| &report.findings);
        let gravest = findings.map(|finding| finding.severity).max();
        // What was stopped may hide anything.
        let told = |subject: &Subject| reports.iter().any(|it| it.subject == *subject);
        let unknown = match SUBJECTS.iter().all(told) {
            true => Severity::Good,
            false => Severity::Unknown,
        };
        let gravest = gravest.unwrap_or(Severity::Good).max(unknown);
        let planned = Planned::new(&plan, &known, gravest, &today(), language);
        self.tell(&Event::Planned(planned));
    }

    /// What the domain has, if it is this one and all answers are in.
    pub fn present(&self, domain: &Name) -> Option<Present> {
        match &self.target {
            Target::Domain(request) if request.domain == *domain && self.over.get() => {
                let reports = self.reports.borrow();
                let reports: Vec<_> = reports.iter().map(Rc::as_ref).collect();
                Some(report::present::present(reports.iter().copied()))
            }
            _ => None,
        }
    }
}
