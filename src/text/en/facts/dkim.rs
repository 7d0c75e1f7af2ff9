//! What is said of DKIM.

use super::tag_list::List;
use crate::check::dkim::places::Fact as Places;
use crate::check::dkim::published::Fact as Published;
use crate::check::dkim::text::Fact as Text;
use crate::record::dkim::{KeyType, Problem};
use crate::text::en::counted;
use crate::text::{Message, character, code_names, excerpt, message};

/// What is said of the key records under selectors.
pub fn published(fact: &Published) -> Message {
    match fact {
        Published::Missing { selector } => message!(
            "There is no DKIM key under the selector `{selector}`",
            "Signatures that name this selector cannot be verified and count for nothing. Publish the key that your mail provider shows, or correct the selector."
        ),
        Published::Several { selector, count } => message!(
            "{count} records stand under the selector `{selector}`",
            "Which of them a receiver takes is left to chance. Keep the one that belongs to the key in use."
        ),
        Published::AliasDead {
            selector,
            target,
            provider: Some(provider),
        } => message!(
            "`{selector}` leads to {provider}, which has no key there",
            "Signatures with this selector count for nothing. Switch DKIM on for the domain at {provider}, who then publishes the key at `{target}`; if you left {provider}, delete the CNAME."
        ),
        Published::AliasDead {
            selector,
            target,
            provider: None,
        } => message!(
            "`{selector}` is an alias of `{target}`, where there is no key",
            "Signatures with this selector count for nothing. Switch DKIM on at the provider who keeps `{target}`; if it no longer sends for you, delete the CNAME."
        ),
        Published::AliasWaiting {
            selector, provider, ..
        } => message!(
            "`{selector}` is kept for the next key of {provider}",
            "{provider} signs with a key under another of its selectors, and publishes here when it changes keys. Leave the CNAME where it is."
        ),
        Published::AtProvider { selector, provider } => message!(
            "The key under `{selector}` is kept by {provider}",
            "A CNAME leads there, so {provider} can change the key without you."
        ),
        Published::OfPairMissing {
            provider,
            present,
            missing,
        } => message!(
            "{provider} wants `{missing}` as well as `{present}`",
            "It changes keys by going over to the other selector, and signatures would fail from then on. Publish the record for `{missing}` that {provider} shows."
        ),
        Published::ProviderKeysMissing {
            provider,
            selectors,
        } => {
            let selectors = code_names(selectors, ", ");
            message!(
                "The DKIM keys of {provider} are not there",
                "{provider} signs with the selectors {selectors}, and nothing stands there. If it sends your mail, that is unsigned, or signed in another domain’s name, which DMARC does not count. Switch DKIM on at {provider} and publish the records that it shows."
            )
        }
        Published::Wildcard { domain } => message!(
            "Every DKIM selector of `{domain}` has an answer",
            "A wildcard record answers for selectors that nobody uses, so keys cannot be found by guessing: type a selector to see its key. Delete the wildcard if nobody needs it."
        ),
        Published::WildcardRevoked { domain } => message!(
            "Every DKIM selector of `{domain}` without a record of its own is revoked",
            "A wildcard with an empty `p` says that no signature in the domain’s name holds: right for a domain that sends no mail. Where it sends mail, type the selector to see its key."
        ),
        Published::NotSeen { tried } => message!(
            "No DKIM key was seen under {tried} usual selectors",
            "{NOT_LISTED}"
        ),
        Published::SeenElsewhere { tried } => message!(
            "There seem to be DKIM keys, but under none of {tried} usual selectors",
            "DNS says that there are names below `_domainkey`. {NOT_LISTED}"
        ),
        Published::SeenNowhere { tried } => message!(
            "No DKIM key was seen under {tried} usual selectors, and there seems to be none",
            "DNS says that there is no name below `_domainkey`; a few servers say so wrongly. {NOT_LISTED} If the mail is not signed, have your mail provider sign it."
        ),
        Published::NotNeeded => message!(
            "No DKIM key was seen, and none is needed",
            "SPF says that the domain sends no mail, so there is nothing to sign."
        ),
        Published::GuessesUnanswered { failed, tried } => message!(
            "{failed} of {tried} selectors that were tried got no answer",
            "A key may stand there or not. Check again, or ask another resolver."
        ),
    }
}

