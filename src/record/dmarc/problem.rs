//! Departures from DMARC's grammar.

use super::{TAGS, Term, Value, dmarc_value};
use crate::order::Arrange;
use crate::record::report_uri::{ReportUri, UriFault};
use crate::record::span::Spanned;
use crate::record::suggest::closest;
use crate::record::tag_list::{Fault, Tag, TagList, is_blank, is_quote, tag_name};
use crate::record::version::{VersionFault, version_fault};
use crate::rules;

rules! {
    /// A departure from the grammar of RFC 9989 §4.8.
    pub enum Problem in Dmarc {
        /// The text has no `v` tag.
        VersionMissing => {
            "dmarc-version-missing", Error, Rfc(9989, "4.7"),
            bad: Text("p=none; rua=mailto:dmarc@d.example"),
            good: Text("v=DMARC1; p=none; rua=mailto:dmarc@d.example"),
        },
        /// The version stands behind another tag.
        VersionNotFirst => {
            "dmarc-version-not-first", Error, Rfc(9989, "4.7"),
            bad: Text("p=none; v=DMARC1"), good: Text("v=DMARC1; p=none"),
        },
        /// Upper and lower case of the version count.
        VersionCase => {
            "dmarc-version-case", Error, Rfc(9989, "4.7"),
            bad: Text("v=dmarc1; p=none"), good: Text("v=DMARC1; p=none"),
        },
        /// There is no such version.
        VersionUnknown { found: String } => {
            "dmarc-version-unknown", Error, Rfc(9989, "4.7"),
            bad: Text("v=DMARC2; p=none"), good: Text("v=DMARC1; p=none"),
        },
        /// A record of another kind.
        OtherRecord { version: &'static str } => {
            "dmarc-other-record", Error, Rfc(9989, "4.7"),
            bad: Text("v=spf1 mx -all"), good: Text("v=DMARC1; p=none"),
        },
        /// Two records in one string.
        SecondRecord => {
            "dmarc-second-record", Error, Rfc(9989, "4.8"),
            bad: Text("v=DMARC1; p=reject; v=DMARC1; p=none"), good: Text("v=DMARC1; p=reject"),
        },
        /// White space before the version.
        LeadingSpace => {
            "dmarc-leading-space", Error, Rfc(9989, "4.8"),
            bad: Text(" v=DMARC1; p=none"), good: Text("v=DMARC1; p=none"),
        },
        /// Quotation marks that became part of the record.
        Quoted { mark: char } => {
            "dmarc-quoted", Error, Rfc(9989, "4.8"),
            bad: Text("\"v=DMARC1; p=none\""), good: Text("v=DMARC1; p=none"),
        },
        /// A character that DMARC records cannot have.
        OddCharacter { character: char } => {
            "dmarc-odd-character", Error, Rfc(9989, "4.8"),
            bad: Text("v=DMARC1;\u{200b} p=none"), good: Text("v=DMARC1; p=none"),
        },
        /// Two tags without `;` between.
        SeparatorMissing => {
            "dmarc-separator-missing", Error, Rfc(9989, "4.8"),
            bad: Text("v=DMARC1 p=none"), good: Text("v=DMARC1; p=none"),
        },
        /// A character that stands where `;` belongs.
        SeparatorLookalike { found: char } => {
            "dmarc-separator-lookalike", Error, Rfc(9989, "4.8"),
            bad: Text("v=DMARC1, p=none"), good: Text("v=DMARC1; p=none"),
        },
        /// `\;`: the escape became part of the record.
        SeparatorEscaped => {
            "dmarc-separator-escaped", Error, Rfc(9989, "4.8"),
            bad: Text("v=DMARC1\\; p=none"), good: Text("v=DMARC1; p=none"),
        },
        /// A character that looks like `=`.
        EqualsLookalike { found: char } => {
            "dmarc-equals-lookalike", Error, Rfc(9989, "4.8"),
            bad: Text("v=DMARC1; p＝none"), good: Text("v=DMARC1; p=none"),
        },
        /// Nothing between two `;`.
        EmptyPiece => {
            "dmarc-empty-piece", Warning, Rfc(9989, "4.8"),
            bad: Text("v=DMARC1;; p=none"), good: Text("v=DMARC1; p=none;"),
        },
        /// A piece without `=`. `meant` is the tag it seems to stand for.
        EqualsMissing { text: String, meant: Option<&'static str> } => {
            "dmarc-equals-missing", Error, Rfc(9989, "4.8"),
            bad: Text("v=DMARC1; p reject"), good: Text("v=DMARC1; p=reject"),
        },
        /// No name, or a name with characters that names do not have.
        NameMalformed { character: Option<char> } => {
            "dmarc-tag-name-malformed", Error, Rfc(9989, "4.8"),
            bad: Text("v=DMARC1; =none"), good: Text("v=DMARC1; p=none"),
        },
        /// A tag's name in upper case, which some receivers do not know.
        NameCase { name: String } => {
            "dmarc-tag-name-case", Warning, Rfc(6376, "3.2"),
            bad: Text("v=DMARC1; P=none"), good: Text("v=DMARC1; p=none"),
        },
        /// The same tag twice. Receivers differ in which they use, if any.
        TagRepeated { name: String } => {
            "dmarc-tag-repeated", Warning, Rfc(6376, "3.2"),
            bad: Text("v=DMARC1; p=reject; p=quarantine"), good: Text("v=DMARC1; p=reject"),
        },
        /// A tag that DMARC does not know. Receivers pass over it.
        TagUnknown { name: String } => {
            "dmarc-tag-unknown", Advice, Rfc(9989, "4.7"),
            bad: Text("v=DMARC1; p=none; note=hello"), good: Text("v=DMARC1; p=none"),
        },
        /// A tag that DMARC does not know, near to one that it does.
        TagMisspelt { name: String, meant: &'static str } => {
            "dmarc-tag-misspelt", Warning, Rfc(9989, "4.7"),
            bad: Text("v=DMARC1; p=none; ria=mailto:dmarc@d.example"),
            good: Text("v=DMARC1; p=none; rua=mailto:dmarc@d.example"),
        },
        /// There is no policy: `none` by RFC 9989, no record by RFC 7489.
        PolicyMissing => {
            "dmarc-policy-missing", Warning, Rfc(9989, "4.7"),
            bad: Text("v=DMARC1; rua=mailto:dmarc@d.example"),
            good: Text("v=DMARC1; p=none; rua=mailto:dmarc@d.example"),
        },
        /// `p` is no policy.
        PolicyInvalid { found: String, meant: Option<&'static str> } => {
            "dmarc-policy-invalid", Error, Rfc(9989, "4.10.1"),
            bad: Text("v=DMARC1; p=block"), good: Text("v=DMARC1; p=reject"),
        },
        /// `sp` is no policy, which takes all of the record's policies away.
        SubdomainPolicyInvalid { found: String, meant: Option<&'static str> } => {
            "dmarc-subdomain-policy-invalid", Error, Rfc(9989, "4.10.1"),
            bad: Text("v=DMARC1; p=reject; sp=rejct"), good: Text("v=DMARC1; p=reject; sp=reject"),
        },
        /// `np` is no policy, which takes all of the record's policies away.
        NonexistentPolicyInvalid { found: String, meant: Option<&'static str> } => {
            "dmarc-nonexistent-policy-invalid", Error, Rfc(9989, "4.10.1"),
            bad: Text("v=DMARC1; p=none; np=all"), good: Text("v=DMARC1; p=none; np=reject"),
        },
        /// `adkim` or `aspf` is neither `r` nor `s`.
        AlignmentInvalid { tag: &'static str, found: String } => {
            "dmarc-alignment-invalid", Error, Rfc(9989, "4.7"),
            bad: Text("v=DMARC1; p=none; adkim=strict"), good: Text("v=DMARC1; p=none; adkim=s"),
        },
        /// `fo` holds something else than `0`, `1`, `d` and `s`.
        FailureOptionsInvalid { found: String } => {
            "dmarc-failure-options-invalid", Error, Rfc(9989, "4.7"),
            bad: Text("v=DMARC1; p=none; ruf=mailto:r@d.example; fo=2"),
            good: Text("v=DMARC1; p=none; ruf=mailto:r@d.example; fo=1"),
        },
        /// `fo` holds `0` with `1`, or an option twice.
        FailureOptionsContradictory { found: String } => {
            "dmarc-failure-options-contradictory", Advice, Rfc(9989, "4.8"),
            bad: Text("v=DMARC1; p=none; ruf=mailto:r@d.example; fo=0:1"),
            good: Text("v=DMARC1; p=none; ruf=mailto:r@d.example; fo=1:d"),
        },
        /// `psd` is neither `y`, `n` nor `u`.
        PublicSuffixInvalid { found: String } => {
            "dmarc-public-suffix-invalid", Warning, Rfc(9989, "4.7"),
            bad: Text("v=DMARC1; p=reject; psd=maybe"), good: Text("v=DMARC1; p=reject; psd=n"),
        },
        /// `t` is neither `y` nor `n`.
        TestingInvalid { found: String } => {
            "dmarc-testing-invalid", Error, Rfc(9989, "4.7"),
            bad: Text("v=DMARC1; p=reject; t=yes"), good: Text("v=DMARC1; p=reject; t=y"),
        },
        /// `pct` is no number from 0 to 100.
        PercentInvalid { found: String } => {
            "dmarc-percent-invalid", Warning, Rfc(7489, "6.3"),
            bad: Text("v=DMARC1; p=reject; pct=50%"), good: Text("v=DMARC1; p=reject; pct=50"),
        },
        /// A tag for URIs with none, or nothing between two commas.
        UriEmpty { tag: &'static str } => {
            "dmarc-uri-empty", Warning, Rfc(9989, "4.8"),
            bad: Text("v=DMARC1; p=none; rua="),
            good: Text("v=DMARC1; p=none; rua=mailto:dmarc@d.example"),
        },
        /// An address without `mailto:` before it.
        UriWithoutScheme { found: String, mailbox: bool } => {
            "dmarc-uri-without-scheme", Error, Rfc(9989, "4.8"),
            bad: Text("v=DMARC1; p=none; rua=dmarc@d.example"),
            good: Text("v=DMARC1; p=none; rua=mailto:dmarc@d.example"),
        },
        /// A text that is no URI.
        UriMalformed { found: String, fault: UriFault } => {
            "dmarc-uri-malformed", Error, Rfc(3986, "2"),
            bad: Text("v=DMARC1; p=none; rua=mailto:<dmarc@d.example>"),
            good: Text("v=DMARC1; p=none; rua=mailto:dmarc@d.example"),
        },
        /// `mailto:` without a mailbox.
        MailboxInvalid { found: String } => {
            "dmarc-mailbox-invalid", Error, Rfc(6068, "2"),
            bad: Text("v=DMARC1; p=none; rua=mailto:dmarc.d.example"),
            good: Text("v=DMARC1; p=none; rua=mailto:dmarc@d.example"),
        },
        /// URIs with `;` between, where `,` belongs.
        UriAfterSemicolon { found: String } => {
            "dmarc-uri-after-semicolon", Error, Rfc(9989, "4.8"),
            bad: Text("v=DMARC1; p=none; rua=mailto:a@d.example; mailto:b@d.example"),
            good: Text("v=DMARC1; p=none; rua=mailto:a@d.example,mailto:b@d.example"),
        },
    }
}

