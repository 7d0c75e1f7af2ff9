//! What is to be said of an SPF record that its grammar does not say.

mod fact;
mod networks;

pub use crate::follow::spf::Special;
pub use fact::Fact;

use crate::knowledge::spf_vendors::{Outlived, outlived};
use crate::order::Arrange;
use crate::record::span::{Span, Spanned};
use crate::record::spf::{
    Directive, DomainSpec, MECHANISMS, MODIFIERS, MacroLetter, MacroString, Mechanism,
    ModifierValue, Problem, Qualifier, Record, Term, Usability,
};
use crate::record::suggest::closest;
use crate::rule::Severity;
use std::collections::BTreeSet;

/// Judges a record by its text alone, from left to right.
///
/// A text without a version is no SPF record, and nothing is said of it.
pub fn judge_text(record: &Record<'_>) -> Vec<Spanned<Fact>> {
    if record.version.is_none() {
        return Vec::new();
    }
    let mut judge = Judge {
        record,
        facts: Vec::new(),
    };
    judge.size();
    judge.end();
    judge.order();
    judge.repeated();
    judge.mechanisms();
    judge.modifiers();
    judge.domains();
    networks::judge(record, &mut judge.facts);
    let mut facts = judge.facts;
    if record.usability() != Usability::Usable {
        // Nothing is good about a record that is not used.
        facts.retain(|fact| fact.value.rule().severity != Severity::Good);
    }
    facts.arrange_by_key(|fact| fact.span.start);
    facts
}

struct Judge<'r, 'a> {
    record: &'r Record<'a>,
    facts: Vec<Spanned<Fact>>,
}

impl<'r, 'a> Judge<'r, 'a> {
    fn push(&mut self, span: Span, fact: Fact) {
        self.facts.push(Spanned::new(fact, span));
    }

    fn text(&self, span: Span) -> String {
        span.slice(self.record.text).to_owned()
    }

    fn size(&mut self) {
        let octets = self.record.text.len();
        let whole = Span::new(0, octets);
        if octets > 512 {
            self.push(whole, Fact::RecordTooLong { octets });
        } else if octets > 450 {
            self.push(whole, Fact::RecordLong { octets });
        }
        let lookups = self.record.lookups();
        if lookups > 10 {
            self.push(whole, Fact::LookupsOwnTooMany { lookups });
        }
    }

    /// What becomes of clients that no mechanism names.
    fn end(&mut self) {
        let whole = Span::new(0, self.record.text.len());
        let terms = &self.record.terms;
        let has_unknown = terms
            .iter()
            .any(|term| matches!(term.value, Term::Unknown(_)));
        let Some(all) = self.record.all() else {
            // An unknown term may be the misspelt end.
            if self.record.redirect().is_none() && !has_unknown {
                self.push(whole, Fact::AllMissing);
            }
            return;
        };
        let fact = match all.value.qualifier() {
            Qualifier::Pass => Fact::AllPass {
                bare: all.value.qualifier.is_none(),
            },
            Qualifier::Neutral => Fact::AllNeutral,
            Qualifier::Softfail => Fact::AllSoftfail,
            Qualifier::Fail if terms.len() == 1 => Fact::SendsNothing,
            Qualifier::Fail => Fact::AllFail,
        };
        self.push(all.span, fact);
    }

    /// Terms that stand where they have no effect.
    fn order(&mut self) {
        let end = self.second_record();
        let all = self.record.all().map(|all| all.span);
        let mut last_directive = 0;
        for directive in self.record.directives() {
            last_directive = directive.span.start;
            let is_after = all.is_some_and(|all| all.end <= directive.span.start);
            if !is_after || directive.span.start > end {
                continue;
            }
            let fact = match directive.value.mechanism {
                Mechanism::All => Fact::AllRepeated,
                _ => Fact::TermAfterAll {
                    term: self.text(directive.span),
                },
            };
            self.push(directive.span, fact);
        }
        for modifier in self.record.modifiers() {
            let known = match modifier.value.value {
                ModifierValue::Redirect(_) if all.is_some() => {
                    self.push(modifier.span, Fact::RedirectWithAll);
                    continue;
                }
                ModifierValue::Redirect(_) | ModifierValue::Exp(_) => true,
                _ => false,
            };
            if known && modifier.span.start < last_directive {
                let name = modifier.value.name.value.to_owned();
                self.push(modifier.span, Fact::ModifierBeforeMechanism { name });
            }
        }
    }

    /// Where another record begins in the same text; what follows is noise.
    fn second_record(&self) -> usize {
        self.record
            .problems
            .iter()
            .find(|problem| matches!(problem.value, Problem::RecordInRecord { .. }))
            .map_or(usize::MAX, |problem| problem.span.start)
    }

