//! What was gathered of the subjects that protect mail on its way.

use super::detail::{addresses, name, table};
use super::subject::{Block, Part, PolicyPlace, Style};
use crate::check::caa::published::{Issuers, issuers};
use crate::dns::Name;
use crate::follow::bimi::Bimi;
use crate::follow::caa::{Caa, Relevant};
use crate::follow::dane::Dane;
use crate::follow::dnssec::Dnssec;
use crate::follow::mta_sts::{MtaSts, policy_url};
use crate::follow::tls_rpt::TlsRpt;
use crate::follow::txt_place::{Standing, TxtPlace};
use crate::record::bimi::{Record, Usable};
use crate::record::mta_sts::policy::{self, Mode, Pattern};
use crate::text::{Language, TableWords};

/// What was gathered of MTA-STS. Without a record there is nothing to show.
pub fn mta_sts(sts: &MtaSts, words: &TableWords) -> Vec<Block> {
    let mut blocks: Vec<_> = alias(&sts.place, words).into_iter().collect();
    let (true, Some(host)) = (sts.is_announced(), &sts.host) else {
        return blocks;
    };
    blocks.push(Block::Facts(vec![(
        words.policy_file.to_owned(),
        vec![policy_url(&host.name)],
    )]));
    let row = vec![name(host), addresses(host, words)];
    blocks.extend(table(&[words.policy_host, words.addresses], vec![row]));
    let policy = sts.policy.text();
    blocks.extend(policy.and_then(|text| allowed(sts, text, words)));
    blocks
}

/// Where the policy of a domain is, and what can be done to have it judged;
/// `None` where none is announced.
pub fn policy_place(sts: &MtaSts, language: Language) -> Option<PolicyPlace> {
    let host = sts.host.as_ref().filter(|_| sts.is_announced())?;
    let host = &host.name;
    Some(PolicyPlace {
        url: policy_url(host),
        status: language.policy_file(&sts.policy, host),
        fetch: language.fetch_policy(host),
        tells: language.fetch_policy_tells(host),
        refused: language.policy_refused(host),
    })
}

/// Which mail servers a policy allows, and by what (RFC 8461 §4.1).
fn allowed(sts: &MtaSts, text: &str, words: &TableWords) -> Option<Block> {
    let policy = policy::Record::read(text).usable()?;
    let not = match policy.mode {
        Mode::Enforce => Style::Wrong,
        Mode::Testing | Mode::None => Style::Doubtful,
    };
    let rows = sts.servers.hosts().map(|host| {
        let mut patterns = policy.mx.iter();
        let allows = |pattern: &&Pattern| pattern.matches(host.name.as_str());
        let allowed = match patterns.find(allows) {
            Some(pattern) => Part::new(Style::Code, pattern),
            None => Part::new(not, words.not_so),
        };
        vec![name(host), vec![allowed]]
    });
    table(&[words.host, words.allowed], rows.collect())
}

/// What was gathered of TLS reporting.
pub fn tls_rpt(reporting: &TlsRpt, words: &TableWords) -> Option<Block> {
    let rows = reporting.destinations.iter().map(|to| {
        let host = Part::new(Style::Code, &to.host);
        vec![vec![host], vec![yes_or_no(to.reached, words)]]
    });
    table(&[words.host, words.reached], rows.collect()).or_else(|| alias(&reporting.place, words))
}

/// What was gathered of BIMI.
pub fn bimi(bimi: &Bimi, words: &TableWords) -> Option<Block> {
    let place = bimi.place();
    let Standing::One(record) = place.standing() else {
        return alias(place, words);
    };
    let Usable::Logo { location, evidence } = Record::read(&record.text).usable() else {
        return alias(place, words);
    };
    let mut facts = vec![(words.logo.to_owned(), vec![location])];
    facts.extend(evidence.map(|evidence| (words.certificate.to_owned(), vec![evidence])));
    Some(Block::Facts(facts))
}

/// What was gathered of TLSA records.
pub fn dane(dane: &Dane, words: &TableWords) -> Option<Block> {
    let rows = dane.hosts.iter().map(|host| {
        let count = host.tlsa().map_or(0, |tlsa| tlsa.records().len());
        let failed = host.tlsa().is_some_and(|tlsa| tlsa.outcome.is_failed());
        let (records, signed) = match (count, failed) {
            (_, true) => (unknown(words), unknown(words)),
            (0, _) => (Part::new(Style::Absent, words.none), dash()),
            (count, _) => {
                let secure = host.tlsa().and_then(|tlsa| tlsa.is_secure());
                (Part::new(Style::Words, count), yes_or_no(secure, words))
            }
        };
        vec![name(&host.addresses), vec![records], vec![signed]]
    });
    table(
        &[words.host, words.tlsa_records, words.signed],
        rows.collect(),
    )
}

