//! What the page proposes, read as one reads it who types it into a panel.

use crate::browser::Browser;
use crate::served::{Record, Step, there};
use mailvet::text::Language;
use serde::Deserialize;
use serde_json::json;

/// A change of a record, as it is shown.
#[derive(Deserialize)]
struct Shown {
    /// What is done, in a word.
    action: String,
    /// What a panel asks for, and what to put there.
    fields: Vec<(String, String)>,
    /// The value that is there.
    old: String,
    /// The value in other forms.
    forms: Vec<(String, String)>,
}

/// The changes that are proposed first by each fix that a selector finds.
pub fn proposed(browser: &Browser, language: Language, fixes: &str) -> Result<Vec<Step>, String> {
    let script = "return [...document.querySelectorAll(arguments[0])]
        .flatMap(fix => [...fix.querySelectorAll(arguments[1])].map(change => {
            const diff = change.querySelector('.diff').cloneNode(true);
            diff.querySelectorAll('ins, i').forEach(each => each.remove());
            const said = [...change.querySelectorAll('dl > div')]
                .map(each => [...each.children].map(part => part.textContent));
            const forms = [...change.querySelectorAll('.forms li')]
                .map(each => ['span', 'code'].map(part => each.querySelector(part).textContent));
            return { action: said[0][0], fields: said.slice(1), old: diff.textContent, forms };
        }))";
    steps(
        browser,
        language,
        script,
        &[
            json!(fixes),
            json!(".choices > section:first-child > .change:not([hidden])"),
        ],
    )
}

/// The records that a builder brings.
pub fn built(browser: &Browser, language: Language) -> Result<Vec<Step>, String> {
    let script = "return [...document.querySelectorAll('.build-record:not([data-fate=keep])')].map(record => {
        const said = [...record.querySelectorAll(':scope > dl > div')]
            .map(each => [...each.children].map(part => part.textContent));
        const forms = [...record.querySelectorAll('.forms li')]
            .map(each => ['span', 'code'].map(part => each.querySelector(part).textContent));
        const diff = record.querySelector('.diff').cloneNode(true);
        diff.querySelectorAll('ins, i').forEach(each => each.remove());
        const old = record.dataset.fate === 'delete' ? record.querySelector('.text').textContent : diff.textContent;
        return { action: said[0][0], fields: said.slice(1), old, forms };
    })";
    steps(browser, language, script, &[])
}

fn steps(
    browser: &Browser,
    language: Language,
    script: &str,
    arguments: &[serde_json::Value],
) -> Result<Vec<Step>, String> {
    let shown = browser.run(script, arguments)?;
    let shown: Vec<Shown> = serde_json::from_value(shown).map_err(|error| error.to_string())?;
    let mut steps = Vec::new();
    for change in shown {
        steps.extend(change.steps(language)?);
    }
    Ok(steps)
}

impl Shown {
    fn steps(&self, language: Language) -> Result<Vec<Step>, String> {
        let words = language.fix_words();
        let named = |all: &[(String, String)], name: &str| {
            let found = all.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| value.clone())
        };
        let field = |name: &str| {
            named(&self.fields, name).ok_or_else(|| format!("no {name} in {:?}", self.fields))
        };
        let gone = || {
            let record = Record {
                owner: field(words.at)?,
                rtype: field(words.rtype)?,
                data: self.old.clone(),
            };
            Ok::<_, String>(Step::Goes(there(&record)?))
        };
        let come = || {
            let line = named(&self.forms, words.zone_line).ok_or("no line for a zone file")?;
            let record = Record::read(&line, "").ok_or_else(|| format!("no record: {line}"))?;
            if record.owner != field(words.at)? || record.rtype != field(words.rtype)? {
                return Err(format!("{line} beside {:?}", self.fields));
            }
            Ok(Step::Comes(record))
        };
        match &*self.action {
            action if action == words.add => Ok(vec![come()?]),
            action if action == words.delete => Ok(vec![gone()?]),
            action if action == words.replace => Ok(vec![gone()?, come()?]),
            action => Err(format!("what is “{action}”?")),
        }
    }
}
