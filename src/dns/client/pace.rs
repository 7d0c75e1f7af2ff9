//! How many questions a second one resolver is asked: as many as is allowed
//! while it answers, and half as many whenever it does not keep up.

use crate::dns::Failure;
use crate::dns::clock::Clock;
use std::cell::Cell;

/// The pace at which a resolver is asked.
pub struct Pace {
    /// Questions a second, at most.
    most: Cell<f64>,
    /// Questions a second, at present.
    rate: Cell<f64>,
    /// When the next question may go out, in milliseconds since 1970.
    next: Cell<f64>,
    /// How many of the last questions failed, from 0 to 1.
    failing: Cell<f64>,
    /// When the pace was halved last.
    slowed: Cell<f64>,
}

/// Of how many questions the failures are counted: some twenty.
const WEIGHT: f64 = 0.05;
/// The share of failures from which on a resolver does not keep up. A single
/// name whose servers are silent says nothing of the resolver.
const TOO_MANY: f64 = 0.12;
/// For how long a pace is tried before it is halved again, in milliseconds.
const TRIED: f64 = 2_000.0;
/// How long it takes to go from nothing to the full pace, in seconds.
const CLIMB: f64 = 20.0;

impl Pace {
    /// So many questions a second.
    pub fn new(per_second: u32) -> Self {
        let most = f64::from(per_second.max(1));
        Self {
            most: Cell::new(most),
            rate: Cell::new(most),
            next: Cell::new(0.0),
            failing: Cell::new(0.0),
            slowed: Cell::new(0.0),
        }
    }

    /// So many questions a second from now on.
    pub fn set_most(&self, per_second: u32) {
        let most = f64::from(per_second.max(1));
        self.most.set(most);
        self.rate.set(most);
        self.next.set(0.0);
    }

    /// How many questions a second go out at present.
    pub fn rate(&self) -> f64 {
        self.rate.get()
    }

    /// Waits for one's turn: first come, first served.
    pub async fn turn(&self, clock: &dyn Clock) {
        let now = clock.now();
        let turn = self.next.get().max(now);
        self.next.set(turn + 1000.0 / self.rate.get());
        // Timers know whole milliseconds.
        let wait = (turn - now).round();
        if wait >= 1.0 {
            clock.sleep(wait as u32).await;
        }
    }

    /// Keeps how a question went: `failure` is the resolver's own, or the
    /// network's before it.
    pub fn record(&self, failure: Option<&Failure>, now: f64) {
        let Some(failure) = failure else {
            self.failing.set(self.failing.get() * (1.0 - WEIGHT));
            let (most, rate) = (self.most.get(), self.rate.get());
            // Each second brings `rate` answers.
            self.rate.set((rate + most / CLIMB / rate).min(most));
            return;
        };
        self.failing
            .set(self.failing.get() * (1.0 - WEIGHT) + WEIGHT);
        // Too Many Requests (RFC 6585 §4), Service Unavailable (RFC 9110 §15.6.4).
        let asked_to_slow = matches!(failure, Failure::Http(429 | 503));
        let slow = asked_to_slow || self.failing.get() > TOO_MANY;
        if slow && now - self.slowed.get() >= TRIED {
            self.slowed.set(now);
            self.failing.set(0.0);
            self.rate.set((self.rate.get() / 2.0).max(1.0));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::resolver::LocalFuture;
    use futures_util::FutureExt;

    /// Time that passes as it is slept.
    #[derive(Default)]
    struct Sleeper(Cell<f64>);

    impl Clock for Sleeper {
        fn now(&self) -> f64 {
            1e12 + self.0.get()
        }

        fn sleep(&self, milliseconds: u32) -> LocalFuture<'_, ()> {
            self.0.set(self.0.get() + f64::from(milliseconds));
            Box::pin(std::future::ready(()))
        }
    }

    fn take(pace: &Pace, clock: &Sleeper, turns: usize) {
        for _ in 0..turns {
            pace.turn(clock).now_or_never().unwrap();
        }
    }

    #[test]
    fn the_rate_is_kept() {
        for per_second in [1, 20, 50, 300] {
            let (pace, clock) = (Pace::new(per_second), Sleeper::default());
            take(&pace, &clock, 10 * per_second as usize + 1);
            let seconds = clock.0.get() / 1000.0;
            assert!((9.9..=10.1).contains(&seconds), "{per_second}: {seconds}");
        }
    }

    #[test]
    fn it_halves_where_asked_to_and_comes_back() {
        let (pace, clock) = (Pace::new(100), Sleeper::default());
        let slow = Failure::Http(429);
        pace.record(Some(&slow), clock.now());
        assert_eq!(pace.rate(), 50.0);
        // What was under way by then failed for the same reason.
        pace.record(Some(&slow), clock.now() + 100.0);
        assert_eq!(pace.rate(), 50.0);
        pace.record(Some(&slow), clock.now() + TRIED);
        assert_eq!(pace.rate(), 25.0);
        let mut seconds = 0;
        while pace.rate() < 100.0 {
            for _ in 0..pace.rate() as usize {
                pace.record(None, clock.now());
            }
            seconds += 1;
        }
        assert!((10..=20).contains(&seconds), "{seconds} seconds");
    }

    #[test]
    fn it_never_stands_still() {
        let pace = Pace::new(4);
        for seconds in 0..60 {
            let now = 1e12 + f64::from(seconds) * TRIED;
            pace.record(Some(&Failure::Http(503)), now);
        }
        assert_eq!(pace.rate(), 1.0);
    }

    #[test]
    fn a_silent_name_now_and_then_does_not_slow_it() {
        let pace = Pace::new(100);
        let silent = Failure::TimedOut(5_000);
        for number in 0..1_000 {
            let failure = (number % 20 == 0).then_some(&silent);
            pace.record(failure, 1e12 + f64::from(number) * 100.0);
        }
        assert_eq!(pace.rate(), 100.0);
        for _ in 0..4 {
            pace.record(Some(&silent), 2e12);
        }
        assert_eq!(pace.rate(), 50.0);
    }
}
