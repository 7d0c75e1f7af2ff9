//! What tests of walks ask.

use crate::dns::clock::StillClock;
use crate::dns::zone::Zones;
use crate::dns::{Client, Resolver};
use std::rc::Rc;

/// A client that asks zones below `example`.
pub fn client(zone: &str) -> Client {
    let zones = Zones::read("test", &format!("$ORIGIN example.\n{zone}\n"));
    let zones = zones.unwrap_or_else(|error| panic!("{}: {zone}", error.expected));
    Client::new(
        vec![Rc::new(zones) as Rc<dyn Resolver>],
        Rc::new(StillClock::default()),
    )
}
