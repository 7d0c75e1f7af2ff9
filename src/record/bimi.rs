//! BIMI assertion records (draft-brand-indicators-for-message-identification,
//! §4.2).

use super::list_problem::{is_of, read_list};
use super::report_uri::{Target, uri_list};
use super::role::Role;
use super::span::{Span, Spanned};
use super::tag_list::{Dialect, Fault, Tag, TagList};
use super::version::version_fault;
use crate::order::Arrange;
use crate::{from_list_problem, rules};
use serde::Serialize;

rules! {
    /// A departure from the grammar of BIMI records.
    pub enum Problem in Bimi {
        /// The text has no `v` tag.
        VersionMissing => {
            "bimi-version-missing", Error, Draft("draft-brand-indicators-for-message-identification", "4.2"),
            bad: Text("l=https://d.example/logo.svg"),
            good: Text("v=BIMI1; l=https://d.example/logo.svg"),
        },
        /// The version stands behind another tag, in wrong case, or is none.
        VersionWrong { found: String } => {
            "bimi-version-wrong", Error, Draft("draft-brand-indicators-for-message-identification", "4.2"),
            bad: Text("v=bimi1; l=https://d.example/logo.svg"),
            good: Text("v=BIMI1; l=https://d.example/logo.svg"),
        },
        /// A record of another kind.
        OtherRecord { version: &'static str } => {
            "bimi-other-record", Error, Draft("draft-brand-indicators-for-message-identification", "4.2"),
            bad: Text("v=spf1 -all"), good: Text("v=BIMI1; l=https://d.example/logo.svg"),
        },
        /// The list departs from its grammar.
        Malformed { fault: Fault } => {
            "bimi-malformed", Error, Draft("draft-brand-indicators-for-message-identification", "4.2"),
            bad: Text("v=BIMI1 l=https://d.example/logo.svg"),
            good: Text("v=BIMI1; l=https://d.example/logo.svg"),
        },
        /// The same tag twice.
        TagRepeated { name: String } => {
            "bimi-tag-repeated", Warning, Draft("draft-brand-indicators-for-message-identification", "4.2"),
            bad: Text("v=BIMI1; l=https://d.example/a.svg; l=https://d.example/b.svg"),
            good: Text("v=BIMI1; l=https://d.example/a.svg"),
        },
        /// A tag that BIMI does not know.
        TagUnknown { name: String } => {
            "bimi-tag-unknown", Advice, Draft("draft-brand-indicators-for-message-identification", "4.2"),
            bad: Text("v=BIMI1; l=https://d.example/logo.svg; z=1"),
            good: Text("v=BIMI1; l=https://d.example/logo.svg"),
        },
        /// A tag that BIMI does not know, near to one that it does.
        TagMisspelt { name: String, meant: &'static str } => {
            "bimi-tag-misspelt", Warning, Draft("draft-brand-indicators-for-message-identification", "4.2"),
            bad: Text("v=BIMI1; l=https://d.example/logo.svg; apv=brand"),
            good: Text("v=BIMI1; l=https://d.example/logo.svg; avp=brand"),
        },
        /// There is no `l`.
        LocationMissing => {
            "bimi-location-missing", Error, Draft("draft-brand-indicators-for-message-identification", "4.2"),
            bad: Text("v=BIMI1; a=https://d.example/mark.pem"),
            good: Text("v=BIMI1; l=https://d.example/logo.svg; a=https://d.example/mark.pem"),
        },
        /// `l` is no `https:` URI.
        LocationNotHttps { found: String } => {
            "bimi-location-not-https", Error, Draft("draft-brand-indicators-for-message-identification", "4.2"),
            bad: Text("v=BIMI1; l=http://d.example/logo.svg"),
            good: Text("v=BIMI1; l=https://d.example/logo.svg"),
        },
        /// `l` does not end in `.svg` or `.svgz`.
        LocationNotSvg { found: String } => {
            "bimi-location-not-svg", Error, Draft("draft-brand-indicators-for-message-identification", "4.2"),
            bad: Text("v=BIMI1; l=https://d.example/logo.png"),
            good: Text("v=BIMI1; l=https://d.example/logo.svg"),
        },
        /// `a` is no `https:` URI.
        EvidenceNotHttps { found: String } => {
            "bimi-evidence-not-https", Error, Draft("draft-brand-indicators-for-message-identification", "4.2"),
            bad: Text("v=BIMI1; l=https://d.example/logo.svg; a=self"),
            good: Text("v=BIMI1; l=https://d.example/logo.svg; a=https://d.example/mark.pem"),
        },
        /// `avp` is neither `brand` nor `personal`.
        AvatarPreferenceInvalid { found: String } => {
            "bimi-avatar-preference-invalid", Error, Draft("draft-brand-indicators-for-message-identification", "4.2"),
            bad: Text("v=BIMI1; l=https://d.example/logo.svg; avp=logo"),
            good: Text("v=BIMI1; l=https://d.example/logo.svg; avp=brand"),
        },
        /// A member of `lps` has other characters than letters, digits and `-`.
        LocalPartPrefixInvalid { found: String } => {
            "bimi-local-part-prefix-invalid", Error, Draft("draft-brand-indicators-for-message-identification", "4.2"),
            bad: Text("v=BIMI1; l=https://d.example/logo.svg; lps=news@d"),
            good: Text("v=BIMI1; l=https://d.example/logo.svg; lps=news"),
        },
    }
}

