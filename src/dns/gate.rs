//! Lets a number of askers through at a time: those in a hurry first, and then
//! first come, first served.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::{Rc, Weak};
use std::task::{Poll, Waker};

/// How much hangs on an answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Urgency {
    /// Others cannot be asked before it is there.
    Urgent,
    /// It leads to nothing more, and there are many like it.
    Idle,
}

/// A gate with a number of places behind it.
pub struct Gate {
    free: Cell<usize>,
    /// How many of the places are kept from those who are not in a hurry.
    kept: usize,
    urgent: Queue,
    idle: Queue,
}

type Queue = RefCell<VecDeque<Weak<Ticket>>>;

/// A place in a queue.
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
    /// A gate with this many places, one at least. So many of them as `kept`
    /// says, but not all, are for those in a hurry alone.
    pub fn new(places: usize, kept: usize) -> Self {
        let places = places.max(1);
        Self {
            free: Cell::new(places),
            kept: kept.min(places - 1),
            urgent: RefCell::default(),
            idle: RefCell::default(),
        }
    }

    /// Waits for a place.
    pub async fn enter(&self, urgency: Urgency) -> Place<'_> {
        let (kept, queue) = match urgency {
            Urgency::Urgent => (0, &self.urgent),
            Urgency::Idle => (self.kept, &self.idle),
        };
        if self.free.get() > kept {
            self.free.set(self.free.get() - 1);
            return Place { gate: self };
        }
        let ticket = Rc::new(Ticket {
            called: Cell::new(false),
            waker: RefCell::default(),
        });
        queue.borrow_mut().push_back(Rc::downgrade(&ticket));
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
        let handed = call(&self.urgent) || self.free.get() >= self.kept && call(&self.idle);
        if !handed {
            self.free.set(self.free.get() + 1);
        }
    }
}

/// Calls the first of a queue; whether there is one.
fn call(queue: &Queue) -> bool {
    loop {
        let first = queue.borrow_mut().pop_front();
        let Some(first) = first else { return false };
        if let Some(ticket) = first.upgrade() {
            ticket.called.set(true);
            if let Some(waker) = ticket.waker.take() {
                waker.wake();
            }
            return true;
        }
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
    use super::Urgency::{Idle, Urgent};
    use super::*;
    use futures_util::FutureExt;

    #[test]
    fn no_more_than_the_places_are_let_through() {
        let gate = Gate::new(2, 0);
        let first = gate.enter(Urgent).now_or_never().unwrap();
        let second = gate.enter(Urgent).now_or_never().unwrap();
        let mut third = Box::pin(gate.enter(Urgent));
        let mut fourth = Box::pin(gate.enter(Urgent));
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
        assert_eq!(gate.free.get(), 2);
    }

    #[test]
    fn who_goes_away_holds_no_place() {
        let gate = Gate::new(1, 0);
        let inside = gate.enter(Urgent).now_or_never().unwrap();
        let mut waiting = Box::pin(gate.enter(Urgent));
        let mut called = Box::pin(gate.enter(Urgent));
        assert!(waiting.as_mut().now_or_never().is_none());
        assert!(called.as_mut().now_or_never().is_none());
        drop(waiting);
        drop(inside);
        drop(called);
        assert!(gate.enter(Urgent).now_or_never().is_some());
    }

    #[test]
    fn those_in_a_hurry_go_first_and_always_find_a_place() {
        let gate = Gate::new(3, 1);
        let first = gate.enter(Idle).now_or_never().unwrap();
        let second = gate.enter(Idle).now_or_never().unwrap();
        let mut idle = Box::pin(gate.enter(Idle));
        assert!(idle.as_mut().now_or_never().is_none(), "one place is kept");
        let urgent = gate.enter(Urgent).now_or_never().unwrap();
        let mut next = Box::pin(gate.enter(Urgent));
        assert!(next.as_mut().now_or_never().is_none());
        drop(first);
        assert!(idle.as_mut().now_or_never().is_none());
        let next = next.now_or_never().unwrap();
        drop(urgent);
        assert!(idle.as_mut().now_or_never().is_none(), "the last is kept");
        drop(second);
        let idle = idle.now_or_never().unwrap();
        drop((next, idle));
        assert_eq!(gate.free.get(), 3);
    }

    #[test]
    fn nobody_waits_for_ever() {
        let gate = Gate::new(1, 5);
        assert!(gate.enter(Idle).now_or_never().is_some());
    }
}
