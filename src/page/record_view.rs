//! A record's text as it stands: every character visible, faults underlined
//! where they are, long values folded.

use super::browser;
use super::copy_button::CopyButton;
use super::icon::severity_name;
use crate::record::span::Span;
use crate::rule::Severity;
use crate::text::{Language, glyph};
use yew::prelude::*;

/// A text and what is known of its parts.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Where it stands in DNS; empty where that is not known.
    #[prop_or_default]
    pub owner: AttrValue,
    /// The text.
    pub text: AttrValue,
    /// Where something is wrong, and how wrong.
    #[prop_or_default]
    pub faults: Vec<(Span, Severity)>,
    /// What its parts are, for colouring; in order, without overlaps.
    #[prop_or_default]
    pub roles: Vec<(Span, &'static str)>,
    /// The language of the page.
    pub language: Language,
}

/// Texts up to this many bytes are shown whole.
const SHOWN: usize = 2048;
/// Runs of characters without a break longer than this are folded...
const FOLDED: usize = 80;
/// ...to this many at each end.
const ENDS: usize = 12;

/// A record's text as it stands.
#[component]
pub fn RecordView(props: &Props) -> Html {
    let whole = use_state_eq(|| false);
    let text = props.text.as_str();
    let ui = props.language.ui();
    let gaps = if *whole { Vec::new() } else { gaps(text) };
    let folds = !gaps.is_empty() || *whole;
    let toggle = {
        let whole = whole.clone();
        Callback::from(move |_| whole.set(!*whole))
    };
    let toggle_label = if *whole {
        ui.show_less.to_owned()
    } else {
        let bytes = browser::number(text.len(), props.language);
        props.language.show_all(&bytes)
    };
    html! {
        <figure class="record">
            <figcaption>
                <span class="owner">{props.owner.clone()}</span>
                if folds {
                    <button type="button" class="fold" key="fold" aria-expanded={whole.to_string()} onclick={toggle}>{toggle_label}</button>
                }
                <CopyButton key="copy" text={props.text.clone()} label={ui.copy} language={props.language} />
            </figcaption>
            <code class="text" dir="ltr">{pieces(props, &gaps)}</code>
        </figure>
    }
}

/// The parts of the text, cut wherever a role, a fault or a gap begins or ends.
fn pieces(props: &Props, gaps: &[Span]) -> Html {
    let text = props.text.as_str();
    let spans = || {
        let faults = props.faults.iter().map(|(span, _)| *span);
        let roles = props.roles.iter().map(|(span, _)| *span);
        faults.chain(roles).chain(gaps.iter().copied())
    };
    let mut cuts: Vec<_> = spans()
        .flat_map(|span| [span.start, span.end])
        .chain([0, text.len()])
        .filter(|&at| text.is_char_boundary(at))
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .filter_map(|cut| Some(Span::new(*cut.first()?, *cut.last()?)))
        .enumerate()
        .map(|(index, span)| piece(props, gaps, span, index))
        .collect()
}

fn piece(props: &Props, gaps: &[Span], span: Span, index: usize) -> Html {
    let covers = |other: &Span| other.start <= span.start && span.end <= other.end;
    let role = props.roles.iter().find(|(other, _)| covers(other));
    let fault = props
        .faults
        .iter()
        .filter(|(other, _)| covers(other))
        .map(|(_, severity)| *severity)
        .max();
    let class = classes!(
        role.map(|(_, class)| *class),
        fault.map(|_| "fault"),
        fault.map(severity_name)
    );
    let text = span.slice(&props.text);
    if gaps.iter().any(covers) {
        return html! { <span key={index} class={classes!(class, "gap")}>{" … "}</span> };
    }
    html! { <span key={index} {class}>{visible(text)}</span> }
}

/// Text, with what would not be seen written out and set apart.
fn visible(text: &str) -> Html {
    let mut pieces = Vec::new();
    let mut plain = 0;
    let mut shown = String::new();
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let Some(sign) = glyph(c) else { continue };
        if at > end || shown.is_empty() {
            flush(&mut pieces, &mut shown);
            if let Some(words) = text.get(plain..at).filter(|words| !words.is_empty()) {
                pieces.push(html! { {words.to_owned()} });
            }
        }
        shown.push_str(&sign);
        end = at + c.len_utf8();
        plain = end;
    }
    flush(&mut pieces, &mut shown);
    let rest = text.get(plain..).unwrap_or_default().to_owned();
    html! { <>{ for pieces }{rest}</> }
}

fn flush(pieces: &mut Vec<Html>, shown: &mut String) {
    if !shown.is_empty() {
        pieces.push(html! { <span class="glyph">{std::mem::take(shown)}</span> });
    }
}

/// What is folded away: the middle of long runs, and the end of long texts.
fn gaps(text: &str) -> Vec<Span> {
    let mut gaps = Vec::new();
    let limit = if text.len() > SHOWN {
        (0..=SHOWN)
            .rev()
            .find(|&at| text.is_char_boundary(at))
            .unwrap_or(0)
    } else {
        text.len()
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