const DISPOSITIONS: &[&str] = &["none", "quarantine", "reject"];

/// Every problem of a record, in order of place.
pub fn find(list: &TagList, terms: &[Term]) -> Vec<Spanned<Problem>> {
    let mut problems = Vec::new();
    let version = version_fault(list, "DMARC1");
    let other = matches!(
        &version,
        Some(fault) if matches!(fault.value, VersionFault::OtherRecord(_) | VersionFault::Missing)
    );
    problems.extend(version.map(|fault| fault.map(version_problem)));
    problems.extend(
        list.faults
            .iter()
            .filter(|fault| {
                !(other && matches!(fault.value, Fault::NoEquals | Fault::NameCharacter(_)))
            })
            .map(|fault| fault.map(|value| list_problem(list, *fault, value))),
    );
    if !other {
        terms
            .iter()
            .for_each(|term| term_problems(list, term, &mut problems));
        let policy = |term: &Term| matches!(term.value, Value::Policy(_));
        if let (Some(first), false) = (terms.first(), terms.iter().any(policy)) {
            problems.push(Spanned::new(Problem::PolicyMissing, first.tag.span()));
        }
    }
    problems.arrange_by_key(|problem| problem.span.start);
    problems
}

fn version_problem(fault: VersionFault) -> Problem {
    match fault {
        VersionFault::Missing => Problem::VersionMissing,
        VersionFault::NotFirst => Problem::VersionNotFirst,
        VersionFault::Case => Problem::VersionCase,
        VersionFault::OtherRecord(version) => Problem::OtherRecord { version },
        VersionFault::Other(found) => Problem::VersionUnknown { found },
    }
}

