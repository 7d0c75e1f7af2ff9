//! A check is judged anew, with nothing asked again: as a domain that is for
//! something else, or with the file of its MTA-STS policy.

use super::{Check, Source};
use crate::policy::BrowserPolicies;
use mailvet::check::Judged;
use mailvet::follow::mta_sts::{MtaSts, PolicyFetch, PolicyFile, policy_url};
use mailvet::report::{self, Conclusion, Detail, SubjectReport, Told};
use mailvet::rule::{Profile, Subject};
use std::rc::Rc;

impl Check {
    /// Judges the domain as one that is for this; as its records say where
    /// nobody says it. What was asked is not asked again.
    pub fn judge_as(self: &Rc<Self>, profile: Option<Profile>) {
        self.said.set(profile);
        if self.over.get() {
            self.judge_again();
            self.finish_soon();
        }
    }

    /// Gets the file of the MTA-STS policy from its host, and tells of it;
    /// whether it could be had.
    pub async fn fetch_policy(self: &Rc<Self>) -> bool {
        let host = self.mta_sts().and_then(|sts| sts.host);
        let Some(host) = host.filter(|_| matches!(self.source, Source::Dns)) else {
            return false;
        };
        let policy = BrowserPolicies.fetch(&policy_url(&host.name)).await;
        let fetched = policy != PolicyFile::Unread;
        if fetched {
            self.set_policy(policy);
        }
        fetched
    }

    /// Takes this for the file of the MTA-STS policy, and tells what that
    /// changes.
    pub fn set_policy(self: &Rc<Self>, policy: PolicyFile) {
        let (Some(sts), Some(judged)) = (self.mta_sts(), self.judged.get()) else {
            return;
        };
        let report = report::mta_sts(MtaSts { policy, ..sts }).weighed(judged.profile);
        self.take_up(Told::Subject(Rc::new(report)));
        if self.over.get() {
            self.conclude();
            self.finish_soon();
        }
    }

    /// What was found of MTA-STS, once it is known.
    pub(crate) fn mta_sts(&self) -> Option<MtaSts> {
        let reports = self.reports.borrow();
        reports.iter().find_map(|report| match &report.detail {
            Detail::MtaSts(sts) => Some(sts.clone()),
            _ => None,
        })
    }

    pub(super) fn judge_again(&self) {
        let reports = self.reports.take();
        self.known.take();
        let guess = |reports: &[Rc<SubjectReport>]| {
            let servers = reports.iter().find_map(|it| match &it.detail {
                Detail::MailServers(servers) => Some(servers),
                _ => None,
            })?;
            let spf = reports.iter().find_map(|it| match &it.detail {
                Detail::Spf(tree) => Some(&tree.root().published),
                _ => None,
            })?;
            Some(Judged::new(self.said.get(), servers, spf))
        };
        let Some(judged) = guess(&reports) else {
            *self.reports.borrow_mut() = reports;
            return;
        };
        let again = reports.iter().filter(|it| it.subject != Subject::Together);
        let again: Vec<_> = again
            .map(|report| Rc::new(SubjectReport::clone(report).weighed(judged.profile)))
            .collect();
        self.take_up(Told::Judged(judged));
        again
            .into_iter()
            .for_each(|it| self.take_up(Told::Subject(it)));
        self.conclude();
    }

    /// Tells again what the subjects come to.
    pub(super) fn conclude(&self) {
        let Some(judged) = self.judged.get() else {
            return;
        };
        let reports = self.reports.borrow().clone();
        if let Some(conclusion) = Conclusion::new(&reports, judged.profile) {
            self.take_up(Told::Subject(conclusion.together));
            self.take_up(Told::Answers(conclusion.answers));
        }
    }
}
