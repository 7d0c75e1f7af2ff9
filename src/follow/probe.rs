//! Names that nobody made, to find out what wildcards answer (RFC 4592).

use crate::dns::{Answer, Name, Outcome};
use crate::order::Arrange;

/// A name directly below another that nobody made: it is there only by a
/// wildcard. The same for the same name, so that it is asked for once; `None`
/// where it would be too long.
pub fn below(name: &Name) -> Option<Name> {
    name.prepend(&label(name)).ok()
}

/// Whether an answer is what a wildcard gives for every name beside it.
/// `made_up` answers for a name that nobody made.
pub fn is_by_wildcard(answer: &Answer, made_up: &Answer) -> bool {
    let target = |answer: &Answer| {
        let mut aliases = answer.aliases.iter();
        aliases.next().map(|alias| alias.target.clone())
    };
    match (target(answer), target(made_up)) {
        (None, None) => {
            let texts = |answer: &Answer| {
                let mut texts: Vec<_> = answer.texts().map(|txt| txt.text).collect();
                texts.arrange();
                texts
            };
            matches!(made_up.outcome, Outcome::Records(_)) && texts(answer) == texts(made_up)
        }
        (one, other) => one == other,
    }
}

/// A label that looks like chance, made of a name by FNV-1a.
fn label(name: &Name) -> String {
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let mut rest = name.as_str().bytes().fold(OFFSET, |hash, octet| {
        (hash ^ u64::from(octet)).wrapping_mul(PRIME)
    });
    let letter = |rest: &mut u64| {
        // Less than 26.
        let letter = (*rest % 26) as u8;
        *rest /= 26;
        char::from(b'a' + letter)
    };
    (0..13).map(|_| letter(&mut rest)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_has_its_own_and_keeps_it() {
        let name = |text| Name::parse(text).unwrap();
        let below = |text| below(&name(text)).unwrap();
        assert_eq!(below("d.example"), below("d.example"));
        assert_eq!(below("d.example").parent(), Some(name("d.example")));
        assert_ne!(
            below("d.example").labels().next(),
            below("e.example").labels().next()
        );
    }

    #[test]
    fn a_name_that_would_be_too_long_is_none() {
        let label = "x".repeat(60);
        let long = format!("{label}.{label}.{label}.{label}.example");
        assert_eq!(below(&Name::parse(&long).unwrap()), None);
    }
}
