//! What to enter in a mail program, and what to try by hand, to be copied.

use super::detail::{addresses, table};
use super::subject::{Block, Part, Style};
use crate::follow::beyond::Beyond;
use crate::follow::mail_servers::Exchange;
use crate::follow::programs::{Programs, Service, Setting, Source, UserName};
use crate::report::by_hand::by_hand;
use crate::text::{Language, ProgramsWord};

/// What to enter in a mail program, and where programs look by themselves.
pub fn programs(programs: &Programs, language: Language) -> Vec<Block> {
    let settings = programs.settings();
    let mut blocks = Vec::new();
    if !settings.is_empty() {
        let lines = settings
            .iter()
            .map(|setting| language.setting(setting, &programs.domain));
        blocks.push(Block::Copied {
            caption: language.programs_word(ProgramsWord::Settings),
            text: lines.collect::<Vec<_>>().join("\n"),
        });
        blocks.extend(entered(programs, &settings, language));
    }
    let from_provider = |setting: &Setting| matches!(setting.source, Source::Provider(_));
    if settings.iter().any(from_provider)
        && let Some((vendor, found)) = programs.provider_settings()
    {
        blocks.extend(language.login(found.login, vendor).map(Block::Words));
    }
    let refused: Vec<_> = programs
        .offers
        .iter()
        .filter(|offer| offer.is_refused())
        .map(|offer| offer.service.labels().to_owned())
        .collect();
    if !refused.is_empty() {
        let name = language.programs_word(ProgramsWord::NotOffered);
        blocks.push(Block::Facts(vec![(name, refused)]));
    }
    blocks.extend(looked_at(programs, language));
    blocks
}

/// The table of what to enter.
fn entered(programs: &Programs, settings: &[Setting], language: Language) -> Option<Block> {
    let word = |word| language.programs_word(word);
    let heads = [
        word(ProgramsWord::For),
        language.table_words().host.to_owned(),
        word(ProgramsWord::Port),
        word(ProgramsWord::Encryption),
        word(ProgramsWord::UserName),
        word(ProgramsWord::KnownFrom),
    ];
    let rows = settings.iter().map(|setting| {
        let words = |text| vec![Part::new(Style::Words, word(text))];
        let user = word(ProgramsWord::User(setting.user_name, &programs.domain));
        let user_style = match setting.user_name {
            UserName::Bridge => Style::Words,
            UserName::Address | UserName::AppleAccount => Style::Code,
        };
        vec![
            words(ProgramsWord::Purpose(setting.purpose)),
            vec![Part::new(Style::Code, &setting.host)],
            vec![Part::new(Style::Code, setting.port)],
            words(ProgramsWord::Protected(setting.encryption)),
            vec![Part::new(user_style, user)],
            words(ProgramsWord::Source(setting.source)),
        ]
    });
    table(&heads.each_ref().map(String::as_str), rows.collect())
}

/// The names at which programs look for settings, where they lead anywhere.
fn looked_at(programs: &Programs, language: Language) -> Option<Block> {
    let words = language.table_words();
    let signposts = programs.signposts.iter();
    let signposts = signposts.filter(|signpost| signpost.is_there());
    let mut rows: Vec<_> = signposts
        .filter_map(|signpost| {
            let host = signpost.host.as_ref()?;
            let mut leads: Vec<_> = host
                .alias()
                .map(|target| Part::new(Style::Code, target))
                .into_iter()
                .collect();
            leads.extend(
                addresses(host, words)
                    .into_iter()
                    .map(|part| match part.style {
                        Style::Code if host.alias().is_some() => Part::new(Style::Alias, part.text),
                        _ => part,
                    }),
            );
            Some(vec![vec![Part::new(Style::Code, &host.name)], leads])
        })
        .collect();
    if let Some(offer) = programs.offer(Service::Autodiscover)
        && let Some(srv) = &offer.srv
    {
        for target in &offer.targets {
            if let Exchange::Host(host) = &target.place {
                let leads = format!("{}:{}", host.name, target.port);
                rows.push(vec![
                    vec![Part::new(Style::Code, &srv.question.name)],
                    vec![Part::new(Style::Code, leads)],
                ]);
            }
        }
    }
    let word = |word| language.programs_word(word);
    let heads = [word(ProgramsWord::LooksAt), word(ProgramsWord::LeadsTo)];
    table(&heads.each_ref().map(String::as_str), rows)
}

