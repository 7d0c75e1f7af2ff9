//! All that an SPF record leads to, judged.

mod fact;
mod leads;
mod strings;

pub use fact::Fact;

use crate::check::finding::{self, Finding};
use crate::follow::spf::{Amount, Cost, LOOKUP_LIMIT, Leads, Tree, TreeRecord, VOID_LIMIT};
use crate::record::span::Span;
use crate::record::spf::{self, Directive, Mechanism, Qualifier, Usability};
use leads::At;
use strings::glued;

/// Judges a domain's SPF record with all that it leads to. The places of
/// findings name records by their numbers in the tree.
pub fn judge(tree: &Tree) -> Vec<Finding> {
    let mut judgement = Judgement {
        tree,
        passing_all: passing_all(tree),
        findings: Vec::new(),
    };
    judgement.limits();
    judgement.published();
    for (number, record) in tree.records().enumerate() {
        judgement.record(number, record);
    }
    judgement.redirects();
    judgement.findings
}

struct Judgement<'a> {
    tree: &'a Tree,
    /// The records that let everyone send, by their numbers.
    passing_all: Vec<usize>,
    findings: Vec<Finding>,
}

impl<'a> Judgement<'a> {
    /// What the whole costs (RFC 7208 §4.6.4).
    fn limits(&mut self) {
        // Where it is not known what is published, nothing more is to be said.
        if self.tree.root().text().is_none() {
            return;
        }
        let Cost {
            lookups,
            voids_ip4,
            voids_ip6,
        } = self.tree.root().cost;
        let fact = match (lookups.exceeds(LOOKUP_LIMIT), lookups.least) {
            (Some(true), least) => Some(Fact::LookupsTooMany {
                least,
                most: lookups.most,
            }),
            (None, least) => Some(Fact::LookupsUncertain { least }),
            (Some(false), 0) => None,
            (Some(false), _) => Some(match lookups.most.unwrap_or(LOOKUP_LIMIT) {
                LOOKUP_LIMIT => Fact::LookupsAtLimit,
                lookups if lookups + 2 >= LOOKUP_LIMIT => Fact::LookupsNearLimit { lookups },
                lookups => Fact::LookupsWithinLimit { lookups },
            }),
        };
        let fact = fact.map(|fact| self.about_all(fact));
        // The term that is one too many, where one surely is.
        let place = self.tree.first_over_limit().and_then(|path| {
            let place = *path.last()?;
            Some((place.record, self.tree.term(place)?.span))
        });
        self.findings.extend(fact.map(|finding| match place {
            Some((record, span)) => finding.at(record, span),
            None => finding,
        }));
        let over = |voids: Amount| voids.least > VOID_LIMIT;
        let fact = match (over(voids_ip4), over(voids_ip6)) {
            (true, _) => Some(Fact::VoidsTooMany {
                least: voids_ip4.least,
            }),
            (false, true) if self.lets_ip6_send() => Some(Fact::VoidsTooManyIp6 {
                least: voids_ip6.least,
            }),
            _ => (voids_ip4.least == VOID_LIMIT).then_some(Fact::VoidsAtLimit),
        };
        self.findings.extend(fact.map(|fact| self.about_all(fact)));
    }

    /// Whether anybody may send over IPv6: to others it is all one how their
    /// mail is refused.
    fn lets_ip6_send(&self) -> bool {
        self.tree.authorized().may_pass.count_ip6() > 0
    }

    /// What stands at the domain itself.
    fn published(&mut self) {
        let root = self.tree.root();
        let txt = &root.published.txt;
        let mut push = |fact| self.findings.push(Finding::new(fact, [&**txt]));
        let texts: Vec<_> = txt.texts().collect();
        // A resolver's answer may be older, never younger, than the record.
        if let Some(seconds) = txt.ttl().filter(|&seconds| seconds > DAY) {
            push(Fact::TtlLong { seconds });
        }
        let octets = texts
            .iter()
            .map(|txt| RECORD_OCTETS + txt.text.len() + txt.string_lengths.len())
            .sum();
        if octets > UDP_OCTETS {
            let count = texts.len();
            push(Fact::TextsLarge { octets, count });
        }
        let count = self.tree.own_includes();
        if count > INCLUDES {
            push(Fact::IncludesMany { count });
        }
        for record in root.published.records() {
            for (word, span) in glued(&record.text, &record.string_lengths) {
                let finding = Finding::new(Fact::StringsGlued { word }, [&**txt]);
                self.findings.push(finding.at(0, span));
            }
        }
    }

