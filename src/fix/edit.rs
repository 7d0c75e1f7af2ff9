//! Edits to a record's text: how they are made, and how they come together.

use crate::order::Arrange;
use crate::record::span::Span;

/// Bytes of a text, and what should stand in their place.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Edit {
    /// The bytes; none where something is put in.
    pub span: Span,
    /// What should stand there; nothing where they are taken out.
    pub replacement: String,
}

/// What becomes of a text by the edits of several fixes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Combined {
    /// The text.
    pub text: String,
    /// The numbers of the fixes that are left out, for they want something else
    /// for the same bytes as one that is in.
    pub left_out: Vec<usize>,
}

impl Edit {
    /// Other bytes in their place.
    pub fn replace(span: Span, replacement: impl Into<String>) -> Self {
        Self {
            span,
            replacement: replacement.into(),
        }
    }

    /// Nothing in their place.
    pub fn delete(span: Span) -> Self {
        Self::replace(span, "")
    }

    /// Something before the byte `at`.
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::replace(Span::new(at, at), text)
    }

    /// Whether the two cannot both be made: they are about the same bytes, and
    /// not the same edit.
    pub fn conflicts(&self, other: &Self) -> bool {
        let (a, b) = (self.span, other.span);
        let meet = match a.is_empty() && b.is_empty() {
            true => a == b,
            false => a.start < b.end && b.start < a.end,
        };
        meet && self != other
    }
}

/// The text with all of the edits made. Those that do not fit the text, or of
/// which one before wants the same bytes, are left out.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut edits: Vec<_> = edits.iter().collect();
    edits.arrange();
    edits.dedup();
    let mut made = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        let Some(before) = text.get(at..edit.span.start) else {
            continue;
        };
        if text.get(edit.span.range()).is_none() {
            continue;
        }
        made += before;
        made += &edit.replacement;
        at = edit.span.end;
    }
    made + text.get(at..).unwrap_or_default()
}

/// Brings the edits of several fixes together. In whatever order they come, the
/// result is the same.
pub fn combine(text: &str, fixes: &[&[Edit]]) -> Combined {
    let mut order: Vec<_> = fixes.iter().enumerate().collect();
    order.arrange_by(|(_, a), (_, b)| sorted(a).cmp(&sorted(b)));
    let mut all: Vec<Edit> = Vec::new();
    let mut left_out = Vec::new();
    for (number, edits) in order {
        let conflicts = |edit: &Edit| all.iter().any(|other| edit.conflicts(other));
        if edits.iter().any(conflicts) {
            left_out.push(number);
        } else {
            all.extend(edits.iter().cloned());
        }
    }
    left_out.arrange();
    Combined {
        text: apply(text, &all),
        left_out,
    }
}

fn sorted(edits: &[Edit]) -> Vec<&Edit> {
    let mut edits: Vec<_> = edits.iter().collect();
    edits.arrange();
    edits
}

/// Where the edits write, in the bytes of the text that they lead to.
pub fn written(edits: &[Edit]) -> Vec<Span> {
    let mut shift = 0isize;
    sorted(edits)
        .into_iter()
        .map(|edit| {
            let start = edit.span.start.saturating_add_signed(shift);
            let length = edit.replacement.len();
            shift += length as isize - edit.span.len() as isize;
            Span::new(start, start + length)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_made_from_left_to_right() {
        let text = "v=spf1 a, mx";
        let edits = [
            Edit::insert(12, " ~all"),
            Edit::delete(Span::new(8, 9)),
            Edit::replace(Span::new(10, 12), "a"),
        ];
        assert_eq!(apply(text, &edits), "v=spf1 a a ~all");
        let written = written(&edits);
        assert_eq!(written[2].slice("v=spf1 a a ~all"), " ~all");
    }

    #[test]
    fn what_does_not_fit_is_left_out() {
        let far = Edit::delete(Span::new(90, 91));
        let across = Edit::delete(Span::new(1, 2));
        assert_eq!(apply("é", &[far, across]), "é");
    }

    #[test]
    fn order_does_not_matter() {
        let [a, b, c] = [
            [Edit::delete(Span::new(0, 2))],
            [Edit::replace(Span::new(1, 3), "x")],
            [Edit::insert(3, "y")],
        ];
        let forth = combine("abcd", &[&a, &b, &c]);
        let back = combine("abcd", &[&c, &b, &a]);
        assert_eq!(forth.text, "cyd");
        assert_eq!(forth.text, back.text);
        assert_eq!((forth.left_out, back.left_out), (vec![1], vec![1]));
    }
}
