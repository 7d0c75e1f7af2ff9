//! Whether a change has come to each resolver: a value that a person has
//! published is looked for in what they give.

use super::{Place, What};
use crate::dns::answer::Failure;
use crate::dns::{Answer, Data, Name, Outcome, RecordType};
use crate::record::kind::RecordKind;
use crate::record::paste::{Paste, PastedRecord};
use std::net::IpAddr;
use std::rc::Rc;

/// What a person has published, and where.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Expected {
    /// The number of its place.
    pub place: usize,
    /// What is to stand there, all of it.
    pub values: Vec<Value>,
}

/// A value that a person has published.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Value {
    /// A text.
    Text(String),
    /// A mail exchanger with its preference.
    Mx(u16, Name),
    /// A host that something leads to: as an exchanger, a name server, or an
    /// alias.
    Name(Name),
    /// An address.
    Address(IpAddr),
}

/// Why a text is nothing that can be looked for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum NotCompared {
    /// There is no value in it.
    NoValue,
    /// Its owner is none of the names that are compared.
    Elsewhere(String),
    /// None of the records that are compared is of its kind.
    NoSuchKind,
    /// It may stand at any of several names, and is at none.
    WhichName,
}

/// Whether a value has come to one resolver.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Arrival {
    /// It gives the value.
    Arrived,
    /// It gives something else.
    Other {
        /// For how long it may go on with that, in seconds, if it says so.
        lifetime: Option<u32>,
    },
    /// It could not find out.
    Unknown(Failure),
    /// It has not answered yet.
    Pending,
}

impl Expected {
    /// Understands a value as people paste it: bare, as a line of a zone file,
    /// or as a DNS panel shows it. `answers` has for each place what each
    /// resolver said.
    pub fn read(
        text: &str,
        domain: &Name,
        places: &[Place],
        answers: &[Vec<Option<Rc<Answer>>>],
    ) -> Result<Self, NotCompared> {
        let paste = Paste::read(text);
        let record = paste.records.first().ok_or(NotCompared::NoValue)?;
        let values = values(record)?;
        let fitting = places.iter().enumerate();
        let fitting = fitting.filter(|(_, place)| fits(&values, record, place));
        let mut fitting: Vec<_> = fitting.map(|(number, _)| number).collect();
        if fitting.is_empty() {
            return Err(NotCompared::NoSuchKind);
        }
        if let Some(owner) = &record.owner {
            let names = owners(owner, domain);
            fitting.retain(|&number| {
                let place = places.get(number);
                place.is_some_and(|place| names.contains(&place.question.name))
            });
        }
        let there = |&&number: &&usize| {
            let given = answers.get(number).into_iter().flatten().flatten();
            given.into_iter().any(|answer| has_all(answer, &values))
        };
        let place = match (fitting.iter().find(there), fitting.as_slice()) {
            (Some(&place), _) | (None, &[place]) => place,
            (None, []) => {
                return Err(NotCompared::Elsewhere(
                    record.owner.clone().unwrap_or_default(),
                ));
            }
            // A lone name is an exchanger's, unless it is found elsewhere.
            (None, several) => {
                let is_mx = |number: &&usize| {
                    let place = places.get(**number);
                    place.is_some_and(|place| place.what == What::Mx)
                };
                *several.iter().find(is_mx).ok_or(NotCompared::WhichName)?
            }
        };
        Ok(Self { place, values })
    }

    /// Whether it has come to each resolver, given what each said.
    pub fn arrivals(&self, answers: &[Option<Rc<Answer>>]) -> Vec<Arrival> {
        let arrival = |answer: &Option<Rc<Answer>>| match answer {
            None => Arrival::Pending,
            Some(answer) => match &answer.outcome {
                Outcome::Failed(failure) => Arrival::Unknown(failure.clone()),
                _ if has_all(answer, &self.values) => Arrival::Arrived,
                _ => Arrival::Other {
                    lifetime: answer.lifetime(),
                },
            },
        };
        answers.iter().map(arrival).collect()
    }
}

fn values(record: &PastedRecord) -> Result<Vec<Value>, NotCompared> {
    let text = record.text.text().trim();
    let name = |text: &str| Name::parse(text).map(Value::Name);
    let wrong = |_| NotCompared::NoValue;
    let one = match (record.rtype.as_deref(), record.kind) {
        _ if text.is_empty() => return Err(NotCompared::NoValue),
        (Some("MX"), _) | (None, Some(RecordKind::Mx)) => {
            let lines = text.lines().filter(|line| !line.trim().is_empty());
            return lines
                .map(|line| mx(line).ok_or(NotCompared::NoValue))
                .collect();
        }
        (Some("NS" | "CNAME"), _) => name(text).map_err(wrong)?,
        (Some("A" | "AAAA"), _) => {
            let address = text.parse().map_err(|_| NotCompared::NoValue)?;
            Value::Address(address)
        }
        (Some("TXT"), _) | (None, Some(_)) => Value::Text(text.to_owned()),
        (Some(_), _) => return Err(NotCompared::NoSuchKind),
        (None, None) => {
            let host = text.trim_end_matches('.').contains('.') && !text.contains(['=', ' ']);
            match (text.parse(), name(text)) {
                (Ok(address), _) => Value::Address(address),
                (_, Ok(name)) if host => name,
                _ => mx(text).unwrap_or_else(|| Value::Text(text.to_owned())),
            }
        }
    };
    Ok(vec![one])
}

