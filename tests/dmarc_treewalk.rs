//! The DNS tree walk, the organizational domain, policy discovery and the names
//! asked for report destinations (RFC 9989 §4.10, RFC 9990 §4) against cases, or
//! against those of another file of the same format:
//!
//! `DMARC_WALK=FILE cargo test --test dmarc_treewalk`

use futures_util::FutureExt;
use mailvet::dns::clock::StillClock;
use mailvet::dns::zone::Zones;
use mailvet::dns::{Client, Name, RecordType, Resolver};
use mailvet::follow::dmarc::{Author, Consent, Dmarc, Effect, PolicyTag, policy_name};
use mailvet::record::dmarc::Record;
use serde_json::{Map, Value, json};
use std::path::PathBuf;
use std::process::ExitCode;
use std::rc::Rc;

fn main() -> ExitCode {
    let files = files();
    if files.is_empty() {
        println!("skipped: {PLACES:?} are not there; DMARC_WALK names a file elsewhere");
        println!("0 passed, 0 failed, 1 skipped");
        return ExitCode::SUCCESS;
    }
    let (mut passed, mut failed) = (0, 0);
    for file in files {
        let outcomes = match read(&file) {
            Ok(cases) => cases.iter().map(run).collect(),
            Err(why) => vec![Err(format!("{}: {why}", file.display()))],
        };
        for outcome in outcomes {
            match outcome {
                Ok(()) => passed += 1,
                Err(why) => {
                    failed += 1;
                    println!("{why}");
                }
            }
        }
    }
    println!("{passed} passed, {failed} failed");
    match failed {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

/// Where the cases are looked for, from the package's folder.
const PLACES: [&str; 2] = [
    "../shared/vectors/dmarc/treewalk.json",
    "../shared/vectors/dmarc/external-destination.json",
];

fn files() -> Vec<PathBuf> {
    if let Some(named) = std::env::var_os("DMARC_WALK") {
        return vec![named.into()];
    }
    let places = PLACES.iter().map(PathBuf::from);
    places.filter(|path| path.is_file()).collect()
}

fn read(path: &PathBuf) -> Result<Vec<Value>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let file: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let cases = match &file {
        Value::Array(cases) => cases,
        file => file["cases"].as_array().ok_or("there are no cases")?,
    };
    match cases.is_empty() {
        true => Err("there are no cases".into()),
        false => Ok(cases.clone()),
    }
}

fn run(case: &Value) -> Result<(), String> {
    match case.get("uri") {
        Some(_) => destination(case),
        None => walk(case),
    }
}

/// A walk from a domain, and what it leads to.
fn walk(case: &Value) -> Result<(), String> {
    let name = case["id"].as_str().unwrap_or("a case without an id");
    let domain = parse(&case["domain"])?;
    let mut zone = String::new();
    if case["domain_exists"] != json!(false) {
        zone += &entry(&domain, "A 192.0.2.1");
    }
    let empty = Map::new();
    for (owner, texts) in case["zone"].as_object().unwrap_or(&empty) {
        let texts = match texts {
            Value::Array(texts) => texts.as_slice(),
            text => std::slice::from_ref(text),
        };
        for text in texts {
            let text = text.as_str().ok_or(format!("{name}: no text at {owner}"))?;
            zone += &entry(&Name::parse(owner).map_err(|_| owner.clone())?, &txt(text));
        }
    }
    let dmarc = find(&client(&zone)?, &domain);
    let got = got(&dmarc);
    let expect = case["expect"]
        .as_object()
        .ok_or(format!("{name}: nothing is expected"))?;
    for (what, expected) in expect {
        let got = got.get(what).unwrap_or(&Value::Null);
        if got != expected {
            return Err(format!("{name}: expected {what} {expected}, got {got}"));
        }
    }
    Ok(())
}

/// What was found, in the words of the cases.
fn got(dmarc: &Dmarc) -> Map<String, Value> {
    let walk = &dmarc.walk;
    let queries: Vec<_> = walk
        .steps
        .iter()
        .map(|step| policy_name(&step.domain))
        .collect();
    let queries: Vec<_> = queries.iter().flatten().map(Name::as_str).collect();
    let (applies, from, tag, policy) = match walk.effect(Author::Domain(dmarc.exists)) {
        Effect::Applied {
            applied, tag, from, ..
        } => {
            let own = *from == walk.start;
            let tag = match tag {
                PolicyTag::Implied => "implied p=none",
                PolicyTag::Domain if !own => "p(no sp/np)",
                tag => tag.text(),
            };
            (json!(true), Some(from), Some(tag), Some(applied.text()))
        }
        // No processing (§4.10.1); though where `p` is missing, it is also taken
        // for `none` (§4.7).
        Effect::NoProcessing { from } => {
            let record = walk.policy().record();
            let missing = record.is_some_and(|txt| Record::read(&txt.text).is_policy());
            let applies = if missing { Value::Null } else { json!(false) };
            (applies, Some(from), None, None)
        }
        Effect::None => (json!(false), None, None, None),
        Effect::Unknown => (json!("unknown"), None, None, None),
    };
    let organizational = walk.organizational_domain();
    let found = json!({
        "walk_queries": queries,
        "org_domain": organizational.as_ref().map(Name::as_str),
        "dmarc_applies": applies,
        "policy_domain": from.map(Name::as_str),
        "policy_tag": tag,
        "policy": policy,
    });
    match found {
        Value::Object(found) => found,
        _ => Map::new(),
    }
}

/// The name asked for the consent of a report destination.
fn destination(case: &Value) -> Result<(), String> {
    let text = |key: &str| case[key].as_str().unwrap_or_default();
    let (domain, uri) = (parse(&case["policy_domain"])?, text("uri"));
    let mut zone = entry(
        &Name::parse(&format!("_dmarc.{domain}")).map_err(|_| domain.to_string())?,
        &txt(&format!("v=DMARC1; p=none; rua={uri}")),
    );
    for organizational in [text("policy_org"), text("uri_org")] {
        let owner = format!("_dmarc.{organizational}");
        if organizational != domain.as_str() && !zone.contains(&format!("{owner}. ")) {
            let owner = Name::parse(&owner).map_err(|_| owner)?;
            zone += &entry(&owner, &txt("v=DMARC1; p=none"));
        }
    }
    let client = client(&zone)?;
    let dmarc = find(&client, &domain);
    let [to] = &dmarc.reports.destinations[..] else {
        return Err(format!("{uri}: expected one destination"));
    };
    let needed = !matches!(to.consent, Consent::Same | Consent::NotNeeded { .. });
    let log = client.log();
    let mut asked = log.iter().map(|answer| &answer.question);
    let asked = asked.find(|question| {
        let name = question.name.as_str();
        question.rtype == RecordType::TXT && name.starts_with(&format!("{domain}._report."))
    });
    let got = asked
        .filter(|_| needed)
        .map(|question| question.name.as_str());
    match got == case["query"].as_str() {
        true => Ok(()),
        false => Err(format!(
            "{domain} to {uri}: expected {}, got {}",
            case["query"],
            json!(got)
        )),
    }
}

fn parse(name: &Value) -> Result<Name, String> {
    let name = name.as_str().unwrap_or_default();
    Name::parse(name).map_err(|_| format!("no domain name: {name:?}"))
}

/// An entry of a zone file.
fn entry(owner: &Name, data: &str) -> String {
    format!("{owner}. {data}\n")
}

/// The data of a TXT record, in character-strings as DNS holds them.
fn txt(text: &str) -> String {
    let mut data = String::from("TXT");
    let characters: Vec<_> = text.chars().collect();
    for string in characters.chunks(60) {
        let string: String = string.iter().collect();
        let escaped = string.replace('\\', "\\\\").replace('"', "\\\"");
        data += &format!(" \"{escaped}\"");
    }
    data
}

fn client(zone: &str) -> Result<Client, String> {
    let zones = Zones::read("cases", zone);
    let zones = zones.map_err(|error| format!("line {}: {}", error.line, error.expected))?;
    let resolvers = vec![Rc::new(zones) as Rc<dyn Resolver>];
    Ok(Client::new(resolvers, Rc::new(StillClock::default())))
}

fn find(client: &Client, domain: &Name) -> Dmarc {
    let found = Dmarc::find(client, domain).now_or_never();
    found.expect("zones in memory answer at once")
}
