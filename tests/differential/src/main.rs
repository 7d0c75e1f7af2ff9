//! Prints docs/differential.md.

use mailvet_differential::report::{page, sums};

fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    match sums() {
        Some(sums) => {
            for unknown in sums.iter().flat_map(|sum| &sum.unknown) {
                eprintln!("{unknown}");
            }
            print!("{}", page(&sums));
        }
        None => eprintln!("skipped: ../shared/corpora is not there"),
    }
}
