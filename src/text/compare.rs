//! What is said of several resolvers side by side.

use crate::follow::compare::Arrival;

/// What a whole comparison came to.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Sum {
    /// How many resolvers or places were asked.
    pub asked: usize,
    /// How many of them answered anything.
    pub answered: usize,
    /// How many records were compared.
    pub compared: usize,
    /// Of how many of these there are different answers.
    pub differ: usize,
    /// How many records could not be compared.
    pub unknown: usize,
}

/// To how many resolvers a change has come.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Arrivals {
    /// How many give the value.
    pub arrived: usize,
    /// How many give something else.
    pub other: usize,
    /// The longest that one of these may go on, in seconds; `None` where one of
    /// them does not say.
    pub longest: Option<u32>,
    /// How many could not find out.
    pub unknown: usize,
    /// How many have not answered yet.
    pub pending: usize,
}

impl Arrivals {
    /// Counts.
    pub fn new(arrivals: &[Arrival]) -> Self {
        let mut sum = Self {
            longest: Some(0),
            ..Self::default()
        };
        for arrival in arrivals {
            match arrival {
                Arrival::Arrived => sum.arrived += 1,
                Arrival::Other { lifetime } => {
                    sum.other += 1;
                    sum.longest = match (sum.longest, lifetime) {
                        (Some(longest), Some(lifetime)) => Some(longest.max(*lifetime)),
                        _ => None,
                    };
                }
                Arrival::Unknown(_) => sum.unknown += 1,
                Arrival::Pending => sum.pending += 1,
            }
        }
        sum
    }
}

/// A time to live as people say it: rounded up, so that it is over by then.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Lifetime {
    /// Nothing is kept.
    Nothing,
    /// So many minutes.
    Minutes(u32),
    /// So many hours and minutes.
    Hours(u32, u32),
    /// So many days and hours.
    Days(u32, u32),
}

impl Lifetime {
    /// The time in seconds that is left.
    pub fn new(seconds: u32) -> Self {
        let minutes = seconds.div_ceil(60);
        let hours = seconds.div_ceil(3600);
        match minutes {
            0 => Self::Nothing,
            1..=59 => Self::Minutes(minutes),
            60..1440 => Self::Hours(minutes / 60, minutes % 60),
            _ => Self::Days(hours / 24, hours % 24),
        }
    }
}

/// The fixed words of a comparison.
#[allow(missing_docs)]
pub struct ComparisonWords {
    pub arrival: &'static str,
    pub arrival_label: &'static str,
    pub arrival_look: &'static str,
    pub records: &'static str,
    pub elsewhere: &'static str,
    pub elsewhere_note: &'static str,
    pub also: &'static str,
    pub times_note: &'static str,
    pub selectors_note: &'static str,
    pub made_up: [&'static str; 2],
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::answer::Failure;

    #[test]
    fn times_are_rounded_up() {
        for (seconds, lifetime) in [
            (0, Lifetime::Nothing),
            (1, Lifetime::Minutes(1)),
            (60, Lifetime::Minutes(1)),
            (61, Lifetime::Minutes(2)),
            (3120, Lifetime::Minutes(52)),
            (3541, Lifetime::Hours(1, 0)),
            (3600, Lifetime::Hours(1, 0)),
            (5400, Lifetime::Hours(1, 30)),
            (86_399, Lifetime::Days(1, 0)),
            (86_400, Lifetime::Days(1, 0)),
            (90_001, Lifetime::Days(1, 2)),
            (u32::MAX, Lifetime::Days(49_710, 7)),
        ] {
            assert_eq!(Lifetime::new(seconds), lifetime, "{seconds}");
        }
    }

    #[test]
    fn the_longest_time_counts() {
        let other = |lifetime| Arrival::Other { lifetime };
        let sum = Arrivals::new(&[
            Arrival::Arrived,
            other(Some(60)),
            other(Some(3120)),
            Arrival::Unknown(Failure::Unreachable),
            Arrival::Pending,
        ]);
        let expected = Arrivals {
            arrived: 1,
            other: 2,
            longest: Some(3120),
            unknown: 1,
            pending: 1,
        };
        assert_eq!(sum, expected);
        assert_eq!(Arrivals::new(&[other(Some(60)), other(None)]).longest, None);
    }
}
