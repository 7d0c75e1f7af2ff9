//! The test suite of RFC 7208 and files of its format: YAML documents, each
//! with the records of some zones and the results that messages must have.

use futures_util::FutureExt;
use mailvet::dns::answer::{Rcode, Record};
use mailvet::dns::clock::StillClock;
use mailvet::dns::resolver::{Checking, LocalFuture, Reply};
use mailvet::dns::{Client, Data, Failure, Name, Outcome, Question, RecordType, Resolver};
use mailvet::dns::{Txt, alias};
use mailvet::follow::spf::{Message, check_host};
use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::rc::Rc;
use yaml_rust2::{Yaml, YamlLoader};

/// What running a file brought.
#[derive(Default)]
pub struct Outcomes {
    /// How many tests had the result that the file wants.
    pub passed: usize,
    /// The others: the test's name, what the file wants, what came.
    pub failed: Vec<(String, String, String)>,
}

/// Runs every test of a file.
pub fn run(file: &str) -> Result<Outcomes, String> {
    let mut outcomes = Outcomes::default();
    for scenario in scenarios(file)? {
        for case in &scenario.cases {
            let client = scenario.client();
            let evaluation = check_host(&client, &case.message).now_or_never();
            let (result, explanation) = match &evaluation {
                Some(it) => (it.result.word(), it.explanation.as_deref()),
                None => ("no result", None),
            };
            match case.wants(result, explanation) {
                true => outcomes.passed += 1,
                false => outcomes.failed.push((
                    case.name.clone(),
                    case.expected.join(" or ") + &shown(case.explanation.as_deref()),
                    result.to_owned() + &shown(explanation),
                )),
            }
        }
    }
    Ok(outcomes)
}

/// Zones, and the messages that are checked with them.
pub struct Scenario {
    /// The zones.
    pub zones: Rc<SuiteZones>,
    /// The messages.
    pub cases: Vec<Case>,
}

/// One message, and the results that are right for it.
pub struct Case {
    /// The test's name in the file.
    pub name: String,
    /// The message.
    pub message: Message,
    /// The results of which one must come.
    pub expected: Vec<String>,
    /// The explanation that must come, if it matters.
    pub explanation: Option<String>,
}

/// The explanation of the suite where the domain gives none.
const DEFAULT: &str = "DEFAULT";

impl Scenario {
    /// A client that asks the zones.
    pub fn client(&self) -> Client {
        Client::new(vec![self.zones.clone()], Rc::new(StillClock::default()))
    }
}

impl Case {
    /// Whether this is the result that must come, with the explanation that
    /// must come where the result is "fail".
    pub fn wants(&self, result: &str, explanation: Option<&str>) -> bool {
        let explained = match &self.explanation {
            Some(wanted) if result == "fail" => wanted == explanation.unwrap_or(DEFAULT),
            _ => true,
        };
        explained && self.expected.iter().any(|expected| expected == result)
    }
}

fn shown(explanation: Option<&str>) -> String {
    match explanation {
        Some(text) => format!(" ({text})"),
        None => String::new(),
    }
}

/// Reads a file.
pub fn scenarios(file: &str) -> Result<Vec<Scenario>, String> {
    let documents = YamlLoader::load_from_str(file).map_err(|error| error.to_string())?;
    documents.iter().map(scenario).collect()
}

fn scenario(document: &Yaml) -> Result<Scenario, String> {
    let tests = document["tests"]
        .as_hash()
        .ok_or("a document has no tests")?;
    let cases = tests.iter().map(|(name, test)| {
        let name = text(name).unwrap_or_default();
        case(&name, test).ok_or(format!("{name} cannot be read"))
    });
    Ok(Scenario {
        cases: cases.collect::<Result<_, _>>()?,
        zones: Rc::new(SuiteZones::read(&document["zonedata"])?),
    })
}

fn case(name: &str, test: &Yaml) -> Option<Case> {
    let client: IpAddr = text(&test["host"])?.parse().ok()?;
    let sender = text(&test["mailfrom"]).unwrap_or_default();
    let helo = text(&test["helo"]).unwrap_or_default();
    let expected = match &test["result"] {
        Yaml::Array(results) => results.iter().filter_map(text).collect(),
        result => vec![text(result)?],
    };
    Some(Case {
        name: name.to_owned(),
        message: Message::new(client, &sender, &helo),
        expected,
        explanation: text(&test["explanation"]),
    })
}

