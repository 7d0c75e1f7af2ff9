//! A record's text as it stands: every character visible, faults underlined
//! where they are, long values folded.

use super::browser;
use super::copy_button::CopyButton;
use super::marked::{Marks, marked};
use super::prose::unbroken;
use crate::record::span::Span;
use crate::text::Language;
use crate::view::Excerpt;
use std::rc::Rc;
use web_sys::Element;
use yew::prelude::*;

/// A text and what is known of its parts.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The text, its parts and its faults.
    pub excerpt: Rc<Excerpt>,
    /// The bytes of the term that is pointed at.
    #[prop_or_default]
    pub lit: Option<Span>,
    /// A byte of the text is pointed at, or none any more.
    #[prop_or_default]
    pub onpoint: Callback<Option<usize>>,
    /// The language of the page.
    pub language: Language,
}

/// Texts up to this many bytes are shown whole.
const SHOWN: usize = 2048;
/// Runs of characters without a break longer than this are folded...
const FOLDED: usize = 80;
/// ...to this many at each end.
const ENDS: usize = 12;
/// Texts of more bytes are not taken apart when they are unfolded.
const MARKED: usize = 16 << 10;
/// The most octets that a character-string can have (RFC 1035 §3.3).
const STRING: usize = 255;

/// A record's text as it stands.
#[component]
pub fn RecordView(props: &Props) -> Html {
    let whole = use_state_eq(|| false);
    let seamed = use_state_eq(|| false);
    let excerpt = &props.excerpt;
    let text = excerpt.text.as_str();
    let ui = props.language.ui();
    let gaps = if *whole { Vec::new() } else { gaps(text) };
    let folds = !gaps.is_empty() || *whole;
    let strings = strings(excerpt);
    let bare = excerpt.owner.is_empty() && !folds && strings.len() <= 1;
    let plain = *whole && text.len() > MARKED;
    let marks = Marks {
        runs: if plain {
            Vec::new()
        } else {
            excerpt.runs.clone()
        },
        faults: if plain {
            Vec::new()
        } else {
            excerpt.faults.clone()
        },
        seams: if *seamed { seams(&strings) } else { Vec::new() },
        lit: props.lit,
        gaps,
        verbatim: false,
        lines: excerpt.lines,
    };
    let toggle = |state: &UseStateHandle<bool>| {
        let state = state.clone();
        Callback::from(move |_: MouseEvent| state.set(!*state))
    };
    let fold = match *whole {
        true => ui.show_less.to_owned(),
        false => ui
            .show_all
            .replace('#', &browser::number(text.len(), props.language)),
    };
    let lengths = strings
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(" + ");
    let onpoint = props.onpoint.clone();
    let onmouseover = move |event: MouseEvent| onpoint.emit(pointed(&event));
    let onpoint = props.onpoint.clone();
    html! {
        <figure class={if bare { "record bare" } else { "record" }}>
            <figcaption>
                <span class="owner">{unbroken(&excerpt.owner)}</span>
                if strings.len() > 1 {
                    <button type="button" class="fold" key="strings" aria-pressed={seamed.to_string()} onclick={toggle(&seamed)}>{ui.characters}{lengths}</button>
                }
                if folds {
                    <button type="button" class="fold" key="fold" aria-expanded={whole.to_string()} onclick={toggle(&whole)}>{fold}</button>
                }
                <CopyButton key="copy" text={text.to_owned()} label={ui.copy} language={props.language} />
            </figcaption>
            <code class="text" dir="ltr" {onmouseover} onmouseleave={move |_| onpoint.emit(None)}>{marked(text, &marks)}</code>
        </figure>
    }
}

/// The byte that the pointer is over.
fn pointed(event: &MouseEvent) -> Option<usize> {
    let piece = event
        .target_dyn_into::<Element>()?
        .closest("[data-at]")
        .ok()??;
    piece.get_attribute("data-at")?.parse().ok()
}

/// The lengths of the character-strings: as they came, or as they must be.
fn strings(excerpt: &Excerpt) -> Vec<usize> {
    if !excerpt.strings.is_empty() {
        return excerpt.strings.clone();
    }
    let octets = excerpt.text.len();
    let mut strings = vec![STRING; octets / STRING];
    if !octets.is_multiple_of(STRING) {
        strings.push(octets % STRING);
    }
    strings
}

/// Where the strings meet.
fn seams(strings: &[usize]) -> Vec<usize> {
    let mut end = 0;
    let ends = strings.iter().map(|length| {
        end += length;
        end
    });
    let mut seams: Vec<_> = ends.collect();
    seams.pop();
    seams
}

/// What is folded away: the middle of long runs, and the end of long texts.
fn gaps(text: &str) -> Vec<Span> {
    let mut gaps = Vec::new();
    let limit = match text.len() > SHOWN {
        true => text.floor_char_boundary(SHOWN),
        false => text.len(),
    };
    let shown = text.get(..limit).unwrap_or_default();
    for run in shown.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '+' | '/' | '=')) {
        let span = Span::of(run, shown);
        if span.len() > FOLDED {
            // The name of a tag is no part of its value.
            let name = run.find('=').filter(|&at| at < ENDS).map_or(0, |at| at + 1);
            gaps.push(Span::new(span.start + name + ENDS, span.end - ENDS));
        }
    }
    if limit < text.len() {
        gaps.push(Span::new(limit, text.len()));
    }
    gaps
}
