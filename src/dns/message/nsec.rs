//! The NSEC record, as far as it tells a name that does not exist.

use domain::base::rdata::{ParseRecordData, RecordData};
use domain::base::wire::ParseError;
use domain::base::{ParsedName, Rtype};
use domain::dep::octseq::Parser;

/// What an NSEC record says of its owner (RFC 4034 §4.1).
pub struct Nsec {
    /// It says that the name does not exist (RFC 9824 §3.1).
    pub nxname: bool,
}

impl RecordData for Nsec {
    fn rtype(&self) -> Rtype {
        Rtype::NSEC
    }
}

impl<'a> ParseRecordData<'a, [u8]> for Nsec {
    fn parse_rdata(
        rtype: Rtype,
        parser: &mut Parser<'a, [u8]>,
    ) -> Result<Option<Self>, ParseError> {
        /// Type 128 is bit 0 of the 16th octet of the first window.
        const NXNAME_OCTET: usize = 16;
        if rtype != Rtype::NSEC {
            return Ok(None);
        }
        ParsedName::parse(parser)?;
        let mut nxname = false;
        while parser.remaining() > 0 {
            let window = parser.parse_u8()?;
            let length = parser.parse_u8()?;
            let bitmap = parser.parse_octets(length.into())?;
            let octet = bitmap.get(NXNAME_OCTET).copied().unwrap_or_default();
            nxname |= window == 0 && octet & 0x80 != 0;
        }
        Ok(Some(Self { nxname }))
    }
}
