//! The place of one kind of TXT record below a domain: what stands there, and
//! what was put at the domain itself by mistake.

use super::{doubled, probe};
use crate::dns::client::Client;
use crate::dns::{Answer, Name, Outcome, RecordType, TxtRecord};
use crate::record::kind::RecordKind;
use futures_util::future;
use std::rc::Rc;

/// The TXT records where one kind of record belongs.
#[derive(Clone, Debug)]
pub struct TxtPlace {
    /// The domain.
    pub domain: Name,
    /// The name below it; `None` where it would be too long, so that nothing
    /// can stand there.
    pub name: Option<Name>,
    /// The kind of record that belongs there.
    pub kind: RecordKind,
    /// The TXT records there.
    pub txt: Option<Rc<Answer>>,
    /// The TXT records at the domain itself.
    pub apex: Rc<Answer>,
    /// The TXT records at a name below the domain that nobody made: only a
    /// wildcard answers.
    pub made_up: Option<Rc<Answer>>,
    /// The TXT records at names that people take for the place.
    pub elsewhere: Vec<Rc<Answer>>,
}

/// What readers make of the records at a place.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// There is one record.
    One(TxtRecord),
    /// There are several, of which readers take none.
    Several(usize),
    /// There is something meant as one, which readers pass over.
    NotRecognized,
    /// There is none: an alias (CNAME) leads to a name without.
    AliasOfNothing(Name),
    /// There is none.
    Nothing,
    /// It could not be found out.
    Unknown,
}

impl TxtPlace {
    /// Asks for the TXT records where a kind of record belongs, and, where there
    /// are none, at names that people take for the place. `labels` stand before
    /// the domain there.
    pub async fn find(client: &Client, domain: &Name, labels: &str, kind: RecordKind) -> Self {
        let (mut place, doubled) = future::join(
            Self::look(client, domain, labels, kind),
            doubled::below(client, domain, labels),
        )
        .await;
        place.elsewhere.extend(doubled);
        let gone = place.apex.outcome == Outcome::NoSuchName;
        if let (Standing::Nothing, false, Some(name)) =
            (place.standing(), gone, mistaken(domain, kind))
        {
            place
                .elsewhere
                .push(client.ask(&name, RecordType::TXT).await);
        }
        place
    }

    /// The same, and nowhere else.
    pub async fn look(client: &Client, domain: &Name, labels: &str, kind: RecordKind) -> Self {
        let name = domain.prepend(labels).ok();
        let ask =
            |name: Option<Name>| async move { Some(client.ask(&name?, RecordType::TXT).await) };
        let (txt, apex, made_up) = future::join3(
            ask(name.clone()),
            client.ask(domain, RecordType::TXT),
            ask(probe::below(domain)),
        )
        .await;
        Self {
            domain: domain.clone(),
            name,
            kind,
            txt,
            apex,
            made_up,
            elsewhere: Vec::new(),
        }
    }

    /// What readers make of the records.
    pub fn standing(&self) -> Standing {
        let Some(txt) = &self.txt else {
            return Standing::Nothing;
        };
        if txt.outcome.is_failed() {
            return Standing::Unknown;
        }
        let mut records = self.records();
        match (records.next(), records.count()) {
            (Some(record), 0) => return Standing::One(record),
            (Some(_), more) => return Standing::Several(1 + more),
            (None, _) => {}
        }
        if self.near_misses().next().is_some() {
            return Standing::NotRecognized;
        }
        match self.dead_alias() {
            Some(target) => Standing::AliasOfNothing(target.clone()),
            None => Standing::Nothing,
        }
    }

    /// The records that readers take for ones of this kind.
    pub fn records(&self) -> impl Iterator<Item = TxtRecord> {
        self.texts().filter(|txt| self.is_record(&txt.text))
    }

