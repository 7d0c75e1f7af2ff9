//! TLS reporting as DNS has it, and whether reports arrive.

use crate::check::finding::{self, Finding};
use crate::check::txt_place;
use crate::dns::Name;
use crate::follow::mta_sts;
use crate::follow::tls_rpt::{Destination, TlsRpt};
use crate::follow::txt_place::Standing;
use std::rc::Rc;

crate::rules! {
    /// What can be found of a domain's TLS reporting.
    pub enum Fact in TlsRpt {
        /// The domain takes mail and asks for no reports.
        Missing { domain: Name } => {
            "tls-rpt-missing", Advice, Rfc(8460, "3"),
            bad: Zone("d MX 10 mail.d"),
            good: Zone("d MX 10 mail.d\n_smtp._tls.d TXT \"v=TLSRPTv1; rua=mailto:t@d.example\""),
        },
        /// The domain has MTA-STS and asks for no reports of how it does.
        MissingBesideMtaSts { domain: Name } => {
            "tls-rpt-missing-beside-mta-sts", Advice, Rfc(8460, "1"),
            bad: Zone("d MX 10 mail.d\n_mta-sts.d TXT \"v=STSv1; id=1\""),
            good: Zone("d MX 10 mail.d\n_mta-sts.d TXT \"v=STSv1; id=1\"\n\
                        _smtp._tls.d TXT \"v=TLSRPTv1; rua=mailto:t@d.example\""),
        },
        /// Several records, of which senders take none.
        Several { name: Name, count: usize } => {
            "tls-rpt-several-records", Error, Rfc(8460, "3"),
            bad: Zone("d MX 10 mail.d\n_smtp._tls.d TXT \"v=TLSRPTv1; rua=mailto:a@d.example\"\n\
                       _smtp._tls.d TXT \"v=TLSRPTv1; rua=mailto:b@d.example\""),
            good: Zone("d MX 10 mail.d\n_smtp._tls.d TXT \"v=TLSRPTv1; rua=mailto:a@d.example,mailto:b@d.example\""),
        },
        /// A record of another kind stands there.
        Unrelated { name: Name, text: String } => {
            "tls-rpt-unrelated-text", Advice, Rfc(8460, "3"),
            bad: Zone("d MX 10 mail.d\n_smtp._tls.d TXT \"v=spf1 -all\""),
            good: Zone("d MX 10 mail.d\n_smtp._tls.d TXT \"v=TLSRPTv1; rua=mailto:t@d.example\""),
        },
        /// A CNAME leads to a name without a record.
        AliasOfNothing { name: Name, target: Name } => {
            "tls-rpt-is-alias-of-nothing", Warning, Rfc(1034, "3.6.2"),
            bad: Zone("d MX 10 mail.d\n_smtp._tls.d CNAME gone.vendor.example."),
            good: Zone("d MX 10 mail.d\n_smtp._tls.d CNAME d.vendor\n\
                        d.vendor TXT \"v=TLSRPTv1; rua=mailto:t@d.example\""),
        },
        /// The record stands at the domain itself, where nobody looks.
        AtApex { domain: Name } => {
            "tls-rpt-record-at-apex", Warning, Rfc(8460, "3"),
            bad: Zone("d MX 10 mail.d\nd TXT \"v=TLSRPTv1; rua=mailto:t@d.example\""),
            good: Zone("d MX 10 mail.d\n_smtp._tls.d TXT \"v=TLSRPTv1; rua=mailto:t@d.example\""),
        },
        /// The record stands at another name, where nobody looks.
        Elsewhere { found: Name, name: Name } => {
            "tls-rpt-record-elsewhere", Warning, Rfc(8460, "3"),
            bad: Zone("d MX 10 mail.d\n_tls._smtp.d TXT \"v=TLSRPTv1; rua=mailto:a@d.example\""),
            good: Zone("d MX 10 mail.d\n_smtp._tls.d TXT \"v=TLSRPTv1; rua=mailto:a@d.example\""),
        },
        /// Mail does not reach the domain of the mailbox.
        MailboxNotReached { host: Name } => {
            "tls-rpt-mailbox-not-reached", Warning, Rfc(8460, "3"),
            bad: Zone("d MX 10 mail.d\n_smtp._tls.d TXT \"v=TLSRPTv1; rua=mailto:t@gone.example\""),
            good: Zone("d MX 10 mail.d\n_smtp._tls.d TXT \"v=TLSRPTv1; rua=mailto:t@d.example\""),
        },
        /// The web server that should take reports has no address.
        HostWithoutAddress { host: Name } => {
            "tls-rpt-host-without-address", Warning, Rfc(8460, "3"),
            bad: Zone("d MX 10 mail.d\n_smtp._tls.d TXT \"v=TLSRPTv1; rua=https://gone.example/tls\""),
            good: Zone("d MX 10 mail.d\n_smtp._tls.d TXT \"v=TLSRPTv1; rua=https://r.example/tls\"\nr A 192.0.2.2"),
        },
    }
}

const PLACE: txt_place::Facts<Fact> = txt_place::Facts {
    several: |name, count| Fact::Several { name, count },
    alias_of_nothing: |name, target| Fact::AliasOfNothing { name, target },
    at_apex: |domain| Fact::AtApex { domain },
    elsewhere: |found, name| Fact::Elsewhere { found, name },
    unrelated: |name, text| Fact::Unrelated { name, text },
};

/// Judges what there is of a domain's TLS reporting.
pub fn judge(found: &TlsRpt) -> Vec<Finding> {
    // Of a domain that does not exist, only that is told.
    if found.servers.is_domain_gone() {
        return Vec::new();
    }
    let place = &found.place;
    let txt = || place.txt.as_deref();
    let mut findings: Vec<_> = finding::unanswered(txt()).collect();
    let domain = || place.domain.clone();
    let takes_mail = found.servers.takes_mail() != Some(false);
    match place.standing() {
        Standing::Nothing if !place.is_elsewhere() && takes_mail => {
            let (domain, policy) = (domain(), mta_sts::is_announced(&found.mta_sts));
            let (fact, beside) = match policy {
                true => (
                    Fact::MissingBesideMtaSts { domain },
                    found.mta_sts.txt.as_deref(),
                ),
                false => (Fact::Missing { domain }, None),
            };
            findings.push(Finding::new(fact, txt().into_iter().chain(beside)));
        }
        _ => {}
    }
    findings.extend(txt_place::judge(place, &PLACE));
    findings.extend(found.destinations.iter().flat_map(destination));
    findings
}

fn destination(to: &Destination) -> Vec<Finding> {
    let answers = || to.answers.iter().map(Rc::as_ref);
    let host = || to.host.clone();
    let fact = match (to.reached, to.mailbox) {
        (Some(true), _) => return Vec::new(),
        (None, _) => return finding::unanswered(answers()).collect(),
        (Some(false), true) => Fact::MailboxNotReached { host: host() },
        (Some(false), false) => Fact::HostWithoutAddress { host: host() },
    };
    vec![Finding::new(fact, answers())]
}
