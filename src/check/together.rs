//! How the records fit together: what is right in each of them, and yet wrong
//! beside the others.

use super::finding::Finding;
use super::whole::Whole;
use crate::dns::Name;
use crate::follow::dkim::Hint;
use crate::follow::dmarc::{Author, Effect};
use crate::follow::mail_servers::Route;
use crate::follow::spf::Selection;
use crate::knowledge::mx_vendors::mx_vendor;
use crate::knowledge::spf_vendors::{knows, spf_vendor};
use crate::knowledge::vendor::{Purpose, Vendor};
use crate::record::dmarc::Disposition;
use crate::record::spf::Usability;
use crate::rule::Profile;
use serde::Serialize;
use std::rc::Rc;

crate::rules! {
    /// What can be found of the records beside each other.
    pub enum Fact in Together {
        /// Nothing contradicts anything.
        Agree => {
            "together-agree", Good, Practice,
            bad: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1\nd TXT \"v=spf1 mx -all\"\n\
                       _dmarc.d TXT \"v=DMARC1; p=none\"\nmail._domainkey.d TXT \"v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\""),
            good: Zone("d MX 10 mail.d\nd TXT \"v=spf1 -all\"\n\
                        mail._domainkey.d TXT \"v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\""),
        },
        /// A company has the domain's mailboxes, and SPF does not let it send.
        ProviderNotInSpf { provider: Vendor } => {
            "together-provider-not-in-spf", Warning { ReceivesOnly | Parked: Advice }, Rfc(7208, "2.4"),
            bad: Zone("d MX 1 smtp.google.com.\nd TXT \"v=spf1 include:_spf.vendor.example -all\"\n\
                       _spf.vendor TXT \"v=spf1 ip4:198.51.0.1 -all\""),
            good: Zone("d MX 1 smtp.google.com.\nd TXT \"v=spf1 include:_spf.google.com -all\"\n\
                        _spf.google.com. TXT \"v=spf1 ip4:198.51.0.1 -all\""),
        },
        /// DMARC has failing mail refused or set aside, and nothing was seen by
        /// which the domain's mail could pass.
        EnforcedWithNothingToPass { selectors: usize } => {
            "together-enforced-with-nothing-to-pass", Warning, Rfc(9989, "7.4"),
            bad: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1\n_dmarc.d TXT \"v=DMARC1; p=reject\""),
            good: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1\nd TXT \"v=spf1 mx -all\"\n_dmarc.d TXT \"v=DMARC1; p=reject\""),
        },
        /// DMARC has failing mail refused or set aside, and no DKIM key was
        /// seen: mail that is forwarded has SPF alone, which forwarding breaks.
        EnforcedOnSpfAlone { selectors: usize } => {
            "together-enforced-on-spf-alone", Advice, Rfc(9989, "7.4"),
            bad: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1\nd TXT \"v=spf1 mx -all\"\n_dmarc.d TXT \"v=DMARC1; p=reject\""),
            good: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1\nd TXT \"v=spf1 mx -all\"\n_dmarc.d TXT \"v=DMARC1; p=reject\"\n\
                        mail._domainkey.d TXT \"v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\""),
        },
        /// The domain takes and sends no mail, and does not say so in full.
        NoMailHalfDeclared { missing: Vec<Declaration> } => {
            "together-no-mail-half-declared", Warning, Rfc(7505, "4.2"),
            bad: Zone("d MX 0 .\nd TXT \"v=spf1 -all\""),
            good: Zone("d MX 0 .\nd TXT \"v=spf1 -all\"\n_dmarc.d TXT \"v=DMARC1; p=reject\""),
        },
        /// The domain takes and sends no mail, and says so in full.
        NoMailDeclared => {
            "together-no-mail-declared", Good, Rfc(7505, "4.2"),
            bad: Zone("d MX 0 .\nd TXT \"v=spf1 -all\"\n_dmarc.d TXT \"v=DMARC1; p=reject\""),
            good: Zone("d MX 0 .\nd TXT \"v=spf1 -all\""),
        },
        /// SPF says that nothing is sent, and there are keys to sign with.
        SendsNothingButSigns { selectors: Vec<Name> } => {
            "together-sends-nothing-but-signs", Warning, Rfc(7208, "10.1.2"),
            bad: Zone("d MX 10 mail.d\nd TXT \"v=spf1 -all\"\n\
                       mail._domainkey.d TXT \"v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\""),
            good: Zone("d MX 10 mail.d\nmail.d A 192.0.2.1\nd TXT \"v=spf1 mx -all\"\n\
                        mail._domainkey.d TXT \"v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\""),
        },
    }
}

/// A record by which a domain says that it takes or sends no mail.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Declaration {
    /// `MX 0 .`: it takes none.
    NullMx,
    /// `v=spf1 -all`: it sends none.
    NullSpf,
    /// DMARC has whatever claims to be from it refused, also from subdomains.
    Reject,
}

impl Declaration {
    /// The record itself.
    pub const fn text(self) -> &'static str {
        match self {
            Self::NullMx => "MX 0 .",
            Self::NullSpf => "v=spf1 -all",
            Self::Reject => "v=DMARC1; p=reject",
        }
    }
}

