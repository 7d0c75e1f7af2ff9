//! Departures that every record with a tag list can have, and edits of such a
//! list.

use super::{Choice, Edit, Effect, Fix, Mended};
use crate::record::list_problem::ListProblem;
use crate::record::span::Span;
use crate::record::tag_list::{Dialect, Fault, Tag, TagList, is_blank, is_invisible};

/// A list that is mended.
pub struct List<'a> {
    /// The text.
    pub text: &'a str,
    /// The text as tags.
    pub tags: TagList,
    /// The version that stands in front.
    pub version: &'static str,
    /// The names that have a meaning.
    pub known: &'static [&'static str],
}

impl<'a> List<'a> {
    /// Reads a text.
    pub fn read(text: &'a str, dialect: Dialect) -> Self {
        Self {
            text,
            tags: TagList::read(text, dialect),
            version: dialect.version,
            known: dialect.known,
        }
    }

    /// What mends a departure at these bytes.
    pub fn problem(&self, problem: ListProblem, span: Span) -> Mended {
        match problem {
            ListProblem::VersionMissing => self.version_missing(),
            ListProblem::VersionWrong { found } => self.version_wrong(&found, span),
            ListProblem::OtherRecord { .. } => super::published::belongs_elsewhere(),
            ListProblem::Malformed { fault } => self.fault(fault, span),
            ListProblem::TagRepeated { .. } => self.repeated(span),
            ListProblem::TagUnknown { meant: None, .. } => self.unheeded(span),
            ListProblem::TagUnknown {
                meant: Some(meant), ..
            } => self.misspelt(meant, span),
        }
    }

    /// What mends a departure from the grammar of lists.
    pub fn fault(&self, fault: Fault, span: Span) -> Mended {
        match fault {
            Fault::LeadingSpace | Fault::Quote(_) => self.safely([Edit::delete(span)]),
            Fault::EmptyPiece => self.safely([self.empty_piece(span)]),
            Fault::NoEquals => self.no_equals(span),
            Fault::NoName => self.without(span, Effect::Lost),
            Fault::NameCharacter(_) => self.name_character(span),
            Fault::EscapedSeparator | Fault::SeparatorLookalike(_) => {
                self.safely([Edit::replace(span, ";")])
            }
            Fault::SeparatorMissing => self.safely([Edit::replace(span, "; ")]),
            Fault::EqualsLookalike(_) => self.safely([Edit::replace(span, "=")]),
            Fault::Character(_) => self.character(span),
            Fault::Duplicate => self.repeated(span),
            Fault::SecondRecord => self.second_record(span),
        }
    }

    /// The version in front.
    pub fn version_missing(&self) -> Mended {
        self.safely([Edit::insert(0, format!("v={}; ", self.version))])
    }

    /// The right version in front, and nowhere else.
    pub fn version_wrong(&self, found: &str, span: Span) -> Mended {
        if found == self.version || span.slice(self.text).starts_with(['v', 'V']) {
            return self.version_not_first(span);
        }
        let edits = [Edit::replace(span, self.version)];
        let word = found.split(is_blank).next().unwrap_or_default();
        match word.eq_ignore_ascii_case(self.version) && word.len() == found.len() {
            true => self.safely(edits),
            false => self.guess(edits),
        }
    }

    /// The version moves to the front.
    pub fn version_not_first(&self, span: Span) -> Mended {
        let front = Edit::insert(0, format!("v={}; ", self.version));
        self.safely([front, self.take_out(span)])
    }

    /// A choice of edits.
    pub fn choice(&self, edits: impl Into<Vec<Edit>>, effect: Effect) -> Choice {
        Choice::edits(self.text, edits.into(), effect)
    }

    /// The meaning is beyond doubt.
    pub fn safely(&self, edits: impl Into<Vec<Edit>>) -> Mended {
        Ok(Fix::safe(self.choice(edits, Effect::AsMeant)))
    }

    /// The meaning is a guess.
    pub fn guess(&self, edits: impl Into<Vec<Edit>>) -> Mended {
        Ok(Fix::decision(self.choice(edits, Effect::Guess), Vec::new()))
    }

    /// The list without the tag that the bytes are in.
    pub fn without(&self, span: Span, effect: Effect) -> Mended {
        let choice = self.choice([self.take_out(span)], effect);
        Ok(Fix::decision(choice, Vec::new()))
    }

    /// The list without a tag that nobody heeds.
    pub fn unheeded(&self, span: Span) -> Mended {
        let choice = self.choice([self.take_out(span)], Effect::NothingChanges);
        Ok(Fix::safe(choice))
    }

    /// A known name in the place of one that is not, unless a tag of that name
    /// stands there already.
    pub fn misspelt(&self, meant: &str, span: Span) -> Mended {
        match self.tag_named(meant) {
            Some(_) => self.without(span, Effect::Lost),
            None => self.safely([Edit::replace(span, meant)]),
        }
    }

    /// The first tag of a name, in either case.
    pub fn tag_named(&self, name: &str) -> Option<Tag> {
        let mut tags = self.tags.tags.iter();
        let named =
            |tag: &&Tag| tag.equals.is_some() && self.tags.name(tag).eq_ignore_ascii_case(name);
        tags.find(named).copied()
    }

