//! One check: everything is asked as soon as its name is known, and each
//! subject is told of as soon as its answers are in.

use super::subject::{Detail, NoAddress, SubjectReport};
use super::telling::{Telling, Told};
use super::{programs, transport};
use crate::check::{self, Fact, Finding, FoundRecord, Judged, dmarc, spf};
use crate::dns::client::Client;
use crate::dns::{Answer, Name, TxtRecord};
use crate::follow::delegation::Delegation;
use crate::follow::dkim::{DkimKeys, Selector};
use crate::follow::dmarc::walk::is_near_miss;
use crate::follow::dmarc::{Dmarc, Found, Policy};
use crate::follow::mail_servers::{MailServers, Route};
use crate::follow::mta_sts::{NoFetch, PolicyFetch};
use crate::follow::reverse::{self, Reverse, Role};
use crate::follow::spf::{Places, PublishedSpf, Selection, Tree};
use crate::record::kind::RecordKind;
use crate::record::spf::Usability;
use crate::rule::{Profile, Severity, Subject};
use futures_util::future;
use std::net::IpAddr;
use std::rc::Rc;

/// What to check.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Request {
    /// The domain.
    pub domain: Name,
    /// The DKIM selectors to look under.
    pub selectors: Vec<Selector>,
    /// What the domain is for; guessed where nobody says it.
    pub profile: Option<Profile>,
}

/// The subjects of a domain's check, in the order in which they are shown.
pub const SUBJECTS: [Subject; 15] = [
    Subject::Domain,
    Subject::Mx,
    Subject::Ptr,
    Subject::Spf,
    Subject::Dkim,
    Subject::Dmarc,
    Subject::MtaSts,
    Subject::TlsRpt,
    Subject::Bimi,
    Subject::Tlsa,
    Subject::Dnssec,
    Subject::Caa,
    Subject::Programs,
    Subject::Together,
    Subject::Beyond,
];

/// Checks a domain, telling of each subject once it is known, and in the end
/// what all of them come to. No policy file of MTA-STS is fetched.
pub async fn check_domain(client: &Client, request: &Request, tell: &dyn Fn(Told)) {
    check_domain_with(client, request, &NoFetch, tell).await;
}

/// The same, with a way to get the policy file of MTA-STS.
pub async fn check_domain_with(
    client: &Client,
    request: &Request,
    policies: &dyn PolicyFetch,
    tell: &dyn Fn(Told),
) {
    let domain = &request.domain;
    let telling = Telling::new(tell);
    let tell = &|report| telling.subject(report);
    future::join4(
        async { telling.judged(judged(client, request).await) },
        future::join5(
            async { tell(delegation(client, domain).await) },
            async { mail_servers(client, domain, tell).await },
            async { tell(check_spf(client, domain).await) },
            async { tell(dkim(client, request).await) },
            async { tell(dmarc(client, domain).await) },
        ),
        transport::check(client, domain, policies, tell),
        programs::check(client, domain, tell),
    )
    .await;
    telling.conclude();
}

async fn judged(client: &Client, request: &Request) -> Judged {
    let (servers, spf) = future::join(
        MailServers::find(client, &request.domain),
        PublishedSpf::find(client, &request.domain),
    )
    .await;
    Judged::new(request.profile, &servers, &spf)
}

/// Checks the names of an address, and whether they lead back.
pub async fn check_address(client: &Client, address: IpAddr) -> SubjectReport {
    reverses(
        vec![Reverse::find(client, address).await],
        NoAddress::NoneNamed,
        Vec::new(),
    )
}

async fn delegation(client: &Client, domain: &Name) -> SubjectReport {
    let delegation = Delegation::find(client, domain).await;
    let findings = check::delegation::judge(&delegation);
    let evidence = vec![delegation.soa.clone(), delegation.ns.clone()];
    let detail = Detail::Delegation(delegation);
    SubjectReport::new(Subject::Domain, detail, Vec::new(), findings, evidence)
}

