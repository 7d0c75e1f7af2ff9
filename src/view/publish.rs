//! Where changes go, whether they have arrived, and the plan as a text to hand
//! on.

use super::fixes::by_hand;
use crate::dns::Name;
use crate::fix::confirm::{Confirmed, Standing};
use crate::fix::form::{Forms, PanelForm};
use crate::fix::{Change, Choice, Fix, Known, Mend, Place, Plan};
use crate::follow::mta_sts::policy_url;
use crate::knowledge::dns_hosts::Fields;
use crate::text::{Language, Prose, PublishWords};
use serde::Serialize;
use std::fmt::Write;

/// Where changes of the domain's zone are made.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Panel {
    /// Whose panel it is, or where the zone begins.
    pub place: Prose,
    /// The panel's address; empty where it is not known.
    pub url: String,
    /// What the link to it says.
    pub open: String,
    /// What goes wrong there.
    pub traps: Vec<Prose>,
}

/// A text to hand on: what copies it, and the text.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct HandedOn {
    /// What the copies are.
    pub label: String,
    /// What each button says, and what it copies.
    pub texts: Vec<(String, String)>,
}

/// Which of the changes proposed before have arrived.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Arrivals {
    /// How many.
    pub sum: String,
    /// Each of them.
    pub changes: Vec<Arrival>,
}

/// What became of a change.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Arrival {
    /// Its id: `arrived`, `not-yet`, `something-else` or `unknown`.
    pub standing: String,
    /// The same in a word.
    pub word: String,
    /// Which change it is, and what was seen.
    pub words: Prose,
}

impl Panel {
    /// Where changes go; nothing where the zone is not known.
    pub fn new(known: &Known, language: Language) -> Self {
        let Some(zone) = &known.zone else {
            return Self::default();
        };
        let host = known.dns_host;
        let traps = host.map_or(&[][..], |host| host.traps);
        Self {
            place: language.zone_at(zone, host),
            url: host.map_or_else(String::new, |host| host.panel.to_owned()),
            open: language.publish_words().open_panel.to_owned(),
            traps: traps.iter().map(|trap| language.trap(*trap)).collect(),
        }
    }
}

impl Arrivals {
    /// What became of changes, in words.
    pub fn new(confirmed: &[Confirmed], language: Language) -> Self {
        if confirmed.is_empty() {
            return Self::default();
        }
        let words = language.publish_words();
        let arrived = confirmed.iter().filter(|it| it.has_arrived()).count();
        let changes = confirmed.iter().map(|it| {
            let (standing, word) = match it.standing {
                Standing::Arrived { .. } => ("arrived", words.arrived),
                Standing::NotYet { .. } => ("not-yet", words.not_yet),
                Standing::SomethingElse => ("something-else", words.something_else),
                Standing::Unknown => ("unknown", words.unknown),
            };
            Arrival {
                standing: standing.to_owned(),
                word: word.to_owned(),
                words: language.confirmed(it),
            }
        });
        Self {
            sum: language.changes_arrived(arrived, confirmed.len()),
            changes: changes.collect(),
        }
    }
}

/// What the panel calls the fields of a record, in a language.
pub fn panel_fields(known: &Known, language: Language) -> Option<Fields> {
    let host = known.dns_host?;
    match language {
        Language::Chinese => host.chinese_fields.or(host.fields),
        Language::English => host.fields,
    }
}

/// How a change is typed into the panel; `None` where that is not known.
pub fn panel_form(change: &Change, known: &Known) -> Option<PanelForm> {
    PanelForm::of(change, known.zone.as_ref()?, known.dns_host?)
}

impl HandedOn {
    /// A plan as texts to hand on; nothing where there is no step. `date` is
    /// year first.
    pub fn new(plan: &Plan, known: &Known, date: &str, language: Language) -> Self {
        let (Some(domain), false) = (&known.domain, plan.steps.is_empty()) else {
            return Self::default();
        };
        let words = language.publish_words();
        let text = |form| Written::new(form, known, language).plan(plan, domain, date);
        Self {
            label: words.hand_on.to_owned(),
            texts: vec![
                (words.markdown.to_owned(), text(Form::Markdown)),
                (words.ticket.to_owned(), text(Form::Ticket)),
            ],
        }
    }
}

/// How a text is written.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Form {
    Markdown,
    Ticket,
}

/// A text that is being written down.
pub(super) struct Written<'a> {
    form: Form,
    known: &'a Known,
    language: Language,
    words: &'static PublishWords,
    pub text: String,
}

impl<'a> Written<'a> {
    pub fn new(form: Form, known: &'a Known, language: Language) -> Self {
        Self {
            form,
            known,
            language,
            words: language.publish_words(),
            text: String::new(),
        }
    }