/// A line such as `10 mx.example.com.`
fn mx(line: &str) -> Option<Value> {
    let mut words = line.split_whitespace();
    let preference = words.next()?.parse().ok()?;
    let exchange = Name::parse(words.next()?).ok()?;
    words
        .next()
        .is_none()
        .then_some(Value::Mx(preference, exchange))
}

/// Whether a pasted record could stand at a place.
fn fits(values: &[Value], record: &PastedRecord, place: &Place) -> bool {
    let rtype = place.question.rtype;
    let is_text = rtype == RecordType::TXT;
    values.iter().all(|value| match value {
        Value::Text(_) => match record.kind {
            Some(kind) => kind_at(&place.what) == Some(kind),
            None => is_text && (record.owner.is_some() || place.what == What::Spf),
        },
        Value::Mx(..) => rtype == RecordType::MX,
        Value::Name(_) => match record.rtype.as_deref() {
            Some("NS") => rtype == RecordType::NS,
            Some("CNAME") => is_text,
            _ => is_text || matches!(rtype, RecordType::NS | RecordType::MX),
        },
        Value::Address(IpAddr::V4(_)) => rtype == RecordType::A,
        Value::Address(IpAddr::V6(_)) => rtype == RecordType::AAAA,
    })
}

/// The kind of record whose text stands at a place.
fn kind_at(what: &What) -> Option<RecordKind> {
    match what {
        What::Spf => Some(RecordKind::Spf),
        What::Dkim(_) => Some(RecordKind::Dkim),
        What::Dmarc => Some(RecordKind::Dmarc),
        What::MtaSts => Some(RecordKind::MtaSts),
        What::TlsRpt => Some(RecordKind::TlsRpt),
        What::Bimi => Some(RecordKind::Bimi),
        What::NameServers | What::Mx | What::Address => None,
    }
}

/// The names that an owner may mean: panels leave out the domain.
fn owners(owner: &str, domain: &Name) -> Vec<Name> {
    if owner == "@" {
        return vec![domain.clone()];
    }
    let whole = Name::parse(owner).ok();
    let below = match owner.ends_with('.') {
        true => None,
        false => domain.prepend(owner).ok(),
    };
    whole.into_iter().chain(below).collect()
}

fn has_all(answer: &Answer, values: &[Value]) -> bool {
    values.iter().all(|value| has(answer, value))
}

fn has(answer: &Answer, value: &Value) -> bool {
    let gives = |wanted: &dyn Fn(&Data) -> bool| {
        let mut records = answer.records().iter();
        records.any(|record| wanted(&record.data))
    };
    match value {
        Value::Text(text) => {
            let wanted = squeezed(text);
            gives(&|data| matches!(data, Data::Txt(txt) if squeezed(&txt.text()) == wanted))
        }
        Value::Mx(wanted, host) => gives(
            &|data| matches!(data, Data::Mx { preference, exchange } if preference == wanted && exchange == host),
        ),
        Value::Name(host) => {
            let mut aliases = answer.aliases.iter();
            aliases.any(|alias| alias.target == *host)
                || gives(&|data| match data {
                    Data::Ns(name) | Data::Mx { exchange: name, .. } => name == host,
                    _ => false,
                })
        }
        Value::Address(address) => answer.addresses().any(|other| other == *address),
    }
}

