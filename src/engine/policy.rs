//! The files of MTA-STS policies, from the hosts that let web pages read them.

use futures_util::future::{Either, select};
use mailvet::dns::browser::{BrowserClock, get_file};
use mailvet::dns::clock::Clock;
use mailvet::dns::resolver::LocalFuture;
use mailvet::follow::mta_sts::PolicyFetch;

/// How long a host may take, in milliseconds.
const TIME: u32 = 5_000;

/// The most octets of a policy.
const OCTETS: usize = 64 << 10;

/// Fetches policies with the browser.
pub struct BrowserPolicies;

impl PolicyFetch for BrowserPolicies {
    fn fetch<'a>(&'a self, url: &'a str) -> LocalFuture<'a, Option<String>> {
        Box::pin(async move {
            let getting = Box::pin(get_file(url, OCTETS));
            match select(getting, BrowserClock.sleep(TIME)).await {
                Either::Left((file, _)) => Some(String::from_utf8_lossy(&file.ok()?).into_owned()),
                Either::Right(_) => None,
            }
        })
    }
}
