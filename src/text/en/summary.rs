//! What was found of a subject, in one line.

mod programs;
mod transport;

use crate::dns::Name;
use crate::follow::delegation::Delegation;
use crate::follow::dkim::{DkimKeys, is_revoked};
use crate::follow::dmarc::{Dmarc, Policy};
use crate::follow::mail_servers::{MailServers, Route};
use crate::follow::reverse::{Confirmation, Reverse};
use crate::follow::spf::{Selection, Tree};
use crate::report::{Detail, NoAddress};
use crate::text::dmarc::policy_in_effect;
use crate::text::en::all;
use crate::text::spf::ending;
use crate::text::{Prose, first_names};

/// What was found of a subject, in one line.
pub fn summary(detail: &Detail) -> Prose {
    Prose::from(match detail {
        Detail::Delegation(delegation) => domain(delegation),
        Detail::MailServers(servers) => mail_servers(servers),
        Detail::Reverses { reverses, none } => reverse_names(reverses, *none),
        Detail::Spf(tree) => return spf(tree),
        Detail::Dkim(keys) => dkim(keys),
        Detail::Dmarc(found) => dmarc(found),
        Detail::MtaSts(sts) => transport::mta_sts(sts),
        Detail::TlsRpt(reporting) => transport::tls_rpt(reporting),
        Detail::Bimi(bimi) => transport::bimi(bimi),
        Detail::Dane(dane) => transport::dane(dane),
        Detail::Dnssec(dnssec) => transport::dnssec(dnssec),
        Detail::Caa(caa) => transport::caa(caa),
        Detail::Programs(found) => programs::programs(found),
        Detail::Together => "waits for SPF and DMARC records that count".into(),
        Detail::Beyond(beyond) => programs::beyond(beyond),
    })
}

fn domain(delegation: &Delegation) -> String {
    if let Some(target) = delegation.canonical_name() {
        return format!("an alias of `{target}`");
    }
    let servers: Vec<_> = delegation.name_servers().collect();
    match (delegation.exists(), servers.as_slice()) {
        (None, _) => "whether it exists is unknown".into(),
        (Some(false), _) => "does not exist".into(),
        (_, []) => "exists, as a name inside a larger zone".into(),
        (_, servers) => format!("exists; served by {}", names(servers)),
    }
}

fn mail_servers(servers: &MailServers) -> String {
    match &servers.route {
        Route::Exchangers(_) => {
            let hosts: Vec<_> = servers.hosts().map(|host| &host.name).collect();
            match hosts.as_slice() {
                [] => "no mail server is named".into(),
                hosts => names(hosts),
            }
        }
        Route::NullMx => "the domain says that it takes no mail".into(),
        Route::Implicit(_) => "none named".into(),
        Route::NoSuchDomain => "the domain does not exist".into(),
        Route::Unknown => "unknown".into(),
    }
}

fn reverse_names(reverses: &[Reverse], none: NoAddress) -> String {
    let confirmed = reverses
        .iter()
        .filter(|reverse| matches!(reverse.confirmation(), Confirmation::Confirmed(_)))
        .count();
    match reverses.len() {
        0 if none == NoAddress::Unknown => {
            "the addresses are unknown, and so are their names".into()
        }
        0 if none == NoAddress::NotNeeded => {
            "not needed: the domain takes no mail, and nobody may send".into()
        }
        0 => "no address to look up".into(),
        1 if confirmed == 1 => "the address has a name that leads back".into(),
        1 => "the address has no name that leads back".into(),
        2 if confirmed == 0 => "neither address has a name that leads back".into(),
        count if confirmed == 0 => format!("none of {count} addresses has a name that leads back"),
        count if count == confirmed => {
            format!("{} addresses have names that lead back", all(count))
        }
        count => format!("{confirmed} of {count} addresses have names that lead back"),
    }
}

fn spf(tree: &Tree) -> Prose {
    match &tree.root().selection {
        Selection::One(_) => super::spf_tree::summary(tree.cost().lookups, ending(tree).as_deref()),
        Selection::None => "no record".into(),
        Selection::NoSuchName => "the domain does not exist".into(),
        Selection::Several(count) => Prose::from(format!("{count} records")),
        Selection::Unknown => "unknown".into(),
    }
}

fn dkim(keys: &DkimKeys) -> String {
    let found: Vec<_> = keys.found().map(|it| &it.selector.name).collect();
    let tried = keys.lookups().count();
    match (found.as_slice(), tried) {
        ([], _) if keys.search.wildcard().is_some_and(|all| is_revoked(all)) => {
            "every selector says that its key is revoked".into()
        }
        ([], _) if keys.search.wildcard().is_some() => {
            "every selector has the same answer, so keys cannot be told".into()
        }
        ([], 0) => "not looked for".into(),
        ([], 1) => "no key seen under the selector that was tried".into(),
        ([], tried) => format!("no key seen under the {tried} selectors that were tried"),
        ([_], _) => format!("a key under the selector {}", names(&found)),
        (found, _) => format!("keys under {} selectors: {}", found.len(), names(found)),
    }
}

fn dmarc(found: &Dmarc) -> String {
    match found.walk.policy() {
        Policy::Own(record) => match policy_in_effect(found) {
            Some(policy) => format!("{policy}, at `{}`", record.owner),
            None => format!("a record at `{}` that comes to nothing", record.owner),
        },
        Policy::Organizational(from, _) | Policy::PublicSuffix(from, _) => {
            match policy_in_effect(found) {
                Some(policy) => format!("{policy} of `{from}` applies"),
                None => format!("the policy of `{from}` applies"),
            }
        }
        Policy::None if found.exists == Some(false) => "the domain does not exist".into(),
        Policy::None => "no record, here or above".into(),
        Policy::Unknown => "unknown".into(),
    }
}

fn names(names: &[&Name]) -> String {
    let (shown, more) = first_names(names, ", ");
    match more {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
