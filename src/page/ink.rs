//! The colours behind the text of a record while it is typed.

use super::marked::{Marks, marked};
use crate::record::span::Span;
use crate::view::{Fault, Pasted, Reading, Run};
use yew::prelude::*;

/// Texts of more bytes are not coloured while they are typed.
const COLOURED: usize = 8 << 10;

/// Whether a text of this length is coloured.
pub fn colours(typed: &str) -> bool {
    typed.len() <= COLOURED
}

/// The typed text with the marks of the records in it.
pub fn view(typed: &str, pasted: &Pasted) -> Html {
    let mut marks = Marks {
        verbatim: true,
        ..Marks::default()
    };
    for reading in &pasted.readings {
        let origin = |span: Span| origin(reading, span);
        let excerpt = &reading.excerpt;
        marks.runs.extend(excerpt.runs.iter().map(|run| Run {
            span: origin(run.span),
            ..*run
        }));
        marks
            .faults
            .extend(excerpt.faults.iter().map(|fault| Fault {
                span: origin(fault.span),
                ..*fault
            }));
    }
    // A line break at the end takes a line of its own only before more text.
    html! { <>{marked(typed, &marks)}{" "}</> }
}

/// A field with the colours behind it, where there are some.
pub fn boxed(ink: Option<Html>, textarea: Html) -> Html {
    let class = if ink.is_some() { "box inked" } else { "box" };
    html! {
        <div {class}>
            <div class="ink" aria-hidden="true">{ink.unwrap_or_default()}</div>
            {textarea}
        </div>
    }
}

/// Where a part of a record stood in what was typed.
fn origin(reading: &Reading, span: Span) -> Span {
    let start = reading.origins.get(span.start).copied();
    let start = start.unwrap_or_default();
    // What stands between it and the next part, such as quotation marks, is not
    // its own.
    let last = reading.ends.get(span.range()).and_then(<[usize]>::last);
    Span::new(start, last.copied().unwrap_or(start).max(start))
}
