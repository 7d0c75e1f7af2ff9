//! Mail exchangers.

use super::mta_sts::Lines;
use super::published::{Found, changes, decided, ttl};
use super::{Change, Choice, Edit, Effect, Fix, Known, Mended, Title, Unmended};
use crate::check::mx::Fact as Published;
use crate::check::mx::set::Fact as Set;
use crate::check::mx::text::Fact;
use crate::dns::{Name, RecordType, presentation};
use crate::knowledge::mx_vendors::mx_vendor;
use crate::knowledge::setups::{SETUPS, Setup, filled, setup};
use crate::knowledge::vendor::Vendor;
use crate::record::mx::{Host, Problem, Record};
use crate::record::span::Span;
use std::net::IpAddr;

/// What mends a departure at these bytes of a set.
pub fn mend_problem(text: &str, problem: &Problem, span: Span) -> Mended {
    let at = Lines { text };
    match problem {
        Problem::PreferenceMissing => at.safely([Edit::insert(span.start, "10 ")]),
        Problem::PreferenceInvalid { .. } => at.decide([Edit::replace(span, "10")], Effect::Guess),
        Problem::TextAfterHost { .. } => {
            let before = text.get(..span.start).unwrap_or_default();
            let gap = Span::new(before.trim_end().len(), span.end);
            at.decide([Edit::delete(gap)], Effect::Guess)
        }
        Problem::HostMalformed { found, .. } => {
            let kept: String = found.replace(',', ".");
            let kept = kept.split("//").last().unwrap_or(&kept).trim_matches('/');
            match kept != found && crate::record::host::host_fault(kept).is_none() {
                true => at.decide([Edit::replace(span, kept)], Effect::Guess),
                false => without_line(&at, span),
            }
        }
        Problem::HostMissing => without_line(&at, span),
        // The host has a name somewhere, or must be given one.
        Problem::HostIsAddress { .. } => without_line(&at, span),
    }
}

/// What mends a fact at these bytes of a set.
pub fn mend_text(text: &str, fact: &Fact, span: Span) -> Mended {
    let at = Lines { text };
    match fact {
        Fact::NullPreference { .. } => {
            let choice = at.choice([Edit::replace(span, "0")], Effect::NothingChanges);
            Ok(Fix::safe(choice))
        }
        Fact::NullAmongOthers => without_line(&at, span),
        Fact::HostRepeated { .. } => {
            let choice = at.choice([at.take_out(span)], Effect::NothingChanges);
            Ok(Fix::safe(choice))
        }
        Fact::FinalDotMissing { .. } => at.decide([Edit::insert(span.end, ".")], Effect::AsMeant),
        Fact::VerificationHost => without_line(&at, span),
        Fact::Null | Fact::EqualPreferences { .. } => Err(Unmended::Good),
        // Names as zone files write them; one server; an odd name.
        Fact::HostRelative { .. } | Fact::HostOrigin | Fact::Single | Fact::DoubleHyphen { .. } => {
            Err(Unmended::Chosen)
        }
        Fact::LegacyHost { host } => succeeded(&at, host, span),
    }
}

