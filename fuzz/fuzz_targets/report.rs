//! Reports that were saved.
#![no_main]

libfuzzer_sys::fuzz_target!(|octets: &[u8]| mailvet_fuzz::report(octets));
