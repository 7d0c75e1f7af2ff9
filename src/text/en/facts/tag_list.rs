//! What is said alike of all records that are tag lists.

use crate::record::report_uri::UriFault;
use crate::record::tag_list::Fault;
use crate::text::{Message, character, excerpt, message};

/// The words in which one kind of tag list differs from the others.
pub struct List {
    /// What the kind is called.
    pub kind: &'static str,
    /// What follows `v=`.
    pub version: &'static str,
    /// Who reads it.
    pub readers: &'static str,
    /// What a fault in a tag leads to.
    pub broken: &'static str,
    /// What a tag that stands twice leads to.
    pub repeated: &'static str,
}

impl List {
    fn ignored(&self) -> String {
        let Self { kind, readers, .. } = self;
        format!("{readers} pass this text over, as if there were no {kind} record.")
    }

    pub fn version_missing(&self) -> Message {
        let (version, ignored) = (self.version, self.ignored());
        message!(
            "`v={version}` is missing",
            "{ignored} Begin the record with `v={version};`."
        )
    }

    pub fn version_not_first(&self) -> Message {
        let (version, ignored) = (self.version, self.ignored());
        message!(
            "`v={version}` does not stand first",
            "{ignored} Move it to the very front."
        )
    }

    pub fn version_case(&self) -> Message {
        let (version, ignored) = (self.version, self.ignored());
        message!(
            "Capitals count in `v={version}`",
            "{ignored} Write it exactly so."
        )
    }

    pub fn version_unknown(&self, found: &str) -> Message {
        let (version, ignored, found) = (self.version, self.ignored(), excerpt(found));
        message!(
            "There is no version `{found}`",
            "{ignored} Write `v={version}`."
        )
    }

    pub fn version_wrong(&self, found: &str) -> Message {
        let (version, ignored, found) = (self.version, self.ignored(), excerpt(found));
        message!(
            "The record does not begin with exactly `v={version}`",
            "{ignored} Here stands `{found}`. Capitals count, and nothing may stand in front: write `v={version};`."
        )
    }

    /// A fault of the list that a kind does not tell apart from others.
    pub fn malformed(&self, fault: Fault) -> Message {
        match fault {
            Fault::LeadingSpace => self.leading_space(),
            Fault::EmptyPiece => self.empty_piece(),
            Fault::NoEquals => {
                let broken = self.broken;
                message!(
                    "`=` is missing in a tag",
                    "A tag is a name, `=` and a value. {broken} Write it so, or delete it."
                )
            }
            Fault::NoName => self.name_malformed(None),
            Fault::NameCharacter(c) => self.name_malformed(Some(c)),
            Fault::EscapedSeparator => self.separator_escaped(),
            Fault::SeparatorLookalike(c) => self.separator_lookalike(c),
            Fault::SeparatorMissing => self.separator_missing(),
            Fault::EqualsLookalike(c) => self.equals_lookalike(c),
            Fault::Quote(mark) => self.quoted(mark),
            Fault::Character(c) => self.odd_character(c),
            Fault::Duplicate => {
                let repeated = self.repeated;
                message!("A tag stands here twice", "{repeated} Keep one.")
            }
            Fault::SecondRecord => self.second_record(),
        }
    }

    pub fn other_record(&self, found: &str) -> Message {
        let (kind, ignored, place) = (self.kind, self.ignored(), place(found));
        message!(
            "`v={found}` begins another kind of record, not {kind}",
            "{ignored} Its place is {place}."
        )
    }

    pub fn second_record(&self) -> Message {
        let readers = self.readers;
        message!(
            "Two records stand in one string",
            "{readers} read them as one, and neither as it was meant. Publish each as a TXT record in its own place; of two of a kind, keep one."
        )
    }

    pub fn leading_space(&self) -> Message {
        let ignored = self.ignored();
        message!("A space stands before the record", "{ignored} Delete it.")
    }

    pub fn quoted(&self, mark: char) -> Message {
        let (broken, mark) = (self.broken, character(mark));
        message!(
            "The quotation mark `{mark}` became part of the record",
            "{broken} Zone files want quotation marks around a record, most DNS panels add them by themselves: delete this one."
        )
    }

    pub fn odd_character(&self, c: char) -> Message {
        let (broken, c) = (self.broken, character(c));
        message!(
            "The character `{c}` does not belong here",
            "{broken} Delete it: only plain ASCII characters may stand in the record."
        )
    }

    pub fn separator_missing(&self) -> Message {
        let broken = self.broken;
        message!(
            "`;` is missing between two tags",
            "{broken} Put `;` between them."
        )
    }

    pub fn separator_lookalike(&self, found: char) -> Message {
        let (broken, found) = (self.broken, character(found));
        message!(
            "`{found}` stands where `;` belongs",
            "{broken} Write a plain `;` between tags."
        )
    }

    pub fn separator_escaped(&self) -> Message {
        let broken = self.broken;
        message!(
            "`\\;` stands where `;` belongs",
            "Zone files want the backslash; a DNS panel makes it part of the record. {broken} Write `;` alone."
        )
    }

