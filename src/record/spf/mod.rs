//! SPF records (RFC 7208), and the explanations that they lead to.
//!
//! The grammar decides, to the letter, whether a word is a term. Only a word
//! that it refuses is looked at again, to find out why.

mod address;
mod characters;
mod diagnose;
mod domain;
mod explanation;
mod grammar;
mod macros;
mod problem;
mod reader;
mod receive;
mod roles;
mod split;
mod term;
mod version;

pub use explanation::{Explanation, read_explanation};
pub use macros::{DomainSpec, MacroExpand, MacroLetter, MacroPart, MacroString};
pub use problem::{Effect, Ip4Fault, Problem};
pub use reader::read;
pub use receive::receive;
pub use term::*;

use crate::record::span::{Span, Spanned};
use std::fmt;

/// An SPF record: everything it says, and everything that is wrong with it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Record<'a> {
    /// The record's text: its character-strings joined.
    pub text: &'a str,
    /// Where `v=spf1` stands.
    pub version: Option<Span>,
    /// Its terms, from left to right.
    pub terms: Vec<Spanned<Term<'a>>>,
    /// What is wrong with it, from left to right.
    pub problems: Vec<Spanned<Problem>>,
}

/// What receivers make of a record.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Usability {
    /// It is evaluated.
    Usable,
    /// It is an SPF record, and every check ends in "permerror" (RFC 7208
    /// §4.6).
    Permerror,
    /// It is no SPF record: as if it were not there (RFC 7208 §4.5).
    Ignored,
}

impl<'a> Record<'a> {
    /// What receivers make of it.
    pub fn usability(&self) -> Usability {
        let effect = self
            .problems
            .iter()
            .map(|problem| problem.value.effect())
            .max();
        match effect {
            None | Some(Effect::Accepted) => Usability::Usable,
            Some(Effect::Permerror) => Usability::Permerror,
            Some(Effect::Ignored) => Usability::Ignored,
        }
    }

    /// Its directives, from left to right.
    pub fn directives(&self) -> impl Iterator<Item = Spanned<&Directive<'a>>> {
        self.terms.iter().filter_map(|term| match &term.value {
            Term::Directive(directive) => Some(Spanned::new(directive, term.span)),
            _ => None,
        })
    }

    /// Its modifiers, from left to right.
    pub fn modifiers(&self) -> impl Iterator<Item = Spanned<&Modifier<'a>>> {
        self.terms.iter().filter_map(|term| match &term.value {
            Term::Modifier(modifier) => Some(Spanned::new(modifier, term.span)),
            _ => None,
        })
    }

    /// The directive that ends it: its first `all`.
    pub fn all(&self) -> Option<Spanned<&Directive<'a>>> {
        self.directives()
            .find(|directive| directive.value.mechanism == Mechanism::All)
    }

    /// The domain of its `redirect`.
    pub fn redirect(&self) -> Option<DomainSpec<'a>> {
        self.modifiers()
            .find_map(|modifier| match modifier.value.value {
                ModifierValue::Redirect(domain) => Some(domain),
                _ => None,
            })
    }

    /// Its terms, each with whether a receiver ever comes to it: nothing behind
    /// `all` is tested, and `redirect` is not used beside it (RFC 7208 §5.1,
    /// §6.1).
    pub fn reached(&self) -> impl Iterator<Item = (&Spanned<Term<'a>>, bool)> {
        let all = self.all().map(|all| all.span.start);
        self.terms.iter().map(move |term| {
            let reached = match (&term.value, all) {
                (Term::Directive(_), Some(all)) => term.span.start <= all,
                (Term::Modifier(modifier), Some(_)) => {
                    !matches!(modifier.value, ModifierValue::Redirect(_))
                }
                _ => true,
            };
            (term, reached)
        })
    }

    /// How many of the ten DNS lookups its own terms take, not counting what
    /// they lead to (RFC 7208 §4.6.4).
    pub fn lookups(&self) -> usize {
        self.reached()
            .filter(|(_, reached)| *reached)
            .map(|(term, _)| term.value.lookups())
            .sum()
    }

    /// Whether other SPF records decide too: by `include` or `redirect`.
    pub fn leads_on(&self) -> bool {
        self.reached().any(|(term, reached)| {
            reached
                && match &term.value {
                    Term::Directive(it) => matches!(it.mechanism, Mechanism::Include(_)),
                    Term::Modifier(it) => matches!(it.value, ModifierValue::Redirect(_)),
                    Term::Unknown(_) => false,
                }
        })
    }
}

