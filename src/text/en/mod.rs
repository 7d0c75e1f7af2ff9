//! English.

pub mod annex;
pub mod answers;
pub mod beyond;
pub mod build;
pub mod compare;
pub mod dmarc;
pub mod dns;
pub mod facts;
pub mod fixes;
pub mod guide;
pub mod input;
pub mod many;
pub mod page;
pub mod paste;
pub mod programs;
pub mod publish;
pub mod snapshot;
pub mod spf_trace;
pub mod spf_tree;
pub mod summary;
pub mod tables;
pub mod terms;
mod ui;

pub use ui::UI;

use std::fmt::Display;

/// All of so many, of which there are several.
fn all(count: usize) -> String {
    match count {
        2 => "both".into(),
        _ => format!("all {count}"),
    }
}

/// So many things, by their name for one and for several.
fn counted(count: impl Display, one: &str, several: &str) -> String {
    let count = count.to_string();
    let name = if count == "1" { one } else { several };
    [&count, " ", name].concat()
}
