//! What the page is told: an event at a turn, so that it draws each by itself.

use crate::engine::object;
use crate::turn::next_turn;
use js_sys::Function;
use mailvet::view::Event;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

/// Events on their way to the page, in order.
#[derive(Default)]
pub struct Outbox {
    tell: RefCell<Option<Function>>,
    /// Those not told yet, and whether each only says how far it is.
    waiting: RefCell<VecDeque<(bool, JsValue)>>,
    /// Whether they are being told.
    telling: Cell<bool>,
}

impl Outbox {
    /// Tells what comes from now on to `tell`.
    pub fn open(&self, tell: Function) {
        *self.tell.borrow_mut() = Some(tell);
    }

    /// Tells it in a turn of its own, once what came before is told.
    pub fn send(self: &Rc<Self>, event: &Event) {
        let progress = matches!(event, Event::Progressed(_));
        {
            let mut waiting = self.waiting.borrow_mut();
            // How far it was before that is of no use any more.
            if progress && waiting.back().is_some_and(|(progress, _)| *progress) {
                waiting.pop_back();
            }
            waiting.push_back((progress, object(event)));
        }
        if !self.telling.replace(true) {
            spawn_local(self.clone().tell_waiting());
        }
    }

    /// Tells all that waits, each once the page has drawn what came before.
    async fn tell_waiting(self: Rc<Self>) {
        next_turn().await;
        while self.tell_next() {
            next_turn().await;
        }
        self.telling.set(false);
    }

    /// Forgets what is not told yet: all of it is about to be told anew.
    pub fn clear(&self) {
        self.waiting.borrow_mut().clear();
    }

    /// Tells all that waits at once.
    pub fn flush(&self) {
        while self.tell_next() {}
    }

    /// Whether there was anything to tell.
    fn tell_next(&self) -> bool {
        let next = self.waiting.borrow_mut().pop_front();
        let tell = self.tell.borrow().clone();
        if let (Some((_, event)), Some(tell)) = (&next, tell) {
            // What the page makes of it is the page's.
            let _ = tell.call1(&JsValue::UNDEFINED, event);
        }
        next.is_some()
    }
}
