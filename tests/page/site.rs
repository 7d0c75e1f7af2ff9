//! The built page on loopback, in a folder of a host as any static host has it.

use std::io::{BufRead, BufReader};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Child, Command, Stdio};

const FOLDER: &str = "some/folder";

/// Serves `dist/` until it is dropped.
pub struct Site {
    server: Child,
    root: String,
}

impl Site {
    /// Serves it on a free port.
    pub fn start() -> Result<Self, String> {
        let project = Path::new(env!("CARGO_MANIFEST_DIR"));
        if !project.join("dist/index.html").exists() {
            return Err("the page is not built (./scripts/test build)".into());
        }
        let host = project.join("target/site");
        let folder = host.join(FOLDER);
        if let (Some(parent), false) = (folder.parent(), folder.exists()) {
            std::fs::create_dir_all(parent)
                .and_then(|()| symlink(project.join("dist"), &folder))
                .map_err(|error| format!("{}: {error}", folder.display()))?;
        }
        let mut server = Command::new("python3")
            .args(["-B", "scripts/lib/static.py"])
            .arg(&host)
            .arg("0")
            .current_dir(project)
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("python3 cannot be started ({error})"))?;
        let mut root = String::new();
        if let Some(output) = server.stdout.take() {
            let _ = BufReader::new(output).read_line(&mut root);
        }
        Ok(Self {
            server,
            root: root.trim().to_owned(),
        })
    }

    /// `http://127.0.0.1:12345`.
    pub fn origin(&self) -> String {
        self.root.trim_end_matches('/').to_owned()
    }

    /// The page's address, which ends in a slash.
    pub fn page(&self) -> String {
        format!("{}{FOLDER}/", self.root)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
