//! Shows sentences: words, and code between them.

use crate::text::{Piece, Prose};
use yew::prelude::*;

/// Code of at most as many characters is not broken anywhere...
const WHOLE: usize = 24;
/// ...and of as many where there is room.
const LONG: usize = 40;
/// What code that is longer breaks behind, the first that will do.
const SEAMS: [&[char]; 3] = [&[' '], &SIGNS, &['=', '.']];
/// Signs between the parts of a name.
pub const SIGNS: [char; 3] = [':', '@', '/'];

/// The words and the code of a sentence.
pub fn prose(sentence: &Prose) -> Html {
    let pieces: Vec<Piece<'_>> = sentence.pieces().collect();
    let words = |index: Option<usize>| match index.and_then(|index| pieces.get(index)) {
        Some(Piece::Words(words)) => *words,
        _ => "",
    };
    let piece = |(index, piece): (usize, &Piece<'_>)| match piece {
        Piece::Words(words) => kept(words),
        Piece::Code(code) => {
            let before = words(index.checked_sub(1)).ends_with(is_han);
            let after = words(Some(index + 1)).starts_with(is_han);
            let class = classes!(
                before.then_some("after-han"),
                after.then_some("before-han"),
                class_for(code.len()),
            );
            let inner = match code.len() > WHOLE {
                true => unbroken(code),
                false => html! { {(*code).to_owned()} },
            };
            html! { <code {class}>{inner}</code> }
        }
    };
    pieces.iter().enumerate().map(piece).collect()
}

/// The class of code of so many bytes, unless it may break at a line's end.
pub fn class_for(length: usize) -> Option<&'static str> {
    match length {
        0 => None,
        1..=WHOLE => Some("whole"),
        _ if length <= LONG => Some("long"),
        _ => None,
    }
}

/// Words whose names with a hyphen, such as MTA-STS, do not break at it.
pub fn kept(words: &str) -> Html {
    if !words.contains('-') {
        return html! { {words.to_owned()} };
    }
    let (mut rest, mut parts) = (words, Vec::new());
    while let Some(start) = rest.find(|c: char| c.is_ascii_graphic()) {
        let end = rest[start..].find(|c: char| !c.is_ascii_graphic());
        let end = end.map_or(rest.len(), |length| start + length);
        let (before, name) = (&rest[..start], &rest[start..end]);
        parts.push(match name.len() <= WHOLE && name.contains('-') {
            true => html! { <>{before.to_owned()}<span class="whole">{name.to_owned()}</span></> },
            false => html! { {rest[..end].to_owned()} },
        });
        rest = &rest[end..];
    }
    parts.push(html! { {rest.to_owned()} });
    parts.into_iter().collect()
}

/// Code that breaks between its words, or else where a name has a seam, and at
/// no hyphen.
pub fn unbroken(code: &str) -> Html {
    broken_at(code, &SEAMS)
}

fn broken_at(code: &str, seams: &[&[char]]) -> Html {
    let piece = |piece: &str| match (piece.len() <= WHOLE, seams) {
        (true, _) => html! { <span class="whole">{piece.to_owned()}</span> },
        (false, [_, rest @ ..]) => broken_at(piece, rest),
        (false, []) => html! { {piece.to_owned()} },
    };
    let Some(seams) = seams.first() else {
        return html! { {code.to_owned()} };
    };
    let pieces = code.split_inclusive(*seams).map(|part| {
        let bare = part.trim_end_matches(' ');
        html! { <>{piece(bare)}{&part[bare.len()..]}if part.ends_with(*seams) { <wbr /> }</> }
    });
    pieces.collect()
}

/// Whether it is a Chinese character; punctuation has space of its own.
fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}')
}
