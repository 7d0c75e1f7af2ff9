//! A resolver on loopback that answers from zones in this process, over HTTP.

mod wire;

use mailvet::dns::resolver::Checking;
use mailvet::dns::sample::sample;
use mailvet::dns::{Question, RecordType};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// A server, until the end of the process.
pub struct DohDouble {
    port: u16,
    asked: Arc<Mutex<Vec<(String, String)>>>,
}

/// A file that it has.
#[derive(Clone)]
pub struct Canned {
    pub status: u16,
    pub location: &'static str,
    pub body: Vec<u8>,
}

type Files = BTreeMap<&'static str, Canned>;

impl Canned {
    pub fn ok(body: &str) -> Self {
        Self {
            status: 200,
            location: "",
            body: body.as_bytes().to_vec(),
        }
    }

    pub fn moved(location: &'static str) -> Self {
        Self {
            status: 302,
            location,
            body: Vec::new(),
        }
    }
}

impl DohDouble {
    /// One that answers for the made-up domains.
    pub fn sample() -> Self {
        Self::canned(Files::new())
    }

    /// The same, which has files as well.
    pub fn canned(files: Files) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback");
        let port = listener.local_addr().expect("an address").port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = asked.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, files) = (log.clone(), files.clone());
                thread::spawn(move || serve(stream, &log, &files));
            }
        });
        Self { port, asked }
    }

    /// Where it is asked. What becomes of a question, its path says.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// A URL at which nobody listens.
    pub fn nobody() -> String {
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback");
        let port = listener.local_addr().expect("an address").port();
        format!("http://127.0.0.1:{port}/dns-query")
    }

    /// Every question that came: name and type.
    pub fn asked(&self) -> Vec<(String, String)> {
        self.asked.lock().expect("the log").clone()
    }
}

fn serve(mut stream: TcpStream, log: &Mutex<Vec<(String, String)>>, files: &Files) {
    let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
    while let Some(target) = request(&mut reader) {
        let (path, query) = target.split_once("?dns=").unwrap_or((&target, ""));
        let canned = match files.get(path) {
            Some(file) => file.clone(),
            None => answer(path, query, log),
        };
        let Canned {
            status,
            location,
            body,
        } = canned;
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status} x\r\ncontent-length: {length}\r\nlocation: {location}\r\n\r\n"
        );
        let sent = stream.write_all(head.as_bytes());
        if sent.and_then(|()| stream.write_all(&body)).is_err() {
            return;
        }
    }
}

/// The target of the next request.
fn request(reader: &mut impl BufRead) -> Option<String> {
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    let target = first.split(' ').nth(1)?.to_owned();
    let mut line = first;
    while line != "\r\n" {
        line.clear();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
    }
    Some(target)
}

fn answer(path: &str, query: &str, log: &Mutex<Vec<(String, String)>>) -> Canned {
    let failed = |status| Canned {
        status,
        ..Canned::ok("")
    };
    let Some((query, question)) = wire::question(query) else {
        return failed(404);
    };
    let unchecked = match checking(&query) {
        Checking::Enabled => "",
        Checking::Disabled => " without validation",
    };
    let rtype = format!("{}{unchecked}", question.rtype);
    let asked = (question.name.to_string(), rtype);
    log.lock().expect("the log").push(asked);
    let fails = match path {
        "/500" => true,
        // What the client asks to find out who answers.
        "/only-the-test" => question.name.as_str() != "example.com",
        "/no-mx" => question.rtype == RecordType::MX,
        _ => false,
    };
    if fails {
        return failed(500);
    }
    let body = match path {
        "/servfail" => wire::failure(&query),
        _ => respond(&query, &question),
    };
    Canned {
        body,
        ..Canned::ok("")
    }
}

fn respond(query: &[u8], question: &Question) -> Vec<u8> {
    match sample().answer(question, checking(query)) {
        Ok(reply) => wire::response(query, question, &reply),
        Err(_) => wire::failure(query),
    }
}

fn checking(query: &[u8]) -> Checking {
    match query[3] & 0x10 {
        0 => Checking::Enabled,
        _ => Checking::Disabled,
    }
}
