//! Shows sentences: words, and code between them.

use crate::text::{Piece, Prose};
use std::ops::Range;
use yew::prelude::*;

/// Code of at most as many characters is not broken anywhere...
const WHOLE: usize = 24;
/// ...and of as many where there is room.
const LONG: usize = 40;
/// What code that is longer breaks behind, the first that will do.
const SEAMS: [&[char]; 3] = [&BLANKS, &SIGNS, &['=', '.']];
/// What stands between words.
const BLANKS: [char; 2] = [' ', '\n'];
/// Chinese marks that a line may end with.
const MARKS: [char; 6] = ['，', '、', '；', '：', '。', '）'];
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
            let before = words(index.checked_sub(1));
            // A browser breaks no line between such a mark and code.
            let mark = before.ends_with(MARKS);
            let before = before.ends_with(is_han);
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
            html! { <>if mark { <wbr /> }<code {class}>{inner}</code></> }
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

/// Words whose names do not break at a hyphen (MTA-STS) or before their number
/// (RFC 9989).
pub fn kept(words: &str) -> Html {
    let (mut parts, mut plain, mut at) = (Vec::new(), 0, 0);
    while let Some(name) = name_behind(words, at) {
        let next = name_behind(words, name.end);
        let next = next.filter(|next| next.start == name.end + 1);
        let next = next.filter(|next| belongs(&words[name.clone()], &words[next.clone()]));
        let name = name.start..next.map_or(name.end, |next| next.end);
        at = name.end;
        if name.len() <= WHOLE && words[name.clone()].contains(['-', ' ']) {
            parts.push(html! { {words[plain..name.start].to_owned()} });
            parts.push(html! { <span class="whole">{words[name].to_owned()}</span> });
            plain = at;
        }
    }
    parts.push(html! { {words[plain..].to_owned()} });
    parts.into_iter().collect()
}

/// The next name of ASCII characters behind a place.
fn name_behind(words: &str, at: usize) -> Option<Range<usize>> {
    let is_name = |c: char| c.is_ascii_graphic();
    let start = at + words[at..].find(is_name)?;
    let length = words[start..].find(|c| !is_name(c));
    Some(start..length.map_or(words.len(), |length| start + length))
}

/// Whether a name is one with what follows it.
fn belongs(name: &str, next: &str) -> bool {
    match name.trim_start_matches('(') {
        "RFC" | "HTTP" | "Microsoft" => next.starts_with(|c: char| c.is_ascii_digit()),
        number => number.parse::<u32>().is_ok() && next.trim_end_matches('.') == "s",
    }
}

/// Code that breaks between its words, or else where a name has a seam, and at
/// no hyphen.
pub fn unbroken(code: &str) -> Html {
    broken_at(code, WHOLE, &SEAMS)
}

/// The same behind a sign and a space, which stay with its first part.
pub fn unbroken_behind_sign(code: &str) -> Html {
    broken_at(code, WHOLE - 2, &SEAMS)
}

fn broken_at(code: &str, room: usize, seams: &[&[char]]) -> Html {
    let piece = |piece: &str| match (piece.len() <= room, seams) {
        (true, _) => html! { <span class="whole">{piece.to_owned()}</span> },
        (false, [_, rest @ ..]) => broken_at(piece, room, rest),
        (false, []) => html! { {piece.to_owned()} },
    };
    let Some(seams) = seams.first().filter(|seams| code.contains(**seams)) else {
        return match code.is_empty() {
            true => Html::default(),
            false => piece(code),
        };
    };
    let pieces = code.split_inclusive(*seams).map(|part| {
        let bare = part.trim_end_matches(BLANKS);
        html! { <>{piece(bare)}{&part[bare.len()..]}if bare.ends_with(*seams) { <wbr /> }</> }
    });
    pieces.collect()
}

/// Whether it is a Chinese character; punctuation has space of its own.
fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}')
}
