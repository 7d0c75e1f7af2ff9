//! The part that each byte of a record plays.

use super::Record;
use super::diagnose::{Parts, known};
use super::grammar::Source;
use super::macros::{MacroPart, MacroString};
use super::term::*;
use crate::record::role::Role;
use crate::record::span::{Span, Spanned};

impl Record<'_> {
    /// The part that each byte plays: in order, without gaps.
    pub fn roles(&self) -> Vec<Spanned<Role>> {
        let mut painter = Painter {
            text: self.text,
            at: 0,
            roles: Vec::with_capacity(4 * self.terms.len() + 2),
        };
        if let Some(version) = self.version {
            painter.paint(Role::Version, version);
        }
        for term in &self.terms {
            painter.term(term);
        }
        painter.fill(self.text.len());
        painter.roles
    }
}

/// Puts roles side by side.
struct Painter<'a> {
    text: &'a str,
    /// How far the text has been painted.
    at: usize,
    roles: Vec<Spanned<Role>>,
}

impl<'a> Painter<'a> {
    fn paint(&mut self, role: Role, span: Span) {
        self.fill(span.start);
        if span.end > self.at {
            let span = Span::new(self.at, span.end);
            self.roles.push(Spanned::new(role, span));
            self.at = span.end;
        }
    }

    /// Paints what lies between terms, up to `end`.
    fn fill(&mut self, end: usize) {
        while self.at < end {
            let gap = Span::new(self.at, end).slice(self.text);
            let spaces = gap.find(|c: char| !c.is_whitespace()).unwrap_or(gap.len());
            let (role, len) = if spaces > 0 {
                (Role::Space, spaces)
            } else {
                (
                    Role::Unknown,
                    gap.find(char::is_whitespace).unwrap_or(gap.len()),
                )
            };
            // A span that cuts a character slices to nothing.
            let len = if len == 0 { end - self.at } else { len };
            let span = Span::new(self.at, self.at + len);
            self.roles.push(Spanned::new(role, span));
            self.at = span.end;
        }
    }

    fn term(&mut self, term: &Spanned<Term<'a>>) {
        match &term.value {
            Term::Directive(directive) => {
                if let Some(qualifier) = directive.qualifier {
                    self.paint(Role::Qualifier, qualifier.span);
                }
                self.paint(Role::Name, directive.name.span);
                self.mechanism(&directive.mechanism);
            }
            Term::Modifier(modifier) => {
                self.paint(Role::Name, modifier.name.span);
                match modifier.value {
                    ModifierValue::Redirect(domain) | ModifierValue::Exp(domain) => {
                        self.value(domain.macro_string());
                    }
                    ModifierValue::ReportAddress(value)
                    | ModifierValue::ReportPercentage(value)
                    | ModifierValue::ReportResults(value)
                    | ModifierValue::Unknown(value) => self.value(value),
                }
            }
            Term::Unknown(word) => self.unknown(word),
        }
        self.paint(Role::Unknown, term.span);
    }

    fn mechanism(&mut self, mechanism: &Mechanism<'a>) {
        if let Some(domain) = mechanism.domain() {
            self.value(domain.macro_string());
        }
        match mechanism {
            Mechanism::A { prefix, .. } | Mechanism::Mx { prefix, .. } => {
                self.prefix(prefix.ip4);
                self.prefix(prefix.ip6);
            }
            Mechanism::Ip4 { address, prefix } => {
                self.separated(address.span);
                self.prefix(*prefix);
            }
            Mechanism::Ip6 { address, prefix } => {
                self.separated(address.span);
                self.prefix(*prefix);
            }
            Mechanism::All
            | Mechanism::Include(_)
            | Mechanism::Ptr { .. }
            | Mechanism::Exists(_) => {}
        }
    }

    fn prefix(&mut self, prefix: Option<Spanned<u8>>) {
        if let Some(prefix) = prefix {
            self.paint(Role::Prefix, prefix.span);
        }
    }

    /// A separator, and the value behind it.
    fn separated(&mut self, value: Span) {
        self.paint(Role::Separator, Span::new(self.at, value.start));
        self.paint(Role::Value, value);
    }

    fn value(&mut self, value: MacroString<'a>) {
        self.paint(Role::Separator, Span::new(self.at, value.span.start));
        for part in value.parts() {
            let role = match part.value {
                MacroPart::Literal(_) => Role::Value,
                _ => Role::Macro,
            };
            self.paint(role, part.span);
        }
    }

    /// A word that is no term, as far as it looks like one.
    fn unknown(&mut self, word: &'a str) {
        let source = Source::new(self.text);
        let parts = Parts::of(word);
        let is_known = [MECHANISMS, MODIFIERS]
            .iter()
            .any(|names| known(parts.name, names).is_some());
        let name = if is_known { Role::Name } else { Role::Unknown };
        self.paint(Role::Qualifier, source.span(parts.qualifiers));
        self.paint(name, source.span(parts.name));
        self.paint(Role::Separator, source.span(parts.separator));
        let value = if is_known { Role::Value } else { Role::Unknown };
        self.paint(value, source.span(parts.value));
    }
}
