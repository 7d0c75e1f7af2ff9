//! Where an SPF record leads, whether a mail would pass, and what would be if
//! the record said something else.

use crate::browser::{Browser, ENTER};
use crate::result;
use crate::runner::{Outcome, Test};
use serde_json::{Value, json};

pub fn tests() -> Vec<Test> {
    vec![
        Test::new("spf", "tree_is_counted", tree_is_counted),
        Test::new("spf", "tree_tells_where_it_leads", tree_tells),
        Test::new("spf", "way_to_the_first_fault_is_open", way_to_fault),
        Test::new("spf", "tree_folds_by_keyboard", folds_by_keyboard),
        Test::new("spf", "mail_passes_or_not", passes_or_not),
        Test::new("spf", "asks_nothing_twice", asks_nothing_twice),
        Test::new("spf", "trace_tells_each_question", trace_tells),
        Test::new("spf", "addresses_are_offered", addresses_are_offered),
        Test::new("spf", "what_is_no_address_is_said", no_address),
        Test::new("spf", "change_is_tried", change_is_tried),
        Test::new("spf", "record_stands_at_a_domain", stands_at),
        Test::new("spf", "link_carries_the_question", link_carries),
        Test::new("spf", "speaks_the_language", speaks),
    ]
}

const SPF: &str = "[data-subject=spf]";

/// Opens the check of a domain of the lab, with the row of SPF unfolded.
fn open(browser: &Browser, check: &str) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open_check(&format!("#check={check}"))?;
    unfold(browser)
}

fn unfold(browser: &Browser) -> Outcome {
    let script = format!("document.querySelector('{SPF}').open = true");
    browser.run(&script, &[]).map(drop)
}

/// The meters' words, in order.
fn meters(browser: &Browser) -> Result<Vec<String>, String> {
    let script = "return [...document.querySelectorAll('.meters li')].map(each => each.textContent.trim().replace(/\\s+/g, ' '))";
    strings(browser.run(script, &[])?)
}

/// What stands behind a term of the first tree.
fn node(browser: &Browser, term: &str) -> Result<String, String> {
    let script = "const code = [...document.querySelectorAll('.told .tree code')].find(each => each.textContent === arguments[0]);
        return code?.nextElementSibling.textContent.replaceAll('\\u00a0', ' ')";
    let words = browser.run(script, &[json!(term)])?;
    let words = words.as_str().map(str::to_owned);
    words.ok_or_else(|| format!("no node {term}"))
}

fn strings(value: Value) -> Result<Vec<String>, String> {
    serde_json::from_value(value).map_err(|error| error.to_string())
}

fn is<T: PartialEq + std::fmt::Debug>(what: &str, found: T, wanted: T) -> Outcome {
    match found == wanted {
        true => Ok(()),
        false => Err(format!("{what}: {found:?}, not {wanted:?}")),
    }
}

fn says(what: &str, text: &str, words: &str) -> Outcome {
    match text.contains(words) {
        true => Ok(()),
        false => Err(format!("{what} does not say {words:?}: {text}")),
    }
}

/// Asks whether a mail from an address passes, and waits for the result.
fn pass(browser: &Browser, address: &str, wanted: &str) -> Outcome {
    browser.fill("#pass-ip", &format!("{address}{ENTER}"))?;
    browser.wait_for(&format!("#verdict[data-result={wanted}]"))
}

fn tree_is_counted(browser: &Browser) -> Outcome {
    open(browser, "ten-lookups.test")?;
    is(
        "lookups",
        meters(browser)?[0].clone(),
        "Lookups 11 of 10".into(),
    )?;
    let cells = browser.attributes(".meters li:first-child i", "class")?;
    is("cells", cells.concat(), "uuuuuuuuuuo".into())?;
    let wanted = [
        ("include:a.ten-lookups.test", "1 + 3 lookups"),
        ("include:b.ten-lookups.test", "1 + 4 lookups"),
        ("include:c.ten-lookups.test", "1 lookup"),
        ("mx", "1 lookup · 1 mail server"),
    ];
    for (term, words) in wanted {
        says(term, &node(browser, term)?, words)?;
    }
    open(browser, "healthy.test")?;
    is(
        "lookups",
        meters(browser)?[0].clone(),
        "Lookups 3 of 10".into(),
    )?;
    let line = browser.text(&format!("{SPF} summary .line"))?;
    is("line", line, "3 of 10 lookups; ends in -all".into())
}

