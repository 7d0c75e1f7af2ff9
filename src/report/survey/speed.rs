//! How fast a list is worked off, and how long the rest takes.

use std::cell::RefCell;
use std::collections::VecDeque;

/// When the last domains were done.
#[derive(Debug, Default)]
pub struct Speed(RefCell<VecDeque<f64>>);

/// How many are looked back at: enough that one slow domain changes little.
const LAST: usize = 60;
/// With fewer, nothing is foretold.
const LEAST: usize = 4;

impl Speed {
    /// Begins anew: what comes before a pause says nothing of what comes after.
    pub fn begin(&self, now: f64) {
        let mut done = self.0.borrow_mut();
        done.clear();
        done.push_back(now);
    }

    /// One more is done.
    pub fn done(&self, now: f64) {
        let mut done = self.0.borrow_mut();
        done.push_back(now);
        if done.len() > LAST {
            done.pop_front();
        }
    }

    /// How long so many more take, in seconds; `None` where that is not known
    /// yet.
    pub fn left(&self, rest: usize) -> Option<u32> {
        let done = self.0.borrow();
        let (first, last) = (done.front()?, done.back()?);
        let count = done.len() - 1;
        let each = (last - first) / 1000.0 / count as f64;
        (count >= LEAST).then(|| (each * rest as f64).round() as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::Speed;

    #[test]
    fn the_rest_takes_as_long_as_the_last_did() {
        let speed = Speed::default();
        assert_eq!(speed.left(10), None);
        speed.begin(1e12);
        for number in 1..=3 {
            speed.done(1e12 + f64::from(number) * 2_000.0);
        }
        assert_eq!(speed.left(10), None);
        speed.done(1e12 + 8_000.0);
        assert_eq!(speed.left(10), Some(20));
        assert_eq!(speed.left(0), Some(0));
        for number in 0..100 {
            speed.done(1e12 + 8_000.0 + f64::from(number) * 500.0);
        }
        assert_eq!(speed.left(100), Some(50));
    }
}
