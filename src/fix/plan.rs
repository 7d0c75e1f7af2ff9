//! All that is to be done for a domain, in an order in which no step breaks
//! mail.

use super::edit::{Edit, combine};
use super::published::changes;
use super::text::{LONGEST, mends, proposed_for};
use super::{Applicability, Change, Choice, Fix, Known, Mend, Place, Title};
use crate::check::FoundRecord;
use crate::order::Arrange;
use crate::record::kind::RecordKind;
use crate::rule::{Rule, Severity, Subject};

/// What is found and can be mended.
#[derive(Clone, Debug)]
pub struct Proposal<'a> {
    /// The subject.
    pub subject: Subject,
    /// The rule that was met.
    pub rule: &'static Rule,
    /// How much it matters here.
    pub severity: Severity,
    /// The record that the fix edits.
    pub record: Option<&'a FoundRecord>,
    /// Whether more than the record's text decides it.
    pub of_dns: bool,
    /// What mends it.
    pub fix: Fix,
}

/// All that is to be done for a domain, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The steps.
    pub steps: Vec<Step>,
}

/// One step of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// When its turn is.
    pub stage: Stage,
    /// The subject.
    pub subject: Subject,
    /// The gravest of what it cures.
    pub severity: Severity,
    /// What is done.
    pub fix: Fix,
}

/// When the turn of a step is. Later ones rest on earlier ones.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Mail can be brought.
    Reach,
    /// Those who send may do so: SPF and DKIM.
    Senders,
    /// Failing mail is reported: DMARC with `p=none`.
    Reports,
    /// TLS is tested and reported: MTA-STS in testing, TLS-RPT, DANE.
    TlsReports,
    /// Failing mail is set aside or refused, once reports show no honest mail
    /// among it.
    Enforcement,
    /// Delivery over unverified TLS ends, once reports show no failures.
    TlsEnforcement,
    /// What could be better.
    Tidying,
}

/// Rules that ask for more than a record says, once what comes before holds.
const LATER: &[(&str, Stage)] = &[
    ("dmarc-policy-none", Stage::Enforcement),
    ("dmarc-testing", Stage::Enforcement),
    ("dmarc-percent-partial", Stage::Enforcement),
    ("dmarc-percent-zero", Stage::Enforcement),
    ("dmarc-subdomain-policy-weaker", Stage::Enforcement),
    ("dmarc-nonexistent-policy-absent", Stage::Enforcement),
    ("dmarc-nonexistent-policy-weaker", Stage::Enforcement),
    ("mta-sts-policy-mode-testing", Stage::TlsEnforcement),
];

impl Plan {
    /// Puts what can be mended in order. The fixes of one record become one
    /// step, but for those whose turn comes later.
    pub fn new(proposals: &[Proposal<'_>], known: &Known) -> Self {
        let grave = proposals
            .iter()
            .filter(|it| matches!(it.severity, Severity::Error | Severity::Warning));
        let (settled, grave): (Vec<_>, Vec<_>) =
            grave.partition(|it| is_settled(it, proposals, known));
        let grave = grave.into_iter();
        let (of_records, mut whole): (Vec<_>, Vec<_>) = grave.partition(|it| it.record.is_some());
        // Who holds an address or a key comes after what can be done oneself.
        whole.arrange_by_key(|it| it.fix.applicability);
        let mut steps: Vec<Step> = Vec::new();
        for proposal in whole {
            let taken = |step: &Step| meet(&step.fix.choice, &proposal.fix.choice);
            match steps.iter_mut().find(|step| taken(step)) {
                Some(step) => step.cures(proposal),
                None => steps.push(Step::of(proposal)),
            }
        }
        as_one_set(&mut steps);
        let mut done: Vec<&FoundRecord> = Vec::new();
        for proposal in &of_records {
            let Some(record) = proposal.record else {
                continue;
            };
            if done.iter().any(|other| std::ptr::eq(*other, record)) {
                continue;
            }
            let replaced = |step: &Step| replaces(&step.fix.choice, record);
            if let Some(step) = steps.iter_mut().find(|step| replaced(step)) {
                step.cures(proposal);
            } else {
                done.push(record);
                steps.extend(of_record(record, &of_records, known));
            }
        }
        for proposal in settled {
            let of_spf = |step: &&mut Step| step.subject == Subject::Spf;
            if let Some(step) = steps.iter_mut().find(of_spf) {
                step.cures(proposal);
            }
        }
        steps.arrange_by_key(|step| (step.stage, std::cmp::Reverse(step.severity), step.subject));
        Self { steps }
    }

    /// Whether the step with this number, counted from 0, is the last.
    pub fn ends_with(&self, number: usize) -> bool {
        number + 1 == self.steps.len()
    }
}

impl Plan {
    /// The changes that are proposed first, in order.
    pub fn changes(&self) -> Vec<Change> {
        let mends = self.steps.iter().map(|step| &step.fix.choice.mend);
        let changes = mends.flat_map(|mend| match mend {
            Mend::Changes(changes) => changes.as_slice(),
            Mend::Edits(_) => &[],
        });
        changes.cloned().collect()
    }
}

impl Step {
    fn of(proposal: &Proposal<'_>) -> Self {
        Self {
            stage: stage(proposal),
            subject: proposal.subject,
            severity: proposal.severity,
            fix: proposal.fix.clone(),
        }
    }

