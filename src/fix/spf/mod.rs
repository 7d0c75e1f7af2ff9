//! SPF: its text, several records of it, and what it leads to.

pub mod merge;
mod problem;
pub mod reduce;
mod text;
mod tree;
mod words;

pub use problem::mend as mend_problem;
pub use text::mend as mend_text;
pub use tree::{first_record, mend as mend_tree, mend_places, mend_published};
pub use words::{senders, with_term};
