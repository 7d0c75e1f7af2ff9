//! What was seen is carried by links and files, opens with nobody asked, and is
//! compared with now.

use crate::browser::{Browser, DONE};
use crate::result;
use crate::runner::{Outcome, Test};
use crate::served::Edited;
use mailvet::report::snapshot::{INFLATED_OCTETS, seal};
use miniz_oxide::deflate::compress_to_vec;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

pub fn tests() -> Vec<Test> {
    vec![
        Test::new("snapshots", "are_marked_as_seen", are_marked_as_seen),
        Test::new("snapshots", "first_version_opens", first_version_opens),
        Test::new("snapshots", "damage_is_told", damage_is_told),
        Test::new("snapshots", "no_damage_passes", no_damage_passes),
        Test::new("snapshots", "bombs_do_not_go_off", bombs_do_not_go_off),
        Test::new("snapshots", "are_saved_and_opened", are_saved_and_opened),
        Test::new("snapshots", "open_where_dropped", open_where_dropped),
        Test::new("snapshots", "then_and_now", then_and_now),
        Test::new("snapshots", "carry_addresses", carry_addresses),
        Test::new("snapshots", "fit_every_width", fit_every_width),
    ]
}

/// The text of what the present check has seen.
fn sealed(browser: &Browser) -> Result<String, String> {
    let script = "return mailvetEngine().then(engine => engine.snapshot())";
    let sealed = browser.run(script, &[])?;
    match sealed.as_str() {
        Some(sealed) if !sealed.is_empty() => Ok(sealed.to_owned()),
        _ => Err("there is no snapshot".into()),
    }
}

/// Goes to what a link carries, without loading the page anew.
fn go(browser: &Browser, sealed: &str) -> Outcome {
    let old = "for (const old of document.querySelectorAll('.result')) old.dataset.old = ''; \
        location.hash = `seen=${arguments[0]}`";
    browser.run(old, &[json!(sealed)])?;
    browser.wait_for("main[data-state=done] .result:not([data-old])")
}

/// Everything that is said of rows, findings, answers and profile.
fn judged(browser: &Browser) -> Result<Value, String> {
    browser.run(
        "const all = (selector, ...names) => [...document.querySelectorAll(selector)].map(each => \
            names.map(name => each.getAttribute(name)).join(' ')).sort(); \
        return [all('details.subject', 'data-subject', 'data-state'), \
            all('.finding', 'data-rule', 'data-severity'), \
            all('[data-answer]', 'data-answer', 'data-verdict'), \
            all('.judged', 'data-profile'), \
            [...document.querySelectorAll('.subject .line, .first .steps b')].map(each => each.textContent), \
            [...document.querySelectorAll('.subject .text')].map(each => each.textContent)]",
        &[],
    )
}

/// What a check of a domain shows survives a link, and nobody is asked.
pub fn survives(browser: &Browser) -> Outcome {
    // Of a record that is read there is nothing to carry.
    let shared = browser.run("return document.querySelector('#save') !== null", &[])?;
    if shared != json!(true) {
        return Ok(());
    }
    let sealed = sealed(browser)?;
    let before = judged(browser)?;
    go(browser, &sealed)?;
    let after = judged(browser)?;
    if before != after {
        return Err(format!("from a link it is other:\n{before}\n{after}"));
    }
    let asked = browser.foreign_requests()?;
    match asked.first() {
        None => Ok(()),
        Some(request) => Err(format!("the link asked {}", request.url)),
    }
}

/// With its time and who answered, in both languages, and the fields say what
/// was checked.
fn are_marked_as_seen(browser: &Browser) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open_check("#check=healthy.test&selector=default&profile=bulk-sender&lang=en")?;
    let sealed = sealed(browser)?;
    browser.foreign_requests()?;
    browser.cut_network(true)?;
    browser.cut_network(false)?;
    for (tag, words) in [
        ("en", ["As seen on ", "Nothing was asked now"]),
        ("zh", ["看到的情况", "现在没有发出查询"]),
    ] {
        browser.open_check(&format!("#seen={sealed}&lang={tag}"))?;
        let notice = browser.text(".made-up")?;
        if !words.iter().all(|words| notice.contains(words)) {
            return Err(format!("{tag}: {notice}"));
        }
        let fields = browser.run(
            "return [document.querySelector('#input').value, document.querySelector('#selectors').value, \
                document.querySelector('#profile').value]",
            &[],
        )?;
        if fields != json!(["healthy.test", "default", "bulk-sender"]) {
            return Err(format!("{tag}: the fields hold {fields}"));
        }
        if !browser.foreign_requests()?.is_empty() {
            return Err(format!("{tag}: somebody was asked"));
        }
    }
    Ok(())
}

