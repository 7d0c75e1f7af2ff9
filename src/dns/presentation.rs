//! The presentation format (RFC 1035 §5.1, RFC 9460 appendix A): what master
//! files and the JSON dialects write records in.

use super::{Data, Name, RecordType, Txt, base64, rdata};

/// Why a text in the presentation format cannot be read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Unreadable {
    /// The line, from 1.
    pub line: usize,
    /// What should stand there.
    pub expected: &'static str,
    /// What stands there.
    pub got: String,
}

/// Reads RDATA that stands alone; names in it are absolute.
pub fn read(rtype: RecordType, text: &str) -> Result<Data, Unreadable> {
    let mut entries = entries(text)?;
    let entry = entries.pop().unwrap_or(Entry {
        line: 1,
        indented: false,
        tokens: Vec::new(),
    });
    if !entries.is_empty() {
        return Err(Unreadable {
            line: entry.line,
            expected: "one record",
            got: text.to_owned(),
        });
    }
    Fields::of(&entry, &Name::root()).rdata(rtype)
}

/// An entry: the tokens of one line, or of several held by parentheses.
pub struct Entry<'a> {
    /// Where it begins, from 1.
    pub line: usize,
    /// Whether white space stands before the first token.
    pub indented: bool,
    /// At least one.
    pub tokens: Vec<Token<'a>>,
}

/// A word, or a string in quotes.
#[derive(Clone, Copy)]
pub struct Token<'a> {
    /// The text, still escaped, without its quotes.
    pub text: &'a str,
    /// Whether it stood in quotes.
    pub quoted: bool,
    /// The line, from 1.
    pub line: usize,
}

/// Divides a text into entries; comments and empty lines are gone.
pub fn entries(text: &str) -> Result<Vec<Entry<'_>>, Unreadable> {
    let mut entries = Vec::<Entry<'_>>::new();
    let mut rest = text;
    let mut line = 1;
    // An entry is open until a line ends outside of parentheses.
    let mut open = false;
    let mut indented = false;
    let mut parentheses = 0_usize;
    while let Some(first) = rest.chars().next() {
        let line_start =
            rest.len() == text.len() || text[..text.len() - rest.len()].ends_with('\n');
        if line_start && !open {
            indented = matches!(first, ' ' | '\t');
        }
        let length = match first {
            '\n' => {
                line += 1;
                open &= parentheses > 0;
                1
            }
            ' ' | '\t' | '\r' => 1,
            ';' => rest.find('\n').unwrap_or(rest.len()),
            '(' => {
                parentheses += 1;
                1
            }
            ')' => {
                parentheses = parentheses.checked_sub(1).ok_or(Unreadable {
                    line,
                    expected: "an opening parenthesis first",
                    got: ")".into(),
                })?;
                1
            }
            _ => {
                let (token, length) = token(rest, line)?;
                if !open {
                    entries.push(Entry {
                        line,
                        indented,
                        tokens: Vec::new(),
                    });
                    open = true;
                }
                if let Some(entry) = entries.last_mut() {
                    entry.tokens.push(token);
                }
                line += token.text.matches('\n').count();
                length
            }
        };
        rest = &rest[length..];
    }
    if parentheses > 0 {
        return Err(Unreadable {
            line,
            expected: "a closing parenthesis",
            got: "the end".into(),
        });
    }
    Ok(entries)
}

/// The token at the start of a text, and its length with quotes.
///
/// ```abnf
/// contiguous  = 1*( non-special / escaped )
/// quoted      = DQUOTE *( contiguous / ( ["\"] WSP ) ) DQUOTE
/// char-string = contiguous / quoted
/// ```
fn token(text: &str, line: usize) -> Result<(Token<'_>, usize), Unreadable> {
    let (quoted, body) = match text.strip_prefix('"') {
        Some(body) => (true, body),
        None => (false, text),
    };
    let mut escaped = false;
    let end = body.find(|c: char| {
        let ends = !escaped
            && if quoted {
                c == '"'
            } else {
                matches!(c, ' ' | '\t' | '\r' | '\n' | ';' | '(' | ')' | '"')
            };
        escaped = c == '\\' && !escaped;
        ends
    });
    let end = match end {
        Some(end) => end,
        None if quoted => {
            return Err(Unreadable {
                line,
                expected: "a closing quote",
                got: text.to_owned(),
            });
        }
        None => body.len(),
    };
    let token = Token {
        text: &body[..end],
        quoted,
        line,
    };
    Ok((token, end + 2 * usize::from(quoted)))
}

