//! Where DMARC reports go: do those who are to get them agree, and do they take
//! mail?

use crate::check::finding::{self, Finding};
use crate::dns::Name;
use crate::follow::dmarc::{Consent, Destination, Mailbox, Reports};
use std::rc::Rc;

crate::rules! {
    /// What can be found of the hosts that are to get reports.
    pub enum Fact in Dmarc {
        /// Another organization has not agreed.
        NotAuthorized { domain: Name, host: Name } => {
            "dmarc-report-not-authorized", Warning, Rfc(9990, "4"),
            bad: Zone("_dmarc.d TXT \"v=DMARC1; p=none; rua=mailto:d@r.example\"\nr MX 10 mx.r"),
            good: Zone("_dmarc.d TXT \"v=DMARC1; p=none; rua=mailto:d@r.example\"\nr MX 10 mx.r\n\
                        d.example._report._dmarc.r TXT \"v=DMARC1;\""),
        },
        /// What stands where it would agree is no consent.
        AuthorizationInvalid { domain: Name, host: Name, text: String } => {
            "dmarc-report-authorization-invalid", Warning, Rfc(9990, "4"),
            bad: Zone("_dmarc.d TXT \"v=DMARC1; p=none; rua=mailto:d@r.example\"\nr MX 10 mx.r\n\
                       d.example._report._dmarc.r TXT \"v=dmarc1\""),
            good: Zone("_dmarc.d TXT \"v=DMARC1; p=none; rua=mailto:d@r.example\"\nr MX 10 mx.r\n\
                        d.example._report._dmarc.r TXT \"v=DMARC1\""),
        },
        /// DNS has no names as long as that of the record with which it would
        /// agree.
        AuthorizationNameTooLong { domain: Name, host: Name } => {
            "dmarc-report-authorization-name-too-long", Warning, Rfc(9990, "4"),
            bad: Zone(concat!(
                "_dmarc.d TXT \"v=DMARC1; p=none; rua=mailto:d@r.",
                "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefgh.",
                "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefgh\" \".",
                "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefgh.",
                "abcdefghijklmnopqrstuvwxyzabcdefghijkl.example\"",
            )),
            good: Zone("_dmarc.d TXT \"v=DMARC1; p=none; rua=mailto:d@r.example\""),
        },
        /// Several records agree: one is enough.
        AuthorizationSeveral { domain: Name, host: Name, count: usize } => {
            "dmarc-report-authorization-several", Advice, Rfc(9990, "4"),
            bad: Zone("_dmarc.d TXT \"v=DMARC1; p=none; rua=mailto:d@r.example\"\n\
                       d.example._report._dmarc.r TXT \"v=DMARC1\"\n\
                       d.example._report._dmarc.r TXT \"v=DMARC1;\""),
            good: Zone("_dmarc.d TXT \"v=DMARC1; p=none; rua=mailto:d@r.example\"\n\
                        d.example._report._dmarc.r TXT \"v=DMARC1\""),
        },
        /// Another organization has agreed.
        Authorized { domain: Name, host: Name } => {
            "dmarc-report-authorized", Good, Rfc(9990, "4"),
            bad: Zone("_dmarc.d TXT \"v=DMARC1; p=none; rua=mailto:d@r.example\"\n\
                       d.example._report._dmarc.r TXT \"v=DMARC1\""),
            good: Zone("_dmarc.d TXT \"v=DMARC1; p=none; rua=mailto:d@r.example\""),
        },
        /// Another organization agrees to take everybody's reports.
        AuthorizedByWildcard { host: Name } => {
            "dmarc-report-authorized-by-wildcard", Good, Rfc(9990, "4"),
            bad: Zone("_dmarc.d TXT \"v=DMARC1; p=none; rua=mailto:d@r.example\"\n\
                       *._report._dmarc.r TXT \"v=DMARC1\""),
            good: Zone("_dmarc.d TXT \"v=DMARC1; p=none; rua=mailto:d@r.example\"\n\
                        d.example._report._dmarc.r TXT \"v=DMARC1\""),
        },
        /// The host is of the same organization and need not agree.
        AuthorizationNotNeeded { host: Name, organizational: Name } => {
            "dmarc-report-authorization-not-needed", Good, Rfc(9990, "4"),
            bad: Zone("_dmarc.d TXT \"v=DMARC1; p=none; rua=mailto:d@r.d.example\"\nr.d MX 10 mx.d"),
            good: Zone("_dmarc.d TXT \"v=DMARC1; p=none; rua=mailto:d@r.example\""),
        },
        /// The domain of the mailbox does not exist.
        NoSuchDomain { host: Name } => {
            "dmarc-report-domain-does-not-exist", Warning, Rfc(5321, "5.1"),
            bad: Zone("_dmarc.d TXT \"v=DMARC1; p=none; rua=mailto:d@gone.example\""),
            good: Zone("_dmarc.d TXT \"v=DMARC1; p=none; rua=mailto:d@r.example\"\nr MX 10 mx.r"),
        },
        /// The domain of the mailbox has neither an exchanger nor an address.
        WithoutMail { host: Name } => {
            "dmarc-report-domain-without-mail", Warning, Rfc(5321, "5.1"),
            bad: Zone("_dmarc.d TXT \"v=DMARC1; p=none; rua=mailto:d@r.example\"\nr TXT x"),
            good: Zone("_dmarc.d TXT \"v=DMARC1; p=none; rua=mailto:d@r.example\"\nr A 192.0.2.1"),
        },
        /// The domain of the mailbox says that it takes no mail.
        NullMx { host: Name } => {
            "dmarc-report-domain-null-mx", Warning, Rfc(7505, "3"),
            bad: Zone("_dmarc.d TXT \"v=DMARC1; p=none; rua=mailto:d@r.example\"\nr MX 0 ."),
            good: Zone("_dmarc.d TXT \"v=DMARC1; p=none; rua=mailto:d@r.example\"\nr MX 10 mx.r"),
        },
    }
}

