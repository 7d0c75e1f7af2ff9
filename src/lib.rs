//! Mailvet vets a domain's mail DNS. Data goes one way:
//! **ask → read → follow → judge → mend → tell → show**,
//! and a module uses only what stands before it in that line.
#![forbid(unsafe_code)]

pub mod rule;

mod order;

pub mod dns;

pub mod record;

pub mod knowledge;

pub mod input;

pub mod follow;

pub mod check;

pub mod fix;

pub mod report;

pub mod text;

pub mod view;

#[cfg(target_arch = "wasm32")]
pub mod page;
