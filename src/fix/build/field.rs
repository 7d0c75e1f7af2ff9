//! The choices of all builders: what is chosen, and among what.

macro_rules! ids {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $variant:ident = $id:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub enum $name {
            $($(#[$of])* $variant,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its name, which never changes.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$variant => $id,)*
                }
            }

            /// The one of that name.
            pub fn for_id(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.id() == id)
            }
        }
    };
}

ids! {
    /// What is chosen.
    Field {
        /// Who has the mailboxes.
        Provider = "provider",
        /// Whether mail programs find their settings.
        Programs = "programs",
        /// Whether DMARC begins with reports alone.
        Begin = "begin",
        /// Whether the servers of the MX records send.
        Exchangers = "exchangers",
        /// Whether the domain's own addresses send.
        OwnAddresses = "own-addresses",
        /// Whose records are included.
        Includes = "includes",
        /// Addresses and hosts that send.
        Addresses = "addresses",
        /// Terms of the record that none of the others says.
        Kept = "kept",
        /// What becomes of mail from all others.
        Others = "others",
        /// What becomes of mail that fails.
        Policy = "policy",
        /// The same, of subdomains.
        Subdomains = "subdomains",
        /// The same, of names that do not exist.
        Nonexistent = "nonexistent",
        /// Who gets reports.
        Reports = "reports",
        /// Who gets a report of each message that fails.
        Failures = "failures",
        /// Whether DKIM's domain must be the same.
        DkimAlignment = "dkim-alignment",
        /// Whether SPF's domain must be the same.
        SpfAlignment = "spf-alignment",
        /// What senders do where TLS fails.
        Mode = "mode",
        /// The hosts that mail is brought to.
        Hosts = "hosts",
        /// How long a policy is remembered.
        Age = "age",
        /// Whether there is a logo.
        Shown = "shown",
        /// Where the logo is.
        Logo = "logo",
        /// Where its certificate is.
        Certificate = "certificate",
        /// Whether DKIM keys are said to be none.
        Keys = "keys",
    }
}

ids! {
    /// What it is chosen among.
    Word {
        /// So it is.
        Yes = "yes",
        /// So it is not.
        No = "no",
        /// Accepted with suspicion.
        Suspected = "suspected",
        /// Refused.
        Refused = "refused",
        /// Delivered, and reported.
        Reported = "reported",
        /// Put into the junk folder.
        Junk = "junk",
        /// As the domain.
        Same = "same",
        /// The organizational domain is enough.
        Relaxed = "relaxed",
        /// The very same domain.
        Strict = "strict",
        /// TLS is tried, and failures reported.
        Testing = "testing",
        /// Nothing is delivered without TLS.
        Enforced = "enforced",
        /// The policy is taken back.
        Withdrawn = "withdrawn",
        /// A week.
        Week = "week",
        /// Two weeks.
        TwoWeeks = "two-weeks",
        /// A month.
        Month = "month",
        /// A year.
        Year = "year",
    }
}

/// A choice's present value.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Value {
    /// One of some words.
    Word(Word, &'static [Word]),
    /// One of the providers, by its id.
    Provider(&'static str),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<String>),
    /// A list of domains, some of which are well known.
    Senders(Vec<String>),
}

impl Value {
    /// Yes or no.
    pub fn of(so: bool) -> Self {
        let word = if so { Word::Yes } else { Word::No };
        Self::Word(word, &[Word::Yes, Word::No])
    }
}
