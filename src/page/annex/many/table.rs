//! The table of many domains: of thousands of rows, those that are seen are
//! there, and the one that has the focus.

use super::work::Told;
use super::{Many, Msg};
use crate::page::icon::{State, icon, severity_name};
use crate::report::link::Link;
use crate::report::survey::{Arrangement, Column, Row, Said};
use crate::rule::Severity;
use crate::text::{Language, ManyWords};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::html::Scope;
use yew::prelude::*;

/// What of the table is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seen {
    /// The place of the first row in the present order.
    first: usize,
    /// One past the last.
    end: usize,
    /// How high a row is, in CSS pixels.
    height: f64,
}

/// Rows beyond the edge of the window, so that none is missing while scrolling
/// and the next one can take the focus.
const BEYOND: usize = 5;
/// The window moves in steps of so many rows.
const STEP: usize = 4;

impl Default for Seen {
    fn default() -> Self {
        Self {
            first: 0,
            end: 6 * BEYOND,
            height: 44.0,
        }
    }
}

impl Seen {
    /// What is to be drawn of a list of rows in a window of this height. Rows are
    /// as high as the first that is there. After a jump, where each would be new,
    /// it is what is in sight alone: the rest has time until the next look.
    pub fn of(rows: &HtmlElement, window: f64, before: Self) -> Self {
        let row = rows.query_selector("[role=row]").ok().flatten();
        let measured = row.map_or(0.0, |row| row.get_bounding_client_rect().height());
        // Rows differ by fractions of a pixel where they lie.
        let height = match (measured - before.height).abs() > 0.5 && measured > 1.0 {
            true => measured,
            false => before.height,
        };
        let above = (-rows.get_bounding_client_rect().top()).max(0.0);
        // Saturates where there is nothing sensible.
        let first = (above / height) as usize;
        let end = ((above + window) / height).ceil() as usize;
        let with = |beyond: usize| Self {
            first: first.saturating_sub(beyond) / STEP * STEP,
            end: (end + beyond).next_multiple_of(STEP),
            height,
        };
        let all = with(BEYOND);
        match all.end <= before.first || before.end <= all.first {
            true => with(0),
            false => all,
        }
    }

    /// The places that are drawn of so many rows.
    fn places(self, count: usize, focused: Option<usize>) -> Vec<usize> {
        let end = self.end.min(count);
        let mut places: Vec<usize> = (self.first.min(end)..end).collect();
        if let Some(place) = focused.filter(|place| *place < count)
            && let Err(at) = places.binary_search(&place)
        {
            places.insert(at, place);
        }
        places
    }
}

const COLUMNS: [Column; 5] = [
    Column::Domain,
    Column::Reach,
    Column::Forge,
    Column::Accept,
    Column::Findings,
];

/// The table.
pub fn view(many: &Many, told: &Told, link: &Scope<Many>) -> Html {
    let language = many.language();
    let words = language.many_words();
    let order = &many.order;
    let focused = many
        .focused
        .and_then(|index| order.iter().position(|&it| it == index));
    let places = many.seen.places(order.len(), focused);
    let mut drawn = Vec::with_capacity(places.len() + 3);
    let mut next = 0;
    for place in places {
        gap(&mut drawn, next, place, many.seen.height);
        next = place + 1;
        let index = order[place];
        let row = told.rows.get(index).and_then(Option::as_ref);
        drawn.push(html! {
            <OneRow
                key={index} {index} {place} {language}
                name={told.names[index].clone()}
                row={row.cloned()}
                onfocus={many.onfocus.clone()}
            />
        });
    }
    gap(&mut drawn, next, order.len(), many.seen.height);
    let head = |column: Column| head(column, &many.arrangement, words, link);
    html! {
        <div class="table">
            <div role="table" aria-label={words.table} aria-rowcount={(order.len() + 1).to_string()}>
            <div class="heads" role="rowgroup">
                <div class="row" role="row" aria-rowindex="1">
                    { for COLUMNS.into_iter().map(head) }
                    <span role="columnheader" class="gravest">{words.gravest}</span>
                </div>
            </div>
            <div class="rows" role="rowgroup" ref={many.rows.clone()} onkeydown={Callback::from(step)}>
                {drawn}
            </div>
            </div>
            <p class="none" hidden={!order.is_empty()}>{words.none}</p>
        </div>
    }
}

/// The room that rows take which are not drawn.
fn gap(drawn: &mut Vec<Html>, from: usize, to: usize, height: f64) {
    if from < to {
        let height = ((to - from) as f64 * height).to_string();
        let key = ["gap-", &from.to_string()].concat();
        drawn.push(html! { <svg {key} class="gap" width="1" {height} aria-hidden="true"></svg> });
    }
}

