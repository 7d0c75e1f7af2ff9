//! The checks that a browser remembers, newest first.

use crate::rule::Severity;
use serde::{Deserialize, Serialize};

/// How many are remembered.
pub const MOST: usize = 12;

/// One check that is remembered.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct Recent {
    /// What was checked, as a link to it says it.
    pub check: String,
    /// The DKIM selectors that were named.
    #[serde(default)]
    pub selectors: Vec<String>,
    /// What a person said that the domain is for: the id of a profile, or
    /// nothing.
    #[serde(default)]
    pub profile: String,
    /// When it was over, in milliseconds since 1970.
    pub at: f64,
    /// The verdicts of the three answers, in the order of
    /// [`Asked::ALL`](crate::check::answer::Asked::ALL), each with how it stands:
    /// none for an address.
    #[serde(default)]
    pub verdicts: Vec<(String, Severity)>,
    /// What was seen, as a sealed text; empty where that was too much.
    #[serde(default)]
    pub seen: String,
}

impl Recent {
    /// Puts it before those remembered: each thing is remembered once, and only
    /// so many are.
    pub fn remember(self, others: Vec<Self>) -> Vec<Self> {
        let others = others.into_iter().filter(|it| it.check != self.check);
        let all: Vec<_> = others.take(MOST - 1).collect();
        [vec![self], all].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recent(check: &str, at: f64) -> Recent {
        Recent {
            check: check.into(),
            selectors: vec!["s1".into()],
            profile: String::new(),
            at,
            verdicts: vec![("yes".into(), Severity::Good)],
            seen: "c2Vlbg".into(),
        }
    }

    #[test]
    fn each_is_remembered_once_and_the_newest_first() {
        let mut all = Vec::new();
        for (index, check) in ["a.test", "b.test", "a.test"].into_iter().enumerate() {
            all = recent(check, index as f64).remember(all);
        }
        assert_eq!(all, [recent("a.test", 2.0), recent("b.test", 1.0)]);
    }

    #[test]
    fn only_so_many_are() {
        let mut all = Vec::new();
        for index in 0..100 {
            all = recent(&format!("{index}.test"), f64::from(index)).remember(all);
        }
        assert_eq!(all.len(), MOST);
        assert_eq!(all[0].check, "99.test");
        assert_eq!(all[MOST - 1].check, "88.test");
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let kept = serde_json::to_string(&recent("a.test", 7.0)).expect("JSON");
        let read: Recent = serde_json::from_str(&kept).expect("what was written");
        assert_eq!(read, recent("a.test", 7.0));
        let least: Recent = serde_json::from_str(r#"{"check":"a.test","at":7}"#).expect("least");
        assert!(least.verdicts.is_empty() && least.profile.is_empty() && least.seen.is_empty());
    }
}
