//! DKIM key records. What stands in a key can be mended only where its octets
//! are all there; a new key comes from the one who signs.

use super::list::List;
use super::{Change, Choice, Edit, Effect, Fix, Known, Mended, Title, Unmended, published};
use crate::check::dkim::places::Fact as Places;
use crate::check::dkim::published::Fact as Published;
use crate::check::dkim::text::Fact;
use crate::dns::RecordType;
use crate::dns::base64;
use crate::record::dkim::{KeyType, Problem, TAGS};
use crate::record::span::Span;
use crate::record::tag_list::{Dialect, Fault, is_blank};

fn list(text: &str) -> List<'_> {
    let dialect = Dialect {
        known: TAGS,
        folding: true,
    };
    List::read(text, "DKIM1", dialect)
}

/// What mends a departure at these bytes of a record.
pub fn mend_problem(text: &str, problem: &Problem, span: Span) -> Mended {
    let list = list(text);
    let value = span.slice(text);
    match problem {
        Problem::VersionNotFirst => list.version_not_first(span),
        Problem::VersionCase => list.safely([Edit::replace(span, "DKIM1")]),
        Problem::VersionUnknown { found } => list.version_wrong(found, span),
        Problem::OtherRecord { .. } => published::belongs_elsewhere(),
        Problem::NotKeyRecord => anew(),
        Problem::HostName => published::belongs_elsewhere(),
        Problem::SecondRecord => list.second_record(span),
        Problem::Quoted { mark } => list.fault(Fault::Quote(*mark), span),
        Problem::OddCharacter { character } => list.fault(Fault::Character(*character), span),
        Problem::SeparatorMissing => list.fault(Fault::SeparatorMissing, span),
        Problem::SeparatorLookalike { found } => {
            list.fault(Fault::SeparatorLookalike(*found), span)
        }
        Problem::SeparatorEscaped => list.fault(Fault::EscapedSeparator, span),
        Problem::EqualsLookalike { found } => list.fault(Fault::EqualsLookalike(*found), span),
        Problem::EmptyPiece => list.fault(Fault::EmptyPiece, span),
        Problem::EqualsMissing { text } => {
            let kind = text.trim().to_ascii_lowercase();
            match kind == "rsa" || kind == "ed25519" {
                true if list.tag_named("k").is_none() => {
                    list.safely([Edit::replace(span, ["k=", &kind].concat())])
                }
                _ => list.fault(Fault::NoEquals, span),
            }
        }
        Problem::NameMalformed { character: None } => list.fault(Fault::NoName, span),
        Problem::NameMalformed {
            character: Some(odd),
        } => list.fault(Fault::NameCharacter(*odd), span),
        Problem::NameCase { name } => list.safely([Edit::replace(span, name.to_ascii_lowercase())]),
        Problem::TagRepeated { .. } => list.repeated(span),
        Problem::TagUnknown { .. }
        | Problem::TagOfSignature { .. }
        | Problem::TagHistoric { .. }
        | Problem::FlagUnknown { .. } => list.unheeded(span),
        Problem::KeyMissing => anew(),
        Problem::KeyWithoutTag => list.safely([Edit::insert(span.start, "p=")]),
        Problem::KeyQuoted { .. } => {
            let bare: String = value
                .chars()
                .filter(|c| !crate::record::tag_list::is_quote(*c))
                .collect();
            match bare == value {
                true => anew(),
                false => list.safely([Edit::replace(span, bare)]),
            }
        }
        Problem::KeyUrlSafe => {
            let standard = value.replace('-', "+").replace('_', "/");
            list.safely([Edit::replace(span, standard)])
        }
        Problem::KeyUnpadded => {
            let Some(tag) = list.tag_named("p") else {
                return anew();
            };
            let key = list.tags.value(&tag).bytes();
            let digits = key.filter(|octet| !octet.is_ascii_whitespace()).count();
            let padding = "=".repeat((4 - digits % 4) % 4);
            list.safely([Edit::insert(tag.value.end, padding)])
        }
        Problem::KeyFramed { .. } => unframed(&list, span),
        Problem::KeyWrapped => match unwrapped(value) {
            Some(bare) => list.safely([Edit::replace(span, bare)]),
            None => anew(),
        },
        Problem::KeyOtherType { found } => other_type(&list, found),
        // The key itself is damaged, or of no use: only the signer has it.
        Problem::KeyNotBase64 { .. }
        | Problem::KeyCutShort { .. }
        | Problem::KeyLowerCased
        | Problem::KeyTrailing { .. }
        | Problem::KeyMalformed
        | Problem::KeyOtherAlgorithm
        | Problem::KeyLength { .. } => anew(),
        Problem::KeyPrivate => new_key(),
        Problem::KeyTypeUnknown { meant, .. } => match (meant, list.tag_named("k")) {
            (Some(meant), Some(tag)) => list.guess([Edit::replace(tag.value, *meant)]),
            _ => list.without(span, Effect::Guess),
        },
        Problem::HashHeaderFields { .. } => list.safely([list.take_out(span)]),
        Problem::HashUnknown { meant, .. } => match meant {
            Some(meant) if !span.slice(text).contains('=') => {
                list.guess([Edit::replace(span, *meant)])
            }
            _ => list.without(span, Effect::Guess),
        },
        Problem::ServiceUnknown { .. } => list.without(span, Effect::Guess),
        Problem::ListComma => {
            let colons = value.replace(',', ":");
            list.safely([Edit::replace(span, colons)])
        }
    }
}

