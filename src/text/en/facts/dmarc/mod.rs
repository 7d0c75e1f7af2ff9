//! What is said of DMARC.

mod places;
mod published;
mod reports;

pub use places::places;
pub use published::published;
pub use reports::reports;

use super::tag_list::{self, List};
use crate::check::dmarc::text::Fact as Text;
use crate::record::dmarc::Problem;
use crate::record::report_authorization;
use crate::text::{Message, excerpt, message};

const LIST: List = List {
    kind: "DMARC",
    version: "DMARC1",
    readers: "Receivers",
    broken: "Receivers lose this tag, or the whole record.",
    repeated: "Receivers differ: some use the first, some the last, and some discard the record.",
};

/// What is said of a departure from the grammar.
pub fn problem(problem: &Problem) -> Message {
    match problem {
        Problem::VersionMissing => LIST.version_missing(),
        Problem::VersionNotFirst => LIST.version_not_first(),
        Problem::VersionCase => LIST.version_case(),
        Problem::VersionUnknown { found } => LIST.version_unknown(found),
        Problem::OtherRecord { version } => LIST.other_record(version),
        Problem::SecondRecord => LIST.second_record(),
        Problem::LeadingSpace => LIST.leading_space(),
        Problem::Quoted { mark } => LIST.quoted(*mark),
        Problem::OddCharacter { character } => LIST.odd_character(*character),
        Problem::SeparatorMissing => LIST.separator_missing(),
        Problem::SeparatorLookalike { found } => LIST.separator_lookalike(*found),
        Problem::SeparatorEscaped => LIST.separator_escaped(),
        Problem::EqualsLookalike { found } => LIST.equals_lookalike(*found),
        Problem::EmptyPiece => LIST.empty_piece(),
        Problem::EqualsMissing { text, meant } => LIST.equals_missing(text, *meant),
        Problem::NameMalformed { character } => LIST.name_malformed(*character),
        Problem::NameCase { name } => LIST.name_case(name),
        Problem::TagRepeated { name } => LIST.tag_repeated(name),
        Problem::TagUnknown { name } => LIST.tag_unknown(name),
        Problem::TagMisspelt { name, meant } => LIST.tag_misspelt(name, meant),
        Problem::PolicyMissing => message!(
            "The policy `p` is missing",
            "RFC 9989 takes that for `p=none`; older receivers may discard the record. Write `p=none`, `p=quarantine` or `p=reject` behind the version."
        ),
        Problem::PolicyInvalid { found, meant } => policy_invalid("p", found, *meant),
        Problem::SubdomainPolicyInvalid { found, meant } => policy_invalid("sp", found, *meant),
        Problem::NonexistentPolicyInvalid { found, meant } => policy_invalid("np", found, *meant),
        Problem::AlignmentInvalid { tag, found } => {
            let found = excerpt(found);
            message!(
                "`{tag}={found}` is neither `r` nor `s`",
                "Receivers ignore it and use `r`, relaxed. Write `{tag}=s` if strict is meant, and delete it if not."
            )
        }
        Problem::FailureOptionsInvalid { found } => {
            let found = excerpt(found);
            message!(
                "`fo={found}` is none of the choices",
                "Receivers use `0`: a failure report only when neither SPF nor DKIM passes. Write `0`, `1`, `d` or `s`, or several with `:` between, such as `1:d:s`."
            )
        }
        Problem::FailureOptionsContradictory { found } => {
            let found = excerpt(found);
            message!(
                "`fo={found}` contradicts or repeats itself",
                "`0` and `1` exclude each other, and each choice stands once. Receivers may fall back on `0`; write `fo=1` for the most reports."
            )
        }
        Problem::PublicSuffixInvalid { found } => {
            let found = excerpt(found);
            message!(
                "`psd={found}` is neither `y`, `n` nor `u`",
                "Receivers ignore it. Delete it, or write `psd=n` if this is the organization’s topmost domain."
            )
        }
        Problem::TestingInvalid { found } => {
            let found = excerpt(found);
            message!(
                "`t={found}` is neither `y` nor `n`",
                "Receivers ignore it and apply the policy in full. Write `t=y` if you are testing, and delete it if not."
            )
        }
        Problem::PercentInvalid { found } => {
            let found = excerpt(found);
            message!(
                "`pct={found}` is no number from 0 to 100",
                "Receivers ignore it. Delete it: `pct` is gone with RFC 9989, and `t=y` is what remains for testing."
            )
        }
        Problem::UriEmpty { tag } => tag_list::uri_empty(tag),
        Problem::UriWithoutScheme { found, mailbox } => {
            tag_list::uri_without_scheme(found, *mailbox)
        }
        Problem::UriMalformed { found, fault } => tag_list::uri_malformed(found, *fault),
        Problem::MailboxInvalid { found } => tag_list::mailbox_invalid(found),
        Problem::UriAfterSemicolon { found } => tag_list::uri_after_semicolon(found),
    }
}

