//! Departures from SPF's grammar.

use super::words::{append, put_before, take_out, word};
use crate::dns::Name;
use crate::fix::{Choice, Edit, Effect, Fix, Known, Mended, Unmended};
use crate::record::span::Span;
use crate::record::spf::{Ip4Fault, Mechanism, Problem, Term, read};

/// What mends a departure at these bytes of a record.
pub fn mend(text: &str, problem: &Problem, span: Span, known: &Known) -> Mended {
    let at = At { text, span };
    match problem {
        Problem::VersionMissing => at.safely([put_before(0, "v=spf1")]),
        Problem::VersionUnknown { version } => {
            let edits = [at.write("v=spf1")];
            match version.to_ascii_lowercase().contains("spf1") {
                true => at.safely(edits),
                false => at.guess(edits),
            }
        }
        Problem::VersionSenderId { .. } => at.guess([at.write("v=spf1")]),
        Problem::VersionGlued => at.safely([Edit::insert(span.end, " ")]),
        Problem::VersionAfterSpace | Problem::VersionAfterQuote => at.safely([at.delete()]),
        Problem::VersionAfterText { text } => match text.contains(['=', ';']) {
            true => at.losing([at.delete()]),
            false => at.safely([at.delete()]),
        },
        Problem::RecordInRecord { version } => at.second_record(version),

        Problem::SpaceNotSp { .. } => {
            let ends = span.end == text.len();
            at.safely([if ends { at.delete() } else { at.write(" ") }])
        }
        Problem::CharacterControl { .. } | Problem::CharacterInvisible { .. } => {
            at.safely([at.delete()])
        }
        Problem::CharacterNotAscii { text } => at.not_ascii(text),
        Problem::QuoteMark { .. } | Problem::Backslash => at.safely([at.delete()]),
        Problem::SeparatorMark { .. } => at.safely([at.separated()]),
        Problem::Placeholder { .. } => at.own_servers(known),

        Problem::TermsGlued { terms } | Problem::DomainSwallowsTerm { terms } => at.apart(terms),
        Problem::SpaceInTerm { name, value } | Problem::SeparatorMissing { name, value } => {
            at.safely([at.joined(name, value)])
        }

        Problem::MechanismUnknown { name, meant } => at.unknown_mechanism(name, *meant),
        Problem::MechanismWithEquals { .. } => at.separator('=', ":"),
        Problem::ModifierWithColon { .. } => at.separator(':', "="),
        Problem::ModifierQualified { .. } => at.safely([at.delete()]),
        Problem::ModifierNameInvalid { .. } => at.without(Effect::Lost),
        Problem::ModifierRepeated { name } => at.repeated(name),
        Problem::QualifierUnknown { meant, .. } => match meant {
            Some(meant) => at.safely([at.write(&meant.to_string())]),
            None => at.guesses([[at.write("-")], [at.write("~")]]),
        },
        Problem::QualifierRepeated => at.qualifiers(),
        Problem::QualifierAlone { qualifier } => match at.slice().chars().count() {
            1 => at.without(Effect::Lost),
            _ => {
                let rest = at.slice().trim_start_matches(*qualifier).trim_start();
                at.safely([at.write(&[&qualifier.to_string(), rest].concat())])
            }
        },
        Problem::ValueMissing { .. } => at.without(Effect::Lost),
        Problem::ValueUnexpected { .. } => {
            let before = text.get(..span.start).unwrap_or_default();
            let start = before.trim_end_matches([':', '=']).len();
            at.guess([Edit::delete(Span::new(start, span.end))])
        }

        Problem::DomainSingleLabel { .. } => at.without(Effect::Lost),
        Problem::DomainEndInvalid { label } => at.domain_end(label),
        Problem::DomainIsAddress { name, meant, .. } => match *name {
            "redirect" | "exp" => at.without(Effect::Lost),
            _ => at.safely([at.renamed(meant)]),
        },
        Problem::DomainCharacterOdd { .. } => at.odd_character(),
        Problem::DomainBare { domain } => {
            let named = |name: &str| [at.write(&[name, ":", domain].concat())];
            at.guesses([named("include"), named("a")])
        }

        Problem::Ip4Invalid { fault, .. } => match fault {
            Ip4Fault::LeadingZero => at.guess([at.write(&without_zeros(at.slice()))]),
            Ip4Fault::Count if at.slice().matches('.').count() == 2 => {
                let mut fix = at.own_servers(known)?;
                let network = at.choice([Edit::insert(span.end, ".0")], Effect::Guess);
                fix.alternatives.insert(0, network);
                Ok(fix)
            }
            _ => at.own_servers(known),
        },
        Problem::Ip6Invalid { .. } => match at.slice().contains("::") {
            false if at.slice().matches(':').count() < 7 => {
                at.guess([Edit::insert(span.end, "::")])
            }
            _ => at.without(Effect::Lost),
        },
        Problem::Ip4IsIp6 => at.safely([at.renamed("ip6")]),
        Problem::Ip6IsIp4 => at.safely([at.renamed("ip4")]),
        Problem::AddressIsDomain { .. } => at.guess([at.renamed("a")]),
        Problem::AddressHasMacro { .. } => at.without(Effect::Lost),
        Problem::AddressBare { meant, .. } => {
            at.safely([Edit::insert(span.start, [meant, ":"].concat())])
        }
        Problem::PrefixInvalid { prefix } => at.prefix(prefix),
        Problem::PrefixTooLong { .. } => at.guess([at.delete()]),
        Problem::PrefixLeadingZero { prefix } => {
            at.safely([at.write(&prefix_without_zeros(prefix, at.slice()))])
        }
        Problem::PrefixUnexpected { .. } => at.guess([at.delete()]),

        Problem::PercentAlone => at.percent(),
        Problem::MacroUnclosed => at.unclosed(),
        Problem::MacroLetterUnknown { .. }
        | Problem::MacroOnlyInExplanation { .. }
        | Problem::MacroMalformed { .. } => at.without(Effect::Lost),
        Problem::MacroZeroDigits => {
            let kept: String = at.slice().chars().filter(|c| *c != '0').collect();
            at.guess([at.write(&kept)])
        }
    }
}

