//! What was gathered of DMARC: what is done with mail that fails and who says
//! so, where reports go, and the walk, question by question.

use super::detail::table;
use super::subject::{Block, Part, Style};
use crate::dns::Name;
use crate::follow::dmarc::{
    Author, Consent, Dmarc, Effect, Mailbox, OlderEffect, PolicyTag, Reports, Walk, policy_name,
};
use crate::text::{DmarcWord, Language, alone};

/// What was gathered of DMARC.
pub fn blocks(dmarc: &Dmarc, language: Language) -> Vec<Block> {
    let blocks = [
        policies(dmarc, language),
        reports(&dmarc.reports, language),
        Some(steps(&dmarc.walk, language)),
    ];
    blocks.into_iter().flatten().collect()
}

/// What is done with mail that fails, by whom it is from.
fn policies(dmarc: &Dmarc, language: Language) -> Option<Block> {
    let word = |word| language.dmarc_word(word);
    let authors = [
        (
            Author::Domain(dmarc.exists),
            Part::new(Style::Code, &dmarc.walk.start),
        ),
        (
            Author::Subdomain,
            Part::new(Style::Words, word(DmarcWord::Subdomain)),
        ),
        (
            Author::Nonexistent,
            Part::new(Style::Words, word(DmarcWord::Nonexistent)),
        ),
    ];
    let effects = authors
        .iter()
        .map(|(author, _)| dmarc.walk.effect(*author))
        .collect::<Vec<_>>();
    if effects.iter().all(|effect| *effect == Effect::None) {
        return None;
    }
    let rows = authors
        .into_iter()
        .zip(effects)
        .map(|((author, from), effect)| {
            let (done, by) = effect_parts(effect, language);
            let older = older_parts(dmarc.walk.older_effect(author), language);
            vec![vec![from], done, by, older]
        });
    let heads = [
        DmarcWord::Author,
        DmarcWord::Done,
        DmarcWord::By,
        DmarcWord::Older,
    ];
    let heads = heads.map(word);
    table(&heads.each_ref().map(String::as_str), rows.collect())
}

/// What is done, and who says so.
fn effect_parts(effect: Effect, language: Language) -> (Vec<Part>, Vec<Part>) {
    let word = |style, word| Part::new(style, language.dmarc_word(word));
    let nobody = || vec![Part::new(Style::Words, "–")];
    match effect {
        Effect::Applied {
            applied,
            asked,
            tag,
            from,
        } => {
            let mut done = vec![Part::new(Style::Code, applied.text())];
            if applied != asked {
                done.push(word(Style::Words, DmarcWord::Testing(asked)));
            }
            let says = match tag {
                PolicyTag::Implied => word(Style::Words, DmarcWord::Implied),
                _ => Part::new(Style::Code, format_args!("{}={}", tag.text(), asked.text())),
            };
            (done, vec![says, owner(from)])
        }
        Effect::NoProcessing { from } => {
            let nothing = word(Style::Absent, DmarcWord::NoEffect);
            (vec![nothing], vec![owner(from)])
        }
        Effect::None => (vec![none(language)], nobody()),
        Effect::Unknown => (vec![unknown(language)], nobody()),
    }
}

fn older_parts(effect: OlderEffect, language: Language) -> Vec<Part> {
    let word = |style, word| Part::new(style, language.dmarc_word(word));
    match effect {
        OlderEffect::Applied {
            applied,
            percent,
            registered,
        } => {
            let mut parts = vec![Part::new(Style::Code, applied.text())];
            if percent < 100 {
                parts.push(word(Style::Words, DmarcWord::Percent(percent)));
            }
            if let Some(name) = registered {
                parts.push(word(Style::Words, DmarcWord::Registered));
                parts.push(Part::new(Style::Code, name));
            }
            parts
        }
        OlderEffect::None => vec![none(language)],
        OlderEffect::Depends => vec![word(Style::Unknown, DmarcWord::Depends)],
        OlderEffect::Unknown => vec![unknown(language)],
    }
}

/// Where the record of a domain stands.
fn owner(domain: &Name) -> Part {
    let name = policy_name(domain);
    Part::new(Style::Code, name.as_ref().unwrap_or(domain))
}

fn none(language: Language) -> Part {
    Part::new(Style::Absent, language.table_words().none)
}

fn unknown(language: Language) -> Part {
    Part::new(Style::Unknown, language.table_words().unknown)
}

