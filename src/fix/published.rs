//! What is done with whole records: found in DNS, or not.

use super::edit::{Edit, apply};
use super::{
    Aim, Change, Choice, Effect, Fix, Known, Mend, Mended, Place, TTL, Title, Unmended, bimi, caa,
    dkim, dmarc, dnssec, mta_sts, mx, others, programs, spf, tls_rpt, tlsa, together,
};
use crate::check::{Fact, Finding, FoundRecord};
use crate::dns::answer::Record;
use crate::dns::{Answer, Name, RecordType, TxtRecord};
use crate::follow::spf::Tree;
use crate::record::kind::RecordKind;
use crate::record::lines::lines;
use crate::record::span::Span;

/// The records that were found of a subject.
pub struct Found<'a> {
    /// The records that are read, under their numbers.
    pub records: &'a [FoundRecord],
    /// All answers that are known of it.
    pub answers: Vec<&'a Answer>,
    /// The MX records as a set, a line each.
    pub mx: Option<FoundRecord>,
    /// All that the SPF record leads to.
    pub tree: Option<&'a Tree>,
}

/// What mends a finding that more than a record's text decides.
pub fn mend(finding: &Finding, known: &Known, found: &Found<'_>) -> Mended {
    let mut fix = match &finding.fact {
        Fact::Unanswered(_) => Err(Unmended::Unknown),
        Fact::Delegation(fact) => others::mend_delegation(fact),
        Fact::Mx(fact) => mx::mend_published(fact, known, found),
        Fact::MxSet(fact) => mx::mend_set(fact, found),
        Fact::Ptr(fact) => others::mend_ptr(fact, known, found),
        Fact::SpfPublished(fact) => spf::mend_published(fact, known, found),
        Fact::SpfTree(fact) => {
            let tree = found.tree.ok_or(Unmended::NotKnown)?;
            let place = finding.place;
            let (record, span) = place.map_or((0, Span::default()), |at| (at.record, at.span));
            spf::mend_tree(fact, record, span, tree)
        }
        Fact::DkimPublished(fact) => dkim::mend_published(fact, known, found),
        Fact::DmarcPublished(fact) => dmarc::mend_published(fact, known, found),
        Fact::DmarcPlaces(fact) => dmarc::mend_places(fact, known, found),
        Fact::DmarcReports(fact) => dmarc::mend_reports(fact, known, found),
        Fact::MtaStsPublished(fact) => mta_sts::mend_published(fact, known, found),
        Fact::TlsRptPublished(fact) => tls_rpt::mend_published(fact, known, found),
        Fact::BimiPublished(fact) => bimi::mend_published(fact, known, found),
        Fact::TlsaPublished(fact) => tlsa::mend_published(fact),
        Fact::Dnssec(fact) => dnssec::mend_published(fact, found),
        Fact::CaaPublished(fact) => caa::mend_published(fact),
        Fact::SpfPlaces(fact) => spf::mend_places(fact, found),
        Fact::DkimPlaces(fact) => dkim::mend_places(fact, found),
        Fact::DnssecSignatures(fact) => dnssec::mend_signatures(fact),
        Fact::Programs(fact) => programs::mend_published(fact, known, found),
        Fact::Together(fact) => together::mend(fact, known, found),
        // A text alone decides these: `text::mend`.
        Fact::MxProblem(_)
        | Fact::MxText(_)
        | Fact::SpfProblem(_)
        | Fact::SpfText(_)
        | Fact::DkimProblem(_)
        | Fact::DkimText(_)
        | Fact::DmarcProblem(_)
        | Fact::DmarcText(_)
        | Fact::ReportAuthorizationProblem(_)
        | Fact::MtaStsProblem(_)
        | Fact::MtaStsText(_)
        | Fact::MtaStsPolicyProblem(_)
        | Fact::MtaStsPolicyText(_)
        | Fact::TlsRptProblem(_)
        | Fact::TlsRptText(_)
        | Fact::BimiProblem(_)
        | Fact::BimiText(_)
        | Fact::TlsaProblem(_)
        | Fact::TlsaText(_)
        | Fact::CaaProblem(_)
        | Fact::CaaText(_) => Err(Unmended::NotKnown),
    }?;
    fix.cures.push(finding.fact.rule().id);
    Ok(fix)
}

impl<'a> Found<'a> {
    /// The first record of a kind, and its number.
    pub fn of_kind(&self, kind: RecordKind) -> Option<(usize, &str)> {
        let mut records = self.records.iter().enumerate();
        let (number, record) = records.find(|(_, record)| record.kind == kind)?;
        Some((number, &record.txt.text))
    }

    /// The text of the first record of a kind.
    pub fn first_text(&self, kind: RecordKind) -> Option<&str> {
        self.of_kind(kind).map(|(_, text)| text)
    }