    /// What stands in one record.
    fn record(&mut self, number: usize, record: &'a TreeRecord) {
        if number > 0 {
            let answers = [&*record.published.txt];
            self.findings.extend(finding::unanswered(answers));
        }
        // The explanations of included records are not used (RFC 7208 §6.2).
        let deciding = self.tree.deciding().contains(&number);
        for term in record.terms.iter().filter(|term| term.reached) {
            let at = At {
                number,
                record,
                term,
            };
            match &term.leads {
                Leads::Record {
                    record: target,
                    visit,
                } => self.led_to(at, *target, *visit),
                Leads::Host(host) => self.host(at, host),
                Leads::Exchangers { mx, hosts } => self.exchangers(at, mx, hosts),
                Leads::Exists(answer) => self.exists(at, answer),
                Leads::Explanation(answer) if deciding => self.explanation(at, answer),
                Leads::Nowhere
                | Leads::Sender
                | Leads::Malformed(_)
                | Leads::ClientNames(_)
                | Leads::Explanation(_)
                | Leads::NotFollowed => {}
            }
        }
    }

    /// The record at the end of the redirects stands in for the domain's own.
    fn redirects(&mut self) {
        let deciding = self.tree.deciding();
        let Some(&number) = deciding.last().filter(|&&number| number > 0) else {
            return;
        };
        let Some(record) = self.tree.record(number) else {
            return;
        };
        let Some(text) = record.text() else {
            return;
        };
        let read = spf::read(text);
        let qualifier = read.all().map(|all| all.value.qualifier());
        let ends = qualifier.is_some() || read.redirect().is_none();
        if ends && read.usability() == Usability::Usable {
            let end = Span::new(text.len(), text.len());
            let span = read.all().map_or(end, |all| all.span);
            let target = record.published.domain.clone();
            let fact = match qualifier {
                _ if self.passing_all.contains(&number) => Fact::RedirectPassesAll { target },
                None | Some(Qualifier::Neutral) => Fact::RedirectWeak { target },
                Some(_) => return,
            };
            let finding = Finding::new(fact, [&*record.published.txt]);
            self.findings.push(finding.at(number, span));
        }
    }

    /// A finding that rests on every record of the tree.
    fn about_all(&self, fact: Fact) -> Finding {
        let records = self.tree.records();
        Finding::new(fact, records.map(|record| &*record.published.txt))
    }
}

/// The records that let everyone send: by an `all`, by a network that holds
/// every address, or by a redirect to such a record.
fn passing_all(tree: &Tree) -> Vec<usize> {
    let mut passing = Vec::new();
    let mut redirects = Vec::new();
    for (number, record) in tree.records().enumerate() {
        let Some(read) = record.text().map(|text| spf::read(text)) else {
            continue;
        };
        if read.usability() != Usability::Usable {
            continue;
        }
        if read
            .directives()
            .any(|directive| passes_all(directive.value))
        {
            passing.push(number);
        } else if let Some(target) = record.redirect() {
            redirects.push((number, target));
        }
    }
    // A chain of redirects is no longer than the records.
    for _ in 0..redirects.len() {
        for &(number, target) in &redirects {
            if passing.contains(&target) && !passing.contains(&number) {
                passing.push(number);
            }
        }
    }
    passing
}

/// Whether a directive lets every client of a family send.
fn passes_all(directive: &Directive<'_>) -> bool {
    let everyone = match &directive.mechanism {
        Mechanism::All => true,
        Mechanism::Ip4 { prefix, .. } | Mechanism::Ip6 { prefix, .. } => {
            prefix.is_some_and(|prefix| prefix.value == 0)
        }
        Mechanism::A { prefix, .. } | Mechanism::Mx { prefix, .. } => {
            let lengths = [prefix.ip4, prefix.ip6];
            lengths.iter().flatten().any(|length| length.value == 0)
        }
        _ => false,
    };
    everyone && directive.qualifier() == Qualifier::Pass
}

/// A day, in seconds.
const DAY: u32 = 86_400;

/// What an answer over UDP holds without being cut, by common practice.
const UDP_OCTETS: usize = 1_232;

/// What a TXT record takes in an answer besides its strings: a pointer to its
/// name, type, class, time to live and length (RFC 1035 §4.1.3).
const RECORD_OCTETS: usize = 12;

