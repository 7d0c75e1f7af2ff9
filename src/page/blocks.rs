//! What was gathered of a subject: tables, walks, names and their values.

use super::copy_button::CopyButton;
use super::prose::{prose, unbroken};
use super::{sides, tree};
use crate::text::Language;
use crate::view::{Block, Part, Style};
use yew::prelude::*;

/// What was gathered of a subject.
pub fn view(blocks: &[Block], language: Language) -> Html {
    let block = |block| self::block(block, language);
    blocks.iter().map(block).collect()
}

fn block(block: &Block, language: Language) -> Html {
    match block {
        Block::Table { heads, rows } => table(heads, rows),
        Block::Steps { caption, steps } => html! {
            <>
                <p class="caption">{caption.clone()}</p>
                <ol class="walk">
                    for (name, words) in steps.iter() {
                        <li><code>{name.clone()}</code><span>{prose(words)}</span></li>
                    }
                </ol>
            </>
        },
        Block::Facts(facts) => html! {
            <dl class="facts">
                for (name, values) in facts.iter() {
                    <dt>{name.clone()}</dt>
                    <dd>for value in values.iter() { <code>{unbroken(value)}</code> }</dd>
                }
            </dl>
        },
        Block::Copied { caption, text } => html! {
            <p class="caption copied">
                {caption.clone()}
                <CopyButton text={text.clone()} label={language.ui().copy} {language} />
            </p>
        },
        Block::Words(words) => html! { <p class="quiet">{prose(words)}</p> },
        Block::Commands {
            title,
            detail,
            lines,
        } => html! {
            <details class="commands">
                <summary>{prose(title)}</summary>
                <p class="quiet">{prose(detail)}</p>
                <ul>
                    for (shell, line) in lines.iter() {
                        <li>
                            <span>{shell.clone()}</span>
                            <CopyButton text={line.clone()} label={language.ui().copy} {language} />
                            <code>{unbroken(line)}</code>
                        </li>
                    }
                </ul>
            </details>
        },
        Block::Sides { given, notes } => sides::view(given, notes, language),
        Block::Meters(meters) => tree::meters(meters),
        Block::Tree { caption, nodes } => html! {
            <>
                <p class="caption">{caption.clone()}</p>
                {tree::view(nodes, language)}
            </>
        },
    }
}

fn table(heads: &[String], rows: &[Vec<Vec<Part>>]) -> Html {
    html! {
        <div class="scroll" role="region" tabindex="0" aria-label={heads.join(", ")}>
            <table>
                <thead><tr>for head in heads { <th scope="col">{head.clone()}</th> }</tr></thead>
                <tbody>
                    for row in rows {
                        <tr>
                            // Where there is no room for columns, each cell names itself.
                            for (head, cell) in heads.iter().zip(row) {
                                <td data-label={head.clone()}><div>{ for cell.iter().map(part) }</div></td>
                            }
                        </tr>
                    }
                </tbody>
            </table>
        </div>
    }
}

fn part(part: &Part) -> Html {
    let text = part.text.clone();
    match part.style {
        Style::Code => html! { <code class="line">{unbroken(&text)}</code> },
        Style::Alias => html! { <span class="alias">{" → "}{unbroken(&text)}</span> },
        style => html! { <span class={style_class(style)}>{text}</span> },
    }
}

/// The class of a style in the styles.
pub fn style_class(style: Style) -> &'static str {
    match style {
        Style::Good => "good",
        Style::Absent => "absent",
        Style::Unknown => "not-known",
        Style::Doubtful => "doubtful",
        Style::Wrong => "wrong",
        _ => "",
    }
}
