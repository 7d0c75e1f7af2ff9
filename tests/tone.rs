//! Sentences keep to `docs/glossary.md`: its terms, its tone, and how Chinese
//! is written.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const GLOSSARY: &str = include_str!("../docs/glossary.md");

/// A text that people read, and where it stands.
struct Said {
    place: String,
    text: String,
}

#[test]
fn nothing_is_called_by_another_name() {
    let mut wrong = Vec::new();
    let (english, chinese) = (english(), chinese());
    assert!(english.len() > 1000 && chinese.len() > 1000);
    let never = never_in_chinese();
    assert!(never.len() > 100, "{never:?}");
    for said in &chinese {
        let used = never.iter().filter(|term| said.text.contains(*term));
        wrong.extend(used.map(|term| format!("{}: {term}: {}", said.place, said.text)));
    }
    let never = never_in_english();
    assert!(never.len() > 15, "{never:?}");
    for said in &english {
        let text = said.text.to_lowercase();
        let used = never.iter().filter(|term| holds_word(&text, term));
        wrong.extend(used.map(|term| format!("{}: {term}: {}", said.place, said.text)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn chinese_is_written_as_chinese_is() {
    let wrong: Vec<_> = chinese()
        .iter()
        .filter_map(|said| {
            Some(format!(
                "{}: {}: {}",
                said.place,
                fault(&said.text)?,
                said.text
            ))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn english_does_not_shout() {
    let wrong: Vec<_> = english()
        .iter()
        .filter(|said| without_code(&said.text).contains('!'))
        .map(|said| format!("{}: {}", said.place, said.text))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the rules above find, they find.
#[test]
fn faults_are_seen() {
    for (text, seen) in [
        ("收件方会拒收。", false),
        ("查`a, b`，再看RFC 9989。", false),
        ("收件方, 会拒收", true),
        ("收件方(fail)拒收", true),
        ("是吗?", true),
        ("用 SPF 记录", true),
        ("有 3条", true),
        ("用`a` 发信", true),
        ("太好了！", true),
        ("他说「好」。", true),
        ("正在查询...", true),
    ] {
        assert_eq!(fault(text).is_some(), seen, "{text}");
    }
    assert!(holds_word("this is simply so", "simply"));
    assert!(!holds_word("the most simply-named", "imply"));
}

/// What is wrong with how a Chinese text is written.
fn fault(text: &str) -> Option<&'static str> {
    const THANKS: &str = "谢谢！";
    let text = text.replace(THANKS, "");
    let marks: Vec<char> = without_code(&text).chars().collect();
    let near = |index: usize, found: &dyn Fn(char) -> bool| {
        let before = index.checked_sub(1).and_then(|index| marks.get(index));
        let after = marks.get(index + 1);
        [before, after].into_iter().flatten().any(|c| found(*c))
    };
    let beside_chinese = |index| near(index, &|c| is_chinese(c));
    for (index, &c) in marks.iter().enumerate() {
        match c {
            ',' | ';' | ':' | '?' | '(' | ')' if beside_chinese(index) => {
                return Some("half-width punctuation");
            }
            ' ' if beside_chinese(index) => return Some("a typed space"),
            '！' => return Some("an exclamation mark"),
            '「' | '」' | '『' | '』' => return Some("quotation marks of another script"),
            '.' if marks.get(index + 1) == Some(&'.') => return Some("dots for an ellipsis"),
            _ => {}
        }
    }
    None
}

/// Each code as one mark that takes spaces as Chinese does.
fn without_code(text: &str) -> String {
    let pieces = text.split('`').enumerate();
    let piece = |(index, piece)| if index % 2 == 0 { piece } else { "码" };
    pieces.map(piece).collect()
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

fn holds_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(start, _)| {
        let letter = |c: char| c.is_alphanumeric();
        !text[..start].ends_with(letter) && !text[start + word.len()..].starts_with(letter)
    })
}

/// The column of a glossary's tables under a heading that ends so.
fn column(heading: &str) -> impl Iterator<Item = &'static str> {
    let mut at = None;
    GLOSSARY.lines().filter_map(move |line| {
        let Some(row) = line.strip_prefix('|') else {
            at = None;
            return None;
        };
        let cells: Vec<_> = row.split('|').map(str::trim).collect();
        let Some(at) = at else {
            // None of a table's rows are looked at where it has no such column.
            at = Some(cells.iter().position(|cell| *cell == heading));
            return None;
        };
        cells
            .get(at?)
            .copied()
            .filter(|cell| !cell.starts_with("--"))
    })
}

fn never_in_chinese() -> BTreeSet<&'static str> {
    let cells = column("never").chain(column("Chinese, never"));
    let terms = cells.flat_map(|cell| cell.split('、'));
    terms.filter(|term| !term.is_empty()).collect()
}

fn never_in_english() -> BTreeSet<&'static str> {
    let cells = column("English, never");
    cells.flat_map(|cell| cell.split(", ")).collect()
}

fn english() -> Vec<Said> {
    let said = in_folder("src/text/en");
    said.into_iter()
        .filter(|it| it.text.contains(' '))
        .collect()
}

/// The sentences of `src/text/zh/`, and those of the files that come before it.
fn chinese() -> Vec<Said> {
    let mut said = in_folder("src/text/zh");
    for file in ["index.html", "www/example.html", "www/example.js"] {
        said.extend(strings(file));
    }
    said.retain(|it| it.text.contains(is_chinese));
    said
}

fn in_folder(folder: &str) -> Vec<Said> {
    let entries = fs::read_dir(root().join(folder)).expect("a folder");
    let mut said = Vec::new();
    for entry in entries {
        let name = entry.expect("an entry").file_name();
        let path = format!("{folder}/{}", name.to_string_lossy());
        match path.ends_with(".rs") {
            true => said.extend(strings(&path)),
            false => said.extend(in_folder(&path)),
        }
    }
    said
}

/// What stands between quotation marks in a file, comments aside.
fn strings(file: &str) -> Vec<Said> {
    let text = fs::read_to_string(root().join(file)).expect("a file");
    let mut said = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("//") {
            continue;
        }
        let line = line.replace("\\\"", "”").replace("\\n", "\n");
        let strings = line.split('"').skip(1).step_by(2);
        said.extend(strings.map(|text| Said {
            place: format!("{file}:{}", index + 1),
            text: text.to_owned(),
        }));
    }
    said
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
