//! The tag list: the grammar that DKIM, DMARC, MTA-STS, TLS-RPT and BIMI
//! records share (RFC 6376 §3.2).
//!
//! A list is read as its writer meant it, and each departure is a [`Fault`].
//! A tag that no receiver reads as it was meant (the `;` before or after it
//! is missing, a quote stands in it) is [torn](Tag::torn).

mod reader;

pub use reader::{is_blank, is_invisible, is_quote, tag_name};

use super::cover::cover;
use super::role::Role;
use super::span::{Span, Spanned};
use serde::Serialize;

/// What differs between the records that are tag lists.
#[derive(Clone, Copy, Debug)]
pub struct Dialect {
    /// What `v` says, which stands first.
    pub version: &'static str,
    /// The names of all tags that ever had a meaning.
    pub known: &'static [&'static str],
    /// Whether a line may be folded (RFC 6376 §2.8), as in DKIM.
    pub folding: bool,
}

/// A record's text as a list of tags.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct TagList {
    /// The text that was read.
    pub text: String,
    /// The tags in their order.
    pub tags: Vec<Tag>,
    /// What stands between them, in order.
    pub separators: Vec<Span>,
    /// Every departure from the grammar, in order of place.
    pub faults: Vec<Spanned<Fault>>,
}

/// One `name=value`. All spans are without the space around.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct Tag {
    /// The name, or all of the piece where there is no `=`.
    pub name: Span,
    /// The `=`.
    pub equals: Option<Span>,
    /// The value, which may be empty.
    pub value: Span,
    /// Whether receivers read something else here than was meant.
    pub torn: bool,
    /// The first tag of this name, where this one repeats it.
    pub repeats: Option<Span>,
}

impl Tag {
    /// From the name's first byte to the value's last.
    pub fn span(&self) -> Span {
        self.name.to(self.value)
    }
}

/// A departure from the tag-list grammar.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// White space before the first tag.
    LeadingSpace,
    /// Nothing between two `;`.
    EmptyPiece,
    /// A piece without `=`.
    NoEquals,
    /// A `=` with no name before it.
    NoName,
    /// A name with a character that no name has.
    NameCharacter(char),
    /// `\;`, the escape of a zone file that became part of the record.
    EscapedSeparator,
    /// A character that looks like `;` or stands in its place, such as `,`.
    SeparatorLookalike(char),
    /// Two tags with only white space between.
    SeparatorMissing,
    /// A character that looks like `=`.
    EqualsLookalike(char),
    /// `"`, `'` or `` ` `` around the record or around a tag.
    Quote(char),
    /// A control, invisible or other character outside ASCII, or a line break
    /// that is no folding.
    Character(char),
    /// A tag of this name stood before.
    Duplicate,
    /// A second `v` tag: another record in the same string.
    SecondRecord,
}

impl TagList {
    /// Reads any text.
    ///
    /// ```text
    /// tag-list = tag-spec *( ";" tag-spec ) [ ";" ]
    /// ```
    pub fn read(text: &str, dialect: Dialect) -> Self {
        reader::Reader::new(text, dialect).tag_list()
    }

    /// The text at a span.
    pub fn at(&self, span: Span) -> &str {
        span.slice(&self.text)
    }

    /// The name of a tag, as written.
    pub fn name(&self, tag: &Tag) -> &str {
        self.at(tag.name)
    }

    /// The value of a tag, as written.
    pub fn value(&self, tag: &Tag) -> &str {
        self.at(tag.value)
    }

