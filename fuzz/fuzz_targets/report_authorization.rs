//! Consents to take another domain's DMARC reports.
#![no_main]

libfuzzer_sys::fuzz_target!(|octets: &[u8]| mailvet_fuzz::report_authorization(octets));
