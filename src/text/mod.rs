//! Say: every sentence, a folder a language.
//!
//! Facts come in as types, and each language is an exhaustive `match` on them:
//! a missing translation does not compile.

mod en;
mod prose;
mod record;
mod ui;
mod zh;

pub use prose::{Piece, Prose, character, excerpt, glyph, visible};
pub use ui::Ui;

use crate::check::Fact;
use crate::dns::answer::Failure;
use crate::input::InputError;
use crate::record::kind::RecordKind;
use crate::record::paste::Repair;
use std::fmt::Arguments;

/// A language of the page.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Language {
    /// English.
    English,
    /// Simplified Chinese.
    Chinese,
}

/// What is said of a fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// What is so, in a few words.
    pub title: Prose,
    /// What that does to mail, and what to do.
    pub detail: Prose,
}

impl Message {
    // One copy for the hundreds of messages, not one in each place.
    #[inline(never)]
    fn new(title: Arguments<'_>, detail: Arguments<'_>) -> Self {
        Self {
            title: title.into(),
            detail: detail.into(),
        }
    }
}

impl Language {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// The language tag (BCP 47) for `lang` attributes and links.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh-Hans",
        }
    }

    /// The language for a tag that a browser or a link gives.
    pub fn for_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_']).next()?.to_ascii_lowercase().as_str() {
            "en" => Some(Self::English),
            "zh" => Some(Self::Chinese),
            _ => None,
        }
    }

    /// The fixed words of the page.
    pub const fn ui(self) -> &'static Ui {
        match self {
            Self::English => &en::UI,
            Self::Chinese => &zh::UI,
        }
    }
}

macro_rules! say {
    ($($(#[$doc:meta])* $name:ident($($argument:ident: $type:ty),*) -> $result:ty = $path:ident::$function:ident;)*) => {
        impl Language {
            $($(#[$doc])*
            pub fn $name(self $(, $argument: $type)*) -> $result {
                match self {
                    Self::English => en::$path::$function($($argument),*),
                    Self::Chinese => zh::$path::$function($($argument),*),
                }
            })*
        }
    };
}

say! {
    /// What is said of a fact.
    fact(fact: &Fact) -> Message = facts::fact;
    /// Why a question got no answer.
    failure(failure: &Failure) -> Prose = dns::failure;
    /// Why an input was not understood.
    input_error(error: &InputError) -> Prose = input::error;
    /// What a kind of record is called.
    kind(kind: RecordKind) -> &'static str = terms::kind;
    /// What was taken out of a pasted text, or put right in it.
    repair(repair: &Repair) -> Prose = paste::repair;
    /// What to do where a command was pasted that asks for records of this
    /// type.
    command(rtype: &str) -> Prose = paste::command;
}

/// A [`Message`] of two format strings, the title and the detail.
macro_rules! message {
    ($title:literal, $detail:literal) => {
        $crate::text::Message::new(format_args!($title), format_args!($detail))
    };
}
use message;