/// Judges how the records fit together, of a domain that is for this. Nothing
/// is found where the answers do not tell.
pub fn judge(whole: &Whole<'_>, profile: Profile) -> Vec<Finding> {
    if whole.servers.is_domain_gone() {
        return Vec::new();
    }
    let mut facts = Vec::new();
    facts.extend(provider_not_in_spf(whole));
    facts.extend(signs_all_the_same(whole));
    match profile {
        Profile::Parked => facts.extend(declared(whole)),
        _ if profile.sends() => facts.extend(enforced(whole)),
        _ => {}
    }
    if facts.is_empty() && can_agree(whole) {
        facts.push(Fact::Agree);
    }
    let findings = facts.into_iter();
    findings
        .map(|fact| Finding::new(fact, whole.compared().map(Rc::as_ref)))
        .collect()
}

/// Whether what is compared is there, and known, so that agreement can be
/// told.
fn can_agree(whole: &Whole<'_>) -> bool {
    !matches!(whole.servers.route, Route::Unknown)
        && whole.spf_holds() == Some(true)
        && whole.selectors_tried().is_some()
        && !matches!(whole.dmarc.walk.effect(Author::Subdomain), Effect::Unknown)
        && matches!(applied(whole), Effect::Applied { .. })
}

fn applied<'a>(whole: &Whole<'a>) -> Effect<'a> {
    whole.dmarc.walk.effect(Author::Domain(whole.dmarc.exists))
}

/// The company that has the mailboxes, where SPF is known not to let it send.
fn provider_not_in_spf(whole: &Whole<'_>) -> Option<Fact> {
    let tree = whole.spf;
    let mut hosts = whole.servers.hosts();
    let provider = hosts.find_map(|host| mx_vendor(host.name.as_str()))?;
    let has_mailboxes = provider.purpose == Purpose::Mailboxes && knows(provider);
    let follows = tree.root().usability == Some(Usability::Usable);
    let declines = tree.root().published.declares_no_mail();
    let authorized = tree.authorized();
    // A term that depends on the message, or a question that failed, may let
    // the provider send.
    if !has_mailboxes || !follows || declines || !authorized.is_exact() {
        return None;
    }
    let is_its = |domain: &Name| spf_vendor(domain.as_str()).is_some_and(|it| it == provider);
    let named = tree.records().any(|record| is_its(record.domain()));
    let mut servers = whole.servers.addresses().into_iter();
    let passes = servers.any(|address| authorized.passes(address) != Some(false));
    (!named && !passes).then_some(Fact::ProviderNotInSpf { provider })
}

/// Keys of a domain that says that it sends nothing.
fn signs_all_the_same(whole: &Whole<'_>) -> Option<Fact> {
    let silent = whole.spf.root().published.declares_no_mail();
    let keys = whole.usable_keys();
    let selectors: Vec<_> = keys.map(|key| key.selector.name.clone()).collect();
    (silent && !selectors.is_empty()).then_some(Fact::SendsNothingButSigns { selectors })
}

/// What a domain that takes and sends no mail says of that.
fn declared(whole: &Whole<'_>) -> Option<Fact> {
    let mut missing = Vec::new();
    let mut unknown = false;
    let mut declare = |declaration, said: Option<bool>| match said {
        Some(true) => {}
        Some(false) => missing.push(declaration),
        None => unknown = true,
    };
    declare(
        Declaration::NullMx,
        match whole.servers.route {
            Route::NullMx => Some(true),
            Route::Unknown => None,
            _ => Some(false),
        },
    );
    let spf = &whole.spf.root();
    declare(
        Declaration::NullSpf,
        (spf.selection != Selection::Unknown).then(|| spf.published.declares_no_mail()),
    );
    let authors = [
        Author::Domain(whole.dmarc.exists),
        Author::Subdomain,
        Author::Nonexistent,
    ];
    let rejects = authors.map(|author| match whole.dmarc.walk.effect(author) {
        Effect::Applied { applied, .. } => Some(applied == Disposition::Reject),
        Effect::None | Effect::NoProcessing { .. } => Some(false),
        Effect::Unknown => None,
    });
    declare(
        Declaration::Reject,
        match rejects.contains(&Some(false)) {
            true => Some(false),
            false => (!rejects.contains(&None)).then_some(true),
        },
    );
    match (missing.is_empty(), unknown) {
        (false, _) => Some(Fact::NoMailHalfDeclared { missing }),
        (true, false) => Some(Fact::NoMailDeclared),
        (true, true) => None,
    }
}

/// Whether the domain's mail can pass where DMARC is enforced.
fn enforced(whole: &Whole<'_>) -> Option<Fact> {
    let Effect::Applied { applied, .. } = applied(whole) else {
        return None;
    };
    let selectors = whole.selectors_tried()?;
    let keys_seen = whole.usable_keys().next().is_some();
    // Keys may stand under any selector: where there is a sign of some, nothing
    // is said of them.
    let may_be_elsewhere = whole.dkim.hint() != Hint::NoNames;
    if applied == Disposition::None || keys_seen || may_be_elsewhere {
        return None;
    }
    match whole.spf_holds()? {
        true => Some(Fact::EnforcedOnSpfAlone { selectors }),
        false => Some(Fact::EnforcedWithNothingToPass { selectors }),
    }
}
