//! What is said of TLSA records.

use crate::check::tlsa::text::Fact as Text;
use crate::record::tlsa::{Field, Problem};
use crate::text::{Message, character, excerpt, message};

const LINE: &str = "DNS servers refuse such a line.";
const UNUSED: &str = "Senders pass over the record.";

/// What is said of a line that is no TLSA record.
pub fn problem(problem: &Problem) -> Message {
    match problem {
        Problem::FieldMissing { field } => {
            let field = name(*field);
            message!(
                "The {field} is missing",
                "{LINE} A TLSA record has three numbers and digits: `3 1 1 …`."
            )
        }
        Problem::FieldInvalid { field, found } => {
            let (field, found) = (name(*field), excerpt(found));
            message!(
                "`{found}` is no number for the {field}",
                "{LINE} Write `3 1 1` and the SHA-256 digest of the key."
            )
        }
        Problem::UsageUnknown { usage } => message!(
            "There is no certificate usage {usage}",
            "{UNUSED} Write 3, for the server's own certificate."
        ),
        Problem::SelectorUnknown { selector } => message!(
            "There is no selector {selector}",
            "{UNUSED} Write 1, for the public key."
        ),
        Problem::MatchingTypeUnknown { matching_type } => message!(
            "There is no matching type {matching_type}",
            "{UNUSED} Write 1, for SHA-256."
        ),
        Problem::NotHexadecimal { character: c } => {
            let c = character(*c);
            message!(
                "`{c}` is no hexadecimal digit",
                "{LINE} Write the digest as digits and `a` to `f` alone, without colons."
            )
        }
        Problem::OddDigits { digits } => message!(
            "{digits} digits make no whole octets",
            "{LINE} A digit was lost: copy the digest again."
        ),
        Problem::DigestLength { wanted, octets } => message!(
            "The digest has {octets} octets, and should have {wanted}",
            "{UNUSED} Copy it again, or correct the matching type: 1 is SHA-256 (32 octets), 2 is SHA-512 (64)."
        ),
    }
}

/// What is said of the records of one host.
pub fn text(fact: &Text) -> Message {
    match fact {
        Text::Recommended => message!(
            "A combination that the standard advises",
            "Senders that know DANE can check the server by it."
        ),
        Text::UsagePkix { usage } => message!(
            "The certificate usage {usage} is not for mail",
            "Senders pass over the record. Write 3 for the server's own key, or 2 for its issuer."
        ),
        Text::Unusual {
            usage,
            selector,
            matching_type,
        } => message!(
            "`{usage} {selector} {matching_type}` works, but is not advised",
            "It must change with each new certificate, even if the key stays. `3 1 1` stays as long as the key."
        ),
        Text::FullData { octets } => message!(
            "All {octets} octets stand here, where a digest is enough",
            "The answer grows large, and some senders may miss it. Write a SHA-256 digest: `3 1 1`."
        ),
        Text::Sha512Only => message!(
            "Only SHA-512 is used",
            "Senders need not know it. Write SHA-256 as well: `3 1 1`."
        ),
        Text::Repeated => message!(
            "The same record stands here twice",
            "The second one changes nothing. Delete it."
        ),
        Text::Single => message!(
            "There is one record only",
            "That is enough until the key changes: publish the record of the new key well before it comes into use, or mail is held back."
        ),
        Text::NoneUsable => message!(
            "None of the records is of use for mail",
            "Senders insist on TLS but check no certificate, so whoever stands in between can still read mail. Publish `3 1 1` with the digest of the server's key."
        ),
    }
}

fn name(field: Field) -> &'static str {
    match field {
        Field::Usage => "certificate usage",
        Field::Selector => "selector",
        Field::MatchingType => "matching type",
        Field::Data => "digest",
    }
}