async fn mail_servers(client: &Client, domain: &Name, tell: &dyn Fn(SubjectReport)) {
    let published = PublishedSpf::find(client, domain);
    let (exchangers, (senders, spf)) = future::join(
        async {
            let find = MailServers::find_hosts(client, domain);
            let (mut servers, spf) = future::join(find, published).await;
            let addresses = servers.addresses().into_iter();
            let reverses = addresses
                .filter(|&address| reverse::has_route(address))
                .map(|address| Reverse::find(client, address));
            let told = async {
                servers.find_above(client).await;
                tell(exchangers(&servers, &spf));
                servers
            };
            future::join(future::join_all(reverses), told).await
        },
        senders(client, domain),
    )
    .await;
    let (mut reverses, servers) = exchangers;
    // A record that does not hold, or lets everyone send, says nothing of one.
    let holds = spf.root().usability == Some(Usability::Usable);
    let authorized = spf.authorized();
    if holds && !authorized.pass.is_all() {
        for reverse in &mut reverses {
            reverse.role = match authorized.passes(reverse.address) {
                Some(true) => Role::Sends,
                Some(false) => Role::Receives,
                None => Role::Unknown,
            };
        }
    }
    for sender in senders {
        if !reverses.iter().any(|it| it.address == sender.address) {
            reverses.push(sender);
        }
    }
    let unknown = matches!(servers.route, Route::Unknown)
        || servers.hosts().any(|host| host.has_address().is_none());
    let basis = match unknown && servers.addresses().is_empty() {
        true => servers.answers().cloned().collect(),
        false => Vec::new(),
    };
    let (none, basis) = match servers.route {
        _ if unknown => (NoAddress::Unknown, basis),
        Route::NullMx if holds && authorized.may_pass.is_empty() => {
            let basis = vec![servers.mx.clone(), spf.root().published.txt.clone()];
            (NoAddress::NotNeeded, basis)
        }
        _ => (NoAddress::NoneNamed, basis),
    };
    tell(self::reverses(reverses, none, basis));
}

fn exchangers(servers: &MailServers, spf: &PublishedSpf) -> SubjectReport {
    let findings = check::mx::judge(servers, spf);
    let with_spf = match servers.route {
        Route::NullMx | Route::Implicit(_) => Some(&spf.txt),
        _ => None,
    };
    let evidence = servers.answers().chain(&servers.above).chain(with_spf);
    let evidence = evidence.cloned().collect();
    let detail = Detail::MailServers(servers.clone());
    SubjectReport::new(Subject::Mx, detail, Vec::new(), findings, evidence)
}

/// The addresses that the SPF record lists one by one, with their names, and
/// all that the record leads to.
async fn senders(client: &Client, domain: &Name) -> (Vec<Reverse>, Tree) {
    let senders = async {
        let published = PublishedSpf::find(client, domain).await;
        let senders = reverse::listed(&published).into_iter();
        future::join_all(senders.map(|address| async move {
            let reverse = Reverse::find(client, address).await;
            let role = Role::Sends;
            Reverse { role, ..reverse }
        }))
        .await
    };
    future::join(senders, Tree::follow(client, domain)).await
}

/// `basis` are the answers by which there is no address, or none is known.
fn reverses(reverses: Vec<Reverse>, none: NoAddress, basis: Vec<Rc<Answer>>) -> SubjectReport {
    let mut findings = check::ptr::judge(&reverses);
    findings.extend(check::finding::unanswered(basis.iter().map(Rc::as_ref)));
    let evidence = reverses
        .iter()
        .flat_map(Reverse::answers)
        .cloned()
        .chain(basis.iter().cloned())
        .collect();
    let detail = Detail::Reverses { reverses, none };
    SubjectReport::new(Subject::Ptr, detail, Vec::new(), findings, evidence)
}

/// Checks a domain's SPF record, and all that it leads to.
pub async fn check_spf(client: &Client, domain: &Name) -> SubjectReport {
    let (tree, places) =
        future::join(Tree::follow(client, domain), Places::find(client, domain)).await;
    let published = &tree.root().published;
    let mut findings = check::spf::published::judge(published);
    findings.extend(check::spf::places::judge(&places));
    // Where nothing is known of the record, nothing is of what it leads to.
    if tree.root().selection != Selection::Unknown {
        findings.extend(check::spf::tree::judge(&tree));
    }
    let records = spf_records(&tree);
    for (index, record) in records.iter().enumerate() {
        let led_to = tree.record(index).filter(|_| index > 0);
        if led_to.is_some_and(|record| record.text().is_none()) {
            continue;
        }
        let txt = led_to.map_or(&published.txt, |record| &record.published.txt);
        findings.extend(
            read_one(index, record, txt).filter(|finding| match finding.fact {
                Fact::SpfProblem(_) => led_to.is_none() || finding.severity == Severity::Error,
                // The tree tells how many there are with all that it leads to.
                Fact::SpfText(spf::text::Fact::LookupsOwnTooMany { .. }) => false,
                // Of several records receivers use none.
                Fact::SpfText(_) if matches!(tree.root().selection, Selection::Several(_)) => false,
                // What others could do better is theirs to hear.
                _ => led_to.is_none(),
            }),
        );
    }
    let mut evidence = evidence(&tree);
    evidence.extend(places.answers().cloned());
    SubjectReport::new(Subject::Spf, Detail::Spf(tree), records, findings, evidence)
}