fn head(
    column: Column,
    arrangement: &Arrangement,
    words: &'static ManyWords,
    link: &Scope<Many>,
) -> Html {
    let chosen = arrangement.column == column;
    let (sort, sign) = match (chosen, arrangement.descending) {
        (false, _) => ("none", ""),
        (true, false) => ("ascending", "▴"),
        (true, true) => ("descending", "▾"),
    };
    let name = words.column(column);
    html! {
        <span role="columnheader" aria-sort={sort} key={name}>
            <button type="button" data-column={name} onclick={link.callback(move |_| Msg::Sort(column))}>
                {name}<span class="sort" aria-hidden="true">{sign}</span>
            </button>
        </span>
    }
}

#[derive(PartialEq, Properties)]
struct RowProps {
    /// Its number in the list.
    index: usize,
    /// Its place in the present order.
    place: usize,
    name: String,
    row: Option<Rc<Row>>,
    language: Language,
    onfocus: Callback<Option<usize>>,
}

#[component]
fn OneRow(props: &RowProps) -> Html {
    let (language, index) = (props.language, props.index);
    let words = language.many_words();
    let link = Link {
        check: Some(props.name.clone()),
        ..Link::default()
    };
    let focus = |focused: Option<usize>| {
        let onfocus = props.onfocus.clone();
        Callback::from(move |_: FocusEvent| onfocus.emit(focused))
    };
    let cells = match &props.row {
        Some(row) => html! {
            <>
                {answer(words.answers[0], row.reach, language)}
                {answer(words.answers[1], row.forge, language)}
                {answer(words.answers[2], row.accept, language)}
                {findings(row, language)}
                {gravest(row, language)}
            </>
        },
        None => html! {
            <>
                { for (0..4).map(|_| html! { <span role="cell" class="answer blank">{"–"}</span> }) }
                <span role="cell" class="gravest">{words.unchecked}</span>
            </>
        },
    };
    html! {
        <div
            class="row" role="row" aria-rowindex={(props.place + 2).to_string()}
            data-index={index.to_string()} data-checked={props.row.is_some().to_string()}
        >
            <span role="cell" class="name">
                <a
                    href={["#", &link.fragment()].concat()} title={props.name.clone()}
                    onfocus={focus(Some(index))} onblur={focus(None)}
                >{props.name.clone()}</a>
            </span>
            {cells}
        </div>
    }
}

fn answer(label: &'static str, said: Said, language: Language) -> Html {
    html! {
        <span
            role="cell" class={classes!("answer", severity_name(said.severity))}
            data-label={label} data-verdict={said.verdict.id()}
        >
            {icon(State::Judged(said.severity), String::new())}
            <span>{language.verdict(said.verdict)}</span>
        </span>
    }
}

/// How many findings there are of the two that matter.
fn findings(row: &Row, language: Language) -> Html {
    let words = language.many_findings(row.errors, row.warnings, row.advice);
    let count = |severity, count: u32| match count {
        0 => html! {},
        _ => html! {
            <span class={classes!("tally", severity_name(severity))} aria-hidden="true">
                {icon(State::Judged(severity), String::new())}{count}
            </span>
        },
    };
    html! {
        <span role="cell" class="counts" title={words.clone()}>
            <span class="unseen">{words}</span>
            <span class="tallies">
                {count(Severity::Error, row.errors)}
                {count(Severity::Warning, row.warnings)}
            </span>
        </span>
    }
}

fn gravest(row: &Row, language: Language) -> Html {
    let of = Language::ALL.iter().position(|it| *it == language);
    let title = of.and_then(|of| row.gravest.get(of));
    let nothing = || language.many_words().nothing.to_owned();
    let title = title.cloned().unwrap_or_else(nothing);
    let unanswered = match row.failed {
        0 => String::new(),
        count => language.many_unanswered(count),
    };
    html! {
        <span role="cell" class="gravest" title={title.clone()}>
            {title}<span class="unknown">{unanswered}</span>
        </span>
    }
}

/// Up and down go from row to row.
fn step(event: KeyboardEvent) {
    let Some(row) = event
        .target_dyn_into::<HtmlElement>()
        .and_then(|it| it.closest("[role=row]").ok()?)
    else {
        return;
    };
    let other = match event.key().as_str() {
        "ArrowDown" => row.next_element_sibling(),
        "ArrowUp" => row.previous_element_sibling(),
        _ => return,
    };
    let link = other.and_then(|row| row.query_selector("a").ok()?);
    if let Some(link) = link {
        event.prevent_default();
        if let Some(link) = link.dyn_ref::<HtmlElement>() {
            let _ = link.focus();
        }
    }
}