/// Each address that is to get reports.
fn reports(reports: &Reports, language: Language) -> Option<Block> {
    let words = language.table_words();
    let word = |style, word| Part::new(style, language.dmarc_word(word));
    let mut rows = Vec::new();
    for to in &reports.destinations {
        let agrees = match &to.consent {
            Consent::Same | Consent::NotNeeded { .. } => word(Style::Words, DmarcWord::NotNeeded),
            Consent::Given {
                by_wildcard: true, ..
            } => word(Style::Good, DmarcWord::Everybody),
            Consent::Given { .. } => Part::new(Style::Good, words.yes),
            Consent::Absent | Consent::Invalid(_) | Consent::NameTooLong => {
                Part::new(Style::Absent, words.no)
            }
            Consent::Unknown => unknown(language),
        };
        let takes_mail = match to.mailbox {
            None => Part::new(Style::Words, "–"),
            Some(Mailbox::Reached) => Part::new(Style::Good, words.yes),
            Some(Mailbox::Nowhere) => Part::new(Style::Absent, words.no),
            Some(Mailbox::NullMx) => word(Style::Absent, DmarcWord::NullMx),
            Some(Mailbox::NoSuchDomain) => word(Style::Absent, DmarcWord::NoSuchDomain),
            Some(Mailbox::Unknown) => unknown(language),
        };
        for (tag, address) in &to.addresses {
            let address = vec![
                Part::new(Style::Code, alone(address)),
                Part::new(Style::Words, tag),
            ];
            rows.push(vec![
                address,
                vec![agrees.clone()],
                vec![takes_mail.clone()],
            ]);
        }
    }
    let heads = [
        DmarcWord::ReportsTo,
        DmarcWord::Agrees,
        DmarcWord::TakesMail,
    ];
    let heads = heads.map(|head| language.dmarc_word(head));
    table(&heads.each_ref().map(String::as_str), rows)
}

fn steps(walk: &Walk, language: Language) -> Block {
    let last = walk.steps.len().saturating_sub(1);
    let steps = walk.steps.iter().enumerate().map(|(index, step)| {
        let name = &step.txt.question.name;
        (name.to_string(), language.dmarc_step(step, index == last))
    });
    Block::Steps {
        caption: language.table_words().names_asked.to_owned(),
        steps: steps.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow::dmarc::testing::dmarc;

    fn texts(block: &Block) -> Vec<Vec<String>> {
        let Block::Table { heads, rows } = block else {
            panic!("no table");
        };
        let cell = |cell: &Vec<Part>| {
            let texts: Vec<_> = cell.iter().map(|part| part.text.as_str()).collect();
            texts.join(" ")
        };
        assert!(rows.iter().all(|row| row.len() == heads.len()));
        let rows = rows.iter();
        rows.map(|row| row.iter().map(cell).collect()).collect()
    }

    #[test]
    fn policies_are_told_with_their_tags() {
        let zone = "d A 192.0.2.1\n_dmarc.d TXT \"v=DMARC1; p=reject; sp=none; t=y; pct=20\"";
        let found = dmarc("d.example", zone);
        let blocks = blocks(&found, Language::English);
        let own = "_dmarc.d.example";
        let older = "if the name registered is d.example";
        assert_eq!(
            texts(&blocks[0]),
            [
                [
                    "d.example",
                    "quarantine for reject, as t=y",
                    &format!("p=reject {own}"),
                    "reject for 20% of it"
                ],
                [
                    "a subdomain that exists",
                    "none",
                    &format!("sp=none {own}"),
                    &format!("none for 20% of it {older}")
                ],
                [
                    "a subdomain that does not",
                    "none",
                    &format!("sp=none {own}"),
                    &format!("none for 20% of it {older}")
                ],
            ]
        );
        assert!(matches!(&blocks[1], Block::Steps { steps, .. } if steps.len() == 2));
    }

    #[test]
    fn destinations_are_told_one_by_one() {
        let zone = "_dmarc.d TXT \"v=DMARC1; p=none; rua=mailto:a@d.example,mailto:b@r.example\"\n\
                    d MX 0 .\nr MX 10 mx.r\n*._report._dmarc.r TXT v=DMARC1";
        let blocks = blocks(&dmarc("d.example", zone), Language::English);
        assert_eq!(
            texts(&blocks[1]),
            [
                [
                    "a@d.example rua",
                    "need not: the same organization",
                    "no: it says so"
                ],
                ["b@r.example rua", "yes, for every domain", "yes"],
            ]
        );
    }

    #[test]
    fn where_no_record_speaks_there_is_nothing_but_the_walk() {
        for language in Language::ALL {
            assert_eq!(blocks(&dmarc("d.example", ""), language).len(), 1);
        }
    }
}
