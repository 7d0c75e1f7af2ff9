//! Snapshots: sharing them, opening them, and comparing them with now.

use crate::report::differences::{Became, Tally};
use crate::report::snapshot::Refused;
use crate::text::en::counted;
use crate::text::snapshot::SnapshotWords;
use crate::text::{Prose, visible};

pub const WORDS: SnapshotWords = SnapshotWords {
    share: "Share and save",
    share_note: "Whoever has the link or the file sees what was checked, its records and who was asked. Nothing is sent to us: what stands behind `#` never leaves the browser.",
    link: "A link that carries what was seen",
    link_note: "It holds the answers, their time and who gave them. It opens without asking anybody, and is compared with now by one click.",
    files: "As a file",
    json: [
        "JSON",
        "Everything, with the evidence. Dropped on this page it opens again.",
    ],
    markdown: ["Markdown", "The report as text, for a ticket or a wiki."],
    csv: ["CSV", "A line for each finding, for a spreadsheet."],
    print: ["Print", "On paper or as a PDF."],

    open: "Open a saved report",
    open_note: "Drop a JSON report anywhere on this page, or choose it. It is read in your browser, judged afresh, and nothing is asked.",
    choose: "Choose a file",
    not_opened: "Not opened",

    report: "Mail DNS of",
    checked: "Seen",
    resolvers: "Answered by",
    answers: "In short",
    steps: "What to do",
    found: "What was looked at",

    then_and_now: "Then and now",
    then: "Then",
    now: "Now",
    changed: "Changed records",
    gone: "No longer found",
    come: "Newly found",
    verdicts: "Other answers",
};

/// Why a text cannot be opened.
pub fn refused(refused: Refused) -> Prose {
    match refused {
        Refused::NotOne => "This is no report of Mailvet, or it was cut short. A report is the JSON file that “Share and save” gives.",
        Refused::Damaged => "The link was cut short or changed on its way, as mail programs and chats do with long links. Ask for it again, or for the file.",
        Refused::TooLarge => "It is larger than any report is, so it was not opened.",
        Refused::Newer => "It was made by a later version of Mailvet than this page. Reload the page and open it again.",
        Refused::Unsupported => "This browser cannot unpack such a link. A newer one can, and the JSON file opens here too.",
    }
    .into()
}

/// That all that is shown was seen at a time, by whom.
pub fn seen(date: &str, resolvers: &[String]) -> Prose {
    let by = match resolvers {
        [] => "; nobody answered".to_owned(),
        [only] => format!(", by {}", visible(only)),
        [first, second] => format!(", by {} and {}", visible(first), visible(second)),
        [first, others @ ..] => format!(", by {} and {} others", visible(first), others.len()),
    };
    Prose::from(format!(
        "As seen on {date}{by}. Nothing was asked now; it is judged afresh from the answers of that time."
    ))
}

/// How large a link is, and what to do where it is too large.
pub fn link_size(octets: usize, fits: bool) -> Prose {
    let size = size(octets);
    Prose::from(match fits {
        true => size,
        false => format!(
            "{size} is too long for a link: mail programs and chats would cut it. Save the JSON file and send that."
        ),
    })
}

fn size(octets: usize) -> String {
    match octets {
        0..=999 => format!("{octets} bytes"),
        _ => format!("{}.{} kB", octets / 1000, octets % 1000 / 100),
    }
}

/// What a record has become.
pub fn became(became: Became) -> &'static str {
    match became {
        Became::Changed => "other records than then",
        Became::Come => "there was nothing then",
        Became::Gone => "there is nothing now",
        Became::UnknownThen => "not known then",
        Became::UnknownNow => "not known now",
    }
}

/// What a comparison of then and now came to.
pub fn then_and_now(tally: Tally) -> Prose {
    let answers = |count| match count {
        1 => "1 answer says the same".to_owned(),
        _ => format!("{count} answers say the same"),
    };
    let changed = match tally.changed {
        0 if tally.same == 0 => "Nothing could be compared.".to_owned(),
        0 => format!("Nothing has changed: {} as then.", answers(tally.same)),
        1 => format!("1 record has changed; {} as then.", answers(tally.same)),
        changed => format!(
            "{changed} records have changed; {} as then.",
            answers(tally.same)
        ),
    };
    let unknown = match tally.unknown {
        0 => String::new(),
        1 => " 1 is not known then or now, and is not compared.".to_owned(),
        unknown => format!(" {unknown} are not known then or now, and are not compared."),
    };
    let only = match (tally.only_then, tally.only_now) {
        (0, 0) => String::new(),
        (then, now) => format!(
            " Records lead elsewhere than then, so {} asked only then, and {now} only now.",
            counted(then, "question was", "questions were")
        ),
    };
    Prose::from([changed, unknown, only].concat())
}
