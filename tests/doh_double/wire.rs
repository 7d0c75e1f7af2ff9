//! DNS messages, octet by octet.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use mailvet::dns::resolver::Reply;
use mailvet::dns::{Data, Name, Outcome, Question, RecordType};

/// The octets of a query, and what it asks.
pub fn question(encoded: &str) -> Option<(Vec<u8>, Question)> {
    let query = URL_SAFE_NO_PAD.decode(encoded).ok()?;
    let mut labels = Vec::new();
    let mut rest = query.get(12..)?;
    loop {
        let (&length, tail) = rest.split_first()?;
        let (label, tail) = tail.split_at_checked(length.into())?;
        rest = tail;
        if length == 0 {
            break;
        }
        labels.push(label);
    }
    let name = Name::from_labels(labels).ok()?;
    let rtype = RecordType(u16::from_be_bytes([*rest.first()?, *rest.get(1)?]));
    Some((query.clone(), Question::new(name, rtype)))
}

/// SERVFAIL.
pub fn failure(query: &[u8]) -> Vec<u8> {
    message(query, 2, false, &[])
}

/// What a resolver says in answer to a query.
pub fn response(query: &[u8], question: &Question, reply: &Reply) -> Vec<u8> {
    let aliases = reply.aliases.iter().map(|alias| {
        let data = Data::Cname(alias.target.clone());
        record(&alias.owner, RecordType::CNAME, alias.ttl, &data)
    });
    let mut records: Vec<_> = aliases.collect();
    if let Outcome::Records(found) = &reply.outcome {
        let found = found.iter();
        records.extend(found.map(|it| record(&it.owner, question.rtype, it.ttl, &it.data)));
    }
    message(query, reply.rcode.0, reply.authentic, &records)
}

fn message(query: &[u8], rcode: u16, authentic: bool, records: &[Vec<u8>]) -> Vec<u8> {
    let flags = 0x8180 | rcode | if authentic { 0x20 } else { 0 };
    let count = records.len() as u16;
    // Without the OPT record at the end of the query.
    let question = &query[12..query.len() - 11];
    let mut octets = Vec::new();
    for field in [0, flags, 1, count, 0, 0] {
        octets.extend(u16::to_be_bytes(field));
    }
    octets.extend(question);
    octets.extend(records.concat());
    octets
}

fn record(owner: &Name, rtype: RecordType, ttl: u32, data: &Data) -> Vec<u8> {
    let mut octets = name(owner);
    octets.extend(rtype.0.to_be_bytes());
    octets.extend(1_u16.to_be_bytes());
    octets.extend(ttl.to_be_bytes());
    let rdata = rdata(data);
    octets.extend((rdata.len() as u16).to_be_bytes());
    octets.extend(rdata);
    octets
}

fn name(name: &Name) -> Vec<u8> {
    let labels = name.octet_labels().map(|label| string(&label));
    [labels.collect::<Vec<_>>().concat(), vec![0]].concat()
}

fn string(octets: &[u8]) -> Vec<u8> {
    [&[octets.len() as u8], octets].concat()
}

fn rdata(data: &Data) -> Vec<u8> {
    match data {
        Data::A(address) => address.octets().to_vec(),
        Data::Aaaa(address) => address.octets().to_vec(),
        Data::Cname(target) | Data::Ns(target) | Data::Ptr(target) => name(target),
        Data::Mx {
            preference,
            exchange,
        } => [preference.to_be_bytes().to_vec(), name(exchange)].concat(),
        Data::Txt(txt) => txt.0.iter().flat_map(|octets| string(octets)).collect(),
        Data::Soa {
            mname,
            rname,
            serial,
            refresh,
            retry,
            expire,
            minimum,
        } => {
            let numbers = [serial, refresh, retry, expire, minimum];
            let numbers = numbers.map(|number| number.to_be_bytes()).concat();
            [name(mname), name(rname), numbers].concat()
        }
        Data::Srv {
            priority,
            weight,
            port,
            target,
        } => {
            let numbers = [priority, weight, port].map(|number| number.to_be_bytes());
            [numbers.concat(), name(target)].concat()
        }
        Data::Tlsa {
            usage,
            selector,
            matching_type,
            association,
        } => [&[*usage, *selector, *matching_type][..], association].concat(),
        Data::Caa { flags, tag, value } => {
            [vec![*flags], string(tag.as_bytes()), value.clone()].concat()
        }
        Data::Ds {
            key_tag,
            algorithm,
            digest_type,
            digest,
        } => [
            &key_tag.to_be_bytes()[..],
            &[*algorithm, *digest_type],
            digest,
        ]
        .concat(),
        Data::Dnskey {
            flags,
            protocol,
            algorithm,
            key,
        } => [&flags.to_be_bytes()[..], &[*protocol, *algorithm], key].concat(),
        Data::Other { octets, .. } => octets.clone(),
    }
}
