//! The presentation format (RFC 1035 §5.1, RFC 9460 appendix A): what master
//! files and the JSON dialects write records in.

mod escape;
mod tokens;
mod write;

use super::{Data, Name, RecordType, Txt, base64, rdata};
pub use escape::{hexadecimal, name, unescape};
pub use tokens::{Entry, Token, entries};
pub use write::write;

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
            RecordType::CDS => {
                let head = [&self.u16()?.to_be_bytes()[..], &[self.u8()?, self.u8()?]].concat();
                other(rtype, [head, self.hexadecimal()?])
            }
            // The salt is a number of octets and then the octets, or `-`.
            RecordType::NSEC3PARAM => {
                let head = [&[self.u8()?, self.u8()?][..], &self.u16()?.to_be_bytes()].concat();
                other(rtype, [head, self.salt()?])
            }
            RecordType::RRSIG => {
                let covers = self.field("a type of record", |t| RecordType::parse(t.text))?;
                let numbers = [self.u8()?, self.u8()?];
                let ttl = self.u32()?;
                let (expiration, inception) = (self.time()?, self.time()?);
                let key_tag = self.u16()?;
                let signer = self.name()?;
                let mut head = [&covers.0.to_be_bytes()[..], &numbers].concat();
                for time in [ttl, expiration, inception] {
                    head.extend(time.to_be_bytes());
                }
                head.extend(key_tag.to_be_bytes());
                for label in signer.octet_labels() {
                    // A name's labels have 63 octets at most.
                    head.push(label.len() as u8);
                    head.extend(label);
                }
                head.push(0);
                other(rtype, [head, self.rest("base 64", base64::decode)?])
            }
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

    /// A time as `YYYYMMDDHHmmSS` (RFC 4034 §3.2), in seconds since 1970.
    fn time(&mut self) -> Result<u32, Unreadable> {
        self.field("a time such as 20260131120000", |token| {
            if token.text.len() != 14 {
                return None;
            }
            let part = |from: usize, to: usize| token.text.get(from..to)?.parse::<i64>().ok();
            let (year, month, day) = (part(0, 4)?, part(4, 6)?, part(6, 8)?);
            // Days since 1970, a year beginning with March.
            let (y, m) = match month > 2 {
                true => (year, month - 3),
                false => (year - 1, month + 9),
            };
            let days = 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 719_469;
            let seconds = (days * 24 + part(8, 10)?) * 3600 + part(10, 12)? * 60 + part(12, 14)?;
            seconds.try_into().ok()
        })
    }

    fn salt(&mut self) -> Result<Vec<u8>, Unreadable> {
        self.field("a salt in hexadecimal, or -", |token| {
            let salt = match token.text {
                "-" => Vec::new(),
                digits => hexadecimal(digits)?,
            };
            let mut octets = vec![salt.len().try_into().ok()?];
            octets.extend(salt);
            Some(octets)
        })
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

/// A record of a type whose octets are kept as they are.
fn other(rtype: RecordType, octets: [Vec<u8>; 2]) -> Data {
    Data::Other {
        rtype,
        octets: octets.concat(),
    }
}

#[cfg(test)]
mod tests;
