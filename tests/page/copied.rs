//! What is there to be copied: settings for mail programs, lines for a shell.

use crate::browser::Browser;
use crate::runner::{Outcome, Test};
use serde_json::json;

pub fn tests() -> Vec<Test> {
    vec![
        Test::new("copied", "settings_as_lines", settings_as_lines),
        Test::new("copied", "a_line_for_a_shell", a_line_for_a_shell),
        Test::new("copied", "never_opens_by_itself", never_opens_by_itself),
    ]
}

/// All of the table, as plain text.
fn settings_as_lines(browser: &Browser) -> Outcome {
    copies(
        browser,
        "programs",
        ".copied .copy",
        "Reading (IMAP): imap.programs.test, port 993, TLS, user name name@programs.test\n\
         Sending (SMTP): imap.programs.test, port 465, TLS, user name name@programs.test",
    )
}

fn a_line_for_a_shell(browser: &Browser) -> Outcome {
    copies(
        browser,
        "beyond",
        ".commands .copy",
        "nc -vz -w 10 mail.healthy.test 25",
    )
}

/// The Enter key, as WebDriver writes it.
const ENTER: &str = "\u{E007}";

const OPEN: &str = "const row = document.querySelector(arguments[0]);
    row.open = true;
    for (const each of row.querySelectorAll('.commands')) each.open = true;";

/// The first such button of a row, by keyboard; it says that it did.
fn copies(browser: &Browser, subject: &str, button: &str, wanted: &str) -> Outcome {
    browser.ask_only(&[browser.lab.doh()])?;
    browser.open_check("#check=programs.test&lang=en")?;
    let may = json!({ "origin": browser.site.origin(), "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
    browser.devtools("Browser.grantPermissions", may)?;
    let row = format!("[data-subject={subject}]");
    browser.run(OPEN, &[json!(row)])?;
    let button = format!("{row} {button}");
    browser.type_into(&button, ENTER)?;
    let copied =
        format!("return document.querySelector('{button} .shown').textContent === 'Copied'");
    browser.wait("“Copied”", &copied)?;
    let text = browser.run("return navigator.clipboard.readText()", &[])?;
    match text == json!(wanted) {
        true => Ok(()),
        false => Err(format!("copied {text}")),
    }
}

/// Nor is it counted, where nothing else is amiss.
fn never_opens_by_itself(browser: &Browser) -> Outcome {
    browser.open_check("#check=healthy.example&selector=mail&lang=en")?;
    let open = browser.attributes("details.subject[open]", "data-subject")?;
    if open
        .iter()
        .any(|subject| subject == "beyond" || subject == "programs")
    {
        return Err(format!("open are {open:?}"));
    }
    match browser.text(".total")?.as_str() {
        "No fault was seen" => Ok(()),
        total => Err(total.to_owned()),
    }
}
