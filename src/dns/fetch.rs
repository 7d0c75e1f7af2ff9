//! Who carries requests to resolvers: the browser, or a test double.

use super::Failure;
use super::resolver::LocalFuture;

/// Carries HTTP requests.
pub trait Fetch {
    /// Gets the body at a URL, `limit` octets at most.
    ///
    /// The failures are [`Failure::Unreachable`], [`Failure::NoNetwork`],
    /// [`Failure::Http`] for any status but 200, and [`Failure::TooLarge`]. The
    /// time limit is the caller's: dropping the future aborts the request.
    fn get<'a>(
        &'a self,
        url: &'a str,
        accept: &'a str,
        limit: usize,
    ) -> LocalFuture<'a, Result<Vec<u8>, Failure>>;
}
