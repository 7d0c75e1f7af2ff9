//! Shows sentences: words, and code between them.

use crate::text::{Piece, Prose};
use yew::prelude::*;

/// The words and the code of a sentence.
pub fn prose(sentence: &Prose) -> Html {
    sentence
        .pieces()
        .map(|piece| match piece {
            Piece::Words(words) => html! { {words.to_owned()} },
            Piece::Code(code) => html! { <code>{code.to_owned()}</code> },
        })
        .collect()
}
