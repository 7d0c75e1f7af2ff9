//! The release archive, served by nginx in the way that docs/hosting.md tells.

use crate::browser::{Browser, DONE};
use crate::result;
use crate::runner::{Outcome, Test};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const IMMUTABLE: &str = "cache-control: public, max-age=31536000, immutable";

pub fn tests() -> Vec<Test> {
    if nginx().is_none() {
        println!("skipped hosting::nginx_serves_the_archive: nginx is not installed");
        return Vec::new();
    }
    vec![Test::new(
        "hosting",
        "nginx_serves_the_archive",
        nginx_serves_the_archive,
    )]
}

fn nginx_serves_the_archive(browser: &Browser) -> Outcome {
    let host = Host::start()?;
    browser.open_at(&format!("{}/mailvet/", host.origin()))?;
    browser.click("[data-sample='healthy.example']")?;
    browser.wait_for(DONE)?;
    let resources =
        "return performance.getEntriesByType('resource').map(entry => entry.name).join(' ')";
    let loaded = browser.run(resources, &[])?;
    let loaded = loaded.as_str().unwrap_or_default().split(' ');
    let mut amiss: Vec<_> = browser.complaints()?;
    let mut modules = 0;
    for file in loaded.filter_map(|url| url.strip_prefix(&host.origin())) {
        let hashed = file.contains('-');
        let mut wanted = vec![if hashed {
            IMMUTABLE
        } else {
            "cache-control: no-cache"
        }];
        if file.ends_with(".wasm") {
            modules += 1;
            wanted.push("content-type: application/wasm");
        }
        amiss.extend(host.lacks(file, "200", &wanted)?);
    }
    if modules != 2 {
        amiss.push(format!("{modules} modules were loaded, and not two"));
    }
    let guarded = [
        "; frame-ancestors 'none'",
        "referrer-policy: no-referrer",
        "x-content-type-options: nosniff",
        "permissions-policy: camera=()",
    ];
    let page = [&guarded[..], &["cache-control: no-cache"]].concat();
    amiss.extend(host.lacks("/mailvet/", "200", &page)?);
    // Others must not keep what tells of a new version.
    amiss.extend(host.lacks(
        "/mailvet/service-worker.js",
        "200",
        &[
            "cache-control: no-cache",
            "content-type: application/javascript",
        ],
    )?);
    let manifest = ["content-type: application/manifest+json"];
    let manifest = [&guarded[..], &manifest].concat();
    amiss.extend(host.lacks("/mailvet/manifest.webmanifest", "200", &manifest)?);
    // What is gone with the last release is not kept as missing.
    let gone = "/mailvet/page-0123456789abcdef.css";
    amiss.extend(host.lacks(gone, "404", &guarded)?);
    if host.head(gone)?.contains("immutable") {
        amiss.push("that a file is missing is kept for ever".into());
    }
    result::all_well(amiss)
}

/// nginx on loopback, for as long as this lives.
struct Host {
    process: Child,
    port: u16,
}

impl Host {
    fn start() -> Result<Self, String> {
        let folder = Path::new(ROOT).join("target/hosting-test");
        let port = free_port().map_err(|error| error.to_string())?;
        unpack(&folder)?;
        configure(&folder, port).map_err(|error| error.to_string())?;
        let process = Command::new(nginx().ok_or("nginx is not installed")?)
            .arg("-p")
            .arg(&folder)
            .args(["-e", "stderr", "-c", "nginx.conf"])
            .stdout(Stdio::null())
            .spawn()
            .map_err(|error| format!("nginx: {error}"))?;
        let host = Self { process, port };
        for _ in 0..50 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Ok(host);
            }
            sleep(Duration::from_millis(100));
        }
        Err("nginx does not answer".into())
    }

    fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Which of the wanted lines the head of an answer does not hold.
    fn lacks(&self, file: &str, status: &str, wanted: &[&str]) -> Result<Vec<String>, String> {
        let head = self.head(file)?;
        let mut lacks: Vec<_> = wanted
            .iter()
            .filter(|line| !head.contains(*line))
            .map(|line| format!("{file} comes without {line}: {head}"))
            .collect();
        if !head.starts_with(&format!("http/1.1 {status} ")) {
            lacks.push(format!("{file} is answered with {head}"));
        }
        if status == "200" && !head.contains("content-encoding: gzip") {
            lacks.push(format!("{file} comes as it is: {head}"));
        }
        Ok(lacks)
    }

    /// The status line and the headers, in small letters.
    fn head(&self, file: &str) -> Result<String, String> {
        self.ask(file).map_err(|error| format!("{file}: {error}"))
    }

    fn ask(&self, file: &str) -> std::io::Result<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        let head = "HTTP/1.1\r\nhost: 127.0.0.1\r\naccept-encoding: gzip\r\nconnection: close";
        stream.write_all(format!("GET {file} {head}\r\n\r\n").as_bytes())?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        let answer = String::from_utf8_lossy(&answer);
        let head = answer.split("\r\n\r\n").next().unwrap_or_default();
        Ok(head.to_ascii_lowercase())
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Packs the built page, and unpacks it where nginx looks for it.
fn unpack(folder: &Path) -> Outcome {
    let script = "set -e; . scripts/lib/archive.sh; rm -rf \"$0\"; mkdir -p \"$0/made\" \"$0/html\" \"$0/temporary\"
        assemble dist \"$0/made/mailvet\"; pack \"$0/made/mailvet\" \"$0/made/mailvet.tar.gz\" 1700000000
        tar -xzf \"$0/made/mailvet.tar.gz\" -C \"$0\" && mv \"$0/mailvet/page\" \"$0/html/mailvet\"";
    let made = Command::new("bash")
        .current_dir(ROOT)
        .args(["-c", script])
        .arg(folder)
        .output()
        .map_err(|error| format!("bash: {error}"))?;
    match made.status.success() {
        true => Ok(()),
        false => Err(String::from_utf8_lossy(&made.stderr).into_owned()),
    }
}

/// What is documented, with another port and folder, in as little around it as
/// nginx needs where it is not the host's own.
fn configure(folder: &Path, port: u16) -> std::io::Result<()> {
    let documented = std::fs::read_to_string(Path::new(ROOT).join("docs/hosting/nginx.conf"))?;
    let html = folder.join("html");
    let server = documented
        .replace("listen 80;", &format!("listen 127.0.0.1:{port};"))
        .replace("root /var/www/html;", &format!("root {};", html.display()));
    std::fs::write(folder.join("mailvet.conf"), server)?;
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|kind| format!("{kind}_temp_path temporary/{kind};\n"))
        .concat();
    let types =
        nginx().and_then(|nginx| Some(nginx.ancestors().nth(3)?.join("etc/nginx/mime.types")));
    let types = types.unwrap_or_default();
    std::fs::write(
        folder.join("nginx.conf"),
        format!(
            "daemon off;\nmaster_process off;\npid nginx.pid;\nevents {{}}\nhttp {{\naccess_log off;\nerror_log stderr crit;\n{temporary}include {};\ninclude mailvet.conf;\n}}\n",
            types.display()
        ),
    )
}

/// Where nginx is: `/usr/sbin` is not on everybody's PATH.
fn nginx() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .chain([PathBuf::from("/usr/sbin")])
        .map(|folder| folder.join("nginx"))
        .find(|file| file.exists())
}

fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
