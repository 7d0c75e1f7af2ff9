//! What a resource record says, read from its octets.

use super::{Data, Name, RecordType, Txt};
use domain::base::Rtype;
use domain::base::name::ParsedName;
use domain::base::rdata::{ParseRecordData, RecordData};
use domain::base::wire::ParseError;
use domain::dep::octseq::Parser;

/// Reads RDATA that stands alone, outside a message; `None` where it is
/// malformed. The types that Mailvet has no use for are kept as they are.
pub fn read(rtype: RecordType, octets: &[u8]) -> Option<Data> {
    let mut parser = Parser::from_ref(octets);
    let data = parse(rtype, &mut parser).ok()?;
    (parser.remaining() == 0).then_some(data)
}

/// A name from within a message, its compression (RFC 1035 §4.1.4) undone.
pub(super) fn name(parsed: &ParsedName<&[u8]>) -> Result<Name, ParseError> {
    let labels = parsed.iter().map(|label| label.as_slice());
    Name::from_labels(labels.take_while(|label| !label.is_empty()))
        .map_err(|_| ParseError::form_error("name"))
}

impl RecordData for Data {
    fn rtype(&self) -> Rtype {
        Rtype::from_int(Data::rtype(self).0)
    }
}

impl<'a> ParseRecordData<'a, [u8]> for Data {
    fn parse_rdata(
        rtype: Rtype,
        parser: &mut Parser<'a, [u8]>,
    ) -> Result<Option<Self>, ParseError> {
        parse(RecordType(rtype.to_int()), parser).map(Some)
    }
}

fn parse(rtype: RecordType, parser: &mut Parser<'_, [u8]>) -> Result<Data, ParseError> {
    Ok(match rtype {
        // RFC 1035 §3.4.1
        RecordType::A => Data::A(parser.parse_u32_be()?.into()),
        // RFC 3596 §2.2
        RecordType::AAAA => Data::Aaaa(parser.parse_u128_be()?.into()),
        // RFC 1035 §3.3
        RecordType::CNAME => Data::Cname(parse_name(parser)?),
        RecordType::NS => Data::Ns(parse_name(parser)?),
        RecordType::PTR => Data::Ptr(parse_name(parser)?),
        RecordType::MX => Data::Mx {
            preference: parser.parse_u16_be()?,
            exchange: parse_name(parser)?,
        },
        RecordType::TXT => Data::Txt(parse_txt(parser)?),
        RecordType::SOA => Data::Soa {
            mname: parse_name(parser)?,
            rname: parse_name(parser)?,
            serial: parser.parse_u32_be()?,
            refresh: parser.parse_u32_be()?,
            retry: parser.parse_u32_be()?,
            expire: parser.parse_u32_be()?,
            minimum: parser.parse_u32_be()?,
        },
        // RFC 2782
        RecordType::SRV => Data::Srv {
            priority: parser.parse_u16_be()?,
            weight: parser.parse_u16_be()?,
            port: parser.parse_u16_be()?,
            target: parse_name(parser)?,
        },
        // RFC 6698 §2.1
        RecordType::TLSA => Data::Tlsa {
            usage: parser.parse_u8()?,
            selector: parser.parse_u8()?,
            matching_type: parser.parse_u8()?,
            association: parse_rest(parser)?,
        },
        // RFC 8659 §4.1
        RecordType::CAA => Data::Caa {
            flags: parser.parse_u8()?,
            tag: String::from_utf8_lossy(parse_string(parser)?).into_owned(),
            value: parse_rest(parser)?,
        },
        // RFC 4034 §5.1
        RecordType::DS => Data::Ds {
            key_tag: parser.parse_u16_be()?,
            algorithm: parser.parse_u8()?,
            digest_type: parser.parse_u8()?,
            digest: parse_rest(parser)?,
        },
        // RFC 4034 §2.1
        RecordType::DNSKEY => Data::Dnskey {
            flags: parser.parse_u16_be()?,
            protocol: parser.parse_u8()?,
            algorithm: parser.parse_u8()?,
            key: parse_rest(parser)?,
        },
        _ => Data::Other {
            rtype,
            octets: parse_rest(parser)?,
        },
    })
}

fn parse_name(parser: &mut Parser<'_, [u8]>) -> Result<Name, ParseError> {
    name(&ParsedName::parse(parser)?)
}

fn parse_txt(parser: &mut Parser<'_, [u8]>) -> Result<Txt, ParseError> {
    let mut strings = Vec::new();
    while parser.remaining() > 0 {
        strings.push(parse_string(parser)?.to_vec());
    }
    Ok(Txt(strings))
}

/// A character-string (RFC 1035 §3.3).
fn parse_string<'a>(parser: &mut Parser<'a, [u8]>) -> Result<&'a [u8], ParseError> {
    let length = parser.parse_u8()?;
    Ok(parser.parse_octets(length.into())?)
}

fn parse_rest(parser: &mut Parser<'_, [u8]>) -> Result<Vec<u8>, ParseError> {
    Ok(parser.parse_octets(parser.remaining())?.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_keep_every_octet() {
        let longest = [7; 255];
        let octets = [b"\x03\x00\xff\x80\x00\xff".as_slice(), &longest, b"\x01a"].concat();
        let data = read(RecordType::TXT, &octets);
        let strings = vec![vec![0, 0xff, 0x80], vec![], longest.to_vec(), vec![b'a']];
        assert_eq!(data, Some(Data::Txt(Txt(strings))));
    }

    #[test]
    fn rdata_that_is_short_or_long_is_malformed() {
        assert_eq!(read(RecordType::A, &[192, 0, 2]), None);
        assert_eq!(read(RecordType::A, &[192, 0, 2, 1, 0]), None);
        assert_eq!(read(RecordType::TXT, b"\x02a"), None);
        assert_eq!(read(RecordType::MX, b"\x00\x0a\x01a"), None);
        assert_eq!(read(RecordType::MX, b"\x00\x0a\xc0\x02"), None);
    }

    #[test]
    fn unknown_types_are_kept() {
        let octets = vec![1, 2, 3];
        let rtype = RecordType(65_400);
        assert_eq!(read(rtype, &octets), Some(Data::Other { rtype, octets }));
    }
}