    fn plan(mut self, plan: &Plan, domain: &Name, date: &str) -> String {
        let between = self.language.between();
        let title = [self.words.plan, between, domain.as_str()].concat();
        self.heading("#", &title);
        self.fact(self.words.date, date);
        self.steps(plan, "##");
        self.text
    }

    /// Where changes go, and each step under a heading with these marks.
    pub fn steps(&mut self, plan: &Plan, marks: &str) {
        let panel = Panel::new(self.known, self.language);
        if !panel.place.is_empty() {
            self.line("");
            self.prose(&panel.place);
            if !panel.url.is_empty() {
                self.line(&panel.url);
            }
            for trap in &panel.traps {
                self.prose(trap);
            }
        }
        for (number, step) in plan.steps.iter().enumerate() {
            let title = self.said(&self.language.fix_title(&step.fix.choice.title));
            self.line("");
            self.heading(marks, &format!("{}. {title}", number + 1));
            self.step(&step.fix);
            self.line("");
            self.prose(&Prose::from(
                self.language.move_on(step.stage, plan.ends_with(number)),
            ));
        }
    }

    fn step(&mut self, fix: &Fix) {
        let choice: &Choice = &fix.choice;
        let effect = Prose::from(self.language.fix_effect(choice.effect));
        let effect = self.said(&effect);
        self.fact(self.words.why, &effect);
        let changes = match &choice.mend {
            Mend::Changes(changes) => changes.as_slice(),
            Mend::Edits(_) => &[],
        };
        let by_hand = by_hand(choice, self.known, self.language);
        if changes.is_empty() && by_hand.is_empty() {
            self.line(self.words.by_hand);
        }
        for change in changes {
            self.line("");
            self.change(change);
        }
        for (number, step) in by_hand.iter().enumerate() {
            let said = self.said(&step.words);
            self.line("");
            self.line(&format!("{}. {said}", number + 1));
            let copied = &step.copied;
            for (name, value) in &copied.fields {
                self.fact(name, value);
            }
            if !copied.value.is_empty() {
                self.block(&copied.value);
            }
        }
    }

    fn change(&mut self, change: &Change) {
        let (language, words) = (self.language, self.words);
        let fix = language.fix_words();
        let action = match (&change.from, &change.to) {
            (Some(_), Some(_)) => fix.replace,
            (Some(_), None) => fix.delete,
            _ => fix.add,
        };
        let (name, rtype, ttl) = match &change.place {
            Place::Record { name, rtype, ttl } => (name, rtype, ttl),
            Place::PolicyFile { host } => {
                self.fact(fix.publish_file, &policy_url(host));
                self.line("");
                self.line(words.file_text);
                self.block(change.to.as_deref().unwrap_or_default());
                return;
            }
        };
        self.fact(action, &[&rtype.to_string(), " ", name.as_str()].concat());
        if let Some(form) = panel_form(change, self.known) {
            let fields = panel_fields(self.known, language);
            let host = match form.host.as_str() {
                "" => words.empty.to_owned(),
                host => self.code(host),
            };
            self.fact(fields.map_or(fix.host, |it| it.host), &host);
            if change.to.is_some() {
                let value = self.code(&form.value);
                self.fact(fields.map_or(words.value, |it| it.value), &value);
                self.fact(fields.map_or(fix.ttl, |it| it.ttl), &ttl.to_string());
            }
        } else if let Some(value) = &change.to {
            let value = self.code(value);
            self.fact(words.value, &value);
        }
        if let Some(from) = &change.from {
            let from = self.code(from);
            self.fact(words.old, &from);
        }
        if let Some(line) = Forms::of(change).and_then(|forms| forms.zone_line) {
            self.line("");
            self.line(words.zone);
            self.block(&line);
        }
    }

    pub fn heading(&mut self, marks: &str, text: &str) {
        match self.form {
            Form::Markdown => self.line(&[marks, " ", text].concat()),
            Form::Ticket => self.line(text),
        }
        self.line("");
    }

    pub fn fact(&mut self, name: &str, value: &str) {
        let colon = self.language.colon();
        match self.form {
            Form::Markdown => self.line(&format!("- **{name}**{colon}{value}")),
            Form::Ticket => self.line(&format!("{name}{colon}{value}")),
        }
    }

    pub fn prose(&mut self, prose: &Prose) {
        let said = self.said(prose);
        self.line(&said);
        if self.form == Form::Markdown {
            self.line("");
        }
    }

    /// A sentence; code in it is marked where there are marks.
    pub fn said(&self, prose: &Prose) -> String {
        use crate::text::Piece;
        let pieces = prose.pieces().map(|piece| match piece {
            Piece::Words(words) if self.form == Form::Markdown => escaped(words),
            Piece::Words(words) => words.to_owned(),
            Piece::Code(code) => self.code(code),
        });
        pieces.collect()
    }

