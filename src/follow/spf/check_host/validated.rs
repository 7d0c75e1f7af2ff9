//! The validated domain names of a client (RFC 7208 §5.5).

use super::{Checker, Ended};
use crate::dns::{Data, Name, RecordType};
use crate::follow::spf::trace::Event;
use crate::follow::spf::{PTR_LIMIT, address_type};

impl Checker<'_> {
    /// The names of the client that lead back to it, in the order in which DNS
    /// gives them. Names past the limit are passed over; a question without an
    /// answer is as if there were nothing.
    pub(super) async fn validated_names(&mut self) -> Result<Vec<Name>, Ended> {
        let client = self.message.client();
        let answer = self.ask(&Name::reverse(client), RecordType::PTR).await?;
        let names = answer
            .records()
            .iter()
            .filter_map(|record| match &record.data {
                Data::Ptr(name) => Some(name),
                _ => None,
            });
        let mut validated = Vec::new();
        for name in names.take(PTR_LIMIT) {
            let forward = self.ask(name, address_type(client)).await?;
            if forward.addresses().any(|address| address == client) {
                self.tell(Event::Validated { name: name.clone() });
                validated.push(name.clone());
            }
        }
        Ok(validated)
    }
}
