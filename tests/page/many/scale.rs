//! A thousand domains in one tab: `./scripts/bench many`.

use super::steps::{OVER, begin, names, open, progress};
use crate::browser::Browser;
use crate::result;
use crate::runner::Outcome;
use serde_json::{Value, json};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Long tasks of the page, in milliseconds, from its start on.
const LONG_TASKS: &str = "globalThis.long = []; new PerformanceObserver(list => {
    for (const task of list.getEntries()) long.push(Math.round(task.duration));
}).observe({ type: 'longtask', buffered: true })";

/// A thousand domains: how long they take, the memory on the way, the longest
/// task of the page while somebody scrolls and sorts, and a reload in the middle.
pub fn a_thousand(browser: &Browser) -> Outcome {
    browser.run_first(LONG_TASKS)?;
    open(browser)?;
    // What the start of the page takes is measured elsewhere.
    browser.run("long.length = 0", &[])?;
    let begun = Instant::now();
    begin(browser, &names(1, 1_000), 500)?;
    println!("    domains  seconds  heap of the page  engine in the worker  all of the tab");
    let mut longest = 0;
    let mut memory = Vec::new();
    for goal in [100, 250, 500, 750, 1_000] {
        let mut turn = 0_usize;
        while progress(browser)?.0 < goal {
            turn += 1;
            browser.run(
                "scrollBy(0, 4000); if (arguments[0] % 7 === 0) scrollTo(0, 0);
                if (arguments[0] % 11 === 0) document.querySelector('[data-column=Findings]').click();",
                &[json!(turn)],
            )?;
            sleep(Duration::from_millis(200));
            if begun.elapsed() > Duration::from_secs(1_800) {
                return Err(format!(
                    "{:?} are checked after half an hour",
                    progress(browser)?
                ));
            }
        }
        let tasks = browser.run("return long", &[])?;
        let tasks: Vec<u64> = serde_json::from_value(tasks).map_err(|error| error.to_string())?;
        longest = longest.max(tasks.iter().copied().max().unwrap_or(0));
        let heap = browser.run("return performance.memory.usedJSHeapSize", &[])?;
        let heap = heap.as_f64().unwrap_or_default() / 1e6;
        let worker = browser.attributes(".course", "data-memory")?;
        let worker: f64 = worker[0].parse().unwrap_or_default();
        let tab = resident().unwrap_or_default();
        println!(
            "    {:>7}  {:>7.0}  {heap:>13.1} MB  {:>17.1} MB  {tab:>11.1} MB",
            progress(browser)?.0,
            begun.elapsed().as_secs_f64(),
            worker / 1e6,
        );
        memory.push(worker);
        if goal == 500 {
            let before = progress(browser)?.0;
            browser.open("#many")?;
            browser.wait_for(".course")?;
            browser.run("long.length = 0", &[])?;
            let after = progress(browser)?;
            println!("    reload: {before} before, {after:?} after");
            if after.0 < before || after.1 != 1_000 {
                return Err("the reload lost something".into());
            }
        }
    }
    browser.wait_for(OVER)?;
    let seconds = begun.elapsed().as_secs_f64();
    println!(
        "    {seconds:.0} seconds: {:.0} domains an hour",
        3_600_000.0 / seconds
    );
    println!("    {}", browser.text(".asked")?);
    println!("    longest task of the page: {longest} ms");
    let mut amiss = unlike(browser)?;
    if longest > 100 {
        amiss.push(format!("a task of the page took {longest} ms"));
    }
    if memory[1] > memory[0] * 1.5 || memory[4] > memory[3] * 1.5 {
        amiss.push(format!("memory grows: {memory:?}"));
    }
    result::all_well(amiss)
}

/// Of the rows that are kept, those that are not as others of their kind, and in
/// what they differ.
fn unlike(browser: &Browser) -> Result<Vec<String>, String> {
    let rows = browser.run(ROWS, &[])?;
    let rows: Vec<Value> = serde_json::from_value(rows).map_err(|error| error.to_string())?;
    if rows.len() != DOMAINS {
        return Err(format!("{} rows are kept", rows.len()));
    }
    // The first of a kind may be the odd one.
    let usual = |number: usize| &rows[DOMAINS - KINDS + number % KINDS];
    let differ = rows.iter().enumerate().flat_map(|(number, row)| {
        FIELDS.iter().filter_map(move |field| {
            let (found, usual) = (&row[*field], &usual(number)[*field]);
            (found != usual)
                .then(|| format!("d{:04}: {field} is {found} and not {usual}", number + 1))
        })
    });
    Ok(differ.collect())
}

/// How many domains there are, and of how many kinds in turn.
const DOMAINS: usize = 1_000;
const KINDS: usize = 8;
/// What all of a kind have in common.
const FIELDS: [&str; 10] = [
    "profile", "reach", "forge", "accept", "errors", "warnings", "unknown", "rules", "failed",
    "again",
];

const ROWS: &str = "
    const request = indexedDB.open('mailvet.many');
    return new Promise(resolve => request.onsuccess = () => {
        const rows = request.result.transaction('rows').objectStore('rows').getAll();
        rows.onsuccess = () => { request.result.close(); resolve(rows.result); };
    })";

/// What the largest renderer holds, in megabytes: the tab with its worker.
fn resident() -> Option<f64> {
    let processes = std::fs::read_dir("/proc").ok()?.flatten();
    let of = |path: std::path::PathBuf| {
        let command = std::fs::read_to_string(path.join("cmdline")).ok()?;
        let ours = command.contains("--type=renderer");
        let status = std::fs::read_to_string(path.join("status"))
            .ok()
            .filter(|_| ours)?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
        line.split_whitespace().nth(1)?.parse::<f64>().ok()
    };
    let sizes = processes.filter_map(|process| of(process.path()));
    sizes
        .max_by(f64::total_cmp)
        .map(|kilobytes| kilobytes / 1e3)
}
