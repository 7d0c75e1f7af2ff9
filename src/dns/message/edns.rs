//! The OPT record: extension mechanisms for DNS.

use crate::dns::answer::ExtendedError;
use domain::base::Rtype;
use domain::base::rdata::{ParseRecordData, RecordData};
use domain::base::wire::ParseError;
use domain::dep::octseq::Parser;

/// What an OPT record says (RFC 6891 §6.1.2).
#[derive(Clone, Default)]
pub struct Edns {
    /// The upper eight bits of the response code.
    pub extended_rcode: u8,
    /// What the resolver says went wrong.
    pub extended_errors: Vec<ExtendedError>,
}

impl RecordData for Edns {
    fn rtype(&self) -> Rtype {
        Rtype::OPT
    }
}

impl<'a> ParseRecordData<'a, [u8]> for Edns {
    fn parse_rdata(
        rtype: Rtype,
        parser: &mut Parser<'a, [u8]>,
    ) -> Result<Option<Self>, ParseError> {
        const EXTENDED_ERROR: u16 = 15;
        if rtype != Rtype::OPT {
            return Ok(None);
        }
        let mut edns = Self::default();
        while parser.remaining() > 0 {
            let code = parser.parse_u16_be()?;
            let length = parser.parse_u16_be()?;
            let option = parser.parse_octets(length.into())?;
            if let (EXTENDED_ERROR, [high, low, text @ ..]) = (code, option) {
                edns.extended_errors.push(ExtendedError {
                    code: u16::from_be_bytes([*high, *low]),
                    // Some servers end the text with a NUL.
                    text: String::from_utf8_lossy(text)
                        .trim_end_matches('\0')
                        .to_owned(),
                });
            }
        }
        Ok(Some(edns))
    }
}