/// What mends a fact at these bytes of a record.
pub fn mend_text(text: &str, fact: &Fact, span: Span) -> Mended {
    let list = list(text);
    let without = |effect| list.without(span, effect);
    match fact {
        Fact::RsaTooShort { .. } | Fact::RsaShort { .. } | Fact::RsaExponent => new_key(),
        Fact::RsaLong { .. } => new_key(),
        Fact::Sha1Only | Fact::HashMissing => without(Effect::AsMeant),
        Fact::Sha1Allowed => {
            let choice = list.choice([list.set("h", "sha256")], Effect::Guess);
            Ok(Fix::decision(choice, Vec::new()))
        }
        Fact::Testing => flag_gone(&list, span),
        Fact::NotForMail => without(Effect::AsMeant),
        Fact::VersionAbsent => {
            let front = [Edit::insert(0, "v=DKIM1; ")];
            Ok(Fix::safe(list.choice(front, Effect::NothingChanges)))
        }
        Fact::RsaSound { .. } => Err(Unmended::Good),
        // A key taken back does its work; flags and kinds of key are a choice.
        Fact::Revoked | Fact::Strict | Fact::Ed25519 => Err(Unmended::Chosen),
        // The frame is made by the tool that made the key.
        Fact::RsaBare => anew(),
    }
}

/// What mends what DNS has of the keys.
pub fn mend_published(fact: &Published, known: &Known) -> Mended {
    let selector = |name: &crate::dns::Name| Title::PublishKeyAnew {
        selector: Some(name.clone()),
    };
    let shown = |title| {
        let choice = Choice::changes(title, Effect::FromSigner, Vec::new());
        Ok(Fix::show_only(choice))
    };
    match fact {
        Published::Missing { selector: name } => shown(selector(name)),
        Published::Several { selector: name, .. } => shown(selector(name)),
        Published::AliasDead {
            selector: name,
            target,
            ..
        } => {
            let alias = format!("{target}.");
            let gone = Change::delete(name.clone(), RecordType::CNAME, super::TTL, &alias);
            let title = Title::Delete { value: alias };
            Ok(Fix::decision(
                Choice::changes(title, Effect::KeyChanges, vec![gone]),
                vec![Choice::changes(
                    selector(name),
                    Effect::FromSigner,
                    Vec::new(),
                )],
            ))
        }
        Published::OfPairMissing { provider, .. }
        | Published::ProviderKeysMissing { provider, .. } => shown(Title::AliasOfProvider {
            provider: (*provider).to_owned(),
        }),
        Published::Wildcard { domain } => {
            let name = domain.prepend("*._domainkey").ok();
            match name.filter(|_| known.domain.is_some()) {
                Some(name) => shown(Title::Delete {
                    value: name.to_string(),
                }),
                None => Err(Unmended::NotKnown),
            }
        }
        Published::AliasWaiting { .. }
        | Published::AtProvider { .. }
        | Published::WildcardRevoked { .. }
        | Published::NotNeeded => Err(Unmended::Good),
        Published::NotSeen { .. }
        | Published::SeenElsewhere { .. }
        | Published::SeenNowhere { .. }
        | Published::GuessesUnanswered { .. } => Err(Unmended::Unknown),
    }
}

