//! Pictures of every state of the page, for people to look at:
//! `./scripts/test page -- screenshots`.

use crate::browser::{Browser, DESKTOP, Look};
use crate::runner::{Outcome, Test};
use crate::states::{STATES, State};

pub fn tests() -> Vec<Test> {
    STATES
        .iter()
        .map(|state| Test::on_request("screenshots", state.0, move |browser| take(browser, state)))
        .collect()
}

/// In each width, both colours and both languages.
fn take(browser: &Browser, state: &State) -> Outcome {
    for language in ["en", "zh"] {
        for width in [1280, 768, 360] {
            let look = |dark| Look {
                width,
                dark,
                still: true,
                ..DESKTOP
            };
            browser.look(look(false))?;
            state.open(browser, language)?;
            for (dark, colours) in [(false, "light"), (true, "dark")] {
                browser.look(look(dark))?;
                browser.screenshot(&format!("{}-{width}-{colours}-{language}", state.0))?;
            }
            state.leave(browser)?;
        }
    }
    Ok(())
}
