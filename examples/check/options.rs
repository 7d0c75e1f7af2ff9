//! The arguments, taken apart.

use super::native::NativeFetch;
use mailvet::dns::doh::Doh;
use mailvet::dns::url::ResolverUrl;
use mailvet::dns::{Name, Resolver};
use mailvet::knowledge::resolvers::{PublicResolver, RESOLVERS};
use mailvet::rule::Profile;
use mailvet::text::Language;
use mailvet::view::document::ResolverEntry;
use std::rc::Rc;

/// What `--help` says.
pub const HELP: &str = "\
Checks the mail DNS of domains, and prints a report in JSON a line, as each
is done. docs/report.md says what is in it.

    check --doh URL [OPTION]... DOMAIN...

  --doh URL         whom to ask, over HTTPS (RFC 8484); the next one named
                    steps in where one gives no answer
  --selector NAME   a DKIM selector to look under; as often as there are any
  --profile NAME    what the domains are for: sends-and-receives, receives-only,
                    sends-only, parked or bulk-sender; guessed unless said
  --language TAG    what titles and details are written in: en or zh
  --jobs NUMBER     how many domains are checked at a time: 8 unless said
  --no-policy       do not ask the domains' own hosts for MTA-STS policies
  --help            this
  -                 read more domains from standard input, a line each

The status is 0 where every domain has a report, 1 where one has not (it is no
domain, or nobody answered any question about it: standard error says so), and
2 where the arguments make no sense.
";

/// How many domains are checked at a time unless said otherwise.
const JOBS: usize = 8;
/// More would only wait for each other.
const MOST_JOBS: usize = 256;

/// What to do.
pub enum Parsed {
    /// Say how it is used.
    Help,
    /// Check.
    Check(Options),
}

/// What to check, and how.
pub struct Options {
    doh: Vec<Source>,
    /// The DKIM selectors to look under.
    pub selectors: Vec<Name>,
    /// What the domains are for.
    pub profile: Option<Profile>,
    /// What to write in.
    pub language: Language,
    /// How many domains are checked at a time.
    pub jobs: usize,
    /// Whether policies of MTA-STS are fetched.
    pub policies: bool,
    /// The domains, as they were written.
    pub domains: Vec<String>,
    /// Whether there are more on standard input.
    pub stdin: bool,
}

/// Who is asked.
enum Source {
    /// One of the public resolvers that are known.
    Known(&'static PublicResolver),
    /// Another.
    Other(ResolverUrl),
}

/// Takes the arguments apart; why they make no sense.
pub fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Parsed, String> {
    let mut options = Options {
        doh: Vec::new(),
        selectors: Vec::new(),
        profile: None,
        language: Language::English,
        jobs: JOBS,
        policies: true,
        domains: Vec::new(),
        stdin: false,
    };
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        let (option, attached) = match argument.split_once('=') {
            Some((option, value)) if option.starts_with("--") => (option, Some(value.to_owned())),
            _ => (argument.as_str(), None),
        };
        let mut value = || {
            let value = attached.clone().or_else(|| arguments.next());
            value.ok_or_else(|| format!("{option} wants a value"))
        };
        match option {
            "--help" | "-h" => return Ok(Parsed::Help),
            "--doh" => options.ask(&value()?)?,
            "--selector" => {
                let text = value()?;
                let selector = Name::parse(&text);
                let selector = selector.map_err(|_| format!("--selector {text}: not a name"))?;
                options.selectors.push(selector);
            }
            "--profile" => {
                let id = value()?;
                let profile = Profile::for_id(&id);
                let profile = profile.ok_or_else(|| format!("--profile {id}: no such profile"))?;
                options.profile = Some(profile);
            }
            "--language" => {
                let tag = value()?;
                let language = Language::for_tag(&tag);
                options.language =
                    language.ok_or_else(|| format!("--language {tag}: neither en nor zh"))?;
            }
            "--jobs" => {
                let text = value()?;
                let number = text
                    .parse()
                    .ok()
                    .filter(|jobs| (1..=MOST_JOBS).contains(jobs));
                options.jobs = number
                    .ok_or_else(|| format!("--jobs {text}: not a number from 1 to {MOST_JOBS}"))?;
            }
            "--no-policy" => options.policies = false,
            "-" => options.stdin = true,
            _ if option.starts_with('-') => return Err(format!("{argument}: no such option")),
            _ => options.domains.push(argument),
        }
    }
    if options.doh.is_empty() {
        return Err("--doh is missing: whom to ask".into());
    }
    if options.domains.is_empty() && !options.stdin {
        return Err("no domain is named".into());
    }
    Ok(Parsed::Check(options))
}

impl Options {
    /// Those who are asked, in order.
    pub fn connect(&self, fetch: &NativeFetch) -> Vec<Rc<dyn Resolver>> {
        let connect = |source: &Source| -> Option<Rc<dyn Resolver>> {
            let fetch = Rc::new(fetch.clone());
            match source {
                Source::Known(known) => known.connect(fetch).ok(),
                Source::Other(url) => {
                    let label = url.as_str();
                    Some(Rc::new(Doh::new(label, url.clone(), true, fetch)))
                }
            }
        };
        self.doh.iter().filter_map(connect).collect()
    }

    /// The same, for the report.
    pub fn resolvers(&self) -> Vec<ResolverEntry> {
        let resolvers = self.doh.iter().map(|source| {
            let (label, url) = match source {
                Source::Known(known) => (known.label, known.url),
                Source::Other(url) => (url.as_str(), url.as_str()),
            };
            ResolverEntry {
                label: label.to_owned(),
                url: url.to_owned(),
            }
        });
        resolvers.collect()
    }

    fn ask(&mut self, text: &str) -> Result<(), String> {
        let url = ResolverUrl::parse(text).map_err(|error| {
            let why = Language::English.url_error(&error).plain();
            format!("--doh {text}: {why}")
        })?;
        if self
            .resolvers()
            .iter()
            .any(|known| known.url == url.as_str())
        {
            return Err(format!("--doh {url}: named twice"));
        }
        let known = RESOLVERS.iter().find(|known| known.url == url.as_str());
        self.doh
            .push(known.map_or(Source::Other(url), Source::Known));
        Ok(())
    }
}
