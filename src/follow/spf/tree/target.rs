//! Where a term leads, as far as the record alone tells.

use crate::dns::Name;
use crate::follow::spf::Message;
use crate::follow::spf::check_host::expand::{Values, names_validated_name};
use crate::record::spf::{
    DomainSpec, MacroLetter, MacroPart, MacroString, Mechanism, ModifierValue, Term,
};
use std::net::{IpAddr, Ipv4Addr};

/// What stands for the message where there is none: macros know no more of it
/// than the sender's domain, which is that of the tree.
pub struct Sender(Message);

/// Where a term leads.
pub enum Target {
    /// Nowhere.
    Nowhere,
    /// Somewhere else for each message.
    Sender,
    /// To no name.
    Malformed(String),
    /// To the record of a domain, which `%{d}` writes like this.
    Record(Name, String),
    /// To the addresses of a host.
    Host(Name),
    /// To the exchangers of a domain.
    Exchangers(Name),
    /// To a name that is there or not.
    Exists(Name),
    /// To the names of the client that end in a domain.
    ClientNames(Name),
    /// To the text of an explanation.
    Explanation(Name),
}

impl Sender {
    /// A sender at a domain.
    pub fn at(domain: &Name) -> Self {
        let nobody = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
        Self(Message::new(nobody, domain.as_str(), ""))
    }

    /// Where a term leads that stands in the record of `domain`.
    pub fn target(&self, domain: &Name, written: &str, term: &Term<'_>) -> Target {
        let expand = |spec: DomainSpec<'_>| self.expand(written, spec.macro_string());
        let name_of = |spec: Option<DomainSpec<'_>>, target: fn(Name) -> Target| {
            let Some(spec) = spec else {
                return target(domain.clone());
            };
            match expand(spec) {
                None => Target::Sender,
                Some(text) => match Name::verbatim(&text) {
                    Ok(name) => target(name),
                    Err(_) => Target::Malformed(text),
                },
            }
        };
        let record_of = |spec: DomainSpec<'_>| match expand(spec) {
            None => Target::Sender,
            Some(text) => match Name::verbatim(&text) {
                // A domain of one label has no record (RFC 7208 §4.3).
                Ok(name) if name.label_count() > 1 => Target::Record(name, text),
                _ => Target::Malformed(text),
            },
        };
        match term {
            Term::Directive(directive) => match directive.mechanism {
                Mechanism::All | Mechanism::Ip4 { .. } | Mechanism::Ip6 { .. } => Target::Nowhere,
                Mechanism::Include(domain) => record_of(domain),
                Mechanism::A { domain, .. } => name_of(domain, Target::Host),
                Mechanism::Mx { domain, .. } => name_of(domain, Target::Exchangers),
                Mechanism::Ptr { domain } => name_of(domain, Target::ClientNames),
                Mechanism::Exists(domain) => name_of(Some(domain), Target::Exists),
            },
            Term::Modifier(modifier) => match modifier.value {
                ModifierValue::Redirect(domain) => record_of(domain),
                ModifierValue::Exp(domain) => name_of(Some(domain), Target::Explanation),
                _ => Target::Nowhere,
            },
            Term::Unknown(_) => Target::Nowhere,
        }
    }

    /// The text that a macro string stands for, if it is the same for every
    /// message of this domain.
    fn expand(&self, written: &str, spec: MacroString<'_>) -> Option<String> {
        spec.expansions()
            .all(|expand| is_known(expand.value.letter))
            .then(|| self.values(written).target(spec))
    }

    /// The macro string with those macros filled in that are the same for
    /// every message of this domain.
    pub fn partly_expanded(&self, written: &str, spec: MacroString<'_>) -> String {
        let values = self.values(written);
        let mut text = String::new();
        let mut end = spec.span.start;
        for part in spec.parts() {
            let known = matches!(part.value, MacroPart::Expand(expand) if is_known(expand.letter));
            if known {
                text.push_str(&values.fill([part.value]));
            } else {
                let start = end - spec.span.start;
                let part = spec.text.get(start..start + part.span.len());
                text.push_str(part.unwrap_or_default());
            }
            end = part.span.end;
        }
        text
    }

    fn values<'a>(&'a self, domain: &'a str) -> Values<'a> {
        Values {
            message: &self.0,
            domain,
            validated_name: None,
            time: 0,
        }
    }
}

/// Whether a term asks for a validated name of the client.
pub fn validates(term: &Term<'_>) -> bool {
    term.domain().is_some_and(|domain| {
        names_validated_name(domain.macro_string().parts().map(|part| part.value))
    })
}

/// Whether a macro is the same for every message of a domain.
fn is_known(letter: MacroLetter) -> bool {
    matches!(letter, MacroLetter::Domain | MacroLetter::SenderDomain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::spf::read;

    #[test]
    fn macros_of_the_domain_are_filled_in() {
        let root = Name::parse("mail.d.example").unwrap();
        let sender = Sender::at(&root);
        let domain = Name::parse("spf.x.example").unwrap();
        for (term, expected) in [
            ("a:%{d2}", Some("x.example")),
            ("a:%{o}", Some("mail.d.example")),
            ("a:%{dr}.%{o1r}.example", Some("example.x.spf.mail.example")),
            ("a:%%.%{d1}", Some("%.example")),
            ("a:%{i}.x.example", None),
            ("a:%{p}.x.example", None),
            ("a:%{h}", None),
            ("a:%{s}", None),
        ] {
            let text = "v=spf1 ".to_owned() + term;
            let record = read(&text);
            let spec = record.terms[0].value.domain().unwrap().macro_string();
            let text = sender.expand(domain.as_str(), spec);
            assert_eq!(text.as_deref(), expected, "{term}");
        }
    }

    #[test]
    fn macros_of_the_message_stay() {
        let sender = Sender::at(&Name::parse("d.example").unwrap());
        let record = read("v=spf1 exists:%{ir}.%{v}._%{d1r}.%{o}.%{d2}");
        let spec = record.terms[0].value.domain().unwrap().macro_string();
        assert_eq!(
            sender.partly_expanded("spf.x.example", spec),
            "%{ir}.%{v}._spf.d.example.x.example"
        );
    }

    #[test]
    fn one_label_has_no_record() {
        let domain = Name::parse("d.example").unwrap();
        let sender = Sender::at(&domain);
        let record = read("v=spf1 a:%{d1} include:%{d1} a:x..example redirect=%{d}");
        let mut targets = record
            .terms
            .iter()
            .map(|term| sender.target(&domain, "d.example", &term.value));
        assert!(matches!(targets.next(), Some(Target::Host(name)) if name.as_str() == "example"));
        assert!(matches!(targets.next(), Some(Target::Malformed(text)) if text == "example"));
        assert!(matches!(targets.next(), Some(Target::Malformed(_))));
        assert!(matches!(targets.next(), Some(Target::Record(name, _)) if name == domain));
    }
}