/// What mends what DNS has of the exchangers.
pub fn mend_published(fact: &Published, known: &Known, found: &Found<'_>) -> Mended {
    match fact {
        Published::IsAlias { host, target } => {
            let choice = named(host, target, Effect::AsMeant, found)?;
            Ok(Fix::safe(choice))
        }
        Published::NameDoubled { host, meant } => {
            decided([named(host, meant, Effect::Guess, found)?])
        }
        Published::NoSuchHost { host }
        | Published::NoAddress { host }
        | Published::DomainMissing { host, .. }
        | Published::Localhost { host } => unreachable_host(host, found),
        Published::AddressLiteral { address } => address_literal(*address, known, found),
        Published::PrivateAddress { host, .. } | Published::DocumentationAddress { host, .. } => {
            let title = Title::PublishAddress { host: host.clone() };
            let choice = Choice::changes(title, Effect::MailGoesThere, Vec::new());
            Ok(Fix::show_only(choice))
        }
        Published::MappedAddress { host, address } => {
            let IpAddr::V6(mapped) = address else {
                return Err(Unmended::NotKnown);
            };
            let value = mapped.to_string();
            let gone = Change::delete(host.clone(), RecordType::AAAA, super::TTL, &value);
            // The address that was meant is published, where it is not there.
            let meant = mapped.to_ipv4_mapped().map(IpAddr::V4);
            let is_there = |it: &IpAddr| known.addresses.contains(&(*it, host.clone()));
            let add = meant.filter(|it| !is_there(it));
            let add = add.map(|it| Change::add(host.clone(), RecordType::A, it.to_string()));
            let title = match &add {
                Some(_) => Title::Write {
                    from: format!("AAAA {value}"),
                    to: format!("A {}", meant.map_or_else(String::new, |it| it.to_string())),
                },
                None => Title::Delete { value },
            };
            let changes = [gone].into_iter().chain(add).collect();
            decided([Choice::changes(title, Effect::DeadServerGone, changes)])
        }
        Published::NullAmongOthers => {
            let null = exchangers(found, |host| matches!(host, Host::Null));
            let others = exchangers(found, |host| !matches!(host, Host::Null));
            let choice = |edits: Vec<Edit>, title, effect| {
                let set = found.mx.as_ref()?;
                Some(Choice::changes(title, effect, changes(set, &edits)))
            };
            let title = Title::DeleteExchanger { host: ".".into() };
            let first = choice(null, title, Effect::MailGoesThere);
            let second = choice(others, Title::NullMx, Effect::NoMailTaken);
            decided([first, second].into_iter().flatten())
        }
        Published::Implicit => {
            let domain = known.domain.as_ref().ok_or(Unmended::NotKnown)?;
            let add = Change::add(domain.clone(), RecordType::MX, format!("10 {domain}."));
            let title = Title::PublishMx {
                host: domain.clone(),
            };
            let named = Choice::changes(title, Effect::MailGoesThere, vec![add]);
            decided([named, null_mx(domain)])
        }
        Published::Missing | Published::NullAdvised => {
            let domain = known.domain.as_ref().ok_or(Unmended::NotKnown)?;
            decided([null_mx(domain)])
        }
        Published::NoneReachable => Err(Unmended::Elsewhere),
        Published::NullButSends | Published::MissingButSends => taken_or_silent(known, found),
        Published::Reachable { .. } | Published::Null => Err(Unmended::Good),
    }
}

/// What mends the exchangers as a set.
pub fn mend_set(fact: &Set, found: &Found<'_>) -> Mended {
    match fact {
        Set::TtlLong { .. } => {
            let set = found.mx.as_ref().ok_or(Unmended::NotKnown)?;
            let lines = crate::record::lines::lines(&set.txt.text);
            let shorter = lines.map(|line| {
                Change::replace(
                    set.txt.owner.clone(),
                    RecordType::MX,
                    super::TTL,
                    line,
                    line,
                )
            });
            let title = Title::ShortenTtl {
                seconds: super::TTL,
            };
            decided([Choice::changes(
                title,
                Effect::SoonerEverywhere,
                shorter.collect(),
            )])
        }
        Set::Provider { .. } | Set::Ipv6 => Err(Unmended::Good),
        Set::MixedMailboxes { first, second } => {
            let kept = |stays: &Vendor, goes: &Vendor| {
                let set = found.mx.as_ref()?;
                let gone = exchangers(found, |host| match host {
                    Host::Name(name) => mx_vendor(name).as_ref() == Some(goes),
                    _ => false,
                });
                let title = Title::KeepProvider { provider: *stays };
                Some(Choice::changes(
                    title,
                    Effect::OneProvider,
                    changes(set, &gone),
                ))
            };
            decided(
                [kept(first, second), kept(second, first)]
                    .into_iter()
                    .flatten(),
            )
        }
        // More servers, networks and addresses must be had before they can be
        // published.
        Set::NoIpv6 | Set::OneNetwork { .. } | Set::SharedAddress { .. } | Set::Many { .. } => {
            Err(Unmended::NotDns)
        }
    }
}

