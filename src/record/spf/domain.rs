//! Why a value is no domain, and what is odd about one that is.

use super::address::{self, Family};
use super::diagnose::Diagnosis;
use super::grammar::prefix_start;
use super::macros::{DELIMITERS, MacroLetter, MacroPart, macro_expand};
use super::problem::Problem;
use super::split::swallowed;
use super::term::Term;
use crate::record::span::Spanned;

/// Tells why `value` is no `domain-spec`. Puts down at least one problem.
pub(super) fn diagnose_domain<'a>(
    diagnosis: &mut Diagnosis<'a, '_>,
    name: &'static str,
    value: &'a str,
) {
    if diagnose_macros(diagnosis, value, false) {
        return;
    }
    if let Some((address, family)) = address::bare(value) {
        let problem = Problem::DomainIsAddress {
            name,
            address: address.to_owned(),
            meant: family.name(),
        };
        return diagnosis.push(value, problem);
    }
    let prefix = prefix_start(value);
    if prefix > 0 && prefix < value.len() && !matches!(name, "a" | "mx") {
        return diagnosis.push(&value[prefix..], Problem::PrefixUnexpected { name });
    }
    let without_dot = value.strip_suffix('.').unwrap_or(value);
    let after_macro = without_dot.rfind('}').map_or(0, |brace| brace + 1);
    match without_dot[after_macro..].rsplit_once('.') {
        Some((_, label)) => {
            let place = if label.is_empty() { value } else { label };
            let label = label.to_owned();
            diagnosis.push(place, Problem::DomainEndInvalid { label });
        }
        None if after_macro > 0 => {
            let label = without_dot[after_macro..].to_owned();
            diagnosis.push(value, Problem::DomainEndInvalid { label });
        }
        None => {
            let domain = value.to_owned();
            diagnosis.push(value, Problem::DomainSingleLabel { domain });
        }
    }
}

/// Tells of each fault of the macros in `value`. Whether there are any.
pub(super) fn diagnose_macros<'a>(
    diagnosis: &mut Diagnosis<'a, '_>,
    value: &'a str,
    in_explanation: bool,
) -> bool {
    let before = diagnosis.problems.len();
    let mut rest = value;
    while let Some(at) = rest.find('%') {
        rest = &rest[at..];
        let len = match macro_expand(rest) {
            Ok((after, part)) => {
                let len = rest.len() - after.len();
                if let MacroPart::Expand(expand) = part
                    && expand.letter.only_in_explanation()
                    && !in_explanation
                {
                    let letter = expand.letter.letter();
                    diagnosis.push(&rest[..len], Problem::MacroOnlyInExplanation { letter });
                }
                len
            }
            Err(_) => {
                let (len, problem) = macro_fault(rest);
                diagnosis.push(&rest[..len], problem);
                len
            }
        };
        rest = &rest[len..];
    }
    diagnosis.problems.len() > before
}

/// Why the `%` at the start begins no macro, and how far the fault goes.
fn macro_fault(text: &str) -> (usize, Problem) {
    let Some(body) = text.strip_prefix("%{") else {
        return (1, Problem::PercentAlone);
    };
    let end = body.find(['%', '}']).unwrap_or(body.len());
    if !body[end..].starts_with('}') {
        return (2 + end, Problem::MacroUnclosed);
    }
    let body = &body[..end];
    let letter = body.chars().next().unwrap_or('}');
    let transformers = body.get(letter.len_utf8()..).unwrap_or_default();
    let after_digits = transformers.trim_start_matches(|c: char| c.is_ascii_digit());
    let marks = after_digits
        .strip_prefix(['r', 'R'])
        .unwrap_or(after_digits);
    let problem = if body.is_empty() {
        Problem::MacroMalformed {
            text: "%{}".to_owned(),
        }
    } else if MacroLetter::of(letter).is_none() {
        Problem::MacroLetterUnknown { letter }
    } else if marks.chars().all(|mark| DELIMITERS.contains(mark)) {
        Problem::MacroZeroDigits
    } else {
        Problem::MacroMalformed {
            text: text[..end + 3].to_owned(),
        }
    };
    (end + 3, problem)
}

/// Tells what is odd about the domain of a term that the grammar allows.
pub(super) fn odd_domain<'a>(diagnosis: &mut Diagnosis<'a, '_>, word: &'a str, term: &Term<'a>) {
    let Some(domain) = term.domain() else { return };
    let runs_on = domain.text().ends_with("-all");
    if !runs_on && domain.text().bytes().all(is_of_name) {
        return;
    }
    let odd = domain.macro_string().parts().find_map(odd_in_part);
    if odd.is_none() && !runs_on {
        return;
    }
    let terms = swallowed(diagnosis.source, word);
    if terms.len() > 1 {
        let terms = terms.into_iter().map(str::to_owned).collect();
        return diagnosis.push(word, Problem::DomainSwallowsTerm { terms });
    }
    if let Some((text, character)) = odd {
        diagnosis.push(text, Problem::DomainCharacterOdd { character });
    }
}

/// The first character of a literal part that no name has.
fn odd_in_part<'a>(part: Spanned<MacroPart<'a>>) -> Option<(&'a str, char)> {
    let MacroPart::Literal(text) = part.value else {
        return None;
    };
    let at = text.bytes().position(|octet| !is_of_name(octet))?;
    let character = text[at..].chars().next()?;
    Some((&text[at..at + character.len_utf8()], character))
}

/// Whether an octet may stand in the name of a host or a record.
fn is_of_name(octet: u8) -> bool {
    octet.is_ascii_alphanumeric() || matches!(octet, b'.' | b'-' | b'_')
}

/// The part of a word that a guide meant to be replaced.
pub(super) fn placeholder(word: &str) -> Option<&str> {
    let find = |marks: &[u8]| word.bytes().position(|octet| marks.contains(&octet));
    if let Some(start) = find(b"<[{")
        && !word[..start].ends_with('%')
    {
        let rest = &word[start..];
        let end = rest.rfind(['>', ']', '}']).map_or(rest.len(), |it| it + 1);
        return Some(&rest[..end]);
    }
    let value = &word[find(b":=").map_or(0, |it| it + 1)..];
    let begins = |text: &str, with: &str| {
        let start = text.get(..with.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(with))
    };
    let is_placeholder = if begins(value, "your") {
        let rest = value[4..].trim_start_matches(['-', '_', '.']);
        let names = ["domain", "mailserver", "company", "ip"];
        !rest.is_ascii() || names.iter().any(|name| begins(rest, name))
    } else {
        let addresses = ["x.x.x.x", "xxx.xxx.xxx.xxx"];
        addresses.iter().any(|it| value.eq_ignore_ascii_case(it))
    };
    is_placeholder.then_some(value)
}

/// Whether a text may be the value of a term that lacks one: a domain or an
/// address.
pub(super) fn is_bare_value(word: &str) -> bool {
    address::bare(word).is_some()
        || address::is_network(word, Family::Ip6)
        || word.contains('.')
            && !word.contains(['=', ':'])
            && !word.starts_with(['+', '-', '~', '?'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_ends_behind_its_beginning() {
        for (word, found) in [
            ("include:<your-domain>", Some("<your-domain>")),
            ("a:>x<", Some("<")),
            ("a:><", Some("<")),
            ("a:[d.example", Some("[d.example")),
            ("a:YOUR-DOMAIN", Some("YOUR-DOMAIN")),
            ("exists:%{i}.d.example", None),
        ] {
            assert_eq!(placeholder(word), found, "{word}");
        }
    }
}
