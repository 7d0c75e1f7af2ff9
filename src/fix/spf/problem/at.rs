//! What can be done at a place of a record where something is wrong.

use super::own_servers;
use crate::dns::Name;
use crate::fix::spf::merge::merge;
use crate::fix::spf::words::{take_out, word};
use crate::fix::{Choice, Edit, Effect, Fix, Known, Mended, Unmended};
use crate::order::Arrange;
use crate::record::span::Span;
use crate::record::spf::{Term, read};

/// Bytes of a record, where something is wrong.
#[derive(Clone, Copy)]
pub struct At<'a> {
    /// The record.
    pub text: &'a str,
    /// The bytes.
    pub span: Span,
}

impl<'a> At<'a> {
    pub fn slice(self) -> &'a str {
        self.span.slice(self.text)
    }

    fn word(self) -> Span {
        word(self.text, self.span)
    }

    pub fn write(self, replacement: &str) -> Edit {
        Edit::replace(self.span, replacement)
    }

    pub fn delete(self) -> Edit {
        Edit::delete(self.span)
    }

    pub fn choice(self, edits: impl Into<Vec<Edit>>, effect: Effect) -> Choice {
        Choice::edits(self.text, edits.into(), effect)
    }

    pub fn safely(self, edits: impl Into<Vec<Edit>>) -> Mended {
        Ok(Fix::safe(self.choice(edits, Effect::AsMeant)))
    }

    /// A guess, or else without the term.
    pub fn guess(self, edits: impl Into<Vec<Edit>>) -> Mended {
        self.guesses([edits])
    }

    pub fn guesses<E: Into<Vec<Edit>>>(self, edits: impl IntoIterator<Item = E>) -> Mended {
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

    pub fn losing(self, edits: impl Into<Vec<Edit>>) -> Mended {
        Ok(Fix::decision(self.choice(edits, Effect::Lost), Vec::new()))
    }

    /// The record without the term.
    pub fn without(self, effect: Effect) -> Mended {
        let choice = self.choice([take_out(self.text, self.span)], effect);
        Ok(Fix::decision(choice, Vec::new()))
    }

    pub fn own_servers(self, known: &Known) -> Mended {
        own_servers(self.text, self.span, known)
    }

    /// The first record alone; or both as one, if the second is SPF too.
    pub fn second_record(self, version: &str) -> Mended {
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
        let Some(merged) = merge(&records) else {
            return Ok(Fix::decision(first, Vec::new()));
        };
        let whole = Span::new(0, self.text.len());
        let both = self.choice([Edit::replace(whole, merged.looser)], Effect::SameSenders);
        Ok(Fix::decision(both, vec![first]))
    }

    /// Full-width characters are what they stand for; a name in another script
    /// has its form in ASCII.
    pub fn not_ascii(self, found: &str) -> Mended {
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
    pub fn separated(self) -> Edit {
        let after = self.text.get(self.span.end..).unwrap_or_default();
        let before = self.text.get(..self.span.start).unwrap_or_default();
        let parted = after.is_empty() || after.starts_with(' ') || before.ends_with(' ');
        self.write(if parted { "" } else { " " })
    }

    /// Spaces between terms; what was glued behind `all` before it, since
    /// nobody reads on there.
    pub fn apart(self, terms: &[String]) -> Mended {
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
    pub fn joined(self, name: &str, value: &str) -> Edit {
        let mark = self.slice().chars().next();
        let qualifier = mark.filter(|mark| matches!(mark, '+' | '-' | '~' | '?'));
        let qualifier = qualifier.map(String::from).unwrap_or_default();
        let separator = match name {
            "redirect" | "exp" => "=",
            _ => ":",
        };
        self.write(&[&qualifier, name, separator, value].concat())
    }

    pub fn unknown_mechanism(self, name: &str, meant: Option<&str>) -> Mended {
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
    pub fn separator(self, wrong: char, right: &str) -> Mended {
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
    pub fn renamed(self, name: &str) -> Edit {
        let word = self.word();
        let written = word.slice(self.text);
        let start = written.len() - written.trim_start_matches(['+', '-', '~', '?']).len();
        let end = written.find([':', '=']).unwrap_or(start);
        Edit::replace(Span::new(word.start + start, word.start + end), name)
    }

    /// The second of two modifiers of a name goes, or else the first.
    pub fn repeated(self, name: &str) -> Mended {
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
    pub fn qualifiers(self) -> Mended {
        let mut marks: Vec<char> = self.slice().chars().collect();
        marks.arrange();
        marks.dedup();
        let edits = marks.iter().map(|mark| [self.write(&mark.to_string())]);
        match marks.len() {
            1 => self.safely(edits.flatten().collect::<Vec<_>>()),
            _ => self.guesses(edits.collect::<Vec<_>>()),
        }
    }

    /// A port behind a domain goes.
    pub fn domain_end(self, label: &str) -> Mended {
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
    pub fn odd_character(self) -> Mended {
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

    pub fn prefix(self, prefix: &str) -> Mended {
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
    pub fn percent(self) -> Mended {
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

    pub fn unclosed(self) -> Mended {
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