    /// Records that readers pass over, though somebody meant them as this kind:
    /// the version is somewhere in them.
    pub fn near_misses(&self) -> impl Iterator<Item = TxtRecord> {
        self.texts()
            .filter(|txt| self.is_meant(&txt.text) && !self.is_record(&txt.text))
    }

    /// Records of another kind, unless they are there by a wildcard or that is
    /// not known.
    pub fn unrelated(&self) -> impl Iterator<Item = TxtRecord> {
        self.texts()
            .filter(|_| !self.may_be_by_wildcard())
            .filter(|txt| !self.is_meant(&txt.text))
    }

    /// Whether a record of this kind stands at the domain itself, where nobody
    /// looks for it.
    pub fn is_at_apex(&self) -> bool {
        self.apex.texts().any(|txt| self.is_record(&txt.text))
    }

    /// Whether a record of this kind stands anywhere but where it belongs.
    pub fn is_elsewhere(&self) -> bool {
        self.is_at_apex() || self.misplaced().next().is_some()
    }

    /// The answers of other names where a record of this kind stands that no
    /// wildcard put there.
    pub fn misplaced(&self) -> impl Iterator<Item = &Rc<Answer>> {
        let has_record = |answer: &Answer| answer.texts().any(|txt| self.is_record(&txt.text));
        let there = self.elsewhere.iter().filter(move |it| has_record(it));
        there.filter(|answer| !self.is_by_wildcard(answer))
    }

    /// The name that this one is an alias of.
    pub fn alias(&self) -> Option<&Name> {
        let txt = self.txt.as_deref()?;
        (!txt.aliases.is_empty()).then(|| txt.canonical_name())
    }

    fn texts(&self) -> impl Iterator<Item = TxtRecord> {
        self.txt.iter().flat_map(|txt| txt.texts())
    }

    /// The end of the alias where no TXT record stands. That of a wildcard need
    /// not have anything to do with this kind of record.
    fn dead_alias(&self) -> Option<&Name> {
        let target = self.alias()?;
        match self.txt.as_ref()?.outcome {
            Outcome::NoSuchName | Outcome::NoData if !self.may_be_by_wildcard() => Some(target),
            _ => None,
        }
    }

    /// Whether what stands there is a wildcard's, or that is not known.
    fn may_be_by_wildcard(&self) -> bool {
        self.txt.as_ref().is_none_or(|txt| self.is_by_wildcard(txt))
    }

    /// Whether an answer is a wildcard's, or that is not known.
    fn is_by_wildcard(&self, answer: &Answer) -> bool {
        self.made_up.as_ref().is_none_or(|made_up| {
            made_up.outcome.is_failed() || probe::is_by_wildcard(answer, made_up)
        })
    }

    /// Whether readers take a text for a record of this kind: it begins with
    /// the version, written exactly so, and a `;` (RFC 8461 §3.1, RFC 8460 §3).
    fn is_record(&self, text: &str) -> bool {
        let rest = text.strip_prefix("v=").and_then(|rest| {
            let rest = rest.strip_prefix(self.version())?;
            Some(rest.trim_start())
        });
        rest.is_some_and(|rest| rest.starts_with(';'))
    }

    /// Whether somebody meant a text as this kind.
    fn is_meant(&self, text: &str) -> bool {
        let version = self.version().as_bytes();
        let mut windows = text.as_bytes().windows(version.len());
        RecordKind::of_text(text) == Some(self.kind)
            || windows.any(|window| window.eq_ignore_ascii_case(version))
    }

    /// The version that a record of this kind begins with, behind `v=`.
    fn version(&self) -> &'static str {
        match self.kind {
            RecordKind::TlsRpt => "TLSRPTv1",
            RecordKind::Bimi => "BIMI1",
            _ => "STSv1",
        }
    }
}