/// What is said of keys where nobody looks.
pub fn places(fact: &Places) -> Message {
    match fact {
        Places::AtApex { domain } => message!(
            "A DKIM key stands at `{domain}` itself, where nobody looks",
            "Receivers ask below a selector: `selector._domainkey.{domain}`. Move the record to the name that your mail provider shows."
        ),
        Places::WithoutSelector { domain } => message!(
            "A DKIM key stands at `_domainkey.{domain}`, without a selector",
            "Receivers ask below a selector: `selector._domainkey.{domain}`. Move the record to the name that your mail provider shows."
        ),
        Places::NameDoubled { name, domain } => message!(
            "DKIM keys stand below `{name}`, with the domain twice",
            "Most DNS panels add the domain by themselves. Enter `selector._domainkey` as the host name, not `selector._domainkey.{domain}`, and delete what stands there."
        ),
        Places::Practices { domain } => message!(
            "Signing practices (ADSP) stand at `_adsp._domainkey.{domain}`",
            "No receiver asks for them any longer; DMARC took their place. Delete the record."
        ),
    }
}

/// Why nothing is claimed of what was not found, and what to do.
const NOT_LISTED: &str = "DNS does not list selectors, so this is no proof that there is none. Open the source of a message that the domain sent, look for `s=` in `DKIM-Signature`, and type that selector.";

const LIST: List = List {
    kind: "DKIM",
    version: "DKIM1",
    readers: "Receivers",
    broken: "Receivers discard the whole record, and signatures with this key count for nothing.",
    repeated: "Receivers discard the whole record then, and signatures with this key count for nothing.",
};

/// What a key that cannot be read leads to.
const UNREAD: &str = "Receivers cannot read the key, and signatures with it count for nothing.";