impl fmt::Display for Record<'_> {
    /// Prints what the tree covers: the very text that was read.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.roles()
            .iter()
            .try_for_each(|role| f.write_str(role.span.slice(self.text)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::Example;

    fn met(text: &str) -> Vec<&'static str> {
        let problems = read(text).problems;
        problems.iter().map(|it| it.value.rule().id).collect()
    }

    #[test]
    fn each_rule_is_met_by_its_bad_example_only() {
        for rule in Problem::RULES {
            let (Example::Text(bad), Example::Text(good)) = (rule.bad, rule.good) else {
                panic!("{} has no texts", rule.id);
            };
            assert!(met(bad).contains(&rule.id), "{bad}: {:?}", met(bad));
            assert_eq!(read(good).usability(), Usability::Usable, "{good}");
            assert!(met(good).is_empty(), "{good}: {:?}", met(good));
        }
    }

    #[test]
    fn a_record_is_a_tree() {
        let text = "v=spf1 a:d.example/24//64 -IP4:192.0.2.0/28 exp=%{d}.x.example";
        let record = read(text);
        assert_eq!(record.usability(), Usability::Usable);
        let Term::Directive(a) = &record.terms[0].value else {
            panic!("no directive")
        };
        let Mechanism::A { domain, prefix } = &a.mechanism else {
            panic!("not a")
        };
        assert_eq!(domain.unwrap().span().slice(text), "d.example");
        assert_eq!(prefix.ip4.unwrap().value, 24);
        assert_eq!(prefix.ip6.unwrap().span.slice(text), "//64");
        let Term::Directive(ip4) = &record.terms[1].value else {
            panic!("no directive")
        };
        assert_eq!(ip4.qualifier(), Qualifier::Fail);
        assert_eq!(ip4.name.value, "IP4");
        let Term::Modifier(exp) = &record.terms[2].value else {
            panic!("no modifier")
        };
        assert!(matches!(exp.value, ModifierValue::Exp(_)));
        assert_eq!(record.lookups(), 1);
    }

    #[test]
    fn lookups_are_those_that_receivers_make() {
        for (text, lookups, leads_on) in [
            ("v=spf1 a mx include:x.example -all", 3, true),
            ("v=spf1 -all a mx include:x.example", 0, false),
            ("v=spf1 mx ?all a ~all ptr", 1, false),
            ("v=spf1 redirect=x.example mx", 2, true),
            ("v=spf1 redirect=x.example mx -all", 1, false),
            ("v=spf1 ip4:192.0.2.1 exists:%{i}.x.example ptr", 2, false),
            ("v=spf1 mx exp=x.example -all", 1, false),
        ] {
            let record = read(text);
            assert_eq!(record.lookups(), lookups, "{text}");
            assert_eq!(record.leads_on(), leads_on, "{text}");
        }
    }

    #[test]
    fn what_guides_teach_is_understood() {
        for (text, rules) in [
            ("v=spf1 a mx ~all", &[][..]),
            (
                "v=spf1 include _spf.google.com ~all",
                &["spf-separator-missing"],
            ),
            (
                "v=spf1 a mx ptray mx include:_spf.example.com ~all",
                &["spf-mechanism-unknown"],
            ),
            (
                "v=spf1 include:your邮服务器IP ~all",
                &["spf-placeholder", "spf-character-not-ascii"],
            ),
            (
                "v=spf1 0.2.1 ~all",
                &["spf-address-bare", "spf-ip4-invalid"],
            ),
            ("v=spf1 192.0.2.1 -all", &["spf-address-bare"]),
            (
                "v=spf1 include:_spf.google.com ~all v=DKIM1; k=rsa; p=MIGf",
                &["spf-record-in-record"],
            ),
            ("SPFv2 mx", &["spf-version-unknown"]),
            ("v=spf10", &["spf-version-unknown"]),
            ("ECSPF", &["spf-version-unknown"]),
            ("v=spf1mx a -all", &["spf-version-glued"]),
            ("\u{feff}v=spf1 -all", &["spf-version-after-text"]),
            ("v=spf1 include:d.example ~all\r\n", &["spf-space-not-sp"]),
            ("v=spf1 ipv4:192.0.2.1 -all", &["spf-mechanism-unknown"]),
            ("v=spf1 include:x.example ~al", &["spf-mechanism-unknown"]),
            ("v=spf1 a:d.example/24/64 -all", &["spf-prefix-invalid"]),
            ("v=spf1 -all.", &["spf-mechanism-unknown"]),
            ("v=spf1 =all", &["spf-qualifier-unknown"]),
            ("v=spf1 %{d}.d.example", &["spf-domain-bare"]),
            (
                "v=spf1 mx:d.example/33//129",
                &["spf-prefix-too-long", "spf-prefix-too-long"],
            ),
            (
                "v=spf1 ip6:2001:db8::1 2001:db8::2/64 -all",
                &["spf-address-bare"],
            ),
        ] {
            assert_eq!(met(text), rules, "{text}");
        }
    }

    #[test]
    fn a_guess_is_offered() {
        for (text, name) in [
            ("v=spf1 ptray", "ptr"),
            ("v=spf1 incude:d.example", "include"),
            ("v=spf1 ipv4:192.0.2.1", "ip4"),
            ("v=spf1 ip:2001:db8::1", "ip6"),
            ("v=spf1 ~allCOPY", "all"),
            ("v=spf1 all.", "all"),
            ("v=spf1 redirct:d.example", "redirect"),
        ] {
            let problem = read(text).problems.remove(0).value;
            assert!(
                matches!(problem, Problem::MechanismUnknown { meant: Some(meant), .. } if meant == name),
                "{text}: {problem:?}"
            );
        }
    }

    #[test]
    fn a_mebibyte_is_read_in_no_time() {
        let unit = 1 << 20;
        for text in [
            "%{".repeat(unit / 2),
            "v=spf1 ".to_owned() + &"a".repeat(unit),
            "v=spf1 ".to_owned() + &"a:".repeat(unit / 2),
            "v=spf1 ".to_owned() + &"a:b:".repeat(500).repeat(unit / 2000),
            "v=spf1 ".to_owned() + &("amx".repeat(600) + " ").repeat(unit / 1801),
            "v=spf1 ".to_owned() + &("xa:".repeat(600) + " ").repeat(unit / 1801),
            "v=spf1 ".to_owned() + &"ip4:192.0.2.1 ".repeat(unit / 14),
            "v=spf1 ".to_owned() + &"redirect=d.example ".repeat(unit / 19),
            "v=spf1 ".to_owned() + &"include ".repeat(unit / 8),
            "v=spf1 ".to_owned() + &"\u{200b}é\t,".repeat(unit / 7),
            "v=spf1 exists:".to_owned() + &"%{d}.".repeat(unit / 5) + "example",
            "v=spf".repeat(unit / 5),
        ] {
            let start = std::time::Instant::now();
            let record = read(&text);
            assert_eq!(record.to_string(), text);
            let taken = start.elapsed();
            assert!(taken.as_secs() < 20, "{taken:?}: {:.40}", text);
        }
    }
}
