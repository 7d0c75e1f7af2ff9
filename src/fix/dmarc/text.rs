//! What a DMARC record asks for.

use super::{MAILBOX, list};
use crate::check::dmarc::text::Fact;
use crate::fix::{Edit, Effect, Fix, Known, Mended, Unmended, uris};
use crate::record::span::Span;

/// What mends a fact at these bytes of a record.
pub fn mend(text: &str, fact: &Fact, span: Span, known: &Known) -> Mended {
    let list = list(text);
    let without = |effect| list.choice([list.take_out(span)], effect);
    let decide = |first, others| Ok(Fix::decision(first, others));
    let set = |name: &str, value: &str, effect| list.choice([list.set(name, value)], effect);
    match fact {
        Fact::WithoutEffect => {
            let mut choices: Vec<_> = known
                .mailboxes(MAILBOX)
                .iter()
                .map(|mailbox| {
                    let tags = format!("p=none; rua=mailto:{mailbox}");
                    list.choice([list.put_first(&tags)], Effect::ReportsCome)
                })
                .collect();
            choices.push(list.choice([list.put_first("p=none")], Effect::PolicyNone));
            decide(choices.remove(0), choices)
        }
        Fact::PolicyNone => decide(
            set("p", "quarantine", Effect::PolicyQuarantine),
            vec![set("p", "reject", Effect::PolicyReject)],
        ),
        Fact::SubdomainPolicyWeaker { .. } => {
            decide(without(Effect::SubdomainsGuarded), Vec::new())
        }
        Fact::NonexistentPolicyWeaker { .. } | Fact::NonexistentPolicyAbsent { .. } => {
            decide(set("np", "reject", Effect::NonexistentReject), Vec::new())
        }
        Fact::PublicSuffixClaimed => decide(without(Effect::OneCounts), Vec::new()),
        Fact::Testing { .. } => decide(without(Effect::PolicyInFull), Vec::new()),
        Fact::PercentPartial { .. } | Fact::PercentZero => {
            let tested = match list.tag_named("t") {
                Some(_) => list.choice([list.take_out(span)], Effect::PolicyTested),
                None => list.choice([Edit::replace(span, "t=y")], Effect::PolicyTested),
            };
            decide(tested, vec![without(Effect::PolicyInFull)])
        }
        Fact::PercentWithoutPolicy { .. }
        | Fact::HistoricTag { .. }
        | Fact::FailureOptionsUnused => list.unheeded(span),
        Fact::PolicyLate => {
            let policy = span.slice(text);
            let moved = [list.put_first(policy), list.take_out(span)];
            Ok(Fix::safe(list.choice(moved, Effect::NothingChanges)))
        }
        Fact::AggregateReportsMissing => {
            let mut choices: Vec<_> = known
                .mailboxes(MAILBOX)
                .iter()
                .map(|mailbox| {
                    let uri = ["mailto:", mailbox].concat();
                    set("rua", &uri, Effect::ReportsCome)
                })
                .collect();
            match choices.is_empty() {
                true => Err(Unmended::NotKnown),
                false => decide(choices.remove(0), choices),
            }
        }
        Fact::FailureReportsOfPublicSuffix => decide(without(Effect::ReportsEnd), Vec::new()),
        Fact::UriScheme { .. } => uris::without(&list, span, MAILBOX, known),
        Fact::UriRepeated => {
            let choice = uris::without(&list, span, MAILBOX, &Known::default())?.into_last();
            Ok(Fix::safe(choice.doing(Effect::NothingChanges)))
        }
        Fact::UriSize { .. } => {
            let mark = Span::new(span.start.saturating_sub(1), span.end);
            Ok(Fix::safe(
                list.choice([Edit::delete(mark)], Effect::NothingChanges),
            ))
        }

        Fact::PolicyQuarantine
        | Fact::PolicyReject
        | Fact::SubdomainPolicyInherited { .. }
        | Fact::NonexistentPolicyStronger { .. }
        | Fact::OrganizationalDomainClaimed
        | Fact::AggregateReportsAsked { .. } => Err(Unmended::Good),
        // Strict alignment and reports of failures are a choice; so is who of
        // many gets reports.
        Fact::AlignmentStrict { .. }
        | Fact::FailureReportsAsked
        | Fact::UriMany { .. }
        | Fact::Long { .. } => Err(Unmended::Chosen),
    }
}
