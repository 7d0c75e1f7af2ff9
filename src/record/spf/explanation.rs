//! The text that `exp` leads to (RFC 7208 §6.2).

use super::characters::odd_characters;
use super::diagnose::Diagnosis;
use super::domain::diagnose_macros;
use super::grammar::Source;
use super::macros::{MacroPart, MacroString, macro_string};
use super::problem::{Effect, Problem};
use crate::record::abnf::Read;
use crate::record::span::Spanned;
use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::take_while1;
use nom::combinator::{all_consuming, verify};
use nom::multi::many0;

/// What a sender is told when a message fails.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Explanation<'a> {
    /// The text as it stands in DNS.
    pub text: &'a str,
    /// Its parts, from left to right; none if it is not usable.
    pub parts: Vec<Spanned<MacroPart<'a>>>,
    /// What is wrong with it.
    pub problems: Vec<Spanned<Problem>>,
}

impl Explanation<'_> {
    /// Whether receivers use it. If not they act as if there were no `exp`.
    pub fn is_usable(&self) -> bool {
        self.problems
            .iter()
            .all(|problem| problem.value.effect() == Effect::Accepted)
    }
}

/// Reads the text that `exp` leads to.
pub fn read_explanation(text: &str) -> Explanation<'_> {
    let source = Source::new(text);
    let mut explanation = Explanation {
        text,
        parts: Vec::new(),
        problems: Vec::new(),
    };
    match all_consuming(|i| explain_string(source, i)).parse(text) {
        Ok((_, parts)) => explanation.parts = parts,
        Err(_) => {
            let problems = &mut explanation.problems;
            odd_characters(text, source, problems);
            diagnose_macros(&mut Diagnosis { source, problems }, text, true);
        }
    }
    explanation
}

/// `explain-string = *( macro-string / SP )`
fn explain_string<'a>(source: Source<'a>, i: &'a str) -> Read<'a, Vec<Spanned<MacroPart<'a>>>> {
    let spaces = take_while1(|c| c == ' ').map(|text: &'a str| MacroString {
        text,
        span: source.span(text),
    });
    let string = verify(
        |i| macro_string(source, i),
        |string: &MacroString<'_>| !string.text.is_empty(),
    );
    let (i, strings) = many0(alt((spaces, string))).parse(i)?;
    let mut parts = Vec::new();
    for string in strings {
        if string.text.starts_with(' ') {
            parts.push(Spanned::new(MacroPart::Literal(string.text), string.span));
        } else {
            parts.extend(string.parts());
        }
    }
    Ok((i, parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_explanation_has_words_and_macros() {
        let text = "%{i} may not send for %{d} (%{c}, %{t}): 100%%";
        let explanation = read_explanation(text);
        assert!(explanation.is_usable());
        let printed: String = explanation
            .parts
            .iter()
            .map(|part| part.span.slice(text))
            .collect();
        assert_eq!(printed, text);
    }

    #[test]
    fn a_fault_is_pointed_at() {
        let explanation = read_explanation("not 100% sure of %{x}");
        assert!(!explanation.is_usable());
        let places: Vec<_> = explanation
            .problems
            .iter()
            .map(|problem| problem.span.slice(explanation.text))
            .collect();
        assert_eq!(places, ["%", "%{x}"]);
        assert!(!read_explanation("wörds").is_usable());
        assert!(!read_explanation("tab\there").is_usable());
    }
}
