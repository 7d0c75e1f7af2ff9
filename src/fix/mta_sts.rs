//! MTA-STS: the record, the policy file, and the host that serves it.

use super::list::List;
use super::{
    Change, Choice, Edit, Effect, Fix, Known, Mended, Place, Title, Unmended, published, tls_rpt,
};
use crate::check::mta_sts::policy::Fact as PolicyFact;
use crate::check::mta_sts::published::Fact as Published;
use crate::check::mta_sts::text::Fact;
use crate::dns::{Name, RecordType};
use crate::record::kind::RecordKind;
use crate::record::list_problem::ListProblem;
use crate::record::mta_sts::policy::{self, Pattern, Value};
use crate::record::mta_sts::txt::{DIALECT, Problem};
use crate::record::span::Span;

fn list(text: &str) -> List<'_> {
    List::read(text, DIALECT)
}

/// The weeks for which a policy is best remembered, in seconds.
const WEEKS: u64 = 1_209_600;

/// The longest that a policy may be remembered, in seconds (RFC 8461 §3.2).
const YEAR: u64 = 31_557_600;

/// What mends a departure at these bytes of a record.
pub fn mend_problem(text: &str, problem: &Problem, span: Span) -> Mended {
    let list = list(text);
    match problem {
        Problem::VersionMissing => list.version_missing(),
        Problem::VersionWrong { found } => list.version_wrong(found, span),
        Problem::OtherRecord { .. } => published::belongs_elsewhere(),
        Problem::Malformed { fault } => list.fault(*fault, span),
        Problem::SpaceAroundEquals => {
            let before = text.get(..span.start).unwrap_or_default();
            let after = text.get(span.end..).unwrap_or_default();
            let run = Span::new(
                before.trim_end().len(),
                span.end + after.len() - after.trim_start().len(),
            );
            list.safely([Edit::replace(run, "=")])
        }
        Problem::TagRepeated { .. } => list.repeated(span),
        Problem::TagUnknown { .. } => list.unheeded(span),
        Problem::TagMisspelt { name, meant } => list.problem(
            ListProblem::TagUnknown {
                name: name.clone(),
                meant: Some(meant),
            },
            span,
        ),
        Problem::ExtensionInvalid { .. } => list.unheeded(span),
        // Any id will do that was not there before.
        Problem::IdMissing => {
            let choice = list.choice([list.put_first("id=1")], Effect::PolicyFetched);
            Ok(Fix::decision(choice, Vec::new()))
        }
        Problem::IdInvalid { found } => {
            let kept: String = found.chars().filter(char::is_ascii_alphanumeric).collect();
            let kept = kept.get(..32).unwrap_or(&kept).to_owned();
            let id = if kept.is_empty() {
                "1".to_owned()
            } else {
                kept
            };
            let choice = list.choice([list.set("id", &id)], Effect::PolicyFetched);
            Ok(Fix::decision(choice, Vec::new()))
        }
        Problem::IdTooLong { .. } => {
            let cut = Edit::delete(Span::new(span.start + 32, span.end));
            let choice = list.choice([cut], Effect::PolicyFetched);
            Ok(Fix::decision(choice, Vec::new()))
        }
    }
}

/// What mends a fact at these bytes of a record.
pub fn mend_text(fact: &Fact) -> Mended {
    match fact {
        Fact::Announced { .. } => Err(Unmended::Good),
    }
}

