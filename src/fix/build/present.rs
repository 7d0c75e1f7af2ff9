//! What a domain has by now.

use crate::dns::{Name, RecordType};
use crate::fix::{Change, Place, TTL};

/// What a domain has by now, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Present {
    /// The domain, where anything is known of it.
    pub domain: Option<Name>,
    /// The zone that its records are in.
    pub zone: Option<Name>,
    /// Its MX records, as zone files write them.
    pub mx: Vec<Published>,
    /// Its SPF records.
    pub spf: Vec<Published>,
    /// Its own DMARC records.
    pub dmarc: Vec<Published>,
    /// Its MTA-STS records.
    pub mta_sts: Vec<Published>,
    /// Its MTA-STS policy, where it could be read.
    pub policy: Option<String>,
    /// Its TLS reporting records.
    pub tls_rpt: Vec<Published>,
    /// Its own BIMI records.
    pub bimi: Vec<Published>,
    /// Where nobody could say what is there.
    pub unanswered: Vec<(Name, RecordType)>,
}

/// A record that is there.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Published {
    /// Its value; of a TXT record, its text.
    pub value: String,
    /// Its time to live, in seconds.
    pub ttl: u32,
}

impl Present {
    /// The hosts that mail is brought to.
    pub fn hosts(&self) -> Vec<String> {
        let hosts = self.mx.iter().filter_map(|record| {
            let host = record.value.split_whitespace().nth(1)?;
            let host = host.trim_end_matches('.');
            (!host.is_empty()).then(|| host.to_owned())
        });
        hosts.collect()
    }
}

/// A text in the place of all that are there: one is replaced, others are
/// deleted.
pub fn publish(there: &[Published], name: &Name, text: String) -> Vec<Change> {
    let same = there.iter().position(|record| record.value == text);
    let kept = same.unwrap_or(0);
    let Some(record) = there.get(kept) else {
        return vec![Change::add(name.clone(), RecordType::TXT, text)];
    };
    let (txt, name) = (RecordType::TXT, || name.clone());
    let mut changes = vec![Change::replace(
        name(),
        txt,
        record.ttl,
        &record.value,
        text,
    )];
    let others = there.iter().enumerate().filter(|(index, _)| *index != kept);
    changes
        .extend(others.map(|(_, record)| Change::delete(name(), txt, record.ttl, &record.value)));
    changes
}

/// These MX records in the place of all that are there.
pub fn exchangers(there: &[Published], domain: &Name, wanted: &[String]) -> Vec<Change> {
    let is = |record: &Published, value: &String| record.value.eq_ignore_ascii_case(value);
    let mx = RecordType::MX;
    let mut changes: Vec<_> = wanted
        .iter()
        .map(
            |value| match there.iter().find(|record| is(record, value)) {
                Some(record) => Change::replace(domain.clone(), mx, record.ttl, value, value),
                None => Change::add(domain.clone(), mx, value),
            },
        )
        .collect();
    let gone = there
        .iter()
        .filter(|record| !wanted.iter().any(|value| is(record, value)));
    changes.extend(gone.map(|it| Change::delete(domain.clone(), mx, it.ttl, &it.value)));
    changes
}

/// A file in the place of one that may be there.
pub fn file(host: &Name, there: Option<&String>, text: String) -> Change {
    Change {
        place: Place::PolicyFile { host: host.clone() },
        from: there.cloned(),
        to: Some(text),
    }
}

/// A record of a type that nobody has looked for.
pub fn record(name: Name, rtype: RecordType, value: String) -> Change {
    Change {
        place: Place::Record {
            name,
            rtype,
            ttl: TTL,
        },
        from: None,
        to: Some(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_two_of_a_kind() {
        let name = Name::parse("d.example").unwrap();
        let there = ["v=spf1 a -all", "v=spf1 mx -all"].map(|value| Published {
            value: value.into(),
            ttl: 60,
        });
        let changes = publish(&there, &name, "v=spf1 a mx -all".into());
        let to: Vec<_> = changes.iter().map(|change| change.to.as_deref()).collect();
        assert_eq!(to, [Some("v=spf1 a mx -all"), None]);
        let kept = publish(&there, &name, "v=spf1 mx -all".into());
        assert_eq!(kept[0].from, kept[0].to);
        assert_eq!(kept[1].from.as_deref(), Some("v=spf1 a -all"));
    }
}
