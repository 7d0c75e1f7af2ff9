//! The texts of snapshots in links.
#![no_main]

libfuzzer_sys::fuzz_target!(|octets: &[u8]| mailvet_fuzz::sealed(octets));
