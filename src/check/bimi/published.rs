//! BIMI as DNS has it, and the DMARC policy without which no mailbox shows a
//! logo.

use crate::check::finding::{self, Finding};
use crate::check::txt_place;
use crate::dns::{Name, TxtRecord};
use crate::follow::bimi::Bimi;
use crate::follow::dmarc::Policy;
use crate::follow::txt_place::{Standing, TxtPlace};
use crate::record::bimi::{Record, Usable};
use crate::record::dmarc::{self, Disposition};
use std::rc::Rc;

crate::rules! {
    /// What can be found of a domain's BIMI.
    pub enum Fact in Bimi {
        /// The domain publishes no logo.
        Missing { domain: Name } => {
            "bimi-missing", Advice, Draft("draft-brand-indicators-for-message-identification", "7.2"),
            bad: Zone("d MX 10 mail.d"),
            good: Zone("d MX 10 mail.d\ndefault._bimi.d TXT \"v=BIMI1; l=https://d.example/logo.svg\""),
        },
        /// Several records, of which receivers take none.
        Several { name: Name, count: usize } => {
            "bimi-several-records", Error, Draft("draft-brand-indicators-for-message-identification", "7.2"),
            bad: Zone("d MX 10 mail.d\ndefault._bimi.d TXT \"v=BIMI1; l=https://d.example/a.svg\"\n\
                       default._bimi.d TXT \"v=BIMI1; l=https://d.example/b.svg\""),
            good: Zone("d MX 10 mail.d\ndefault._bimi.d TXT \"v=BIMI1; l=https://d.example/a.svg\""),
        },
        /// A record of another kind stands there.
        Unrelated { name: Name, text: String } => {
            "bimi-unrelated-text", Advice, Draft("draft-brand-indicators-for-message-identification", "7.2"),
            bad: Zone("d MX 10 mail.d\ndefault._bimi.d TXT \"v=spf1 -all\""),
            good: Zone("d MX 10 mail.d\ndefault._bimi.d TXT \"v=BIMI1; l=https://d.example/logo.svg\""),
        },
        /// A CNAME leads to a name without a record.
        AliasOfNothing { name: Name, target: Name } => {
            "bimi-is-alias-of-nothing", Warning, Rfc(1034, "3.6.2"),
            bad: Zone("d MX 10 mail.d\ndefault._bimi.d CNAME gone.vendor.example."),
            good: Zone("d MX 10 mail.d\ndefault._bimi.d CNAME d.vendor\n\
                        d.vendor TXT \"v=BIMI1; l=https://d.example/logo.svg\""),
        },
        /// The record stands at the domain itself, where nobody looks.
        AtApex { domain: Name } => {
            "bimi-record-at-apex", Warning, Draft("draft-brand-indicators-for-message-identification", "7.2"),
            bad: Zone("d MX 10 mail.d\nd TXT \"v=BIMI1; l=https://d.example/logo.svg\""),
            good: Zone("d MX 10 mail.d\ndefault._bimi.d TXT \"v=BIMI1; l=https://d.example/logo.svg\""),
        },
        /// The record stands at another name, where nobody looks.
        Elsewhere { found: Name, name: Name } => {
            "bimi-record-elsewhere", Warning, Draft("draft-brand-indicators-for-message-identification", "7.2"),
            bad: Zone("d MX 10 mail.d\n_bimi.d TXT \"v=BIMI1; l=https://d.example/logo.svg\""),
            good: Zone("d MX 10 mail.d\ndefault._bimi.d TXT \"v=BIMI1; l=https://d.example/logo.svg\""),
        },
        /// The logo is that of the organizational domain.
        Inherited { from: Name } => {
            "bimi-inherited", Good, Draft("draft-brand-indicators-for-message-identification", "7.2"),
            bad: Zone("d MX 10 mail.d\n_dmarc.example. TXT \"v=DMARC1; p=reject\"\n\
                       default._bimi.example. TXT \"v=BIMI1; l=https://d.example/logo.svg\""),
            good: Zone("d MX 10 mail.d\ndefault._bimi.d TXT \"v=BIMI1; l=https://d.example/logo.svg\""),
        },
        /// No DMARC policy speaks for the domain.
        DmarcMissing { domain: Name } => {
            "bimi-without-dmarc", Warning, Draft("draft-brand-indicators-for-message-identification", "7.1"),
            bad: Zone("d MX 10 mail.d\ndefault._bimi.d TXT \"v=BIMI1; l=https://d.example/logo.svg\""),
            good: Zone("d MX 10 mail.d\ndefault._bimi.d TXT \"v=BIMI1; l=https://d.example/logo.svg\"\n\
                        _dmarc.d TXT \"v=DMARC1; p=reject\""),
        },
        /// The DMARC policy is not enforced.
        DmarcNotEnforced { domain: Name } => {
            "bimi-dmarc-not-enforced", Warning, Draft("draft-brand-indicators-for-message-identification", "7.1"),
            bad: Zone("d MX 10 mail.d\ndefault._bimi.d TXT \"v=BIMI1; l=https://d.example/logo.svg\"\n\
                       _dmarc.d TXT \"v=DMARC1; p=quarantine; t=y\""),
            good: Zone("d MX 10 mail.d\ndefault._bimi.d TXT \"v=BIMI1; l=https://d.example/logo.svg\"\n\
                        _dmarc.d TXT \"v=DMARC1; p=quarantine\""),
        },
        /// The DMARC policy is not enforced for subdomains.
        SubdomainsNotEnforced { domain: Name } => {
            "bimi-dmarc-subdomains-not-enforced", Warning, Draft("draft-brand-indicators-for-message-identification", "7.1"),
            bad: Zone("d MX 10 mail.d\ndefault._bimi.d TXT \"v=BIMI1; l=https://d.example/logo.svg\"\n\
                       _dmarc.d TXT \"v=DMARC1; p=reject; sp=none\""),
            good: Zone("d MX 10 mail.d\ndefault._bimi.d TXT \"v=BIMI1; l=https://d.example/logo.svg\"\n\
                        _dmarc.d TXT \"v=DMARC1; p=reject\""),
        },
        /// Older receivers enforce the DMARC policy for a share of mail only.
        DmarcPartial { domain: Name, percent: u8 } => {
            "bimi-dmarc-partial", Warning, Draft("draft-brand-indicators-for-message-identification", "7.1"),
            bad: Zone("d MX 10 mail.d\ndefault._bimi.d TXT \"v=BIMI1; l=https://d.example/logo.svg\"\n\
                       _dmarc.d TXT \"v=DMARC1; p=quarantine; pct=50\""),
            good: Zone("d MX 10 mail.d\ndefault._bimi.d TXT \"v=BIMI1; l=https://d.example/logo.svg\"\n\
                        _dmarc.d TXT \"v=DMARC1; p=quarantine; pct=100\""),
        },
        /// The DMARC policy is as mailboxes want it.
        DmarcEnforced { domain: Name } => {
            "bimi-dmarc-enforced", Good, Draft("draft-brand-indicators-for-message-identification", "7.1"),
            bad: Zone("d MX 10 mail.d\ndefault._bimi.d TXT \"v=BIMI1; l=https://d.example/logo.svg\"\n\
                       _dmarc.d TXT \"v=DMARC1; p=reject\""),
            good: Zone("d MX 10 mail.d\ndefault._bimi.d TXT \"v=BIMI1; l=https://d.example/logo.svg\"\n\
                        _dmarc.d TXT \"v=DMARC1; p=none\""),
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

/// Judges what there is of a domain's BIMI.
pub fn judge(found: &Bimi) -> Vec<Finding> {
    // Of a domain that does not exist, only that is told.
    if found.servers.is_domain_gone() {
        return Vec::new();
    }
    let own = &found.own;
    let txt = || own.txt.as_deref();
    let above = found.organizational.as_ref();
    let above_txt = above.and_then(|above| above.txt.as_deref());
    let mut findings: Vec<_> = finding::unanswered(txt().into_iter().chain(above_txt)).collect();
    let domain = || own.domain.clone();
    let unknown_above = above.is_some_and(|above| above.standing() == Standing::Unknown);
    match own.standing() {
        Standing::Nothing if found.place().domain != own.domain => {
            let from = found.place().domain.clone();
            let answers = txt().into_iter().chain(above_txt);
            findings.push(Finding::new(Fact::Inherited { from }, answers));
        }
        Standing::Nothing
            if !own.is_elsewhere()
                && !unknown_above
                && found.servers.takes_mail() != Some(false) =>
        {
            findings.push(Finding::new(Fact::Missing { domain: domain() }, txt()));
        }
        _ => {}
    }
    findings.extend(txt_place::judge(own, &PLACE));
    if has_logo(found.place()) {
        findings.extend(precondition(found));
    }
    findings
}

/// Whether a place has a record with a logo.
pub fn has_logo(place: &TxtPlace) -> bool {
    match place.standing() {
        Standing::One(record) => {
            let usable = Record::read(&record.text).usable();
            matches!(usable, Usable::Logo { .. })
        }
        _ => false,
    }
}

/// Judges whether the DMARC policy is as mailboxes want it.
fn precondition(found: &Bimi) -> Vec<Finding> {
    let answers = || found.dmarc.answers().map(Rc::as_ref);
    let domain = found.own.domain.clone();
    let fact = match found.dmarc.policy() {
        // A question that failed matters only where the policy hangs on it.
        Policy::Unknown => return finding::unanswered(answers()).collect(),
        Policy::None => Fact::DmarcMissing { domain },
        Policy::Own(record)
        | Policy::Organizational(_, record)
        | Policy::PublicSuffix(_, record) => enforcement(record, domain),
    };
    vec![Finding::new(fact, answers())]
}

fn enforcement(record: &TxtRecord, domain: Name) -> Fact {
    let record = dmarc::Record::read(&record.text);
    let usable = record.usable();
    let Some(policies) = usable.policies() else {
        return Fact::DmarcMissing { domain };
    };
    let older = record.usable_by_rfc7489();
    let percent = older.policies().map_or(100, |older| older.percent);
    match (
        policies.applied(policies.domain),
        policies.applied(policies.subdomains),
    ) {
        (Disposition::None, _) => Fact::DmarcNotEnforced { domain },
        (_, Disposition::None) => Fact::SubdomainsNotEnforced { domain },
        (Disposition::Quarantine, _) if percent < 100 => Fact::DmarcPartial { domain, percent },
        _ => Fact::DmarcEnforced { domain },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow::testing::client;
    use futures_util::FutureExt;

    fn ids(dmarc: &str) -> Vec<&'static str> {
        let domain = Name::parse("a.d.example").unwrap();
        let client = client(&format!(
            "a.d MX 10 mail.d\ndefault._bimi.d TXT \"v=BIMI1; l=https://d.example/l.svg\"\n{dmarc}"
        ));
        let found = Bimi::find(&client, &domain).now_or_never().unwrap();
        let findings = judge(&found);
        findings.iter().map(|f| f.fact.rule().id).collect()
    }

    #[test]
    fn the_organization_lends_its_logo_and_its_policy() {
        assert_eq!(
            ids("_dmarc.d TXT \"v=DMARC1; p=reject\""),
            ["bimi-inherited", "bimi-dmarc-enforced"]
        );
        assert_eq!(
            ids("_dmarc.d TXT \"v=DMARC1; p=reject; sp=none\""),
            ["bimi-inherited", "bimi-dmarc-subdomains-not-enforced"]
        );
        // Without a record there is no organization above.
        assert_eq!(ids(""), ["bimi-missing"]);
    }

    #[test]
    fn a_logo_above_that_is_unknown_is_not_missing() {
        let failed = "_dmarc.d TXT \"v=DMARC1; p=reject\"\n$FAIL timeout default._bimi.d";
        assert_eq!(ids(failed), ["lookup-failed"]);
    }
}