/// What mends a departure at these bytes of a policy file.
pub fn mend_policy_problem(
    text: &str,
    problem: &policy::Problem,
    span: Span,
    known: &Known,
) -> Mended {
    use policy::Problem;
    let at = Lines { text };
    match problem {
        Problem::LineMalformed { text: line } => match line.split_once([' ', '\t', '=']) {
            Some((key, value)) if policy::KEYS.contains(&key) => {
                let value = value.trim_start_matches([' ', '\t', '=', ':']);
                at.safely([Edit::replace(span, [key, ": ", value].concat())])
            }
            _ => at.decide([at.take_out(span)], Effect::Lost),
        },
        Problem::LeadingSpace => at.safely([Edit::delete(span)]),
        Problem::EmptyLine => at.safely([at.take_out(span)]),
        Problem::KeyUnknown { .. } | Problem::KeyRepeated { .. } => {
            let choice = at.choice([at.take_out(span)], Effect::NothingChanges);
            Ok(Fix::safe(choice))
        }
        Problem::KeyMisspelt { meant, .. } => at.safely([Edit::replace(span, *meant)]),
        Problem::VersionMissing => at.safely([Edit::insert(0, "version: STSv1\n")]),
        Problem::VersionInvalid { .. } => at.safely([Edit::replace(at.value(span), "STSv1")]),
        Problem::ModeMissing => at.modes(|mode| at.append(&["mode: ", mode].concat())),
        Problem::ModeInvalid {
            meant: Some(meant), ..
        } => {
            let effect = effect_of(meant);
            at.decide([Edit::replace(at.value(span), *meant)], effect)
        }
        Problem::ModeInvalid { .. } => at.modes(|mode| Edit::replace(at.value(span), mode)),
        Problem::MaxAgeMissing => {
            let line = format!("max_age: {WEEKS}");
            at.decide([at.append(&line)], Effect::PolicyFetched)
        }
        Problem::MaxAgeInvalid { found } => {
            let seconds = in_seconds(found).unwrap_or(WEEKS).min(YEAR);
            at.decide(
                [Edit::replace(at.value(span), seconds.to_string())],
                Effect::Guess,
            )
        }
        Problem::MaxAgeTooGreat { .. } => at.decide(
            [Edit::replace(at.value(span), YEAR.to_string())],
            Effect::NothingChanges,
        ),
        Problem::MxMissing => match known.servers.is_empty() {
            true => Err(Unmended::NotKnown),
            false => at.decide([at.append(&mx_lines(&known.servers))], Effect::AsMeant),
        },
        Problem::MxInvalid { found, .. } => {
            let names: Vec<_> = found
                .split(|c: char| matches!(c, ',' | ';') || c.is_whitespace())
                .map(|name| name.trim_end_matches('.'))
                .filter(|name| !name.is_empty())
                .collect();
            match names.len() {
                0 => at.decide([at.take_out(span)], Effect::Lost),
                _ => at.guess_mx(span, &names),
            }
        }
    }
}

/// What mends a fact at these bytes of a policy file.
pub fn mend_policy(text: &str, fact: &PolicyFact, span: Span) -> Mended {
    let at = Lines { text };
    match fact {
        PolicyFact::ModeTesting => at.decide(
            [Edit::replace(at.value(span), "enforce")],
            Effect::TlsEnforced,
        ),
        PolicyFact::MaxAgeShort { .. } | PolicyFact::MaxAgeBrief { .. } => at.decide(
            [Edit::replace(at.value(span), WEEKS.to_string())],
            Effect::PolicyFetched,
        ),
        PolicyFact::MxRepeated => {
            let choice = at.choice([at.take_out(span)], Effect::NothingChanges);
            Ok(Fix::safe(choice))
        }
        PolicyFact::ModeEnforce => Err(Unmended::Good),
        PolicyFact::ModeNone => Err(Unmended::Chosen),
    }
}

/// What mends what DNS has of MTA-STS.
pub fn mend_published(fact: &Published, known: &Known, found: &published::Found<'_>) -> Mended {
    let kind = RecordKind::MtaSts;
    match fact {
        Published::Missing { domain } => set_up(domain, known),
        Published::Several { name, .. } => published::keep_one(kind, name, found),
        Published::Unrelated { name, text } => published::delete(name, text, found),
        Published::AliasOfNothing { name, target } => published::replace_alias(
            name,
            target,
            vec!["v=STSv1; id=1".to_owned()],
            Effect::PolicyFetched,
        ),
        Published::Elsewhere { found: from, name } => published::move_to(kind, from, name, found),
        Published::AtApex { domain } => published::move_from_apex(kind, domain, "_mta-sts", found),
        Published::HostWithoutAddress { host } => {
            let title = Title::PublishAddress { host: host.clone() };
            let choice = Choice::changes(title, Effect::NeedsHostName, policy_file(host, known));
            Ok(Fix::show_only(choice))
        }
        Published::WithoutMail { domain } => {
            let name = domain.prepend("_mta-sts").ok();
            let text = found.first_text(kind);
            match (name, text) {
                (Some(name), Some(text)) => published::delete(&name, text, found),
                _ => Err(Unmended::NotKnown),
            }
        }
        Published::MxNotCovered { .. } | Published::MxNotCoveredInTesting { .. } => {
            covering(known, found)
        }
        Published::PatternUnused { pattern } => without_pattern(pattern, found),
        Published::MxCovered { .. } => Err(Unmended::Good),
    }
}

