//! Where the lab's servers listen.

use std::collections::BTreeMap;
use std::process::Command;

/// The lab's addresses, as `./scripts/lab status` prints them.
pub struct Lab {
    addresses: BTreeMap<String, String>,
}

impl Lab {
    /// The lab that is up.
    pub fn find() -> Result<Self, String> {
        let asked = Command::new("scripts/lab")
            .arg("status")
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .map_err(|error| format!("scripts/lab cannot be run ({error})"))?;
        if !asked.status.success() {
            return Err("the lab is not up (./scripts/lab up)".into());
        }
        let addresses = String::from_utf8_lossy(&asked.stdout)
            .lines()
            .filter_map(|line| line.split_once('='))
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .collect();
        Ok(Self { addresses })
    }

    /// The resolver that tells the truth.
    pub fn doh(&self) -> &str {
        self.address("DOH")
    }

    /// An address by its key, such as `DOH_NO_CORS`, `SILENT`, `DEAD`.
    pub fn address(&self, key: &str) -> &str {
        self.addresses.get(key).map_or("", String::as_str)
    }

    /// The resolver that goes wrong in a way of `tests/lab/faults.py`, such as `429`.
    pub fn fault(&self, way: &str) -> String {
        format!("{}/{way}", self.address("FAULTS"))
    }
}

/// A zone as it is served, put back however the test ends.
pub struct Edited(&'static str);

impl Edited {
    /// Puts a text in the place of another.
    pub fn new(zone: &'static str, old: &str, new: &str) -> Result<Self, String> {
        let edited = Self(zone);
        lab(&["edit", zone, old, new])?;
        Ok(edited)
    }
}

impl Drop for Edited {
    fn drop(&mut self) {
        if let Err(why) = lab(&["restore", self.0]) {
            eprintln!("{} is not as it was: {why}", self.0);
        }
    }
}

fn lab(words: &[&str]) -> Result<(), String> {
    let done = Command::new("scripts/lab")
        .args(words)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .map_err(|error| error.to_string())?;
    match done.status.success() {
        true => Ok(()),
        false => Err(String::from_utf8_lossy(&done.stderr).into_owned()),
    }
}