/// Reads the tokens of an entry one after the other.
pub struct Fields<'e, 'a> {
    tokens: &'e [Token<'a>],
    origin: &'e Name,
    line: usize,
}

impl<'e, 'a> Fields<'e, 'a> {
    /// From the first token on; relative names are below `origin`.
    pub fn of(entry: &'e Entry<'a>, origin: &'e Name) -> Self {
        Self {
            tokens: &entry.tokens,
            origin,
            line: entry.line,
        }
    }

    /// The next token, which stays the next.
    pub fn peek(&self) -> Option<Token<'a>> {
        self.tokens.first().copied()
    }

    /// Goes past the next token.
    pub fn skip(&mut self) {
        if let [first, rest @ ..] = self.tokens {
            self.line = first.line;
            self.tokens = rest;
        }
    }

    /// An error at the next token.
    pub fn unexpected(&self, expected: &'static str) -> Unreadable {
        match self.peek() {
            Some(token) => Unreadable {
                line: token.line,
                expected,
                got: token.text.to_owned(),
            },
            None => Unreadable {
                line: self.line,
                expected,
                got: "the end of the record".into(),
            },
        }
    }

    /// What `read` makes of the next token.
    pub fn field<T>(
        &mut self,
        expected: &'static str,
        read: impl FnOnce(Token<'a>) -> Option<T>,
    ) -> Result<T, Unreadable> {
        let value = self.peek().and_then(read);
        let value = value.ok_or_else(|| self.unexpected(expected))?;
        self.skip();
        Ok(value)
    }

    /// A name, relative to the origin unless it ends with a dot.
    pub fn name(&mut self) -> Result<Name, Unreadable> {
        let origin = self.origin;
        self.field("a domain name", |token| name(token.text, origin))
    }

    /// That no token is left.
    pub fn end(&self) -> Result<(), Unreadable> {
        match self.peek() {
            Some(_) => Err(self.unexpected("the end of the record")),
            None => Ok(()),
        }
    }

    /// All the rest, as RDATA of this type.
    pub fn rdata(mut self, rtype: RecordType) -> Result<Data, Unreadable> {
        let data = match self.peek() {
            // RFC 3597 §5
            Some(token) if token.text == r"\#" && !token.quoted => {
                self.skip();
                return self.unknown(rtype);
            }
            _ => self.known(rtype)?,
        };
        self.end()?;
        Ok(data)
    }

    /// `\# length octets`, of any type.
    fn unknown(mut self, rtype: RecordType) -> Result<Data, Unreadable> {
        let expected = "octets in hexadecimal, as many as said";
        let length = usize::from(self.u16()?);
        let at = self.line;
        let octets = self.hexadecimal()?;
        (octets.len() == length)
            .then(|| rdata::read(rtype, &octets))
            .flatten()
            .ok_or_else(|| Unreadable {
                line: at,
                expected,
                got: length.to_string(),
            })
    }

    fn known(&mut self, rtype: RecordType) -> Result<Data, Unreadable> {
        Ok(match rtype {
            RecordType::A => Data::A(self.field("an IPv4 address", |t| t.text.parse().ok())?),
            RecordType::AAAA => Data::Aaaa(self.field("an IPv6 address", |t| t.text.parse().ok())?),
            RecordType::CNAME => Data::Cname(self.name()?),
            RecordType::NS => Data::Ns(self.name()?),
            RecordType::PTR => Data::Ptr(self.name()?),
            RecordType::MX => Data::Mx {
                preference: self.u16()?,
                exchange: self.name()?,
            },
            RecordType::TXT => {
                let mut strings = vec![self.string()?];
                while self.peek().is_some() {
                    strings.push(self.string()?);
                }
                Data::Txt(Txt(strings))
            }
            RecordType::SOA => Data::Soa {
                mname: self.name()?,
                rname: self.name()?,
                serial: self.u32()?,
                refresh: self.u32()?,
                retry: self.u32()?,
                expire: self.u32()?,
                minimum: self.u32()?,
            },
            RecordType::SRV => Data::Srv {
                priority: self.u16()?,
                weight: self.u16()?,
                port: self.u16()?,
                target: self.name()?,
            },
            RecordType::TLSA => Data::Tlsa {
                usage: self.u8()?,
                selector: self.u8()?,
                matching_type: self.u8()?,
                association: self.hexadecimal()?,
            },
            RecordType::CAA => Data::Caa {
                flags: self.u8()?,
                tag: self.field("a tag", |t| t.text.is_ascii().then(|| t.text.to_owned()))?,
                value: self.field("a value", |t| unescape(t.text))?,
            },
            RecordType::DS => Data::Ds {
                key_tag: self.u16()?,
                algorithm: self.u8()?,
                digest_type: self.u8()?,
                digest: self.hexadecimal()?,
            },
            RecordType::DNSKEY => Data::Dnskey {
                flags: self.u16()?,
                protocol: self.u8()?,
                algorithm: self.u8()?,
                key: self.rest("base 64", base64::decode)?,
            },
            _ => return Err(self.unexpected(r"\# (RFC 3597)")),
        })
    }

    fn u8(&mut self) -> Result<u8, Unreadable> {
        self.field("a number up to 255", |t| t.text.parse().ok())
    }

    fn u16(&mut self) -> Result<u16, Unreadable> {
        self.field("a number up to 65535", |t| t.text.parse().ok())
    }

    /// A number of 32 bits.
    pub fn u32(&mut self) -> Result<u32, Unreadable> {
        self.field("a number up to 4294967295", |t| t.text.parse().ok())
    }

    fn string(&mut self) -> Result<Vec<u8>, Unreadable> {
        self.field("a string of up to 255 octets", |token| {
            unescape(token.text).filter(|octets| octets.len() <= 255)
        })
    }

    fn hexadecimal(&mut self) -> Result<Vec<u8>, Unreadable> {
        self.rest("hexadecimal", hexadecimal)
    }

    /// What `read` makes of all the rest, white space taken out.
    fn rest<T>(
        &mut self,
        expected: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, Unreadable> {
        let joined: String = self.tokens.iter().map(|token| token.text).collect();
        let value = read(&joined).ok_or_else(|| self.unexpected(expected))?;
        self.tokens = &[];
        Ok(value)
    }
}

/// The octets of a hexadecimal text; `None` where it is none.
pub fn hexadecimal(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u32>> = text.chars().map(|c| c.to_digit(16)).collect();
    let digits = digits?;
    let pairs = digits.chunks(2).map(|pair| match pair {
        [high, low] => Some((high << 4 | low) as u8),
        _ => None,
    });
    pairs.collect()
}

/// The octets of an escaped text; `None` where an escape is none.
///
/// ```abnf
/// escaped   = "\" ( non-digit / dec-octet )
/// ```
pub fn unescape(text: &str) -> Option<Vec<u8>> {
    let mut octets = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = match (first, tail) {
            (b'\\', digits) if digits.first().is_some_and(u8::is_ascii_digit) => {
                let [a @ b'0'..=b'9', b @ b'0'..=b'9', c @ b'0'..=b'9', tail @ ..] = digits else {
                    return None;
                };
                let digit = |octet: &u8| u16::from(octet - b'0');
                let value = digit(a) * 100 + digit(b) * 10 + digit(c);
                octets.push(u8::try_from(value).ok()?);
                tail
            }
            (b'\\', [octet, tail @ ..]) => {
                octets.push(*octet);
                tail
            }
            (b'\\', []) => return None,
            _ => {
                octets.push(*first);
                tail
            }
        };
    }
    Some(octets)
}