fn policy_invalid(tag: &str, found: &str, meant: Option<&str>) -> Message {
    let found = excerpt(found);
    let choice = match meant {
        Some(meant) => format!("Did you mean `{tag}={meant}`?"),
        None => "Write `none`, `quarantine` or `reject`.".into(),
    };
    message!(
        "`{tag}={found}` is no policy",
        "It takes all policies of the record away: receivers only send reports, and without a valid `rua` they ignore the record. {choice}"
    )
}

/// What is said of what a record asks for.
pub fn text(fact: &Text) -> Message {
    match fact {
        Text::WithoutEffect => message!(
            "The record has no effect",
            "Without a valid policy and without a valid address for reports, receivers act as if it were not there. Write at least `v=DMARC1; p=none; rua=mailto:…`."
        ),
        Text::PolicyNone => message!(
            "The policy is `none`: mail that fails is treated like any other",
            "Reports show who sends in the domain’s name, but forged mail still arrives. Once your own mail passes, go on to `p=quarantine`."
        ),
        Text::PolicyQuarantine => message!(
            "Mail that fails is to be treated with suspicion",
            "With `p=quarantine` most receivers put it in the spam folder."
        ),
        Text::PolicyReject => message!(
            "Mail that fails is to be refused",
            "Forged mail is turned away. So may be mail of yours that a mailing list changed; where people write to lists, RFC 9989 advises `p=quarantine` or less. Sign all mail with DKIM, as SPF alone breaks when mail is forwarded."
        ),
        Text::SubdomainPolicyWeaker { domain, subdomains } => {
            let (domain, subdomains) = (domain.text(), subdomains.text());
            message!(
                "Subdomains are guarded less: `sp={subdomains}`",
                "Mail forged in the name of any subdomain gets `{subdomains}` where the domain itself gets `{domain}`. Delete `sp`, or make it as strict as `p`."
            )
        }
        Text::SubdomainPolicyInherited { domain } => {
            let domain = domain.text();
            message!(
                "Subdomains are guarded too",
                "As there is no `sp`, `{domain}` holds for each subdomain without a DMARC record of its own."
            )
        }
        Text::NonexistentPolicyWeaker {
            domain: _,
            nonexistent,
        } => {
            let nonexistent = nonexistent.text();
            message!(
                "Made-up subdomains are guarded less: `np={nonexistent}`",
                "Names that do not exist send no mail, so all mail in their name is forged. Write `np=reject`."
            )
        }
        Text::NonexistentPolicyAbsent { nonexistent } => {
            let nonexistent = nonexistent.text();
            message!(
                "Made-up subdomains get `{nonexistent}`",
                "Names that do not exist send no mail, so `np=reject` stops forgeries and harms no mail of yours. It can be added today."
            )
        }
        Text::NonexistentPolicyStronger { nonexistent, older } => {
            let (nonexistent, older) = (nonexistent.text(), older.text());
            message!(
                "Made-up subdomains are guarded more: `np={nonexistent}`",
                "Names that do not exist send no mail, so this harms none of yours. Receivers that follow RFC 7489 do not know `np` and apply `{older}`."
            )
        }
        Text::PublicSuffixClaimed => message!(
            "`psd=y` says that this is a public suffix",
            "That is for registries, under whose domain others register theirs: each domain below counts as an organization of its own, save to older receivers, which do not know `psd`. Delete it if the domain is yours alone."
        ),
        Text::OrganizationalDomainClaimed => message!(
            "`psd=n`: the organization begins at this domain",
            "Receivers look no higher for a policy, and its subdomains align with it. Older receivers do not know `psd` and go by a list of public suffixes."
        ),
        Text::Testing { asked, applied } if asked == applied => message!(
            "`t=y` changes nothing here",
            "It makes a policy one step weaker, and nothing is weaker than `none`. Delete it until there is a policy to test."
        ),
        Text::Testing { asked, applied } => {
            let (asked, applied) = (asked.text(), applied.text());
            message!(
                "While `t=y` stands, `{asked}` is applied as `{applied}`",
                "So says RFC 9989; older receivers do not know `t` and apply `{asked}`. Delete `t=y` once the reports show that your own mail passes."
            )
        }
        Text::PercentPartial { percent } => message!(
            "`pct={percent}` no longer spares a share of the mail",
            "Many guides still say to raise `pct` step by step. It is gone with RFC 9989: today’s receivers apply the policy to all mail that fails, older ones to {percent} % of it. Write `t=y` to test a policy, and delete `pct`."
        ),
        Text::PercentZero => message!(
            "`pct=0` is the old way to say `t=y`",
            "Receivers of today ignore it and apply the policy in full; older ones apply the next weaker one. Write `t=y` if you are testing, and delete `pct`."
        ),
        Text::PercentWithoutPolicy { percent } => message!(
            "`pct={percent}` does nothing beside `p=none`",
            "There is no policy to be applied to a share of the mail, and RFC 9989 has no `pct`. Delete it."
        ),
        Text::HistoricTag { tag } => message!(
            "`{tag}` is out of use",
            "RFC 9989 took it away, and receivers pass over it. It can be deleted."
        ),
        Text::PolicyLate => message!(
            "`p` does not stand right behind the version",
            "RFC 9989 allows it; some older receivers discard such a record. Move `p` to the second place."
        ),
        Text::AlignmentStrict { tag: "aspf" } => message!(
            "SPF must match the very domain: `aspf=s`",
            "Mail whose bounce address is in a subdomain does not count as passing by SPF, and many sending services use one. Right if none does, or the domain sends no mail; otherwise write `aspf=r`."
        ),
        Text::AlignmentStrict { tag } => message!(
            "DKIM must match the very domain: `{tag}=s`",
            "A signature by a subdomain or the domain above does not count. Right if all mail is signed in the name of the domain in its `From`, or there is none; otherwise write `{tag}=r`."
        ),
        Text::FailureOptionsUnused => message!(
            "`fo` does nothing without `ruf`",
            "It says when failure reports are wanted, but not where they should go. Delete it."
        ),
        Text::AggregateReportsMissing => message!(
            "Nobody gets reports",
            "You do not learn who sends in the domain’s name, nor whether your own mail passes. Add `rua=mailto:` and a mailbox."
        ),
        Text::AggregateReportsAsked { uris } => {
            let places = match uris {
                1 => "one address".into(),
                _ => format!("{uris} addresses"),
            };
            message!(
                "Aggregate reports go to {places}",
                "Receivers tell daily which servers sent in the domain’s name, and what passed. A mailbox of another organization gets them only if its domain allows that: look for a TXT record at `example.com._report._dmarc.example.net`, with your domain first and theirs last."
            )
        }
        Text::FailureReportsAsked => message!(
            "Failure reports are asked for",
            "They hold parts of single messages, so think of the privacy of those who wrote them. Few receivers send any; `rua` is enough to see what fails."
        ),
        Text::FailureReportsOfPublicSuffix => message!(
            "A public suffix gets no failure reports",
            "With `psd=y` receivers must not use `ruf`. Delete it."
        ),
        Text::UriScheme { scheme } => {
            let scheme = excerpt(scheme);
            message!(
                "Hardly any receiver sends reports to `{scheme}:`",
                "Only `mailto:` is sure to be used. Add a mailbox."
            )
        }
        Text::UriMany { tag, uris } => message!(
            "`{tag}` names {uris} addresses",
            "Older receivers send to the first two only. Keep two, or let a mailbox hand the reports on."
        ),
        Text::UriRepeated => message!(
            "The same address stands here twice",
            "Each report may arrive twice. Keep one."
        ),
        Text::UriSize { octets: _ } => message!(
            "The size behind `!` no longer counts",
            "RFC 9989 took it away; reports of any size are sent. Delete it, from `!` on."
        ),
        Text::Long { octets } => message!(
            "The record is long: {octets} octets",
            "The answer may not fit in one UDP packet, and some receivers then miss it. Name fewer addresses for reports."
        ),
    }
}

