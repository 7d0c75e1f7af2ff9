//! The built page on loopback, in a folder of a host as any static host has it.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

const FOLDER: &str = "/some/folder/";
/// How long a file is held back at most.
const HELD: Duration = Duration::from_secs(20);
/// How late styles are where they come late.
const LATE: Duration = Duration::from_millis(300);

/// Serves `dist/` for as long as the program runs.
pub struct Site {
    origin: String,
    host: Arc<Host>,
}

#[derive(Default)]
struct Host {
    folder: Mutex<PathBuf>,
    /// Whether nobody is answered.
    gone: Mutex<bool>,
    /// Whether modules are held back.
    held: Mutex<bool>,
    released: Condvar,
    /// Whether styles come late.
    late: Mutex<bool>,
    /// What stands in the names of files that are refused.
    refused: Mutex<Option<&'static str>>,
    /// The heads of all requests: what a host could learn of its visitors.
    heads: Mutex<Vec<String>>,
}

impl Site {
    /// Serves it on a free port.
    pub fn start() -> Result<Self, String> {
        let folder = built();
        if !folder.join("index.html").exists() {
            return Err("the page is not built (./scripts/test build)".into());
        }
        let listener = TcpListener::bind("127.0.0.1:0").map_err(|error| error.to_string())?;
        let address = listener.local_addr().map_err(|error| error.to_string())?;
        let host = Arc::new(Host {
            folder: folder.into(),
            ..Host::default()
        });
        let serving = host.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let host = serving.clone();
                // A browser that goes away in the middle of a file is no news.
                std::thread::spawn(move || host.answer(stream).ok());
            }
        });
        Ok(Self {
            origin: format!("http://{address}"),
            host,
        })
    }

    /// `http://127.0.0.1:12345`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The page's address, which ends in a slash.
    pub fn page(&self) -> String {
        format!("{}{FOLDER}", self.origin)
    }

    /// Holds back every module (`.wasm`) that is asked for, until it no longer does.
    pub fn hold_modules(&self, held: bool) {
        *lock(&self.host.held) = held;
        self.host.released.notify_all();
    }

    /// Sends every file of styles late, or no longer.
    pub fn delay_styles(&self, late: bool) {
        *lock(&self.host.late) = late;
    }

    /// Refuses every file whose name holds a word (HTTP 503), or none.
    pub fn refuse(&self, word: Option<&'static str>) {
        *lock(&self.host.refused) = word;
    }

    /// Serves another folder from now on; `dist/` where it is `None`.
    pub fn serve(&self, folder: Option<PathBuf>) {
        *lock(&self.host.folder) = folder.unwrap_or_else(built);
    }

    /// Hangs up on everybody, as a host that cannot be reached, or no longer.
    pub fn leave(&self, gone: bool) {
        *lock(&self.host.gone) = gone;
    }

    /// The heads of the requests since the last time, as they came.
    pub fn heads(&self) -> Vec<String> {
        std::mem::take(&mut *lock(&self.host.heads))
    }
}

/// The page as it was built.
pub fn built() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("dist")
}

impl Host {
    fn answer(&self, mut stream: TcpStream) -> std::io::Result<()> {
        let mut head = String::new();
        let mut lines = BufReader::new(stream.try_clone()?);
        while lines.read_line(&mut head)? > 2 {}
        let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
        if *lock(&self.gone) {
            return Ok(());
        }
        lock(&self.heads).push(head);
        if path.ends_with(".wasm") {
            let held = lock(&self.held);
            drop(self.released.wait_timeout_while(held, HELD, |held| *held));
        }
        if path.ends_with(".css") && *lock(&self.late) {
            std::thread::sleep(LATE);
        }
        let refused = lock(&self.refused).is_some_and(|word| path.contains(word));
        let (status, kind, body) = match self.file(&path) {
            _ if refused => ("503 Service Unavailable", "text/plain", b"no\n".to_vec()),
            Some((kind, body)) => ("200 OK", kind, body),
            // A browser asks for it where a page names no other.
            None if path == "/favicon.ico" => ("204 No Content", "image/x-icon", Vec::new()),
            None => ("404 Not Found", "text/plain", b"no such file\n".to_vec()),
        };
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\ncache-control: no-cache\r\nconnection: close\r\n\r\n"
        );
        stream.write_all(head.as_bytes())?;
        stream.write_all(&body)
    }

    fn file(&self, path: &str) -> Option<(&'static str, Vec<u8>)> {
        let path = path.split('?').next()?;
        let name = match path.strip_prefix(FOLDER)? {
            "" => "index.html",
            name => name,
        };
        let kind = match name.rsplit_once('.')?.1 {
            "html" => "text/html",
            "js" => "text/javascript",
            "css" => "text/css",
            "wasm" => "application/wasm",
            "svg" => "image/svg+xml",
            "json" => "application/json",
            "webmanifest" => "application/manifest+json",
            _ => "application/octet-stream",
        };
        let inside = !name.split('/').any(|part| part == "..");
        let body = std::fs::read(lock(&self.folder).join(name)).ok();
        body.filter(|_| inside).map(|body| (kind, body))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
