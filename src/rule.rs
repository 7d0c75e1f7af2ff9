//! What a rule is: a bad (or good) pattern that Mailvet tells of.
//!
//! A rule stands in one place, a [`rules!`] block beside the code that finds
//! it. Its words stand in `text/`, one line in each language, and the compiler
//! refuses a rule without them.

use serde::{Deserialize, Serialize};

/// What is known of a rule before it is met.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Rule {
    /// Kebab-case, names the pattern, and never changes.
    pub id: &'static str,
    /// The part of a domain's mail DNS that the rule is about.
    pub subject: Subject,
    /// How much it matters, unless it says otherwise for what the domain is
    /// for.
    pub severity: Severity,
    /// How much it matters to domains for which that differs.
    pub exceptions: &'static [(Profile, Severity)],
    /// Where it is written down.
    pub reference: Reference,
    /// An input that meets the rule.
    pub bad: Example,
    /// A like input that does not meet it.
    pub good: Example,
}

impl Rule {
    /// How much it matters to a domain that is for this.
    pub fn severity_for(&self, profile: Profile) -> Severity {
        let mut exceptions = self.exceptions.iter();
        let exception = exceptions.find(|(other, _)| *other == profile);
        exception.map_or(self.severity, |(_, severity)| *severity)
    }
}

/// What a domain is for.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// It sends and receives mail.
    SendsAndReceives,
    /// It receives mail and sends none.
    ReceivesOnly,
    /// It sends mail and receives none.
    SendsOnly,
    /// It neither sends nor receives.
    Parked,
    /// It sends and receives, and sends the same to many.
    BulkSender,
}

impl Profile {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::SendsAndReceives,
        Self::ReceivesOnly,
        Self::SendsOnly,
        Self::Parked,
        Self::BulkSender,
    ];

    /// Its name in links and reports, which never changes.
    pub const fn id(self) -> &'static str {
        match self {
            Self::SendsAndReceives => "sends-and-receives",
            Self::ReceivesOnly => "receives-only",
            Self::SendsOnly => "sends-only",
            Self::Parked => "parked",
            Self::BulkSender => "bulk-sender",
        }
    }

    /// The profile of that name.
    pub fn for_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|profile| profile.id() == id)
    }

    /// Whether the domain sends mail.
    pub const fn sends(self) -> bool {
        matches!(
            self,
            Self::SendsAndReceives | Self::SendsOnly | Self::BulkSender
        )
    }

    /// Whether the domain receives mail.
    pub const fn receives(self) -> bool {
        matches!(
            self,
            Self::SendsAndReceives | Self::ReceivesOnly | Self::BulkSender
        )
    }
}

/// The parts of a domain's mail DNS, in the order the page shows them.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// The domain's name, its delegation, and how DNS answers for it.
    Domain,
    /// Mail exchangers and their addresses.
    Mx,
    /// Names of addresses, and whether they lead back.
    Ptr,
    /// Sender Policy Framework.
    Spf,
    /// DomainKeys Identified Mail.
    Dkim,
    /// Domain-based Message Authentication, Reporting and Conformance.
    Dmarc,
    /// SMTP MTA Strict Transport Security.
    MtaSts,
    /// SMTP TLS Reporting.
    TlsRpt,
    /// Brand Indicators for Message Identification.
    Bimi,
    /// DNS-based Authentication of Named Entities for SMTP.
    Tlsa,
    /// DNS Security Extensions.
    Dnssec,
    /// Certification Authority Authorization.
    Caa,
    /// What the programs of people who read and write mail find.
    Programs,
    /// How the records of all of these fit together.
    Together,
    /// What a browser cannot see.
    Beyond,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// What is right is said too.
    Good,
    /// Could be better; no mail is at risk.
    Advice,
    /// Some mail is at risk, or some protection is lost.
    Warning,
    /// Could not be found out. Never a verdict.
    Unknown,
    /// Mail is or will be refused, or anyone can forge the domain.
    Error,
}

impl Severity {
    /// Its name in reports, which never changes.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Unknown => "unknown",
            Self::Error => "error",
        }
    }
}