/// A text without the spaces that say nothing: in SPF they part terms, and in
/// lists of tags they may stand anywhere, as in a long key.
fn squeezed(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    match RecordKind::of_text(text) {
        Some(RecordKind::Spf) | None => words.join(" "),
        Some(_) => words.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{answer, name, nothing};
    use super::super::{places, tests};
    use super::*;
    use crate::follow::compare::address_places;
    use crate::follow::dkim::Selector;

    /// Two resolvers: one has what was, the other what is.
    struct Two {
        places: Vec<Place>,
        answers: Vec<Vec<Option<Rc<Answer>>>>,
    }

    const OLD: &str = "d NS a.ns\nd MX 10 old.d\nd 1800 TXT \"v=spf1 -all\"\n\
        s1._domainkey.d CNAME k.old\nk.old TXT \"v=DKIM1; p=AAAA\"\n\
        _dmarc.d 600 TXT \"v=DMARC1; p=none\"\nold.d A 192.0.2.1";
    const NEW: &str = "d NS a.ns\nd MX 10 new.d\nd MX 20 old.d\nd TXT token=1\nd TXT \"v=spf1 mx -all\"\n\
        s1._domainkey.d CNAME k.new\nk.new TXT \"v=DKIM1; \" \"p=BBBBCCCC\"\n\
        _dmarc.d TXT \"v=DMARC1; p=reject\"\nold.d A 192.0.2.2";

    fn two() -> Two {
        let domain = name("d.example");
        let selectors = ["s1", "s2"].map(|text| Selector::new(name(text), &domain).unwrap());
        let mx = answer(OLD, "d.example", RecordType::MX).unwrap();
        let mut places = places(&domain, &selectors);
        places.extend(address_places([mx.as_ref()].into_iter()));
        let answers = places.iter().map(|place| {
            let question = &place.question;
            let ask = |zone| answer(zone, question.name.as_str(), question.rtype);
            vec![ask(OLD), ask(NEW)]
        });
        Two {
            answers: answers.collect(),
            places,
        }
    }

    impl Two {
        fn read(&self, text: &str) -> Result<(String, Vec<bool>), NotCompared> {
            let domain = name("d.example");
            let expected = Expected::read(text, &domain, &self.places, &self.answers)?;
            let question = &self.places[expected.place].question;
            let arrivals = expected.arrivals(&self.answers[expected.place]);
            let arrived = arrivals.iter().map(|it| *it == Arrival::Arrived);
            Ok((question.to_string(), arrived.collect()))
        }
    }

    #[test]
    fn a_value_is_found_where_it_belongs() {
        let two = two();
        for (text, question, arrived) in [
            ("v=spf1 mx -all", "d.example TXT", [false, true]),
            ("\"v=spf1  mx   -all\"", "d.example TXT", [false, true]),
            ("v=spf1 a -all", "d.example TXT", [false, false]),
            ("token=1", "d.example TXT", [false, true]),
            ("token=2", "d.example TXT", [false, false]),
            ("v=DMARC1;p=reject", "_dmarc.d.example TXT", [false, true]),
            (
                "_dmarc 600 IN TXT \"v=DMARC1; p=none\"",
                "_dmarc.d.example TXT",
                [true, false],
            ),
            (
                "v=DKIM1; p=BBBB CCCC",
                "s1._domainkey.d.example TXT",
                [false, true],
            ),
            (
                "s1._domainkey.d.example. CNAME k.new.example.",
                "s1._domainkey.d.example TXT",
                [false, true],
            ),
            (
                "k.new.example",
                "s1._domainkey.d.example TXT",
                [false, true],
            ),
            (
                "s2._domainkey TXT \"v=DKIM1; p=AAAA\"",
                "s2._domainkey.d.example TXT",
                [false, false],
            ),
            ("10 new.d.example.", "d.example MX", [false, true]),
            ("new.d.example", "d.example MX", [false, true]),
            ("nowhere.d.example", "d.example MX", [false, false]),
            (
                "@ MX 10 new.d.example\n@ MX 20 old.d.example",
                "d.example MX",
                [false, true],
            ),
            (
                "@ MX 10 new.d.example\n@ MX 20 else.d.example",
                "d.example MX",
                [false, false],
            ),
            ("d.example. NS a.ns.example.", "d.example NS", [true, true]),
            ("192.0.2.2", "old.d.example A", [false, true]),
        ] {
            let found = Ok((question.to_owned(), arrived.to_vec()));
            assert_eq!(two.read(text), found, "{text}");
        }
    }

    #[test]
    fn what_is_not_compared_is_said() {
        let two = two();
        let why = |text| two.read(text).unwrap_err();
        assert_eq!(why(""), NotCompared::NoValue);
        assert_eq!(why("dig d.example TXT"), NotCompared::NoValue);
        assert_eq!(why("d.example. MX mail"), NotCompared::NoValue);
        assert_eq!(
            why("d.example. CAA 0 issue \"ca.example\""),
            NotCompared::NoSuchKind
        );
        assert_eq!(
            why("x._domainkey TXT \"v=DKIM1; p=AAAA\""),
            NotCompared::Elsewhere("x._domainkey".into())
        );
        // Either selector could have it.
        assert_eq!(why("v=DKIM1; p=ZZZZ"), NotCompared::WhichName);
    }

    #[test]
    fn an_address_with_one_place_to_be_is_looked_for_there() {
        let question = "old.d.example AAAA".to_owned();
        assert_eq!(
            two().read("2001:db8::1"),
            Ok((question, vec![false, false]))
        );
    }

    #[test]
    fn what_is_old_goes_and_what_failed_is_unknown() {
        let expected = Expected {
            place: 0,
            values: vec![Value::Text("v=spf1 mx -all".into())],
        };
        let ask = |zone| tests::answer(zone, "d.example", RecordType::TXT);
        let arrivals = expected.arrivals(&[
            ask(OLD),
            ask(NEW),
            nothing("d.example", 300),
            ask("$FAIL refused d"),
            None,
        ]);
        let old = |lifetime| Arrival::Other {
            lifetime: Some(lifetime),
        };
        assert_eq!(arrivals[..3], [old(1800), Arrival::Arrived, old(300)]);
        assert!(matches!(arrivals[3], Arrival::Unknown(_)));
        assert_eq!(arrivals[4], Arrival::Pending);
    }
}
