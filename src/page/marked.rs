//! A text with its parts coloured, its faults underlined, and every character
//! visible.

use super::icon::severity_name;
use super::prose;
use crate::record::role::Role;
use crate::record::span::Span;
use crate::text::glyph;
use crate::view::{Fault, Run};
use yew::prelude::*;

/// What is known of the parts of a text.
#[derive(Clone, Default, PartialEq)]
pub struct Marks {
    /// What its parts are; in order, without overlaps.
    pub runs: Vec<Run>,
    /// Where something is wrong.
    pub faults: Vec<Fault>,
    /// What is folded away; in order, without overlaps.
    pub gaps: Vec<Span>,
    /// Where character-strings meet.
    pub seams: Vec<usize>,
    /// What is pointed at.
    pub lit: Option<Span>,
    /// Whether invisible characters stay so: where the text must take just the
    /// room that it takes in a field.
    pub verbatim: bool,
    /// Whether the ends of lines belong to it.
    pub lines: bool,
}

/// A text with its marks. Each piece says in `data-at` which byte it begins
/// with.
pub fn marked(text: &str, marks: &Marks) -> Html {
    let cuts = cuts(text, marks);
    let spans = cuts.windows(2);
    let spans = spans.filter_map(|cut| Some(Span::new(*cut.first()?, *cut.last()?)));
    if marks.verbatim {
        return spans.map(|span| piece(text, marks, span)).collect();
    }
    // The pieces of a word stay together, if it is no longer than a line.
    let (mut words, mut word) = (Vec::new(), Vec::new());
    let mut length = 0;
    for span in spans {
        let part = piece(text, marks, span);
        if span.slice(text).contains(char::is_whitespace) {
            words.push(together(std::mem::take(&mut word), length));
            words.push(part);
            length = 0;
        } else {
            length += span.len();
            word.push(part);
            if span.slice(text).ends_with(prose::SIGNS) {
                word.push(html! { <wbr /> });
            }
        }
    }
    words.push(together(word, length));
    words.into_iter().collect()
}

fn together(word: Vec<Html>, length: usize) -> Html {
    match prose::class_for(length) {
        Some(class) => html! { <span {class}>{ for word }</span> },
        None => word.into_iter().collect(),
    }
}

/// Wherever a part, a fault or a gap begins or ends.
fn cuts(text: &str, marks: &Marks) -> Vec<usize> {
    let runs = marks.runs.iter().map(|run| run.span);
    let faults = marks.faults.iter().map(|fault| fault.span);
    let spans = runs.chain(faults).chain(marks.lit);
    let folded = |at: usize| {
        let next = marks.gaps.partition_point(|gap| gap.end <= at);
        marks.gaps.get(next).is_some_and(|gap| gap.start < at)
    };
    let gaps = marks.gaps.iter().flat_map(|gap| [gap.start, gap.end]);
    let cuts = spans
        .flat_map(|span| [span.start, span.end])
        .chain(marks.seams.iter().copied())
        .filter(|&at| !folded(at))
        .chain(gaps)
        .chain([0, text.len()]);
    // In order, each once; to sort them would weigh more.
    let mut is_cut = vec![false; text.len() + 1];
    for at in cuts.filter(|&at| text.is_char_boundary(at)) {
        if let Some(is_cut) = is_cut.get_mut(at) {
            *is_cut = true;
        }
    }
    let places = is_cut.into_iter().enumerate();
    places
        .filter_map(|(at, is_cut)| is_cut.then_some(at))
        .collect()
}

fn piece(text: &str, marks: &Marks, span: Span) -> Html {
    let covers = |other: &Span| other.start <= span.start && span.end <= other.end;
    if marks.gaps.iter().any(covers) {
        return html! { <span class="gap">{" … "}</span> };
    }
    let next = marks.runs.partition_point(|run| run.span.end <= span.start);
    let role = marks.runs.get(next).filter(|run| covers(&run.span));
    let faults = marks.faults.iter().filter(|fault| covers(&fault.span));
    let fault = faults.map(|fault| fault.severity).max();
    let class = classes!(
        role.map(|run| role_class(run.role)),
        fault.map(|_| "fault"),
        fault.map(severity_name),
        marks.lit.filter(covers).map(|_| "lit"),
        marks.seams.contains(&span.start).then_some("seam"),
    );
    let at = span.start.to_string();
    let text = span.slice(text);
    let shown = match marks.verbatim {
        true => html! { {text.to_owned()} },
        false if marks.lines => visible_in(text, true),
        false => visible(text),
    };
    html! { <span {class} data-at={at}>{shown}</span> }
}

/// The class of a role in the styles.
fn role_class(role: Role) -> &'static str {
    match role {
        Role::Version => "r-version",
        Role::Qualifier => "r-qualifier",
        Role::Name => "r-name",
        Role::Separator | Role::Space => "r-separator",
        Role::Value => "r-value",
        Role::Prefix => "r-prefix",
        Role::Macro => "r-macro",
        Role::Unknown => "r-unknown",
    }
}

/// Text, with what would not be seen written out and set apart.
pub fn visible(text: &str) -> Html {
    match text.chars().any(|c| glyph(c).is_some()) {
        true => visible_in(text, false),
        false => prose::unbroken(text),
    }
}

/// The same; the ends of lines too, unless they belong to it.
fn visible_in(text: &str, lines: bool) -> Html {
    let mut pieces = Vec::new();
    let mut plain = 0;
    let mut shown = String::new();
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let ends_line = |text: &str| text.starts_with('\n') || text.starts_with("\r\n");
        if lines && text.get(at..).is_some_and(ends_line) {
            continue;
        }
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