    /// Directives that say again what was said.
    fn repeated(&mut self) {
        let mut seen = BTreeSet::new();
        for directive in self.tested() {
            let term = self.text(directive.span);
            let key = term.trim_start_matches('+').to_ascii_lowercase();
            if directive.value.mechanism == Mechanism::All || seen.insert(key) {
                continue;
            }
            let fact = if directive.value.mechanism.lookups() > 0 {
                Fact::LookupRepeated { term }
            } else {
                Fact::TermRepeated { term }
            };
            self.push(directive.span, fact);
        }
    }

    /// The directives up to `all`; of those behind it is said that nobody
    /// comes to them.
    fn tested(&self) -> Vec<Spanned<&'r Directive<'a>>> {
        let all = self.record.all().map_or(usize::MAX, |all| all.span.start);
        let directives = self.record.directives();
        directives.filter(|it| it.span.start <= all).collect()
    }

    fn mechanisms(&mut self) {
        for directive in self.tested() {
            let mechanism = &directive.value.mechanism;
            let span = directive.span;
            match mechanism {
                Mechanism::Ptr { .. } => self.push(span, Fact::PtrUsed),
                Mechanism::Mx { domain: None, .. } => self.push(span, Fact::MxUsed),
                Mechanism::A { domain: None, .. } => self.push(span, Fact::AUsed),
                Mechanism::Include(domain) => self.include(span, domain.text()),
                _ => {}
            }
            let qualifier = directive.value.qualifier();
            if qualifier != Qualifier::Pass && *mechanism != Mechanism::All {
                let term = self.text(span);
                self.push(span, Fact::MechanismNotPass { qualifier, term });
            }
        }
    }

    fn include(&mut self, span: Span, domain: &str) {
        let Some((service, why)) = outlived(domain) else {
            return;
        };
        let domain = domain.to_owned();
        let fact = match why {
            Outlived::Ended => Fact::IncludeEnded { domain, service },
            Outlived::OwnEnvelope => Fact::IncludeNotNeeded { domain, service },
        };
        self.push(span, fact);
    }

    fn modifiers(&mut self) {
        let end = self.second_record();
        let modifiers = || self.record.modifiers();
        let has_address =
            modifiers().any(|it| matches!(it.value.value, ModifierValue::ReportAddress(_)));
        let can_fail = self
            .record
            .directives()
            .any(|it| it.value.qualifier() == Qualifier::Fail);
        for modifier in modifiers() {
            let span = modifier.span;
            match modifier.value.value {
                ModifierValue::Redirect(_) => {}
                ModifierValue::Exp(_) => {
                    if !can_fail {
                        self.push(span, Fact::ExplanationUnused);
                    }
                }
                ModifierValue::ReportAddress(value) => {
                    let address = value.text.to_owned();
                    self.push(span, Fact::ReportAddressSet { address });
                    self.report_value("ra", value, is_local_part);
                }
                ModifierValue::ReportPercentage(value) => {
                    self.report_part("rp", span, has_address);
                    self.report_value("rp", value, is_percentage);
                }
                ModifierValue::ReportResults(value) => {
                    self.report_part("rr", span, has_address);
                    self.report_value("rr", value, is_result_list);
                }
                ModifierValue::Unknown(_) => {
                    let name = modifier.value.name.value;
                    // The reader has told of `ip4=`.
                    let told = MECHANISMS.iter().any(|it| it.eq_ignore_ascii_case(name));
                    if span.start < end && !told {
                        let meant = closest(name, MODIFIERS);
                        let name = name.to_owned();
                        self.push(span, Fact::ModifierUnknown { name, meant });
                    }
                }
            }
        }
    }

    fn report_part(&mut self, name: &'static str, span: Span, has_address: bool) {
        if !has_address {
            self.push(span, Fact::ReportAddressMissing { name });
        }
    }

    fn report_value(
        &mut self,
        name: &'static str,
        value: MacroString<'_>,
        is_valid: fn(&str) -> bool,
    ) {
        if !is_valid(value.text) {
            let fact = Fact::ReportValueInvalid {
                name,
                value: value.text.to_owned(),
            };
            self.push(value.span, fact);
        }
    }

    fn domains(&mut self) {
        for term in &self.record.terms {
            let Some(domain) = term.value.domain() else {
                continue;
            };
            self.domain(domain);
            let mut letters = domain.macro_string().expansions();
            let depends = letters.any(|it| it.value.letter != MacroLetter::Domain);
            if depends && term.value.lookups() > 0 {
                let term_text = self.text(term.span);
                self.push(term.span, Fact::MacroDependent { term: term_text });
            }
            for expand in domain.macro_string().expansions() {
                if expand.value.letter == MacroLetter::ValidatedName {
                    self.push(expand.span, Fact::MacroValidatedName);
                }
            }
        }
    }

