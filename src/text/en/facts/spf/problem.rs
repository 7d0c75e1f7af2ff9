//! What is said of departures from SPF's grammar.

use super::super::tag_list;
use super::{DEAD, PERM};
use crate::record::spf::{Ip4Fault, Problem};
use crate::text::{Message, character, excerpt, message};

const NONE: &str = "Receivers see no SPF record here.";

/// What is said of a departure from the grammar.
pub fn problem(problem: &Problem) -> Message {
    match problem {
        Problem::VersionMissing => message!(
            "`v=spf1` is missing",
            "{NONE} Begin the record with `v=spf1` and a space."
        ),
        Problem::VersionUnknown { version } => {
            let version = excerpt(version);
            message!(
                "There is no SPF version `{version}`",
                "{NONE} There is only `v=spf1`, followed by a space; `spf2.0` was Sender ID, which is long out of use."
            )
        }
        Problem::VersionSenderId { version } => {
            let version = excerpt(version);
            message!(
                "`{version}` is Sender ID, long out of use",
                "Nobody reads it any more: delete it. SPF is a record of its own that begins with `v=spf1`."
            )
        }
        Problem::VersionGlued => message!(
            "A space is missing behind `v=spf1`",
            "{NONE} Put one space there."
        ),
        Problem::VersionAfterSpace => {
            message!("A space stands before `v=spf1`", "{NONE} Delete it.")
        }
        Problem::VersionAfterQuote => message!(
            "A quotation mark stands before `v=spf1`",
            "{NONE} Zone files want quotation marks around a record, most DNS panels add them by themselves: delete it."
        ),
        Problem::VersionAfterText { text } => {
            let text = excerpt(text);
            message!(
                "`{text}` stands before `v=spf1`",
                "{NONE} Delete it: nothing may stand in front."
            )
        }
        Problem::RecordInRecord { version } if version.eq_ignore_ascii_case("v=spf1") => message!(
            "A second `v=spf1` stands inside the record",
            "Receivers pass over it and take what follows for more of the first record, of which nothing behind `all` counts. Merge the two into one: one `v=spf1` in front, one `all` at the end."
        ),
        Problem::RecordInRecord { version } => {
            let place = tag_list::place(version.trim_start_matches("v="));
            let version = excerpt(version);
            message!(
                "Another record begins here: `{version}`",
                "Two records stand in one string, and what follows is lost. Publish each as a TXT record in its own place: this one {place}."
            )
        }
        Problem::SpaceNotSp { code } => {
            let c = code_point(*code);
            message!(
                "`{c}` stands where a space belongs",
                "{PERM} Only the plain space may stand between terms; a tab or a line break often comes along by copying."
            )
        }
        Problem::CharacterControl { code } => {
            let c = code_point(*code);
            message!(
                "The control character `{c}` stands in the record",
                "{PERM} Delete it."
            )
        }
        Problem::CharacterInvisible { code } => {
            let c = code_point(*code);
            message!(
                "The invisible character `{c}` stands in the record",
                "{PERM} It came along by copying: delete it, or type the term anew."
            )
        }
        Problem::CharacterNotAscii { text } => {
            let text = excerpt(text);
            message!(
                "`{text}` is not plain ASCII",
                "{PERM} Write a domain of another script in its ASCII form, `xn--…`, and all else in plain letters."
            )
        }
        Problem::QuoteMark { mark } => {
            let mark = character(*mark);
            message!(
                "The quotation mark `{mark}` became part of the record",
                "{PERM} Delete it: zone files want quotation marks, most DNS panels add them by themselves."
            )
        }
        Problem::SeparatorMark { mark } => {
            let mark = character(*mark);
            message!(
                "`{mark}` does not belong between terms",
                "{PERM} Separate terms by spaces alone."
            )
        }
        Problem::Backslash => message!(
            "A backslash became part of the record",
            "{PERM} Zone files and shells want it, the record does not: delete it."
        ),
        Problem::Placeholder { text } => {
            let text = excerpt(text);
            message!(
                "`{text}` is a placeholder that was left in",
                "Guides mean something of yours to stand there: behind `include:` a provider’s domain, behind `ip4:` an address of your server. {DEAD}"
            )
        }
        Problem::TermsGlued { terms } => {
            let terms = spaced(terms);
            message!(
                "A space is missing between two terms",
                "{PERM} Write `{terms}`."
            )
        }
        Problem::DomainSwallowsTerm { terms } => {
            let terms = spaced(terms);
            message!(
                "A space is missing, and the domain swallows a term",
                "Receivers look up all of it as one name, which does not exist. {DEAD} Write `{terms}`."
            )
        }
        Problem::SpaceInTerm { name, value } => {
            let term = joined(name, value);
            message!(
                "A space splits `{name}` from its value",
                "{PERM} Write `{term}` without a space."
            )
        }
        Problem::SeparatorMissing { name, value } => {
            let (mark, term) = (mark(name), joined(name, value));
            message!(
                "`{mark}` is missing behind `{name}`",
                "So it falls into terms that nobody knows. {PERM} Write `{term}`."
            )
        }
        Problem::MechanismUnknown {
            name,
            meant: Some("ptr"),
        } => {
            let name = excerpt(name);
            message!(
                "SPF knows no `{name}`; did you mean `ptr`?",
                "{PERM} `ptr` should not be used either, as it is slow and unsure: delete the term."
            )
        }
        Problem::MechanismUnknown {
            name,
            meant: Some(meant),
        } => {
            let name = excerpt(name);
            message!(
                "SPF knows no `{name}`; did you mean `{meant}`?",
                "{PERM} Write `{meant}`."
            )
        }
        Problem::MechanismUnknown { name, meant: None } => {
            let name = excerpt(name);
            message!(
                "SPF knows no `{name}`",
                "{PERM} Delete it; there are only `all`, `include`, `a`, `mx`, `ip4`, `ip6`, `exists` and `ptr`."
            )
        }
        Problem::MechanismWithEquals { name } => message!(
            "`=` stands behind `{name}` where `:` belongs",
            "Receivers take it for a modifier that they do not know, and pass over it: the servers meant here are not allowed. Write `{name}:`."
        ),
        Problem::ModifierWithColon { name } => message!(
            "`:` stands behind `{name}` where `=` belongs",
            "{PERM} Write `{name}=`."
        ),
        Problem::ModifierQualified { name } => {
            let name = excerpt(name);
            message!(
                "`{name}` takes no qualifier",
                "{PERM} Delete the mark in front of it."
            )
        }
        Problem::ModifierNameInvalid { name } => {
            let name = excerpt(name);
            message!(
                "What stands before `=` is no name: `{name}=`",
                "{PERM} A name begins with a letter. Correct or delete it."
            )
        }
        Problem::ModifierRepeated { name } => {
            message!("`{name}` stands here twice", "{PERM} Keep one.")
        }
        Problem::QualifierUnknown {
            qualifier,
            meant: Some(meant),
        } => {
            let qualifier = character(*qualifier);
            message!(
                "`{qualifier}` only looks like `{meant}`",
                "{PERM} Write a plain `{meant}`."
            )
        }
        Problem::QualifierUnknown {
            qualifier,
            meant: None,
        } => {
            let qualifier = character(*qualifier);
            message!(
                "`{qualifier}` is no qualifier",
                "{PERM} Write `-` to refuse, `~` to suspect, `?` to say nothing, or no mark at all to allow."
            )
        }
        Problem::QualifierRepeated => message!(
            "More than one qualifier stands before a mechanism",
            "{PERM} Keep one."
        ),
        Problem::QualifierAlone { qualifier } => message!(
            "`{qualifier}` stands alone",
            "{PERM} Put it right before its mechanism, as in `{qualifier}all`."
        ),
        Problem::ValueMissing { name } => {
            let (mark, wanted) = (mark(name), wanted(name));
            message!("Nothing follows `{name}{mark}`", "{PERM} {wanted}")
        }
        Problem::ValueUnexpected { name } => {
            message!("`{name}` takes no value", "{PERM} Write `{name}` alone.")
        }
        Problem::DomainSingleLabel { domain } => {
            let domain = excerpt(domain);
            message!(
                "`{domain}` is no whole domain",
                "{PERM} Write the full name, such as `mail.example.com`."
            )
        }
        Problem::DomainEndInvalid { label } if label.is_empty() => {
            message!("No domain ends in two dots", "{PERM} Delete one, or both.")
        }
        Problem::DomainEndInvalid { label } => {
            let label = excerpt(label);
            message!(
                "A domain cannot end in `.{label}`",
                "{PERM} Write the domain alone, without a port or a path."
            )
        }
        Problem::DomainIsAddress {
            name,
            address,
            meant,
        } => {
            let address = excerpt(address);
            message!(
                "An address stands behind `{name}`, where a domain belongs",
                "{PERM} Write `{meant}:{address}`."
            )
        }
        Problem::DomainCharacterOdd { character: c } => {
            let c = character(*c);
            message!(
                "`{c}` stands in a domain",
                "Receivers look the name up as it is written, and no host is called so. {DEAD} Correct the domain."
            )
        }
        Problem::DomainBare { domain } => {
            let domain = excerpt(domain);
            message!(
                "`{domain}` stands without a mechanism",
                "{PERM} Write `include:{domain}` if a provider told you the name, or `a:{domain}` if it is your server."
            )
        }
        Problem::Ip4Invalid { address, fault } => {
            let (address, why) = (excerpt(address), ip4_fault(*fault));
            message!("`{address}` is no IPv4 address", "{PERM} {why}")
        }
        Problem::Ip4IsIp6 => message!(
            "An IPv6 address stands behind `ip4:`",
            "{PERM} Write `ip6:`."
        ),
        Problem::Ip6Invalid { address } => {
            let address = excerpt(address);
            message!(
                "`{address}` is no IPv6 address",
                "{PERM} Write an address such as `2001:db8::1`."
            )
        }
        Problem::Ip6IsIp4 => message!(
            "An IPv4 address stands behind `ip6:`",
            "{PERM} Write `ip4:`."
        ),
        Problem::AddressIsDomain { name, domain } => {
            let domain = excerpt(domain);
            message!(
                "A domain stands behind `{name}:`, where an address belongs",
                "{PERM} Write `a:{domain}` if it is a server, `include:{domain}` if a provider has an SPF record there, or the server’s address."
            )
        }
        Problem::AddressHasMacro { name } => message!(
            "No macro can stand behind `{name}:`",
            "{PERM} Write an address, or use the macro with `exists:`."
        ),
        Problem::AddressBare { address, meant } if is_network(address) => {
            let address = excerpt(address);
            message!(
                "`{meant}:` is missing before `{address}`",
                "{PERM} Write `{meant}:` right in front of it."
            )
        }
        Problem::AddressBare { address, meant } => {
            let address = excerpt(address);
            message!(
                "`{meant}:` is missing before `{address}`",
                "{PERM} Write `{meant}:` and a whole address; `{address}` is none."
            )
        }
        Problem::PrefixInvalid { prefix } => {
            let prefix = excerpt(prefix);
            message!(
                "`{prefix}` is no prefix length",
                "{PERM} Write a number of bits: `/24`, not `/255.255.255.0`; behind `a` and `mx` an IPv6 length may follow, as in `/24//64`."
            )
        }
        Problem::PrefixTooLong { length, longest } => message!(
            "`/{length}` is longer than an address",
            "{PERM} Write `/{longest}` at most."
        ),
        Problem::PrefixLeadingZero { prefix } => {
            let prefix = excerpt(prefix);
            message!("`{prefix}` begins with a zero", "{PERM} Delete the zero.")
        }
        Problem::PrefixUnexpected { name } => message!(
            "`{name}` takes no prefix length",
            "{PERM} Delete it; only `a`, `mx`, `ip4` and `ip6` take one."
        ),
        Problem::PercentAlone => message!(
            "`%` begins no macro here",
            "{PERM} Write a macro as `%{{i}}`, and a percent sign as `%%`."
        ),
        Problem::MacroUnclosed => message!(
            "`}}` is missing behind a macro",
            "{PERM} Write the macro whole, as in `%{{i}}`."
        ),
        Problem::MacroLetterUnknown { letter } => {
            let letter = character(*letter);
            message!(
                "There is no macro letter `{letter}`",
                "{PERM} The letters are `s`, `l`, `o`, `d`, `i`, `p`, `v` and `h`."
            )
        }
        Problem::MacroOnlyInExplanation { letter } => message!(
            "`%{{{letter}}}` belongs in the text that `exp` leads to",
            "{PERM} In a domain, use `%{{i}}` for the sender’s address."
        ),
        Problem::MacroZeroDigits => message!(
            "A macro cannot keep zero parts",
            "{PERM} Write how many parts on the right are kept, 1 or more, or no number."
        ),
        Problem::MacroMalformed { text } => {
            let text = excerpt(text);
            message!(
                "`{text}` is no macro",
                "{PERM} A macro is a letter, perhaps a number, `r` and separators: `%{{d2r-}}`."
            )
        }
    }
}

