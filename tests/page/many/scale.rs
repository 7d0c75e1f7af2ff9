//! A thousand domains in one tab: `./scripts/bench many`.

use super::steps::{OVER, begin, names, open, progress};
use crate::browser::Browser;
use crate::result;
use crate::runner::Outcome;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Long tasks of the page, in milliseconds, from its start on.
const LONG_TASKS: &str = "globalThis.long = []; new PerformanceObserver(list => {
    for (const task of list.getEntries()) long.push(Math.round(task.duration));
}).observe({ type: 'longtask', buffered: true })";

/// The longest that a task of the page may take, in milliseconds.
const LONGEST: u64 = 100;

/// A thousand domains: how long they take, the memory on the way, the longest
/// task of the page while somebody scrolls and sorts, and a reload in the middle.
pub fn a_thousand(browser: &Browser) -> Outcome {
    browser.run_first(LONG_TASKS)?;
    open(browser)?;
    // What the start of the page takes is measured elsewhere.
    browser.run("long.length = 0", &[])?;
    let begun = Instant::now();
    begin(browser, &names(1, DOMAINS), 500)?;
    println!("    domains  seconds  heap of the page  engine in the worker  all of the tab");
    let mut watch = Watch::begin();
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
            watch.look(browser)?;
            if begun.elapsed() > Duration::from_secs(1_800) {
                return Err(format!(
                    "{:?} are checked after half an hour",
                    progress(browser)?
                ));
            }
        }
        watch.look(browser)?;
        let heap = browser.run("return performance.memory.usedJSHeapSize", &[])?;
        let heap = heap.as_f64().unwrap_or_default() / 1e6;
        let worker = browser.attributes(".course", "data-memory")?;
        let worker: f64 = worker[0].parse().unwrap_or_default();
        let tab = renderer().map_or(0.0, |(_, size)| size / 1e3);
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
            if after.0 < before || after.1 != DOMAINS {
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
    let Watch { longest, over, .. } = watch;
    println!("    tasks of the page over {LONGEST} ms: {over}; the longest: {longest}");
    let mut amiss = unlike(browser)?;
    if longest.time > LONGEST {
        amiss.push(format!("a task of the page took {longest}"));
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

/// A task of the page's main thread, in milliseconds.
#[derive(Clone, Copy, Default, Eq, Ord, PartialEq, PartialOrd)]
struct Task {
    time: u64,
    /// What that thread ran at most meanwhile, and in the turn before.
    ran: u64,
    /// What it waited for a processor in that time.
    waited: u64,
}

impl std::fmt::Display for Task {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { time, ran, waited } = self;
        write!(
            f,
            "{time} ms; its thread ran {ran} ms at most, and waited {waited} ms for a processor"
        )
    }
}

/// Looks for long tasks.
struct Watch {
    longest: Task,
    /// How many were over [`LONGEST`].
    over: usize,
    /// The last two looks: a task may be told of one later than it was.
    before: [Thread; 2],
}

impl Watch {
    fn begin() -> Self {
        Self {
            longest: Task::default(),
            over: 0,
            before: [Thread::of_page(); 2],
        }
    }

    fn look(&mut self, browser: &Browser) -> Outcome {
        let tasks = browser.run("return long.splice(0)", &[])?;
        let tasks: Vec<u64> = serde_json::from_value(tasks).map_err(|error| error.to_string())?;
        let (before, now) = (self.before[0], Thread::of_page());
        for time in tasks {
            self.over += usize::from(time > LONGEST);
            self.longest = self.longest.max(Task {
                time,
                ran: now.ran.saturating_sub(before.ran) / 1_000_000,
                waited: now.waited.saturating_sub(before.waited) / 1_000_000,
            });
        }
        self.before = [self.before[1], now];
        Ok(())
    }
}

/// What the page's main thread has run so far, and waited for a processor, in
/// nanoseconds.
#[derive(Clone, Copy, Default)]
struct Thread {
    ran: u64,
    waited: u64,
}

impl Thread {
    fn of_page() -> Self {
        let read = || {
            let (process, _) = renderer()?;
            let thread = process.join("task").join(process.file_name()?);
            let times = std::fs::read_to_string(thread.join("schedstat")).ok()?;
            let mut times = times.split_whitespace().map_while(|time| time.parse().ok());
            let (ran, waited) = (times.next()?, times.next()?);
            Some(Self { ran, waited })
        };
        read().unwrap_or_default()
    }
}

/// The largest renderer of this test, which is the tab with its worker, and what
/// it holds, in kilobytes.
fn renderer() -> Option<(PathBuf, f64)> {
    let processes = std::fs::read_dir("/proc").ok()?.flatten();
    let of = |path: PathBuf| {
        let command = std::fs::read_to_string(path.join("cmdline")).ok()?;
        let renders = command.contains("--type=renderer") && is_ours(&path);
        let size = renders.then(|| field(&path, "VmRSS:"))??;
        Some((path, size))
    };
    let sizes = processes.filter_map(|process| of(process.path()));
    sizes.max_by(|(_, one), (_, other)| one.total_cmp(other))
}

/// Whether a process comes from this one: others may test beside it.
fn is_ours(process: &Path) -> bool {
    let mut process = process.to_owned();
    while let Some(parent) = field(&process, "PPid:").filter(|&parent| parent > 1.0) {
        if parent == f64::from(std::process::id()) {
            return true;
        }
        process = Path::new("/proc").join(parent.to_string());
    }
    false
}

/// A number that is told of a process.
fn field(process: &Path, name: &str) -> Option<f64> {
    let status = std::fs::read_to_string(process.join("status")).ok()?;
    let line = status.lines().find(|line| line.starts_with(name))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
