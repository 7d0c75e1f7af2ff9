//! Zones, and the check of a domain in them.
#![no_main]

libfuzzer_sys::fuzz_target!(|octets: &[u8]| mailvet_fuzz::zone(octets));
