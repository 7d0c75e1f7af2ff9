//! From text to tags, with nom.

use super::{Dialect, Fault, Tag, TagList};
use crate::order::Arrange;
use crate::record::abnf::{Read, octets, octets1};
use crate::record::span::{Span, Spanned};
use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while1};
use nom::combinator::{opt, recognize, verify};
use nom::sequence::{pair, preceded, terminated};

/// The least length at which a text before a final `=` is base64 and no name.
const PADDED: usize = 30;

/// As many tags as few lists have more of.
const TYPICAL: usize = 12;

/// Where reading stands.
pub struct Reader<'a> {
    text: &'a str,
    dialect: Dialect,
    list: TagList,
}

impl<'a> Reader<'a> {
    /// At the front of a text.
    pub fn new(text: &'a str, dialect: Dialect) -> Self {
        Self {
            text,
            dialect,
            list: TagList {
                tags: Vec::with_capacity(TYPICAL),
                separators: Vec::with_capacity(TYPICAL),
                ..TagList::default()
            },
        }
    }

    /// Reads all of it.
    pub fn tag_list(mut self) -> TagList {
        self.list.text = self.text.to_owned();
        self.characters();
        let mut rest = self.text;
        if let Ok((_, space)) = blank1(rest) {
            self.fault(Fault::LeadingSpace, space);
        }
        let mut torn = false;
        while !rest.is_empty() {
            let (after, piece) = until_separator(rest).unwrap_or(("", rest));
            let (after, separator) = opt(separator).parse(after).unwrap_or((after, None));
            torn = self.piece(piece, torn, separator);
            rest = after;
        }
        self.repeats();
        self.list.faults.arrange_by_key(|fault| fault.span.start);
        self.list
    }

    /// Reads what stands before one separator. `torn` says that the separator
    /// before is none to a receiver; so does the answer of the one after.
    fn piece(&mut self, piece: &'a str, mut torn: bool, separator: Option<&'a str>) -> bool {
        let real = !matches!(separator, Some(mark) if mark != ";");
        let mut body = piece;
        let mut escape = None;
        if let (Some(";"), Some(before)) = (separator, piece.strip_suffix('\\')) {
            escape = Some(&piece[before.len()..]);
            body = before;
        }
        let trimmed = body.trim_matches(is_blank);
        if trimmed.is_empty() && separator.is_some() {
            let place = Span::of(trimmed, self.text);
            self.list
                .faults
                .push(Spanned::new(Fault::EmptyPiece, place));
        }
        let mut rest = trimmed;
        while !rest.is_empty() {
            let (tag, run, after) = self.tag_spec(rest, torn);
            let last = after.is_empty();
            let cut = !last || !real || escape.is_some();
            if !tag.span().is_empty() || tag.equals.is_some() {
                self.list.tags.push(Tag {
                    torn: tag.torn || cut,
                    ..tag
                });
            }
            if !last {
                self.missing(run);
                torn = true;
            }
            rest = after;
        }
        if let Some(mark) = separator {
            let mut span = Span::of(mark, self.text);
            if let Some(escape) = escape {
                span = Span::of(escape, self.text).to(span);
                self.list
                    .faults
                    .push(Spanned::new(Fault::EscapedSeparator, span));
            } else if !real {
                self.fault(Fault::SeparatorLookalike(first(mark)), mark);
            }
            self.list.separators.push(span);
        }
        !real
    }

    /// Reads one tag of a piece; gives it, the run of characters that stands in
    /// the place of a separator, and what follows.
    ///
    /// ```text
    /// tag-spec = [FWS] tag-name [FWS] "=" [FWS] tag-value [FWS]
    /// ```
    fn tag_spec(&mut self, piece: &'a str, torn: bool) -> (Tag, &'a str, &'a str) {
        let (body, quoted) = self.unquote(piece);
        let torn = torn || quoted;
        let (after, name) = until_equals(body).unwrap_or(("", body));
        let (value, equals) = opt(equals).parse(after).unwrap_or((after, None));
        let name = name.trim_matches(is_blank);
        let padding = name.len() >= PADDED && value.bytes().all(|b| b == b'=');
        let Some(equals) = equals.filter(|_| !padding) else {
            if !body.is_empty() {
                self.fault(Fault::NoEquals, body);
            }
            let name = Span::of(body, self.text);
            let value = Span::new(name.end, name.end);
            let tag = self.tag(name, None, value, true);
            return (tag, "", "");
        };
        if let Some((words, run, from)) = self.glued(name, body) {
            self.fault(Fault::NoEquals, words);
            let name = Span::of(words, self.text);
            let value = Span::new(name.end, name.end);
            return (self.tag(name, None, value, true), run, from);
        }
        if equals != "=" {
            self.fault(Fault::EqualsLookalike(first(equals)), equals);
        }
        let odd = equals != "=" || self.name_faults(name, equals);
        let (value, run, rest) = match cut(value, self.dialect.known) {
            Some(parts) => parts,
            None => (value, "", ""),
        };
        let value = value.trim_matches(is_blank);
        let tag = self.tag(
            Span::of(name, self.text),
            Some(Span::of(equals, self.text)),
            Span::of(value, self.text),
            torn || odd,
        );
        (tag, run, rest)
    }

