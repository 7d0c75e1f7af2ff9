//! "Did you mean": the known word that a mistyped one stands for.

use crate::order::Arrange;

/// The longest word worth a guess, in characters.
const LONGEST: usize = 24;

/// The word of `known` that `word` is most likely to stand for, if any is near
/// enough. Upper and lower case are the same.
///
/// Near is counted in slips of the hand: a letter left out, put in, taken for
/// another, or two neighbours swapped. Short words are allowed fewer slips.
/// Among equally near words the one of like length wins, then the first.
pub fn closest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let word = Letters::new(word)?;
    known
        .iter()
        .filter_map(|candidate| {
            let letters = Letters::new(candidate)?;
            let slips = slips(&word, &letters);
            let near = slips <= slips_allowed(&word, &letters);
            let begun = word.len >= 3 && letters.get().starts_with(word.get());
            let unlike = word.len.abs_diff(letters.len);
            (near || begun).then_some(((!near, slips, unlike), *candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// How many slips may lie between two words for one to stand for the other.
fn slips_allowed(a: &Letters, b: &Letters) -> usize {
    match a.len.max(b.len) {
        0 | 1 => 0,
        2 => usize::from(a.sorted() == b.sorted()),
        3 | 4 => 1,
        5..=8 => 2,
        _ => 3,
    }
    .min(a.len.min(b.len))
}

/// The optimal string alignment distance: insertions, deletions,
/// substitutions and swaps of neighbours, each counted once.
fn slips(a: &Letters, b: &Letters) -> usize {
    let mut before = [0; LONGEST + 1];
    let mut row: [usize; LONGEST + 1] = std::array::from_fn(|column| column);
    for (i, x) in a.get().iter().enumerate() {
        let mut next = [0; LONGEST + 1];
        next[0] = i + 1;
        for (j, y) in b.get().iter().enumerate() {
            let mut least = (row[j] + usize::from(x != y))
                .min(row[j + 1] + 1)
                .min(next[j] + 1);
            let swapped = i > 0 && j > 0 && a.letters[i - 1] == *y && b.letters[j - 1] == *x;
            if swapped {
                least = least.min(before[j - 1] + 1);
            }
            next[j + 1] = least;
        }
        before = row;
        row = next;
    }
    row[b.len]
}

/// A word in lower case, of at most [`LONGEST`] characters.
struct Letters {
    letters: [char; LONGEST],
    len: usize,
}

impl Letters {
    /// Nothing if the word is too long.
    fn new(word: &str) -> Option<Self> {
        let mut letters = ['\0'; LONGEST];
        let mut len = 0;
        for letter in word.chars() {
            *letters.get_mut(len)? = letter.to_ascii_lowercase();
            len += 1;
        }
        Some(Self { letters, len })
    }

    fn get(&self) -> &[char] {
        &self.letters[..self.len]
    }

    fn sorted(&self) -> [char; LONGEST] {
        let mut letters = self.letters;
        letters.arrange();
        letters
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MECHANISMS: &[&str] = &["all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists"];
    const TAGS: &[&str] = &[
        "adkim", "aspf", "fo", "np", "p", "pct", "psd", "rf", "ri", "rua", "ruf", "sp", "t", "v",
    ];

    #[test]
    fn slips_of_the_hand_are_understood() {
        for (word, meant) in [
            ("ptray", "ptr"),
            ("incude", "include"),
            ("inculde", "include"),
            ("includes", "include"),
            ("incl", "include"),
            ("ipv4", "ip4"),
            ("IPv6", "ip6"),
            ("ip4v", "ip4"),
            ("exist", "exists"),
            ("al", "all"),
            ("xm", "mx"),
        ] {
            assert_eq!(closest(word, MECHANISMS), Some(meant), "{word}");
        }
        for (word, meant) in [("ria", "rua"), ("apsf", "aspf"), ("RUA", "rua")] {
            assert_eq!(closest(word, TAGS), Some(meant), "{word}");
        }
    }

    #[test]
    fn far_words_are_not_guessed_at() {
        for word in [
            "",
            "b",
            "nx",
            "google",
            "0.2.1",
            "192.0.2.1",
            "ECSPF",
            "你好",
        ] {
            assert_eq!(closest(word, MECHANISMS), None, "{word}");
        }
        assert_eq!(closest(&"a".repeat(1 << 20), MECHANISMS), None);
    }
}