    fn cures(&mut self, proposal: &Proposal<'_>) {
        self.severity = self.severity.max(proposal.severity);
        if !self.fix.cures.contains(&proposal.rule.id) {
            self.fix.cures.push(proposal.rule.id);
        }
    }
}

/// The MX records are one set: what mends several of them is one step. What
/// could be done in its place stands with each finding.
fn as_one_set(steps: &mut Vec<Step>) {
    let of_set = |step: &Step| {
        step.subject == Subject::Mx && step.fix.applicability != Applicability::ShowOnly
    };
    let (set, others): (Vec<_>, Vec<_>) = steps.drain(..).partition(of_set);
    *steps = others;
    let mut set = set.into_iter();
    let Some(mut one) = set.next() else {
        return;
    };
    for step in set {
        if let (Mend::Changes(all), Mend::Changes(more)) =
            (&mut one.fix.choice.mend, step.fix.choice.mend)
        {
            all.extend(more);
            one.fix.cures.extend(step.fix.cures);
            one.fix.applicability = one.fix.applicability.max(step.fix.applicability);
            one.fix.alternatives.clear();
            let records = all.len();
            one.fix.choice.title = Title::MendExchangers { records };
            one.fix.choice.effect = super::Effect::MailGoesThere;
            one.severity = one.severity.max(step.severity);
        }
    }
    steps.push(one);
}

/// The steps that mend one record: one for all that is wrong with it, and one
/// for each of what comes later.
fn of_record(record: &FoundRecord, proposals: &[&Proposal<'_>], known: &Known) -> Vec<Step> {
    let ours = |it: &&&Proposal<'_>| it.record.is_some_and(|other| std::ptr::eq(other, record));
    let ours = proposals.iter().filter(ours).copied();
    let (later, now): (Vec<&Proposal<'_>>, Vec<&Proposal<'_>>) =
        ours.partition(|it| later(it.rule).is_some());
    let mut steps = Vec::new();
    let text = &record.txt.text;
    let mut mended = text.clone();
    if let Some(first) = now.first() {
        // What DNS decides is edited first; the text is read again for the rest.
        let edits: Vec<&[Edit]> = now
            .iter()
            .filter(|it| it.of_dns)
            .filter_map(|it| match &it.fix.choice.mend {
                Mend::Edits(edits) => Some(edits.as_slice()),
                Mend::Changes(_) => None,
            })
            .collect();
        mended = combine(text, &edits).text;
        if mended.len() <= LONGEST {
            // What else comes to light by it, the next check tells.
            let wanted = |rule: &Rule| {
                let found = now.iter().any(|it| it.rule.id == rule.id);
                (found || rule.severity == Severity::Error) && self::later(rule).is_none()
            };
            mended = proposed_for(record.kind, &mended, known, wanted);
        }
        let mut step = Step::of(first);
        now.iter().for_each(|it| step.cures(it));
        if mended != *text {
            let all = [Edit::replace(
                crate::record::span::Span::new(0, text.len()),
                mended.as_str(),
            )];
            if now.len() > 1 {
                step.fix.choice.title = Title::MendRecord {
                    kind: record.kind,
                    faults: now.len(),
                };
                step.fix.alternatives.clear();
                // What must be decided is told before what is beyond doubt.
                let decided = now.iter().rev().max_by_key(|it| it.fix.applicability);
                if let Some(decided) = decided {
                    step.fix.choice.effect = decided.fix.choice.effect;
                }
            }
            step.fix.choice.mend = Mend::Changes(changes(record, &all));
            let decisions = now.iter().map(|it| it.fix.applicability).max();
            step.fix.applicability = decisions.unwrap_or(Applicability::Safe);
        }
        in_record(&mut step.fix, record);
        steps.push(step);
    }
    // What comes later starts from the record as it is by then.
    let then = FoundRecord {
        kind: record.kind,
        txt: crate::dns::TxtRecord {
            text: mended,
            ..record.txt.clone()
        },
    };
    for proposal in later {
        let again = mends(then.kind, &then.txt.text, known);
        let fix = again
            .into_iter()
            .find(|(fact, _)| fact.value.rule().id == proposal.rule.id);
        if let Some((_, fix)) = fix {
            let mut step = Step::of(proposal);
            step.fix = fix;
            in_record(&mut step.fix, &then);
            steps.push(step);
        }
    }
    steps
}

fn in_record(fix: &mut Fix, record: &FoundRecord) {
    let all = std::iter::once(&mut fix.choice).chain(&mut fix.alternatives);
    for choice in all {
        if let Mend::Edits(edits) = &choice.mend {
            choice.mend = Mend::Changes(changes(record, edits));
        }
    }
}

fn later(rule: &Rule) -> Option<Stage> {
    let mut later = LATER.iter();
    later
        .find(|(id, _)| *id == rule.id)
        .map(|(_, stage)| *stage)
}

fn stage(proposal: &Proposal<'_>) -> Stage {
    if let Some(stage) = later(proposal.rule) {
        return stage;
    }
    match proposal.subject {
        Subject::Domain | Subject::Mx => Stage::Reach,
        Subject::Ptr | Subject::Spf | Subject::Dkim | Subject::Together => Stage::Senders,
        Subject::Dmarc => Stage::Reports,
        Subject::MtaSts if enforces(&proposal.fix) => Stage::TlsEnforcement,
        Subject::MtaSts | Subject::TlsRpt | Subject::Tlsa => Stage::TlsReports,
        _ => Stage::Tidying,
    }
}

fn enforces(fix: &Fix) -> bool {
    fix.choice.effect == super::Effect::TlsEnforced
}

/// Whether nothing passes because SPF is broken, and SPF is mended: then the
/// policy may stay as it is.
fn is_settled(proposal: &Proposal<'_>, all: &[Proposal<'_>], known: &Known) -> bool {
    let broken = |it: &Proposal<'_>| {
        let grave = it.severity == Severity::Error
            || known.spf.is_none() && it.severity == Severity::Warning;
        it.subject == Subject::Spf && grave
    };
    proposal.rule.id == "together-enforced-with-nothing-to-pass" && all.iter().any(broken)
}