/// What was made with version 1 opens for ever.
fn first_version_opens(browser: &Browser) -> Outcome {
    let sealed = include_str!("../snapshots/version-1.txt").trim();
    browser.open_check(&format!("#seen={sealed}&lang=en"))?;
    let notice = browser.text(".made-up")?;
    let faults = result::faults(browser)?;
    match notice.contains("As seen on") && faults.contains(&"spf-several-records".to_owned()) {
        true => Ok(()),
        false => Err(format!("{notice} {faults:?}")),
    }
}

fn damage_is_told(browser: &Browser) -> Outcome {
    let sealed = include_str!("../snapshots/version-1.txt").trim();
    let half = &sealed[..sealed.len() / 2];
    for (text, words) in [
        (half, "cut short or changed"),
        ("", "cut short or changed"),
        ("%00~", "cut short or changed"),
    ] {
        browser.open_check(&format!("#seen={text}&lang=en"))?;
        let notice = browser.text(".made-up")?;
        if notice.is_empty() || !notice.contains(words) {
            return Err(format!("{text}: {notice}"));
        }
    }
    browser.open_check(&format!("#seen={half}&lang=zh"))?;
    let notice = browser.text(".made-up")?;
    match notice.contains("截断或改动") {
        true => Ok(()),
        false => Err(notice),
    }
}

/// Cut at every character, and with every character changed, it does not open,
/// and the engine goes on.
fn no_damage_passes(browser: &Browser) -> Outcome {
    let sealed = include_str!("../snapshots/version-1.txt").trim();
    browser.open("")?;
    let script = "const [sealed] = arguments; \
        const engine = await mailvetEngine(); \
        const opens = text => engine.openSnapshot(text, () => {}); \
        for (let at = 0; at < sealed.length; at++) { \
            const other = sealed[at] === 'A' ? 'B' : 'A'; \
            if (await opens(sealed.slice(0, at))) return `cut at ${at}`; \
            if (await opens(sealed.slice(0, at) + other + sealed.slice(at + 1))) return `changed at ${at}`; \
        } \
        return await opens(sealed) ? 'well' : 'does not open';";
    let told = browser.run(
        &format!("return (async (...arguments) => {{ {script} }})(...arguments)"),
        &[json!(sealed)],
    )?;
    match told == json!("well") {
        true => Ok(()),
        false => Err(told.to_string()),
    }
}

/// What becomes 100 MB is not inflated to the end.
fn bombs_do_not_go_off(browser: &Browser) -> Outcome {
    let bomb = seal(&compress_to_vec(&vec![0; 100_000_000], 9));
    let just_over = seal(&compress_to_vec(&vec![0; INFLATED_OCTETS + 1], 9));
    let no_snapshot = seal(&compress_to_vec(&[7; 1000], 9));
    browser.open("")?;
    for (text, words) in [
        (&bomb, "larger than any report"),
        (&just_over, "larger than any report"),
        (&no_snapshot, "cut short or changed"),
    ] {
        let begun = Instant::now();
        go(browser, text)?;
        let notice = browser.text(".made-up")?;
        if !notice.contains(words) {
            return Err(format!("{} characters: {notice}", text.len()));
        }
        if begun.elapsed() > Duration::from_secs(5) {
            return Err(format!("took {:?}", begun.elapsed()));
        }
    }
    Ok(())
}

/// A folder that downloads go to, away when it is dropped.
struct Downloads(PathBuf);

impl Downloads {
    fn new(browser: &Browser) -> Result<Self, String> {
        let folder = format!("mailvet-downloads-{}", std::process::id());
        let folder = std::env::temp_dir().join(folder);
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        let behavior = json!({ "behavior": "allow", "downloadPath": folder });
        browser.devtools("Browser.setDownloadBehavior", behavior)?;
        Ok(Self(folder))
    }

