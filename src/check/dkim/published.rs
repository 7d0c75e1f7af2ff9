//! DKIM keys as DNS has them: does each selector lead to one key, and are there
//! those that the domain's providers sign with? Of keys that were not found
//! nothing is claimed: DNS does not list selectors.

use crate::check::finding::{self, Finding};
use crate::dns::{Answer, Name};
use crate::follow::dkim::{DkimKeys, Hint, SelectorLookup, is_revoked};
use crate::knowledge::signers::Signer;
use std::rc::Rc;

crate::rules! {
    /// What can be found of the key records under selectors.
    pub enum Fact in Dkim {
        /// Nothing stands under a selector that was named.
        Missing { selector: Name } => {
            "dkim-key-missing", Error, Rfc(6376, "6.1.2"),
            bad: Zone("d TXT x"),
            good: Zone("s._domainkey.d TXT \"v=DKIM1; p=\""),
        },
        /// Several records stand under one selector; which one a receiver
        /// takes is left to chance.
        Several { selector: Name, count: usize } => {
            "dkim-several-records", Error, Rfc(6376, "3.6.2.2"),
            bad: Zone("s._domainkey.d TXT \"v=DKIM1; p=\"\ns._domainkey.d TXT \"p=\""),
            good: Zone("s._domainkey.d TXT \"v=DKIM1; p=\""),
        },
        /// A selector is an alias of a name without a key: the provider has
        /// not switched DKIM on, or no longer serves the domain.
        AliasDead { selector: Name, target: Name, provider: Option<&'static str> } => {
            "dkim-alias-dead", Warning, Rfc(6376, "6.1.2"),
            bad: Zone("s1._domainkey.d CNAME s1.domainkey.u1.sendgrid.net."),
            good: Zone("s1._domainkey.d CNAME s1.domainkey.u1.sendgrid.net.\ns1.domainkey.u1.sendgrid.net. TXT \"v=DKIM1; p=\""),
        },
        /// The same, where the provider has a key under another of its
        /// selectors: this one is kept for the next.
        AliasWaiting { selector: Name, target: Name, provider: &'static str } => {
            "dkim-alias-waiting", Good, Rfc(6376, "3.1"),
            bad: Zone("s1._domainkey.d CNAME s1.domainkey.u1.sendgrid.net.\ns1.domainkey.u1.sendgrid.net. TXT \"v=DKIM1; p=\"\ns2._domainkey.d CNAME s2.domainkey.u1.sendgrid.net."),
            good: Zone("s2._domainkey.d CNAME s2.domainkey.u1.sendgrid.net."),
        },
        /// A selector is an alias of a key that a known provider keeps.
        AtProvider { selector: Name, provider: &'static str } => {
            "dkim-key-at-provider", Good, Rfc(6376, "3.6.2.2"),
            bad: Zone("s1._domainkey.d CNAME s1.domainkey.u1.sendgrid.net.\ns1.domainkey.u1.sendgrid.net. TXT \"v=DKIM1; p=\""),
            good: Zone("s1._domainkey.d TXT \"v=DKIM1; p=\""),
        },
        /// A provider that wants several selectors has one of them only.
        OfPairMissing { provider: &'static str, present: Name, missing: Name } => {
            "dkim-selector-of-pair-missing", Advice, Rfc(6376, "3.1"),
            bad: Zone("d A 192.0.2.1\ns1._domainkey.d CNAME s1.domainkey.u1.sendgrid.net.\ns1.domainkey.u1.sendgrid.net. TXT \"v=DKIM1; p=\""),
            good: Zone("d A 192.0.2.1\ns1._domainkey.d CNAME s1.domainkey.u1.sendgrid.net.\ns1.domainkey.u1.sendgrid.net. TXT \"v=DKIM1; p=\"\ns2._domainkey.d CNAME s1.domainkey.u1.sendgrid.net."),
        },
        /// A provider that signs with selectors of its own, and none of them
        /// is there.
        ProviderKeysMissing { provider: &'static str, selectors: Vec<Name> } => {
            "dkim-provider-keys-missing", Warning { ReceivesOnly | Parked: Advice, BulkSender: Error }, Practice,
            bad: Zone("d MX 10 d-example.mail.protection.outlook.com."),
            good: Zone("d MX 10 d-example.mail.protection.outlook.com.\nselector1._domainkey.d TXT \"v=DKIM1; p=\""),
        },
        /// Every selector has an answer, so that none can be told from it.
        Wildcard { domain: Name } => {
            "dkim-wildcard", Warning, Rfc(6376, "6.1.2"),
            bad: Zone("*._domainkey.d TXT hello"),
            good: Zone("s._domainkey.d TXT \"v=DKIM1; p=\""),
        },
        /// Every selector says that its key was taken back.
        WildcardRevoked { domain: Name } => {
            "dkim-wildcard-revoked", Good, Rfc(6376, "3.6.1"),
            bad: Zone("*._domainkey.d TXT \"v=DKIM1; p=\""),
            good: Zone("s._domainkey.d TXT \"v=DKIM1; p=\""),
        },
        /// No key was seen under the selectors that were tried, and there is
        /// no hint whether there are others.
        NotSeen { tried: usize } => {
            "dkim-keys-not-seen", Unknown, Rfc(6376, "3.1"),
            bad: Zone("d MX 10 mail.d\n$FAIL servfail _domainkey.d TXT"),
            good: Zone("d MX 10 mail.d\nmail._domainkey.d TXT \"v=DKIM1; p=\""),
        },
        /// The same, and there are names below `_domainkey`: keys, most likely.
        SeenElsewhere { tried: usize } => {
            "dkim-keys-under-other-selectors", Unknown, Rfc(8020, "3"),
            bad: Zone("d MX 10 mail.d\nunheard-of._domainkey.d TXT \"v=DKIM1; p=\""),
            good: Zone("d MX 10 mail.d\nmail._domainkey.d TXT \"v=DKIM1; p=\""),
        },
        /// The same, and the server says that there is no name below
        /// `_domainkey`: a hint, for not every server knows of such names.
        SeenNowhere { tried: usize } => {
            "dkim-keys-unlikely", Unknown, Rfc(8020, "2"),
            bad: Zone("d MX 10 mail.d"),
            good: Zone("d MX 10 mail.d\nunheard-of._domainkey.d TXT \"v=DKIM1; p=\""),
        },
        /// No key was seen, and the domain says that it sends no mail.
        NotNeeded => {
            "dkim-not-needed", Good, Rfc(7208, "10.1.2"),
            bad: Zone("d TXT \"v=spf1 -all\""), good: Zone("d TXT \"v=spf1 mx -all\""),
        },
        /// Selectors that were guessed, and to which nobody gave an answer.
        GuessesUnanswered { failed: usize, tried: usize } => {
            "dkim-guesses-unanswered", Unknown, Practice,
            bad: Zone("d MX 10 mail.d\n$FAIL timeout selector1._domainkey.d"),
            good: Zone("d MX 10 mail.d"),
        },
    }
}

