//! The types of `www/mailvet.d.ts` are those of what is given, and the module's
//! version is that of the program.

#[path = "api/native.rs"]
mod native;

use std::path::{Path, PathBuf};
use std::process::Command;

const TYPES: &str = include_str!("../www/mailvet.d.ts");
const MODULE: &str = include_str!("../www/mailvet.js");
const PACKAGE: &str = include_str!("../www/package.json");
const USAGE: &str = include_str!("api/usage.ts");

/// Real values are written down as literals, of which the compiler takes no
/// field too much and none too few.
#[test]
fn what_is_given_has_the_documented_types() {
    let documents = native::documents();
    let mut values = String::from("import type { Lint, Report, Spf } from \"./mailvet.js\";\n");
    for (list, field, name) in [
        ("reports", "report", "Report"),
        ("lints", "lint", "Lint"),
        ("spf", "spf", "Spf"),
    ] {
        let list = documents[list].as_array().expect("a list");
        assert!(list.len() > 4);
        for (number, each) in list.iter().enumerate() {
            let value = &each[field];
            values += &format!("export const {field}{number}: {name} = {value};\n");
        }
    }
    compiles("values", &values);
}

#[test]
fn the_usage_compiles_and_misuse_does_not() {
    compiles("usage", USAGE);
    let mut misuse = String::from("import { check, lint, spf } from \"./mailvet.js\";\n");
    for call in [
        "check(5)",
        "check(\"d.example\", { profile: \"shop\" })",
        "check(\"d.example\", { selector: [\"a\"] })",
        "lint(\"v=spf1\", \"txt\")",
        "lint(\"v=spf1\", \"spf\", { resolvers: [] })",
        "spf()",
        "check(\"d.example\").then((report) => report.score)",
    ] {
        // The compiler minds where there is no error.
        misuse += &format!("// @ts-expect-error\n{call};\n");
    }
    compiles("misuse", &misuse);
}

#[test]
fn versions_agree() {
    let version = env!("CARGO_PKG_VERSION");
    assert!(MODULE.contains(&format!("export const version = \"{version}\";")));
    assert!(PACKAGE.contains(&format!("\"version\": \"{version}\"")));
}

#[test]
fn all_that_is_exported_is_typed() {
    let names = MODULE
        .lines()
        .filter_map(|line| line.strip_prefix("export "))
        .map(|line| {
            let words = line.split([' ', '(']);
            let skipped = ["async", "function", "const"];
            let mut names = words.filter(|word| !skipped.contains(word));
            names.next().expect("a name")
        });
    let names: Vec<_> = names.collect();
    assert_eq!(names, ["version", "start", "check", "lint", "spf"]);
    for name in names {
        let typed = ["function ", "const "].map(|word| format!("export declare {word}{name}"));
        assert!(typed.iter().any(|it| TYPES.contains(it)), "{name}");
    }
}

/// TypeScript takes a text that stands beside the types.
fn compiles(name: &str, text: &str) {
    let Some(tsc) = tsc() else {
        println!("skipped: there is no TypeScript (./scripts/test installs it)");
        return;
    };
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let write = |file: &str, text: &str| std::fs::write(folder.join(file), text);
    std::fs::create_dir_all(&folder).expect("a folder");
    write("mailvet.d.ts", TYPES).expect("the types are written");
    write(&format!("{name}.ts"), text).expect("the text is written");
    let output = Command::new(tsc)
        .current_dir(&folder)
        .args(["--noEmit", "--strict", "--exactOptionalPropertyTypes"])
        .args(["--target", "es2022", "--module", "nodenext"])
        .args(["--lib", "es2022,dom"])
        .arg(format!("{name}.ts"))
        .output()
        .expect("tsc runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{name}: {said:.4000}");
}

/// Where `scripts/lib/tools.sh` puts it.
fn tsc() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let mut folders = std::env::split_paths(&path);
    folders.find_map(|folder| {
        let tsc = Path::new(&folder).join("tsc");
        tsc.is_file().then_some(tsc)
    })
}
