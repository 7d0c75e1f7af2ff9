//! Macro strings and what is built of them (RFC 7208 §7).

use super::grammar::{Source, toplabel};
use crate::record::abnf::{Read, octets, octets1, refuse};
use crate::record::span::{Span, Spanned};
use nom::Parser;
use nom::branch::alt;
use nom::character::complete::{char, one_of};
use nom::combinator::{all_consuming, opt, value, verify};
use nom::sequence::delimited;

/// A text in which macros may stand, and whose macros are all well-formed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct MacroString<'a> {
    /// The text as written.
    pub text: &'a str,
    /// Where it stands in the record.
    pub span: Span,
}

/// A macro string that ends as a domain does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct DomainSpec<'a>(MacroString<'a>);

/// A part of a macro string.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum MacroPart<'a> {
    /// Text that stands for itself.
    Literal(&'a str),
    /// `%%`, a percent sign.
    Percent,
    /// `%_`, a space.
    Space,
    /// `%-`, a URL-encoded space: `%20`.
    EncodedSpace,
    /// `%{…}`, to be filled in.
    Expand(MacroExpand<'a>),
}

/// A macro: `%{d2r-}`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct MacroExpand<'a> {
    /// What is filled in.
    pub letter: MacroLetter,
    /// Whether it is URL-encoded, which an upper-case letter asks for.
    pub encoded: bool,
    /// How many parts on the right are kept. At most 255: no domain has more.
    pub digits: Option<u8>,
    /// Whether the parts are put in reverse order.
    pub reverse: bool,
    /// The characters at which it is split; none means the dot.
    pub delimiters: &'a str,
}

/// What a macro is filled in with (RFC 7208 §7.2).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum MacroLetter {
    /// `s`, the sender.
    Sender,
    /// `l`, the local part of the sender.
    LocalPart,
    /// `o`, the domain of the sender.
    SenderDomain,
    /// `d`, the domain whose record this is.
    Domain,
    /// `i`, the client's address, with dots between its parts.
    Address,
    /// `p`, the validated domain name of the address.
    ValidatedName,
    /// `v`, `in-addr` for IPv4 and `ip6` for IPv6.
    Version,
    /// `h`, the HELO or EHLO domain.
    Helo,
    /// `c`, the client's address, to be read by people.
    ReadableAddress,
    /// `r`, the name of the host that checks.
    Receiver,
    /// `t`, the time in seconds since 1970.
    Time,
}

impl<'a> MacroString<'a> {
    /// Its parts, from left to right.
    pub fn parts(self) -> impl Iterator<Item = Spanned<MacroPart<'a>>> {
        let mut rest = self.text;
        let end = self.span.end;
        std::iter::from_fn(move || {
            let start = end - rest.len();
            let (next, part) = macro_part(rest).ok()?;
            rest = next;
            Some(Spanned::new(part, Span::new(start, end - rest.len())))
        })
    }

    /// Its macros that are filled in.
    pub fn expansions(self) -> impl Iterator<Item = Spanned<MacroExpand<'a>>> {
        self.parts().filter_map(|part| match part.value {
            MacroPart::Expand(expand) => Some(Spanned::new(expand, part.span)),
            _ => None,
        })
    }

    /// Whether it stands for itself alone.
    pub fn is_literal(self) -> bool {
        !self.text.contains('%')
    }
}

impl<'a> DomainSpec<'a> {
    /// The macro string that it is.
    pub fn macro_string(self) -> MacroString<'a> {
        self.0
    }

    /// The text as written.
    pub fn text(self) -> &'a str {
        self.0.text
    }

    /// Where it stands in the record.
    pub fn span(self) -> Span {
        self.0.span
    }

    /// The domain, if it is the same for every message.
    pub fn literal(self) -> Option<&'a str> {
        self.0.is_literal().then_some(self.0.text)
    }
}

impl MacroLetter {
    /// Whether it may stand in an explanation only (RFC 7208 §7.2).
    pub fn only_in_explanation(self) -> bool {
        matches!(self, Self::ReadableAddress | Self::Receiver | Self::Time)
    }

    /// The letter, in lower case.
    pub fn letter(self) -> char {
        LETTERS
            .iter()
            .find(|(_, meaning)| *meaning == self)
            .map_or('?', |(letter, _)| *letter)
    }

    /// What a letter of either case stands for.
    pub fn of(letter: char) -> Option<Self> {
        let letter = letter.to_ascii_lowercase();
        LETTERS
            .iter()
            .find(|(known, _)| *known == letter)
            .map(|(_, meaning)| *meaning)
    }
}

const LETTERS: &[(char, MacroLetter)] = &[
    ('s', MacroLetter::Sender),
    ('l', MacroLetter::LocalPart),
    ('o', MacroLetter::SenderDomain),
    ('d', MacroLetter::Domain),
    ('i', MacroLetter::Address),
    ('p', MacroLetter::ValidatedName),
    ('v', MacroLetter::Version),
    ('h', MacroLetter::Helo),
    ('c', MacroLetter::ReadableAddress),
    ('r', MacroLetter::Receiver),
    ('t', MacroLetter::Time),
];

/// `domain-spec = macro-string domain-end`
///
/// `domain-end = ( "." toplabel [ "." ] ) / macro-expand`
///
/// Takes the macro string as far as it goes and then looks at how it ended:
/// all that may stand in `domain-end` may stand before it too.
pub(super) fn domain_spec<'a>(source: Source<'a>, i: &'a str) -> Read<'a, DomainSpec<'a>> {
    let mut rest = i;
    let mut ends_well = false;
    while let Ok((next, part)) = macro_part(rest) {
        rest = next;
        ends_well = match part {
            MacroPart::Literal(text) => ends_in_toplabel(text),
            MacroPart::Expand(expand) if expand.letter.only_in_explanation() => return refuse(),
            _ => true,
        };
    }
    if !ends_well {
        return refuse();
    }
    let text = &i[..i.len() - rest.len()];
    let span = source.span(text);
    Ok((rest, DomainSpec(MacroString { text, span })))
}