    /// Whether a record of a kind stands at a name, readable or not.
    pub fn stands(&self, kind: RecordKind, name: &Name) -> bool {
        let mut records = self.records.iter();
        records.any(|record| record.kind == kind && record.txt.owner == *name)
    }

    /// The first record in which a text stands, and its number.
    pub fn record_with(&self, text: &str) -> Option<(usize, &str)> {
        let mut records = self.records.iter().enumerate();
        let has = |record: &FoundRecord| {
            let lower = record.txt.text.to_ascii_lowercase();
            lower.contains(&text.to_ascii_lowercase())
        };
        let (number, record) = records.find(|(_, record)| has(record))?;
        Some((number, &record.txt.text))
    }

    /// The TXT records that a question for this name brought.
    pub fn texts_at(&self, name: &Name) -> Vec<TxtRecord> {
        let answers = self.at(name, RecordType::TXT);
        answers.map_or_else(Vec::new, |answer| answer.texts().collect())
    }

    /// The records that a question brought.
    pub fn records_at(&self, name: &Name, rtype: RecordType) -> &[Record] {
        self.at(name, rtype).map_or(&[], |answer| answer.records())
    }

    /// The answer to a question, where it was asked.
    pub fn at(&self, name: &Name, rtype: RecordType) -> Option<&'a Answer> {
        let mut answers = self.answers.iter();
        answers
            .find(|it| it.question.name == *name && it.question.rtype == rtype)
            .copied()
    }

    /// A fix of the text of a record, as changes of the record.
    pub fn in_record(&self, number: usize, mut fix: Fix) -> Fix {
        if let Some(record) = self.records.get(number) {
            let all = std::iter::once(&mut fix.choice).chain(&mut fix.alternatives);
            for choice in all {
                if let Mend::Edits(edits) = &choice.mend {
                    choice.mend = Mend::Changes(changes(record, edits));
                }
            }
        }
        fix
    }
}

/// What edits of a record's text are as changes of records: of a set, those of
/// its lines that become others.
pub fn changes(record: &FoundRecord, edits: &[Edit]) -> Vec<Change> {
    let text = &record.txt.text;
    let mended = apply(text, edits);
    let rtype = match record.kind {
        RecordKind::Mx => RecordType::MX,
        RecordKind::Tlsa => RecordType::TLSA,
        RecordKind::Caa => RecordType::CAA,
        RecordKind::MtaStsPolicy => {
            return vec![Change {
                place: Place::PolicyFile {
                    host: record.txt.owner.clone(),
                },
                from: Some(text.clone()),
                to: Some(mended),
            }];
        }
        _ => {
            let to = Some(mended).filter(|text| !text.trim().is_empty());
            return vec![one(record, RecordType::TXT, Some(text.clone()), to)];
        }
    };
    let mut after: Vec<&str> = lines(&mended).collect();
    let mut before: Vec<&str> = Vec::new();
    for line in lines(text) {
        match after.iter().position(|other| *other == line) {
            Some(at) => drop(after.remove(at)),
            None => before.push(line),
        }
    }
    let count = before.len().max(after.len());
    let own = |line: Option<&&str>| line.map(|line| (*line).to_owned());
    (0..count)
        .map(|index| one(record, rtype, own(before.get(index)), own(after.get(index))))
        .collect()
}

fn one(
    record: &FoundRecord,
    rtype: RecordType,
    from: Option<String>,
    to: Option<String>,
) -> Change {
    Change {
        place: Place::Record {
            name: record.txt.owner.clone(),
            rtype,
            ttl: ttl(record.txt.ttl),
        },
        from,
        to,
    }
}

/// A resolver's answer may say less than the record's own time to live, so that
/// what is proposed is never a passing number.
pub fn ttl(seen: u32) -> u32 {
    [60, 300, 600, 1800, TTL, 7200, 14_400, 43_200, 86_400]
        .into_iter()
        .find(|known| *known >= seen)
        .map_or(TTL, |known| known.max(600))
}

/// A record where there is none; each text is a choice.
pub fn publish(
    kind: RecordKind,
    domain: &Name,
    labels: &str,
    texts: Vec<String>,
    effect: Effect,
) -> Mended {
    let name = match labels {
        "" => domain.clone(),
        _ => domain.prepend(labels).map_err(|_| Unmended::NotKnown)?,
    };
    let choice = |text: String| first_record(kind, &name, text, effect);
    decided(texts.into_iter().map(choice))
}

/// A record where there is none, as one choice of several.
pub fn first_record(kind: RecordKind, name: &Name, text: String, effect: Effect) -> Choice {
    let aim = Aim::of(&text, effect);
    let add = Change::add(name.clone(), RecordType::TXT, text);
    Choice::changes(Title::Publish { kind, aim }, effect, vec![add])
}

