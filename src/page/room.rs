//! A room of the annex in the page: it is fetched when it is first shown, and
//! then stands in an element that it draws in itself.

use super::browser;
use crate::text::Language;
use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;
use yew::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = mailvetAnnex, catch)]
    fn fetch() -> Result<Promise, JsValue>;

    /// What `src/annex.rs` offers.
    pub type Exports;
    #[wasm_bindgen(method)]
    fn enter(this: &Exports, root: &Element, room: &str, language: &str, tell: &Function) -> Rooms;

    type Rooms;
    #[wasm_bindgen(method)]
    fn speak(this: &Rooms, tag: &str);
    #[wasm_bindgen(method)]
    fn leave(this: &Rooms);
}

/// The room beside a result in which it is shared and saved.
pub const SHARE: &str = "share";
/// The room beside a result in which it is compared with now.
pub const THEN: &str = "then";

/// A room, and whom to tell of it.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Which room; empty for the one that the link names.
    pub room: &'static str,
    /// The language of the page.
    pub language: Language,
    /// Is told whether all of the room is there.
    pub onwhole: Callback<bool>,
}

/// The room that the link names.
pub struct Room {
    root: NodeRef,
    rooms: Option<Rooms>,
    tell: Closure<dyn Fn(bool)>,
}

impl Component for Room {
    type Message = Option<Exports>;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        ctx.link().send_future(async {
            let annex = JsFuture::from(fetch().ok()?).await.ok()?;
            Some(annex.unchecked_into())
        });
        let tell = ctx.props().onwhole.clone();
        Self {
            root: NodeRef::default(),
            rooms: None,
            tell: Closure::new(move |whole| tell.emit(whole)),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, annex: Option<Exports>) -> bool {
        browser::tell_boot_failed(annex.is_none());
        if let (Some(annex), Some(root)) = (annex, self.root.cast::<Element>()) {
            let Props { room, language, .. } = ctx.props();
            let tell = self.tell.as_ref().unchecked_ref();
            self.rooms = Some(annex.enter(&root, room, language.tag(), tell));
        }
        false
    }

    fn changed(&mut self, ctx: &Context<Self>, before: &Props) -> bool {
        if let Some(rooms) = &self.rooms
            && ctx.props().language != before.language
        {
            rooms.speak(ctx.props().language.tag());
        }
        false
    }

    fn view(&self, _: &Context<Self>) -> Html {
        html! { <div class="room" ref={self.root.clone()}></div> }
    }

    fn destroy(&mut self, _: &Context<Self>) {
        if let Some(rooms) = self.rooms.take() {
            rooms.leave();
        }
    }
}