/// Judges what stands under each selector, and what does not.
pub fn judge(keys: &DkimKeys) -> Vec<Finding> {
    let mut findings = Vec::new();
    for lookup in &keys.named {
        findings.extend(finding::unanswered([&*lookup.txt]));
        if lookup.txt.records().is_empty() && !lookup.txt.outcome.is_failed() {
            let selector = lookup.selector.name.clone();
            findings.push(Finding::new(Fact::Missing { selector }, [&*lookup.txt]));
        }
    }
    keys.lookups()
        .for_each(|lookup| judge_lookup(keys, lookup, &mut findings));
    judge_signers(keys, &mut findings);
    judge_search(keys, &mut findings);
    findings
}

fn judge_lookup(keys: &DkimKeys, lookup: &SelectorLookup, findings: &mut Vec<Finding>) {
    let selector = lookup.selector.name.clone();
    let mut push = |fact| findings.push(Finding::new(fact, [&*lookup.txt]));
    let signer = lookup.signer();
    match (lookup.alias().cloned(), signer) {
        // What answers for every selector tells nothing of this one.
        _ if keys.search.wildcard().is_some() => {}
        (Some(target), signer) if lookup.is_dead_alias() => {
            let provider = signer.map(|signer| signer.name);
            let others = || signer.iter().flat_map(|signer| lookups_of(keys, signer));
            match provider {
                Some(provider) if others().any(|other| !other.txt.records().is_empty()) => {
                    push(Fact::AliasWaiting {
                        selector: selector.clone(),
                        target,
                        provider,
                    });
                }
                // The key may stand under another selector.
                _ if others().any(|other| other.txt.outcome.is_failed()) => {}
                _ => push(Fact::AliasDead {
                    selector: selector.clone(),
                    target,
                    provider,
                }),
            }
        }
        (Some(_), Some(Signer { name, .. })) if !lookup.txt.records().is_empty() => {
            push(Fact::AtProvider {
                selector: selector.clone(),
                provider: name,
            });
        }
        _ => {}
    }
    let count = lookup.txt.records().len();
    if count > 1 {
        push(Fact::Several { selector, count });
    }
}

