//! What `index.html` shows first is what the page then draws in its place.

use mailvet::text::{Language, Ui};

fn words(ui: &Ui) -> [&str; 19] {
    [
        ui.build,
        ui.rules,
        ui.settings,
        ui.heading,
        ui.input_label,
        ui.check,
        ui.for_domain,
        ui.as_records_say,
        ui.selectors,
        ui.selectors_none,
        ui.asked_at,
        ui.lede,
        ui.lede_privacy,
        ui.samples,
        ui.samples_note,
        ui.many,
        ui.open,
        ui.privacy,
        ui.engine_coming,
    ]
}

#[test]
fn the_first_paint_says_what_the_page_says() {
    let page = include_str!("../index.html");
    for word in words(Language::English.ui()) {
        let text = format!(">{word}<");
        let placeholder = format!("placeholder=\"{word}\"");
        assert!(
            page.contains(&text) || page.contains(&placeholder),
            "{word}"
        );
    }
    for word in words(Language::Chinese.ui()) {
        assert!(page.contains(&format!("=\"{word}\"")), "{word}");
    }
}

#[test]
fn the_first_paint_offers_every_sample() {
    let page = include_str!("../index.html");
    for domain in mailvet::dns::sample::DOMAINS {
        assert!(page.contains(&format!("#check={domain}")), "{domain}");
        for language in Language::ALL {
            let words = language.sample(domain);
            assert!(!words.is_empty() && page.contains(words), "{domain}");
        }
    }
}

#[test]
fn the_first_paint_has_the_whole_foot() {
    let page = include_str!("../index.html");
    let version = concat!(">Mailvet ", env!("CARGO_PKG_VERSION"), "<");
    assert!(page.contains(version), "{version}");
}
