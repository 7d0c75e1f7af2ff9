//! DNSSEC where mail rests on it (RFC 4033): the domain and the hosts of its
//! mail servers.

use super::delegation::Delegation;
use super::mail_servers::{HostAddresses, MailServers};
use super::probe;
use crate::dns::answer::{ExtendedError, Record};
use crate::dns::client::Client;
use crate::dns::proof::{Hashing, Proof};
use crate::dns::{Answer, Data, Failure, Name, Outcome, RecordType, rdata};
use futures_util::future;
use std::rc::Rc;

/// How DNSSEC stands with a domain.
#[derive(Clone, Debug)]
pub struct Dnssec {
    /// How DNS holds the domain; its SOA answer tells whether it is signed.
    pub delegation: Delegation,
    /// The digests of its keys, which the zone above publishes.
    pub ds: Rc<Answer>,
    /// Its keys.
    pub dnskey: Rc<Answer>,
    /// What it wants its DS records to be, where it has any.
    pub cds: Option<Rc<Answer>>,
    /// A name below the domain that nobody made: how it is told not to be
    /// there.
    pub made_up: Option<Rc<Answer>>,
    /// Where mail for the domain goes.
    pub servers: MailServers,
}

/// A DS record (RFC 4034 §5.1), or a CDS record, which has the same fields (RFC
/// 7344 §3.1).
#[derive(Clone, Debug)]
pub struct Ds {
    /// The tag of the key that it stands for.
    pub key_tag: u16,
    /// That key's algorithm.
    pub algorithm: u8,
    /// How the digest was made.
    pub digest_type: u8,
    /// The digest.
    pub digest: Vec<u8>,
}

impl Ds {
    fn read(data: &Data) -> Option<Self> {
        match data {
            Data::Ds {
                key_tag,
                algorithm,
                digest_type,
                digest,
            } => Some(Self {
                key_tag: *key_tag,
                algorithm: *algorithm,
                digest_type: *digest_type,
                digest: digest.clone(),
            }),
            Data::Other { rtype, octets } if *rtype == RecordType::CDS => {
                Self::read(&rdata::read(RecordType::DS, octets)?)
            }
            _ => None,
        }
    }

    /// Whether it asks for the DS records to be taken away (RFC 8078 §4).
    pub fn is_removal(&self) -> bool {
        self.algorithm == 0
    }
}

/// A DNSKEY record (RFC 4034 §2.1).
#[derive(Clone, Copy, Debug)]
pub struct Dnskey {
    /// Its tag.
    pub key_tag: u16,
    /// Its flags.
    pub flags: u16,
    /// Its algorithm.
    pub algorithm: u8,
}

impl Dnskey {
    fn read(data: &Data) -> Option<Self> {
        let Data::Dnskey {
            flags,
            protocol,
            algorithm,
            key,
        } = data
        else {
            return None;
        };
        Some(Self {
            key_tag: key_tag(*flags, *protocol, *algorithm, key),
            flags: *flags,
            algorithm: *algorithm,
        })
    }

    /// Whether it signs records of the zone (RFC 4034 §2.1.1).
    pub fn is_zone_key(&self) -> bool {
        self.flags & 0x0100 != 0
    }

    /// Whether it is marked as one that a DS record stands for (RFC 4034
    /// §2.1.1).
    pub fn is_entry_point(&self) -> bool {
        self.flags & 0x0001 != 0
    }
}

impl Dnssec {
    /// Asks for the keys of the domain, and for the mail servers.
    pub async fn find(client: &Client, domain: &Name) -> Self {
        let above = async {
            let ds = client.ask(domain, RecordType::DS).await;
            let cds = match own(&ds).next() {
                Some(_) => Some(client.ask(domain, RecordType::CDS).await),
                None => None,
            };
            (ds, cds)
        };
        let made_up = async {
            let name = probe::below(domain)?;
            Some(client.ask(&name, RecordType::TXT).await)
        };
        let (delegation, (ds, cds), dnskey, made_up, servers) = future::join5(
            Delegation::find(client, domain),
            above,
            client.ask(domain, RecordType::DNSKEY),
            made_up,
            MailServers::find(client, domain),
        )
        .await;
        Self {
            delegation,
            ds,
            dnskey,
            cds,
            made_up,
            servers,
        }
    }

    /// Whether DNSSEC vouches for what the domain publishes; `None` where that
    /// cannot be known.
    pub fn is_secure(&self) -> Option<bool> {
        let secure = self.delegation.soa.is_secure()?;
        // A zone above that is signed vouches for its DS records. Who does not
        // say so does not validate, and its silence means nothing.
        let silent = self.ds_records().next().is_some() && self.ds.is_secure() != Some(true);
        (secure || !silent).then_some(secure)
    }

    /// Whether signatures do not hold.
    pub fn is_broken(&self) -> bool {
        self.answers_of_domain()
            .any(|answer| answer.outcome == Outcome::Failed(Failure::DnssecBroken))
    }

    /// What resolvers say is wrong with the signatures, each once.
    pub fn reasons(&self) -> Vec<ExtendedError> {
        let mut reasons: Vec<ExtendedError> = Vec::new();
        let broken = self
            .answers_of_domain()
            .filter(|answer| answer.outcome == Outcome::Failed(Failure::DnssecBroken));
        let errors = broken
            .flat_map(|answer| &answer.exchanges)
            .flat_map(|exchange| &exchange.extended_errors);
        for error in errors {
            if !reasons.iter().any(|known| known.code == error.code) {
                reasons.push(error.clone());
            }
        }
        reasons
    }

    /// Its DS records; those at the end of an alias are another's.
    pub fn ds_records(&self) -> impl Iterator<Item = Ds> {
        own(&self.ds).filter_map(|record| Ds::read(&record.data))
    }