/// Whether two choices change the same record.
fn meet(one: &Choice, other: &Choice) -> bool {
    let changes = |choice: &Choice| match &choice.mend {
        Mend::Changes(changes) => changes.clone(),
        Mend::Edits(_) => Vec::new(),
    };
    let others = changes(other);
    changes(one).iter().any(|change| {
        others.iter().any(|other| {
            change.place == other.place && change.from == other.from && !is_address(change)
        })
    })
}

/// A host may be given several addresses.
fn is_address(change: &Change) -> bool {
    use crate::dns::RecordType;
    matches!(
        change.place,
        Place::Record {
            rtype: RecordType::A | RecordType::AAAA,
            ..
        }
    )
}

/// Whether a choice puts something in the place of a record, or deletes it.
fn replaces(choice: &Choice, record: &FoundRecord) -> bool {
    let Mend::Changes(changes) = &choice.mend else {
        return false;
    };
    changes.iter().any(|change| {
        let of_text = match record.kind {
            RecordKind::MtaStsPolicy => matches!(change.place, Place::PolicyFile { .. }),
            _ => matches!(change.place, Place::Record { .. }),
        };
        let same = change.from.as_deref() == Some(record.txt.text.as_str());
        of_text && same && *change.place.name() == record.txt.owner
    })
}