/// Where a rule is written down.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reference {
    /// An RFC and its section, such as `(7208, "4.6.4")`; an old one may have
    /// none.
    Rfc(u16, &'static str),
    /// An Internet-Draft's name and section.
    Draft(&'static str, &'static str),
    /// Common practice, of which no standard speaks.
    Practice,
}

impl Reference {
    /// Where a browser can read it.
    pub fn url(&self) -> Option<String> {
        match self {
            Self::Rfc(number, "") => {
                Some(format!("https://www.rfc-editor.org/rfc/rfc{number}.html"))
            }
            Self::Rfc(number, section) => Some(format!(
                "https://www.rfc-editor.org/rfc/rfc{number}.html#section-{section}"
            )),
            Self::Draft(name, _) => Some(format!("https://datatracker.ietf.org/doc/{name}/")),
            Self::Practice => None,
        }
    }
}

/// An input that shows a rule.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Example {
    /// A record's text.
    Text(&'static str),
    /// Entries of a zone file below `$ORIGIN example.`; the domain `d.example`,
    /// or that of `$CHECK`, and its DKIM selector `s` are checked in it.
    Zone(&'static str),
}

/// Defines rules: an enum of facts, a variant a rule, with what is known of
/// each rule beside it. Where a rule matters more or less to domains that are
/// for something else, that stands in braces behind its severity.
///
/// ```
/// mailvet::rules! {
///     /// Departures of a greeting.
///     pub enum Problem in Domain {
///         /// It is shouted.
///         Shouted { words: usize } => {
///             "greeting-shouted", Warning { SendsOnly | Parked: Advice },
///             Rfc(5321, "4.1.1.1"),
///             bad: Text("HELLO"), good: Text("hello"),
///         },
///     }
/// }
/// assert_eq!(Problem::Shouted { words: 1 }.rule().id, "greeting-shouted");
/// assert_eq!(Problem::RULES.len(), 1);
/// # use mailvet::rule::{Profile, Severity};
/// assert_eq!(Problem::RULES[0].severity_for(Profile::Parked), Severity::Advice);
/// ```
#[macro_export]
macro_rules! rules {
    (
        $(#[$enum_meta:meta])*
        $visibility:vis enum $name:ident in $subject:ident {
            $(
                $(#[$meta:meta])*
                $variant:ident $({ $($field:ident : $type:ty),* $(,)? })? => {
                    $id:literal,
                    $severity:ident $({ $($($profile:ident)|+ : $other:ident),+ $(,)? })?,
                    $reference:expr,
                    bad: $bad:expr, good: $good:expr $(,)?
                }
            ),* $(,)?
        }
    ) => {
        $(#[$enum_meta])*
        #[derive(Clone, Debug, Eq, PartialEq, serde::Serialize)]
        #[serde(rename_all = "kebab-case")]
        #[allow(missing_docs)]
        $visibility enum $name {
            $( $(#[$meta])* $variant $({ $($field: $type),* })? ),*
        }

        impl $name {
            /// Every rule of this kind, in the order of the variants.
            pub const RULES: &'static [$crate::rule::Rule] = {
                #[allow(unused_imports)]
                use $crate::rule::{Example::*, Reference::*};
                &[ $( $crate::rule::Rule {
                    id: $id,
                    subject: $crate::rule::Subject::$subject,
                    severity: $crate::rule::Severity::$severity,
                    exceptions: &[$($($((
                        $crate::rule::Profile::$profile,
                        $crate::rule::Severity::$other,
                    ),)+)+)?],
                    reference: $reference,
                    bad: $bad,
                    good: $good,
                } ),* ]
            };

            /// The rule that this fact meets.
            pub fn rule(&self) -> &'static $crate::rule::Rule {
                #[allow(dead_code, clippy::enum_variant_names)]
                enum Index { $( $variant ),* }
                let index = match self {
                    $( Self::$variant $({ $($field: _),* })? => Index::$variant ),*
                };
                &Self::RULES[index as usize]
            }
        }
    };
}