    /// Words without `=` in front of a known name: `p none rua=…`.
    fn glued(&self, name: &'a str, body: &'a str) -> Option<(&'a str, &'a str, &'a str)> {
        let at = name.rfind(is_blank)?;
        let last = name[at..].trim_start_matches(is_blank);
        let words = name[..at].trim_end_matches(is_blank);
        let known = self.dialect.known.contains(&last);
        let start = Span::of(last, body).start;
        let run = Span::new(Span::of(words, body).end, start);
        (known && !words.is_empty()).then(|| (words, run.slice(body), &body[start..]))
    }

    /// Whether a name is none.
    fn name_faults(&mut self, name: &'a str, equals: &'a str) -> bool {
        if name.is_empty() {
            self.fault(Fault::NoName, equals);
            return true;
        }
        let rest = tag_name(name).map_or(name, |(rest, _)| rest);
        if let Some(odd) = rest.chars().next() {
            self.fault(Fault::NameCharacter(odd), &rest[..odd.len_utf8()]);
        }
        !rest.is_empty()
    }

    /// Takes away the quotation marks around a piece; says whether there were
    /// any.
    fn unquote(&mut self, piece: &'a str) -> (&'a str, bool) {
        let body = piece.trim_start_matches(is_wrapping);
        let lead = &piece[..piece.len() - body.len()];
        // Values may have a `'`: it closes only what was opened.
        let opened = !lead.is_empty() || self.text.starts_with(is_wrapping);
        let closes = |c| is_wrapping(c) && (opened || c != '\'');
        let mut bare = body.trim_end_matches(closes);
        if bare.len() < body.len() && has_quoted_value(body) {
            bare = body;
        }
        let trail = &body[bare.len()..];
        for part in [lead, trail] {
            let part = part.trim_matches(is_blank);
            if let Some(mark) = part.chars().next().filter(char::is_ascii) {
                self.fault(Fault::Quote(mark), part);
            }
        }
        (bare, bare.len() < piece.len())
    }

    fn tag(&self, name: Span, equals: Option<Span>, value: Span, torn: bool) -> Tag {
        Tag {
            name,
            equals,
            value,
            torn,
            repeats: None,
        }
    }

    /// Tells of tags whose name stood before in the same record. A second `v`
    /// begins another record.
    fn repeats(&mut self) {
        let mut versions: Vec<Span> = Vec::new();
        let mut named = Vec::with_capacity(self.list.tags.len());
        for (index, tag) in self.list.tags.iter_mut().enumerate() {
            let name = tag.name.slice(self.text);
            if tag.equals.is_none() || name.is_empty() {
                continue;
            }
            if name == "v" {
                tag.repeats = versions.last().copied();
                versions.push(tag.span());
            }
            named.push((versions.len().max(1), name, index));
        }
        for second in versions.into_iter().skip(1) {
            let fault = Spanned::new(Fault::SecondRecord, second);
            self.list.faults.push(fault);
        }
        named.arrange();
        let same = |a: &(usize, &str, usize), b: &(usize, &str, usize)| (a.0, a.1) == (b.0, b.1);
        for alike in named.chunk_by(same) {
            let [(_, _, first), more @ ..] = alike else {
                continue;
            };
            let first = self.list.tags.get(*first).map(Tag::span);
            for (_, _, index) in more {
                if let Some(tag) = self.list.tags.get_mut(*index) {
                    tag.repeats = first;
                    let fault = Spanned::new(Fault::Duplicate, tag.span());
                    self.list.faults.push(fault);
                }
            }
        }
    }

    /// Tells of the run of characters that stands where a `;` belongs.
    fn missing(&mut self, run: &'a str) {
        match run.find(is_comma) {
            Some(at) => {
                let found = first(&run[at..]);
                let comma = &run[at..at + found.len_utf8()];
                self.fault(Fault::SeparatorLookalike(found), comma);
                self.list.separators.push(Span::of(comma, self.text));
            }
            None => self.fault(Fault::SeparatorMissing, run),
        }
    }

