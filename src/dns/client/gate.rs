//! Lets a number of askers through at a time, first come, first served.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::{Rc, Weak};
use std::task::{Poll, Waker};

/// A gate with a number of places behind it.
pub struct Gate {
    places: Cell<usize>,
    queue: RefCell<VecDeque<Weak<Ticket>>>,
}

/// A place in the queue.
struct Ticket {
    /// Set once a place has been handed over.
    called: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

/// A place behind the gate, given back when dropped.
pub struct Place<'a> {
    gate: &'a Gate,
}

impl Gate {
    /// A gate with this many places, one at least.
    pub fn new(places: usize) -> Self {
        Self {
            places: Cell::new(places.max(1)),
            queue: RefCell::default(),
        }
    }

    /// Waits for a place.
    pub async fn enter(&self) -> Place<'_> {
        if let Some(left) = self.places.get().checked_sub(1) {
            self.places.set(left);
            return Place { gate: self };
        }
        let ticket = Rc::new(Ticket {
            called: Cell::new(false),
            waker: RefCell::default(),
        });
        self.queue.borrow_mut().push_back(Rc::downgrade(&ticket));
        let turn = Turn { gate: self, ticket };
        poll_fn(|context| {
            if turn.ticket.called.get() {
                return Poll::Ready(());
            }
            *turn.ticket.waker.borrow_mut() = Some(context.waker().clone());
            Poll::Pending
        })
        .await;
        turn.ticket.called.set(false);
        Place { gate: self }
    }

    /// Hands a place to the first who still waits.
    fn leave(&self) {
        loop {
            let first = self.queue.borrow_mut().pop_front();
            let Some(first) = first else { break };
            if let Some(ticket) = first.upgrade() {
                ticket.called.set(true);
                if let Some(waker) = ticket.waker.take() {
                    waker.wake();
                }
                return;
            }
        }
        self.places.set(self.places.get() + 1);
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.gate.leave();
    }
}

/// Somebody who waits; one called who has gone passes the place on.
struct Turn<'a> {
    gate: &'a Gate,
    ticket: Rc<Ticket>,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if self.ticket.called.get() {
            self.gate.leave();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;

    #[test]
    fn no_more_than_the_places_are_let_through() {
        let gate = Gate::new(2);
        let first = gate.enter().now_or_never().unwrap();
        let second = gate.enter().now_or_never().unwrap();
        let mut third = Box::pin(gate.enter());
        let mut fourth = Box::pin(gate.enter());
        assert!(third.as_mut().now_or_never().is_none());
        assert!(fourth.as_mut().now_or_never().is_none());
        drop(first);
        assert!(
            fourth.as_mut().now_or_never().is_none(),
            "third came before"
        );
        let third = third.now_or_never().unwrap();
        drop(second);
        let fourth = fourth.now_or_never().unwrap();
        drop((third, fourth));
        assert_eq!(gate.places.get(), 2);
    }

    #[test]
    fn who_goes_away_holds_no_place() {
        let gate = Gate::new(1);
        let inside = gate.enter().now_or_never().unwrap();
        let mut waiting = Box::pin(gate.enter());
        let mut called = Box::pin(gate.enter());
        assert!(waiting.as_mut().now_or_never().is_none());
        assert!(called.as_mut().now_or_never().is_none());
        drop(waiting);
        drop(inside);
        drop(called);
        assert!(gate.enter().now_or_never().is_some());
    }
}
