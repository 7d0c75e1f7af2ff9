//! A part of the annex in the page: it is fetched when it is first shown, and
//! then stands in an element that it draws in itself.

use super::browser;
use crate::text::Language;
use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;
use yew::prelude::*;

/// The room that the link names.
pub const LINKED: &str = "linked";
/// The checks that the browser remembers.
pub const RECENT: &str = "recent";
/// The settings, over the page.
pub const SETTINGS: &str = "settings";
/// Where a result is shared and saved, beside it.
pub const SHARE: &str = "share";
/// Where it is compared with now.
pub const THEN: &str = "then";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = mailvetAnnex, catch)]
    fn fetch() -> Result<Promise, JsValue>;

    /// What `src/annex.rs` offers.
    pub type Exports;
    #[wasm_bindgen(method)]
    fn enter(this: &Exports, room: &str, root: &Element, language: &str, tell: &Function) -> Rooms;

    type Rooms;
    #[wasm_bindgen(method)]
    fn speak(this: &Rooms, tag: &str);
    #[wasm_bindgen(method)]
    fn open(this: &Rooms);
    #[wasm_bindgen(method)]
    fn leave(this: &Rooms);
}

/// A room, and whom to tell of it.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Which room.
    pub room: &'static str,
    /// The language of the page.
    pub language: Language,
    /// How many times it was asked for.
    #[prop_or_default]
    pub times: u32,
    /// Is told what the room tells.
    pub ontold: Callback<JsValue>,
}

/// A room.
pub struct Room {
    root: NodeRef,
    rooms: Option<Rooms>,
    tell: Closure<dyn Fn(JsValue)>,
}

impl Component for Room {
    type Message = Option<Exports>;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        Self::fetch(ctx);
        let tell = ctx.props().ontold.clone();
        Self {
            root: NodeRef::default(),
            rooms: None,
            tell: Closure::new(move |told| tell.emit(told)),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, annex: Option<Exports>) -> bool {
        let Props { room, language, .. } = ctx.props();
        if self.rooms.is_some() {
            return false;
        }
        // Nobody asked for what is remembered.
        browser::tell_boot_failed(annex.is_none() && *room != RECENT);
        if let (Some(annex), Some(root)) = (annex, self.root.cast::<Element>()) {
            let tell = self.tell.as_ref().unchecked_ref();
            self.rooms = Some(annex.enter(room, &root, language.tag(), tell));
        }
        false
    }

    fn changed(&mut self, ctx: &Context<Self>, before: &Props) -> bool {
        let props = ctx.props();
        match &self.rooms {
            Some(rooms) => {
                if props.language != before.language {
                    rooms.speak(props.language.tag());
                }
                if props.times != before.times {
                    rooms.open();
                }
            }
            None if props.times != before.times => Self::fetch(ctx),
            None => {}
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

impl Room {
    fn fetch(ctx: &Context<Self>) {
        ctx.link().send_future(async {
            let annex = JsFuture::from(fetch().ok()?).await.ok()?;
            Some(annex.unchecked_into())
        });
    }
}
