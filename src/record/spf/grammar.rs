//! The grammar of terms, to the letter (RFC 7208 §12).

use super::diagnose::known;
use super::macros::{DomainSpec, domain_spec, macro_string};
use super::term::*;
use crate::record::abnf::{Read, literal, octets, octets1, refuse};
use crate::record::span::{Span, Spanned};
use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::{anychar, char};
use nom::combinator::{all_consuming, map_opt, map_res, opt, peek, recognize, value, verify};
use nom::sequence::{pair, preceded};
use std::net::{Ipv4Addr, Ipv6Addr};

/// The whole record, which gives each part its place.
#[derive(Clone, Copy)]
pub(super) struct Source<'a>(&'a str);

impl<'a> Source<'a> {
    /// Parts will be slices of `text`.
    pub(super) fn new(text: &'a str) -> Self {
        Self(text)
    }

    /// Where `part` stands.
    pub(super) fn span(self, part: &str) -> Span {
        Span::of(part, self.0)
    }

    /// `parser`, and where what it takes stands.
    fn spanned<T>(
        self,
        mut parser: impl Parser<&'a str, Output = T, Error = ()>,
    ) -> impl FnMut(&'a str) -> Read<'a, Spanned<T>> {
        move |i| {
            let (rest, value) = parser.parse(i)?;
            let span = self.span(&i[..i.len() - rest.len()]);
            Ok((rest, Spanned::new(value, span)))
        }
    }
}

/// `directive / modifier`, of which nothing is left over.
pub(super) fn term<'a>(source: Source<'a>, word: &'a str) -> Option<Term<'a>> {
    let modifier = |i| modifier(source, i);
    let directive = |i| directive(source, i);
    all_consuming(alt((
        directive.map(Term::Directive),
        modifier.map(Term::Modifier),
    )))
    .parse(word)
    .ok()
    .map(|(_, term)| term)
}

/// `directive = [ qualifier ] mechanism`
fn directive<'a>(source: Source<'a>, i: &'a str) -> Read<'a, Directive<'a>> {
    let (i, qualifier) = opt(source.spanned(qualifier)).parse(i)?;
    let (_, name) = peek(source.spanned(octets1(is_alphanum))).parse(i)?;
    let mechanism = |i| mechanism(source, name.value, i);
    let (i, mechanism) = all_consuming(mechanism).parse(i)?;
    let directive = Directive {
        qualifier,
        name,
        mechanism,
    };
    Ok((i, directive))
}

/// `qualifier = "+" / "-" / "?" / "~"`
fn qualifier(i: &str) -> Read<'_, Qualifier> {
    map_opt(anychar, Qualifier::of).parse(i)
}

/// `mechanism = ( all / include / a / mx / ptr / ip4 / ip6 / exists )`
///
/// No name begins another that goes on with letters or digits, so `name`, all
/// of these at the start, tells which it is.
fn mechanism<'a>(source: Source<'a>, name: &str, i: &'a str) -> Read<'a, Mechanism<'a>> {
    match known(name, MECHANISMS) {
        Some("all") => all(i),
        Some("include") => include(source, i),
        Some("a") => a(source, i),
        Some("mx") => mx(source, i),
        Some("ptr") => ptr(source, i),
        Some("ip4") => ip4(source, i),
        Some("ip6") => ip6(source, i),
        Some("exists") => exists(source, i),
        _ => refuse(),
    }
}

/// `all = "all"`
fn all(i: &str) -> Read<'_, Mechanism<'_>> {
    value(Mechanism::All, literal("all")).parse(i)
}

/// `include = "include" ":" domain-spec`
fn include<'a>(source: Source<'a>, i: &'a str) -> Read<'a, Mechanism<'a>> {
    preceded(literal("include:"), |i| domain_spec(source, i))
        .map(Mechanism::Include)
        .parse(i)
}

/// `a = "a" [ ":" domain-spec ] [ dual-cidr-length ]`
fn a<'a>(source: Source<'a>, i: &'a str) -> Read<'a, Mechanism<'a>> {
    preceded(literal("a"), |i| domain_and_prefix(source, i))
        .map(|(domain, prefix)| Mechanism::A { domain, prefix })
        .parse(i)
}

