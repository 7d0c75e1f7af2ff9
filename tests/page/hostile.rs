//! Records that want to be more than text, and links that do.

use crate::browser::{Browser, DONE};
use crate::result;
use crate::runner::{Outcome, Test};
use std::time::{Duration, Instant};

pub fn tests() -> Vec<Test> {
    vec![
        Test::new("hostile", "markup_stays_text", markup_stays_text),
        Test::new(
            "hostile",
            "unseen_characters_are_seen",
            unseen_characters_are_seen,
        ),
        Test::new("hostile", "links_stay_text", links_stay_text),
        Test::new("hostile", "sixty_kilobytes", sixty_kilobytes),
        Test::new("hostile", "a_long_link", a_long_link),
    ]
}

fn check(browser: &Browser, domain: &str) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open_check(&format!("#check={domain}&selector=default"))
}

/// Unfolds all there is, the long texts too.
fn unfold(browser: &Browser) -> Outcome {
    result::open_all(browser)?;
    let fold =
        "for (const each of document.querySelectorAll('.fold[aria-expanded=false]')) each.click()";
    browser.run(fold, &[])?;
    browser.wait(
        "texts that are whole",
        "return document.querySelector('.fold[aria-expanded=false]') === null",
    )
}

/// Every one of the texts would change the title, could it run; none becomes
/// an element.
fn nothing_has_become_of_it(browser: &Browser) -> Outcome {
    let title = browser.run("return document.title", &[])?;
    if title.as_str().is_none_or(|title| title.contains("owned")) {
        return Err(format!("it has run: the window is called {title}"));
    }
    let made = "#app :is(script, iframe, img, object, embed, style, form form, svg[onload], \
        [onerror], [onload], [style], h1 b, .text b, .finding b, a[href^='javascript:' i])";
    match browser.attributes(made, "class")?.len() {
        0 => Ok(()),
        _ => Err("a text has become an element".into()),
    }
}

fn markup_stays_text(browser: &Browser) -> Outcome {
    check(browser, "hostile.test")?;
    unfold(browser)?;
    nothing_has_become_of_it(browser)?;
    let text = result::text(browser)?;
    let mut amiss = Vec::new();
    for shown in [
        "<script>document.title='owned'</script>",
        "<img src=x onerror=",
        "<svg/onload=document.title='owned'>",
        "<iframe src=javascript:document.title='owned'>",
        "javascript:document.title='owned'",
        "<b>reject</b>",
    ] {
        if !text.contains(shown) {
            amiss.push(format!("{shown} is not shown"));
        }
    }
    let strangers = browser.foreign_requests()?;
    let doh = browser.lab.doh();
    let strangers = strangers
        .iter()
        .filter(|request| !request.url.starts_with(doh));
    amiss.extend(strangers.map(|request| format!("asked {}", request.url)));
    result::all_well(amiss)
}

/// Controls, what turns a line around, and what takes no room: none of it is
/// in the page, neither in its text nor in an attribute. It is written out.
fn unseen_characters_are_seen(browser: &Browser) -> Outcome {
    for language in ["en", "zh"] {
        check(browser, &format!("hostile.test&lang={language}"))?;
        unfold(browser)?;
        no_unseen_characters(browser)?;
        let glyphs = browser.run(
            "return [...document.querySelectorAll('.glyph')].map(each => each.textContent).join(' ')",
            &[],
        )?;
        let glyphs = glyphs.as_str().unwrap_or_default();
        let text = result::text(browser)?;
        for sign in ["202E", "2066", "200B", "FEFF"] {
            if !text.contains(sign) {
                return Err(format!("U+{sign} is not written out; what is: {glyphs}"));
            }
        }
    }
    Ok(())
}

/// In the whole page, but for the field and the colours behind it, which hold
/// what was typed.
fn no_unseen_characters(browser: &Browser) -> Outcome {
    let found = browser.run(
        r"const unseen = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/u;
        const found = [];
        const look = (text, where) => {
            const at = text.search(unseen);
            if (at >= 0) found.push(`U+${text.charCodeAt(at).toString(16)} in ${where}: ${JSON.stringify(text.slice(Math.max(0, at - 20), at + 20))}`);
        };
        const place = element => element ? `${place(element.parentElement)} ${element.tagName}.${element.className}` : '';
        const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) if (!texts.currentNode.parentElement.closest('.ink')) look(texts.currentNode.data, place(texts.currentNode.parentElement));
        for (const element of document.querySelectorAll('*'))
            for (const { name, value } of element.attributes) look(value, `${element.tagName} ${name}`);
        look(document.title, 'the title');
        return found",
        &[],
    )?;
    let found: Vec<String> = serde_json::from_value(found).map_err(|error| error.to_string())?;
    result::all_well(found)
}

/// What a link says is shown as what it is, too.
fn links_stay_text(browser: &Browser) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    for check in [
        "v%3Dspf1%20%3Cscript%3Edocument.title%3D'owned'%3C%2Fscript%3E%20-all",
        "v%3DDMARC1%3B%20p%3D%3Cimg%20src%3Dx%20onerror%3Ddocument.title%3D'owned'%3E",
        "v%3Dspf1%20include%3A%E2%80%AEmoc.live%E2%80%AC%20%00%07%1B%5B31m%20-all",
        "v%3DDKIM1%3B%20p%3D%E2%80%8B%EF%BB%BFAAAA%C2%AD",
        "%3Cb%3Ewords%20of%20no%20kind%3C%2Fb%3E%E2%81%A6%E2%81%A9",
    ] {
        browser.open_check(&format!("#check={check}"))?;
        nothing_has_become_of_it(browser)?;
        no_unseen_characters(browser).map_err(|error| format!("{check}: {error}"))?;
    }
    Ok(())
}

/// The result comes, its evidence too, no wall of text is shown, and the page
/// goes on answering.
fn sixty_kilobytes(browser: &Browser) -> Outcome {
    let mut amiss = Vec::new();
    let mut took = |what: &str, begin: Instant, limit: u64| {
        let time = begin.elapsed();
        if time > Duration::from_millis(limit) {
            amiss.push(format!("{what} took {time:?}, more than {limit} ms"));
        }
    };
    let begin = Instant::now();
    check(browser, "big.test")?;
    took("the check", begin, 5000);
    let begin = Instant::now();
    result::open_all(browser)?;
    took("opening the evidence", begin, 2000);
    // Another subject may rest on the same answer, and show it too.
    let shown = browser.text("[data-subject=spf]")?.len();
    let begin = Instant::now();
    unfold(browser)?;
    took("unfolding all of it", begin, 3000);
    let whole = result::text(browser)?.len();
    let begin = Instant::now();
    browser.check("healthy.test")?;
    took("the next check", begin, 3000);
    if shown > 20_000 {
        amiss.push(format!("{shown} bytes of text are shown at once"));
    }
    if whole < 60_000 {
        amiss.push(format!("unfolded it is {whole} bytes, which is not all"));
    }
    result::all_well(amiss)
}

/// A record of 64 KiB in a link.
fn a_long_link(browser: &Browser) -> Outcome {
    let record = format!("v=spf1%20{}-all", "ip4:192.0.2.1%20".repeat(4096));
    let begin = Instant::now();
    browser.open(&format!("#check={record}"))?;
    browser.wait_for(DONE)?;
    match begin.elapsed() {
        time if time < Duration::from_secs(5) => Ok(()),
        time => Err(format!("it took {time:?}")),
    }
}
