//! Ask: names, questions, answers, resolvers, and the client that remembers
//! and counts. Only `browser` knows the browser.

pub mod alias;
pub mod alidns;
pub mod answer;
pub mod base64;
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod client;
pub mod clock;
pub mod doh;
pub mod fetch;
pub mod gate;
pub mod host;
pub mod idna;
pub mod json;
pub mod message;
pub mod name;
pub mod presentation;
pub mod proof;
pub mod question;
pub mod rdata;
pub mod resolver;
pub mod sample;
pub mod subnet;
pub mod url;
pub mod zone;

pub use answer::{Answer, Data, Failure, Outcome, Record, Txt, TxtRecord};
pub use client::Client;
pub use gate::Urgency;
pub use host::HostName;
pub use name::{Name, NameError};
pub use question::{Question, RecordType};
pub use resolver::Resolver;
