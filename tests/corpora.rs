//! What docs/corpora.md says of real records is so.

#[allow(dead_code)]
#[path = "../examples/corpora.rs"]
mod corpora;

#[test]
fn the_page_on_real_records_is_as_printed() {
    let page = std::fs::read_to_string("docs/corpora.md").expect("the page is there");
    match corpora::report() {
        Some(report) => assert_eq!(page, report, "cargo run --example corpora >docs/corpora.md"),
        None => println!("skipped: ../shared/corpora is not there"),
    }
}
