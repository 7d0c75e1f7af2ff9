//! What is said of each fact, a file a subject.

mod bimi;
mod caa;
mod delegation;
mod dkim;
mod dmarc;
mod dnssec;
mod mta_sts;
mod mx;
mod programs;
mod ptr;
mod spf;
mod tag_list;
mod tls_rpt;
mod tlsa;
mod together;

use crate::check::Fact;
use crate::check::finding::Unanswered;
use crate::text::{Message, message};

/// What is said of a fact.
pub fn fact(fact: &Fact) -> Message {
    match fact {
        Fact::Unanswered(fact) => unanswered(fact),
        Fact::Delegation(fact) => delegation::fact(fact),
        Fact::Mx(fact) => mx::fact(fact),
        Fact::MxSet(fact) => mx::set(fact),
        Fact::MxProblem(problem) => mx::problem(problem),
        Fact::MxText(fact) => mx::text(fact),
        Fact::Ptr(fact) => ptr::fact(fact),
        Fact::SpfPublished(fact) => spf::published(fact),
        Fact::SpfPlaces(fact) => spf::places(fact),
        Fact::SpfProblem(problem) => spf::problem(problem),
        Fact::SpfText(fact) => spf::text(fact),
        Fact::SpfTree(fact) => spf::tree(fact),
        Fact::DkimPublished(fact) => dkim::published(fact),
        Fact::DkimPlaces(fact) => dkim::places(fact),
        Fact::DkimProblem(problem) => dkim::problem(problem),
        Fact::DkimText(fact) => dkim::text(fact),
        Fact::DmarcPublished(fact) => dmarc::published(fact),
        Fact::DmarcPlaces(fact) => dmarc::places(fact),
        Fact::DmarcReports(fact) => dmarc::reports(fact),
        Fact::DmarcProblem(problem) => dmarc::problem(problem),
        Fact::DmarcText(fact) => dmarc::text(fact),
        Fact::ReportAuthorizationProblem(problem) => dmarc::authorization(problem),
        Fact::MtaStsPublished(fact) => mta_sts::published(fact),
        Fact::MtaStsProblem(problem) => mta_sts::problem(problem),
        Fact::MtaStsText(fact) => mta_sts::text(fact),
        Fact::MtaStsPolicyProblem(problem) => mta_sts::policy_problem(problem),
        Fact::MtaStsPolicyText(fact) => mta_sts::policy(fact),
        Fact::TlsRptPublished(fact) => tls_rpt::published(fact),
        Fact::TlsRptProblem(problem) => tls_rpt::problem(problem),
        Fact::TlsRptText(fact) => tls_rpt::text(fact),
        Fact::BimiPublished(fact) => bimi::published(fact),
        Fact::BimiProblem(problem) => bimi::problem(problem),
        Fact::BimiText(fact) => bimi::text(fact),
        Fact::TlsaPublished(fact) => tlsa::published(fact),
        Fact::TlsaProblem(problem) => tlsa::problem(problem),
        Fact::TlsaText(fact) => tlsa::text(fact),
        Fact::Dnssec(fact) => dnssec::published(fact),
        Fact::DnssecSignatures(fact) => dnssec::signatures(fact),
        Fact::CaaPublished(fact) => caa::published(fact),
        Fact::CaaProblem(problem) => caa::problem(problem),
        Fact::CaaText(fact) => caa::text(fact),
        Fact::Programs(fact) => programs::fact(fact),
        Fact::Together(fact) => together::fact(fact),
    }
}

fn unanswered(fact: &Unanswered) -> Message {
    let Unanswered::Question { question, why } = fact;
    let why = super::dns::failure(why).plain();
    message!(
        "Unknown: no answer to `{question}`",
        "No answer: {why}. That says nothing of what is published there; check again, or ask another resolver in the settings."
    )
}
