//! What is said of MTA-STS.

use super::mx;
use super::tag_list::List;
use crate::check::mta_sts::policy::Fact as Policy;
use crate::check::mta_sts::published::Fact as Published;
use crate::check::mta_sts::text::Fact as Text;
use crate::record::mta_sts::{policy, txt::Problem};
use crate::text::en::{all, counted};
use crate::text::{Message, excerpt, message};

/// What is said of MTA-STS as DNS has it.
pub fn published(fact: &Published) -> Message {
    match fact {
        Published::Missing { domain } => message!(
            "`{domain}` announces no MTA-STS policy",
            "Senders use TLS when the mail server offers it, and do not notice when somebody in between takes the offer away or answers in its place. MTA-STS prevents that with a TXT record and a small file on a web server. Mail arrives without it."
        ),
        Published::Several { name, count } => message!(
            "{count} MTA-STS records stand at `{name}`",
            "Senders who see more than one take none, and MTA-STS protects nothing. Keep the newest, delete the others."
        ),
        Published::Unrelated { name, text } => {
            let text = excerpt(text);
            message!(
                "`{name}` holds a TXT record of another kind",
                "There stands `{text}`. Senders pass over it. It may come from a wildcard, or have been put at the wrong name."
            )
        }
        Published::AliasOfNothing { name, target } => message!(
            "`{name}` points to `{target}`, which has no MTA-STS record",
            "Senders find no policy, and MTA-STS protects nothing. Point the CNAME to the name that your provider shows today, or delete it."
        ),
        Published::AtApex { domain } => message!(
            "An MTA-STS record stands at `{domain}` itself",
            "Senders look at `_mta-sts.{domain}` only. Move the record there."
        ),
        Published::Elsewhere { found, name } => message!(
            "An MTA-STS record stands at `{found}`, where nobody looks",
            "Senders look at `{name}` only. Move the record there."
        ),
        Published::HostWithoutAddress { host } => message!(
            "A policy is announced, but `{host}` has no address",
            "Senders fetch the policy from that host. They cannot, so MTA-STS protects nothing. Give the host an address and put the policy there, or delete the TXT record."
        ),
        Published::WithoutMail { domain } => message!(
            "A policy is announced, and `{domain}` takes no mail",
            "It has nothing to protect. The record and the file can go."
        ),
        Published::MxCovered { hosts: 1 } => message!(
            "The policy allows the mail server",
            "Senders that follow the policy find it among the names allowed."
        ),
        Published::MxCovered { hosts } => {
            let hosts = all(*hosts);
            message!(
                "The policy allows {hosts} mail servers",
                "Senders that follow the policy find each of them among the names allowed."
            )
        }
        Published::MxNotCovered { host } => message!(
            "The policy does not allow the mail server `{host}`",
            "The policy is enforced, so senders that follow it bring no mail there. Add the line `mx: {host}` to the policy, and then change the `id` of the record."
        ),
        Published::MxNotCoveredInTesting { host } => message!(
            "The policy does not allow the mail server `{host}`",
            "It is only being tested, so mail still arrives. Once it is enforced, senders bring none there. Add the line `mx: {host}` before that."
        ),
        Published::PatternUnused { pattern } => {
            let pattern = excerpt(pattern);
            message!(
                "The policy allows `{pattern}`, which is no mail server of the domain",
                "Right while mail moves to another server. Otherwise delete the line: whoever gets hold of that name could take mail."
            )
        }
    }
}

const LIST: List = List {
    kind: "MTA-STS",
    version: "STSv1",
    readers: "Senders",
    broken: "Senders discard the record, and MTA-STS protects nothing.",
    repeated: "Most senders use the first.",
};

const BROKEN: &str = LIST.broken;
const POLICY: &str = "Senders discard the policy, and MTA-STS protects nothing.";

/// What is said of a departure from the record's grammar.
pub fn problem(problem: &Problem) -> Message {
    match problem {
        Problem::VersionMissing => LIST.version_missing(),
        Problem::VersionWrong { found } => LIST.version_wrong(found),
        Problem::OtherRecord { version } => LIST.other_record(version),
        Problem::Malformed { fault } => LIST.malformed(*fault),
        Problem::TagRepeated { name } => LIST.tag_repeated(name),
        Problem::TagUnknown { name } => LIST.tag_unknown(name),
        Problem::TagMisspelt { name, meant } => LIST.tag_misspelt(name, meant),
        Problem::SpaceAroundEquals => {
            message!("White space stands beside `=`", "{BROKEN} Delete it.")
        }
        Problem::ExtensionInvalid { found } => {
            let found = excerpt(found);
            message!(
                "`{found}` is no value of a tag",
                "{BROKEN} Delete the tag; it has no meaning here."
            )
        }
        Problem::IdMissing => message!(
            "`id` is missing",
            "{BROKEN} Add one that changes with the policy, such as the date: `id=20261121`."
        ),
        Problem::IdInvalid { found } => {
            let found = excerpt(found);
            message!(
                "`id={found}` is no valid `id`",
                "{BROKEN} Use letters and digits alone, without `-` or spaces: `id=20261121`."
            )
        }
        Problem::IdTooLong { characters } => message!(
            "The `id` has {characters} characters; 32 is the limit",
            "{BROKEN} Write a shorter one, such as the date."
        ),
    }
}

