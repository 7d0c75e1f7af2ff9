//! The evidence: every question, who was asked, and what came.

use super::browser;
use super::copy_button::CopyButton;
use super::prose::prose;
use super::record_data;
use super::record_view::RecordView;
use super::run::Told;
use crate::dns::answer::Exchange;
use crate::dns::{Answer, Data};
use crate::text::{Language, visible};
use web_sys::HtmlDetailsElement;
use yew::prelude::*;

/// The report whose evidence is shown.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The report.
    pub report: Told,
    /// The language of the page.
    pub language: Language,
}

/// The evidence, drawn once it is wanted.
#[component]
pub fn Evidence(props: &Props) -> Html {
    let language = props.language;
    let open = use_state_eq(|| false);
    let ontoggle = {
        let open = open.clone();
        Callback::from(move |event: Event| {
            open.set(event.target_unchecked_into::<HtmlDetailsElement>().open());
        })
    };
    let answers = &props.report.evidence;
    html! {
        <details class="evidence" {ontoggle}>
            <summary>
                {language.ui().evidence}
                <span>{language.questions(answers.len())}</span>
            </summary>
            <ol class="questions">
                if *open {
                    for (index, answer) in answers.iter().enumerate() {
                        <li key={index} data-question={answer.question.to_string()}>
                            {question(answer, language)}
                        </li>
                    }
                }
            </ol>
        </details>
    }
}

fn question(answer: &Answer, language: Language) -> Html {
    let ui = language.ui();
    let dig = answer.question.dig();
    html! {
        <>
            <h4>
                <code>{answer.question.name.to_string()}</code>
                {" "}
                <code class="type">{answer.question.rtype.to_string()}</code>
                <span class="outcome">{prose(&language.outcome(&answer.outcome))}</span>
            </h4>
            <ul class="data">
                for alias in answer.aliases.iter() {
                    <li><code>{format!("{} CNAME {}", alias.owner, alias.target)}</code>{ttl(alias.ttl)}</li>
                }
                for record in answer.records() {
                    <li>{data(&record.data, language)}{ttl(record.ttl)}</li>
                }
            </ul>
            <ul class="exchanges">
                for exchange in answer.exchanges.iter() {
                    {exchange_line(exchange, language)}
                }
            </ul>
            <div class="dig">
                <code aria-label={ui.same_by_hand}>{dig.clone()}</code>
                <CopyButton text={dig} label={ui.copy} {language} />
            </div>
        </>
    }
}

/// What a record says; long texts fold.
fn data(data: &Data, language: Language) -> Html {
    match data {
        Data::Txt(txt) if txt.lengths().sum::<usize>() > record_data::LONG => {
            html! { <RecordView owner="TXT" text={txt.text()} {language} /> }
        }
        _ => html! { <code>{record_data::line(data)}</code> },
    }
}

fn ttl(seconds: u32) -> Html {
    html! { <span class="ttl">{format!("TTL {seconds} s")}</span> }
}

/// One resolver asked: what it said, and how fast.
fn exchange_line(exchange: &Exchange, language: Language) -> Html {
    let ui = language.ui();
    let mut facts = Vec::new();
    if let Some(rcode) = exchange.rcode {
        facts.push(rcode.mnemonic().into_owned());
        let authentic = if exchange.authentic {
            ui.validated
        } else {
            ui.not_validated
        };
        facts.push(authentic.to_owned());
    }
    if exchange.checking_disabled {
        facts.push(ui.checking_disabled.to_owned());
    }
    if let Some(failure) = &exchange.failure {
        facts.push(language.failure(failure).plain());
    }
    facts.push(browser::duration(exchange.elapsed));
    for error in &exchange.extended_errors {
        facts.push(format!(
            "{}: EDE {} {}",
            ui.extended_error,
            error.code,
            visible(&error.text)
        ));
    }
    let failed = exchange.failure.is_some();
    html! {
        <li class={classes!(failed.then_some("failed"))} data-resolver={exchange.resolver.clone()}>
            <b>{exchange.resolver.clone()}</b>
            for fact in facts { <span>{fact}</span> }
            <time datetime={browser::iso_date(exchange.asked_at)}>{browser::time(exchange.asked_at, language)}</time>
        </li>
    }
}
