//! DKIM key records. What stands in a key can be mended only where its octets
//! are all there; a new key comes from the one who signs.

use super::list::List;
use super::published::{self, Found, decided};
use super::{Change, Choice, Edit, Effect, Fix, Known, Mended, Title, Unmended, guide};
use crate::check::dkim::places::Fact as Places;
use crate::check::dkim::published::Fact as Published;
use crate::check::dkim::text::Fact;
use crate::dns::{Name, RecordType, base64};
use crate::follow::dkim::Selector;
use crate::follow::probe;
use crate::knowledge::setups::{Dkim, SETUPS, filled};
use crate::record::dkim::{DIALECT, KeyType, Problem, der};
use crate::record::kind::RecordKind;
use crate::record::span::Span;
use crate::record::tag_list::{Fault, is_blank};

fn list(text: &str) -> List<'_> {
    List::read(text, DIALECT)
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
        Problem::HostName => alias_instead(text),
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
        Problem::KeyPrivate => revoked(&list),
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
        Fact::Revoked => Ok(Fix::show_only(pair(Effect::OnlyIfSigned))),
        // Flags and kinds of key are a choice.
        Fact::Strict | Fact::Ed25519 => Err(Unmended::Chosen),
        Fact::RsaBare => framed(&list),
    }
}

