//! Sorting. The library has a sorter for each type, which is a twelfth of the
//! engine; the lists here are short, and share one.

use std::cmp::Ordering;

/// What can be put in order. What is equal stays in its order.
pub trait Arrange<T> {
    /// Puts all in order by a comparison.
    fn arrange_by(&mut self, compare: impl Fn(&T, &T) -> Ordering);

    /// Puts all in order by a key.
    fn arrange_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        self.arrange_by(|one, other| key(one).cmp(&key(other)));
    }

    /// Puts all in order.
    fn arrange(&mut self)
    where
        T: Ord,
    {
        self.arrange_by(T::cmp);
    }
}

impl<T> Arrange<T> for [T] {
    fn arrange_by(&mut self, compare: impl Fn(&T, &T) -> Ordering) {
        let mut order = order(self.len(), &|one, other| compare(&self[one], &self[other]));
        // Each thing goes to its place, and what stood there to where it came from,
        // until that is where the round began.
        for first in 0..order.len() {
            let mut place = first;
            while order[place] != first {
                let from = std::mem::replace(&mut order[place], place);
                self.swap(place, from);
                place = from;
            }
            order[place] = place;
        }
    }
}

/// Where the things come from that are to stand in order.
fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|&one, &other| compare(one, other));
    order
}

/// Gathers things one by one: to `collect()` into a sorted collection sorts, by
/// the library's sorter for their type.
pub fn one_by_one<C: Default + Extend<T>, T>(things: impl IntoIterator<Item = T>) -> C {
    let mut all = C::default();
    all.extend(things);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_the_order_of_the_library(things in proptest::collection::vec((0u8..9, 0u8..9), 0..40)) {
            let (mut ours, mut theirs) = (things.clone(), things);
            ours.arrange_by_key(|&(key, _)| key);
            theirs.sort_by_key(|&(key, _)| key);
            prop_assert_eq!(&ours, &theirs);
            ours.arrange();
            theirs.sort();
            prop_assert_eq!(ours, theirs);
        }
    }
}