from_list_problem!(Problem);

/// Every tag that BIMI has.
pub const TAGS: &[&str] = &["v", "l", "a", "avp", "lps"];

/// How it is written as a list of tags.
pub const DIALECT: Dialect = Dialect {
    version: "BIMI1",
    known: TAGS,
    folding: true,
};

/// A text read as a BIMI record.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Record {
    /// The text as a list of tags.
    pub list: TagList,
    /// Every departure from the grammar, in order of place.
    pub problems: Vec<Spanned<Problem>>,
}

/// What a receiver makes of a record.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Usable {
    /// It is passed over.
    NotUsable,
    /// The domain shows no logo, and says so.
    Declined,
    /// The logo stands at this URI.
    Logo {
        /// The logo.
        location: String,
        /// The certificate that vouches for it.
        evidence: Option<String>,
    },
}

impl Record {
    /// Reads any text.
    pub fn read(text: &str) -> Self {
        let (list, mut problems) = read_list::<Problem>(text, DIALECT);
        let ours = is_of(&list, DIALECT);
        if ours {
            for tag in &list.tags {
                tag_problems(&list, tag, &mut problems);
            }
            let location = |tag: &Tag| list.name(tag) == "l";
            if let (Some(first), false) = (list.tags.first(), list.tags.iter().any(location)) {
                problems.push(Spanned::new(Problem::LocationMissing, first.span()));
            }
        }
        problems.arrange_by_key(|problem| problem.span.start);
        Self { list, problems }
    }

    /// What a receiver makes of it. Of a tag that stands twice, the first
    /// counts.
    pub fn usable(&self) -> Usable {
        let allowed = |problem: &Problem| {
            matches!(
                problem,
                Problem::TagRepeated { .. }
                    | Problem::TagUnknown { .. }
                    | Problem::TagMisspelt { .. }
                    | Problem::Malformed {
                        fault: Fault::EmptyPiece
                    }
            )
        };
        let sound = version_fault(&self.list, DIALECT.version).is_none()
            && self.problems.iter().all(|problem| allowed(&problem.value));
        match (sound, self.value("l"), self.value("a")) {
            (true, Some(""), None | Some("")) => Usable::Declined,
            (true, Some(location), evidence) if !location.is_empty() => Usable::Logo {
                location: location.to_owned(),
                evidence: evidence.filter(|a| !a.is_empty()).map(str::to_owned),
            },
            _ => Usable::NotUsable,
        }
    }

    /// The value of the first tag of this name.
    pub fn value(&self, name: &str) -> Option<&str> {
        let tag = self.tag(name)?;
        Some(self.list.value(tag))
    }

    /// The first tag of this name.
    pub fn tag(&self, name: &str) -> Option<&Tag> {
        let mut tags = self.list.tags.iter();
        tags.find(|tag| tag.equals.is_some() && self.list.name(tag) == name)
    }

    /// The role of each byte of the text, in order.
    pub fn roles(&self) -> Vec<Spanned<Role>> {
        self.list.roles(|tag| match self.list.name(tag) {
            "v" => (Role::Version, Role::Version),
            name if TAGS.contains(&name) => (Role::Name, Role::Value),
            _ => (Role::Unknown, Role::Unknown),
        })
    }
}

fn tag_problems(list: &TagList, tag: &Tag, problems: &mut Vec<Spanned<Problem>>) {
    let text = list.value(tag);
    let found = text.to_owned();
    let problem = match list.name(tag) {
        "l" if text.is_empty() => return,
        "l" if !is_https(list, tag.value) => Problem::LocationNotHttps { found },
        "l" if !is_svg(text) => Problem::LocationNotSvg { found },
        "a" if !text.is_empty() && !is_https(list, tag.value) => {
            Problem::EvidenceNotHttps { found }
        }
        "avp" if !matches!(text, "brand" | "personal") => {
            Problem::AvatarPreferenceInvalid { found }
        }
        "lps" => {
            let fits = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
            let odd = text
                .split(',')
                .map(str::trim)
                .find(|prefix| prefix.is_empty() || !prefix.bytes().all(fits));
            match odd {
                Some(odd) => Problem::LocalPartPrefixInvalid {
                    found: odd.to_owned(),
                },
                None => return,
            }
        }
        _ => return,
    };
    problems.push(Spanned::new(problem, tag.span()));
}

fn is_https(list: &TagList, span: Span) -> bool {
    matches!(
        uri_list(&list.text, span, false).as_slice(),
        [uri] if matches!(uri.value.target, Target::Https { .. })
    )
}

fn is_svg(text: &str) -> bool {
    let path = text.split(['?', '#']).next().unwrap_or(text);
    let path = path.to_ascii_lowercase();
    [".svg", ".svgz", ".svg.gz"]
        .iter()
        .any(|end| path.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logos_and_refusals() {
        let usable = |text: &str| Record::read(text).usable();
        assert_eq!(usable("v=BIMI1; l=; a=;"), Usable::Declined);
        assert_eq!(
            usable("v=BIMI1;l=https://d.example/a.SVG?x;a=https://d.example/a.pem"),
            Usable::Logo {
                location: "https://d.example/a.SVG?x".to_owned(),
                evidence: Some("https://d.example/a.pem".to_owned()),
            }
        );
        assert_eq!(
            usable("v=BIMI1; l=; a=https://d.example/a.pem"),
            Usable::NotUsable
        );
    }
}