    /// What it wants its DS records to be (RFC 7344).
    pub fn cds_records(&self) -> impl Iterator<Item = Ds> {
        let records = self.cds.iter().flat_map(|cds| own(cds));
        records.filter_map(|record| Ds::read(&record.data))
    }

    /// Its keys, those that do not pass DNSSEC too; those at the end of an alias
    /// are another's.
    pub fn keys(&self) -> impl Iterator<Item = Dnskey> {
        let unvalidated = self.dnskey.unvalidated.iter();
        let unvalidated = unvalidated
            .filter(|reply| reply.aliases.is_empty())
            .flat_map(|reply| match &reply.outcome {
                Outcome::Records(records) => &records[..],
                _ => &[],
            });
        own(&self.dnskey)
            .chain(unvalidated)
            .filter_map(|record| Dnskey::read(&record.data))
    }

    /// Whether there are surely no keys, be that validated or not.
    pub fn has_no_keys(&self) -> bool {
        let unvalidated = self.dnskey.unvalidated.as_ref();
        let outcome = unvalidated.map_or(&self.dnskey.outcome, |reply| &reply.outcome);
        self.dnskey.aliases.is_empty() && *outcome == Outcome::NoData
    }

    /// What came along with the answers of the zone's own records, and when it
    /// came, in milliseconds since 1970; also where it does not pass DNSSEC.
    pub fn proofs(&self) -> impl Iterator<Item = (&Proof, f64)> {
        let delegation = &self.delegation;
        let answers = [&self.dnskey, &delegation.soa, &delegation.ns];
        answers.into_iter().filter_map(|answer| {
            let proof = match &answer.unvalidated {
                Some(reply) if reply.aliases.is_empty() => &reply.proof,
                Some(_) => return None,
                None if answer.aliases.is_empty() => &answer.proof,
                None => return None,
            };
            Some((proof, answer.exchange()?.asked_at))
        })
    }

    /// How the zone hashes names that are not there.
    pub fn hashing(&self) -> Option<Hashing> {
        self.made_up.as_ref()?.proof.hashing
    }

    /// The mail servers' hosts for whose addresses DNSSEC does not vouch.
    pub fn unsigned_hosts(&self) -> impl Iterator<Item = &HostAddresses> {
        self.servers.hosts().filter(|host| {
            let answers = [&host.a, &host.aaaa];
            answers
                .iter()
                .any(|answer| answer.is_secure() == Some(false))
        })
    }

    /// Every answer.
    pub fn answers(&self) -> impl Iterator<Item = &Rc<Answer>> {
        self.answers_of_domain()
            .chain(&self.cds)
            .chain(&self.made_up)
            .chain(self.servers.answers())
    }

    /// The answers that are about the domain's own zone.
    pub fn answers_of_domain(&self) -> impl Iterator<Item = &Rc<Answer>> {
        let delegation = &self.delegation;
        [&delegation.soa, &delegation.ns, &self.ds, &self.dnskey].into_iter()
    }
}

/// The records that stand at the name asked for.
fn own(answer: &Answer) -> impl Iterator<Item = &Record> {
    let records = answer.records().iter();
    records.filter(|_| answer.aliases.is_empty())
}

/// The tag of a key (RFC 4034, appendix B).
fn key_tag(flags: u16, protocol: u8, algorithm: u8, key: &[u8]) -> u16 {
    let head = [(flags >> 8) as u8, flags as u8, protocol, algorithm];
    let octets = head.iter().chain(key).enumerate();
    let sum: u32 = octets
        .map(|(index, &octet)| match index % 2 {
            0 => u32::from(octet) << 8,
            _ => u32::from(octet),
        })
        .fold(0, u32::wrapping_add);
    (sum.wrapping_add(sum >> 16) & 0xffff) as u16
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow::testing::client;
    use futures_util::FutureExt;

    fn dnssec(zone: &str) -> Dnssec {
        let domain = Name::parse("d.example").unwrap();
        Dnssec::find(&client(zone), &domain).now_or_never().unwrap()
    }

    const DS: &str = "d DS 18764 13 2 \
        ba385bcc54cc0707ecc05b66eb1d058e7b67435537e73b0478c2630f36c9f2c7";

    #[test]
    fn a_key_has_the_tag_of_its_digest() {
        let key = "d DNSKEY 257 3 13 \
            C7X6Dwgumz1oN4TPk7o7nO5HPBq8MnClCeVSJ8hpUyYb+J8PkPRu17elAh3yqZiyBcOmRrBaUJgtiqpceVESsQ==";
        let found = dnssec(&format!("{DS}\n{key}"));
        let tags: Vec<_> = found.keys().map(|key| key.key_tag).collect();
        assert_eq!(tags, [18764]);
        assert_eq!(found.ds_records().next().map(|ds| ds.key_tag), Some(18764));
    }

    #[test]
    fn who_does_not_vouch_for_a_ds_record_does_not_validate() {
        assert_eq!(dnssec("d A 192.0.2.1").is_secure(), Some(false));
        assert_eq!(dnssec("$SIGNED d\nd A 192.0.2.1").is_secure(), Some(true));
        assert_eq!(dnssec(DS).is_secure(), None);
        let alias = format!("$SIGNED e\nd CNAME e\n{}", DS.replacen('d', "e", 1));
        assert_eq!(dnssec(&alias).is_secure(), Some(false));
        assert_eq!(dnssec(&alias).ds_records().count(), 0);
        let unvalidated = "$UNVALIDATED\n$SIGNED d\nd A 192.0.2.1";
        assert_eq!(dnssec(unvalidated).is_secure(), None);
    }
}
