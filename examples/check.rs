//! Checks domains, and prints a report a line: `--help` says how.
//! `docs/report.md` says what is in a report.

#[path = "check/native.rs"]
pub mod native;
#[path = "check/options.rs"]
mod options;

use futures_util::StreamExt;
use futures_util::stream;
use mailvet::dns::answer::Failure;
use mailvet::dns::client::{Client, Probe};
use mailvet::dns::clock::Clock;
use mailvet::dns::{Name, Outcome};
use mailvet::follow::dkim::Selector;
use mailvet::follow::mta_sts::{NoFetch, PolicyFetch};
use mailvet::input::{Input, Target};
use mailvet::report::{self, Request};
use mailvet::text::Language;
use mailvet::view::Document;
use mailvet::view::document::About;
use native::{NativeClock, NativeFetch};
use options::{HELP, Options, Parsed};
use std::cell::RefCell;
use std::io::{self, BufRead, BufReader, Write};
use std::process::ExitCode;
use std::rc::Rc;
use std::sync::{Arc, Mutex};

fn main() -> ExitCode {
    let arguments = std::env::args().skip(1);
    let input = Box::new(BufReader::new(io::stdin()));
    run(arguments, input, &mut io::stdout(), &mut io::stderr()).into()
}

/// All domains have a report.
pub const ALL: u8 = 0;
/// A domain has none.
pub const SOME: u8 = 1;
/// The arguments make no sense, and nothing was asked.
pub const MISUSED: u8 = 2;

/// Where domains are read from.
pub type Lines = Box<dyn BufRead + Send>;

/// Does what the arguments say; gives the status to exit with.
pub fn run(
    arguments: impl IntoIterator<Item = String>,
    input: Lines,
    output: &mut dyn Write,
    errors: &mut dyn Write,
) -> u8 {
    let options = match options::parse(arguments) {
        Ok(Parsed::Check(options)) => options,
        Ok(Parsed::Help) => return status(write!(output, "{HELP}").map(|()| true)),
        Err(why) => {
            let _ = writeln!(errors, "mailvet: {why}\nTry --help.");
            return MISUSED;
        }
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(why) => {
            let _ = writeln!(errors, "mailvet: {why}");
            return SOME;
        }
    };
    let all = runtime.block_on(check(&options, input, output, errors));
    // Whoever still reads from standard input is not waited for.
    runtime.shutdown_background();
    status(all)
}

fn status(all: io::Result<bool>) -> u8 {
    match all {
        Ok(true) => ALL,
        Ok(false) => SOME,
        // Nobody listens any more.
        Err(why) if why.kind() == io::ErrorKind::BrokenPipe => ALL,
        Err(_) => SOME,
    }
}

/// Checks every domain; whether each of them has a report.
async fn check(
    options: &Options,
    input: Lines,
    output: &mut dyn Write,
    errors: &mut dyn Write,
) -> io::Result<bool> {
    let fetch = NativeFetch::default();
    let resolvers = options.connect(&fetch);
    let client = Client::new(resolvers, Rc::new(NativeClock));
    let probes = client.probe().await;
    let silent = probes.iter().filter_map(why_silent);
    let mut silent_count = 0;
    for (label, why) in silent {
        silent_count += 1;
        writeln!(errors, "mailvet: {label} does not answer: {why}")?;
    }
    if silent_count == probes.len() {
        return Ok(false);
    }
    let policies: &dyn PolicyFetch = if options.policies { &fetch } else { &NoFetch };
    let reports = domains(options, input)
        .map(|text| async { check_one(&client, options, policies, &text?).await })
        .buffer_unordered(options.jobs);
    let mut reports = std::pin::pin!(reports);
    let mut all = true;
    while let Some(report) = reports.next().await {
        match report {
            Ok(report) => {
                serde_json::to_writer(&mut *output, &report)?;
                writeln!(output)?;
                output.flush()?;
            }
            Err(why) => {
                all = false;
                writeln!(errors, "mailvet: {why}")?;
            }
        }
    }
    Ok(all)
}

