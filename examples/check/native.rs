//! This machine's end: requests over HTTPS, and its clock.

use mailvet::dns::Failure;
use mailvet::dns::clock::Clock;
use mailvet::dns::fetch::Fetch;
use mailvet::dns::resolver::LocalFuture;
use mailvet::follow::mta_sts::{PolicyFetch, PolicyFile};
use std::io::Read;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::task::spawn_blocking;

/// Carries requests on threads of their own.
#[derive(Clone)]
pub struct NativeFetch(ureq::Agent);

/// How long a request may take as a whole. A question that is given up holds
/// its thread no longer than that.
const TIME: Duration = Duration::from_secs(5);

/// How many connections are kept for the next request to the same host.
const CONNECTIONS: usize = 32;

/// The most octets of a policy file.
const POLICY_OCTETS: usize = 64 << 10;

impl Default for NativeFetch {
    /// Follows no redirect: a resolver has no use for one, and a policy must
    /// not be taken from elsewhere (RFC 8461 §3.3).
    fn default() -> Self {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(TIME))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .max_idle_connections(2 * CONNECTIONS)
            .max_idle_connections_per_host(CONNECTIONS)
            .user_agent(concat!("mailvet/", env!("CARGO_PKG_VERSION")))
            .build();
        Self(config.into())
    }
}

impl Fetch for NativeFetch {
    fn get<'a>(
        &'a self,
        url: &'a str,
        accept: &'a str,
        limit: usize,
    ) -> LocalFuture<'a, Result<Vec<u8>, Failure>> {
        let (agent, url, accept) = (self.0.clone(), url.to_owned(), accept.to_owned());
        Box::pin(async move {
            let getting = spawn_blocking(move || get(&agent, &url, &accept, limit));
            getting.await.unwrap_or(Err(Failure::Unreachable))
        })
    }
}

impl PolicyFetch for NativeFetch {
    fn fetch<'a>(&'a self, url: &'a str) -> LocalFuture<'a, PolicyFile> {
        Box::pin(async move {
            let policy = self.get(url, "text/plain", POLICY_OCTETS).await.ok();
            PolicyFile::fetched(policy.and_then(|it| String::from_utf8(it).ok()))
        })
    }
}

fn get(agent: &ureq::Agent, url: &str, accept: &str, limit: usize) -> Result<Vec<u8>, Failure> {
    let lost = |_| Failure::Unreachable;
    let response = agent.get(url).header("Accept", accept).call();
    let mut response = response.map_err(lost)?;
    if response.status() != 200 {
        return Err(Failure::Http(response.status().as_u16()));
    }
    let mut octets = Vec::new();
    let body = response.body_mut().as_reader();
    let read = body.take(limit as u64 + 1).read_to_end(&mut octets);
    match read {
        Ok(count) if count <= limit => Ok(octets),
        Ok(_) => Err(Failure::TooLarge),
        Err(_) => Err(Failure::Unreachable),
    }
}

/// The clock of the system.
pub struct NativeClock;

impl Clock for NativeClock {
    fn now(&self) -> f64 {
        let time = SystemTime::now().duration_since(UNIX_EPOCH);
        time.map_or(0.0, |time| time.as_millis() as f64)
    }

    fn sleep(&self, milliseconds: u32) -> LocalFuture<'_, ()> {
        Box::pin(tokio::time::sleep(Duration::from_millis(
            milliseconds.into(),
        )))
    }
}