/// `mx = "mx" [ ":" domain-spec ] [ dual-cidr-length ]`
fn mx<'a>(source: Source<'a>, i: &'a str) -> Read<'a, Mechanism<'a>> {
    preceded(literal("mx"), |i| domain_and_prefix(source, i))
        .map(|(domain, prefix)| Mechanism::Mx { domain, prefix })
        .parse(i)
}

/// `[ ":" domain-spec ] [ dual-cidr-length ]`
///
/// A slash may stand in a macro string too. No domain ends in a slash and
/// digits, so these are cut off from the right before the domain is read.
fn domain_and_prefix<'a>(
    source: Source<'a>,
    i: &'a str,
) -> Read<'a, (Option<DomainSpec<'a>>, DualCidrLength)> {
    let (domain, prefix) = i.split_at(prefix_start(i));
    let of_domain = preceded(char(':'), |i| domain_spec(source, i));
    let (_, domain) = all_consuming(opt(of_domain)).parse(domain)?;
    let (rest, prefix) = dual_cidr_length(source, prefix)?;
    Ok((rest, (domain, prefix)))
}

/// Where the slashes and digits at the end of a text begin.
pub(super) fn prefix_start(text: &str) -> usize {
    let digits_and_slashes = text
        .bytes()
        .rev()
        .take_while(|octet| octet.is_ascii_digit() || *octet == b'/')
        .count();
    let start = text.len() - digits_and_slashes;
    text[start..]
        .find('/')
        .map_or(text.len(), |slash| start + slash)
}

/// `dual-cidr-length = [ ip4-cidr-length ] [ "/" ip6-cidr-length ]`
fn dual_cidr_length<'a>(source: Source<'a>, i: &'a str) -> Read<'a, DualCidrLength> {
    let (i, ip4) = opt(source.spanned(ip4_cidr_length)).parse(i)?;
    let (i, ip6) = opt(source.spanned(preceded(char('/'), ip6_cidr_length))).parse(i)?;
    Ok((i, DualCidrLength { ip4, ip6 }))
}

/// `ptr = "ptr" [ ":" domain-spec ]`
fn ptr<'a>(source: Source<'a>, i: &'a str) -> Read<'a, Mechanism<'a>> {
    let domain = preceded(char(':'), |i| domain_spec(source, i));
    preceded(literal("ptr"), opt(domain))
        .map(|domain| Mechanism::Ptr { domain })
        .parse(i)
}

/// `ip4 = "ip4" ":" ip4-network [ ip4-cidr-length ]`
fn ip4<'a>(source: Source<'a>, i: &'a str) -> Read<'a, Mechanism<'a>> {
    let network = source.spanned(ip4_network);
    let prefix = opt(source.spanned(ip4_cidr_length));
    preceded(literal("ip4:"), pair(network, prefix))
        .map(|(address, prefix)| Mechanism::Ip4 { address, prefix })
        .parse(i)
}

/// `ip6 = "ip6" ":" ip6-network [ ip6-cidr-length ]`
fn ip6<'a>(source: Source<'a>, i: &'a str) -> Read<'a, Mechanism<'a>> {
    let network = source.spanned(ip6_network);
    let prefix = opt(source.spanned(ip6_cidr_length));
    preceded(literal("ip6:"), pair(network, prefix))
        .map(|(address, prefix)| Mechanism::Ip6 { address, prefix })
        .parse(i)
}

/// `exists = "exists" ":" domain-spec`
fn exists<'a>(source: Source<'a>, i: &'a str) -> Read<'a, Mechanism<'a>> {
    preceded(literal("exists:"), |i| domain_spec(source, i))
        .map(Mechanism::Exists)
        .parse(i)
}

/// `ip4-cidr-length = "/" ("0" / %x31-39 0*1DIGIT)`, value range 0-32
fn ip4_cidr_length(i: &str) -> Read<'_, u8> {
    preceded(char('/'), |i| length(32, i)).parse(i)
}

