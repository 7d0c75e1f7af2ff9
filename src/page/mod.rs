//! Show: the page. Only this and the browser's end of `dns/` know the browser.

pub mod annex;
mod answers;
mod app;
mod blocks;
mod browser;
mod checking;
mod copy_button;
mod engine;
mod evidence;
mod finding;
mod first_paint;
mod fix;
mod icon;
mod ink;
mod input_form;
mod marked;
mod navigation;
mod object;
mod policy;
mod progress;
mod prose;
mod publish;
mod record;
mod record_view;
mod result;
mod room;
mod run;
mod samples;
mod sides;
mod start;
mod storage;
mod style;
mod subject_row;
mod terms;
mod tree;
mod trial;

/// Puts the page in place of what `index.html` showed until now.
pub fn mount() {
    let Some(root) = first_paint::new_root() else {
        return;
    };
    let props = app::Props { root: root.clone() };
    yew::Renderer::<app::App>::with_root_and_props(root, props).render();
}
