//! TLSA records. A digest is made of a server's certificate, which DNS does not
//! have.

use super::mta_sts::Lines;
use super::{Choice, Edit, Effect, Fix, Mended, Title, Unmended};
use crate::check::tlsa::published::Fact as Published;
use crate::check::tlsa::text::Fact;
use crate::dns::Name;
use crate::record::span::Span;
use crate::record::tlsa::{Field, Problem};

/// What mends a departure at these bytes of a set.
pub fn mend_problem(text: &str, problem: &Problem, span: Span) -> Mended {
    let at = Lines { text };
    match problem {
        Problem::NotHexadecimal { .. } => hexadecimal(&at, span),
        Problem::FieldInvalid { field, found } => match number(*field, found) {
            Some(number) => at.safely([Edit::replace(span, number)]),
            None => digest(None),
        },
        Problem::FieldMissing { .. }
        | Problem::UsageUnknown { .. }
        | Problem::SelectorUnknown { .. }
        | Problem::MatchingTypeUnknown { .. }
        | Problem::OddDigits { .. }
        | Problem::DigestLength { .. } => digest(None),
    }
}

/// What mends a fact at these bytes of a set.
pub fn mend_text(text: &str, fact: &Fact, span: Span) -> Mended {
    let at = Lines { text };
    match fact {
        Fact::UsagePkix { .. } => at.decide([at.take_out(span)], Effect::DigestGone),
        Fact::Repeated => {
            let choice = at.choice([at.take_out(span)], Effect::NothingChanges);
            Ok(Fix::safe(choice))
        }
        Fact::Unusual { .. }
        | Fact::FullData { .. }
        | Fact::Sha512Only
        | Fact::Single
        | Fact::NoneUsable => digest(None),
        Fact::Recommended => Err(Unmended::Good),
    }
}

/// What mends what DNS has of them.
pub fn mend_published(fact: &Published) -> Mended {
    match fact {
        Published::SomeWithout { hosts } => digest(hosts.first()),
        Published::HostIsAlias { target, .. } => digest(Some(target)),
        // Zones are signed, and broken signatures mended, by who keeps them.
        Published::Unsigned { .. }
        | Published::MxUnsigned { .. }
        | Published::AddressUnsigned { .. }
        | Published::LookupBroken { .. } => Err(Unmended::NotDns),
        Published::Missing { .. } => Err(Unmended::Chosen),
        Published::SecurityUnknown { .. } | Published::LookupFailed { .. } => {
            Err(Unmended::Unknown)
        }
        Published::InForce { .. } => Err(Unmended::Good),
    }
}

fn digest(host: Option<&Name>) -> Mended {
    let title = Title::NewDigest {
        host: host.cloned(),
    };
    let choice = Choice::changes(title, Effect::FromSigner, Vec::new());
    Ok(Fix::show_only(choice))
}

/// The data without the colons that tools put between octets.
fn hexadecimal(at: &Lines<'_>, span: Span) -> Mended {
    let line = at.line(span);
    let words = line.slice(at.text).splitn(4, char::is_whitespace);
    let Some(data) = words.last() else {
        return digest(None);
    };
    let data = Span::of(data, at.text);
    let written = data.slice(at.text);
    let bare: String = written
        .chars()
        .filter(|c| !matches!(c, ':' | '-' | '"') && !c.is_whitespace())
        .collect();
    match bare.bytes().all(|octet| octet.is_ascii_hexdigit()) && !bare.is_empty() {
        true => at.safely([Edit::replace(data, bare)]),
        false => digest(None),
    }
}

/// The number of a name (RFC 7218 §2).
fn number(field: Field, name: &str) -> Option<&'static str> {
    let name = name.to_ascii_uppercase();
    Some(match (field, name.as_str()) {
        (Field::Usage, "PKIX-TA") => "0",
        (Field::Usage, "PKIX-EE") => "1",
        (Field::Usage, "DANE-TA") => "2",
        (Field::Usage, "DANE-EE") => "3",
        (Field::Selector, "CERT") => "0",
        (Field::Selector, "SPKI") => "1",
        (Field::MatchingType, "FULL") => "0",
        (Field::MatchingType, "SHA2-256" | "SHA-256" | "SHA256") => "1",
        (Field::MatchingType, "SHA2-512" | "SHA-512" | "SHA512") => "2",
        _ => return None,
    })
}
