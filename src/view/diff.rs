//! What goes, stays and comes between two values, term by term.

use crate::record::kind::RecordKind;
use crate::text::alone;
use serde::Serialize;

/// A part of a diff.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// What becomes of it.
    pub fate: Fate,
}

/// What becomes of a part.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
pub enum Fate {
    /// It stays.
    #[default]
    Stays,
    /// It goes.
    Goes,
    /// It comes.
    Comes,
}

/// Values of more terms than this go and come whole.
const LARGEST: usize = 400;

/// Parts that stay or go and are longer than this are shown by their ends...
const LONG: usize = 160;
/// ...of so many characters.
const ENDS: usize = 48;

/// A text of which nothing comes or goes, whole.
pub fn as_it_is(text: &str) -> Vec<Piece> {
    vec![Piece {
        text: shown(text),
        fate: Fate::Stays,
    }]
}

/// The parts of two values, as they are shown: what stays in common, what goes,
/// and what comes.
pub fn diff(kind: Option<RecordKind>, from: &str, to: &str) -> Vec<Piece> {
    let mut pieces = parts(kind, from, to);
    for piece in &mut pieces {
        let count = piece.text.chars().count();
        if piece.fate != Fate::Comes && count > LONG {
            let start: String = piece.text.chars().take(ENDS).collect();
            let end: String = piece.text.chars().skip(count - ENDS).collect();
            piece.text = [&start, " … ", &end].concat();
        }
        piece.text = shown(&piece.text);
    }
    pieces
}

/// A text with what cannot be seen made visible, in its lines.
fn shown(text: &str) -> String {
    let lines = text.split('\n').map(|line| alone(line).to_string());
    lines.collect::<Vec<_>>().join("\n")
}

fn parts(kind: Option<RecordKind>, from: &str, to: &str) -> Vec<Piece> {
    let (old, new) = (terms(kind, from), terms(kind, to));
    if old.len() * new.len() > LARGEST * LARGEST {
        return pieces([(from, Fate::Goes), (to, Fate::Comes)].into_iter());
    }
    // longest[i][j]: the longest run of terms in common of old[i..], new[j..].
    let mut longest = vec![vec![0usize; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            longest[i][j] = match same(old[i], new[j]) {
                true => longest[i + 1][j + 1] + 1,
                false => longest[i + 1][j].max(longest[i][j + 1]),
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut parts = Vec::new();
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && same(old[i], new[j]) {
            parts.push((new[j], Fate::Stays));
            i += 1;
            j += 1;
        } else if j >= new.len() || i < old.len() && longest[i + 1][j] >= longest[i][j + 1] {
            parts.push((old[i], Fate::Goes));
            i += 1;
        } else {
            parts.push((new[j], Fate::Comes));
            j += 1;
        }
    }
    pieces(parts.into_iter())
}

fn same(one: &str, other: &str) -> bool {
    one.trim_end() == other.trim_end()
}

/// The terms of a value: words or lines, each with the space behind it, or tags
/// and what separates them.
fn terms(kind: Option<RecordKind>, text: &str) -> Vec<&str> {
    match kind {
        Some(
            RecordKind::Dkim
            | RecordKind::Dmarc
            | RecordKind::MtaSts
            | RecordKind::TlsRpt
            | RecordKind::Bimi,
        ) => tags(text),
        Some(RecordKind::MtaStsPolicy | RecordKind::Mx | RecordKind::Caa | RecordKind::Tlsa) => {
            text.split_inclusive('\n').collect()
        }
        _ => text.split_inclusive(' ').collect(),
    }
}

/// The tags of a list, and what separates them.
fn tags(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (tag, after) = rest.split_at(rest.find(';').unwrap_or(rest.len()));
        let next = after.trim_start_matches([';', ' ', '\t']);
        let (separator, after) = after.split_at(after.len() - next.len());
        parts.extend([tag, separator]);
        rest = after;
    }
    parts
}

/// Parts in a row with the same fate become one.
fn pieces<'a>(parts: impl Iterator<Item = (&'a str, Fate)>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (text, fate) in parts.filter(|(text, _)| !text.is_empty()) {
        match pieces.last_mut() {
            Some(last) if last.fate == fate => last.text += text,
            _ => pieces.push(Piece {
                text: text.to_owned(),
                fate,
            }),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(kind: RecordKind, from: &str, to: &str) -> Vec<(String, Fate)> {
        let pieces = diff(Some(kind), from, to).into_iter();
        pieces.map(|piece| (piece.text, piece.fate)).collect()
    }

    fn part(text: &str, fate: Fate) -> (String, Fate) {
        (text.to_owned(), fate)
    }

    #[test]
    fn terms_stay_go_and_come() {
        assert_eq!(
            told(
                RecordKind::Spf,
                "v=spf1 a mx -all",
                "v=spf1 mx ip4:192.0.2.1 -all"
            ),
            [
                part("v=spf1 ", Fate::Stays),
                part("a ", Fate::Goes),
                part("mx ", Fate::Stays),
                part("ip4:192.0.2.1 ", Fate::Comes),
                part("-all", Fate::Stays),
            ]
        );
        assert_eq!(
            told(RecordKind::Dmarc, "v=DMARC1; p=none", "v=DMARC1; p=reject"),
            [
                part("v=DMARC1; ", Fate::Stays),
                part("p=none", Fate::Goes),
                part("p=reject", Fate::Comes),
            ]
        );
    }

    #[test]
    fn a_tag_stays_where_what_follows_it_goes() {
        assert_eq!(
            told(
                RecordKind::Dmarc,
                "v=DMARC1; p=none; pct=50; rua=mailto:a@b.example; foo=bar",
                "v=DMARC1; p=none; rua=mailto:a@b.example"
            ),
            [
                part("v=DMARC1; p=none; ", Fate::Stays),
                part("pct=50; ", Fate::Goes),
                part("rua=mailto:a@b.example", Fate::Stays),
                part("; foo=bar", Fate::Goes),
            ]
        );
    }

    #[test]
    fn a_new_record_comes_whole() {
        assert_eq!(
            told(RecordKind::Spf, "", "v=spf1 -all"),
            [part("v=spf1 -all", Fate::Comes)]
        );
    }
}
