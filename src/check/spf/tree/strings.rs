//! Where character-strings meet (RFC 7208 §3.3).

use crate::record::span::Span;
use crate::record::spf::{self, Mechanism, ModifierValue, Term};

/// Words that come about where two character-strings meet, and in which one
/// term ends and another begins.
pub fn glued(text: &str, lengths: &[usize]) -> Vec<(String, Span)> {
    let mut words = Vec::new();
    let mut boundary = 0;
    for length in lengths {
        boundary += length;
        let (Some(before), Some(after)) = (text.get(..boundary), text.get(boundary..)) else {
            break;
        };
        let start = before.rfind(' ').map_or(0, |space| space + 1);
        let end = after.find(' ').map_or(text.len(), |space| boundary + space);
        let (left, right) = (&text[start..boundary], &text[boundary..end]);
        if is_term(left) && is_term(right) {
            words.push((text[start..end].to_owned(), Span::new(start, end)));
        }
    }
    words
}

/// Whether a word is a term that nobody would take for a part of a name.
fn is_term(word: &str) -> bool {
    let record = ["v=spf1 ", word].concat();
    let record = spf::read(&record);
    let [term] = &record.terms[..] else {
        return false;
    };
    record.problems.is_empty()
        && match &term.value {
            Term::Directive(directive) => {
                word.contains([':', '/']) || directive.mechanism == Mechanism::All && word.len() > 3
            }
            Term::Modifier(modifier) => !matches!(modifier.value, ModifierValue::Unknown(_)),
            Term::Unknown(_) => false,
        }
}
