//! The time, and waiting for it.

use super::resolver::LocalFuture;

/// Tells the time and waits: the browser's clock, or a test's.
pub trait Clock {
    /// Milliseconds since 1970.
    fn now(&self) -> f64;

    /// Waits this many milliseconds. Dropping the future ends the wait.
    fn sleep(&self, milliseconds: u32) -> LocalFuture<'_, ()>;
}

/// A clock that stands still at the beginning of 2026, for resolvers that
/// answer at once, as [`Zones`](super::zone::Zones) do.
pub struct StillClock;

impl Clock for StillClock {
    fn now(&self) -> f64 {
        1_767_225_600_000.0
    }

    fn sleep(&self, _: u32) -> LocalFuture<'_, ()> {
        Box::pin(std::future::pending())
    }
}

/// A clock that stands still at a time, in milliseconds since 1970: when what is
/// known was seen.
pub struct ClockAt(pub f64);

impl Clock for ClockAt {
    fn now(&self) -> f64 {
        self.0
    }

    fn sleep(&self, _: u32) -> LocalFuture<'_, ()> {
        Box::pin(std::future::pending())
    }
}