/// The texts that a tree leads to, under their numbers in it (a text may be
/// empty, where there is no record), and then what else the domain has: the
/// other records, where there are several, and those that were meant as SPF.
fn spf_records(tree: &Tree) -> Vec<FoundRecord> {
    let published = &tree.root().published;
    let mut own = published.records().chain(published.near_misses());
    let first = own.next();
    let led_to = tree.records().skip(1).map(|record| {
        let mut records = record.published.records();
        match (record.text(), records.next()) {
            (Some(_), Some(text)) => text,
            _ => TxtRecord {
                owner: record.domain().clone(),
                ttl: 0,
                text: String::new(),
                string_lengths: Vec::new(),
            },
        }
    });
    let texts = first.into_iter().chain(led_to).chain(own);
    found(RecordKind::Spf, texts).collect()
}

/// Every answer that a tree rests on, once.
fn evidence(tree: &Tree) -> Vec<Rc<Answer>> {
    let mut evidence: Vec<Rc<Answer>> = Vec::new();
    for answer in tree.answers() {
        if !evidence.iter().any(|known| Rc::ptr_eq(known, answer)) {
            evidence.push(answer.clone());
        }
    }
    evidence
}

async fn dkim(client: &Client, request: &Request) -> SubjectReport {
    let keys = DkimKeys::find(client, &request.domain, &request.selectors).await;
    let mut findings = check::dkim::published::judge(&keys);
    findings.extend(check::dkim::places::judge(&keys));
    let mut records = Vec::new();
    for answer in keys.found().map(|lookup| &lookup.txt) {
        let first = records.len();
        records.extend(found(RecordKind::Dkim, answer.texts()));
        findings.extend(read_from(first, &records, answer));
    }
    let search = keys.search.above.iter().chain(&keys.search.nobody);
    let lookups = keys.lookups().map(|lookup| &lookup.txt);
    let places = keys.places.answers();
    let evidence = lookups.chain(search).chain(places).cloned().collect();
    let detail = Detail::Dkim(keys);
    SubjectReport::new(Subject::Dkim, detail, records, findings, evidence)
}

async fn dmarc(client: &Client, domain: &Name) -> SubjectReport {
    let dmarc = Dmarc::find(client, domain).await;
    let mut findings = check::dmarc::judge(&dmarc);
    let mut records = Vec::new();
    let policy = dmarc.walk.policy();
    let source = policy.record();
    let by_suffix = matches!(policy, Policy::PublicSuffix(..));
    for step in &dmarc.walk.steps {
        let first = records.len();
        let is_source = |record: &TxtRecord| source.is_some_and(|from| std::ptr::eq(from, record));
        match &step.found {
            // Of the records on the way, only one speaks for the domain.
            Found::Policy { record, .. } if is_source(record) => {
                records.extend(found(RecordKind::Dmarc, [record.clone()]));
            }
            Found::Several(several) => {
                records.extend(found(RecordKind::Dmarc, several.iter().cloned()));
            }
            Found::Policy { .. } | Found::Nothing | Found::Unknown => {}
        }
        if step.domain == *domain && !dmarc.is_by_wildcard() {
            let misses = step.txt.texts().filter(|txt| is_near_miss(&txt.text));
            records.extend(found(RecordKind::Dmarc, misses));
        }
        let speaks = matches!(&step.found, Found::Policy { record, .. } if is_source(record));
        let read = read_from(first, &records, &step.txt).into_iter();
        findings.extend(read.filter(|finding| match &finding.fact {
            Fact::DmarcText(fact) => speaks && !(by_suffix && is_of_suffix(fact)),
            _ => true,
        }));
        if speaks {
            break;
        }
    }
    let evidence = dmarc.answers();
    let detail = Detail::Dmarc(dmarc);
    SubjectReport::new(Subject::Dmarc, detail, records, findings, evidence)
}