const AUTHORIZATION: List = List {
    kind: "DMARC authorization",
    version: "DMARC1",
    readers: "Receivers",
    broken: "Receivers do not take it for consent, and send no reports here.",
    repeated: "Receivers differ in which they use.",
};

/// What is said of a consent to take another domain's reports.
pub fn authorization(problem: &report_authorization::Problem) -> Message {
    use report_authorization::Problem;
    match problem {
        Problem::VersionMissing => AUTHORIZATION.version_missing(),
        Problem::VersionWrong { found } => AUTHORIZATION.version_wrong(found),
        Problem::OtherRecord { version } => AUTHORIZATION.other_record(version),
        Problem::Malformed { fault } => AUTHORIZATION.malformed(*fault),
        Problem::TagRepeated { name } => AUTHORIZATION.tag_repeated(name),
        Problem::TagUnknown { name } => {
            let name = excerpt(name);
            message!(
                "`{name}` means nothing here",
                "This record only says that the domain takes another’s reports. It can be deleted; `v=DMARC1;` is enough."
            )
        }
        Problem::TagMisspelt { name, meant } => {
            let name = excerpt(name);
            message!(
                "`{name}` means nothing here; did you mean `{meant}`?",
                "Receivers pass over it. `v=DMARC1;` alone is enough to take reports."
            )
        }
        Problem::UriInvalid { found } => {
            let found = excerpt(found);
            message!(
                "`{found}` is no address for reports",
                "No report goes there. Write `mailto:` and a mailbox of this domain, or delete the tag."
            )
        }
    }
}
