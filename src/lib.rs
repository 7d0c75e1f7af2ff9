//! Mailvet vets a domain's mail DNS. Data goes one way:
//! **ask → read → follow → judge → mend → tell → show**,
//! and a module uses only what stands before it in that line.
#![forbid(unsafe_code)]

pub mod rule;

pub mod dns;

pub mod record;

pub mod check;
