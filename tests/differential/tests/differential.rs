//! Where the readers disagree, it is known which side is right.

use mailvet_differential::class::CLASSES;
use mailvet_differential::report::{page, sums};
use std::collections::BTreeSet;
use std::fs;

#[test]
fn every_disagreement_is_of_a_known_class() {
    std::panic::set_hook(Box::new(|_| {}));
    let sums = sums();
    let _ = std::panic::take_hook();
    let Some(sums) = sums else {
        println!("skipped: ../shared/corpora is not there");
        return;
    };
    let unknown: Vec<_> = sums.iter().flat_map(|sum| &sum.unknown).collect();
    assert!(unknown.is_empty(), "{unknown:#?}");
    let met: BTreeSet<_> = sums.iter().flat_map(|sum| sum.met.keys()).collect();
    let idle = CLASSES.iter().enumerate();
    let idle: Vec<_> = idle.filter(|(number, _)| !met.contains(number)).collect();
    assert!(idle.is_empty(), "no longer met: {idle:#?}");
    let written = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/differential.md");
    let written = fs::read_to_string(written).expect("the page is there");
    assert!(written == page(&sums), "./scripts/differential --write");
}
