//! MTA-STS: the record that announces a policy, and the policy.

pub mod policy;
pub mod published;
pub mod text;