/// `ip6-cidr-length = "/" ("0" / %x31-39 0*2DIGIT)`, value range 0-128
fn ip6_cidr_length(i: &str) -> Read<'_, u8> {
    preceded(char('/'), |i| length(128, i)).parse(i)
}

/// A number without leading zeros, at most `longest`.
fn length(longest: u8, i: &str) -> Read<'_, u8> {
    let plain = verify(octets1(|octet| octet.is_ascii_digit()), |digits: &str| {
        digits == "0" || !digits.starts_with('0')
    });
    verify(map_res(plain, str::parse), |&length: &u8| length <= longest).parse(i)
}

/// `ip4-network = qnum "." qnum "." qnum "." qnum`
pub(super) fn ip4_network(i: &str) -> Read<'_, Ipv4Addr> {
    let dot = || char('.');
    (qnum, dot(), qnum, dot(), qnum, dot(), qnum)
        .map(|(a, _, b, _, c, _, d)| Ipv4Addr::new(a, b, c, d))
        .parse(i)
}

/// `qnum = DIGIT / %x31-39 DIGIT / "1" 2DIGIT / "2" %x30-34 DIGIT / "25" %x30-35`
fn qnum(i: &str) -> Read<'_, u8> {
    length(u8::MAX, i)
}

/// `ip6-network = <as per Section 2.2 of RFC 4291>`
pub(super) fn ip6_network(i: &str) -> Read<'_, Ipv6Addr> {
    let address = octets1(|octet| octet.is_ascii_hexdigit() || matches!(octet, b':' | b'.'));
    map_res(address, str::parse).parse(i)
}

/// `modifier = redirect / explanation / unknown-modifier`
///
/// `redirect = "redirect" "=" domain-spec`
///
/// `explanation = "exp" "=" domain-spec`
///
/// `unknown-modifier = name "=" macro-string`, where name is not any known
/// modifier
fn modifier<'a>(source: Source<'a>, i: &'a str) -> Read<'a, Modifier<'a>> {
    let (i, name) = source.spanned(name).parse(i)?;
    let (i, _) = tag("=").parse(i)?;
    let is = |known: &str| name.value.eq_ignore_ascii_case(known);
    let (i, value) = if is("redirect") {
        let (i, domain) = domain_spec(source, i)?;
        (i, ModifierValue::Redirect(domain))
    } else if is("exp") {
        let (i, domain) = domain_spec(source, i)?;
        (i, ModifierValue::Exp(domain))
    } else {
        let (i, text) = macro_string(source, i)?;
        let value = if is("ra") {
            ModifierValue::ReportAddress(text)
        } else if is("rp") {
            ModifierValue::ReportPercentage(text)
        } else if is("rr") {
            ModifierValue::ReportResults(text)
        } else {
            ModifierValue::Unknown(text)
        };
        (i, value)
    };
    Ok((i, Modifier { name, value }))
}

/// `name = ALPHA *( ALPHA / DIGIT / "-" / "_" / "." )`
pub(super) fn name(i: &str) -> Read<'_, &str> {
    let alpha = octets1(|octet| octet.is_ascii_alphabetic());
    let more = octets(|octet| is_alphanum(octet) || matches!(octet, b'-' | b'_' | b'.'));
    recognize(pair(alpha, more)).parse(i)
}

/// `toplabel = ( *alphanum ALPHA *alphanum ) / ( 1*alphanum "-" *( alphanum / "-" ) alphanum )`
pub(super) fn toplabel(i: &str) -> Read<'_, &str> {
    verify(
        octets1(|octet| is_alphanum(octet) || octet == b'-'),
        |label: &str| {
            !label.starts_with('-')
                && !label.ends_with('-')
                && label.bytes().any(|octet| !octet.is_ascii_digit())
        },
    )
    .parse(i)
}

/// `alphanum = ALPHA / DIGIT`
fn is_alphanum(octet: u8) -> bool {
    octet.is_ascii_alphanumeric()
}