fn tree_tells(browser: &Browser) -> Outcome {
    open(browser, "big-tree.test")?;
    is(
        "meters",
        meters(browser)?,
        vec![
            "Lookups at least 41 of 10".into(),
            "Empty answers at least 1 of 2".into(),
        ],
    )?;
    for (term, words) in [
        ("include:mail.spf-vendors.test", "1 + 3 lookups"),
        ("include:office.spf-group.test", "1 + at least 21 lookups"),
        ("include:m1.spf-vendors.test", "1 lookup"),
        (
            "include:silent.spf-group.test",
            "unknown: nothing came within",
        ),
        ("include:%{i}.spf-macro.test", "depends on the sender"),
        ("a:gone.big-tree.test", "1 empty answer · nothing there"),
        ("redirect=all.spf-clouds.test", "1 + 3 lookups"),
    ] {
        says(term, &node(browser, term)?, words)?;
    }
    let tree = browser.text(".told .tree")?;
    says("the tree", &tree, "again: counts 1 more")?;
    says("the tree", &tree, "leads back to a record above it")?;
    let unknown = browser.text(".told .tree .not-known")?;
    says("the dashed node", &unknown, "unknown")?;
    let records = browser.run(
        "return document.querySelectorAll('.told .tree .record .r-name').length > 20",
        &[],
    )?;
    is("coloured records", records, json!(true))
}

fn way_to_fault(browser: &Browser) -> Outcome {
    open(browser, "big-tree.test")?;
    let script = "return [...document.querySelectorAll('.told .tree details[open] > summary > code')].map(each => each.textContent)";
    let unfolded = strings(browser.run(script, &[])?)?;
    is(
        "unfolded",
        unfolded,
        vec![
            "include:office.spf-group.test".into(),
            "include:eu.spf-group.test".into(),
        ],
    )
}

fn folds_by_keyboard(browser: &Browser) -> Outcome {
    open(browser, "ten-lookups.test")?;
    let first = ".told .tree details > summary";
    let is_open = "return document.querySelector('.told .tree details').open";
    let before = browser.run(is_open, &[])?;
    browser.type_into(first, &ENTER.to_string())?;
    let after = browser.run(is_open, &[])?;
    if before == after {
        return Err(format!("Enter left the node as it was: {before}"));
    }
    browser.type_into(first, " ")?;
    is("after a space", browser.run(is_open, &[])?, before)
}

fn passes_or_not(browser: &Browser) -> Outcome {
    open(browser, "healthy.test")?;
    for (address, result, words) in [
        (
            "192.0.2.10",
            "pass",
            "Pass: 192.0.2.10 may send for healthy.test",
        ),
        (
            "2001:db8::10",
            "pass",
            "a:mail.healthy.test in the record of healthy.test",
        ),
        (
            "203.0.113.21",
            "pass",
            "include:_spf.healthy.test in the record of healthy.test",
        ),
        ("203.0.113.9", "fail", "203.0.113.9 may not send"),
    ] {
        pass(browser, address, result)?;
        browser.wait(
            words,
            &format!(
                "return document.querySelector('#verdict').textContent.includes({})",
                json!(words)
            ),
        )?;
    }
    open(browser, "ten-lookups.test")?;
    pass(browser, "198.18.0.1", "permerror")?;
    open(browser, "void-spf.test")?;
    pass(browser, "198.18.0.1", "permerror")
}

/// What the check asked, the evaluation knows.
fn asks_nothing_twice(browser: &Browser) -> Outcome {
    open(browser, "healthy.test")?;
    browser.foreign_requests()?;
    pass(browser, "203.0.113.21", "pass")?;
    match browser.foreign_requests()?.as_slice() {
        [] => Ok(()),
        asked => Err(format!("asked {asked:?}")),
    }
}

fn trace_tells(browser: &Browser) -> Outcome {
    open(browser, "healthy.test")?;
    pass(browser, "203.0.113.21", "pass")?;
    let trace = browser.text("#verdict .tree")?;
    for words in [
        "healthy.test TXT",
        "a:mail.healthy.test",
        "lookup 1 of 10 · does not match",
        "mail.healthy.test A",
        "192.0.2.10",
        "include:_spf.healthy.test",
        "lookup 2 of 10 · matches: pass",
        "_spf.healthy.test TXT",
        "lookup 3 of 10 · matches: pass",
        "its result: pass",
    ] {
        says("the trace", &trace, words)?;
    }
    says(
        "the verdict",
        &browser.text("#verdict")?,
        "3 of 10 lookups and 0 of 2 empty answers were used.",
    )
}

fn addresses_are_offered(browser: &Browser) -> Outcome {
    open(browser, "healthy.test")?;
    let script =
        "return [...document.querySelectorAll('.pass .others code')].map(each => each.textContent)";
    let offers = strings(browser.run(script, &[])?)?;
    for address in ["192.0.2.10", "2001:db8::10", "203.0.113.21"] {
        if offers.iter().filter(|offer| *offer == address).count() != 1 {
            return Err(format!("{address} is not offered once: {offers:?}"));
        }
    }
    browser.click(".pass .others button")?;
    browser.wait_for("#verdict[data-result=pass]")?;
    let field = browser.run("return document.querySelector('#pass-ip').value", &[])?;
    is("the field", field, json!(offers[0]))
}

fn no_address(browser: &Browser) -> Outcome {
    open(browser, "healthy.test")?;
    pass(browser, "192.0.2.10", "pass")?;
    browser.fill("#pass-ip", &format!("192.0.2{ENTER}"))?;
    browser.wait(
        "the error",
        "return document.querySelector('#pass-error').textContent.includes('192.0.2 is no IP address')",
    )?;
    is(
        "the result",
        browser.attributes("#verdict", "data-result")?,
        vec![String::new()],
    )
}

