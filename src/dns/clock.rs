//! The time, and waiting for it.

use super::resolver::LocalFuture;

/// Tells the time and waits: the browser's clock, or a test's.
pub trait Clock {
    /// Milliseconds since 1970.
    fn now(&self) -> f64;

    /// Waits this many milliseconds. Dropping the future ends the wait.
    fn sleep(&self, milliseconds: u32) -> LocalFuture<'_, ()>;
}

/// A clock that stands still at a time, in milliseconds since 1970: when what is
/// known was seen, or for resolvers that answer at once, as
/// [`Zones`](super::zone::Zones) do, the beginning of 2026.
pub struct StillClock(pub f64);

impl Default for StillClock {
    fn default() -> Self {
        Self(1_767_225_600_000.0)
    }
}

impl Clock for StillClock {
    fn now(&self) -> f64 {
        self.0
    }

    fn sleep(&self, _: u32) -> LocalFuture<'_, ()> {
        Box::pin(std::future::pending())
    }
}

/// Tokio's time, which tests advance.
#[cfg(test)]
pub struct TestClock(tokio::time::Instant);

#[cfg(test)]
impl TestClock {
    /// A clock that begins to run now.
    pub fn start() -> Self {
        Self(tokio::time::Instant::now())
    }
}

#[cfg(test)]
impl Clock for TestClock {
    fn now(&self) -> f64 {
        1e12 + self.0.elapsed().as_millis() as f64
    }

    fn sleep(&self, milliseconds: u32) -> LocalFuture<'_, ()> {
        let time = std::time::Duration::from_millis(milliseconds.into());
        Box::pin(tokio::time::sleep(time))
    }
}