/// The servers that take the domain's mail, in the place of a term that names
/// nobody; or else the record without the term.
pub fn own_servers(text: &str, span: Span, known: &Known) -> Mended {
    let gone = Choice::edits(text, vec![take_out(text, span)], Effect::Lost);
    let said = |term: &str| text.split(' ').any(|it| it.eq_ignore_ascii_case(term));
    let senders = known.senders.iter().filter(|term| !said(term));
    let senders: Vec<_> = senders.map(String::as_str).collect();
    if senders.is_empty() {
        return Ok(Fix::decision(gone, Vec::new()));
    }
    let edit = Edit::replace(word(text, span), senders.join(" "));
    let theirs = Choice::edits(text, vec![edit], Effect::Guess);
    Ok(Fix::decision(theirs, vec![gone]))
}

/// Bytes of a record, where something is wrong.
#[derive(Clone, Copy)]
struct At<'a> {
    text: &'a str,
    span: Span,
}

impl<'a> At<'a> {
    fn slice(self) -> &'a str {
        self.span.slice(self.text)
    }

    fn word(self) -> Span {
        word(self.text, self.span)
    }

    fn write(self, replacement: &str) -> Edit {
        Edit::replace(self.span, replacement)
    }

    fn delete(self) -> Edit {
        Edit::delete(self.span)
    }

    fn choice(self, edits: impl Into<Vec<Edit>>, effect: Effect) -> Choice {
        Choice::edits(self.text, edits.into(), effect)
    }

    fn safely(self, edits: impl Into<Vec<Edit>>) -> Mended {
        Ok(Fix::safe(self.choice(edits, Effect::AsMeant)))
    }

    /// A guess, or else without the term.
    fn guess(self, edits: impl Into<Vec<Edit>>) -> Mended {
        self.guesses([edits])
    }

    fn guesses<E: Into<Vec<Edit>>>(self, edits: impl IntoIterator<Item = E>) -> Mended {
        let edits = edits.into_iter();
        let mut choices: Vec<_> = edits.map(|it| self.choice(it, Effect::Guess)).collect();
        if self.span.start > 0 {
            choices.push(self.choice([take_out(self.text, self.span)], Effect::Lost));
        }
        match choices.is_empty() {
            true => Err(Unmended::NotKnown),
            false => Ok(Fix::decision(choices.remove(0), choices)),
        }
    }

    fn losing(self, edits: impl Into<Vec<Edit>>) -> Mended {
        Ok(Fix::decision(self.choice(edits, Effect::Lost), Vec::new()))
    }

    /// The record without the term.
    fn without(self, effect: Effect) -> Mended {
        let choice = self.choice([take_out(self.text, self.span)], effect);
        Ok(Fix::decision(choice, Vec::new()))
    }

    fn own_servers(self, known: &Known) -> Mended {
        own_servers(self.text, self.span, known)
    }

    /// The first record alone; or both as one, if the second is SPF too.
    fn second_record(self, version: &str) -> Mended {
        let start = self.text.get(..self.word().start).unwrap_or_default();
        let rest = Span::new(start.trim_end().len(), self.text.len());
        let first = self.choice([Edit::delete(rest)], Effect::Lost);
        if !version.eq_ignore_ascii_case("v=spf1") {
            return Ok(Fix::decision(first, Vec::new()));
        }
        let records = [
            start.trim_end(),
            self.text.get(self.word().start..).unwrap_or_default(),
        ];
        let Some(merged) = super::merge::merge(&records) else {
            return Ok(Fix::decision(first, Vec::new()));
        };
        let whole = Span::new(0, self.text.len());
        let both = self.choice([Edit::replace(whole, merged.looser)], Effect::SameSenders);
        Ok(Fix::decision(both, vec![first]))
    }

    /// Full-width characters are what they stand for; a name in another script
    /// has its form in ASCII.
    fn not_ascii(self, found: &str) -> Mended {
        let narrow: String = found.chars().map(narrow).collect();
        if narrow.is_ascii() {
            return self.safely([self.write(&narrow)]);
        }
        let word = self.word();
        let written = word.slice(self.text);
        let start = written.rfind([':', '=']).map_or(0, |at| at + 1);
        let domain = Span::new(word.start + start, word.end);
        match Name::parse(domain.slice(self.text)) {
            Ok(name) if start > 0 => self.safely([Edit::replace(domain, name.as_str())]),
            _ => self.without(Effect::Lost),
        }
    }

    /// A space in the place of `,` or `;`, unless there is one or the end.
    fn separated(self) -> Edit {
        let after = self.text.get(self.span.end..).unwrap_or_default();
        let before = self.text.get(..self.span.start).unwrap_or_default();
        let parted = after.is_empty() || after.starts_with(' ') || before.ends_with(' ');
        self.write(if parted { "" } else { " " })
    }

    /// Spaces between terms; what was glued behind `all` before it, since
    /// nobody reads on there.
    fn apart(self, terms: &[String]) -> Mended {
        let is_all = |term: &&String| {
            let term = term.trim_start_matches(['+', '-', '~', '?']);
            term.eq_ignore_ascii_case("all")
        };
        let last = terms.len().saturating_sub(1);
        if let Some(at) = terms.iter().position(|term| is_all(&term))
            && at < last
            && terms.iter().filter(is_all).count() == 1
        {
            let mut ordered = terms.to_vec();
            let all = ordered.remove(at);
            ordered.push(all);
            return self.guess([Edit::replace(self.word(), ordered.join(" "))]);
        }
        let mut rest = self.span.start;
        let spaces = terms.iter().skip(1).zip(terms).filter_map(|(next, term)| {
            rest += term.len();
            let found = self.text.get(rest..)?.find(next.as_str())?;
            let gap = Span::new(rest, rest + found);
            rest = gap.end;
            let marks = gap.slice(self.text);
            Some(match marks.is_empty() {
                true => Edit::insert(gap.start, " "),
                false => Edit::replace(gap, " "),
            })
        });
        self.safely(spaces.collect::<Vec<_>>())
    }

    /// A name and its value with the right separator between.
    fn joined(self, name: &str, value: &str) -> Edit {
        let mark = self.slice().chars().next();
        let qualifier = mark.filter(|mark| matches!(mark, '+' | '-' | '~' | '?'));
        let qualifier = qualifier.map(String::from).unwrap_or_default();
        let separator = match name {
            "redirect" | "exp" => "=",
            _ => ":",
        };
        self.write(&[&qualifier, name, separator, value].concat())
    }

    fn unknown_mechanism(self, name: &str, meant: Option<&str>) -> Mended {
        // Nobody should use `ptr` either (RFC 7208 §5.5).
        let Some(meant) = meant.filter(|meant| *meant != "ptr") else {
            return self.without(Effect::Lost);
        };
        let edits = [self.write(meant)];
        let word = self.word().slice(self.text);
        let has_value = word.contains([':', '=']) || meant == "all" && name.len() < 5;
        match has_value {
            true => self.safely(edits),
            false => self.guess(edits),
        }
    }

    /// The right separator in the place of a wrong one.
    fn separator(self, wrong: char, right: &str) -> Mended {
        let word = self.word();
        match word.slice(self.text).find(wrong) {
            Some(at) => {
                let at = word.start + at;
                self.safely([Edit::replace(Span::new(at, at + 1), right)])
            }
            None => self.without(Effect::Lost),
        }
    }

    /// Another name before the value.
    fn renamed(self, name: &str) -> Edit {
        let word = self.word();
        let written = word.slice(self.text);
        let start = written.len() - written.trim_start_matches(['+', '-', '~', '?']).len();
        let end = written.find([':', '=']).unwrap_or(start);
        Edit::replace(Span::new(word.start + start, word.start + end), name)
    }

    /// The second of two modifiers of a name goes, or else the first.
    fn repeated(self, name: &str) -> Mended {
        let record = read(self.text);
        let of_name = |term: &Term<'_>| match term {
            Term::Modifier(modifier) => modifier.name.value.eq_ignore_ascii_case(name),
            _ => false,
        };
        let mut terms = record.terms.iter().filter(|term| of_name(&term.value));
        let first = terms
            .find(|term| term.span != self.span)
            .map(|term| term.span);
        let second = take_out(self.text, self.span);
        let Some(first) = first else {
            return self.without(Effect::Lost);
        };
        if first.slice(self.text).eq_ignore_ascii_case(self.slice()) {
            return Ok(Fix::safe(self.choice([second], Effect::NothingChanges)));
        }
        let kept = self.choice([second], Effect::OneCounts);
        let other = self.choice([take_out(self.text, first)], Effect::OneCounts);
        Ok(Fix::decision(kept, vec![other]))
    }

    /// Of several qualifiers, each.
    fn qualifiers(self) -> Mended {
        let mut marks: Vec<char> = self.slice().chars().collect();
        marks.sort_unstable();
        marks.dedup();
        let edits = marks.iter().map(|mark| [self.write(&mark.to_string())]);
        match marks.len() {
            1 => self.safely(edits.flatten().collect::<Vec<_>>()),
            _ => self.guesses(edits.collect::<Vec<_>>()),
        }
    }

    /// A port behind a domain goes.
    fn domain_end(self, label: &str) -> Mended {
        let Some((host, port)) = label.rsplit_once(':') else {
            return self.without(Effect::Lost);
        };
        if port.is_empty() || !port.bytes().all(|octet| octet.is_ascii_digit()) {
            return self.without(Effect::Lost);
        }
        let end = self.span.end;
        let _ = host;
        self.guess([Edit::delete(Span::new(end - port.len() - 1, end))])
    }

    /// A scheme before a domain goes, and what follows a `/` behind it.
    fn odd_character(self) -> Mended {
        let word = self.word();
        let written = word.slice(self.text);
        let Some(start) = written.find([':', '=']).map(|at| at + 1) else {
            return self.without(Effect::Lost);
        };
        let value = &written[start..];
        let bare = value.rsplit_once("//").map_or(value, |(_, bare)| bare);
        let bare = bare.trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        match !bare.is_empty() && bare.chars().all(is_name) && bare != value {
            true => {
                let value = Span::new(word.start + start, word.end);
                self.guess([Edit::replace(value, bare)])
            }
            false => self.without(Effect::Lost),
        }
    }

    fn prefix(self, prefix: &str) -> Mended {
        let Some(found) = prefix.strip_prefix('/') else {
            return self.guess([self.delete()]);
        };
        let mask: Option<std::net::Ipv4Addr> = found.parse().ok();
        if let Some(mask) = mask.map(u32::from)
            && mask.leading_ones() + mask.trailing_zeros() == 32
        {
            return self.safely([self.write(&format!("/{}", mask.leading_ones()))]);
        }
        match found.split_once('/') {
            // `/24/64`: the second is that of IPv6.
            Some((_, second)) if !second.starts_with('/') => {
                let at = self.span.start + prefix.len() - second.len();
                self.guess([Edit::insert(at, "/")])
            }
            _ => self.guess([self.delete()]),
        }
    }

    /// `%i` is `%{i}`.
    fn percent(self) -> Mended {
        let after = self.text.get(self.span.end..).unwrap_or_default();
        match after.chars().next().filter(char::is_ascii_alphabetic) {
            Some(letter) => {
                let span = Span::new(self.span.start, self.span.end + 1);
                self.guess([Edit::replace(
                    span,
                    ["%{", &letter.to_string(), "}"].concat(),
                )])
            }
            None => self.without(Effect::Lost),
        }
    }

    fn unclosed(self) -> Mended {
        let body = self.slice().trim_start_matches("%{");
        let letter = body.chars().next().map_or(0, char::len_utf8);
        let marks = body.get(letter..).unwrap_or_default();
        let digits = marks.len() - marks.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let reversed = usize::from(marks[digits..].starts_with(['r', 'R']));
        let at = self.span.start + 2 + letter + digits + reversed;
        self.guess([Edit::insert(at, "}")])
    }
}

