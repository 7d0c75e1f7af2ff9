//! DNS messages from a resolver.
#![no_main]

libfuzzer_sys::fuzz_target!(|octets: &[u8]| mailvet_fuzz::dns_message(octets));