/// A name in the presentation format, relative to `origin` unless it ends
/// with a dot; `None` where it is none.
pub fn name(text: &str, origin: &Name) -> Option<Name> {
    match text {
        "@" => return Some(origin.clone()),
        "." => return Some(Name::root()),
        _ if !text.is_ascii() => return None,
        _ => {}
    }
    let mut labels = Vec::new();
    let mut escaped = false;
    for label in text.split(|c| {
        let ends = c == '.' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    }) {
        labels.push(unescape(label)?);
    }
    if labels.last().is_some_and(Vec::is_empty) {
        labels.pop();
    } else {
        labels.extend(origin.octet_labels());
    }
    Name::from_labels(labels.iter().map(Vec::as_slice)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn n(text: &str) -> Name {
        Name::parse(text).unwrap()
    }

    #[test]
    fn each_type_is_read() {
        for (rtype, text, data) in [
            (RecordType::A, "192.0.2.1", Data::A([192, 0, 2, 1].into())),
            (
                RecordType::AAAA,
                "2001:DB8::1",
                Data::Aaaa("2001:db8::1".parse().unwrap()),
            ),
            (RecordType::CNAME, "A.example.", Data::Cname(n("a.example"))),
            (
                RecordType::MX,
                "0 .",
                Data::Mx {
                    preference: 0,
                    exchange: Name::root(),
                },
            ),
            (
                RecordType::SRV,
                "0 1 443 a.example.",
                Data::Srv {
                    priority: 0,
                    weight: 1,
                    port: 443,
                    target: n("a.example"),
                },
            ),
            (
                RecordType::CAA,
                r#"128 issue "ca.example; policy=ev""#,
                Data::Caa {
                    flags: 128,
                    tag: "issue".into(),
                    value: b"ca.example; policy=ev".to_vec(),
                },
            ),
            (
                RecordType::TLSA,
                "3 1 1 AB (\n cd )",
                Data::Tlsa {
                    usage: 3,
                    selector: 1,
                    matching_type: 1,
                    association: vec![0xab, 0xcd],
                },
            ),
            (
                RecordType::DS,
                "60485 5 1 2BB1 83AF",
                Data::Ds {
                    key_tag: 60485,
                    algorithm: 5,
                    digest_type: 1,
                    digest: vec![0x2b, 0xb1, 0x83, 0xaf],
                },
            ),
            (
                RecordType::DNSKEY,
                "257 3 13 Zm9v YmFy",
                Data::Dnskey {
                    flags: 257,
                    protocol: 3,
                    algorithm: 13,
                    key: b"foobar".to_vec(),
                },
            ),
            (
                RecordType::A,
                r"\# 4 C0 000201",
                Data::A([192, 0, 2, 1].into()),
            ),
            (
                RecordType(65400),
                r"\# 0",
                Data::Other {
                    rtype: RecordType(65400),
                    octets: vec![],
                },
            ),
        ] {
            assert_eq!(read(rtype, text), Ok(data), "{text}");
        }
    }

    #[test]
    fn strings_are_read_with_their_boundaries() {
        for (text, strings) in [
            (r#""a" "b""#, vec![&b"a"[..], b"b"]),
            (r#""a""b""#, vec![b"a", b"b"]),
            (r#"a b"#, vec![b"a", b"b"]),
            (r#""a;( b""#, vec![b"a;( b"]),
            (r#""\"\\\;\000\255""#, vec![b"\"\\;\x00\xff"]),
            (r#""""#, vec![b""]),
            ("\"é\n\"", vec!["é\n".as_bytes()]),
        ] {
            let strings = strings.into_iter().map(<[u8]>::to_vec).collect();
            assert_eq!(
                read(RecordType::TXT, text),
                Ok(Data::Txt(Txt(strings))),
                "{text}"
            );
        }
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        for (rtype, text, expected, got) in [
            (RecordType::A, "192.0.2", "an IPv4 address", "192.0.2"),
            (RecordType::A, "192.0.2.1 x", "the end of the record", "x"),
            (
                RecordType::MX,
                "10",
                "a domain name",
                "the end of the record",
            ),
            (RecordType::MX, "70000 a.", "a number up to 65535", "70000"),
            (RecordType::MX, "10 a..b.", "a domain name", "a..b."),
            (RecordType::TXT, "\"a", "a closing quote", "\"a"),
            (
                RecordType::TXT,
                r"\256",
                "a string of up to 255 octets",
                r"\256",
            ),
            (
                RecordType::TXT,
                r"\1a2",
                "a string of up to 255 octets",
                r"\1a2",
            ),
            (
                RecordType::TXT,
                "",
                "a string of up to 255 octets",
                "the end of the record",
            ),
            (RecordType::TXT, "( a", "a closing parenthesis", "the end"),
            (RecordType::TLSA, "3 1 1 abc", "hexadecimal", "abc"),
            (
                RecordType::A,
                r"\# 4 c000",
                "octets in hexadecimal, as many as said",
                "4",
            ),
            (RecordType(64), "1 .", r"\# (RFC 3597)", "1"),
        ] {
            let error = Unreadable {
                line: 1,
                expected,
                got: got.into(),
            };
            assert_eq!(read(rtype, text), Err(error), "{text}");
        }
    }

    #[test]
    fn entries_span_lines_within_parentheses() {
        let text = "a 1 ( ; one\n  2\n3 ) 4\n\n  b \"x\ny\" ; two\n; three\nc";
        let shape: Vec<_> = entries(text)
            .unwrap()
            .iter()
            .map(|entry| (entry.line, entry.indented, entry.tokens.len()))
            .collect();
        assert_eq!(shape, [(1, false, 5), (5, true, 2), (8, false, 1)]);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in r#"[ -~\n"\\()é;]{0,60}"#, rtype in 0_u16..60) {
            let _ = read(RecordType(rtype), &text);
        }

        #[test]
        fn every_name_reads_as_itself(labels in proptest::collection::vec(
            proptest::collection::vec(any::<u8>(), 1..20), 1..6,
        )) {
            let wanted = Name::from_labels(labels.iter().map(Vec::as_slice)).unwrap();
            prop_assert_eq!(name(&format!("{wanted}."), &n("origin.example")), Some(wanted));
        }
    }
}
