//! Where the DMARC record stands: where receivers look, or beside that?

use crate::check::Finding;
use crate::dns::{Name, Outcome};
use crate::follow::dmarc::walk::is_dmarc;
use crate::follow::dmarc::{Dmarc, Step};

crate::rules! {
    /// What can be found of where a DMARC record stands.
    pub enum Fact in Dmarc {
        /// A record at the domain itself, where nobody looks.
        AtApex { domain: Name } => {
            "dmarc-record-at-apex", Warning, Rfc(9989, "4.10.1"),
            bad: Zone("d TXT \"v=DMARC1; p=none\""),
            good: Zone("_dmarc.d TXT \"v=DMARC1; p=none\""),
        },
        /// A record at a name with the domain in it twice.
        NameDoubled { name: Name, domain: Name } => {
            "dmarc-name-doubled", Warning, Rfc(9989, "4.10.1"),
            bad: Zone("_dmarc.d.example.d TXT \"v=DMARC1; p=none\""),
            good: Zone("_dmarc.d TXT \"v=DMARC1; p=none\""),
        },
        /// What stands at `_dmarc` is a wildcard's answer; `record` tells
        /// whether it is a DMARC record.
        ByWildcard { domain: Name, record: bool } => {
            "dmarc-answered-by-wildcard", Warning, Rfc(4592, "2.1.1"),
            bad: Zone("*.d TXT \"v=spf1 -all\""),
            good: Zone("*.d TXT \"v=spf1 -all\"\n_dmarc.d TXT \"v=DMARC1; p=none\""),
        },
        /// The record stands at another name, by a CNAME.
        Alias { name: Name, target: Name } => {
            "dmarc-is-alias", Good, Rfc(1034, "3.6.2"),
            bad: Zone("_dmarc.d CNAME d.vendor.example.\n\
                       d.vendor TXT \"v=DMARC1; p=none\""),
            good: Zone("_dmarc.d TXT \"v=DMARC1; p=none\""),
        },
        /// A CNAME leads to a name without a TXT record, or to none at all.
        AliasOfNothing { name: Name, target: Name } => {
            "dmarc-is-alias-of-nothing", Error, Rfc(1034, "3.6.2"),
            bad: Zone("_dmarc.d CNAME gone.vendor.example."),
            good: Zone("_dmarc.d CNAME d.vendor.example.\n\
                        d.vendor TXT \"v=DMARC1; p=none\""),
        },
    }
}

/// Judges where the record stands. A question that failed says nothing, and
/// no verdict rests on it.
pub fn judge(dmarc: &Dmarc) -> Vec<Finding> {
    let places = &dmarc.places;
    let domain = || dmarc.walk.start.clone();
    let mut findings = Vec::new();
    if places.is_at_apex() {
        let fact = Fact::AtApex { domain: domain() };
        findings.push(Finding::new(fact, [&*places.apex]));
    }
    if let Some(name) = places.doubled_name() {
        let fact = Fact::NameDoubled {
            name: name.clone(),
            domain: domain(),
        };
        findings.push(Finding::new(fact, places.doubled.as_deref()));
    }
    if let Some(own) = dmarc.walk.own() {
        if dmarc.is_by_wildcard() && own.txt.texts().next().is_some() {
            let fact = Fact::ByWildcard {
                domain: domain(),
                record: own.txt.texts().any(|txt| is_dmarc(&txt.text)),
            };
            let made_up = places.made_up.as_deref();
            findings.push(Finding::new(fact, made_up.into_iter().chain([&*own.txt])));
        } else {
            findings.extend(alias(dmarc, own));
        }
    }
    findings
}

fn alias(dmarc: &Dmarc, own: &Step) -> Option<Finding> {
    let name = own.txt.aliases.first()?.owner.clone();
    let target = own.txt.canonical_name().clone();
    let fact = match &own.txt.outcome {
        Outcome::Failed(_) => return None,
        Outcome::Records(_) => Fact::Alias { name, target },
        // A wildcard's alias, which need not have anything to do with DMARC.
        _ if dmarc.places.may_be_by_wildcard(&own.txt) => return None,
        Outcome::NoData | Outcome::NoSuchName => Fact::AliasOfNothing { name, target },
    };
    Some(Finding::new(fact, [&*own.txt]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow::dmarc::testing::dmarc;

    fn ids(zone: &str) -> Vec<&'static str> {
        let findings = judge(&dmarc("d.example", zone));
        findings.iter().map(|f| f.fact.rule().id).collect()
    }

    #[test]
    fn an_alias_that_a_wildcard_gives_is_no_alias_of_dmarc() {
        assert_eq!(ids("*.d CNAME host.example."), [""; 0]);
        let texts = "*.d CNAME host.example.\nhost TXT x";
        assert_eq!(ids(texts), ["dmarc-answered-by-wildcard"]);
        let failed = "_dmarc.d CNAME host.example.\n$FAIL timeout *.d TXT";
        assert_eq!(ids(failed), [""; 0]);
    }
}
