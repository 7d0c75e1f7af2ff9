//! Snapshots, as links carry them once they are inflated.
#![no_main]

libfuzzer_sys::fuzz_target!(|octets: &[u8]| mailvet_fuzz::snapshot(octets));
