//! Sets of numbers, as ranges.

/// A set of numbers: ranges with both ends, in order, with gaps between them.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Ranges(Vec<(u128, u128)>);

impl Ranges {
    /// The numbers from `first` to `last`.
    pub fn new(first: u128, last: u128) -> Self {
        Self(vec![(first, last)])
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn contains(&self, number: u128) -> bool {
        self.overlapping(number, number).next().is_some()
    }

    /// Whether every number of `other` is in this one.
    pub fn covers(&self, other: &Self) -> bool {
        other.0.iter().all(|&(first, last)| {
            let mut overlapping = self.overlapping(first, last);
            overlapping.next() == Some((first, last))
        })
    }

    /// Puts in the numbers from `first` to `last`.
    pub fn insert(&mut self, mut first: u128, mut last: u128) {
        // What touches becomes one.
        let start = self
            .0
            .partition_point(|range| range.1.saturating_add(1) < first);
        let end = self
            .0
            .partition_point(|range| range.0 <= last.saturating_add(1));
        if let Some(joined) = self.0.get(start..end)
            && let (Some(low), Some(high)) = (joined.first(), joined.last())
        {
            first = first.min(low.0);
            last = last.max(high.1);
        }
        self.0.splice(start..end.max(start), [(first, last)]);
    }

    /// Takes out the numbers from `first` to `last`.
    fn remove(&mut self, first: u128, last: u128) {
        let start = self.0.partition_point(|range| range.1 < first);
        let end = self.0.partition_point(|range| range.0 <= last).max(start);
        let cut = self.0.get(start..end).unwrap_or_default();
        let below = cut.first().filter(|range| range.0 < first);
        let above = cut.last().filter(|range| range.1 > last);
        let below = below.map(|range| (range.0, first.saturating_sub(1)));
        let above = above.map(|range| (last.saturating_add(1), range.1));
        self.0.splice(start..end, below.into_iter().chain(above));
    }

    /// Puts in all of `other`.
    pub fn add(&mut self, other: &Self) {
        if self.is_empty() {
            self.clone_from(other);
        } else {
            for &(first, last) in &other.0 {
                self.insert(first, last);
            }
        }
    }

    /// Takes out all of `other`.
    pub fn subtract(&mut self, other: &Self) {
        for &(first, last) in &other.0 {
            self.remove(first, last);
        }
    }

    /// The numbers that are in both.
    pub fn intersection(&self, other: &Self) -> Self {
        let (few, many) = match self.0.len() < other.0.len() {
            true => (self, other),
            false => (other, self),
        };
        let ranges = few.0.iter();
        Self(
            ranges
                .flat_map(|&(first, last)| many.overlapping(first, last))
                .collect(),
        )
    }

    /// How many numbers there are, as far as that can be said.
    pub fn count(&self) -> u128 {
        self.0.iter().fold(0, |count: u128, (first, last)| {
            count.saturating_add((last - first).saturating_add(1))
        })
    }

    /// The fewest networks that hold these numbers of `bits` bits: the first
    /// address and the length of the prefix of each.
    pub fn blocks(&self, bits: u8) -> impl Iterator<Item = (u128, u8)> {
        self.0.iter().flat_map(move |&(first, last)| {
            let mut next = Some(first);
            std::iter::from_fn(move || {
                let first = next?;
                let mut free = first.trailing_zeros().min(bits.into());
                while first | low_bits(free) > last {
                    free -= 1;
                }
                let end = first | low_bits(free);
                next = end.checked_add(1).filter(|next| *next <= last);
                Some((first, bits - free as u8))
            })
        })
    }

    /// What lies between `first` and `last`.
    fn overlapping(&self, first: u128, last: u128) -> impl Iterator<Item = (u128, u128)> {
        let start = self.0.partition_point(|range| range.1 < first);
        let rest = self.0.get(start..).unwrap_or_default().iter();
        rest.take_while(move |range| range.0 <= last)
            .map(move |range| (range.0.max(first), range.1.min(last)))
    }
}

/// The number whose last `count` bits are set.
pub fn low_bits(count: u32) -> u128 {
    !u128::MAX.checked_shl(count).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn set(ranges: &[(u8, u8)]) -> (Ranges, BTreeSet<u8>) {
        let mut set = Ranges::default();
        let mut numbers = BTreeSet::new();
        for &(first, length) in ranges {
            let last = first.saturating_add(length);
            set.insert(first.into(), last.into());
            numbers.extend(first..=last);
        }
        (set, numbers)
    }

    fn check(set: &Ranges, numbers: &BTreeSet<u8>) {
        for number in 0..=u8::MAX {
            let number_is_in = set.contains(number.into());
            assert_eq!(number_is_in, numbers.contains(&number), "{number}");
        }
        assert_eq!(set.count(), numbers.len() as u128);
        let gaps = set.0.windows(2).all(|pair| pair[0].1 + 1 < pair[1].0);
        assert!(
            gaps && set.0.iter().all(|range| range.0 <= range.1),
            "{set:?}"
        );
        let mut blocks = BTreeSet::new();
        for (first, prefix) in set.blocks(8) {
            let last = first | low_bits(8 - u32::from(prefix));
            for number in first..=last {
                assert!(blocks.insert(number as u8), "twice {number}");
            }
        }
        assert_eq!(blocks, *numbers);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn sets_do_as_sets_do(
            one in prop::collection::vec((any::<u8>(), 0..40_u8), 0..8),
            other in prop::collection::vec((any::<u8>(), 0..40_u8), 0..8),
        ) {
            let (one, numbers) = set(&one);
            let (other, others) = set(&other);
            check(&one, &numbers);
            let mut sum = one.clone();
            sum.add(&other);
            check(&sum, &(&numbers | &others));
            let mut rest = one.clone();
            rest.subtract(&other);
            check(&rest, &(&numbers - &others));
            check(&one.intersection(&other), &(&numbers & &others));
            prop_assert_eq!(one.covers(&other), others.is_subset(&numbers));
        }
    }

    #[test]
    fn the_ends_are_reached() {
        let mut all = Ranges::new(0, u128::MAX);
        assert_eq!(all.count(), u128::MAX);
        assert_eq!(all.blocks(128).collect::<Vec<_>>(), [(0, 0)]);
        all.insert(5, u128::MAX);
        all.remove(u128::MAX, u128::MAX);
        assert_eq!(all, Ranges::new(0, u128::MAX - 1));
        all.remove(0, 0);
        assert_eq!(all.blocks(128).count(), 2 * 127);
        all.remove(0, u128::MAX);
        assert!(all.is_empty());
    }
}
