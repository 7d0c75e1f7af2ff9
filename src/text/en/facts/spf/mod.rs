//! What is said of SPF.

mod problem;
mod text;
mod tree;

pub use problem::problem;
pub use text::text;
pub use tree::tree;

use crate::check::spf::places::Fact as Places;
use crate::check::spf::published::Fact as Published;
use crate::text::{Message, message, visible};

/// What a fault in the record leads to.
const PERM: &str = "Receivers give up on the record (permerror), so no mail passes SPF.";

/// What a name that leads nowhere leads to.
const DEAD: &str = "The term lets nobody send; where it is an `include:` or a `redirect=`, receivers that come to it give up (permerror).";

/// What is said of the SPF records at a domain.
pub fn published(fact: &Published) -> Message {
    match fact {
        Published::Missing { domain } => message!(
            "`{domain}` has no SPF record",
            "Receivers cannot tell which servers may send for the domain. Publish one TXT record that begins with `v=spf1`; for a domain that sends no mail it is `v=spf1 -all`."
        ),
        Published::Several { count } => message!(
            "There are {count} SPF records; receivers use none of them",
            "Receivers that find more than one treat all as an error, so no mail passes SPF. Merge them into one record with a single `v=spf1` and a single `all` at its end."
        ),
        Published::NotRecognized { text } => {
            let text = visible(text);
            message!(
                "A record meant as SPF is not seen as such",
                "Receivers look for `v=spf1` at the very start, followed by a space, and pass this one over: `{text}`"
            )
        }
    }
}

/// What is said of SPF records where nobody looks.
pub fn places(fact: &Places) -> Message {
    match fact {
        Places::OwnType { domain } => message!(
            "`{domain}` has a record of the type SPF (99) too",
            "Receivers ask for TXT records only, as the type was given up. Delete it, so that nobody changes the wrong one."
        ),
        Places::Elsewhere { name, domain } => message!(
            "An SPF record stands at `{name}`, and none at `{domain}`",
            "Receivers ask for the TXT records of the very domain. Move the record there, or publish one there that includes it: `include:{name}`."
        ),
        Places::NameDoubled { name, domain } => message!(
            "An SPF record stands at `{name}`, with the domain twice",
            "Most DNS panels add the domain by themselves. Leave the host name empty or enter `@`, not `{domain}`, and delete this record."
        ),
    }
}
