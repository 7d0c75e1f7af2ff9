//! Reading a typical record, beside mail-auth in the same run. Mailvet gives
//! spans and every problem; `judged` is the time to all findings too.

use criterion::{Criterion, criterion_group, criterion_main};
use mail_auth::common::parse::TxtRecordParser;
use mail_auth::common::verify::DomainKey;
use mail_auth::dmarc::Dmarc;
use mail_auth::spf::Spf;
use mailvet::check::text::judge;
use mailvet::record::kind::RecordKind;
use mailvet::record::{dkim, dmarc, spf};
use mailvet_benches::{DKIM, DMARC, SPF};
use std::hint::black_box;

fn records(criterion: &mut Criterion) {
    kind(criterion, RecordKind::Spf, SPF, spf::read, Spf::parse);
    kind(
        criterion,
        RecordKind::Dmarc,
        DMARC,
        dmarc::Record::read,
        Dmarc::parse,
    );
    kind(
        criterion,
        RecordKind::Dkim,
        DKIM,
        dkim::Record::read,
        DomainKey::parse,
    );
}

fn kind<'a, Ours, Theirs>(
    criterion: &mut Criterion,
    kind: RecordKind,
    text: &'a str,
    read: fn(&'a str) -> Ours,
    parse: fn(&[u8]) -> mail_auth::Result<Theirs>,
) {
    assert!(mailvet::record::usable(kind, text) && parse(text.as_bytes()).is_ok());
    let mut group = criterion.benchmark_group(kind.id());
    group.bench_function("mailvet", |b| b.iter(|| read(black_box(text))));
    group.bench_function("mail-auth", |b| {
        b.iter(|| parse(black_box(text.as_bytes())))
    });
    group.bench_function("mailvet judged", |b| {
        b.iter(|| judge(kind, black_box(text)))
    });
    group.finish();
}

criterion_group!(benches, records);
criterion_main!(benches);