    fn domain(&mut self, domain: DomainSpec<'_>) {
        let Some(literal) = domain.literal() else {
            return;
        };
        let name = literal.strip_suffix('.').unwrap_or(literal);
        if name.split('.').any(str::is_empty) {
            let domain_text = literal.to_owned();
            let fact = Fact::DomainLabelEmpty {
                domain: domain_text,
            };
            self.push(domain.span(), fact);
        }
        let longest = name.split('.').map(str::len).max().unwrap_or_default();
        if name.len() > 253 {
            let octets = name.len();
            self.push(domain.span(), Fact::DomainTooLong { octets });
        } else if longest > 63 {
            self.push(domain.span(), Fact::DomainTooLong { octets: longest });
        }
    }
}

/// A local part of ordinary characters, without `@`.
fn is_local_part(value: &str) -> bool {
    !value.is_empty() && !value.contains(['@', '%', ',', ';'])
}

/// `0` to `100`.
fn is_percentage(value: &str) -> bool {
    value
        .parse::<u8>()
        .is_ok_and(|percentage| percentage <= 100)
}

/// `all`, `e`, `f`, `s` and `n` with colons between them.
fn is_result_list(value: &str) -> bool {
    value
        .split(':')
        .all(|result| matches!(result, "all" | "e" | "f" | "s" | "n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::spf::read;
    use crate::rule::Example;

    fn met(text: &str) -> Vec<&'static str> {
        let facts = judge_text(&read(text));
        facts.iter().map(|it| it.value.rule().id).collect()
    }

    #[test]
    fn each_rule_is_met_by_its_bad_example_only() {
        for rule in Fact::RULES {
            let (Example::Text(bad), Example::Text(good)) = (rule.bad, rule.good) else {
                panic!("{} has no texts", rule.id);
            };
            assert_eq!(read(bad).usability(), Usability::Usable, "{bad}");
            assert_eq!(read(good).usability(), Usability::Usable, "{good}");
            assert!(met(bad).contains(&rule.id), "{}: {:?}", rule.id, met(bad));
            assert!(
                !met(good).contains(&rule.id),
                "{}: {:?}",
                rule.id,
                met(good)
            );
        }
    }

    #[test]
    fn ids_are_unlike_each_other_and_those_of_problems() {
        let rules = || Problem::RULES.iter().chain(Fact::RULES);
        let ids: BTreeSet<_> = rules().map(|rule| rule.id).collect();
        assert_eq!(ids.len(), rules().count());
        for id in ids {
            let kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(id.starts_with("spf-") && id.chars().all(kebab), "{id}");
        }
    }

    #[test]
    fn what_others_get_wrong_is_right() {
        assert!(met("v=spf1 include:x.example all").contains(&"spf-all-pass"));
        let record = read("v=spf1 a:h.example +a a/24 include:amx.example -all");
        assert_eq!(record.lookups(), 4);
        let text = "v=spf1 redirect=x.example -all";
        assert!(met(text).contains(&"spf-redirect-with-all"));
        assert!(
            met("v=spf1 include:a.example include:a.example -all").contains(&"spf-lookup-repeated")
        );
        assert_eq!(read("v=spf1 mx -all exp=e.example").lookups(), 1);
        assert!(!met("v=spf1 ~al").contains(&"spf-all-missing"));
        let rules = met("v=spf1 mx -all mx a ptr");
        let behind = "spf-term-after-all";
        assert_eq!(
            rules,
            ["spf-mx-used", "spf-all-fail", behind, behind, behind]
        );
    }

    #[test]
    fn the_tail_of_another_record_is_passed_over() {
        let rules = met("v=spf1 -all v=DKIM1; k=rsa; p=");
        assert_eq!(rules, ["spf-all-fail"]);
    }

    #[test]
    fn a_mebibyte_is_judged_in_no_time() {
        for term in [
            "ip4:10.0.0.1/8 ",
            "a=b ",
            "x=y ",
            "-all ",
            "redirect=d.example ",
            "a ",
            "v=x ",
        ] {
            let text = "v=spf1 ".to_owned() + &term.repeat((1 << 20) / term.len());
            let record = read(&text);
            let start = std::time::Instant::now();
            judge_text(&record);
            assert!(start.elapsed().as_secs() < 20, "{term}");
        }
    }

    #[test]
    fn reports_are_asked_for_in_order() {
        assert!(met("v=spf1 ra=x rp=101 -all").contains(&"spf-report-value-invalid"));
        assert!(met("v=spf1 ra=x rr=e:q -all").contains(&"spf-report-value-invalid"));
        let rules = met("v=spf1 ra=x rp=100 rr=all:e -all");
        assert!(!rules.contains(&"spf-report-value-invalid"));
    }
}