/// What is said of the record.
pub fn text(fact: &Text) -> Message {
    match fact {
        Text::Announced { id } => {
            let id = excerpt(id);
            message!(
                "A policy is announced, with the `id` `{id}`",
                "Senders that know MTA-STS fetch the policy from `mta-sts.` of the domain, and again when the `id` changes. So change it with each change of the policy."
            )
        }
    }
}

/// What is said of a departure from the policy's grammar.
pub fn policy_problem(problem: &policy::Problem) -> Message {
    use policy::Problem;
    match problem {
        Problem::LineMalformed { text } => {
            let text = excerpt(text);
            message!(
                "`{text}` is no `key: value`",
                "{POLICY} Write it so, a line for each key."
            )
        }
        Problem::LeadingSpace => message!("White space stands before a key", "{POLICY} Delete it."),
        Problem::EmptyLine => message!(
            "A line is empty",
            "Most senders read over it, a strict one discards the policy. Delete it."
        ),
        Problem::KeyUnknown { name } => {
            let name = excerpt(name);
            message!(
                "Policies have no key `{name}`",
                "Senders pass over it. It can be deleted."
            )
        }
        Problem::KeyMisspelt { name, meant } => {
            let name = excerpt(name);
            message!(
                "Policies have no key `{name}`; did you mean `{meant}`?",
                "Senders pass over it. Write `{meant}:`."
            )
        }
        Problem::KeyRepeated { name } => {
            let name = excerpt(name);
            message!(
                "`{name}` stands here twice",
                "Senders use the first; only `mx` may stand more than once. Delete the other."
            )
        }
        Problem::VersionMissing => message!(
            "The version is missing",
            "{POLICY} Begin with the line `version: STSv1`."
        ),
        Problem::VersionInvalid { found } => {
            let found = excerpt(found);
            message!(
                "There is no version `{found}`",
                "{POLICY} Write `version: STSv1`."
            )
        }
        Problem::ModeMissing => message!(
            "The mode is missing",
            "{POLICY} Write `mode: testing` at first, and `mode: enforce` once reports show no failures."
        ),
        Problem::ModeInvalid {
            found,
            meant: Some(meant),
        } => {
            let found = excerpt(found);
            message!(
                "There is no mode `{found}`",
                "{POLICY} Did you mean `mode: {meant}`?"
            )
        }
        Problem::ModeInvalid { found, meant: None } => {
            let found = excerpt(found);
            message!(
                "There is no mode `{found}`",
                "{POLICY} Write `enforce`, `testing` or `none`."
            )
        }
        Problem::MaxAgeMissing => message!(
            "`max_age` is missing",
            "{POLICY} Say how many seconds senders should remember the policy: `max_age: 1209600` is two weeks."
        ),
        Problem::MaxAgeInvalid { found } => {
            let found = excerpt(found);
            message!(
                "`{found}` is no number of seconds",
                "{POLICY} Write digits alone: `max_age: 1209600` is two weeks."
            )
        }
        Problem::MaxAgeTooGreat { seconds } => message!(
            "{seconds} seconds are more than a year",
            "{POLICY} Write `max_age: 31557600` at most."
        ),
        Problem::MxMissing => message!(
            "No mail server is named",
            "{POLICY} Add a line `mx:` for each mail server of the domain."
        ),
        Problem::MxInvalid { found, fault } => {
            let (found, why) = (excerpt(found), mx::host_fault(*fault));
            message!(
                "`{found}` is neither a host nor `*.` and a domain",
                "{POLICY} {why}"
            )
        }
    }
}

/// What is said of a policy.
pub fn policy(fact: &Policy) -> Message {
    match fact {
        Policy::ModeEnforce => message!(
            "Mail comes over verified TLS only",
            "Senders that know MTA-STS do not deliver to a server without a valid certificate or with another name."
        ),
        Policy::ModeTesting => message!(
            "The policy is only being tested",
            "Senders report failures and deliver all the same, so nothing is protected yet. Write `mode: enforce` once reports show no failures."
        ),
        Policy::ModeNone => message!(
            "The policy is taken back",
            "Senders forget it and deliver as if there were no MTA-STS. Right on the way out; once `max_age` has passed, the record and the file can go."
        ),
        Policy::MaxAgeShort { seconds } => {
            let age = counted(seconds, "second", "seconds");
            message!(
                "Senders forget the policy after {age}",
                "Less than a day protects hardly anyone, as few senders come back so soon. Write `max_age: 1209600`, two weeks, or more."
            )
        }
        Policy::MaxAgeBrief { seconds } => {
            let age = counted(seconds / 86_400, "day", "days");
            message!(
                "Senders forget the policy after {age}",
                "Those who write seldom are not protected. RFC 8461 expects weeks or more: `max_age: 1209600` is two."
            )
        }
        Policy::MxRepeated => message!(
            "The same `mx` stands here twice",
            "The second one changes nothing. Delete it."
        ),
    }
}
