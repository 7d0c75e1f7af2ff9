//! The annex: rooms that few people enter, in a module of their own that the
//! page fetches when somebody first does.
#![forbid(unsafe_code)]

#[cfg(target_arch = "wasm32")]
mod exports {
    use js_sys::Function;
    use mailvet::page::annex::{self, Annex, Recents, Room, Settings, Share, Then};
    use mailvet::text::Language;
    use wasm_bindgen::prelude::*;
    use web_sys::Element;
    use yew::AppHandle;

    /// A room that stands in an element of the page.
    #[wasm_bindgen]
    pub struct Rooms(Kind);

    enum Kind {
        Linked(AppHandle<Annex>),
        Recent(AppHandle<Recents>),
        Settings(AppHandle<Settings>),
        Share(AppHandle<Share>),
        Then(AppHandle<Then>),
    }

    /// Shows a room in an element of the page: the `settings`, what is `recent`,
    /// where a result is shared (`share`) or compared with now (`then`), or else the one that the link names. `tell` is called with what
    /// [`Room::tell`] says.
    #[wasm_bindgen]
    pub fn enter(room: &str, root: Element, language: &str, tell: Function) -> Rooms {
        let language = Language::for_tag(language).unwrap_or(Language::English);
        let props = Room { language, tell };
        Rooms(match room {
            "settings" => Kind::Settings(annex::enter(root, props)),
            "recent" => Kind::Recent(annex::enter(root, props)),
            "share" => Kind::Share(annex::enter(root, props)),
            "then" => Kind::Then(annex::enter(root, props)),
            _ => Kind::Linked(annex::enter(root, props)),
        })
    }

    #[wasm_bindgen]
    impl Rooms {
        /// Speaks another language: `en` or `zh`.
        pub fn speak(&self, tag: &str) {
            let Some(language) = Language::for_tag(tag) else {
                return;
            };
            match &self.0 {
                Kind::Linked(room) => Annex::speak(room, language),
                Kind::Recent(room) => Recents::speak(room, language),
                Kind::Settings(room) => Settings::speak(room, language),
                Kind::Share(room) => Share::speak(room, language),
                Kind::Then(room) => Then::speak(room, language),
            }
        }

        /// Shows it again: settings that were closed, or what they have changed.
        pub fn open(&self) {
            match &self.0 {
                Kind::Linked(room) => Annex::look_again(room),
                Kind::Recent(_) | Kind::Share(_) | Kind::Then(_) => {}
                Kind::Settings(room) => Settings::open(room),
            }
        }

        /// Takes the room away.
        pub fn leave(self) {
            match self.0 {
                Kind::Linked(room) => room.destroy(),
                Kind::Recent(room) => room.destroy(),
                Kind::Settings(room) => room.destroy(),
                Kind::Share(room) => room.destroy(),
                Kind::Then(room) => room.destroy(),
            }
        }
    }
}

/// The page calls the annex; by itself it only tells its rooms from the page.
#[cfg(target_arch = "wasm32")]
fn main() {
    mailvet::page::annex::stand_apart();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("The annex is a part of the page: ./scripts/serve builds both.");
    std::process::exit(2);
}