/// Judges where reports go.
pub fn judge(reports: &Reports) -> Vec<Finding> {
    let Some(domain) = &reports.domain else {
        return Vec::new();
    };
    let destinations = reports.destinations.iter();
    destinations
        .flat_map(|to| {
            let mut findings = consent(domain, to);
            findings.extend(mailbox(to));
            findings
        })
        .collect()
}

fn consent(domain: &Name, to: &Destination) -> Vec<Finding> {
    let answers = || to.consent_answers.iter().map(Rc::as_ref);
    let (domain, host) = (domain.clone(), to.host.clone());
    let fact = match &to.consent {
        Consent::Same => return Vec::new(),
        Consent::Unknown => return finding::unanswered(answers()).collect(),
        // Of a domain that does not exist, only that is told.
        Consent::NotNeeded { .. } | Consent::Absent
            if to.mailbox == Some(Mailbox::NoSuchDomain) =>
        {
            return Vec::new();
        }
        Consent::NotNeeded { organizational } => Fact::AuthorizationNotNeeded {
            host,
            organizational: organizational.clone(),
        },
        Consent::Given {
            by_wildcard: true, ..
        } => Fact::AuthorizedByWildcard { host },
        Consent::Given { records: 1, .. } => Fact::Authorized { domain, host },
        Consent::Given { records, .. } => Fact::AuthorizationSeveral {
            domain,
            host,
            count: *records,
        },
        Consent::Absent => Fact::NotAuthorized { domain, host },
        Consent::Invalid(record) => Fact::AuthorizationInvalid {
            domain,
            host,
            text: record.text.clone(),
        },
        Consent::NameTooLong => Fact::AuthorizationNameTooLong { domain, host },
    };
    vec![Finding::new(fact, answers())]
}

fn mailbox(to: &Destination) -> Vec<Finding> {
    let answers = || to.mail_answers.iter().map(Rc::as_ref);
    let host = to.host.clone();
    let fact = match to.mailbox {
        None | Some(Mailbox::Reached) => return Vec::new(),
        Some(Mailbox::Unknown) => return finding::unanswered(answers()).collect(),
        Some(Mailbox::NoSuchDomain) => Fact::NoSuchDomain { host },
        Some(Mailbox::Nowhere) => Fact::WithoutMail { host },
        Some(Mailbox::NullMx) => Fact::NullMx { host },
    };
    vec![Finding::new(fact, answers())]
}