/// What was gathered of DNSSEC. Of a domain that does not exist there is
/// nothing to show.
pub fn dnssec(dnssec: &Dnssec, words: &TableWords) -> Vec<Block> {
    if dnssec.delegation.exists() == Some(false) {
        return Vec::new();
    }
    let row = |name: &Name, secure| {
        let name = Part::new(Style::Code, name);
        vec![vec![name], vec![yes_or_no(secure, words)]]
    };
    let mut rows = vec![row(&dnssec.delegation.domain, dnssec.is_secure())];
    for host in dnssec.servers.hosts() {
        if host.name != dnssec.delegation.domain {
            let secure = [host.a.is_secure(), host.aaaa.is_secure()];
            let secure = match secure.contains(&Some(false)) {
                true => Some(false),
                false => secure.into_iter().flatten().next(),
            };
            rows.push(row(&host.name, secure));
        }
    }
    let mut blocks: Vec<_> = table(&[words.name, words.signed], rows)
        .into_iter()
        .collect();
    let digests = dnssec.ds_records().map(|ds| {
        let (tag, algorithm, digest) = (ds.key_tag, ds.algorithm, ds.digest_type);
        format!("{tag} {algorithm} {digest} …")
    });
    let keys = dnssec
        .keys()
        .map(|key| format!("{} {} {}", key.key_tag, key.flags, key.algorithm));
    let mut facts = Vec::new();
    for (name, values) in [
        (words.key_digests, digests.collect::<Vec<_>>()),
        (words.keys, keys.collect()),
    ] {
        if !values.is_empty() {
            facts.push((name.to_owned(), values));
        }
    }
    if !facts.is_empty() {
        blocks.push(Block::Facts(facts));
    }
    blocks
}

/// What was gathered of who may issue certificates.
pub fn caa(caa: &Caa, words: &TableWords) -> Option<Block> {
    if caa.servers.is_domain_gone() {
        return None;
    }
    let rows = caa.climbs().map(|climb| {
        let may = match climb.relevant() {
            Relevant::Unknown => vec![unknown(words)],
            Relevant::Empty => vec![Part::new(Style::Words, words.anybody)],
            Relevant::Set(set) => match issuers(set, "issue") {
                Issuers::Anybody => vec![Part::new(Style::Words, words.anybody)],
                Issuers::Nobody => vec![Part::new(Style::Absent, words.nobody)],
                Issuers::These(issuers) => issuers
                    .into_iter()
                    .map(|issuer| Part::new(Style::Code, issuer))
                    .collect(),
            },
        };
        vec![vec![Part::new(Style::Code, &climb.name)], may]
    });
    table(&[words.name, words.issuers], rows.collect())
}

fn alias(place: &TxtPlace, words: &TableWords) -> Option<Block> {
    let target = place.alias()?;
    Some(Block::Facts(vec![(
        words.alias_of.to_owned(),
        vec![target.to_string()],
    )]))
}

fn yes_or_no(so: Option<bool>, words: &TableWords) -> Part {
    match so {
        Some(true) => Part::new(Style::Good, words.so),
        Some(false) => Part::new(Style::Absent, words.not_so),
        None => unknown(words),
    }
}

fn unknown(words: &TableWords) -> Part {
    Part::new(Style::Unknown, words.unknown)
}

fn dash() -> Part {
    Part::new(Style::Words, "–")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow::mta_sts::{NoFetch, PolicyFile};
    use crate::follow::testing::client;
    use crate::text::Language;
    use futures_util::FutureExt;

    fn texts(blocks: &[Block]) -> String {
        let shown = blocks.iter().map(|block| match block {
            Block::Facts(facts) => facts.iter().map(|fact| fact.1.join(" ")).collect(),
            Block::Steps { steps, .. } => steps.iter().map(|step| step.0.clone()).collect(),
            Block::Table { rows, .. } => {
                let parts = rows.iter().flatten().flatten();
                parts
                    .map(|part| part.text.as_str())
                    .collect::<Vec<_>>()
                    .join(" ")
            }
            _ => String::new(),
        });
        shown.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn a_policy_that_was_not_read_can_be_fetched_or_pasted() {
        let zone = "d MX 10 mail.d\n_mta-sts.d TXT \"v=STSv1; id=1\"\nmta-sts.d A 192.0.2.2";
        let domain = Name::parse("d.example").unwrap();
        let client = client(zone);
        let asking = MtaSts::find(&client, &domain, &NoFetch);
        let found = asking.now_or_never().unwrap();
        let said = texts(&mta_sts(&found, Language::English.table_words()));
        let url = "https://mta-sts.d.example/.well-known/mta-sts.txt";
        assert_eq!(said, format!("{url}|mta-sts.d.example 192.0.2.2"));
        let place = policy_place(&found, Language::English).unwrap();
        assert_eq!(place.url, url);
        assert!(place.status.plain().starts_with("Not checked yet"));

        let text = "version: STSv1\nmode: enforce\nmx: *.other.example\nmax_age: 1209600";
        let policy = PolicyFile::Pasted(text.to_owned());
        let found = MtaSts { policy, ..found };
        let said = texts(&mta_sts(&found, Language::English.table_words()));
        assert!(said.ends_with("|mail.d.example no"), "{said}");
        let text = text.replace("*.other.example", "*.d.example");
        let policy = PolicyFile::Fetched(text);
        let found = MtaSts { policy, ..found };
        let said = texts(&mta_sts(&found, Language::English.table_words()));
        assert!(said.ends_with("|mail.d.example *.d.example"), "{said}");
    }

    #[test]
    fn what_is_not_known_is_shown_so() {
        let zone = "$UNVALIDATED\nd MX 10 a.d\nd MX 20 b.d\na.d A 192.0.2.1\nb.d A 192.0.2.2\n\
            _25._tcp.a.d TLSA 3 1 1 00\n$FAIL timeout _25._tcp.b.d";
        let domain = Name::parse("d.example").unwrap();
        let client = client(zone);
        let found = Dane::find(&client, &domain).now_or_never().unwrap();
        let block = dane(&found, Language::English.table_words());
        let said = texts(&block.into_iter().collect::<Vec<_>>());
        assert_eq!(said, "a.d.example 1 unknown b.d.example unknown unknown");
    }
}
