//! From the roles of a record's parts to the role of every byte.

use super::role::Role;
use super::span::{Span, Spanned};

/// Marks that cover every byte of a text in order: white space and what has no
/// mark fill the gaps between `marks`; a mark that overlaps one before it, or
/// is empty, is left out.
pub fn cover(text: &str, marks: Vec<Spanned<Role>>) -> Vec<Spanned<Role>> {
    let mut covered = Vec::with_capacity(marks.len() * 2);
    let mut end = 0;
    for mark in marks {
        if mark.span.is_empty() || mark.span.start < end {
            continue;
        }
        fill(text, Span::new(end, mark.span.start), &mut covered);
        end = mark.span.end;
        covered.push(mark);
    }
    fill(text, Span::new(end, text.len()), &mut covered);
    covered
}

fn fill(text: &str, gap: Span, covered: &mut Vec<Spanned<Role>>) {
    let mut rest = gap.slice(text);
    while let Some(first) = rest.chars().next() {
        let blank = first.is_whitespace();
        let part = match rest.find(|c: char| c.is_whitespace() != blank) {
            Some(at) => &rest[..at],
            None => rest,
        };
        let role = if blank { Role::Space } else { Role::Unknown };
        covered.push(Spanned::new(role, Span::of(part, text)));
        rest = &rest[part.len()..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_and_overlaps_left_out() {
        let mark = |start, end| Spanned::new(Role::Name, Span::new(start, end));
        let covered = cover("ab  cd é", vec![mark(0, 1), mark(0, 2), mark(2, 2)]);
        let spans: Vec<_> = covered
            .iter()
            .map(|c| (c.value, c.span.start, c.span.end))
            .collect();
        assert_eq!(
            spans,
            [
                (Role::Name, 0, 1),
                (Role::Unknown, 1, 2),
                (Role::Space, 2, 4),
                (Role::Unknown, 4, 6),
                (Role::Space, 6, 7),
                (Role::Unknown, 7, 9)
            ]
        );
    }
}