/// The record, the policy file in `testing`, and reports of how it does.
fn set_up(domain: &Name, known: &Known) -> Mended {
    let (Ok(name), Ok(host), Ok(reports)) = (
        domain.prepend("_mta-sts"),
        domain.prepend("mta-sts"),
        domain.prepend("_smtp._tls"),
    ) else {
        return Err(Unmended::NotKnown);
    };
    if known.servers.is_empty() {
        return Err(Unmended::NotKnown);
    }
    let mut changes = policy_file(&host, known);
    changes.push(Change::add(name, RecordType::TXT, "v=STSv1; id=1"));
    if let Some(text) = tls_rpt::records(known).into_iter().next() {
        changes.push(Change::add(reports, RecordType::TXT, text));
    }
    let choice = Choice::changes(Title::SetUpMtaSts, Effect::TlsTested, changes);
    Ok(Fix::decision(choice, Vec::new()))
}

/// A policy file for the live servers, to be tested.
fn policy_file(host: &Name, known: &Known) -> Vec<Change> {
    if known.servers.is_empty() {
        return Vec::new();
    }
    vec![Change {
        place: Place::PolicyFile { host: host.clone() },
        from: None,
        to: Some(policy_text(&known.servers)),
    }]
}

/// The text of a policy in `testing` for mail servers (RFC 8461 §3.2).
pub fn policy_text(servers: &[Name]) -> String {
    let mx = mx_lines(servers);
    format!("version: STSv1\nmode: testing\n{mx}\nmax_age: {WEEKS}\n")
}

