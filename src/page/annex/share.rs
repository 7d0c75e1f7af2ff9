//! A result, shared by a link that carries what was seen, and saved.

use super::{Room, fetch_engine};
use crate::page::browser::{self, document, window};
use crate::page::copy_button::CopyButton;
use crate::page::engine::Engine;
use crate::page::prose::prose;
use crate::page::style::sheet;
use crate::text::Language;
use crate::view::{Exported, Saved, Sharing};
use js_sys::{Array, JsString};
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlDetailsElement, Url};
use yew::prelude::*;

/// Where a result is shared and saved.
pub struct Share {
    language: Language,
    engine: Option<Engine>,
    /// How that can be done, once it is known.
    sharing: Option<Sharing>,
}

/// What changes it.
pub enum Msg {
    /// The engine came, or did not.
    Fetched(Option<Engine>),
    /// The page speaks another language.
    Spoken(Language),
    /// How a result can be shared.
    Sharing(Box<Sharing>),
}

impl Component for Share {
    type Message = Msg;
    type Properties = Room;

    fn create(ctx: &Context<Self>) -> Self {
        fetch_engine(ctx, Msg::Fetched);
        Self {
            language: ctx.props().language,
            engine: None,
            sharing: None,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Fetched(engine) => self.engine = engine,
            Msg::Spoken(language) => self.language = language,
            Msg::Sharing(sharing) => {
                self.sharing = Some(*sharing);
                return true;
            }
        }
        if let Some(engine) = &self.engine {
            engine.set_language(self.language);
            let sharing = engine.clone().sharing(link_to("").len());
            ctx.link()
                .send_future(async move { Msg::Sharing(sharing.await.into()) });
        }
        false
    }

    fn view(&self, _: &Context<Self>) -> Html {
        view(self)
    }
}

impl Share {
    /// Speaks another language.
    pub fn speak(handle: &AppHandle<Self>, language: Language) {
        handle.send_message(Msg::Spoken(language));
    }
}

/// The address of the page with what was seen.
fn link_to(sealed: &str) -> String {
    let here = window().and_then(|window| window.location().href().ok());
    let here = here.unwrap_or_default();
    let page = here.split('#').next().unwrap_or_default();
    [page, "#seen=", sealed].concat()
}

/// How a result is shared and saved.
fn view(share: &Share) -> Html {
    let Some(sharing) = &share.sharing else {
        return html! { <section class="share" key="wait">{sheet("share.css")}<p class="quiet">{"…"}</p></section> };
    };
    let language = share.language;
    let (print, print_note) = &sharing.print;
    html! {
        <section class="share" key="share" aria-labelledby="share-title">
            {sheet("share.css")}
            <h2 id="share-title">{sharing.title.clone()}</h2>
            <div class="ways">
                <div class="way">
                    <h3>{sharing.link.clone()}</h3>
                    <p>{sharing.link_note.clone()}</p>
                    <p class="by-link">
                        <span class="copied-link" key="copy">{ for copy(sharing, language) }</span>
                        <span class="size" key="size">{prose(&sharing.size)}</span>
                    </p>
                </div>
                <div class="way">
                    <h3>{sharing.files.clone()}</h3>
                    <ul class="kinds">
                        for saved in sharing.kinds.iter() { {kind(saved, share.engine.as_ref())} }
                        <li key="print">
                            <button type="button" id="print" onclick={|_| print_result()}>{print.clone()}</button>
                            <span>{print_note.clone()}</span>
                        </li>
                    </ul>
                </div>
            </div>
            <p class="quiet">{prose(&sharing.note)}</p>
            <p><a href={format!("#open&lang={}", language.tag())}>{sharing.open.clone()}</a></p>
        </section>
    }
}

fn copy(sharing: &Sharing, language: Language) -> Option<Html> {
    let text = link_to(&sharing.sealed);
    let label = language.ui().share;
    (!sharing.sealed.is_empty()).then(|| html! { <CopyButton {text} {label} {language} /> })
}

fn kind(saved: &Saved, engine: Option<&Engine>) -> Html {
    let onclick = {
        let (engine, kind) = (engine.cloned(), saved.kind.clone());
        move |_| {
            if let Some(engine) = &engine {
                save(&engine.exported(&kind));
            }
        }
    };
    html! {
        <li key={saved.kind.clone()}>
            <button type="button" data-kind={saved.kind.clone()} {onclick}>{saved.name.clone()}</button>
            <span>{saved.note.clone()}</span>
        </li>
    }
}

/// Hands a file to the browser, which puts it where it puts downloads.
pub(super) fn save(exported: &Exported) -> Option<()> {
    let parts = Array::of1(&JsString::from(exported.text.as_str()));
    let options = BlobPropertyBag::new();
    options.set_type(&exported.media);
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let link = document()?.create_element("a").ok()?;
    let link: HtmlAnchorElement = link.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(&exported.name);
    link.click();
    // Once the browser has begun to read it.
    gloo_timers::callback::Timeout::new(60_000, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    Some(())
}

/// Prints the result with its rows open, and folds again those that were
/// folded.
fn print_result() {
    let folded: Vec<_> = folded().unwrap_or_default();
    for details in &folded {
        details.set_open(true);
    }
    if let Some(window) = browser::window() {
        // It comes back when the dialog is closed.
        let _ = window.print();
    }
    for details in &folded {
        details.set_open(false);
    }
}

fn folded() -> Option<Vec<HtmlDetailsElement>> {
    let rows = ".result details:not([open], .evidence, .fix, .share *)";
    let all = document()?.query_selector_all(rows).ok()?;
    let each = (0..all.length()).filter_map(|number| all.get(number));
    Some(each.filter_map(|node| node.dyn_into().ok()).collect())
}