/// The character of ASCII that a wide one stands for.
fn narrow(c: char) -> char {
    match u32::from(c) {
        wide @ 0xff01..=0xff5e => char::from_u32(wide - 0xfee0).unwrap_or(c),
        _ => match c {
            '。' | '．' => '.',
            '–' | '—' | '‐' | '‑' | '−' => '-',
            _ => c,
        },
    }
}

fn without_zeros(address: &str) -> String {
    let numbers = address.split('.').map(|number| {
        let kept = number.trim_start_matches('0');
        if kept.is_empty() { "0" } else { kept }
    });
    numbers.collect::<Vec<_>>().join(".")
}

fn prefix_without_zeros(prefix: &str, written: &str) -> String {
    let slashes: String = written.chars().take_while(|c| *c == '/').collect();
    let digits = prefix.trim_start_matches(['/', '0']);
    slashes + if digits.is_empty() { "0" } else { digits }
}

/// A term before `all` or `redirect`, or else at the end.
pub fn with_term(text: &str, term: &str) -> Edit {
    let record = read(text);
    let ends = |it: &Term<'_>| match it {
        Term::Directive(directive) => directive.mechanism == Mechanism::All,
        Term::Modifier(_) => true,
        Term::Unknown(_) => false,
    };
    match record.terms.iter().find(|it| ends(&it.value)) {
        Some(last) => put_before(last.span.start, term),
        None => append(text, term),
    }
}

/// Where the term that ends the record stands.
pub(super) fn all_at(text: &str) -> Option<Span> {
    let record = read(text);
    let all = record.directives();
    let mut all = all.filter(|it| it.value.mechanism == Mechanism::All);
    all.next().map(|it| it.span)
}

/// A term at the end, or before the modifiers that stand there.
pub(super) fn ended_with(text: &str, term: &str) -> Edit {
    let record = read(text);
    let last = record.directives().last().map(|it| it.span.end);
    let from = last.or(record.version.map(|it| it.end)).unwrap_or_default();
    match text.get(from..).is_some_and(|rest| !rest.trim().is_empty()) {
        true => Edit::insert(from, [" ", term].concat()),
        false => append(text, term),
    }
}
