//! What is said of all that an SPF record leads to.

use super::PERM;
use crate::check::spf::tree::Fact;
use crate::text::{Message, excerpt, message};

/// What is said of all that an SPF record leads to.
pub fn tree(fact: &Fact) -> Message {
    match fact {
        Fact::LookupsTooMany { least, most } => {
            let count = match most {
                Some(most) if most == least => format!("{least}"),
                _ => format!("At least {least}"),
            };
            message!(
                "{count} DNS lookups; receivers stop at 10",
                "A receiver that comes to the eleventh gives up (permerror), so mail from servers named behind it does not pass SPF. Remove terms that are no longer used, or put addresses in place of names."
            )
        }
        Fact::LookupsUncertain { least } => message!(
            "How many DNS lookups it takes is unknown: at least {least}",
            "A part of the record could not be followed, or depends on the message. Ten are allowed; whether that is enough is not known."
        ),
        Fact::LookupsAtLimit => message!(
            "All 10 DNS lookups are used up",
            "The record works today. As soon as one of the included services adds a lookup of its own, receivers give up on it (permerror)."
        ),
        Fact::LookupsNearLimit { lookups } => message!(
            "{lookups} of 10 DNS lookups are used",
            "The record works. Another service may take it past the limit, and included services may add lookups at any time."
        ),
        Fact::LookupsWithinLimit { lookups } => message!(
            "{lookups} of 10 DNS lookups are used",
            "Receivers follow ten. Includes within includes are counted here; `exp=` and the addresses of `mx` hosts are not part of the ten."
        ),
        Fact::VoidsTooMany { least } => message!(
            "{least} names lead nowhere; receivers bear 2",
            "A receiver that comes to the third gives up (permerror), so mail from servers named behind it does not pass SPF. Remove the terms whose names are gone."
        ),
        Fact::VoidsTooManyIp6 { least } => message!(
            "For mail over IPv6 {least} names lead nowhere; receivers bear 2",
            "Hosts with IPv4 addresses alone bring nothing for a sender with an IPv6 address, and receivers give up at the third (permerror). Put `ip6:` networks that send in front, and `ip4:` networks in place of such hosts."
        ),
        Fact::VoidsAtLimit => message!(
            "2 names lead nowhere, and no more may",
            "Receivers give up at the third (permerror). Remove the terms whose names are gone."
        ),
        Fact::TargetMissing { name, target } => message!(
            "`{name}` leads to `{target}`, which has no SPF record",
            "{PERM} Remove the term, or ask the service for the name that it uses now."
        ),
        Fact::TargetNoSuchName { name, target } => message!(
            "`{name}` leads to `{target}`, which does not exist",
            "{PERM} Remove the term. Whoever registers the name could send as this domain."
        ),
        Fact::TargetSeveralRecords {
            name,
            target,
            count,
        } => message!(
            "`{name}` leads to `{target}`, which has {count} SPF records",
            "{PERM} Only whoever runs `{target}` can merge them; until then remove the term."
        ),
        Fact::TargetInvalid { name, target } => message!(
            "`{name}` leads to `{target}`, whose record has a fault",
            "{PERM} Only whoever runs `{target}` can mend it; until then remove the term."
        ),
        Fact::IncludeLoop { target } => message!(
            "`include:{target}` leads back to a record on the way here",
            "Receivers go round until the tenth lookup and give up (permerror). Remove the include that closes the circle."
        ),
        Fact::RedirectLoop { target } => message!(
            "`redirect={target}` leads back to a record on the way here",
            "Receivers go round until the tenth lookup and give up (permerror). Let it lead to a record that ends in `all`."
        ),
        Fact::RecordAgain { target, lookups } => message!(
            "`{target}` is followed more than once",
            "Each time it counts anew: here for {lookups} more of the ten lookups. Keep one."
        ),
        Fact::IncludePassesAll { target } => message!(
            "The included record of `{target}` lets everyone send",
            "It passes any server, and what it passes may send as this domain: anyone’s forged mail passes SPF. Remove the include."
        ),
        Fact::AddressMissing { host } => message!(
            "`{host}` has no address",
            "The term lets nobody send, and is one of the two questions that may bring nothing. Remove it, or name the host that sends."
        ),
        Fact::ExchangersMissing { domain } => message!(
            "`{domain}` has no mail exchangers",
            "`mx` lets the hosts in MX records send, and there are none: the term lets nobody send. Remove it."
        ),
        Fact::ExchangerWithoutAddress { host } => message!(
            "The mail exchanger `{host}` has no address",
            "`mx` lets it send, but no server can be it; it is one of the two questions that may bring nothing."
        ),
        Fact::ExchangersTooMany { domain, count } => message!(
            "`{domain}` has {count} mail exchangers; receivers look up 10",
            "{PERM} Name the networks that send with `ip4:` and `ip6:` instead of `mx`."
        ),
        Fact::ExistsNever { target } => message!(
            "`exists` never matches: `{target}` has no A record",
            "Only an A record counts here, for IPv6 senders too. The term lets nobody send, and is one of the two questions that may bring nothing."
        ),
        Fact::RedirectPassesAll { target } => message!(
            "The record of `{target}`, which decides, lets everyone send",
            "`redirect` hands everything to that record: anyone’s forged mail passes SPF. Have it end in `~all` or `-all`, or publish a record that does not lead there."
        ),
        Fact::RedirectWeak { target } => message!(
            "The record of `{target}`, which decides, does not stop others",
            "`redirect` hands everything to that record, and it says nothing of servers that it does not name. Have it end in `~all` or `-all`."
        ),
        Fact::IncludesMany { count } => message!(
            "{count} services are included",
            "Each may send as this domain, and each may change its record. Remove those that are no longer used."
        ),
        Fact::ExplanationMissing { target } => message!(
            "`exp` leads to `{target}`, which has no text",
            "Receivers send their own explanation instead. Publish a TXT record there, or remove `exp`."
        ),
        Fact::ExplanationSeveral { target, count } => message!(
            "`exp` leads to `{target}`, which has {count} texts",
            "Receivers use none of them. Keep one."
        ),
        Fact::ExplanationInvalid { target } => message!(
            "The explanation at `{target}` has a fault",
            "Receivers do not use it. A percent sign is written `%%`, and only ASCII characters may stand there."
        ),
        Fact::TtlLong { seconds } => {
            let days = seconds.div_ceil(86_400);
            message!(
                "A change takes up to {days} days to arrive everywhere",
                "The record may stay in caches for {seconds} seconds. Before you change it, lower its TTL to 3600."
            )
        }
        Fact::TextsLarge { octets, count } => message!(
            "The {count} TXT records here make an answer of {octets} bytes",
            "Answers over 1,232 bytes come by TCP, which some networks block. Remove verification records that are no longer asked for."
        ),
        Fact::StringsGlued { word } => {
            let word = excerpt(word);
            message!(
                "Two strings meet without a space: `{word}`",
                "Strings of one TXT record are joined with nothing between them. Put a space at the end of the first or the start of the second."
            )
        }
    }
}