/// What to do about a name without a value.
fn wanted(name: &str) -> &'static str {
    match name {
        "all" => "`all` takes no value: delete the colon.",
        "a" | "mx" | "ptr" => "Write a domain behind it, or delete the colon to mean this domain.",
        "ip4" | "ip6" => "Write an address behind it, or delete the term.",
        _ => "Write a domain behind it, or delete the term.",
    }
}

fn ip4_fault(fault: Ip4Fault) -> &'static str {
    match fault {
        Ip4Fault::Count => "An address has four numbers with dots between, such as `192.0.2.1`.",
        Ip4Fault::TooLarge => "Each of its four numbers must be 255 or less.",
        Ip4Fault::LeadingZero => "None of its numbers may begin with a zero.",
        Ip4Fault::Character => "An address has digits and dots only, such as `192.0.2.1`.",
    }
}

/// What stands between a name and its value.
fn mark(name: &str) -> char {
    match name {
        "redirect" | "exp" => '=',
        _ => ':',
    }
}

fn joined(name: &str, value: &str) -> String {
    format!("{name}{}{}", mark(name), excerpt(value))
}

fn spaced(terms: &[String]) -> String {
    excerpt(&terms.join(" ")).to_string()
}

fn code_point(code: u32) -> String {
    character(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
}

/// Whether a text is an address, perhaps with a prefix length.
fn is_network(text: &str) -> bool {
    let address = text.split('/').next().unwrap_or(text);
    address.parse::<std::net::IpAddr>().is_ok()
}
