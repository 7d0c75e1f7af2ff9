//! Many domains, one after the other and some at a time: what is yet to be
//! checked, and what was found, a small [`Row`] a domain.

mod arrange;
mod list;
mod row;
mod speed;

pub use arrange::{Arrangement, Column, Wanted, arrange};
pub use list::{Entry, List, Refused, Why};
pub use row::{Row, Said};
pub use speed::Speed;

use super::{Request, check_domain};
use crate::check::Fact;
use crate::dns::Name;
use crate::dns::client::{Client, Limits};
use crate::follow::dkim::Selector;
use futures_util::{StreamExt, stream};
use serde::Serialize;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// A list of domains, and what was found of them.
pub struct Survey {
    entries: Vec<Entry>,
    rows: RefCell<Vec<Option<Rc<Row>>>>,
    /// How many times each was checked in vain.
    vain: RefCell<Vec<u8>>,
    /// Whether a domain brought so little that the network may be gone.
    lost: Cell<bool>,
}

/// What goes on in a survey.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
pub enum Stage {
    /// There is no list.
    #[default]
    Empty,
    /// Nothing is asked until somebody says so.
    Paused,
    /// Domains are checked.
    Running,
    /// Nobody answers; it goes on when somebody does.
    Waiting,
    /// All are checked.
    Over,
}

/// What happens in the course of a survey.
#[derive(Clone, Debug, PartialEq)]
pub enum Happened {
    /// A domain, by its number from 0, was checked.
    Checked(usize, Rc<Row>),
    /// Nobody answers any more; it goes on when somebody does.
    Waiting,
    /// Somebody does.
    GoesOn,
}

/// How many domains are checked at a time: enough that a slow one holds up no
/// others.
pub const AT_ONCE: usize = 8;

/// How hard the resolvers are asked: `per_second` questions each.
pub fn limits(per_second: u32) -> Limits {
    Limits {
        per_second: Some(per_second),
        // Some megabytes: what domains have in common is asked for again soon.
        remembered: 4_096,
        ..Limits::default()
    }
}

impl Survey {
    /// A survey that has not begun.
    pub fn new(entries: Vec<Entry>) -> Self {
        Self {
            rows: RefCell::new(vec![None; entries.len()]),
            vain: RefCell::new(vec![0; entries.len()]),
            lost: Cell::new(false),
            entries,
        }
    }

    /// The domains.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What was found of a domain, by its number.
    pub fn row(&self, index: usize) -> Option<Rc<Row>> {
        self.rows.borrow().get(index)?.clone()
    }

    /// Takes what was found of a domain before.
    pub fn restore(&self, index: usize, row: Row) {
        if let Some(place) = self.rows.borrow_mut().get_mut(index) {
            *place = Some(Rc::new(row));
        }
    }

    /// Forgets what was found of the domains of which something went
    /// unanswered; their numbers.
    pub fn forget_failed(&self) -> Vec<usize> {
        let mut rows = self.rows.borrow_mut();
        let mut forgotten = Vec::new();
        for (index, row) in rows.iter_mut().enumerate() {
            if row.as_ref().is_some_and(|row| row.failed > 0) {
                *row = None;
                forgotten.push(index);
            }
        }
        forgotten
    }

    /// How many are checked for good.
    pub fn done(&self) -> usize {
        let rows = self.rows.borrow();
        rows.iter().flatten().filter(|row| !row.again).count()
    }

    /// The numbers of those whose row is so, in order.
    fn those(&self, so: impl Fn(Option<&Row>) -> bool) -> Vec<usize> {
        let rows = self.rows.borrow();
        let rows = rows.iter().enumerate();
        rows.filter(|(_, row)| so(row.as_deref()))
            .map(|(index, _)| index)
            .collect()
    }

    /// What is to be checked next: those that were not checked yet, and then,
    /// once more, those of which a question failed.
    async fn queue(&self, others: &Client) -> Vec<usize> {
        /// What failed a moment ago fails again: how long to wait, in
        /// milliseconds.
        const PATIENCE: u32 = 5_000;
        let unchecked = self.those(|row| row.is_none());
        if !unchecked.is_empty() {
            return unchecked;
        }
        let again = self.those(|row| row.is_some_and(|row| row.again));
        if !again.is_empty() {
            others.sleep(PATIENCE).await;
            others.forget_failures();
        }
        again
    }

    /// Checks what is not checked yet, and those domains once more of which a
    /// question failed. `client` gives each domain a run of its own, and `others`
    /// are asked whether anybody answers; `say` puts a fact into each language.
    /// To pause, drop the future: what was under way is begun anew the next time.
    pub async fn run(
        &self,
        client: &dyn Fn(&Name) -> Client,
        others: &Client,
        say: &dyn Fn(&Fact) -> Vec<String>,
        tell: &dyn Fn(Happened),
    ) {
        loop {
            self.lost.set(false);
            let queue = self.queue(others).await;
            let checks = queue.into_iter().take_while(|_| !self.lost.get());
            let checked = stream::iter(checks)
                .map(|index| self.check_one(index, client, say, tell))
                .buffer_unordered(AT_ONCE)
                .filter(|checked| std::future::ready(*checked))
                .count()
                .await;
            if !self.lost.get() && checked == 0 {
                return;
            }
            if self.lost.get() && !answers(others).await {
                tell(Happened::Waiting);
                wait_for_answers(others).await;
                // What was in vain meanwhile says nothing of the domains.
                self.vain.borrow_mut().fill(0);
                tell(Happened::GoesOn);
            }
        }
    }

    /// Checks a domain; whether that brought a row.
    async fn check_one(
        &self,
        index: usize,
        client: &dyn Fn(&Name) -> Client,
        say: &dyn Fn(&Fact) -> Vec<String>,
        tell: &dyn Fn(Happened),
    ) -> bool {
        /// What is in vain so often is so because of the domain.
        const ENOUGH: u8 = 1;
        let entry = &self.entries[index];
        let client = client(&entry.domain);
        let told = RefCell::new(Vec::new());
        check_domain(&client, &request(entry), &|it| told.borrow_mut().push(it)).await;
        let Some(mut row) = Row::new(&told.into_inner(), &client.log(), client.now(), say) else {
            return false;
        };
        let vain = self.vain.borrow()[index];
        if row.is_lost() && vain < ENOUGH {
            self.vain.borrow_mut()[index] = vain + 1;
            self.lost.set(true);
            return false;
        }
        // A second time is the last.
        row.again &= vain == 0 && self.row(index).is_none();
        let row = Rc::new(row);
        self.rows.borrow_mut()[index] = Some(row.clone());
        tell(Happened::Checked(index, row));
        true
    }
}

fn request(entry: &Entry) -> Request {
    let selectors = entry.selectors.iter();
    Request {
        domain: entry.domain.clone(),
        // One with which the name is too long has no key.
        selectors: selectors
            .filter_map(|name| Selector::new(name.clone(), &entry.domain).ok())
            .collect(),
        profile: None,
    }
}

/// Whether anybody answers.
async fn answers(client: &Client) -> bool {
    let probes = client.probe().await;
    probes.iter().any(|probe| probe.result.is_ok())
}

/// Asks ever more seldom whether somebody answers, until somebody does.
async fn wait_for_answers(client: &Client) {
    const LONGEST: u32 = 60_000;
    let mut wait = 2_000;
    loop {
        client.sleep(wait).await;
        if answers(client).await {
            return;
        }
        wait = (wait * 2).min(LONGEST);
    }
}

#[cfg(test)]
mod tests;
