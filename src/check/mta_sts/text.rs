//! What the record that announces a policy says, judged by its text alone.

use crate::record::mta_sts::txt::Record;
use crate::record::span::{Span, Spanned};
use crate::rules;

rules! {
    /// What is to be said of the record.
    pub enum Fact in MtaSts {
        /// A policy is announced.
        Announced { id: String } => {
            "mta-sts-announced", Good, Rfc(8461, "3.1"),
            bad: Text("v=STSv1; id=20260101"), good: Text("v=STSv1"),
        },
    }
}

/// Judges a record.
pub fn judge_text(record: &Record) -> Vec<Spanned<Fact>> {
    let whole = Span::new(0, record.list.text.len());
    let announced = |id: &str| Fact::Announced { id: id.to_owned() };
    let id = record.usable().map(announced);
    id.map(|fact| Spanned::new(fact, whole))
        .into_iter()
        .collect()
}