/// A scalar as it is written.
fn text(yaml: &Yaml) -> Option<String> {
    match yaml {
        Yaml::String(text) | Yaml::Real(text) => Some(text.clone()),
        Yaml::Integer(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A resolver that serves the zones of a scenario.
pub struct SuiteZones {
    /// Every name that exists: also those that only have names below them.
    names: BTreeMap<Name, Vec<Entry>>,
    /// Ready before they are asked for: what SPF asks of these names.
    replies: HashMap<Question, Result<Reply, Failure>>,
}

/// The types that SPF asks for.
const ASKED: [RecordType; 5] = [
    RecordType::TXT,
    RecordType::A,
    RecordType::AAAA,
    RecordType::MX,
    RecordType::PTR,
];

enum Entry {
    Record(Data),
    /// Questions for a type of which nothing stands before this time out.
    Timeout,
    /// Questions for this type time out.
    TypeTimesOut(RecordType),
}

impl SuiteZones {
    fn read(zones: &Yaml) -> Result<Self, String> {
        let mut names = BTreeMap::<_, Vec<_>>::new();
        let empty = Default::default();
        for (owner, entries) in zones.as_hash().unwrap_or(&empty) {
            let owner = text(owner).ok_or("an owner is no text")?;
            let name = Name::verbatim(&owner).map_err(|error| format!("{owner}: {error:?}"))?;
            let entries = entries.as_vec().ok_or(format!("{owner} has no list"))?;
            let mut above = name.parent();
            while let Some(name) = above {
                above = name.parent();
                names.entry(name).or_default();
            }
            let entries = self::entries(entries).ok_or(owner)?;
            names.entry(name).or_default().extend(entries);
        }
        let mut zones = Self {
            names,
            replies: HashMap::new(),
        };
        let names = zones.names();
        let questions =
            names.flat_map(|name| ASKED.map(|rtype| Question::new(name.clone(), rtype)));
        zones.replies = questions
            .map(|question| (question.clone(), zones.reply(&question)))
            .collect();
        Ok(zones)
    }

    /// The names that exist.
    pub fn names(&self) -> impl Iterator<Item = &Name> {
        self.names.keys()
    }

    fn reply(&self, question: &Question) -> Result<Reply, Failure> {
        let records = |name: &Name, rtype| self.records(name, rtype);
        let nothing = |name: &Name| {
            Ok(match self.names.contains_key(name) {
                true => Outcome::NoData,
                false => Outcome::NoSuchName,
            })
        };
        let (outcome, aliases) = alias::follow(question, &records, &nothing)?;
        let rcode = match outcome {
            Outcome::NoSuchName => Rcode::NXDOMAIN,
            _ => Rcode::NOERROR,
        };
        Ok(Reply::new(outcome, aliases, rcode))
    }

    fn records(&self, name: &Name, rtype: RecordType) -> Result<Vec<Record>, Failure> {
        let mut records = Vec::new();
        for entry in self.names.get(name).into_iter().flatten() {
            match entry {
                Entry::Record(data) if data.rtype() == rtype => records.push(Record {
                    owner: name.clone(),
                    ttl: 3600,
                    data: data.clone(),
                }),
                Entry::Timeout if records.is_empty() => return Err(TIMED_OUT),
                Entry::TypeTimesOut(failing) if *failing == rtype => return Err(TIMED_OUT),
                _ => {}
            }
        }
        Ok(records)
    }
}

const TIMED_OUT: Failure = Failure::TimedOut(5_000);

/// The entries of a name. Those of type SPF (99), which RFC 7208 no longer
/// knows, stand for TXT records unless there are any.
fn entries(list: &[Yaml]) -> Option<Vec<Entry>> {
    let has_txt = list.iter().any(|entry| !entry["TXT"].is_badvalue());
    let mut entries = Vec::new();
    for entry in list {
        if text(entry).as_deref() == Some("TIMEOUT") {
            entries.push(Entry::Timeout);
            continue;
        }
        let (rtype, value) = entry.as_hash()?.iter().next()?;
        let rtype = text(rtype)?;
        let rtype = match rtype.as_str() {
            "SPF" if has_txt => continue,
            "SPF" => RecordType::TXT,
            rtype => RecordType::parse(rtype)?,
        };
        match text(value).as_deref() {
            Some("NONE") => {}
            Some("TIMEOUT") => entries.push(Entry::TypeTimesOut(rtype)),
            _ => entries.push(Entry::Record(data(rtype, value)?)),
        }
    }
    Some(entries)
}

fn data(rtype: RecordType, value: &Yaml) -> Option<Data> {
    let name = |value: &Yaml| match text(value)?.as_str() {
        "" => Some(Name::root()),
        name => Name::verbatim(name).ok(),
    };
    Some(match rtype {
        RecordType::TXT => {
            let strings = match value {
                Yaml::Array(strings) => strings.iter().map(text).collect::<Option<Vec<_>>>()?,
                value => vec![text(value)?],
            };
            Data::Txt(Txt(strings.into_iter().map(String::into_bytes).collect()))
        }
        RecordType::A => Data::A(text(value)?.parse().ok()?),
        RecordType::AAAA => Data::Aaaa(text(value)?.parse().ok()?),
        RecordType::CNAME => Data::Cname(name(value)?),
        RecordType::PTR => Data::Ptr(name(value)?),
        RecordType::MX => Data::Mx {
            preference: text(&value[0])?.parse().ok()?,
            exchange: name(&value[1])?,
        },
        _ => return None,
    })
}

impl Resolver for SuiteZones {
    fn label(&self) -> &str {
        "suite"
    }

    fn validates(&self) -> bool {
        false
    }

    fn ask<'a>(
        &'a self,
        question: &'a Question,
        _: Checking,
    ) -> LocalFuture<'a, Result<Reply, Failure>> {
        let ready = self.replies.get(question).cloned();
        let reply = ready.unwrap_or_else(|| self.reply(question));
        Box::pin(std::future::ready(reply))
    }
}