fn mx_lines(servers: &[Name]) -> String {
    let lines = servers.iter().map(|host| format!("mx: {host}"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The policy with lines for the servers that it leaves out.
fn covering(known: &Known, found: &published::Found<'_>) -> Mended {
    let Some((number, text)) = found.of_kind(RecordKind::MtaStsPolicy) else {
        return Err(Unmended::NotKnown);
    };
    let record = policy::Record::read(text);
    let patterns: Vec<&Pattern> = record
        .fields
        .iter()
        .filter_map(|field| match &field.value {
            Value::Mx(Some(pattern)) => Some(pattern),
            _ => None,
        })
        .collect();
    let left_out = known.servers.iter().filter(|host| {
        !patterns
            .iter()
            .any(|pattern| pattern.matches(host.as_str()))
    });
    let left_out: Vec<_> = left_out.cloned().collect();
    if left_out.is_empty() {
        return Err(Unmended::NotKnown);
    }
    let at = Lines { text };
    let mut choice = at.choice([at.append(&mx_lines(&left_out))], Effect::MailGoesThere);
    choice.title = Title::PolicyForServers;
    Ok(found.in_record(number, Fix::decision(choice, Vec::new())))
}

fn without_pattern(pattern: &str, found: &published::Found<'_>) -> Mended {
    let Some((number, text)) = found.of_kind(RecordKind::MtaStsPolicy) else {
        return Err(Unmended::NotKnown);
    };
    let record = policy::Record::read(text);
    let line = record.fields.iter().find(|field| {
        let written = field.span.slice(text).trim_end_matches('.');
        matches!(field.value, Value::Mx(_)) && written.eq_ignore_ascii_case(pattern)
    });
    let Some(line) = line else {
        return Err(Unmended::NotKnown);
    };
    let at = Lines { text };
    let choice = at.choice([at.take_out(line.span)], Effect::NothingChanges);
    Ok(found.in_record(number, Fix::decision(choice, Vec::new())))
}

/// Edits of a text of lines.
pub(super) struct Lines<'a> {
    pub text: &'a str,
}

impl Lines<'_> {
    pub fn choice(&self, edits: impl Into<Vec<Edit>>, effect: Effect) -> Choice {
        Choice::edits(self.text, edits.into(), effect)
    }

    pub fn safely(&self, edits: impl Into<Vec<Edit>>) -> Mended {
        Ok(Fix::safe(self.choice(edits, Effect::AsMeant)))
    }

    pub fn decide(&self, edits: impl Into<Vec<Edit>>, effect: Effect) -> Mended {
        Ok(Fix::decision(self.choice(edits, effect), Vec::new()))
    }

    /// The line that bytes are in, without its end.
    pub fn line(&self, span: Span) -> Span {
        let before = self.text.get(..span.start).unwrap_or_default();
        let after = self.text.get(span.end..).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let end = after.find(['\r', '\n']).unwrap_or(after.len());
        Span::new(start, span.end + end)
    }

    /// What stands behind the `:` of a line.
    fn value(&self, span: Span) -> Span {
        let line = span.slice(self.text);
        let start = line.find(':').map_or(0, |colon| {
            let after = &line[colon + 1..];
            colon + 1 + after.len() - after.trim_start().len()
        });
        Span::new(span.start + start, span.end)
    }

    /// Takes out the line that bytes are in, with its end.
    pub fn take_out(&self, span: Span) -> Edit {
        let line = self.line(span);
        let after = self.text.get(line.end..).unwrap_or_default();
        let end = after.find('\n').map_or(after.len(), |at| at + 1);
        let last = end == 0 || line.end + end == self.text.len() && !after.contains('\n');
        let before = self.text.get(..line.start).unwrap_or_default();
        match last && !before.is_empty() {
            true => Edit::delete(Span::new(
                before.trim_end_matches(['\r', '\n']).len(),
                self.text.len(),
            )),
            false => Edit::delete(Span::new(line.start, line.end + end)),
        }
    }

    /// Puts lines at the end, which ends as it did.
    pub fn append(&self, lines: &str) -> Edit {
        let ends = self.text.is_empty() || self.text.ends_with('\n');
        match ends {
            true => Edit::insert(self.text.len(), [lines, "\n"].concat()),
            false => Edit::insert(self.text.len(), ["\n", lines].concat()),
        }
    }

    fn modes(&self, edit: impl Fn(&str) -> Edit) -> Mended {
        let mode = |mode: &str| self.choice([edit(mode)], effect_of(mode));
        Ok(Fix::decision(mode("testing"), vec![mode("enforce")]))
    }

    /// A line for each name.
    fn guess_mx(&self, span: Span, names: &[&str]) -> Mended {
        let line = self.line(span);
        let lines = names.iter().map(|name| ["mx: ", name].concat());
        let lines = lines.collect::<Vec<_>>().join("\n");
        let guess = self.choice([Edit::replace(line, lines)], Effect::Guess);
        let gone = self.choice([self.take_out(span)], Effect::Lost);
        Ok(Fix::decision(guess, vec![gone]))
    }
}

fn effect_of(mode: &str) -> Effect {
    match mode {
        "enforce" => Effect::TlsEnforced,
        "testing" => Effect::TlsTested,
        _ => Effect::NothingChanges,
    }
}

/// `7d`, `2w` and the like.
fn in_seconds(found: &str) -> Option<u64> {
    let digits = found.trim_end_matches(|c: char| !c.is_ascii_digit());
    let number: u64 = digits.parse().ok()?;
    let unit = found[digits.len()..].trim().chars().next()?;
    let seconds = match unit.to_ascii_lowercase() {
        's' => 1,
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        'w' => 604_800,
        'y' => YEAR,
        _ => return None,
    };
    number.checked_mul(seconds).filter(|seconds| *seconds > 0)
}
