//! What was found of one subject.

use crate::check::spf::tree;
use crate::check::{Fact, Finding, FoundRecord};
use crate::dns::Answer;
use crate::follow::beyond::Beyond;
use crate::follow::bimi::Bimi;
use crate::follow::caa::Caa;
use crate::follow::dane::Dane;
use crate::follow::delegation::Delegation;
use crate::follow::dkim::DkimKeys;
use crate::follow::dmarc::{Dmarc, Policy};
use crate::follow::dnssec::Dnssec;
use crate::follow::mail_servers::{MailServers, Route};
use crate::follow::mta_sts::MtaSts;
use crate::follow::programs::Programs;
use crate::follow::reverse::Reverse;
use crate::follow::spf::{Selection, Tree};
use crate::follow::tls_rpt::TlsRpt;
use crate::rule::{Profile, Severity, Subject};
use std::rc::Rc;

/// What was found of one subject: facts, judgement and evidence.
#[derive(Clone, Debug)]
pub struct SubjectReport {
    /// What was looked at.
    pub subject: Subject,
    /// What was gathered.
    pub detail: Detail,
    /// The texts that were found, in the order of [`crate::check::Place::record`].
    /// Those of SPF have the numbers of [`Tree::record`] first.
    pub records: Vec<FoundRecord>,
    /// The rules that were met, the gravest first.
    pub findings: Vec<Finding>,
    /// Every question that was asked for it, with its answer.
    pub evidence: Vec<Rc<Answer>>,
}

/// What was gathered of a subject.
#[derive(Clone, Debug)]
pub enum Detail {
    /// The domain as a whole.
    Delegation(Delegation),
    /// Its mail exchangers.
    MailServers(MailServers),
    /// The names of addresses.
    Reverses {
        /// Each address with its names.
        reverses: Vec<Reverse>,
        /// Why there is none, where there is none.
        none: NoAddress,
    },
    /// Its SPF record, and all that it leads to.
    Spf(Tree),
    /// Its DKIM keys.
    Dkim(DkimKeys),
    /// Its DMARC policy, and where reports go.
    Dmarc(Dmarc),
    /// Its MTA-STS policy.
    MtaSts(MtaSts),
    /// Its TLS reporting.
    TlsRpt(TlsRpt),
    /// Its logo.
    Bimi(Bimi),
    /// The TLSA records of its mail servers.
    Dane(Dane),
    /// Its DNSSEC.
    Dnssec(Dnssec),
    /// Who may issue certificates for it.
    Caa(Caa),
    /// What mail programs find.
    Programs(Programs),
    /// Nothing besides what was gathered of the others.
    Together,
    /// What a browser cannot see.
    Beyond(Beyond),
}

/// Why a subject has no verdict.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NoVerdict {
    /// It was not looked at, most often because no browser can.
    NotChecked,
    /// There is nothing that could be in order or not.
    NotSetUp,
}

/// Why there is no address whose names could be looked at.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NoAddress {
    /// There is none, or the provider's are the provider's to name.
    NoneNamed,
    /// The domain takes no mail, and its SPF record lets nobody send.
    NotNeeded,
    /// The addresses could not be found out.
    Unknown,
}

impl SubjectReport {
    /// Puts together what was found of a subject; findings are put in order of
    /// gravity, and keep their own order within it.
    pub fn new(
        subject: Subject,
        detail: Detail,
        records: Vec<FoundRecord>,
        mut findings: Vec<Finding>,
        evidence: Vec<Rc<Answer>>,
    ) -> Self {
        Finding::number(&mut findings);
        Finding::sort(&mut findings);
        Self {
            subject,
            detail,
            records,
            findings,
            evidence,
        }
    }

    /// The same, of a domain that is for this.
    pub fn weighed(mut self, profile: Profile) -> Self {
        for finding in &mut self.findings {
            finding.weigh(profile);
        }
        Finding::sort(&mut self.findings);
        self
    }

    /// The gravest of the findings; `Good` where there are none, and `Unknown`
    /// where there was nothing to ask for.
    pub fn severity(&self) -> Severity {
        match self.findings.first() {
            Some(finding) => finding.severity,
            None if self.is_void() => Severity::Unknown,
            None => Severity::Good,
        }
    }

    /// Why there is no verdict, where nothing was found that is one.
    pub fn no_verdict(&self) -> Option<NoVerdict> {
        let nothing = self.findings.is_empty();
        match &self.detail {
            Detail::MtaSts(sts) if sts.is_announced() && sts.policy.text().is_none() => {
                (self.severity() == Severity::Good).then_some(NoVerdict::NotChecked)
            }
            Detail::Programs(programs) if programs.is_wanting() => {
                nothing.then_some(NoVerdict::NotSetUp)
            }
            Detail::Reverses {
                none: NoAddress::Unknown,
                ..
            } => None,
            _ => (nothing && self.is_void()).then_some(NoVerdict::NotChecked),
        }
    }

    /// Whether nothing was looked at: there was no selector to look under, no
    /// address, or no domain, or nobody can look from a browser.
    fn is_void(&self) -> bool {
        match &self.detail {
            Detail::Dkim(keys) => keys.lookups().next().is_none(),
            Detail::MailServers(servers) => matches!(servers.route, Route::NoSuchDomain),
            Detail::Spf(tree) => tree.root().selection == Selection::NoSuchName,
            Detail::Dmarc(dmarc) => matches!(dmarc.walk.policy(), Policy::None),
            Detail::MtaSts(sts) => sts.servers.is_domain_gone(),
            Detail::TlsRpt(reporting) => reporting.servers.is_domain_gone(),
            Detail::Bimi(bimi) => bimi.servers.is_domain_gone(),
            Detail::Dane(dane) => dane.servers.is_domain_gone(),
            Detail::Dnssec(dnssec) => dnssec.delegation.exists() == Some(false),
            Detail::Caa(caa) => caa.servers.is_domain_gone(),
            Detail::Programs(programs) => programs.servers.is_domain_gone(),
            Detail::Beyond(_) => true,
            Detail::Reverses { reverses, none } => {
                reverses.is_empty() && *none != NoAddress::NotNeeded
            }
            Detail::Delegation(_) => false,
            // Where anything is known, something is found.
            Detail::Together => true,
        }
    }

    /// Whether record number `index` is the domain's own, and none of those
    /// that its SPF record leads to.
    pub fn is_own(&self, index: usize) -> bool {
        match &self.detail {
            Detail::Spf(tree) => index == 0 || index >= tree.size(),
            _ => true,
        }
    }

    /// Whether a finding is about what is the domain's own, or about all of it.
    pub fn is_about_own(&self, finding: &Finding) -> bool {
        let all = matches!(
            finding.fact,
            Fact::SpfTree(tree::Fact::LookupsTooMany { .. })
        );
        all || finding.place.is_none_or(|place| self.is_own(place.record))
    }

    /// How many findings are of this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    }
}