    /// The role of each byte. `name` and `value` say the roles of a tag's.
    pub fn roles(&self, role: impl Fn(&Tag) -> (Role, Role)) -> Vec<Spanned<Role>> {
        let mut marks = Vec::with_capacity(self.tags.len() * 4);
        let mut separators = self.separators.iter().copied().peekable();
        for tag in &self.tags {
            while let Some(span) = separators.next_if(|span| span.end <= tag.name.start) {
                marks.push(Spanned::new(Role::Separator, span));
            }
            let (name, value) = role(tag);
            marks.push(Spanned::new(name, tag.name));
            marks.extend(tag.equals.map(|span| Spanned::new(Role::Separator, span)));
            marks.push(Spanned::new(value, tag.value));
        }
        marks.extend(separators.map(|span| Spanned::new(Role::Separator, span)));
        cover(&self.text, marks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIALECT: Dialect = Dialect {
        version: "DMARC1",
        known: &["v", "p", "rua", "fo"],
        folding: false,
    };

    fn read(text: &str) -> TagList {
        TagList::read(text, DIALECT)
    }

    fn tags(list: &TagList) -> Vec<(&str, &str, bool)> {
        list.tags
            .iter()
            .map(|tag| (list.name(tag), list.value(tag), tag.torn))
            .collect()
    }

    fn faults(text: &str) -> Vec<Fault> {
        read(text).faults.into_iter().map(|f| f.value).collect()
    }

    #[test]
    fn a_plain_list() {
        let list = read("v=DMARC1; p = none ;rua=;");
        assert_eq!(
            tags(&list),
            [
                ("v", "DMARC1", false),
                ("p", "none", false),
                ("rua", "", false)
            ]
        );
        assert_eq!(list.separators.len(), 3);
        assert!(list.faults.is_empty());
    }

    #[test]
    fn a_missing_separator_tears_both_tags() {
        let list = read("v=DMARC1 p=none; fo=1, rua=mailto:a@b, mailto:c@d");
        assert_eq!(
            tags(&list),
            [
                ("v", "DMARC1", true),
                ("p", "none", true),
                ("fo", "1", true),
                ("rua", "mailto:a@b, mailto:c@d", true)
            ]
        );
        assert_eq!(
            list.faults.iter().map(|f| f.value).collect::<Vec<_>>(),
            [Fault::SeparatorMissing, Fault::SeparatorLookalike(',')]
        );
    }

    #[test]
    fn an_escaped_separator_tears_what_stands_before_it() {
        let list = read("v=DMARC1\\; p=none");
        assert_eq!(tags(&list), [("v", "DMARC1", true), ("p", "none", false)]);
        assert_eq!(list.faults[0].value, Fault::EscapedSeparator);
        assert_eq!(list.at(list.faults[0].span), "\\;");
    }

    #[test]
    fn wide_characters_are_read_as_meant() {
        let list = read("v=DMARC1；p＝none");
        assert_eq!(tags(&list), [("v", "DMARC1", true), ("p", "none", true)]);
        assert_eq!(
            faults("v=DMARC1；p＝none"),
            [
                Fault::SeparatorLookalike('；'),
                Fault::EqualsLookalike('＝')
            ]
        );
    }

    #[test]
    fn quotes_around_the_record_and_within() {
        let list = read("“v=DMARC1; p=none”");
        assert_eq!(tags(&list), [("v", "DMARC1", true), ("p", "none", true)]);
        assert_eq!(
            faults("“v=DMARC1; p=none”"),
            [Fault::Character('“'), Fault::Character('”')]
        );
        assert_eq!(faults("\"v=DMARC1; p=none"), [Fault::Quote('"')]);
        assert_eq!(
            tags(&read("v=DMARC1;\"\"p=none")),
            [("v", "DMARC1", false), ("p", "none", true)]
        );
        assert_eq!(tags(&read("p=\"none\"")), [("p", "\"none\"", false)]);
        assert_eq!(faults("'v=a; p=none'"), [Fault::Quote('\''); 2]);
        assert_eq!(faults("v=a; p=none\""), [Fault::Quote('"')]);
        assert_eq!(faults("v=a; p=none;\""), [Fault::Quote('"')]);
    }

    #[test]
    fn an_apostrophe_at_the_end_belongs_to_its_value() {
        let list = read("v=a; p=none'");
        assert_eq!(tags(&list), [("v", "a", false), ("p", "none'", false)]);
        assert!(list.faults.is_empty());
    }

    #[test]
    fn pieces_that_are_no_tags() {
        assert_eq!(faults("v=DMARC1;; p"), [Fault::EmptyPiece, Fault::NoEquals]);
        assert_eq!(
            faults("=DMARC1; p-x=1"),
            [Fault::NoName, Fault::NameCharacter('-')]
        );
        assert_eq!(
            faults(" v=a;\n p=b"),
            [Fault::LeadingSpace, Fault::Character('\n')]
        );
        let list = read("p none rua=x");
        assert_eq!(tags(&list), [("p none", "", true), ("rua", "x", true)]);
    }

    #[test]
    fn repeated_tags_and_second_records() {
        assert_eq!(faults("v=a; p=1; p=2"), [Fault::Duplicate]);
        assert_eq!(faults("v=a; p=1; v=a; p=2"), [Fault::SecondRecord]);
    }

    #[test]
    fn base64_padding_is_no_tag() {
        assert_eq!(tags(&read("p=AAAA p=")), [("p", "AAAA p=", false)]);
        assert_eq!(tags(&read("p=AAAA p==")), [("p", "AAAA p==", false)]);
    }
}