fn change_is_tried(browser: &Browser) -> Outcome {
    open(browser, "healthy.test")?;
    pass(browser, "198.18.0.7", "fail")?;
    is("unpublished", browser.text(".unpublished")?, String::new())?;
    browser.click("#edit-record")?;
    let text = browser.run("return document.querySelector('#edited').value", &[])?;
    is(
        "the field",
        text,
        json!("v=spf1 a:mail.healthy.test include:_spf.healthy.test -all"),
    )?;
    browser.fill(
        "#edited",
        "v=spf1 ip4:198.18.0.0/24 include:_spf.healthy.test a mx mxx -all",
    )?;
    browser.wait_for(".told [data-rule=spf-mechanism-unknown] .fix .diff")?;
    browser.wait_for("#verdict[data-result=permerror]")?;
    browser.fill(
        "#edited",
        "v=spf1 ip4:198.18.0.0/24 include:_spf.healthy.test a mx ~all",
    )?;
    browser.wait_for("#verdict[data-result=pass]")?;
    is(
        "lookups",
        meters(browser)?[0].clone(),
        "Lookups 4 of 10".into(),
    )?;
    browser.wait_for(".told [data-rule=spf-all-softfail]")?;
    says("the mark", &browser.text(".unpublished")?, "Not published")?;
    browser.wait_for(".editor .ink .r-name")?;
    let published = browser.text(&format!("{SPF} .records .text"))?;
    says("what is published", &published, "-all")?;
    browser.click("#as-published")?;
    browser.wait_for("#verdict[data-result=fail]")?;
    is(
        "lookups",
        meters(browser)?[0].clone(),
        "Lookups 3 of 10".into(),
    )?;
    browser.click("#close-edit")?;
    browser.wait_for("#edit-record")?;
    browser.wait_for("#verdict[data-result=fail]")?;
    is("unpublished", browser.text(".unpublished")?, String::new())
}

fn stands_at(browser: &Browser) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open("")?;
    browser.send("v=spf1 mx include:_spf.healthy.test ip4:198.18.0.0/24 -all")?;
    browser.wait_for("#stand-at")?;
    is("asked", browser.foreign_requests()?.len(), 0)?;
    browser.fill("#stand-at", &format!("healthy.test{ENTER}"))?;
    browser.wait_for(".told .tree")?;
    is(
        "lookups",
        meters(browser)?[0].clone(),
        "Lookups 3 of 10".into(),
    )?;
    says("the mark", &browser.text(".unpublished")?, "Not published")?;
    says("mx", &node(browser, "mx")?, "2 mail servers")?;
    pass(browser, "198.18.0.9", "pass")?;
    // What a text alone shows is told once.
    let told = result::findings(browser)?;
    let all = told.iter().filter(|told| told.rule == "spf-all-fail");
    is("spf-all-fail", all.count(), 1)?;
    browser.fill("#stand-at", &format!("a..b{ENTER}"))?;
    browser.wait(
        "the error",
        "return document.querySelector('.stand .refused').textContent !== ''",
    )
}

fn link_carries(browser: &Browser) -> Outcome {
    open(browser, "healthy.test")?;
    browser.fill("#pass-sender", "a@sub.healthy.test")?;
    pass(browser, "192.0.2.10", "pass")?;
    let hash = browser.run("return location.hash", &[])?;
    let hash = hash.as_str().unwrap_or_default().to_owned();
    says("the link", &hash, "check=healthy.test")?;
    says(
        "the link",
        &hash,
        "&ip=192.0.2.10&sender=a%40sub.healthy.test",
    )?;
    browser.open_check(&hash)?;
    browser.wait_for(&format!("{SPF}[open] #verdict[data-result=pass]"))?;
    says(
        "the verdict",
        &browser.text("#verdict")?,
        "may send for sub.healthy.test",
    )?;
    let sender = browser.run("return document.querySelector('#pass-sender').value", &[])?;
    is("the sender", sender, json!("a@sub.healthy.test"))?;
    // Another check has another question.
    browser.check("parked.example")?;
    let hash = browser.run("return location.hash", &[])?;
    is("the link", hash, json!("#check=parked.example&lang=en"))?;
    is(
        "the result",
        browser.attributes("#verdict", "data-result")?,
        vec![String::new()],
    )
}

fn speaks(browser: &Browser) -> Outcome {
    open(browser, "big-tree.test&ip=192.0.2.1&lang=zh")?;
    browser.wait_for("#verdict[data-result=pass]")?;
    let meters = meters(browser)?;
    is("lookups", meters[0].clone(), "查询 至少41（上限10）".into())?;
    says(
        "the verdict",
        &browser.text("#verdict")?,
        "可以替big-tree.test发信",
    )?;
    browser.click("#language")?;
    browser.wait_for("html[lang=en]")?;
    browser.wait(
        "the verdict in English",
        "return document.querySelector('#verdict').textContent.includes('may send for')",
    )?;
    says(
        "the tree",
        &browser.text(".told .tree")?,
        "depends on the sender",
    )
}
