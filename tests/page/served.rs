//! The lab's zones as they are served: edited by a test, and put back however
//! it ends.

use crate::runner::Outcome;
use std::fmt;
use std::path::Path;
use std::process::Command;

/// A zone that is served with other records than its file has.
pub struct Edited(String);

impl Edited {
    /// Puts texts in the place of others.
    pub fn new(zone: &str, texts: &[(String, String)]) -> Result<Self, String> {
        let edited = Self(zone.to_owned());
        let mut words = vec!["edit", zone];
        words.extend(texts.iter().flat_map(|(old, new)| [&**old, &**new]));
        lab(&words)?;
        Ok(edited)
    }
}

impl Drop for Edited {
    fn drop(&mut self) {
        if let Err(why) = lab(&["restore", &self.0]) {
            eprintln!("{} is not as it was: {why}", self.0);
        }
    }
}

fn lab(words: &[&str]) -> Outcome {
    let done = Command::new("scripts/lab")
        .args(words)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .map_err(|error| error.to_string())?;
    match done.status.success() {
        true => Ok(()),
        false => Err(String::from_utf8_lossy(&done.stderr).into_owned()),
    }
}

/// A record as zone files write it, its names whole.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Record {
    /// The owner, without the last dot.
    pub owner: String,
    /// The type.
    pub rtype: String,
    /// The data; of a TXT record its text.
    pub data: String,
}

/// A change of records.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Step {
    /// It goes.
    Goes(Record),
    /// It comes.
    Comes(Record),
}

impl Record {
    /// A record in a line: its owner, a time to live and a class that may be
    /// there or not, its type, and its data. Names that are not whole end in
    /// `origin`.
    pub fn read(line: &str, origin: &str) -> Option<Self> {
        let (owner, rest) = line.split_once(' ')?;
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
        let rest = rest.strip_prefix("IN ").unwrap_or(rest);
        let (rtype, data) = rest.split_once(' ')?;
        let whole = |name: &str| match (name, name.strip_suffix('.')) {
            ("@", _) => origin.to_owned(),
            (_, Some(name)) => name.to_owned(),
            (name, None) => format!("{name}.{origin}"),
        };
        let data = match rtype {
            "TXT" => data.trim_matches('"').replace("\" \"", ""),
            "MX" | "CNAME" | "PTR" | "SRV" if data != "0 ." => {
                let (before, name) = data.rsplit_once(' ').unwrap_or(("", data));
                format!("{before} {}.", whole(name)).trim_start().to_owned()
            }
            _ => data.to_owned(),
        };
        Some(Self {
            owner: whole(owner),
            rtype: rtype.to_owned(),
            data,
        })
    }

    /// The record as a line of a zone file.
    fn line(&self) -> String {
        let data = match &*self.rtype {
            "TXT" => mailvet::fix::form::strings(&self.data),
            _ => self.data.clone(),
        };
        format!("{}. {} {data}", self.owner, self.rtype)
    }
}

impl Step {
    /// `- RECORD` goes, and `+ RECORD` comes.
    pub fn read(line: &str, origin: &str) -> Option<Self> {
        let (sign, line) = line.split_once(' ')?;
        let record = Record::read(line, origin)?;
        match sign {
            "-" => Some(Self::Goes(record)),
            "+" => Some(Self::Comes(record)),
            _ => None,
        }
    }

    /// What goes or comes.
    pub fn record(&self) -> &Record {
        match self {
            Self::Goes(record) | Self::Comes(record) => record,
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = match self {
            Self::Goes(_) => '-',
            Self::Comes(_) => '+',
        };
        write!(f, "{sign} {}", self.record().line())
    }
}

/// Takes steps, in the lab's zones. A record that should go must be there.
pub fn take(steps: &[Step]) -> Result<Vec<Edited>, String> {
    let mut zones: Vec<(String, Vec<&Step>)> = Vec::new();
    for step in steps {
        let zone = zone_of(&step.record().owner)?;
        match zones.iter_mut().find(|(known, _)| *known == zone) {
            Some((_, steps)) => steps.push(step),
            None => zones.push((zone, vec![step])),
        }
    }
    let edit = |(zone, steps): &(String, Vec<&Step>)| Edited::new(zone, &texts(zone, steps)?);
    zones.iter().map(edit).collect()
}

/// What stands in the place of what in a zone's text.
fn texts(zone: &str, steps: &[&Step]) -> Result<Vec<(String, String)>, String> {
    let text = std::fs::read_to_string(file(zone)).map_err(|error| error.to_string())?;
    // Every zone begins with its name server.
    let first = "\n@ 3600 NS ns.test.\n";
    let mut texts = Vec::new();
    for step in steps {
        texts.push(match step {
            Step::Comes(record) => (first.into(), format!("{first}{}\n", record.line())),
            Step::Goes(record) => {
                let own = |line: &&str| Record::read(line, zone).as_ref() == Some(record);
                let line = text.lines().find(own);
                let line = line.ok_or_else(|| format!("{zone} has no {}", record.line()))?;
                (format!("\n{line}\n"), "\n".into())
            }
        });
    }
    // What goes makes room for what comes: no name has an alias and a record.
    texts.sort_by_key(|(old, _)| old == first);
    Ok(texts)
}

/// The record that stands in the lab's zones and is this but for white space,
/// which no diff shows.
pub fn there(record: &Record) -> Result<Record, String> {
    let zone = zone_of(&record.owner)?;
    let text = std::fs::read_to_string(file(&zone)).map_err(|error| error.to_string())?;
    let bare = |record: &Record| {
        let data: String = record.data.split_whitespace().collect();
        (record.owner.clone(), record.rtype.clone(), data)
    };
    let mut records = text.lines().filter_map(|line| Record::read(line, &zone));
    let found = records.find(|other| bare(other) == bare(record));
    found.ok_or_else(|| format!("{zone} has no {}", record.line()))
}

/// The lab's zone that a name is in.
fn zone_of(name: &str) -> Result<String, String> {
    let mut zone = name;
    loop {
        if Path::new(&file(zone)).exists() {
            return Ok(zone.to_owned());
        }
        (_, zone) = zone
            .split_once('.')
            .ok_or_else(|| format!("the lab does not serve {name}"))?;
    }
}

fn file(zone: &str) -> String {
    format!("{}/tests/lab/zones/{zone}.zone", env!("CARGO_MANIFEST_DIR"))
}
