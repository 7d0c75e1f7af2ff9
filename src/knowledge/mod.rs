//! Know: dated tables of facts. Their words stand in `text/`.

pub mod dns_hosts;
pub mod mail_programs;
pub mod mx_vendors;
pub mod regions;
pub mod resolvers;
pub mod senders;
pub mod setups;
pub mod signers;
pub mod spf_includes;
pub mod spf_vendors;
pub mod vendor;
