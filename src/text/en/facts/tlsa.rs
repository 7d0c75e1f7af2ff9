//! What is said of TLSA records.

use crate::check::tlsa::published::Fact as Published;
use crate::check::tlsa::text::Fact as Text;
use crate::dns::Name;
use crate::record::tlsa::{Field, Problem};
use crate::text::en::{all, counted};
use crate::text::{Message, character, excerpt, first_names, message};

const LINE: &str = "DNS servers refuse such a line.";
const UNUSED: &str = "Senders pass over the record.";

/// What is said of TLSA records as DNS has them.
pub fn published(fact: &Published) -> Message {
    match fact {
        Published::Missing { domain } => message!(
            "The mail servers of `{domain}` have no TLSA records",
            "With them, and with DNSSEC, senders can check that they reached the right server. Those who run the mail servers publish them. Mail arrives without them."
        ),
        Published::SomeWithout { hosts } => {
            let hosts = names(hosts);
            message!(
                "Some mail servers have TLSA records, and these do not: {hosts}",
                "Whoever wants to read mail leads senders to a server without. Publish records for all of them."
            )
        }
        Published::Unsigned { host } => message!(
            "DNSSEC does not vouch for the TLSA records of `{host}`",
            "Senders pass over such records, so they protect nothing. Sign the zone with DNSSEC, and have the zone above publish its DS record."
        ),
        Published::MxUnsigned { domain } => message!(
            "The mail servers have TLSA records, but DNSSEC does not vouch for the MX records of `{domain}`",
            "Whoever changes the MX records on their way leads senders elsewhere, and no TLSA record prevents it. Sign `{domain}` with DNSSEC to make use of what its mail servers offer."
        ),
        Published::AddressUnsigned { host } => message!(
            "DNSSEC vouches for the TLSA records of `{host}`, and not for its addresses",
            "Senders do not ask for TLSA records then. Most often the name is an alias that leads into an unsigned zone: sign that one too, or write addresses instead of the alias."
        ),
        Published::HostIsAlias { host, target } => message!(
            "The mail server `{host}` is an alias of `{target}`, and has TLSA records",
            "Senders look below `{target}` first, and not all of them look below `{host}` then. Name `{target}` in the MX record and publish the TLSA records there."
        ),
        Published::LookupBroken { host } => message!(
            "The answer about TLSA records of `{host}` does not pass DNSSEC",
            "Senders that know DANE take that for an attack, and hold mail back until it passes. Sign the zone anew, or ask its DNS host to; old name servers often fail at questions for TLSA."
        ),
        Published::LookupFailed { host } => message!(
            "Unknown: no answer about TLSA records of `{host}`",
            "Its zone is signed, and a sender that knows DANE and gets no answer either holds mail back. Check again, or ask another resolver; if it stays so, ask the DNS host of `{host}`: old name servers often fail at questions for TLSA."
        ),
        Published::SecurityUnknown { host } => message!(
            "Unknown: does DNSSEC vouch for the TLSA records of `{host}`?",
            "The resolver that answered does not validate. Ask one that does, in the settings."
        ),
        Published::InForce { hosts: 1 } => message!(
            "DANE protects the mail server",
            "DNSSEC vouches for the MX record, the addresses and the TLSA records, so senders can check the server. Whether its certificate matches cannot be seen in DNS."
        ),
        Published::InForce { hosts } => {
            let hosts = all(*hosts);
            message!(
                "DANE protects {hosts} mail servers",
                "DNSSEC vouches for the MX records, the addresses and the TLSA records, so senders can check each server. Whether their certificates match cannot be seen in DNS."
            )
        }
    }
}

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
            "{UNUSED} Write 3, for the server’s own certificate."
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
        Problem::OddDigits { digits } => {
            let digits = counted(digits, "digit", "digits");
            message!(
                "There are no whole octets in {digits}",
                "{LINE} A digit was lost: copy the digest again."
            )
        }
        Problem::DigestLength { wanted, octets } => {
            let octets = counted(octets, "octet", "octets");
            message!(
                "The digest has {octets}, and should have {wanted}",
                "{UNUSED} Copy it again, or correct the matching type: 1 is SHA-256 (32 octets), 2 is SHA-512 (64)."
            )
        }
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
            "Senders pass over the record. Write 3 for the server’s own key, or 2 for its issuer."
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
            "Senders insist on TLS but check no certificate, so whoever stands in between can still read mail. Publish `3 1 1` with the digest of the server’s key."
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

/// The first of some names, and how many more there are.
fn names(names: &[Name]) -> String {
    let names: Vec<_> = names.iter().collect();
    match first_names(&names, ", ") {
        (shown, 0) => shown,
        (shown, more) => format!("{shown} and {more} more"),
    }
}
