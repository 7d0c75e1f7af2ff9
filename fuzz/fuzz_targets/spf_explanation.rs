//! The texts that `exp` leads to.
#![no_main]

libfuzzer_sys::fuzz_target!(|octets: &[u8]| mailvet_fuzz::spf_explanation(octets));