/// Whether those who sign for the domain have all of their selectors.
fn judge_signers(keys: &DkimKeys, findings: &mut Vec<Finding>) {
    for signer in &keys.search.expected {
        let lookups: Vec<_> = lookups_of(keys, signer).collect();
        let all = lookups.len() == signer.selectors().count();
        if all && lookups.iter().all(|it| it.is_void()) && !keys.search.sends_nothing {
            let fact = Fact::ProviderKeysMissing {
                provider: signer.name,
                selectors: lookups.iter().map(|it| it.selector.name.clone()).collect(),
            };
            let answers = lookups.iter().map(|it| &*it.txt);
            findings.push(Finding::new(fact, answers));
        }
    }
    let mut judged = Vec::new();
    for lookup in keys.found() {
        let Some(signer) = lookup.signer().filter(|it| !judged.contains(it)) else {
            continue;
        };
        judged.push(signer);
        let known = signer
            .selectors()
            .any(|name| lookup.selector.name.as_str().eq_ignore_ascii_case(name));
        for missing in lookups_of(keys, &signer).filter(|it| known && it.is_void()) {
            let fact = Fact::OfPairMissing {
                provider: signer.name,
                present: lookup.selector.name.clone(),
                missing: missing.selector.name.clone(),
            };
            findings.push(Finding::new(fact, [&*lookup.txt, &*missing.txt]));
        }
    }
}

fn lookups_of<'a>(
    keys: &'a DkimKeys,
    signer: &Signer,
) -> impl Iterator<Item = &'a SelectorLookup> + use<'a> {
    signer
        .selectors()
        .filter_map(move |selector| keys.lookup(selector))
}

/// What the search for keys came to.
fn judge_search(keys: &DkimKeys, findings: &mut Vec<Finding>) {
    let search = &keys.search;
    let basis = || {
        let answers = search.above.iter().chain(&search.nobody);
        answers.map(Rc::as_ref)
    };
    findings.extend(finding::unanswered(basis()));
    let domain = || keys.domain.clone();
    if let Some(wildcard) = search.wildcard() {
        let fact = match is_revoked(wildcard) {
            true => Fact::WildcardRevoked { domain: domain() },
            false => Fact::Wildcard { domain: domain() },
        };
        findings.push(Finding::new(fact, [&**wildcard]));
        return;
    }
    let failed: Vec<&Answer> = search
        .guessed
        .iter()
        .map(|lookup| &*lookup.txt)
        .filter(|txt| txt.outcome.is_failed())
        .collect();
    let tried = search.guessed.len();
    if !failed.is_empty() {
        let fact = Fact::GuessesUnanswered {
            failed: failed.len(),
            tried,
        };
        findings.push(Finding::new(fact, failed.iter().copied()));
    }
    // An alias is something seen, and told of by itself.
    let seen = keys.lookups().any(|lookup| !lookup.is_void());
    let told = |fact: &Finding| fact.fact.rule().id == PROVIDER_KEYS_MISSING;
    if tried == 0 || seen || findings.iter().any(told) {
        return;
    }
    let fact = match keys.hint() {
        _ if search.sends_nothing => Fact::NotNeeded,
        Hint::Names => Fact::SeenElsewhere { tried },
        Hint::NoNames => Fact::SeenNowhere { tried },
        Hint::Unknown => Fact::NotSeen { tried },
    };
    findings.push(Finding::new(fact, basis()));
}

const PROVIDER_KEYS_MISSING: &str = "dkim-provider-keys-missing";