/// A server takes the mail that comes back, or nothing is sent. Where SPF names
/// one who has mailboxes, it is theirs.
fn taken_or_silent(known: &Known, found: &Found<'_>) -> Mended {
    let domain = known.domain.as_ref().ok_or(Unmended::NotKnown)?;
    let spf = known.spf.as_deref().unwrap_or_default();
    let included = |setup: &&'static Setup| {
        let include = ["include:", setup.include].concat();
        let has = |term: &str| term.trim_start_matches('+').eq_ignore_ascii_case(&include);
        !setup.include.is_empty() && !setup.mx.is_empty() && spf.split(' ').any(has)
    };
    let mut fix = match SETUPS.iter().find(included) {
        Some(setup) => {
            let null = found.records_at(domain, RecordType::MX).iter();
            let gone = null.map(|record| {
                let value = presentation::write(&record.data);
                Change::delete(domain.clone(), RecordType::MX, ttl(record.ttl), value)
            });
            let theirs = setup.mx.iter().map(|(preference, host)| {
                let value = format!("{preference} {}.", filled(host, domain));
                Change::add(domain.clone(), RecordType::MX, value)
            });
            let all = gone.chain(theirs).collect();
            let title = Title::MailAtProvider { setup };
            Fix::decision(
                Choice::changes(title, Effect::MailGoesThere, all),
                Vec::new(),
            )
        }
        None => {
            let domain = domain.clone();
            let title = Title::NameServer { domain };
            Fix::show_only(Choice::changes(title, Effect::MailGoesThere, Vec::new()))
        }
    };
    let silent = known.spf.as_ref().map(|text| {
        let to = "v=spf1 -all";
        let change = Change::replace(domain.clone(), RecordType::TXT, super::TTL, text, to);
        let title = Title::Write {
            from: text.clone(),
            to: to.to_owned(),
        };
        Choice::changes(title, Effect::NobodySends, vec![change])
    });
    fix.alternatives.extend(silent);
    Ok(fix)
}

/// A null MX (RFC 7505 §3).
pub(super) fn null_mx(domain: &Name) -> Choice {
    let add = Change::add(domain.clone(), RecordType::MX, "0 .");
    Choice::changes(Title::NullMx, Effect::NoMailTaken, vec![add])
}

/// Names of old, by their endings, and whose servers have taken their place.
const SUCCEEDED: &[(&str, &str)] = &[
    ("mxhichina.com", "aliyun"),
    ("messaging.microsoft.com", "microsoft-365"),
    ("eo.outlook.com", "microsoft-365"),
    ("frontbridge.com", "microsoft-365"),
    ("psmtp.com", "google"),
];

/// The servers that have taken the place of a name of old, where they are the
/// same for all. Else the line goes: nobody takes mail there.
fn succeeded(at: &Lines<'_>, host: &str, span: Span) -> Mended {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let mut table = SUCCEEDED.iter();
    let successor = table.find(|(old, _)| host.ends_with(old));
    let setup = successor.and_then(|(_, id)| setup(id));
    let theirs = setup.map_or(&[][..], |setup| setup.mx);
    let for_all = theirs.iter().filter(|(_, host)| !host.contains('{'));
    let missing = for_all.filter(|(_, host)| !at.text.contains(host));
    let lines = missing.map(|(preference, host)| format!("{preference} {host}."));
    let lines: Vec<_> = lines.collect();
    match lines.is_empty() {
        true => without_line(at, span),
        false => {
            let line = Edit::replace(at.line(span), lines.join("\n"));
            at.decide([line], Effect::MailGoesThere)
        }
    }
}

fn without_line(at: &Lines<'_>, span: Span) -> Mended {
    at.decide([at.take_out(span)], Effect::DeadServerGone)
}

