//! Reads one typical record a thousand times, for instructions to be counted:
//! `count KIND READER`, and nothing where a reader is not known.

use mail_auth::common::parse::TxtRecordParser;
use mail_auth::common::verify::DomainKey;
use mail_auth::dmarc::Dmarc;
use mail_auth::spf::Spf;
use mailvet::record::{dkim, dmarc, spf};
use mailvet_benches::{DKIM, DMARC, SPF};
use std::hint::black_box;

fn main() {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let words: Vec<_> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["spf", "mailvet"] => repeat(|| spf::read(black_box(SPF))),
        ["spf", "mail-auth"] => repeat(|| Spf::parse(black_box(SPF.as_bytes()))),
        ["dmarc", "mailvet"] => repeat(|| dmarc::Record::read(black_box(DMARC))),
        ["dmarc", "mail-auth"] => repeat(|| Dmarc::parse(black_box(DMARC.as_bytes()))),
        ["dkim", "mailvet"] => repeat(|| dkim::Record::read(black_box(DKIM))),
        ["dkim", "mail-auth"] => repeat(|| DomainKey::parse(black_box(DKIM.as_bytes()))),
        _ => {}
    }
}

fn repeat<T>(read: impl Fn() -> T) {
    for _ in 0..1000 {
        black_box(read());
    }
}
