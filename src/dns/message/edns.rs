//! The OPT record: extension mechanisms for DNS.

use crate::dns::Failure;
use crate::dns::answer::{ExtendedError, NotDns};
use crate::dns::subnet::{ClientSubnet, Scope};
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
    /// The first option that echoes a client subnet, as it came.
    client_subnet: Option<Vec<u8>>,
}

/// The option that tells where a question is said to come from (RFC 7871 §6):
/// the family is IPv4, and the scope is the resolver's to say.
pub fn client_subnet(subnet: ClientSubnet) -> Vec<u8> {
    let [high, low] = CLIENT_SUBNET.to_be_bytes();
    let [a, b, c] = subnet.octets();
    let prefix = ClientSubnet::PREFIX;
    vec![high, low, 0, 7, 0, IPV4, prefix, 0, a, b, c]
}

/// The code of the client subnet's option.
const CLIENT_SUBNET: u16 = 8;
/// The code of extended errors.
const EXTENDED_ERROR: u16 = 15;
/// The family of IPv4 addresses.
const IPV4: u8 = 1;

impl Edns {
    /// What is said of a subnet that was told. An echo of another subnet
    /// answers another question, and the response is dropped (RFC 7871 §7.3).
    pub fn scope(&self, told: ClientSubnet) -> Result<Scope, Failure> {
        let Some(option) = &self.client_subnet else {
            return Ok(Scope::Silent);
        };
        match option.as_slice() {
            [0, IPV4, ClientSubnet::PREFIX, scope, address @ ..] if address == told.octets() => {
                match scope {
                    0..=32 => Ok(Scope::Prefix(*scope)),
                    _ => Err(Failure::NotDns(NotDns::Malformed)),
                }
            }
            [_, _, _, _, ..] => Err(Failure::WrongQuestion),
            _ => Err(Failure::NotDns(NotDns::Malformed)),
        }
    }
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
        if rtype != Rtype::OPT {
            return Ok(None);
        }
        let mut edns = Self::default();
        while parser.remaining() > 0 {
            let code = parser.parse_u16_be()?;
            let length = parser.parse_u16_be()?;
            let option = parser.parse_octets(length.into())?;
            match (code, option) {
                (EXTENDED_ERROR, [high, low, text @ ..]) => {
                    edns.extended_errors.push(ExtendedError {
                        code: u16::from_be_bytes([*high, *low]),
                        // Some servers end the text with a NUL.
                        text: String::from_utf8_lossy(text)
                            .trim_end_matches('\0')
                            .to_owned(),
                    });
                }
                (CLIENT_SUBNET, option) => {
                    edns.client_subnet.get_or_insert_with(|| option.to_vec());
                }
                _ => {}
            }
        }
        Ok(Some(edns))
    }
}