/// Another host in each record that names one.
fn named(
    host: &Name,
    target: &Name,
    effect: Effect,
    found: &Found<'_>,
) -> Result<Choice, Unmended> {
    let set = found.mx.as_ref().ok_or(Unmended::NotKnown)?;
    let record = Record::read(&set.txt.text);
    let hosts = record.exchangers.iter().filter_map(|it| it.host.as_ref());
    let same = hosts.filter(|it| matches!(&it.value, Host::Name(name) if name == host.as_str()));
    let edits: Vec<_> = same
        .map(|it| Edit::replace(it.span, format!("{target}.")))
        .collect();
    let changes = changes(set, &edits);
    match changes.is_empty() {
        true => Err(Unmended::NotKnown),
        false => {
            let title = Title::NameHost {
                host: target.clone(),
            };
            Ok(Choice::changes(title, effect, changes))
        }
    }
}

/// Edits that take out the lines with certain hosts.
fn exchangers(found: &Found<'_>, wanted: impl Fn(&Host) -> bool) -> Vec<Edit> {
    let Some(set) = &found.mx else {
        return Vec::new();
    };
    let at = Lines {
        text: &set.txt.text,
    };
    let record = Record::read(at.text);
    let lines = record.exchangers.iter();
    lines
        .filter(|it| it.host.as_ref().is_some_and(|host| wanted(&host.value)))
        .map(|it| at.take_out(it.span))
        .collect()
}

/// The record goes where others stay; else the host is given an address.
fn unreachable_host(host: &Name, found: &Found<'_>) -> Mended {
    let set = found.mx.as_ref().ok_or(Unmended::NotKnown)?;
    let is_host = |it: &Host| match it {
        Host::Name(name) | Host::Relative(name) => name == host.as_str(),
        Host::Malformed(_) => host.as_str() == "localhost",
        _ => false,
    };
    let edits = exchangers(found, is_host);
    let count = Record::read(&set.txt.text).exchangers.len();
    let gone = changes(set, &edits);
    let address = Choice::changes(
        Title::PublishAddress { host: host.clone() },
        Effect::MailGoesThere,
        Vec::new(),
    );
    if gone.is_empty() || edits.len() >= count {
        return Ok(Fix::show_only(address));
    }
    let title = Title::DeleteExchanger {
        host: host.to_string(),
    };
    decided([
        Choice::changes(title, Effect::DeadServerGone, gone),
        address,
    ])
}

/// A name for the address, and the name in the MX record.
fn address_literal(address: IpAddr, known: &Known, found: &Found<'_>) -> Mended {
    let set = found.mx.as_ref().ok_or(Unmended::NotKnown)?;
    let domain = known.domain.as_ref().unwrap_or(&set.txt.owner);
    let names = ["mail", "mx", "mx1", "mail1"].into_iter();
    let name = names
        .filter_map(|label| domain.prepend(label).ok())
        .find(|name| !set.txt.text.contains(&format!(" {name}.")));
    let name = name.ok_or(Unmended::NotKnown)?;
    let record = Record::read(&set.txt.text);
    let hosts = record.exchangers.iter().filter_map(|it| it.host.as_ref());
    let same = hosts.filter(|it| matches!(it.value, Host::Address(found) if found == address));
    let edits: Vec<_> = same
        .map(|it| Edit::replace(it.span, format!("{name}.")))
        .collect();
    let rtype = match address {
        IpAddr::V4(_) => RecordType::A,
        IpAddr::V6(_) => RecordType::AAAA,
    };
    let mut all = vec![Change::add(name.clone(), rtype, address.to_string())];
    all.extend(changes(set, &edits));
    let title = Title::NameHost { host: name };
    let named = Choice::changes(title, Effect::NeedsHostName, all);
    let lines = exchangers(
        found,
        |host| matches!(host, Host::Address(it) if *it == address),
    );
    let gone = (lines.len() < record.exchangers.len()).then(|| {
        let title = Title::DeleteExchanger {
            host: address.to_string(),
        };
        Choice::changes(title, Effect::DeadServerGone, changes(set, &lines))
    });
    decided([named].into_iter().chain(gone))
}
