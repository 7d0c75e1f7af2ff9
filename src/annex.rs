//! The annex: rooms that few people enter, in a module of their own that the
//! page fetches when somebody first does.
#![forbid(unsafe_code)]

#[cfg(target_arch = "wasm32")]
mod exports {
    use js_sys::Function;
    use mailvet::page::annex::{Annex, Beside, Room};
    use mailvet::text::Language;
    use wasm_bindgen::prelude::*;
    use web_sys::Element;
    use yew::AppHandle;

    /// Rooms that stand in an element of the page.
    #[wasm_bindgen]
    pub struct Rooms(AppHandle<Annex>);

    /// Shows a room in an element of the page: `share` or `then` beside a result,
    /// or else the one that the link names. `tell` is called with whether all of
    /// it is there.
    #[wasm_bindgen]
    pub fn enter(root: Element, room: &str, language: &str, tell: Function) -> Rooms {
        let room = Room {
            beside: Beside::for_id(room),
            language: Language::for_tag(language).unwrap_or(Language::English),
            tell,
        };
        Rooms(room.enter(root))
    }

    #[wasm_bindgen]
    impl Rooms {
        /// Speaks another language: `en` or `zh`.
        pub fn speak(&self, tag: &str) {
            if let Some(language) = Language::for_tag(tag) {
                Annex::speak(&self.0, language);
            }
        }

        /// Takes the rooms away.
        pub fn leave(self) {
            self.0.destroy();
        }
    }
}

/// The page calls the annex; by itself it does nothing.
#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("The annex is a part of the page: ./scripts/serve builds both.");
    std::process::exit(2);
}