fn list_problem(list: &TagList, at: Spanned<Fault>, fault: Fault) -> Problem {
    let text = list.at(at.span);
    match fault {
        Fault::LeadingSpace => Problem::LeadingSpace,
        Fault::EmptyPiece => Problem::EmptyPiece,
        Fault::NoEquals => no_equals(text),
        Fault::NoName => Problem::NameMalformed { character: None },
        Fault::NameCharacter(odd) => Problem::NameMalformed {
            character: Some(odd),
        },
        Fault::EscapedSeparator => Problem::SeparatorEscaped,
        Fault::SeparatorLookalike(found) => Problem::SeparatorLookalike { found },
        Fault::SeparatorMissing => Problem::SeparatorMissing,
        Fault::EqualsLookalike(found) => Problem::EqualsLookalike { found },
        Fault::Quote(mark) => Problem::Quoted { mark },
        Fault::Character(character) => Problem::OddCharacter { character },
        Fault::Duplicate => Problem::TagRepeated {
            name: text
                .split(['=', '＝'])
                .next()
                .unwrap_or(text)
                .trim()
                .to_owned(),
        },
        Fault::SecondRecord => Problem::SecondRecord,
    }
}

fn no_equals(text: &str) -> Problem {
    let start = text.get(..7).unwrap_or_default();
    if start.eq_ignore_ascii_case("mailto:") {
        return Problem::UriAfterSemicolon {
            found: text.to_owned(),
        };
    }
    let word = text.split(|c| is_blank(c) || c == ':').next();
    Problem::EqualsMissing {
        text: text.to_owned(),
        meant: word.and_then(|word| TAGS.iter().find(|tag| **tag == word).copied()),
    }
}

