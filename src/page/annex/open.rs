//! Where a saved report is opened: chosen, or dropped on the page.

use super::{Annex, Msg, Shown};
use crate::page::browser::window;
use crate::page::prose::prose;
use crate::report::snapshot::REPORT_OCTETS;
use crate::view::Opening;
use js_sys::{Reflect, global};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, HtmlInputElement};
use yew::html::Scope;
use yew::prelude::*;

/// Where a saved report is opened.
#[derive(Default)]
pub struct Open {
    opening: Option<Opening>,
    input: NodeRef,
}

/// What happens there.
pub enum Step {
    /// A person wants to choose a file.
    Choose,
    /// A file was chosen.
    Chosen,
    /// What came of it.
    Opened(Opening),
}

/// Where `www/boot.js` leaves a file that was dropped on the page.
const DROPPED: &str = "mailvetFile";

impl Open {
    /// What the room is called.
    pub fn title(&self) -> &str {
        self.opening.as_ref().map_or("", |it| &it.title)
    }

    /// Whether all of it is there.
    pub fn is_whole(&self) -> bool {
        self.opening.is_some()
    }
}

impl Annex {
    /// Shows where a report is opened.
    pub(super) fn show_open(&mut self, ctx: &Context<Self>) {
        if !matches!(self.shown, Shown::Open(_)) {
            self.shown = Shown::Open(Open::default());
        }
        self.read_open(ctx);
    }

    /// Opens what was dropped on the page, or has the engine say how that is
    /// done.
    pub(super) fn read_open(&self, ctx: &Context<Self>) {
        if let (Shown::Open(_), Some(_)) = (&self.shown, &self.engine) {
            self.open(ctx, dropped());
        }
    }

    fn open(&self, ctx: &Context<Self>, file: Option<File>) {
        let Some(engine) = self.engine.clone() else {
            return;
        };
        ctx.link().send_future(async move {
            let report = match file {
                Some(file) => {
                    let text = read(&file).await.filter(|text| !text.is_empty());
                    // An empty file is no report either.
                    text.unwrap_or_else(|| " ".to_owned())
                }
                None => String::new(),
            };
            Msg::Open(Step::Opened(engine.opening(report).await))
        });
    }

    /// Takes up what happens there.
    pub(super) fn move_open(&mut self, ctx: &Context<Self>, step: Step) {
        let Shown::Open(open) = &mut self.shown else {
            return;
        };
        let input = open.input.cast::<HtmlInputElement>();
        match step {
            Step::Choose => {
                if let Some(input) = input {
                    input.click();
                }
            }
            Step::Chosen => {
                let file = input.as_ref().and_then(|input| input.files()?.get(0));
                if file.is_some() {
                    self.open(ctx, file);
                }
                // The same file can be chosen again.
                if let Some(input) = input {
                    input.set_value("");
                }
            }
            Step::Opened(opening) => {
                if !opening.sealed.is_empty()
                    && let Some(window) = window()
                {
                    let _ = window
                        .location()
                        .replace(&["#seen=", &opening.sealed].concat());
                }
                open.opening = Some(opening);
            }
        }
    }
}

/// The file that was dropped on the page, once.
fn dropped() -> Option<File> {
    let (global, key) = (global(), JsValue::from_str(DROPPED));
    let file = Reflect::get(&global, &key).ok()?.dyn_into().ok()?;
    let _ = Reflect::set(&global, &key, &JsValue::UNDEFINED);
    Some(file)
}

/// The text of a file, and no more than shows that it is too large.
async fn read(file: &File) -> Option<String> {
    let most = (REPORT_OCTETS + 4) as f64;
    let head: Blob = file.slice_with_f64_and_f64(0.0, most).ok()?;
    JsFuture::from(head.text()).await.ok()?.as_string()
}

/// Where a report is opened.
pub fn view(open: &Open, link: &Scope<Annex>) -> Html {
    let Some(opening) = &open.opening else {
        return html! { <article class="result" key="wait"><p class="quiet">{"…"}</p></article> };
    };
    html! {
        <article class="result open" key="open">
            <div class="head">
                <h1>{opening.title.clone()}</h1>
                <p class="quiet">{opening.note.clone()}</p>
            </div>
            <p class="choose">
                <button type="button" id="choose" onclick={link.callback(|_| Msg::Open(Step::Choose))}>{opening.choose.clone()}</button>
                <input
                    type="file" id="report-file" ref={open.input.clone()} hidden={true}
                    accept=".json,application/json" aria-label={opening.choose.clone()}
                    onchange={link.callback(|_| Msg::Open(Step::Chosen))}
                />
            </p>
            <p id="not-opened" class="refused" role="alert">{prose(&opening.refused)}</p>
        </article>
    }
}
