//! The files of docs/hosting/ say what the page needs, and the archive is the
//! same whenever it is made.

use std::path::{Path, PathBuf};
use std::process::Command;

const INDEX: &str = include_str!("../index.html");
const NGINX: &str = include_str!("../docs/hosting/nginx.conf");
const CADDY: &str = include_str!("../docs/hosting/Caddyfile");
const CLOUDFLARE: &str = include_str!("../docs/hosting/_headers");

#[test]
fn hosts_send_the_policy_of_the_page() {
    let (_, policy) = INDEX
        .split_once("http-equiv=\"Content-Security-Policy\" content=\"")
        .expect("a policy");
    let (policy, _) = policy.split_once('"').expect("its end");
    let policy = format!("{policy}; frame-ancestors 'none'");
    for file in [NGINX, CADDY, CLOUDFLARE] {
        assert!(file.contains(&policy), "{policy} is not in\n{file}");
    }
}

/// What tells of a new version is asked for anew each time.
#[test]
fn hosts_have_the_worker_and_the_page_asked_for_anew() {
    const HASHED: &str = r"-[0-9a-f]+(_bg)?\.(css|js|wasm)$";
    assert!(NGINX.contains(HASHED) && CADDY.matches(HASHED).count() == 2);
    for file in ["service-worker.js", "index.html"] {
        // What that pattern, and the beginnings in Cloudflare's file, leave out.
        let stem = file.split('.').next().unwrap_or_default();
        let end = stem.rsplit_once('-').map_or("", |(_, end)| end);
        let hash = !end.is_empty() && end.bytes().all(|octet| octet.is_ascii_hexdigit());
        assert!(!hash, "{file} passes for one with a hash");
        let listed = CLOUDFLARE
            .lines()
            .filter_map(|line| line.strip_suffix("-*"));
        for beginning in listed {
            let beginning = format!("{}-", beginning.trim_start_matches('/'));
            assert!(!file.starts_with(&beginning), "{beginning}* holds {file}");
        }
    }
    for file in [NGINX, CADDY] {
        assert!(file.contains("\"no-cache\""));
    }
}

/// Cloudflare has no patterns: what has a hash is listed by the name before it.
#[test]
fn cloudflare_knows_what_has_a_hash() {
    let stems = INDEX
        .lines()
        .filter(|line| line.contains("data-trunk") && !line.contains("copy-file"))
        .map(|line| match line.split_once("data-bin=\"") {
            Some((_, bin)) => bin.split('"').next().unwrap_or_default(),
            None => stem(line),
        });
    // www/boot.js asks for these by the names that index.html has for it.
    let styles = INDEX.split_once("name=\"styles\" content=\"");
    let (styles, _) = styles
        .and_then(|(_, it)| it.split_once('"'))
        .expect("styles");
    let stems = stems.chain(styles.split(' '));
    let mut wanted: Vec<_> = stems.map(|stem| format!("/{stem}-*")).collect();
    let mut listed: Vec<_> = CLOUDFLARE
        .lines()
        .filter(|line| line.starts_with('/') && line.ends_with("-*"))
        .collect();
    wanted.sort();
    listed.sort();
    assert_eq!(listed, wanted);
    let immutable = "-*\n  Cache-Control: public, max-age=31536000, immutable\n";
    assert_eq!(CLOUDFLARE.matches(immutable).count(), wanted.len());
}

/// `page` of `href="www/page.css"`.
fn stem(line: &str) -> &str {
    let (_, file) = line.split_once("\"www/").expect("a file of www/");
    file.split('.').next().unwrap_or_default()
}

#[test]
fn the_archive_is_the_same_whenever_it_is_made() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("archive");
    let _ = std::fs::remove_dir_all(&folder);
    let first = made(&folder.join("first"), ["b.js", "a.css"], "022");
    let second = made(&folder.join("second"), ["a.css", "b.js"], "077");
    assert!(first.len() > 1000);
    assert!(first == second, "the archives differ");
}

/// Makes a page of two files, and the archive of it.
fn made(folder: &Path, files: [&str; 2], mask: &str) -> Vec<u8> {
    let script = "set -e; . scripts/lib/archive.sh; umask $1; mkdir -p \"$0/page\"
        echo body >\"$0/page/$2\"; echo body >\"$0/page/$3\"; touch -d \"1 Jan 20${1#0}\" \"$0/page/$2\"
        assemble \"$0/page\" \"$0/mailvet\"; pack \"$0/mailvet\" \"$0/archive\" 1700000000
        tar -tzf \"$0/archive\" | grep -qx mailvet/page/b.js.br
        tar -tzf \"$0/archive\" | grep -qx mailvet/page/a.css.gz
        tar -tzf \"$0/archive\" | grep -qx mailvet/page/_headers";
    let output = Command::new("bash")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["-c", script])
        .arg(folder)
        .arg(mask)
        .args(files)
        .output()
        .expect("bash");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    std::fs::read(folder.join("archive")).expect("an archive")
}
