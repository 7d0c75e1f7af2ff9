//! Know: dated tables of facts. Their words stand in `text/`.

pub mod resolvers;
pub mod spf_vendors;