/// Includes beyond which it is worth asking whether all are still used.
const INCLUDES: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::clock::StillClock;
    use crate::dns::zone::Zones;
    use crate::dns::{Client, Name};
    use futures_util::FutureExt;
    use std::rc::Rc;

    fn judged(zone: &str) -> (Tree, Vec<Finding>) {
        let zones = Zones::read("test", &format!("$ORIGIN example.\n{zone}\n")).unwrap();
        let client = Client::new(vec![Rc::new(zones)], Rc::new(StillClock::default()));
        let domain = Name::parse("d.example").unwrap();
        let tree = Tree::follow(&client, &domain).now_or_never().unwrap();
        let findings = judge(&tree);
        (tree, findings)
    }

    fn met(zone: &str) -> Vec<&'static str> {
        let (_, findings) = judged(zone);
        findings.iter().map(|it| it.fact.rule().id).collect()
    }

    /// The text of the record where the first finding of a rule stands, and
    /// the bytes that it is about.
    fn place(zone: &str, id: &str) -> (String, String) {
        let (tree, findings) = judged(zone);
        let finding = findings.iter().find(|it| it.fact.rule().id == id);
        let place = finding.unwrap().place.unwrap();
        let record = tree.record(place.record).unwrap();
        let text = record.text().unwrap();
        (
            record.domain().to_string(),
            place.span.slice(text).to_owned(),
        )
    }

    #[test]
    fn each_rule_is_met_by_its_bad_example_only() {
        for rule in Fact::RULES {
            let (crate::rule::Example::Zone(bad), crate::rule::Example::Zone(good)) =
                (rule.bad, rule.good)
            else {
                panic!("{} has no zones", rule.id);
            };
            assert!(met(bad).contains(&rule.id), "{bad}: {:?}", met(bad));
            assert!(!met(good).contains(&rule.id), "{good}: {:?}", met(good));
        }
    }

    #[test]
    fn a_fault_is_placed_in_the_record_where_it_stands() {
        let zone = "d TXT \"v=spf1 include:i.example -all\"\n\
                    i TXT \"v=spf1 a:gone.example include:j.example -all\"\n\
                    j TXT \"hello\"";
        let at = |domain: &str, term: &str| (domain.to_owned(), term.to_owned());
        assert_eq!(
            place(zone, "spf-a-without-address"),
            at("i.example", "a:gone.example")
        );
        assert_eq!(
            place(zone, "spf-target-missing"),
            at("i.example", "include:j.example")
        );
    }

    #[test]
    fn the_eleventh_lookup_is_pointed_at() {
        let ten = " a:h.example".repeat(9);
        let zone = format!(
            "d TXT \"v=spf1 include:i.example mx:h.example -all\"\n\
             i TXT \"v=spf1{ten} -all\"\nh A 198.51.0.1\nh MX 1 h\n"
        );
        let expected = ("d.example".to_owned(), "mx:h.example".to_owned());
        assert_eq!(place(&zone, "spf-lookups-too-many"), expected);
    }

    #[test]
    fn what_failed_is_unknown_and_nothing_more() {
        for failing in ["i TXT", "h A\n$FAIL timeout h AAAA", "m MX", "x A"] {
            let zone = format!(
                "d TXT \"v=spf1 include:i.example a:h.example mx:m.example exists:x.example -all\"\n\
                 i TXT \"v=spf1 -all\"\nh A 198.51.0.1\nm MX 1 h\nx A 127.0.0.2\n\
                 $FAIL timeout {failing}\n"
            );
            for id in met(&zone) {
                let known = [
                    "lookup-failed",
                    "spf-lookups-uncertain",
                    "spf-lookups-within-limit",
                ];
                assert!(known.contains(&id), "{failing}: {id}");
            }
            assert!(met(&zone).contains(&"lookup-failed"), "{failing}");
        }
    }

    #[test]
    fn a_repeat_is_no_loop() {
        let zone = "d TXT \"v=spf1 include:i.example include:j.example -all\"\n\
                    i TXT \"v=spf1 include:k.example -all\"\n\
                    j TXT \"v=spf1 include:k.example -all\"\nk TXT \"v=spf1 -all\"";
        assert_eq!(met(zone), ["spf-lookups-within-limit", "spf-record-again"]);
    }

    #[test]
    fn whoever_passes_everyone_is_found_through_redirects() {
        let include = |record: &str| {
            let zone = format!(
                "d TXT \"v=spf1 include:i.example -all\"\ni TXT \"v=spf1 {record}\"\n\
                 j TXT \"v=spf1 redirect=k.example\"\nk TXT \"v=spf1 +all\""
            );
            met(&zone).contains(&"spf-include-passes-all")
        };
        assert!(include("redirect=j.example"));
        assert!(include("ip4:0.0.0.0/0 -all"));
        assert!(!include("-all redirect=j.example"));
        assert!(!include("-ip4:0.0.0.0/0 -all"));
        let redirect = "d TXT \"v=spf1 redirect=j.example\"\n\
                        j TXT \"v=spf1 redirect=k.example\"\nk TXT \"v=spf1 +all\"";
        assert_eq!(
            met(redirect),
            ["spf-lookups-within-limit", "spf-redirect-passes-all"]
        );
    }

    #[test]
    fn redirect_beside_all_is_not_judged() {
        let zone = "d TXT \"v=spf1 redirect=gone.example -all\"";
        assert_eq!(met(zone), [""; 0]);
    }

    #[test]
    fn an_explanation_of_an_included_record_is_not_judged() {
        let zone = "d TXT \"v=spf1 include:i.example -all\"\n\
                    i TXT \"v=spf1 -all exp=gone.example\"";
        assert_eq!(met(zone), ["spf-lookups-within-limit"]);
    }

    #[test]
    fn strings_cut_within_a_word_are_whole() {
        for strings in [
            "\"v=spf1 ip4:198.51.\" \"0.1 -all\"",
            "\"v=spf1 include:i.exa\" \"mple -all\"",
            "\"v=spf1 ip4:198.51.0.0\" \"/24 -all\"",
            "\"v=spf1 include:a\" \".example -all\"",
        ] {
            let met = met(&format!("d TXT {strings}"));
            assert!(!met.contains(&"spf-strings-glued"), "{strings}");
        }
    }
}