/// What is said of a departure from the grammar, or of a key that cannot be
/// read.
pub fn problem(problem: &Problem) -> Message {
    match problem {
        Problem::VersionNotFirst => LIST.version_not_first(),
        Problem::VersionCase => LIST.version_case(),
        Problem::VersionUnknown { found } => LIST.version_unknown(found),
        Problem::OtherRecord { version } => LIST.other_record(version),
        Problem::NotKeyRecord => message!(
            "This text is no DKIM key",
            "Signatures that name this selector count for nothing. Publish the record that your mail provider shows; it holds `p=` and a long key."
        ),
        Problem::HostName => message!(
            "A host name stands where the key belongs",
            "The mail provider keeps the key under a name of its own. Publish this name in a CNAME record instead of a TXT record."
        ),
        Problem::SecondRecord => LIST.second_record(),
        Problem::Quoted { mark } => LIST.quoted(*mark),
        Problem::OddCharacter { character } => LIST.odd_character(*character),
        Problem::SeparatorMissing => LIST.separator_missing(),
        Problem::SeparatorLookalike { found } => LIST.separator_lookalike(*found),
        Problem::SeparatorEscaped => LIST.separator_escaped(),
        Problem::EqualsLookalike { found } => LIST.equals_lookalike(*found),
        Problem::EmptyPiece => LIST.empty_piece(),
        Problem::EqualsMissing { text } => LIST.equals_missing(text, None),
        Problem::NameMalformed { character } => LIST.name_malformed(*character),
        Problem::NameCase { name } => LIST.name_case(name),
        Problem::TagRepeated { name } => LIST.tag_repeated(name),
        Problem::TagUnknown { name } => LIST.tag_unknown(name),
        Problem::TagOfSignature { name } => message!(
            "`{name}` belongs in signatures, not in the key record",
            "Receivers pass over it. It can be deleted."
        ),
        Problem::TagHistoric { name } => message!(
            "`{name}` is out of use",
            "It comes from DomainKeys and early DKIM. Receivers pass over it; it can be deleted."
        ),
        Problem::KeyMissing => message!(
            "There is no key: `p=` is missing",
            "Receivers discard the record, and signatures count for nothing. Add `p=` and the public key; `p=` alone would say that the key was taken back."
        ),
        Problem::KeyWithoutTag => message!(
            "`p=` is missing before the key",
            "{UNREAD} Write `p=` right before it."
        ),
        Problem::KeyQuoted { mark } => {
            let mark = character(*mark);
            message!(
                "The quotation mark `{mark}` stands in the key",
                "{UNREAD} Zone files split a long key into several strings in quotation marks; in a DNS panel, paste the key in one piece without them."
            )
        }
        Problem::KeyNotBase64 { character: c } => {
            let c = character(*c);
            message!(
                "`{c}` cannot stand here in a key",
                "{UNREAD} A key has letters, digits, `+` and `/`, and `=` at its end only. Copy it again from its source."
            )
        }
        Problem::KeyUrlSafe => message!(
            "`-` and `_` stand in the key for `+` and `/`",
            "{UNREAD} Write `+` for each `-`, and `/` for each `_`."
        ),
        Problem::KeyUnpadded => message!(
            "The `=` at the end of the key was lost",
            "Some receivers cannot read the key so. Copy it again, with its end."
        ),
        Problem::KeyFramed { label } => {
            let label = excerpt(label);
            message!(
                "`-----BEGIN {label}-----` does not belong in the record",
                "{UNREAD} Write only what stands between the first and the last line of the file, in one piece."
            )
        }
        Problem::KeyPrivate => message!(
            "The private key is published here",
            "Anyone can sign mail in the domain’s name with it. Delete the record now, make a new pair of keys, and publish the public one under another selector."
        ),
        Problem::KeyCutShort {
            promised: Some(promised),
            came: Some(came),
        } => message!(
            "The key is cut short: {came} of its {promised} octets are here",
            "{UNREAD} Publish the whole key; if a panel takes only 255 characters, split it into several strings."
        ),
        Problem::KeyCutShort {
            promised: _,
            came: _,
        } => message!(
            "The key is cut short",
            "{UNREAD} The dots stand for a part that was left out. Copy the whole key from where it is shown in full."
        ),
        Problem::KeyLowerCased => message!(
            "The key was put into lower case",
            "Capitals count in a key, so it is lost. Copy it again from its source."
        ),
        Problem::KeyTrailing { octets } => {
            let octets = counted(octets, "octet", "octets");
            message!(
                "{octets} behind the key should not be there",
                "Many receivers cannot read it so. Copy the key again from its source."
            )
        }
        Problem::KeyMalformed => message!(
            "What stands in `p` is no RSA key",
            "{UNREAD} Copy the key again from its source."
        ),
        Problem::KeyOtherAlgorithm => message!(
            "The key is neither RSA nor Ed25519",
            "DKIM has no other, and signatures with this key count for nothing. Make an RSA key of 2048 bits."
        ),
        Problem::KeyWrapped => message!(
            "The Ed25519 key has a frame that DKIM does not want",
            "{UNREAD} Keep its last 44 characters only: they are the bare key."
        ),
        Problem::KeyLength { octets } => message!(
            "An Ed25519 key has 32 octets; here are {octets}",
            "{UNREAD} Copy the key again from its source: it has 44 characters, the last of them `=`."
        ),
        Problem::KeyOtherType { found } => {
            let found = key_type(found);
            message!(
                "The key is of the type `{found}`, and `k` does not say so",
                "{UNREAD} Write `k={found}`."
            )
        }
        Problem::KeyTypeUnknown {
            found,
            meant: Some(meant),
        } => {
            let found = excerpt(found);
            message!(
                "DKIM knows no key type `{found}`",
                "Receivers do not use the key. Did you mean `k={meant}`?"
            )
        }
        Problem::KeyTypeUnknown { found, meant: None } => {
            let found = excerpt(found);
            message!(
                "DKIM knows no key type `{found}`, or not yet",
                "Receivers of today do not use the key. Sign with an RSA key as well, under a selector of its own."
            )
        }
        Problem::HashHeaderFields { found } => {
            let found = excerpt(found);
            message!(
                "`h` names hash algorithms here, not header fields",
                "Guides mistake it for the `h` of a signature. With `h={found}` no hash is allowed that receivers know, and signatures count for nothing. Delete it."
            )
        }
        Problem::HashUnknown { found, meant: _ } => {
            let found = excerpt(found);
            message!(
                "DKIM knows no hash `{found}`",
                "Receivers pass over it. Write `h=sha256`, or delete `h`."
            )
        }
        Problem::ServiceUnknown { found, meant } => {
            let found = excerpt(found);
            let choice = match meant {
                Some(meant) => format!("Did you mean `{meant}`?"),
                None => "Delete `s`: the selector stands in the record’s name.".into(),
            };
            message!(
                "`s` names services, not a selector; there is no service `{found}`",
                "Where no other service is named, receivers do not use the key for mail. {choice}"
            )
        }
        Problem::FlagUnknown { found } => {
            let found = excerpt(found);
            message!(
                "`t` has no flag `{found}`",
                "Receivers pass over it. It can be deleted."
            )
        }
        Problem::ListComma => message!(
            "`,` stands where `:` belongs",
            "Receivers take the whole for one word that they do not know. Write `:` between the words."
        ),
    }
}

