//! What is said of what an SPF record allows.

use super::DEAD;
use crate::check::spf::text::{Fact as Text, Special};
use crate::record::spf::Qualifier;
use crate::text::{Message, excerpt, message, spf};

/// What is said of what a record allows.
pub fn text(fact: &Text) -> Message {
    match fact {
        Text::AllPass { bare: true } => message!(
            "`all` alone lets everyone send",
            "Without a mark `all` means `+all`: anyone’s forged mail passes SPF. Write `~all` or `-all`."
        ),
        Text::AllPass { bare: false } => message!(
            "`+all` lets everyone send",
            "Anyone’s forged mail passes SPF. Write `~all` or `-all`."
        ),
        Text::AllNeutral => message!(
            "`?all` says nothing of other servers",
            "Forged mail is treated as if there were no SPF record. Write `~all` or `-all`."
        ),
        Text::AllSoftfail => message!(
            "Other servers are suspect: `~all`",
            "Mail from them is accepted and looked at with suspicion, not refused with a 550. To DMARC it has failed, just as with `-all`."
        ),
        Text::AllFail => message!(
            "Other servers may not send: `-all`",
            "Some receivers refuse their mail at once, forwarded mail of yours included. The result is called “fail”, and that is as it should be."
        ),
        Text::SendsNothing => message!(
            "Nobody may send in this domain’s name",
            "Right for a domain that sends no mail; with a DMARC policy of `p=reject` beside it, receivers refuse mail that claims to be from it."
        ),
        Text::AllMissing => message!(
            "Nothing is said of all other servers",
            "Without `all` or `redirect` the answer for them is neutral: forged mail is treated as if there were no SPF record. Add `~all` at the end."
        ),
        Text::AllRepeated => message!(
            "`all` stands here again",
            "Receivers stop at the first one. Keep the one that you mean, at the end."
        ),
        Text::TermAfterAll { term } => {
            let term = excerpt(term);
            message!(
                "`{term}` stands behind `all` and is never reached",
                "Receivers stop at `all`, so this term lets nobody send. Move it in front of `all`."
            )
        }
        Text::RedirectWithAll => message!(
            "`redirect` is never used beside `all`",
            "`all` settles everything before. Delete `all` if the other record is to decide, else `redirect`."
        ),
        Text::ModifierBeforeMechanism { name } => {
            let name = excerpt(name);
            message!(
                "`{name}` stands in front of mechanisms",
                "It works all the same, but only after them. At the end it reads as it works."
            )
        }
        Text::ModifierUnknown {
            name,
            meant: Some(meant),
        } => {
            let name = excerpt(name);
            message!(
                "SPF knows no modifier `{name}`; did you mean `{meant}`?",
                "Receivers pass over it, so what it asks for does not happen. Write `{meant}=`."
            )
        }
        Text::ModifierUnknown { name, meant: None } => {
            let name = excerpt(name);
            message!(
                "SPF knows no modifier `{name}`",
                "Receivers pass over it. If a service asked for it, it wants a TXT record of its own; delete it here."
            )
        }
        Text::ExplanationUnused => message!(
            "`exp` explains a refusal that never happens",
            "It is used only where a `-` matches, and there is none. Delete it."
        ),
        Text::MechanismNotPass { qualifier, term } => {
            let (term, result) = (excerpt(term), result(*qualifier));
            message!(
                "`{term}` does not allow the servers that it names",
                "Its mark gives their mail the result “{result}”. Delete the mark if they may send."
            )
        }
        Text::IncludeEnded { domain, service } => {
            let domain = excerpt(domain);
            message!(
                "`{domain}` belongs to {service}, which has ended",
                "Nobody sends your mail from there any more, but whoever holds its name or its networks now may send as this domain. Delete the term; it also takes lookups."
            )
        }
        Text::IncludeNotNeeded { domain, service } => {
            let domain = excerpt(domain);
            message!(
                "{service} does not need `{domain}` here",
                "It sends with an envelope sender of its own, and that is whose record receivers look at. Delete the term, which takes lookups; what {service} needs is its DKIM records."
            )
        }
        Text::PtrUsed => message!(
            "`ptr` should not be used",
            "It is slow and unsure, and RFC 7208 advises against it; some receivers do not follow it. Name the servers with `ip4:`, `a:` or `include:`."
        ),
        Text::MxUsed => message!(
            "The servers that receive mail may also send it",
            "Right if they do. If not, delete `mx`: it takes one of the ten lookups."
        ),
        Text::AUsed => message!(
            "The host at the domain itself may send",
            "That is often the web server. If it sends no mail, delete `a`: it takes one of the ten lookups."
        ),
        Text::MacroValidatedName => message!(
            "`%{{p}}` should not be used",
            "It is slow and unsure, and RFC 7208 advises against it. Use `%{{i}}` or `%{{d}}`."
        ),
        Text::MacroDependent { term } => {
            let term = excerpt(term);
            message!(
                "What `{term}` allows depends on the message",
                "Its name is made anew for each sender, so it cannot be followed here."
            )
        }
        Text::TermRepeated { term } => {
            let term = excerpt(term);
            message!(
                "`{term}` stands here twice",
                "The second one changes nothing. Delete it."
            )
        }
        Text::LookupRepeated { term } => {
            let term = excerpt(term);
            message!(
                "`{term}` stands here twice, and costs twice",
                "Its lookups count again towards the ten. Delete one."
            )
        }
        Text::NetworkCovered { inner, outer } => {
            let (inner, outer) = (excerpt(inner), excerpt(outer));
            message!(
                "`{inner}` lies within `{outer}`",
                "It adds nothing, and can go."
            )
        }
        Text::NetworkHostBits { network } => message!(
            "The address is not the first of its network",
            "Receivers take it for `{network}`. Write that, or the one address without a prefix length."
        ),
        Text::NetworkSpecial { kind } => {
            let kind = special(*kind);
            message!(
                "No mail comes over the Internet from here: {kind}",
                "The term allows nobody. Write the address that the server shows to others, or delete it."
            )
        }
        Text::NetworkMapped => message!(
            "An IPv4 address in the form of IPv6 never matches",
            "Receivers compare it as IPv4. Write it with `ip4:`."
        ),
        Text::NetworkBroad { prefix, bits: 32 } => {
            let count = spf::count(*prefix, 32);
            message!(
                "`/{prefix}` holds {count} addresses",
                "Among them are strangers, who may all send. Name only the addresses that send."
            )
        }
        Text::NetworkBroad { prefix, bits: _ } => message!(
            "`/{prefix}` is as large as a whole provider’s network",
            "Among its addresses are strangers, who may all send. Name only the networks that send."
        ),
        Text::NetworkEveryone => message!(
            "`/0` lets everyone send",
            "It holds every address there is, so anyone’s forged mail passes SPF. Write the network that is meant."
        ),
        Text::DomainLabelEmpty { domain } => {
            let domain = excerpt(domain);
            message!(
                "Two dots stand together in `{domain}`",
                "No such name can exist, and receivers differ: some let the term match nobody, others give up on the whole record. Delete one dot."
            )
        }
        Text::DomainTooLong { octets } => message!(
            "{octets} characters are too many for DNS",
            "A part of a name has 63 at most, a name 253, so this one cannot exist. {DEAD} Correct it."
        ),
        Text::LookupsOwnTooMany { lookups } => message!(
            "The record takes {lookups} DNS lookups; ten is the limit",
            "Receivers that come to the eleventh give up (permerror): servers matched before it pass, all others do not. Delete what is no longer used, and write `ip4:` for servers whose address stays."
        ),
        Text::RecordLong { octets } => message!(
            "The record is long: {octets} octets",
            "Beside other TXT records the answer may not fit in one UDP packet, and some receivers then miss it. Shorten it to 450 or less."
        ),
        Text::RecordTooLong { octets } => message!(
            "The record is too long: {octets} octets",
            "The answer does not fit in a plain UDP packet of 512 octets, and some receivers miss it. Shorten it to 450 or less, for example by moving networks behind an `include:`."
        ),
        Text::ReportAddressSet { address } => {
            let address = excerpt(address);
            message!(
                "Reports on failures are asked for at `{address}`",
                "Hardly any receiver sends them. DMARC’s `rua` tells the same, and is heeded."
            )
        }
        Text::ReportAddressMissing { name } => message!(
            "`{name}` does nothing without `ra`",
            "It says which failures are to be reported, but not to whom. Delete it."
        ),
        Text::ReportValueInvalid { name, value } => {
            let value = excerpt(value);
            message!(
                "`{name}={value}` is not a value that `{name}` can have",
                "Receivers pass over it. `ra` takes what stands before the `@`, `rp` a number from 0 to 100, `rr` letters such as `e:f`."
            )
        }
    }
}

fn special(kind: Special) -> &'static str {
    match kind {
        Special::Private => "a private network",
        Special::Loopback => "a host itself (loopback)",
        Special::LinkLocal => "a single cable (link-local)",
        Special::Shared => "a network behind a provider’s address translation",
        Special::Documentation => "an example address from documents",
        Special::Multicast => "groups of hosts (multicast)",
        Special::Reserved => "a reserved network",
    }
}

/// What a match is called, in the words of RFC 7208.
fn result(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::Pass => "pass",
        Qualifier::Fail => "fail",
        Qualifier::Softfail => "softfail",
        Qualifier::Neutral => "neutral",
    }
}