/// What mends where keys stand.
pub fn mend_places(fact: &Places) -> Mended {
    match fact {
        // The selector is in the signatures, and the signer's settings.
        Places::AtApex { .. } | Places::WithoutSelector { .. } | Places::NameDoubled { .. } => {
            anew()
        }
        // Nobody asks for them; they may stay.
        Places::Practices { .. } => Err(Unmended::Chosen),
    }
}

/// Only the signer has the key.
fn anew() -> Mended {
    let title = Title::PublishKeyAnew { selector: None };
    let choice = Choice::changes(title, Effect::FromSigner, Vec::new());
    Ok(Fix::show_only(choice))
}

fn new_key() -> Mended {
    let title = Title::NewKey { bits: 2048 };
    let choice = Choice::changes(title, Effect::KeyChanges, Vec::new());
    Ok(Fix::show_only(choice))
}

/// The key without `-----BEGIN PUBLIC KEY-----` and what ends it.
fn unframed(list: &List<'_>, span: Span) -> Mended {
    let tag = list
        .tags
        .tags
        .iter()
        .find(|tag| tag.value.start <= span.start && span.end <= tag.value.end);
    let Some(tag) = tag else {
        return anew();
    };
    let bare: String = list
        .tags
        .value(tag)
        .split("-----")
        .enumerate()
        .filter(|(index, _)| index % 2 == 0)
        .map(|(_, part)| part.trim_matches(is_blank))
        .collect();
    list.safely([Edit::replace(tag.value, bare)])
}

/// The 32 octets of an Ed25519 key without its frame (RFC 8410 §4).
fn unwrapped(value: &str) -> Option<String> {
    let bare: String = value.chars().filter(|c| !is_blank(*c)).collect();
    let octets = base64::decode(&bare)?;
    let key = octets.get(octets.len().checked_sub(32)?..)?;
    Some(base64::encode(key))
}

fn other_type(list: &List<'_>, found: &KeyType) -> Mended {
    let name = match found {
        KeyType::Rsa => "rsa",
        KeyType::Ed25519 => "ed25519",
        KeyType::Unknown(_) => return anew(),
    };
    match list.tag_named("k") {
        Some(tag) => list.safely([Edit::replace(tag.value, name)]),
        None => {
            let key = list.tag_named("p").map_or(0, |tag| tag.name.start);
            list.safely([Edit::insert(key, ["k=", name, "; "].concat())])
        }
    }
}

/// The flags without `y`; no flags, where it is the only one.
fn flag_gone(list: &List<'_>, span: Span) -> Mended {
    let Some(tag) = list.tag_named("t") else {
        return list.without(span, Effect::KeyInEarnest);
    };
    let flags = list.tags.value(&tag).split(':').map(str::trim);
    let kept: Vec<_> = flags
        .filter(|flag| !flag.eq_ignore_ascii_case("y"))
        .collect();
    match kept.is_empty() {
        true => list.without(tag.span(), Effect::KeyInEarnest),
        false => {
            let edit = Edit::replace(tag.value, kept.join(":"));
            let choice = list.choice([edit], Effect::KeyInEarnest);
            Ok(Fix::decision(choice, Vec::new()))
        }
    }
}
