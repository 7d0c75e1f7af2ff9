//! Records in the presentation format of zone files (RFC 1035 §5.1), read with
//! a forgiving eye.

use super::clean::Repair;
use super::{Mapped, PastedRecord, kind_of_owner};
use crate::record::host::host_fault;
use crate::record::kind::RecordKind;
use crate::record::span::Span;

/// One record: perhaps an owner, time to live and type, then its data.
#[derive(Debug)]
pub struct Line<'a> {
    owner: Option<&'a str>,
    ttl: Option<u32>,
    rtype: Option<&'a str>,
    /// Whether it names a class, as zone files do and panels do not.
    classed: bool,
    data: Span,
}

/// The records of a text. Where no line of it names a type, the whole text is
/// one record, unless it is a list of MX data.
pub fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    for entry in entries(text) {
        let words = entry.slice(text);
        if words.trim_start().starts_with(';') || words.trim().is_empty() {
            continue;
        }
        match Line::typed(text, entry) {
            Some(line) => lines.push(line),
            None if is_mx_data(words) || is_whole_string(words) => {
                lines.push(Line::bare(text, entry));
            }
            // What names no type goes on with the record before it.
            None => match lines.last_mut() {
                Some(last) => last.data = last.data.to(entry),
                None => lines.push(Line::bare(text, entry)),
            },
        }
    }
    for line in &mut lines {
        line.data = trimmed(text, line.data);
    }
    lines
}

