//! What `index.html` shows before the module is there. The page is drawn apart
//! from the document and takes its place whole, with what was typed.

use super::browser::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlTextAreaElement};

/// The id of what is shown first.
const ID: &str = "app";

/// What a person did before the page was there.
pub struct Typed {
    /// What stands in the field.
    pub text: String,
    /// Whether the check was asked for.
    pub submitted: bool,
}

/// An element outside the document, for the page to be drawn in.
pub fn new_root() -> Option<Element> {
    let root = document()?.create_element("div").ok()?;
    root.set_id(ID);
    Some(root)
}

/// Puts the page in place; `field` is its own, and takes over what was typed.
pub fn take_over(root: &Element, field: Option<HtmlTextAreaElement>) -> Option<Typed> {
    let document = document()?;
    let first = document.get_element_by_id(ID)?;
    let old = first.query_selector("textarea").ok().flatten()?;
    let focused = document.active_element().as_ref() == Some(&old);
    let old: HtmlTextAreaElement = old.dyn_into().ok()?;
    let start = old.selection_start().ok().flatten().unwrap_or(0);
    let end = old.selection_end().ok().flatten().unwrap_or(start);
    let typed = Typed {
        text: old.value(),
        submitted: first.has_attribute("data-submitted"),
    };
    first.replace_with_with_node_1(root).ok()?;
    if let Some(html) = document.document_element() {
        let _ = html.set_attribute("data-page", "running");
    }
    if let Some(field) = field {
        field.set_value(&typed.text);
        if focused {
            let _ = field.focus();
            let _ = field.set_selection_range(start, end);
        }
    }
    Some(typed)
}
