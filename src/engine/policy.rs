//! The files of MTA-STS policies, from the hosts that let web pages read them.

use futures_util::future::{Either, select};
use mailvet::dns::browser::{BrowserClock, get_file};
use mailvet::dns::clock::Clock;
use mailvet::dns::resolver::LocalFuture;
use mailvet::follow::mta_sts::{PolicyFetch, PolicyFile};

/// How long a host may take, in milliseconds.
const TIME: u32 = 5_000;

/// The most octets of a policy.
const OCTETS: usize = 64 << 10;

/// Fetches policies with the browser.
pub struct BrowserPolicies;

impl PolicyFetch for BrowserPolicies {
    fn fetch<'a>(&'a self, url: &'a str) -> LocalFuture<'a, PolicyFile> {
        Box::pin(async move {
            let getting = Box::pin(get_file(url, OCTETS));
            let file = match select(getting, BrowserClock.sleep(TIME)).await {
                Either::Left((file, _)) => file.ok(),
                Either::Right(_) => None,
            };
            PolicyFile::fetched(file.map(|it| String::from_utf8_lossy(&it).into_owned()))
        })
    }
}
