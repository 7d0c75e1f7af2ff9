//! What is said of pasted text.

use crate::record::paste::Repair;
use crate::text::{Prose, character, excerpt};

/// What was taken out, or put right.
pub fn repair(repair: &Repair) -> Prose {
    Prose::from(match repair {
        Repair::Invisible(c) => format!("Taken out: the invisible character `{}`.", character(*c)),
        Repair::Space(c) => format!("The odd space `{}` became a plain one.", character(*c)),
        Repair::Quote(c) => format!("The quotation mark `{c}` became a plain one."),
        Repair::Dash(c) => format!("The dash `{c}` became a hyphen, `-`."),
        Repair::FullWidth(c) => format!("The full-width `{c}` became its plain twin."),
        Repair::Entity(entity) => {
            format!(
                "`{}`, from a web page’s source, became the character that it stands for.",
                excerpt(entity)
            )
        }
        Repair::Quotes => "Quotation marks that are not part of the record were taken away.".into(),
        Repair::Strings(count) => {
            format!("{count} strings were joined without a space, as receivers join them.")
        }
        Repair::LongString(octets) => format!(
            "A string of {octets} octets was taken whole. DNS servers take 255 at most in one and refuse the line: split it into several strings; most DNS panels do that by themselves."
        ),
        Repair::Escapes => {
            "Escapes of a zone file, such as `\\;`, became the characters that they stand for."
                .into()
        }
        Repair::FinalDot(host) => format!(
            "`{}` got a final dot: without it, a zone file puts the zone’s own name behind.",
            excerpt(host)
        ),
        Repair::Lines => "Lines were joined into one.".into(),
    })
}

/// What to do with a command that asks for records of this type.
pub fn command(rtype: &str) -> Prose {
    let name = match rtype {
        "SPF" => "example.com",
        "DKIM" => "selector._domainkey.example.com",
        "DMARC" => "_dmarc.example.com",
        "BIMI" => "default._bimi.example.com",
        "MTA-STS" | "MTASTS" => "_mta-sts.example.com",
        "TLS-RPT" | "TLSRPT" => "_smtp._tls.example.com",
        _ => return "This is a command, not a record. Run it and paste what it prints, or type the domain to have it looked up.".into(),
    };
    let place = match rtype {
        "SPF" => "at the domain itself".into(),
        _ => format!("at `{name}`"),
    };
    Prose::from(format!(
        "There is no record type `{rtype}`: it is a TXT record {place}. Ask with `dig +short TXT {name}` and paste what it prints, or type the domain to have it looked up."
    ))
}