/// `macro-string = *( macro-expand / macro-literal )`
pub(super) fn macro_string<'a>(source: Source<'a>, i: &'a str) -> Read<'a, MacroString<'a>> {
    let mut rest = i;
    while let Ok((next, _)) = macro_part(rest) {
        rest = next;
    }
    let text = &i[..i.len() - rest.len()];
    let span = source.span(text);
    Ok((rest, MacroString { text, span }))
}

/// `macro-expand / 1*macro-literal`
fn macro_part(i: &str) -> Read<'_, MacroPart<'_>> {
    alt((macro_literal.map(MacroPart::Literal), macro_expand)).parse(i)
}

/// `macro-literal = %x21-24 / %x26-7E`, as many as there are.
fn macro_literal(i: &str) -> Read<'_, &str> {
    octets1(|octet| matches!(octet, 0x21..=0x24 | 0x26..=0x7e)).parse(i)
}

/// `macro-expand = ( "%{" macro-letter transformers *delimiter "}" ) / "%%" / "%_" / "%-"`
pub(super) fn macro_expand(i: &str) -> Read<'_, MacroPart<'_>> {
    let (i, _) = char('%').parse(i)?;
    alt((
        delimited(char('{'), macro_body, char('}')).map(MacroPart::Expand),
        value(MacroPart::Percent, char('%')),
        value(MacroPart::Space, char('_')),
        value(MacroPart::EncodedSpace, char('-')),
    ))
    .parse(i)
}

/// `macro-letter transformers *delimiter`
///
/// `transformers = *DIGIT [ "r" ]`; a number must not be zero (RFC 7208 §7.3).
///
/// `delimiter = "." / "-" / "+" / "," / "/" / "_" / "="`
fn macro_body(i: &str) -> Read<'_, MacroExpand<'_>> {
    let (i, letter) = one_of("slodipvhcrtSLODIPVHCRT").parse(i)?;
    let (i, digits) = verify(octets(|octet| octet.is_ascii_digit()), |digits: &str| {
        digits.is_empty() || digits.bytes().any(|digit| digit != b'0')
    })
    .parse(i)?;
    let (i, reverse) = opt(one_of("rR")).parse(i)?;
    let (i, delimiters) = octets(|octet| DELIMITERS.as_bytes().contains(&octet)).parse(i)?;
    let expand = MacroExpand {
        letter: MacroLetter::of(letter).ok_or(nom::Err::Error(()))?,
        encoded: letter.is_ascii_uppercase(),
        digits: (!digits.is_empty()).then(|| digits.parse().unwrap_or(u8::MAX)),
        reverse: reverse.is_some(),
        delimiters,
    };
    Ok((i, expand))
}

/// The delimiters of macros.
pub(super) const DELIMITERS: &str = ".-+,/_=";

/// `… "." toplabel [ "." ]`
fn ends_in_toplabel(text: &str) -> bool {
    let text = text.strip_suffix('.').unwrap_or(text);
    let dot = text.bytes().rposition(|octet| octet == b'.');
    dot.is_some_and(|dot| all_consuming(toplabel).parse(&text[dot + 1..]).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn domain(text: &str) -> Option<DomainSpec<'_>> {
        let whole = |i| domain_spec(Source::new(text), i);
        Some(all_consuming(whole).parse(text).ok()?.1)
    }

    #[test]
    fn a_domain_ends_in_a_toplabel_or_a_macro() {
        for text in [
            "d.example",
            "d.example.",
            ".example",
            "foo:bar/baz.example.com",
            "mail.example...com",
            "foo.example.xn--zckzah",
            "%{d}",
            "%{d}.%{ir}",
            "%{d}.example",
            "x%%",
            "a.1-2",
        ] {
            assert!(domain(text).is_some(), "{text}");
        }
        for text in [
            "",
            "museum",
            "museum.",
            "abc.123",
            "a.-com",
            "a.com-",
            "a.com:80",
            "%{d}com",
            "%{d}.example..",
            "a.%",
            "%{r}.example",
            "%(ir).example",
            "%{a}",
            "%{d0}",
            "é.com",
        ] {
            assert!(domain(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_macro_knows_its_parts() {
        let text = "x.%{D2r+-}%_%-%%.y.example";
        let string = domain(text).unwrap().macro_string();
        let parts: Vec<_> = string.parts().collect();
        assert_eq!(parts[0].value, MacroPart::Literal("x."));
        let expand = MacroExpand {
            letter: MacroLetter::Domain,
            encoded: true,
            digits: Some(2),
            reverse: true,
            delimiters: "+-",
        };
        assert_eq!(parts[1].value, MacroPart::Expand(expand));
        assert_eq!(parts[1].span.slice(text), "%{D2r+-}");
        let marks: Vec<_> = parts[2..5].iter().map(|part| part.value).collect();
        assert_eq!(
            marks,
            [
                MacroPart::Space,
                MacroPart::EncodedSpace,
                MacroPart::Percent
            ]
        );
        let printed: String = parts.iter().map(|part| part.span.slice(text)).collect();
        assert_eq!(printed, text);
    }

    #[test]
    fn more_digits_than_labels_keep_them_all() {
        let text = "%{d99999999999999999999}";
        let string = domain(text).unwrap().macro_string();
        let expand = string.expansions().next().unwrap().value;
        assert_eq!(expand.digits, Some(u8::MAX));
    }
}
