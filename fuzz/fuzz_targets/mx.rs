//! Sets of MX records.
#![no_main]

use mailvet::record::kind::RecordKind;

libfuzzer_sys::fuzz_target!(|octets: &[u8]| mailvet_fuzz::record(RecordKind::Mx, octets));