    /// A value on one line, between marks that do not stand in it.
    pub fn code(&self, value: &str) -> String {
        let value = value.replace(['\n', '\r'], " ");
        if self.form == Form::Ticket {
            return value;
        }
        let fence = "`".repeat(longest_run(&value) + 1);
        let space = match value.starts_with('`') || value.ends_with('`') {
            true => " ",
            false => "",
        };
        [&fence, space, &value, space, &fence].concat()
    }

    pub fn block(&mut self, text: &str) {
        match self.form {
            Form::Markdown => {
                let fence = "`".repeat(longest_run(text).max(2) + 1);
                let _ = write!(self.text, "\n{fence}\n{}\n{fence}\n", text.trim_end());
            }
            Form::Ticket => {
                for line in text.trim_end().lines() {
                    let _ = writeln!(self.text, "    {line}");
                }
            }
        }
    }

    pub fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }
}

/// Words in which nothing passes for marks.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for c in words.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|'
        ) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// The most backquotes in a row.
fn longest_run(text: &str) -> usize {
    let runs = text.split(|c| c != '`').map(str::len);
    runs.max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::RecordType;
    use crate::fix::{Applicability, Effect, Stage, Step, Title};
    use crate::follow::delegation::Zone;
    use crate::rule::{Severity, Subject};

    fn name(text: &str) -> Name {
        Name::parse(text).unwrap()
    }

    fn known(server: &str) -> Known {
        let mut known = Known {
            domain: Some(name("d.example")),
            ..Known::default()
        };
        known.in_zone(&Zone {
            name: name("d.example"),
            servers: vec![name(server)],
            negative_ttl: None,
        });
        known
    }

    fn plan(text: &str) -> Plan {
        let from = "v=spf1 mx all";
        let change = Change::replace(name("d.example"), RecordType::TXT, 300, from, text);
        let choice = Choice {
            title: Title::Rewrite { places: 2 },
            effect: Effect::Softfail,
            mend: Mend::Changes(vec![change]),
        };
        Plan {
            steps: vec![Step {
                stage: Stage::Senders,
                subject: Subject::Spf,
                severity: Severity::Error,
                fix: Fix {
                    applicability: Applicability::Decision,
                    cures: Vec::new(),
                    choice,
                    alternatives: Vec::new(),
                },
            }],
        }
    }

    #[test]
    fn a_plan_is_told_whole_in_both_forms() {
        let plan = plan("v=spf1 mx ~all");
        let known = known("ns-1.awsdns-63.com");
        let texts = HandedOn::new(&plan, &known, "2026-11-24", Language::English).texts;
        let [(_, markdown), (_, ticket)] = texts.as_slice() else {
            panic!("{texts:?}")
        };
        for part in [
            "# Mail DNS of d.example\n",
            "- **Date**: 2026-11-24\n",
            "Amazon Route 53",
            "## 1. ",
            "- **Record name**: (leave empty)\n",
            "- **Value**: `\"v=spf1 mx ~all\"`\n",
            "- **Now**: `v=spf1 mx all`\n",
            "```\nd.example. 300 IN TXT \"v=spf1 mx ~all\"\n```\n",
        ] {
            assert!(markdown.contains(part), "{part} in\n{markdown}");
        }
        assert!(!ticket.contains(['`', '*', '#']), "{ticket}");
        assert!(ticket.contains("    d.example. 300 IN TXT"), "{ticket}");
    }

    #[test]
    fn nothing_from_dns_ends_its_code() {
        let text = "a`` `b\n# c ```";
        let plan = plan(text);
        let known = known("ns1.alidns.com");
        let texts = HandedOn::new(&plan, &known, "2026-11-24", Language::Chinese).texts;
        let markdown = &texts[0].1;
        assert!(markdown.contains("```` a`` `b # c ``` ````"), "{markdown}");
        assert!(!markdown.contains("\n# c"), "{markdown}");
    }

    #[test]
    fn without_steps_there_is_nothing_to_hand_on() {
        let known = known("ns1.alidns.com");
        let none = HandedOn::new(&Plan::default(), &known, "", Language::English);
        assert_eq!(none, HandedOn::default());
    }

    #[test]
    fn a_request_names_the_address_and_the_name() {
        let title = Title::AskHolder {
            address: "192.0.2.1".parse().unwrap(),
            name: None,
        };
        let choice = Choice {
            title,
            effect: Effect::HolderActs,
            mend: Mend::Changes(Vec::new()),
        };
        for language in Language::ALL {
            let known = known("ns1.alidns.com");
            let by_hand = by_hand(&choice, &known, language);
            let record = "1.2.0.192.in-addr.arpa. PTR mail.d.example.";
            assert!(by_hand[0].copied.value.contains(record), "{by_hand:?}");
            let mut plan = plan("v=spf1 -all");
            plan.steps[0].fix.choice = choice.clone();
            for (_, text) in HandedOn::new(&plan, &known, "2026-11-24", language).texts {
                assert!(text.contains(record), "{text}");
            }
        }
    }
}