/// Of several records one is kept: each is a choice.
pub fn keep_one(kind: RecordKind, name: &Name, found: &Found<'_>) -> Mended {
    let there: Vec<_> = found
        .records
        .iter()
        .filter(|record| record.kind == kind && record.txt.owner == *name)
        .collect();
    if there.len() < 2 {
        return Err(Unmended::NotKnown);
    }
    decided((0..there.len()).map(|kept| {
        let others = there.iter().enumerate().filter(|(at, _)| *at != kept);
        let gone = others.map(|(_, other)| delete_text(&other.txt));
        let text = there[kept].txt.text.clone();
        let title = Title::KeepOne { kind, text };
        Choice::changes(title, Effect::OneCounts, gone.collect())
    }))
}

/// A record that helps nobody goes.
pub fn delete(name: &Name, text: &str, found: &Found<'_>) -> Mended {
    let there = found.texts_at(name).into_iter();
    let mut there = there.chain(found.records.iter().map(|it| it.txt.clone()));
    let txt = there.find(|txt| txt.text == text);
    let gone = match txt {
        Some(txt) => delete_text(&txt),
        None => Change::delete(name.clone(), RecordType::TXT, TTL, text),
    };
    let title = Title::Delete {
        value: text.to_owned(),
    };
    let choice = Choice::changes(title, Effect::NothingChanges, vec![gone]);
    Ok(Fix::decision(choice, Vec::new()))
}

/// A record in the place of an alias that leads nowhere.
pub fn replace_alias(name: &Name, target: &Name, texts: Vec<String>, effect: Effect) -> Mended {
    decided(texts.into_iter().map(|text| {
        let alias = format!("{target}.");
        let title = Title::ReplaceAlias {
            name: name.clone(),
            aim: Aim::of(&text, effect),
        };
        let changes = vec![
            Change::delete(name.clone(), RecordType::CNAME, TTL, alias),
            Change::add(name.clone(), RecordType::TXT, text),
        ];
        Choice::changes(title, effect, changes)
    }))
}

/// A record at the domain itself moves to where it is looked for, unless there
/// is one already.
pub fn move_from_apex(kind: RecordKind, domain: &Name, labels: &str, found: &Found<'_>) -> Mended {
    let name = domain.prepend(labels).map_err(|_| Unmended::NotKnown)?;
    move_to(kind, domain, &name, found)
}

/// A record of a kind moves from where it stands to where it is looked for; it
/// goes, where there is one already.
pub fn move_to(kind: RecordKind, from: &Name, to: &Name, found: &Found<'_>) -> Mended {
    let texts = found.texts_at(from).into_iter();
    let misplaced = texts.filter(|txt| RecordKind::of_text(&txt.text) == Some(kind));
    let misplaced: Vec<_> = misplaced.collect();
    let first = misplaced.first().ok_or(Unmended::NotKnown)?;
    let mut changes: Vec<_> = misplaced.iter().map(delete_text).collect();
    let mut records = found.records.iter();
    let there = records.any(|record| record.kind == kind && record.txt.owner == *to);
    let choice = match there {
        true => {
            let value = first.text.clone();
            Choice::changes(Title::Delete { value }, Effect::NothingChanges, changes)
        }
        // What is found here is found by receivers before the other goes.
        false => {
            changes.insert(0, Change::add(to.clone(), RecordType::TXT, &first.text));
            let to = to.clone();
            Choice::changes(Title::Move { kind, to }, Effect::FoundThere, changes)
        }
    };
    Ok(Fix::decision(choice, Vec::new()))
}

/// A TXT record goes.
pub fn delete_text(txt: &TxtRecord) -> Change {
    Change::delete(txt.owner.clone(), RecordType::TXT, ttl(txt.ttl), &txt.text)
}

/// A record of another kind stands here, and belongs at its own place.
pub fn belongs_elsewhere() -> Mended {
    let title = Title::BelongsElsewhere { text: None };
    let choice = Choice::changes(title, Effect::FoundThere, Vec::new());
    Ok(Fix::show_only(choice))
}

/// The same of a record that was found there: it goes, exactly. What names a
/// host becomes an alias of it.
pub fn out_of_place(mut fix: Fix, txt: &TxtRecord) -> Fix {
    let choice = &mut fix.choice;
    match &mut choice.title {
        Title::BelongsElsewhere { text } => {
            *text = Some(txt.text.clone());
            choice.mend = Mend::Changes(vec![delete_text(txt)]);
        }
        Title::AliasInstead { host } => {
            let target = format!("{host}.");
            let alias = Change::add(txt.owner.clone(), RecordType::CNAME, target);
            choice.mend = Mend::Changes(vec![delete_text(txt), alias]);
        }
        _ => {}
    }
    fix
}

/// A decision between choices; nothing where there is none.
pub fn decided(choices: impl IntoIterator<Item = Choice>) -> Mended {
    let mut choices = choices.into_iter();
    let first = choices.next().ok_or(Unmended::NotKnown)?;
    Ok(Fix::decision(first, choices.collect()))
}