/// Lines, joined where parentheses or quotation marks hold them together.
fn entries(text: &str) -> Vec<Span> {
    let mut entries = Vec::new();
    let mut start = 0;
    let (mut depth, mut quoted, mut escaped, mut comment) = (0_usize, false, false, false);
    for (index, c) in text.char_indices() {
        let plain = !quoted && !escaped && !comment;
        match c {
            '\n' if depth == 0 => {
                entries.push(Span::new(start, index));
                start = index + 1;
                // A string left open does not swallow the rest of the text.
                quoted = false;
                comment = false;
            }
            '\n' => comment = false,
            '"' if !escaped && !comment => quoted = !quoted,
            '(' if plain => depth += 1,
            ')' if plain => depth = depth.saturating_sub(1),
            ';' if plain && depth > 0 => comment = true,
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    entries.push(Span::new(start, text.len()));
    entries
}

impl<'a> Line<'a> {
    /// The line, if it names a type where zone files and panels do.
    fn typed(text: &'a str, entry: Span) -> Option<Self> {
        let mut owner = None;
        let mut ttl = None;
        let mut classed = false;
        let mut words = words(text, entry).take(5).peekable();
        while let Some(word) = words.next() {
            let value = word.slice(text);
            if is_type(value) {
                let mut data = Span::new(word.end, entry.end);
                // Panels show the time to live behind the type.
                let is_text =
                    value.eq_ignore_ascii_case("TXT") || value.eq_ignore_ascii_case("SPF");
                if let (true, Some(next)) = (is_text && ttl.is_none(), words.peek())
                    && let Ok(seconds) = next.slice(text).parse()
                {
                    ttl = Some(seconds);
                    data.start = next.end;
                }
                return Some(Self {
                    owner,
                    ttl,
                    rtype: Some(value),
                    classed,
                    data,
                });
            } else if let (None, Ok(seconds)) = (ttl, value.parse()) {
                ttl = Some(seconds);
            } else if is_class(value) {
                classed = true;
            } else if owner.is_none() && ttl.is_none() && !value.contains(['=', '"', ';']) {
                owner = Some(value);
            } else {
                return None;
            }
        }
        None
    }

    fn bare(text: &'a str, entry: Span) -> Self {
        Self {
            owner: None,
            ttl: None,
            rtype: is_mx_data(entry.slice(text)).then_some("MX"),
            classed: false,
            data: entry,
        }
    }

    /// The record that the line holds.
    pub fn record(&self, source: &Mapped, repairs: &mut Vec<Repair>) -> PastedRecord {
        let rtype = self.rtype.map(str::to_ascii_uppercase);
        let by_type = match rtype.as_deref() {
            Some("MX") => Some(RecordKind::Mx),
            Some("TLSA") => Some(RecordKind::Tlsa),
            Some("CAA") => Some(RecordKind::Caa),
            _ => None,
        };
        let (text, strings) = if by_type.is_some() {
            let mut text = Mapped::default();
            text.append(source, without_comment(source.text(), self.data));
            if self.classed && by_type == Some(RecordKind::Mx) {
                end_in_dot(&mut text, repairs);
            }
            (text, Vec::new())
        } else {
            unquote(source, self.data, repairs)
        };
        PastedRecord {
            owner: self.owner.map(str::to_owned),
            ttl: self.ttl,
            kind: by_type
                .or_else(|| RecordKind::of_text(text.text()))
                .or_else(|| kind_of_owner(self.owner?)),
            rtype,
            text,
            strings,
        }
    }
}

/// Gives the name of an MX record the final dot that it needs in a zone file.
fn end_in_dot(text: &mut Mapped, repairs: &mut Vec<Repair>) {
    let Some(host) = text.text().split_whitespace().nth(1) else {
        return;
    };
    let is_last = text.text().ends_with(host);
    if is_last && !host.ends_with('.') && host_fault(host).is_none() {
        repairs.push(Repair::FinalDot(host.to_owned()));
        let len = text.text().len();
        text.push('.', text.origin(Span::new(len, len)));
    }
}

/// Joins character-strings, takes out the marks around them, and undoes the
/// escapes within them.
fn unquote(source: &Mapped, data: Span, repairs: &mut Vec<Repair>) -> (Mapped, Vec<usize>) {
    let whole = source.text();
    let data = match data.slice(whole).strip_prefix('\'') {
        Some(rest) if rest.ends_with('\'') => {
            repairs.push(Repair::Quotes);
            Span::new(data.start + 1, data.end - 1)
        }
        _ => data,
    };
    let mut text = Mapped::default();
    let mut strings = Vec::new();
    let mut in_string = !data
        .slice(whole)
        .trim_start_matches('(')
        .trim_start()
        .starts_with('"');
    let (mut marks, mut escapes, mut length) = (0_usize, 0_usize, 0_usize);
    let mut rest = data.slice(whole);
    while let Some(c) = rest.chars().next() {
        let at = data.end - rest.len();
        let mut taken = c.len_utf8();
        match c {
            '"' => {
                marks += 1;
                in_string = !in_string;
                if !in_string && length > 0 {
                    strings.push(std::mem::take(&mut length));
                }
            }
            '\\' if in_string => {
                let (decoded, bytes) = escape(rest);
                escapes += 1;
                taken = bytes;
                let origin = source.origin(Span::new(at, at + bytes));
                text.push(decoded, origin);
                length += decoded.len_utf8();
            }
            ';' if !in_string => break,
            _ if in_string => {
                text.append(source, Span::new(at, at + taken));
                length += taken;
            }
            // Between strings there are spaces and parentheses. Anything else
            // is text whose mark went astray.
            ' ' | '\t' | '\r' | '\n' | '(' | ')' => {}
            _ => {
                in_string = true;
                continue;
            }
        }
        rest = &rest[taken..];
    }
    if length > 0 {
        strings.push(length);
    }
    if marks > 0 {
        repairs.push(Repair::Quotes);
    }
    let longest = strings.iter().max().copied().unwrap_or_default();
    if marks > 0 && longest > STRING {
        repairs.push(Repair::LongString(longest));
    }
    if strings.len() > 1 {
        repairs.push(Repair::Strings(strings.len()));
    } else {
        strings.clear();
    }
    if escapes > 0 {
        repairs.push(Repair::Escapes);
    }
    (text, strings)
}

/// The most octets of a character-string (RFC 1035 §3.3).
const STRING: usize = 255;

/// The character that an escape stands for, and the bytes that it takes.
fn escape(text: &str) -> (char, usize) {
    let digits = text
        .get(1..4)
        .filter(|digits| digits.bytes().all(|d| d.is_ascii_digit()));
    if let Some(octet) = digits.and_then(|digits| digits.parse::<u8>().ok()) {
        return (char::from(octet), 4);
    }
    match text.chars().nth(1) {
        Some(c) => (c, 1 + c.len_utf8()),
        None => ('\\', 1),
    }
}

fn words(text: &str, entry: Span) -> impl Iterator<Item = Span> {
    entry
        .slice(text)
        .split_whitespace()
        .map(move |word| Span::of(word, text))
}

fn trimmed(text: &str, span: Span) -> Span {
    Span::of(span.slice(text).trim(), text)
}

fn without_comment(text: &str, data: Span) -> Span {
    let slice = data.slice(text);
    let kept = slice.split(';').next().unwrap_or_default().trim_end();
    Span::new(data.start, data.start + kept.len())
}

fn is_type(word: &str) -> bool {
    const TYPES: [&str; 12] = [
        "TXT", "SPF", "MX", "TLSA", "CAA", "A", "AAAA", "CNAME", "NS", "PTR", "SRV", "SOA",
    ];
    // Short words are also words of records: `a` and `mx` are mechanisms.
    TYPES.contains(&word) || (word.len() > 2 && TYPES.iter().any(|t| word.eq_ignore_ascii_case(t)))
}

fn is_class(word: &str) -> bool {
    ["IN", "CH", "HS"]
        .iter()
        .any(|class| word.eq_ignore_ascii_case(class))
}

/// Whether a line is a preference and a name, as `dig +short` prints an MX.
fn is_mx_data(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let preference = words.next().is_some_and(|word| word.parse::<u16>().is_ok());
    let exchange = words.next().is_some_and(|word| {
        word == "@"
            || word
                .bytes()
                .all(|c| c.is_ascii_alphanumeric() || b"-._".contains(&c))
    });
    preference && exchange && words.next().is_none()
}

/// Whether a line is a string of its own, as `dig +short` prints a TXT.
fn is_whole_string(line: &str) -> bool {
    let line = line.trim();
    line.len() > 1
        && line.starts_with('"')
        && line.ends_with('"')
        && RecordKind::of_text(line).is_some()
}