    /// Takes out the piece between separators that the bytes are in, with the
    /// separator before it, or behind it where it is the first.
    pub fn take_out(&self, span: Span) -> Edit {
        let before = self.tags.separators.iter().rfind(|it| it.end <= span.start);
        let after = self.tags.separators.iter().find(|it| it.start >= span.end);
        match (before, after) {
            (Some(before), Some(after)) => Edit::delete(Span::new(before.start, after.start)),
            (Some(before), None) => Edit::delete(Span::new(before.start, self.text.len())),
            (None, Some(after)) => {
                let rest = self.text.get(after.end..).unwrap_or_default();
                let blank = rest.len() - rest.trim_start_matches(is_blank).len();
                Edit::delete(Span::new(0, after.end + blank))
            }
            (None, None) => Edit::delete(Span::new(0, self.text.len())),
        }
    }

    /// Puts a tag behind the version.
    pub fn put_first(&self, tag: &str) -> Edit {
        match self.tags.tags.first() {
            Some(version) => Edit::insert(version.span().end, ["; ", tag].concat()),
            None => Edit::insert(0, [tag, "; "].concat()),
        }
    }

    /// Puts a tag at the end.
    pub fn put_last(&self, tag: &str) -> Edit {
        let end = self
            .text
            .trim_end_matches(|c| c == ';' || is_blank(c))
            .len();
        let closed = self.text.get(end..).is_some_and(|rest| rest.contains(';'));
        let tag = match closed {
            true => ["; ", tag, ";"].concat(),
            false => ["; ", tag].concat(),
        };
        Edit::replace(Span::new(end, self.text.len()), tag)
    }

    /// Puts a tag at the end, or another value in the one that is there.
    pub fn set(&self, name: &str, value: &str) -> Edit {
        match self.tag_named(name) {
            Some(tag) => Edit::replace(tag.value, value),
            None => self.put_last(&[name, "=", value].concat()),
        }
    }

    /// Takes out the one `;` too many.
    fn empty_piece(&self, span: Span) -> Edit {
        let after = self.tags.separators.iter().find(|it| it.start >= span.end);
        match after {
            Some(separator) => {
                let rest = self.text.get(separator.end..).unwrap_or_default();
                let blank = match span.start {
                    0 => rest.len() - rest.trim_start_matches(is_blank).len(),
                    _ => 0,
                };
                Edit::delete(Span::new(span.start, separator.end + blank))
            }
            None => Edit::delete(span),
        }
    }

    /// `p reject` and `p:reject` are `p=reject`.
    fn no_equals(&self, span: Span) -> Mended {
        let piece = span.slice(self.text);
        let end = piece.find(|c: char| is_blank(c) || c == ':');
        if let Some(end) = end
            && self.known.contains(&&piece[..end])
            && self.tag_named(&piece[..end]).is_none()
        {
            let value = piece[end..].trim_start_matches(|c: char| is_blank(c) || c == ':');
            let run = Span::new(span.start + end, span.end - value.len());
            if !value.is_empty() {
                return self.safely([Edit::replace(run, "=")]);
            }
        }
        self.without(span, Effect::Lost)
    }

    /// A name without the characters that no name has, if it is known then.
    fn name_character(&self, span: Span) -> Mended {
        let tag = self
            .tags
            .tags
            .iter()
            .find(|tag| tag.name.start <= span.start && span.end <= tag.name.end);
        let Some(tag) = tag else {
            return self.without(span, Effect::Lost);
        };
        let written = self.tags.name(tag);
        let name: String = written
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        match self.known.contains(&name.as_str()) && self.tag_named(&name).is_none() {
            true => self.safely([Edit::replace(tag.name, name)]),
            false => self.without(tag.span(), Effect::Lost),
        }
    }

    /// What cannot be seen goes; what can is part of a value that nobody
    /// reads.
    fn character(&self, span: Span) -> Mended {
        let run = span.slice(self.text);
        let unseen = |c: char| c.is_control() || is_invisible(c);
        if run.chars().all(|c| unseen(c) || c.is_whitespace()) {
            let blank = run.chars().any(char::is_whitespace);
            let inner = span.start > 0 && span.end < self.text.len();
            return self.safely([match blank && inner {
                true => Edit::replace(span, " "),
                false => Edit::delete(span),
            }]);
        }
        self.without(span, Effect::Lost)
    }

    /// Of two tags of a name the first stays; or the second, where they say
    /// different things.
    pub fn repeated(&self, span: Span) -> Mended {
        let tags = &self.tags;
        let second = tags.tags.iter().find(|tag| tag.span() == span);
        let first = second.and_then(|tag| tag.repeats);
        let gone = [self.take_out(span)];
        let Some(first) = first else {
            return self.without(span, Effect::Lost);
        };
        let value = |span: Span| {
            let tag = tags.tags.iter().find(|tag| tag.span() == span);
            tag.map(|tag| tags.value(tag))
        };
        if value(first) == value(span) {
            return Ok(Fix::safe(self.choice(gone, Effect::NothingChanges)));
        }
        let kept = self.choice(gone, Effect::OneCounts);
        let other = self.choice([self.take_out(first)], Effect::OneCounts);
        Ok(Fix::decision(kept, vec![other]))
    }

    /// The first of two records, or the second.
    pub fn second_record(&self, span: Span) -> Mended {
        let before = self.text.get(..span.start).unwrap_or_default();
        let start = before.trim_end_matches(|c| c == ';' || is_blank(c)).len();
        let first = Edit::delete(Span::new(start, self.text.len()));
        let kept = self.choice([first], Effect::OneCounts);
        let other = Edit::delete(Span::new(0, span.start));
        let other = self.choice([other], Effect::OneCounts);
        // The same record twice leaves nothing to choose.
        let others = (other.title != kept.title).then_some(other);
        Ok(Fix::decision(kept, others.into_iter().collect()))
    }
}
