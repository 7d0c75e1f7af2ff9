//! The page in a real browser, against real DNS: `./scripts/test page [-- WORD...]`.
//!
//! All tests share one Chromium, one after the other. Where the browser, the
//! built page or the lab is missing, nothing runs, and the reason is said.

mod browser;
mod expected;
mod lab;
mod result;
mod runner;
mod served;
mod site;
mod traffic;
mod webdriver;

mod answers;
mod api;
mod axe;
mod builders;
mod cases;
mod compare;
mod copied;
mod domains;
mod evidence;
mod firefox;
mod first_load;
mod fixes;
mod guides;
mod hostile;
mod hosting;
mod inputs;
mod keyboard;
mod links;
mod many;
mod memory;
mod offline;
mod pasted;
mod policy;
mod privacy;
mod publish;
mod resolvers;
mod rules;
mod running;
mod samples;
mod screenshots;
mod settings;
mod snapshots;
mod speed;
mod spf;
mod states;
mod steady;

use browser::Browser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let tests = [
        first_load::tests(),
        samples::tests(),
        inputs::tests(),
        links::tests(),
        pasted::tests(),
        settings::tests(),
        memory::tests(),
        offline::tests(),
        domains::tests(),
        answers::tests(),
        fixes::tests(),
        publish::tests(),
        cases::tests(),
        snapshots::tests(),
        evidence::tests(),
        copied::tests(),
        compare::tests(),
        rules::tests(),
        builders::tests(),
        many::tests(),
        spf::tests(),
        running::tests(),
        policy::tests(),
        speed::tests(),
        privacy::tests(),
        resolvers::tests(),
        hostile::tests(),
        hosting::tests(),
        api::tests(),
        firefox::tests(),
        keyboard::tests(),
        steady::tests(),
        axe::tests(),
        screenshots::tests(),
    ];
    let wanted = runner::wanted(tests.into_iter().flatten().collect());
    match Browser::start() {
        Ok(browser) => runner::run(&wanted, &browser),
        Err(missing) => runner::skip(&wanted, &missing),
    }
}