    pub fn equals_lookalike(&self, found: char) -> Message {
        let (broken, found) = (self.broken, character(found));
        message!(
            "`{found}` stands where `=` belongs",
            "{broken} Write a plain `=`."
        )
    }

    pub fn empty_piece(&self) -> Message {
        message!(
            "Nothing stands between two `;`",
            "Most programs read over it, a strict one may discard the record. Delete one `;`."
        )
    }

    pub fn equals_missing(&self, text: &str, meant: Option<&str>) -> Message {
        let (broken, text) = (self.broken, excerpt(text));
        match meant {
            Some(meant) => message!(
                "`{text}` has no `=`",
                "A tag is a name, `=` and a value. {broken} Write `{meant}=` and its value."
            ),
            None => message!(
                "`{text}` has no `=`",
                "A tag is a name, `=` and a value. {broken} Write it so, or delete it."
            ),
        }
    }

    pub fn name_malformed(&self, c: Option<char>) -> Message {
        let broken = self.broken;
        match c.map(character) {
            Some(c) => message!(
                "`{c}` cannot stand in a tag’s name",
                "{broken} Delete it, or put the `;` or `=` that is missing."
            ),
            None => message!(
                "There is no name before `=`",
                "{broken} Write the tag’s name there."
            ),
        }
    }

    pub fn name_case(&self, name: &str) -> Message {
        let small = name.to_ascii_lowercase();
        message!(
            "The tag `{name}` is written in capitals",
            "Many programs do not know it so, and pass over it. Write `{small}`."
        )
    }

    pub fn tag_repeated(&self, name: &str) -> Message {
        let (repeated, name) = (self.repeated, excerpt(name));
        message!("The tag `{name}` stands here twice", "{repeated} Keep one.")
    }

    pub fn tag_unknown(&self, name: &str) -> Message {
        let (kind, readers, name) = (self.kind, self.readers, excerpt(name));
        message!(
            "{kind} knows no tag `{name}`",
            "{readers} pass over it. It does nothing, and can go."
        )
    }

    pub fn tag_misspelt(&self, name: &str, meant: &str) -> Message {
        let (kind, readers, name) = (self.kind, self.readers, excerpt(name));
        message!(
            "{kind} knows no tag `{name}`; did you mean `{meant}`?",
            "{readers} pass over it, so what it asks for does not happen. Write `{meant}`."
        )
    }
}

pub fn uri_empty(tag: &str) -> Message {
    message!(
        "An address is missing in `{tag}`",
        "No report goes there. Write `mailto:` and a mailbox, or delete what is empty."
    )
}

pub fn uri_without_scheme(found: &str, mailbox: bool) -> Message {
    let found = excerpt(found);
    match mailbox {
        true => message!(
            "`mailto:` is missing before `{found}`",
            "No report goes there. Write `mailto:{found}`."
        ),
        false => message!(
            "`{found}` is no address for reports",
            "No report goes there. Write `mailto:` and a mailbox, such as `mailto:reports@example.com`."
        ),
    }
}

pub fn uri_malformed(found: &str, fault: UriFault) -> Message {
    let found = excerpt(found);
    let why = match fault {
        UriFault::Empty => "It is empty.".into(),
        UriFault::MailboxWithoutScheme | UriFault::NoScheme => {
            "It lacks `mailto:` in front.".into()
        }
        UriFault::Character(c) => {
            let c = character(c);
            format!("`{c}` cannot stand in a URI: delete it, or write it percent-encoded.")
        }
        UriFault::Space => {
            "A space cannot stand in a URI: delete it, or put `,` between two addresses.".into()
        }
        UriFault::Mailbox => "After `mailto:` there is no mailbox.".into(),
        UriFault::Size => {
            "What follows `!` is no size; sizes are out of use, so delete it from `!` on.".into()
        }
        UriFault::Host => "After `https://` there is no host.".into(),
    };
    message!("`{found}` is no valid URI", "No report goes there. {why}")
}

pub fn mailbox_invalid(found: &str) -> Message {
    let found = excerpt(found);
    message!(
        "`{found}` names no mailbox",
        "No report goes there. Write a whole mail address after `mailto:`, such as `mailto:reports@example.com`."
    )
}

pub fn uri_after_semicolon(found: &str) -> Message {
    let found = excerpt(found);
    message!(
        "`;` stands before `{found}` where `,` belongs",
        "`;` ends the list of addresses, so no report goes to this one. Put `,` between addresses."
    )
}

/// Where a record of this version is published.
pub fn place(version: &str) -> &'static str {
    match version {
        "spf1" => "at the domain itself: `example.com`",
        "DKIM1" => "at `selector._domainkey.example.com`",
        "DMARC1" => "at `_dmarc.example.com`",
        "STSv1" => "at `_mta-sts.example.com`",
        "TLSRPTv1" => "at `_smtp._tls.example.com`",
        "BIMI1" => "at `default._bimi.example.com`",
        _ => "at another name",
    }
}