/// What mends what DNS has of the keys.
pub fn mend_published(fact: &Published, known: &Known, found: &Found<'_>) -> Mended {
    let key = |selector: &Name| {
        let domain = known.domain.as_ref().ok_or(Unmended::NotKnown)?;
        let selector = Selector::new(selector.clone(), domain);
        selector
            .map(|it| it.key_name)
            .map_err(|_| Unmended::NotKnown)
    };
    let anew = |selector: &Name| {
        let key = Some(key(selector)?);
        let title = Title::PublishKeyAnew { key };
        Ok(Choice::changes(title, Effect::FromSigner, Vec::new()))
    };
    match fact {
        Published::Missing { selector } => Ok(Fix::show_only(anew(selector)?)),
        Published::Several { selector, .. } => {
            let mut fix = published::keep_one(RecordKind::Dkim, &key(selector)?, found)?;
            fix.alternatives.push(anew(selector)?);
            Ok(fix)
        }
        Published::AliasDead {
            selector, target, ..
        } => {
            let alias = format!("{target}.");
            let gone = Change::delete(key(selector)?, RecordType::CNAME, super::TTL, &alias);
            let title = Title::Delete { value: alias };
            let gone = Choice::changes(title, Effect::KeyChanges, vec![gone]);
            decided([gone, anew(selector)?])
        }
        Published::OfPairMissing {
            provider, missing, ..
        } => of_provider(provider, std::slice::from_ref(missing), known),
        Published::ProviderKeysMissing {
            provider,
            selectors,
        } => of_provider(provider, selectors, known),
        Published::Wildcard { domain } => without_wildcard(domain, found),
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

/// The provider's own aliases, where they are the same for all; else those
/// that its panel shows.
fn of_provider(provider: &str, selectors: &[Name], known: &Known) -> Mended {
    let domain = known.domain.as_ref().ok_or(Unmended::NotKnown)?;
    let setup = SETUPS.iter().find(|setup| setup.name == provider);
    let aliases = match setup.map(|setup| setup.dkim) {
        Some(Dkim::Aliases(aliases)) => aliases,
        _ => &[],
    };
    let wanted = |label: &str| selectors.iter().any(|it| it.as_str() == label);
    let aliases = aliases.iter().filter(|(label, _)| wanted(label));
    let changes: Vec<_> = aliases
        .filter_map(|(label, target)| {
            let name = domain.prepend(&[label, "._domainkey"].concat()).ok()?;
            let target = format!("{}.", filled(target, domain));
            Some(Change::add(name, RecordType::CNAME, target))
        })
        .collect();
    let keys = match changes.is_empty() {
        true => selectors.iter(),
        false => [].iter(),
    };
    let keys = keys.filter_map(|it| Some(Selector::new(it.clone(), domain).ok()?.key_name));
    let title = Title::AliasOfProvider {
        provider: provider.to_owned(),
        keys: keys.collect(),
    };
    let exact = !changes.is_empty();
    let choice = Choice::changes(title, Effect::FromSigner, changes);
    Ok(match exact {
        true => Fix::decision(choice.doing(Effect::SignedToo), Vec::new()),
        false => Fix::show_only(choice),
    })
}

/// The record or alias that answers for every selector goes.
fn without_wildcard(domain: &Name, found: &Found<'_>) -> Mended {
    let (Ok(above), Ok(wildcard)) = (domain.prepend("_domainkey"), domain.prepend("*._domainkey"))
    else {
        return Err(Unmended::NotKnown);
    };
    let nobody = probe::below(&above).ok_or(Unmended::NotKnown)?;
    let answer = found
        .at(&nobody, RecordType::TXT)
        .ok_or(Unmended::NotKnown)?;
    let gone = |rtype, ttl, value: &str| Change::delete(wildcard.clone(), rtype, ttl, value);
    let changes: Vec<_> = match answer.aliases.first() {
        Some(alias) => vec![gone(
            RecordType::CNAME,
            super::TTL,
            &format!("{}.", alias.target),
        )],
        None => answer
            .texts()
            .map(|txt| gone(RecordType::TXT, published::ttl(txt.ttl), &txt.text))
            .collect(),
    };
    let value = wildcard.to_string();
    decided([Choice::changes(
        Title::Delete { value },
        Effect::FoundThere,
        changes,
    )])
}

/// What mends where keys stand.
pub fn mend_places(fact: &Places, found: &Found<'_>) -> Mended {
    match fact {
        // The selector is in the signatures, and the signer's settings.
        Places::AtApex { domain } => under_selector(domain, domain, found),
        Places::WithoutSelector { domain } => {
            let above = domain
                .prepend("_domainkey")
                .map_err(|_| Unmended::NotKnown)?;
            under_selector(domain, &above, found)
        }
        Places::NameDoubled { domain, .. } => {
            let domain = domain.clone();
            let title = Title::ShortenHost { domain };
            let choice = Choice::changes(title, Effect::FoundThere, Vec::new());
            Ok(Fix::show_only(choice))
        }
        // Nobody asks for them; they may stay.
        Places::Practices { .. } => Err(Unmended::Chosen),
    }
}

/// A key goes from where it stands to a selector that only the signer knows.
fn under_selector(domain: &Name, from: &Name, found: &Found<'_>) -> Mended {
    let texts = found.texts_at(from).into_iter();
    let mut keys = texts.filter(|txt| RecordKind::of_text(&txt.text) == Some(RecordKind::Dkim));
    let key = keys.next().ok_or(Unmended::NotKnown)?;
    let title = Title::KeyUnderSelector {
        domain: domain.clone(),
        text: key.text.clone(),
    };
    let gone = vec![published::delete_text(&key)];
    let choice = Choice::changes(title, Effect::FoundThere, gone);
    Ok(Fix::show_only(choice))
}

/// A text that names a host was meant as an alias (CNAME).
fn alias_instead(text: &str) -> Mended {
    let host = Name::parse(text.trim().trim_end_matches('.'));
    let host = host.map_err(|_| Unmended::NotKnown)?;
    let title = Title::AliasInstead { host };
    let choice = Choice::changes(title, Effect::FoundThere, Vec::new());
    Ok(Fix::show_only(choice))
}

/// Only the signer has the key.
fn anew() -> Mended {
    let title = Title::PublishKeyAnew { key: None };
    let choice = Choice::changes(title, Effect::FromSigner, Vec::new());
    Ok(Fix::show_only(choice))
}

fn new_key() -> Mended {
    Ok(Fix::show_only(pair(Effect::KeyChanges)))
}

fn pair(effect: Effect) -> Choice {
    let title = Title::NewKey {
        bits: guide::BITS,
        key: None,
    };
    Choice::changes(title, effect, Vec::new())
}

/// Who has read a private key can sign by it: the key is taken back (RFC 6376
/// §3.6.1), and another made.
fn revoked(list: &List<'_>) -> Mended {
    let Some(tag) = list.tag_named("p") else {
        return new_key();
    };
    let mut taken_back = list.choice([Edit::delete(tag.value)], Effect::KeyRevoked);
    taken_back.title = Title::RevokeKey;
    Ok(Fix::decision(taken_back, vec![pair(Effect::KeyChanges)]))
}

/// The bare key in a SubjectPublicKeyInfo, as the erratum to RFC 6376 §3.6.1
/// and every signer has it.
fn framed(list: &List<'_>) -> Mended {
    let Some(tag) = list.tag_named("p") else {
        return anew();
    };
    let digits: String = list
        .tags
        .value(&tag)
        .chars()
        .filter(|c| !is_blank(*c))
        .collect();
    match base64::decode(&digits) {
        Some(key) => {
            let framed = base64::encode(&der::framed(&key));
            list.safely([Edit::replace(tag.value, framed)])
        }
        None => anew(),
    }
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