/// What a browser cannot see, with the lines that look for it.
pub fn beyond(beyond: &Beyond, language: Language) -> Vec<Block> {
    let made = by_hand(beyond);
    let trials = made.trials.into_iter().map(|(trial, commands)| {
        let message = language.trial(trial);
        let lines = commands.into_iter();
        Block::Commands {
            title: message.title,
            detail: message.detail,
            lines: lines
                .map(|command| (language.system(command.system).to_owned(), command.line))
                .collect(),
        }
    });
    let mut blocks: Vec<_> = trials.collect();
    if made.more > 0 {
        blocks.push(Block::Words(language.more_servers(made.more)));
    }
    if !made.unfit.is_empty() {
        blocks.push(Block::Words(language.unfit(&made.unfit)));
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::Name;
    use crate::follow::testing::client;
    use futures_util::FutureExt;

    fn shown(zone: &str, language: Language) -> Vec<Block> {
        let domain = Name::parse("d.example").unwrap();
        let client = client(zone);
        let asking = Programs::find(&client, &domain);
        programs(&asking.now_or_never().unwrap(), language)
    }

    fn copied(blocks: &[Block]) -> &str {
        let mut texts = blocks.iter().filter_map(|block| match block {
            Block::Copied { text, .. } => Some(text.as_str()),
            _ => None,
        });
        texts.next().unwrap_or_default()
    }

    #[test]
    fn settings_are_copied_as_lines() {
        let zone = "_imaps._tcp.d SRV 0 1 993 mail.d\n_submission._tcp.d SRV 0 1 587 mail.d\n\
            mail.d A 192.0.2.1";
        assert_eq!(
            copied(&shown(zone, Language::English)),
            "Reading (IMAP): mail.d.example, port 993, TLS, user name name@d.example\n\
             Sending (SMTP): mail.d.example, port 587, STARTTLS, user name name@d.example"
        );
        assert_eq!(
            copied(&shown(zone, Language::Chinese)),
            "收信（IMAP）：服务器mail.d.example，端口993，SSL/TLS，用户名name@d.example\n\
             发信（SMTP）：服务器mail.d.example，端口587，STARTTLS，用户名name@d.example"
        );
    }

    /// Each way to sign in is told of where the provider's settings are shown.
    #[test]
    fn how_to_sign_in_is_said_beside_the_servers_of_a_provider() {
        for (exchanger, wanted) in [
            ("aspmx.l.google.com.", Some("app password")),
            ("d.mail.protection.outlook.com.", Some("OAuth")),
            ("mx01.mail.icloud.com.", Some("icloud.com")),
            ("mail.protonmail.ch.", Some("Bridge")),
            ("in1-smtp.messagingengine.com.", Some("made for programs")),
            ("mxext1.mailbox.org.", None),
        ] {
            let blocks = shown(&format!("d MX 1 {exchanger}"), Language::English);
            let said = blocks.iter().find_map(|block| match block {
                Block::Words(words) => Some(words.plain()),
                _ => None,
            });
            let fits = match (&said, wanted) {
                (Some(said), Some(wanted)) => said.contains(wanted),
                (said, wanted) => said.is_none() && wanted.is_none(),
            };
            assert!(fits, "{exchanger}: {said:?}");
            assert!(!copied(&blocks).is_empty(), "{exchanger}");
        }
    }

    #[test]
    fn nothing_published_shows_nothing() {
        assert_eq!(shown("d MX 10 mail.d", Language::English), []);
    }
}