/// The name that people take for the place of a kind of record.
fn mistaken(domain: &Name, kind: RecordKind) -> Option<Name> {
    let labels = match kind {
        // The host of the policy has no underscore.
        RecordKind::MtaSts => "mta-sts",
        RecordKind::TlsRpt => "_tls._smtp",
        // Without the selector.
        RecordKind::Bimi => "_bimi",
        _ => return None,
    };
    domain.prepend(labels).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow::testing::client;
    use futures_util::FutureExt;

    fn place(zone: &str) -> TxtPlace {
        let domain = Name::parse("d.example").unwrap();
        let client = client(zone);
        TxtPlace::find(&client, &domain, "_mta-sts", RecordKind::MtaSts)
            .now_or_never()
            .unwrap()
    }

    #[test]
    fn what_readers_make_of_it() {
        let standing = |zone| place(zone).standing();
        assert!(matches!(
            standing("_mta-sts.d TXT \"v=STSv1; id=1\"\n_mta-sts.d TXT x"),
            Standing::One(_)
        ));
        let two = "_mta-sts.d TXT \"v=STSv1; id=1\"\n_mta-sts.d TXT \"v=STSv1;id=2\"";
        assert_eq!(standing(two), Standing::Several(2));
        let wrong = "_mta-sts.d TXT \"v=stsv1; id=1\"";
        assert_eq!(standing(wrong), Standing::NotRecognized);
        let late = "_mta-sts.d TXT \"id=1; v=STSv1;\"";
        assert_eq!(standing(late), Standing::NotRecognized);
        assert_eq!(standing("_mta-sts.d TXT x"), Standing::Nothing);
        assert_eq!(standing("$FAIL timeout _mta-sts.d"), Standing::Unknown);
    }

    #[test]
    fn the_alias_of_a_wildcard_is_none_of_its_own() {
        let standing = |zone| place(zone).standing();
        let dead = |name| Standing::AliasOfNothing(Name::parse(name).unwrap());
        assert_eq!(
            standing("_mta-sts.d CNAME gone.vendor.example."),
            dead("gone.vendor.example")
        );
        assert_eq!(
            standing("_mta-sts.d CNAME _mta-sts.vendor\n_mta-sts.vendor A 192.0.2.1"),
            dead("_mta-sts.vendor.example")
        );
        for zone in ["*.d CNAME host\nhost A 192.0.2.1", "*.d CNAME gone"] {
            assert_eq!(standing(zone), Standing::Nothing, "{zone}");
        }
        let texts = |zone| place(zone).unrelated().count();
        assert_eq!(texts("*.d TXT x"), 0);
        assert_eq!(texts("*.d TXT x\n_mta-sts.d TXT y"), 1);
    }

    #[test]
    fn a_name_too_long_for_dns_holds_nothing() {
        let label = "x".repeat(60);
        let domain = Name::parse(&format!("{label}.{label}.{label}.{label}.example")).unwrap();
        let client = client("d TXT x");
        let place = TxtPlace::find(&client, &domain, "default._bimi", RecordKind::Bimi);
        let place = place.now_or_never().unwrap();
        assert_eq!(place.standing(), Standing::Nothing);
    }

    #[test]
    fn a_record_at_a_name_alike_is_found() {
        let misplaced = |zone: &str| -> Vec<_> {
            let place = place(zone);
            let names = place.misplaced().map(|it| it.question.name.to_string());
            names.collect()
        };
        let record = "TXT \"v=STSv1; id=1\"";
        assert_eq!(
            misplaced(&format!("mta-sts.d {record}")),
            ["mta-sts.d.example"]
        );
        let doubled = "_mta-sts.d.example.d.example";
        assert_eq!(
            misplaced(&format!("_mta-sts.d.example.d {record}")),
            [doubled]
        );
        let both = format!("_mta-sts.d {record}\nmta-sts.d {record}");
        assert_eq!(misplaced(&both), [""; 0]);
        assert_eq!(misplaced("mta-sts.d TXT x"), [""; 0]);
        assert_eq!(misplaced(&format!("*.d {record}")), [""; 0]);
    }
}