    /// Tells of each run of characters that belong in no list.
    fn characters(&mut self) {
        let mut rest = self.text;
        while let Some(at) = rest.bytes().position(|octet| is_odd(octet.into())) {
            let odd = &rest[at..];
            rest = odd.trim_start_matches(is_odd);
            let run = &odd[..odd.len() - rest.len()];
            let fold = run == "\r\n" && rest.starts_with([' ', '\t']);
            let told = run.chars().find(|&c| !is_wide(c));
            if let Some(told) = told.filter(|_| !(fold && self.dialect.folding)) {
                self.fault(Fault::Character(told), run);
            }
        }
    }

    fn fault(&mut self, fault: Fault, part: &'a str) {
        let span = Span::of(part, self.text);
        self.list.faults.push(Spanned::new(fault, span));
    }
}

/// Whether a tag's value begins with a quotation mark.
fn has_quoted_value(tag: &str) -> bool {
    until_equals(tag)
        .and_then(|(after, _)| equals(after))
        .is_ok_and(|(value, _)| value.trim_start_matches(is_blank).starts_with(is_quote))
}

/// Cuts a value before a known tag that stands in it after white space or a
/// comma: the value, the run between, and the rest from the tag's name on.
fn cut<'a>(value: &'a str, known: &[&str]) -> Option<(&'a str, &'a str, &'a str)> {
    let mut rest = value;
    loop {
        let at = rest.find(is_run)?;
        let run_on = &rest[at..];
        let after = run_on.trim_start_matches(is_run);
        if starts_with_tag(after, known) {
            let start = Span::of(run_on, value).start;
            let run = &run_on[..run_on.len() - after.len()];
            return Some((&value[..start], run, after));
        }
        rest = after;
    }
}

/// Whether a known tag with a value stands at the front. A `=` that ends the
/// text, or is followed by another, is the padding of base64.
fn starts_with_tag(text: &str, known: &[&str]) -> bool {
    terminated(
        verify(tag_name, |name: &str| known.contains(&name)),
        pair(take_while(is_blank), equals),
    )
    .parse(text)
    .is_ok_and(|(value, _)| !value.is_empty() && !value.starts_with('='))
}

/// ```text
/// tag-name  = ALPHA *ALNUMPUNC
/// ALNUMPUNC = ALPHA / DIGIT / "_"
/// ```
pub fn tag_name(input: &str) -> Read<'_, &str> {
    let alpha = octets1(|octet| octet.is_ascii_alphabetic());
    let more = octets(|octet| octet.is_ascii_alphanumeric() || octet == b'_');
    recognize(preceded(alpha, more)).parse(input)
}

/// `;`, or the wide characters that look like it.
fn separator(input: &str) -> Read<'_, &str> {
    alt((tag(";"), tag("；"), tag("\u{37e}"))).parse(input)
}

/// `=`, or the wide character that looks like it.
fn equals(input: &str) -> Read<'_, &str> {
    alt((tag("="), tag("＝"))).parse(input)
}

fn until_separator(input: &str) -> Read<'_, &str> {
    until(b';', &['；', '\u{37e}'], input)
}

fn until_equals(input: &str) -> Read<'_, &str> {
    until(b'=', &['＝'], input)
}

/// All before a mark, or before a wide character that looks like it.
fn until<'a>(mark: u8, wide: &[char], input: &'a str) -> Read<'a, &'a str> {
    let is_wide = |at| input.get(at..).is_some_and(|rest| rest.starts_with(wide));
    let ends = |(at, octet): (usize, u8)| octet == mark || !octet.is_ascii() && is_wide(at);
    let end = input.bytes().enumerate().position(ends);
    let (taken, rest) = input.split_at(end.unwrap_or(input.len()));
    Ok((rest, taken))
}

fn blank1(input: &str) -> Read<'_, &str> {
    take_while1(is_blank).parse(input)
}

/// ```text
/// FWS = [*WSP CRLF] 1*WSP
/// ```
///
/// and other white space, which people paste.
pub fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n' | '\u{a0}' | '\u{3000}')
}

/// Quotation marks of any script.
pub fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '`' | '“' | '”' | '„' | '‘' | '’' | '«' | '»' | '＂' | '＇'
    )
}

/// What people wrap around a record unawares.
fn is_wrapping(c: char) -> bool {
    !c.is_ascii_alphanumeric() && (is_blank(c) || is_quote(c) || is_invisible(c))
}

/// Zero-width and direction marks, the byte-order mark, the soft hyphen.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn is_run(c: char) -> bool {
    !c.is_ascii_alphanumeric() && (is_comma(c) || is_wrapping(c))
}

fn is_comma(c: char) -> bool {
    matches!(c, ',' | '，')
}

fn is_wide(c: char) -> bool {
    matches!(c, '；' | '\u{37e}' | '＝')
}

fn is_odd(c: char) -> bool {
    !matches!(c, ' '..='~' | '\t')
}

fn first(text: &str) -> char {
    text.chars().next().unwrap_or_default()
}