/// The domains named, and those on standard input, a line each.
fn domains(options: &Options, input: Lines) -> impl stream::Stream<Item = Result<String, String>> {
    let input = options.stdin.then(|| Arc::new(Mutex::new(input)));
    let lines = stream::unfold(input, |input| async {
        let input = input?;
        let lines = input.clone();
        // Others are checked while a line is waited for.
        let line = tokio::task::spawn_blocking(move || read_line(&lines)).await;
        match line {
            Ok(Ok(Some(line))) => Some((Ok(line), Some(input))),
            Ok(Ok(None)) => None,
            Ok(Err(why)) => Some((Err(format!("standard input: {why}")), None)),
            Err(why) => Some((Err(format!("standard input: {why}")), None)),
        }
    });
    let lines = lines.filter(|line| {
        let blank = matches!(line, Ok(line) if line.is_empty());
        std::future::ready(!blank)
    });
    stream::iter(options.domains.clone()).map(Ok).chain(lines)
}

/// The next line without white space around it; `None` at the end.
fn read_line(lines: &Mutex<Lines>) -> io::Result<Option<String>> {
    /// A domain takes far less; what is longer is no list of domains.
    const MOST: u64 = 4096;
    let mut line = Vec::new();
    let mut lines = lines.lock().map_err(|_| io::ErrorKind::Other)?;
    let count = io::Read::take(&mut *lines, MOST).read_until(b'\n', &mut line)?;
    if count as u64 == MOST {
        return Err(io::Error::other("a line is too long"));
    }
    let line = String::from_utf8_lossy(&line).trim().to_owned();
    Ok((count > 0).then_some(line))
}

/// Checks one domain; why there is no report of it.
async fn check_one(
    client: &Client,
    options: &Options,
    policies: &dyn PolicyFetch,
    text: &str,
) -> Result<Document, String> {
    let request = request(options, text)?;
    let domain = &request.domain;
    let client = client.new_run();
    let time = NativeClock.now();
    let told = RefCell::new(Vec::new());
    let tell = |event| told.borrow_mut().push(event);
    report::check_domain_with(&client, &request, policies, &tell).await;
    let log = client.log();
    let is_answer = |exchange: &mailvet::dns::answer::Exchange| exchange.rcode.is_some();
    if !log
        .iter()
        .flat_map(|answer| &answer.exchanges)
        .any(is_answer)
    {
        let failure = log.iter().find_map(|answer| match &answer.outcome {
            Outcome::Failed(failure) => Some(failure),
            _ => None,
        });
        let why = said(failure.unwrap_or(&Failure::NoResolver));
        return Err(format!("{domain}: nobody answered: {why}"));
    }
    let about = About {
        domain,
        language: options.language,
        time,
        resolvers: &options.resolvers(),
    };
    Ok(Document::new(&about, &told.into_inner(), &log))
}

/// What a text asks to check.
fn request(options: &Options, text: &str) -> Result<Request, String> {
    let refused = |why: &str| format!("{}: {why}", text.escape_debug());
    let input = Input::parse(text).map_err(|error| {
        let why = Language::English.input_error(&error).plain();
        refused(&why)
    })?;
    let Target::Domain { domain, selectors } = input.target else {
        return Err(refused("this is no domain"));
    };
    let mut names: Vec<&Name> = Vec::new();
    for name in selectors.iter().chain(&options.selectors) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let selectors = names
        .into_iter()
        .map(|name| Selector::new(name.clone(), &domain))
        .collect::<Result<_, _>>()
        .map_err(|_| refused("with a selector before it the name is too long"))?;
    Ok(Request {
        domain,
        selectors,
        profile: options.profile,
    })
}

/// Why a resolver does not answer at all.
fn why_silent(probe: &Probe) -> Option<(&str, String)> {
    match &probe.result {
        Ok(_) | Err(Failure::Rcode(_) | Failure::Referral | Failure::AliasLoop) => None,
        Err(failure) => Some((&probe.label, said(failure))),
    }
}

fn said(failure: &Failure) -> String {
    Language::English.failure(failure).plain()
}