/// Whether a fact is of the public suffix that a record is of, and not of the
/// domains below it.
fn is_of_suffix(fact: &dmarc::text::Fact) -> bool {
    use dmarc::text::Fact::{FailureReportsOfPublicSuffix, PublicSuffixClaimed};
    matches!(fact, PublicSuffixClaimed | FailureReportsOfPublicSuffix)
}

pub(super) fn found(
    kind: RecordKind,
    texts: impl IntoIterator<Item = TxtRecord>,
) -> impl Iterator<Item = FoundRecord> {
    texts.into_iter().map(move |txt| FoundRecord { kind, txt })
}

/// What the texts of the records from number `first` on decide.
pub(super) fn read_from(first: usize, records: &[FoundRecord], answer: &Answer) -> Vec<Finding> {
    let records = records.iter().enumerate().skip(first);
    records
        .flat_map(|(index, record)| read_one(index, record, answer))
        .collect()
}

/// What the text of record number `index` decides.
fn read_one(index: usize, record: &FoundRecord, answer: &Answer) -> impl Iterator<Item = Finding> {
    let question = answer.question.clone();
    check::text::findings(record.kind, &record.txt.text, index).map(move |mut finding| {
        finding.evidence.push(question.clone());
        finding
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow::testing::client;
    use futures_util::FutureExt;
    use std::cell::RefCell;

    /// What is found of a subject, good things aside.
    fn faults(domain: &str, zone: &str, subject: Subject) -> Vec<&'static str> {
        let request = Request {
            domain: Name::parse(domain).unwrap(),
            selectors: Vec::new(),
            profile: None,
        };
        let found = RefCell::new(Vec::new());
        let tell = |told| match told {
            Told::Subject(report) if report.subject == subject => {
                found.borrow_mut().extend(report.findings.clone());
            }
            _ => {}
        };
        let client = client(zone);
        check_domain(&client, &request, &tell)
            .now_or_never()
            .unwrap();
        let faults = found.into_inner().into_iter();
        let faults = faults.filter(|finding| finding.severity != Severity::Good);
        faults.map(|finding| finding.fact.rule().id).collect()
    }

    #[test]
    fn of_several_records_none_says_what_holds() {
        let zone = "d TXT \"v=spf1 ip4:10.0.0.1 ?all\"\nd TXT \"v=spf1 incude:d.example -all\"";
        let found = faults("d.example", zone, Subject::Spf);
        assert_eq!(found, ["spf-several-records", "spf-mechanism-unknown"]);
        let zone = "d A 192.0.2.1\n_dmarc.d TXT \"v=DMARC1; p=none\"\n\
                    _dmarc.d TXT \"v=DMARC1; p=reject; ria=mailto:a@d.example\"";
        let found = faults("d.example", zone, Subject::Dmarc);
        let expected = [
            "dmarc-missing",
            "dmarc-several-records",
            "dmarc-tag-misspelt",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_a_public_suffix_says_of_itself_is_its_own() {
        let zone = "d.s MX 10 mail.s\ns MX 10 mail.s\nmail.s A 192.0.2.1\n\
                    _dmarc.s TXT \"v=DMARC1; p=reject; psd=y; rua=mailto:a@s.example\"";
        let found = faults("d.s.example", zone, Subject::Dmarc);
        assert_eq!(found, ["dmarc-inherited-from-public-suffix"]);
        let found = faults("s.example", zone, Subject::Dmarc);
        assert_eq!(found, ["dmarc-public-suffix-claimed"]);
    }

    #[test]
    fn a_record_that_is_broken_names_nobody() {
        let zone = |spf| {
            format!(
                "d MX 1 smtp.google.com.\nd TXT \"v=spf1 {spf} -all\"\n_spf.google.com. TXT \"v=spf1 -all\""
            )
        };
        let absent = ["together-provider-not-in-spf"];
        let found = |spf| faults("d.example", &zone(spf), Subject::Together);
        assert_eq!(found("ip4:198.51.0.1"), absent);
        assert_eq!(found("include _spf.google.com"), [""; 0]);
    }

    #[test]
    fn private_addresses_have_no_names_to_look_for() {
        let zone = "d MX 10 mail.d\nmail.d A 10.0.0.1\nmail.d A 192.0.2.1";
        assert_eq!(faults("d.example", zone, Subject::Ptr), ["ptr-missing"]);
        let zone = "d MX 10 mail.d\nmail.d A 10.0.0.1";
        assert_eq!(faults("d.example", zone, Subject::Ptr), [""; 0]);
    }
}
