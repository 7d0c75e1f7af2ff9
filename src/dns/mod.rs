//! Ask: names, questions, answers, resolvers, and the client that remembers
//! and counts. Only `browser` knows the browser.

pub mod answer;
pub mod client;
pub mod idna;
pub mod name;
pub mod question;
pub mod resolver;

pub use answer::{Answer, Data, Failure, Outcome, Record, Txt, TxtRecord};
pub use name::{Name, NameError};
pub use question::{Question, RecordType};
pub use resolver::Resolver;