fn key_type(kind: &KeyType) -> String {
    match kind {
        KeyType::Rsa => "rsa".into(),
        KeyType::Ed25519 => "ed25519".into(),
        KeyType::Unknown(name) => excerpt(name).to_string(),
    }
}

/// What is said of the key that a record publishes.
pub fn text(fact: &Text) -> Message {
    match fact {
        Text::Revoked => message!(
            "The key was taken back",
            "With an empty `p`, every signature that names this selector fails. Right for a key out of use and for a domain that sends no mail; otherwise publish the key."
        ),
        Text::RsaTooShort { bits } => message!(
            "An RSA key of {bits} bits is too short",
            "Receivers accept 1024 bits or more, so signatures with it count for nothing. Make a key of 2048 bits, publish it under a new selector, and sign with it."
        ),
        Text::RsaShort { bits } => message!(
            "An RSA key of {bits} bits could be longer",
            "Receivers verify with it; RFC 8301 advises 2048 bits. Make the next key so, under a new selector."
        ),
        Text::RsaSound { bits } => message!(
            "An RSA key of {bits} bits",
            "That is long enough, and receivers can verify with it."
        ),
        Text::RsaLong { bits } => message!(
            "An RSA key of {bits} bits is too long for some",
            "Receivers need not handle more than 4096 bits, and the record makes a large answer. 2048 bits are enough."
        ),
        Text::RsaExponent => message!(
            "The RSA key’s public exponent is unsafe",
            "Signatures can be forged with such a key, or never verify. Make a new pair of keys and publish it under a new selector."
        ),
        Text::RsaBare => message!(
            "The key lacks the frame that most programs write",
            "It is a bare RSAPublicKey; some receivers read only a SubjectPublicKeyInfo, as `openssl rsa -pubout` writes it. Publish it in that form."
        ),
        Text::Ed25519 => message!(
            "An Ed25519 key",
            "Short and strong, but many receivers cannot verify with it. Each message wants a signature with an RSA key too, under a selector of its own."
        ),
        Text::Sha1Only => message!(
            "Only SHA-1 is allowed",
            "Receivers no longer verify such signatures. Delete `h`, and sign with `rsa-sha256`."
        ),
        Text::HashMissing => message!(
            "`h` names no hash that receivers know",
            "No signature is verified with the key. Write `h=sha256`, or delete `h`."
        ),
        Text::Sha1Allowed => message!(
            "SHA-1 is still allowed",
            "No receiver should verify such signatures any more. Write `h=sha256`, or delete `h`."
        ),
        Text::Testing => message!(
            "`t=y` says that DKIM is only being tested",
            "Receivers may treat signed mail as if it had no signature. Delete `t=y` once signing works."
        ),
        Text::Strict => message!(
            "`t=s`: this key signs for the very domain only",
            "Signatures whose `i=` names a subdomain fail. Right unless you sign that way."
        ),
        Text::NotForMail => message!(
            "This key is not for mail",
            "`s` names other services only, so signatures on mail count for nothing. Delete `s` if the key should sign mail."
        ),
        Text::VersionAbsent => message!(
            "`v=DKIM1` is left out",
            "It may be, but it is recommended. Begin the record with `v=DKIM1;`."
        ),
    }
}
