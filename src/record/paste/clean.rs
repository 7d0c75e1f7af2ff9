//! Characters that copying leaves behind: taken out or put right, one by one.

use super::Mapped;
use crate::order::Arrange;
use crate::record::span::Span;
use serde::Serialize;

/// What was taken out of a pasted text, or put right in it.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Repair {
    /// Characters without width, marks of direction, a byte-order mark.
    Invisible(char),
    /// A space that is none to DNS became one.
    Space(char),
    /// A typographic quotation mark became a plain one.
    Quote(char),
    /// A typographic dash became a hyphen.
    Dash(char),
    /// A full-width character became its ASCII twin.
    FullWidth(char),
    /// An HTML entity became the character that it stands for.
    Entity(String),
    /// Quotation marks around the text, or left over in it, went.
    Quotes,
    /// Character-strings were joined.
    Strings(usize),
    /// A character-string has this many octets, which is more than DNS servers
    /// take in one (RFC 1035 §3.3).
    LongString(usize),
    /// Escapes of a zone file became the characters that they stand for.
    Escapes,
    /// The name of a host in a zone file got its final dot, without which the
    /// zone's own name is put behind it (RFC 1035 §5.1).
    FinalDot(String),
    /// Lines were joined.
    Lines,
}

/// Puts the characters of a text right.
pub fn clean(raw: &str) -> (Mapped, Vec<Repair>) {
    let mut text = Mapped::default();
    let mut repairs = Vec::new();
    let mut rest = raw;
    while let Some(c) = rest.chars().next() {
        let offset = raw.len() - rest.len();
        let (length, replacement, repair) = match entity(rest) {
            Some((entity, c)) => (entity.len(), Some(c), Some(Repair::Entity(entity.into()))),
            None => {
                let (replacement, repair) = character(c);
                (c.len_utf8(), replacement, repair)
            }
        };
        if let Some(c) = replacement {
            text.push(c, Span::new(offset, offset + length));
        }
        repairs.extend(repair);
        rest = &rest[length..];
    }
    repairs.arrange();
    repairs.dedup();
    (text, repairs)
}

fn character(c: char) -> (Option<char>, Option<Repair>) {
    match c {
        '\u{FEFF}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}'
        | '\u{AD}'
        | '\u{180E}' => (None, Some(Repair::Invisible(c))),
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => {
            (Some(' '), Some(Repair::Space(c)))
        }
        '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' => {
            (Some('"'), Some(Repair::Quote(c)))
        }
        '‘' | '’' | '‚' | '‛' => (Some('\''), Some(Repair::Quote(c))),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => (Some('-'), Some(Repair::Dash(c))),
        '。' => (Some('.'), Some(Repair::FullWidth(c))),
        '\u{FF01}'..='\u{FF5E}' => {
            let twin = char::from_u32(u32::from(c) - 0xFEE0);
            (twin, Some(Repair::FullWidth(c)))
        }
        _ => (Some(c), None),
    }
}

fn entity(text: &str) -> Option<(&str, char)> {
    const ENTITIES: &[(&str, char)] = &[
        ("&quot;", '"'),
        ("&#34;", '"'),
        ("&#x22;", '"'),
        ("&apos;", '\''),
        ("&#39;", '\''),
        ("&#x27;", '\''),
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&nbsp;", ' '),
        ("&#160;", ' '),
        ("&ldquo;", '"'),
        ("&rdquo;", '"'),
    ];
    if !text.starts_with('&') {
        return None;
    }
    ENTITIES
        .iter()
        .find(|(entity, _)| text.starts_with(entity))
        .copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_copying_leaves_behind_is_put_right() {
        let (text, repairs) = clean("\u{feff}“v=spf1　–all”；&quot;x\u{200b}");
        assert_eq!(text.text(), "\"v=spf1 -all\";\"x");
        assert_eq!(repairs.len(), 8);
        assert!(repairs.contains(&Repair::Dash('–')));
        assert!(repairs.contains(&Repair::Entity("&quot;".into())));
    }

    #[test]
    fn every_byte_knows_where_it_came_from() {
        let raw = "“é–”";
        let (text, _) = clean(raw);
        assert_eq!(text.text(), "\"é-\"");
        let dash = text.text().find('-').unwrap();
        assert_eq!(text.origin(Span::new(dash, dash + 1)).slice(raw), "–");
    }
}