fn term_problems(list: &TagList, term: &Term, problems: &mut Vec<Spanned<Problem>>) {
    let (name, found) = (list.name(&term.tag), list.value(&term.tag));
    let mut push = |problem, span| problems.push(Spanned::new(problem, span));
    if !matches!(term.value, Value::Unknown) && name.bytes().any(|b| b.is_ascii_uppercase()) {
        let name = name.to_owned();
        push(Problem::NameCase { name }, term.tag.name);
    }
    let owned = || found.to_owned();
    let meant = || closest(found.trim_matches(is_quote), DISPOSITIONS);
    let problem = match &term.value {
        Value::Policy(None) => Problem::PolicyInvalid {
            found: owned(),
            meant: meant(),
        },
        Value::SubdomainPolicy(None) => Problem::SubdomainPolicyInvalid {
            found: owned(),
            meant: meant(),
        },
        Value::NonexistentPolicy(None) => Problem::NonexistentPolicyInvalid {
            found: owned(),
            meant: meant(),
        },
        Value::DkimAlignment(None) => Problem::AlignmentInvalid {
            tag: "adkim",
            found: owned(),
        },
        Value::SpfAlignment(None) => Problem::AlignmentInvalid {
            tag: "aspf",
            found: owned(),
        },
        Value::FailureOptions(None) => Problem::FailureOptionsInvalid { found: owned() },
        Value::FailureOptions(Some(fo)) if fo.repeated || (fo.all && fo.any) => {
            Problem::FailureOptionsContradictory { found: owned() }
        }
        Value::PublicSuffix(None) => Problem::PublicSuffixInvalid { found: owned() },
        Value::Testing(None) => Problem::TestingInvalid { found: owned() },
        Value::Percent(None) => Problem::PercentInvalid { found: owned() },
        Value::AggregateReports(uris) if uris.is_empty() => Problem::UriEmpty { tag: "rua" },
        Value::FailureReports(uris) if uris.is_empty() => Problem::UriEmpty { tag: "ruf" },
        Value::AggregateReports(uris) => return uri_problems(list, "rua", uris, problems),
        Value::FailureReports(uris) => return uri_problems(list, "ruf", uris, problems),
        Value::Unknown if term.tag.equals.is_some() => {
            if let Some(problem) = unknown_tag(list, term.tag) {
                push(problem, term.tag.name);
            }
            return;
        }
        _ => return,
    };
    let span = match term.tag.value.is_empty() {
        true => term.tag.span(),
        false => term.tag.value,
    };
    push(problem, span);
}

/// Nothing for a name that is malformed, of which another problem tells.
fn unknown_tag(list: &TagList, tag: Tag) -> Option<Problem> {
    let name = list.name(&tag);
    let whole = tag_name(name).is_ok_and(|(rest, _)| rest.is_empty());
    let name = whole.then(|| name.to_owned())?;
    let fits = |meant: &&str| dmarc_value(list, tag, meant).is_of_its_tag();
    Some(match closest(&name, TAGS).filter(fits) {
        Some(meant) => Problem::TagMisspelt { name, meant },
        None => Problem::TagUnknown { name },
    })
}

fn uri_problems(
    list: &TagList,
    tag: &'static str,
    uris: &[Spanned<ReportUri>],
    problems: &mut Vec<Spanned<Problem>>,
) {
    for uri in uris {
        let Some(fault) = uri.value.fault() else {
            continue;
        };
        let found = list.at(uri.span).to_owned();
        let problem = match fault {
            UriFault::Empty => Problem::UriEmpty { tag },
            UriFault::MailboxWithoutScheme => Problem::UriWithoutScheme {
                found,
                mailbox: true,
            },
            UriFault::NoScheme => Problem::UriWithoutScheme {
                found,
                mailbox: false,
            },
            UriFault::Mailbox => Problem::MailboxInvalid { found },
            fault => Problem::UriMalformed { found, fault },
        };
        problems.push(Spanned::new(problem, uri.span));
    }
}
