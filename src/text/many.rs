//! What is said of many domains.

use crate::report::survey::{Column, Stage, Wanted, Why};

/// The fixed words about many domains in one language.
#[allow(missing_docs)]
pub struct ManyWords {
    pub title: &'static str,
    pub lede: &'static str,
    pub tells: &'static str,
    pub label: &'static str,
    pub placeholder: &'static str,
    pub file: &'static str,
    pub drop: &'static str,
    /// Before the number of questions a second, and after it.
    pub pace: [&'static str; 2],
    pub pause: &'static str,
    pub go_on: &'static str,
    pub again: &'static str,
    pub new_list: &'static str,
    pub really: &'static str,
    pub keep: &'static str,
    pub not_kept: &'static str,
    pub elsewhere: &'static str,
    pub broken: &'static str,
    pub refused: &'static str,
    pub refused_address: &'static str,
    pub refused_one_label: &'static str,
    pub refused_text: &'static str,
    pub show: &'static str,
    pub rule: &'static str,
    pub any_rule: &'static str,
    pub word: &'static str,
    pub save: &'static str,
    pub table: &'static str,
    pub none: &'static str,
    pub unchecked: &'static str,
    pub domain: &'static str,
    pub answers: [&'static str; 3],
    pub findings: &'static str,
    pub gravest: &'static str,
    pub nothing: &'static str,
    pub wanted: [&'static str; 7],
    pub stages: [&'static str; 5],
}

impl ManyWords {
    /// Why a line names no domain, where it is not that it is no name.
    pub fn refused(&self, why: &Why) -> &'static str {
        match why {
            Why::Address => self.refused_address,
            Why::OneLabel => self.refused_one_label,
            Why::Text | Why::Input(_) => self.refused_text,
        }
    }

    /// What is looked at of all rows.
    pub fn wanted(&self, wanted: Wanted) -> &'static str {
        self.wanted[wanted as usize]
    }

    /// What goes on.
    pub fn stage(&self, stage: Stage) -> &'static str {
        self.stages[stage as usize]
    }

    /// What a column is called.
    pub fn column(&self, column: Column) -> &'static str {
        match column {
            Column::Listed | Column::Domain => self.domain,
            Column::Reach => self.answers[0],
            Column::Forge => self.answers[1],
            Column::Accept => self.answers[2],
            Column::Findings => self.findings,
        }
    }
}

/// A time that is left as people say it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Left {
    /// Less than a minute.
    Moments,
    /// So many minutes.
    Minutes(u32),
    /// So many hours and minutes.
    Hours(u32, u32),
}

impl Left {
    /// The time in seconds that is left, rounded up.
    pub fn new(seconds: u32) -> Self {
        match (seconds.div_ceil(60), seconds) {
            (_, 0..45) => Self::Moments,
            (minutes @ 0..60, _) => Self::Minutes(minutes),
            // Of hours, nobody wants to know each minute.
            (minutes, _) => {
                let minutes = minutes.div_ceil(5) * 5;
                Self::Hours(minutes / 60, minutes % 60)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Left;

    #[test]
    fn what_is_left_is_rounded() {
        for (seconds, left) in [
            (0, Left::Moments),
            (44, Left::Moments),
            (45, Left::Minutes(1)),
            (61, Left::Minutes(2)),
            (3_540, Left::Minutes(59)),
            (3_600, Left::Hours(1, 0)),
            (3_660, Left::Hours(1, 5)),
            (7_190, Left::Hours(2, 0)),
        ] {
            assert_eq!(Left::new(seconds), left, "{seconds}");
        }
    }
}
