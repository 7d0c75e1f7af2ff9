//! The record as receivers read it, who do not look for what is wrong.

use super::grammar::{Source, term};
use super::version::VERSION;
use super::{ModifierValue, Record};
use crate::record::span::Spanned;

/// Reads a record as receivers do (RFC 7208 §4.6): `None` where it is of no
/// use to them. Why, and what is odd about one that they use,
/// [`read`](super::read) finds out.
///
/// `record = version terms *SP`
///
/// `terms = *( 1*SP ( directive / modifier ) )`
pub fn receive(text: &str) -> Option<Record<'_>> {
    let source = Source::new(text);
    let mut words = text.split(' ');
    let version = words.next()?;
    if !version.eq_ignore_ascii_case(VERSION) {
        return None;
    }
    let terms = words
        .filter(|word| !word.is_empty())
        .map(|word| Some(Spanned::new(term(source, word)?, source.span(word))));
    let record = Record {
        text,
        version: Some(source.span(version)),
        terms: terms.collect::<Option<_>>()?,
        problems: Vec::new(),
    };
    let modifiers = |is: fn(&ModifierValue<'_>) -> bool| {
        let values = record.modifiers().map(|modifier| &modifier.value.value);
        values.filter(|value| is(value)).count()
    };
    let once = modifiers(|it| matches!(it, ModifierValue::Redirect(_))) <= 1
        && modifiers(|it| matches!(it, ModifierValue::Exp(_))) <= 1;
    once.then_some(record)
}

#[cfg(test)]
mod tests {
    use super::super::{Problem, Usability, read};
    use super::*;
    use crate::rule::Example;

    #[test]
    fn receivers_use_what_is_usable() {
        let examples = Problem::RULES.iter().flat_map(|rule| [rule.bad, rule.good]);
        let examples = examples.filter_map(|example| match example {
            Example::Text(text) => Some(text),
            _ => None,
        });
        let more = [
            "",
            "v=spf1",
            "V=SPF1  ",
            " v=spf1",
            "v=spf1a",
            "v=spf10 -all",
            "v=spf1  -all ",
            "v=spf1\t-all",
            "v=spf1 a\u{a0}-all",
            "v=spf1 a\n-all",
            "v=spf1 a mx, -all",
            "v=spf1 redirect=a.example redirect=b.example",
            "v=spf1 exp=a.example exp=a.example",
            "v=spf1 exp=a.example redirect=a.example x=y v=spf1 mx=a.example",
            "v=spf1 a:your-domain.example include:a.example-all ?all",
            "v=spf1 -a:%{d}.example//64 ip4:192.0.2.0/24 ip6:2001:db8::/32 ~all",
        ];
        for text in examples.chain(more) {
            let read = read(text);
            let usable = (read.usability() == Usability::Usable).then_some(read.terms);
            assert_eq!(receive(text).map(|it| it.terms), usable, "{text:?}");
        }
    }
}
