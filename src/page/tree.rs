//! Trees, whose nodes fold, and meters of limits.

use super::blocks::{self, style_class};
use super::finding;
use super::marked::visible;
use super::prose::{class_for, prose};
use super::record_view::RecordView;
use crate::text::Language;
use crate::view::{Meter, Node};
use std::rc::Rc;
use yew::prelude::*;

/// The nodes of a tree.
pub fn view(nodes: &[Node], language: Language) -> Html {
    html! {
        <ul class="tree">
            for (index, node) in nodes.iter().enumerate() {
                <li key={index}>{self::node(node, language)}</li>
            }
        </ul>
    }
}

fn node(node: &Node, language: Language) -> Html {
    let line = html! {
        <>
            <code class={classes!(class_for(node.code.len()))}>{visible(&node.code)}</code>
            <span class={style_class(node.style)}>{prose(&node.words)}</span>
        </>
    };
    let bare = node.nodes.is_empty() && node.blocks.is_empty() && node.record.is_none();
    if bare {
        return html! { <p>{line}</p> };
    }
    html! {
        <details open={node.open}>
            <summary>{line}</summary>
            <div>
                { for node.record.iter().map(|excerpt| html! { <RecordView excerpt={Rc::new(excerpt.clone())} {language} /> }) }
            </div>
            <ul class="findings">{finding::list(&node.findings, 0, language)}</ul>
            <div>{blocks::view(&node.blocks, language)}</div>
            {view(&node.nodes, language)}
        </details>
    }
}

/// How much of some limits is used.
pub fn meters(meters: &[Meter]) -> Html {
    html! {
        <ul class="meters">
            for meter in meters {
                <li>
                    {&meter.name}{" "}
                    <span class="meter" aria-hidden="true">
                        for cell in meter.cells.chars() { <i class={cell.to_string()} /> }
                    </span>
                    {" "}
                    <b class={style_class(meter.style)}>{&meter.words}</b>
                </li>
            }
        </ul>
    }
}
