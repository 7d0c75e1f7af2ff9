//! Many domains.

use crate::report::survey::List;
use crate::text::many::{Left, ManyWords};
use crate::text::number::grouped;

pub const WORDS: ManyWords = ManyWords {
    title: "Many domains",
    lede: "Paste a list or drop a file, and each of its domains is checked, one after the other. It goes on while you do something else in this tab, and after a reload where it left off. What goes unanswered is asked once more at the end.",
    tells: "The list and what is found stay in this browser. The resolvers that you chose learn which domains they are.",
    label: "A domain a line",
    placeholder: "example.com\nsomeone@example.net\nhttps://www.example.org/",
    file: "Choose a file",
    drop: "or drop one here: text, or CSV with the domains in a column",
    pace: ["At most", "questions a second per resolver"],
    pause: "Pause",
    go_on: "Go on",
    again: "Ask again what went unanswered",
    new_list: "New list",
    really: "Forget this list and what was found?",
    keep: "Keep it",
    not_kept: "This browser keeps nothing, so a reload would lose the list. Save it as a file before you go.",
    elsewhere: "Another tab of this browser checks a list. It goes on here when that tab is closed.",
    broken: "This part of the page did not come. Reload it to try again.",
    refused: "Lines that were not understood",
    refused_address: "An IP address. Check it by itself.",
    refused_one_label: "A domain has a dot in it.",
    refused_text: "There is no domain in it.",
    show: "Show",
    rule: "with the finding",
    any_rule: "any",
    word: "with the word",
    save: "Save as",
    table: "What was found",
    none: "No domain is like that.",
    unchecked: "not checked yet",
    domain: "Domain",
    answers: ["Reached", "Forged", "Accepted"],
    findings: "Findings",
    gravest: "What matters most",
    nothing: "nothing to change",
    wanted: [
        "all domains",
        "mail may not reach them",
        "strangers can forge them",
        "their own mail may be refused",
        "all is as it should be",
        "something went unanswered",
        "not checked yet",
    ],
    stages: [
        "",
        "Paused",
        "Under way",
        "Nobody answers just now. It goes on by itself when somebody does.",
        "All are checked",
    ],
};

pub fn check(domains: u32) -> String {
    match domains {
        0 => "Check".into(),
        1 => "Check 1 domain".into(),
        _ => format!("Check {} domains", number(domains)),
    }
}

pub fn listed(list: &List, file: &str) -> String {
    let domains = match list.entries.len() {
        0 => "no domain".to_owned(),
        1 => "1 domain".to_owned(),
        count => format!("{} domains", number(count as u32)),
    };
    let mut text = match file {
        "" => domains,
        file => format!("{file}: {domains}"),
    };
    for (count, one, many) in [
        (list.repeated, "line repeats another", "lines repeat others"),
        (
            list.refused_count,
            "line was not understood",
            "lines were not understood",
        ),
        (
            list.beyond,
            "line is more than fits",
            "lines are more than fit",
        ),
    ] {
        match count {
            0 => {}
            1 => text += &format!("; 1 {one}"),
            _ => text += &format!("; {} {many}", number(count as u32)),
        }
    }
    text
}

pub fn done(done: u32, total: u32) -> String {
    let (done, total) = (number(done), number(total));
    format!("{done} of {total}")
}

pub fn left(seconds: u32) -> String {
    match Left::new(seconds) {
        Left::Moments => "less than a minute left".into(),
        Left::Minutes(1) => "about a minute left".into(),
        Left::Minutes(minutes) => format!("about {minutes} minutes left"),
        Left::Hours(1, 0) => "about an hour left".into(),
        Left::Hours(hours, 0) => format!("about {hours} hours left"),
        Left::Hours(1, minutes) => format!("about 1 hour {minutes} minutes left"),
        Left::Hours(hours, minutes) => format!("about {hours} hours {minutes} minutes left"),
    }
}

pub fn slowed(rate: u32) -> String {
    format!("Not all is answered, so only {rate} questions a second go out for now.")
}

pub fn asked(sent: u32, recalled: u32) -> String {
    let (sent, recalled) = (number(sent), number(recalled));
    format!("{sent} questions asked; {recalled} more were known from other domains")
}

pub fn shown(shown: u32, total: u32) -> String {
    let (shown, total) = (number(shown), number(total));
    match shown == total {
        true => format!("{total} domains"),
        false => format!("{shown} of {total} domains"),
    }
}

pub fn findings(errors: u32, warnings: u32, advice: u32) -> String {
    let parts = [
        (errors, "error", "errors"),
        (warnings, "warning", "warnings"),
        (advice, "hint", "hints"),
    ];
    let parts = parts.into_iter().filter(|(count, ..)| *count > 0);
    let parts: Vec<_> = parts
        .map(|(count, one, many)| match count {
            1 => format!("1 {one}"),
            _ => format!("{count} {many}"),
        })
        .collect();
    match parts.is_empty() {
        true => "none".into(),
        false => parts.join(", "),
    }
}

pub fn unanswered(count: u32) -> String {
    match count {
        1 => "1 question unanswered".into(),
        _ => format!("{count} questions unanswered"),
    }
}

fn number(number: u32) -> String {
    grouped(number.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_summed_up() {
        let list = List::read("a.test\nb.test\na.test\n?\n??");
        assert_eq!(
            listed(&list, ""),
            "2 domains; 1 line repeats another; 2 lines were not understood"
        );
        assert_eq!(listed(&List::default(), "a.csv"), "a.csv: no domain");
    }
}