    /// The file with this end, once it is whole.
    fn wait_for(&self, extension: &str) -> Result<(PathBuf, String), String> {
        let end = Instant::now() + Duration::from_secs(10);
        while Instant::now() < end {
            let files = std::fs::read_dir(&self.0).into_iter().flatten().flatten();
            let mut paths = files.map(|file| file.path());
            if let Some(path) =
                paths.find(|path| path.extension().is_some_and(|it| it == extension))
                && let Ok(text) = std::fs::read_to_string(&path)
                && !text.is_empty()
            {
                return Ok((path, text));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Err(format!("no .{extension} was saved"))
    }
}

impl Drop for Downloads {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A link is copied, each kind of file is saved, and the report opens again.
fn are_saved_and_opened(browser: &Browser) -> Outcome {
    let may = json!({ "origin": browser.site.origin(), "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
    browser.devtools("Browser.grantPermissions", may)?;
    let downloads = Downloads::new(browser)?;
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open_check("#check=dnssec-bogus.test&selector=default&lang=en")?;
    let before = judged(browser)?;
    browser.click("#save")?;
    browser.wait_for(".share .copied-link .copy")?;
    let size = browser.text(".share .size")?;
    if !size.ends_with(" kB") && !size.ends_with(" bytes") {
        return Err(format!("the link is {size}"));
    }
    browser.click(".share .copied-link .copy")?;
    browser.wait(
        "the copied link",
        "return navigator.clipboard.readText().then(text => text.includes('#seen=AQ') || text.includes('#seen=A'))",
    )?;
    for kind in ["json", "markdown", "csv"] {
        browser.click(&format!(".share [data-kind={kind}]"))?;
    }
    let (path, report) = downloads.wait_for("json")?;
    let report: Value = serde_json::from_str(&report).map_err(|error| error.to_string())?;
    if report["format"] != "mailvet-report" || report["domain"] != "dnssec-bogus.test" {
        return Err(format!("the report is {}", report["format"]));
    }
    let null = &report["evidence"][0]["exchanges"][0]["failure"];
    if !null.is_null() && !null.is_string() && !null.is_object() {
        return Err(format!("a failure is {null}"));
    }
    let (_, markdown) = downloads.wait_for("md")?;
    let (_, csv) = downloads.wait_for("csv")?;
    if !markdown.starts_with("# Mail DNS of dnssec-bogus.test")
        || !csv.starts_with("\u{feff}\"domain\",")
    {
        return Err(format!("{markdown}\n{csv}"));
    }
    browser.foreign_requests()?;
    open_file(browser, &path, ".answers")?;
    let after = judged(browser)?;
    if before != after {
        return Err(format!("from the file it is other:\n{before}\n{after}"));
    }
    match browser.foreign_requests()?.first() {
        None => Ok(()),
        Some(request) => Err(format!("the file asked {}", request.url)),
    }
}

/// Chooses a file where reports are opened.
fn open_file(browser: &Browser, path: &Path, shown: &str) -> Outcome {
    browser.open("#open&lang=en")?;
    browser.wait_for("#choose")?;
    browser.type_into("#report-file", &path.display().to_string())?;
    browser.wait_for(DONE)?;
    browser.wait_for(shown)
}

/// Dropped anywhere, a report opens, and what is none says why.
fn open_where_dropped(browser: &Browser) -> Outcome {
    let report = include_str!("../snapshots/version-1.json");
    browser.open("#lang=en")?;
    let drop = "const data = new DataTransfer(); \
        data.items.add(new File([arguments[0]], 'report.json', { type: 'application/json' })); \
        document.querySelector('footer').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))";
    for (text, words) in [
        ("{}", "no report of Mailvet"),
        ("no JSON", "no report of Mailvet"),
        (
            &report.replacen("\"version\":1", "\"version\":7", 1),
            "later version",
        ),
    ] {
        browser.run(drop, &[json!(text)])?;
        let told = format!(
            "return document.querySelector('#not-opened')?.textContent.includes({})",
            json!(words)
        );
        browser.wait(words, &format!("{told} ?? false"))?;
    }
    browser.run(drop, &[json!(report)])?;
    browser.wait_for("main[data-state=done] .answers")?;
    let notice = browser.text(".made-up")?;
    match notice.contains("As seen on")
        && browser.text(".result h1")?.contains("many-faults.example")
    {
        true => Ok(()),
        false => Err(notice),
    }
}

/// One click compares with now, record by record and finding by finding.
fn then_and_now(browser: &Browser) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open_check("#check=panel.test&lang=en")?;
    let sealed = sealed(browser)?;
    browser.open_check(&format!("#seen={sealed}&lang=en"))?;
    browser.click("#again")?;
    browser.wait_for(".then[data-state=done]")?;
    let sum = browser.text(".then .sum")?;
    if !sum.contains("Nothing has changed") {
        return Err(sum);
    }
    let _edited = Edited::new(
        "panel.test",
        &[(
            "@ TXT \"v=spf1 mx +all\"".into(),
            "@ TXT \"v=spf1 a -all\"".into(),
        )],
    )?;
    browser.open_check(&format!("#seen={sealed}&lang=en"))?;
    browser.click("#again")?;
    browser.wait_for(".then[data-state=done]")?;
    let sum = browser.text(".then .sum")?;
    let rows = browser.attributes(".then .subject", "data-subject")?;
    if !sum.contains("1 record has changed") || rows != ["panel.test TXT"] {
        return Err(format!("{sum} {rows:?}"));
    }
    let sides = browser.attributes(".then .side [data-by]", "data-by")?;
    let [then, now] = sides.as_slice() else {
        return Err(format!("{sides:?}"));
    };
    if !then.starts_with("Then · ") || !now.starts_with("Now · ") {
        return Err(format!("{then}, {now}"));
    }
    browser.click("#language")?;
    browser.wait("Chinese", "return document.querySelector('.then .sum')?.textContent.includes('1处记录有变化') ?? false")
}

/// What was seen of an address is shared, saved, remembered and compared as that
/// of a domain is.
fn carry_addresses(browser: &Browser) -> Outcome {
    let downloads = Downloads::new(browser)?;
    browser.ask_only(&[browser.lab.doh()])?;
    for (address, file) in [
        ("198.18.0.10", "198.18.0.10-"),
        ("2001:2::10", "2001-2--10-"),
    ] {
        browser.open_check(&format!("#check={address}&lang=en"))?;
        let before = judged(browser)?;
        browser.click("#save")?;
        browser.click(".share [data-kind=json]")?;
        let (path, _) = downloads.wait_for("json")?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if !name.starts_with(file) {
            return Err(format!("{address} is saved as {name}"));
        }
        browser.open("#lang=en")?;
        browser.click(&format!("[data-recent='{address}'] a.when"))?;
        browser.wait_for(DONE)?;
        let from_memory = judged(browser)?;
        browser.foreign_requests()?;
        open_file(browser, &path, ".subjects")?;
        std::fs::remove_file(&path).map_err(|error| error.to_string())?;
        let after = judged(browser)?;
        if before != after || before != from_memory {
            return Err(format!("it is other:\n{before}\n{from_memory}\n{after}"));
        }
        let said = [browser.text(".result h1")?, browser.text(".made-up")?].join(" ");
        if !said.contains(address) || !said.contains("As seen on") {
            return Err(said);
        }
        if let Some(request) = browser.foreign_requests()?.first() {
            return Err(format!("the file asked {}", request.url));
        }
        browser.click("#again")?;
        browser.wait_for(".then[data-state=done]")?;
        let sum = browser.text(".then .sum")?;
        if !sum.contains("Nothing has changed") {
            return Err(sum);
        }
    }
    Ok(())
}

/// Nothing sticks out to the right.
fn fit_every_width(browser: &Browser) -> Outcome {
    use crate::browser::{DESKTOP, Look};
    let mut amiss = Vec::new();
    for language in ["en", "zh"] {
        browser.open_check(&format!(
            "#check=many-faults.example&selector=s1&lang={language}"
        ))?;
        browser.click("#save")?;
        browser.wait_for(".share .size")?;
        for width in [1280, 768, 360, 320] {
            browser.look(Look { width, ..DESKTOP })?;
            let inner = browser.run("return document.documentElement.scrollWidth", &[])?;
            if inner.as_u64().is_none_or(|inner| inner > u64::from(width)) {
                amiss.push(format!("{language}: {inner} at {width}"));
            }
        }
        browser.look(DESKTOP)?;
    }
    result::all_well(amiss)
}
