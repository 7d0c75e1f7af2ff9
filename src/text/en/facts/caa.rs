//! What is said of CAA records.

use crate::check::caa::published::Fact as Published;
use crate::check::caa::text::Fact as Text;
use crate::record::caa::Problem;
use crate::text::{Message, excerpt, message};

/// What is said of CAA records as DNS has them.
pub fn published(fact: &Published) -> Message {
    match fact {
        Published::Missing { domain } => message!(
            "`{domain}` does not say who may issue certificates for it",
            "Every issuer may, once it finds that somebody holds the domain or its server. CAA records leave that to those that you choose. Mail arrives without them."
        ),
        Published::IssuersNamed { owner, issuers } => {
            let issuers = issuers.iter().map(|issuer| excerpt(issuer).to_string());
            let issuers = issuers.collect::<Vec<_>>().join("`, `");
            message!(
                "Only `{issuers}` may issue certificates",
                "The records at `{owner}` say so. Other issuers refuse to, for the hosts of MTA-STS and of mail as well, unless a host has records of its own."
            )
        }
        Published::Forbidden { owner } => message!(
            "Nobody may issue certificates",
            "The records at `{owner}` say so. Right where no host below needs one."
        ),
        Published::PolicyHostForbidden { host, owner } => message!(
            "Nobody may issue a certificate for `{host}`",
            "Senders fetch the MTA-STS policy from there only over HTTPS with a valid certificate. The CAA records at `{owner}` forbid the next one; then MTA-STS protects nothing any longer. Name your issuer: `0 issue \"ca.example\"`."
        ),
        Published::MailHostForbidden { host, owner } => message!(
            "Nobody may issue a certificate for the mail server `{host}`",
            "The CAA records at `{owner}` forbid it. Mail arrives over TLS without a valid certificate too, but MTA-STS does not work so. Name your issuer there, unless the server uses DANE alone."
        ),
        Published::MarkForbidden { owner } => message!(
            "A logo is published, and nobody may issue a certificate for it",
            "The CAA records at `{owner}` forbid mark certificates (`issuevmc`), so the next one is refused, and most mailboxes show no logo. Name the issuer there."
        ),
    }
}

/// What is said of a line that is no CAA record.
pub fn problem(problem: &Problem) -> Message {
    match problem {
        Problem::FieldMissing => message!(
            "A CAA record has three fields",
            "DNS servers refuse such a line. Write flags, tag and value: `0 issuemail \"ca.example\"`."
        ),
        Problem::FlagsInvalid { found } => {
            let found = excerpt(found);
            message!(
                "`{found}` is no number for the flags",
                "DNS servers refuse such a line. Write 0, or 128 for a critical property."
            )
        }
        Problem::FlagsReserved { flags } => message!(
            "The flags {flags} have no meaning",
            "Issuers pass over all flags but 128. Write 0, or 128 for a critical property."
        ),
        Problem::TagInvalid { found } => {
            let found = excerpt(found);
            message!(
                "`{found}` cannot be a tag",
                "Tags have letters and digits alone. Correct it."
            )
        }
        Problem::TagUnknown { found } => {
            let found = excerpt(found);
            message!(
                "There is no CAA tag `{found}`",
                "Issuers pass over it. It can be deleted."
            )
        }
        Problem::TagMisspelt { found, meant } => {
            let found = excerpt(found);
            message!(
                "There is no CAA tag `{found}`; did you mean `{meant}`?",
                "Issuers pass over it. Write `{meant}`."
            )
        }
        Problem::QuoteUnbalanced => message!(
            "A quotation mark is missing",
            "DNS servers refuse such a line. Put `\"` before and after the value."
        ),
        Problem::TextAfterValue { text } => {
            let text = excerpt(text);
            message!(
                "`{text}` follows the value",
                "DNS servers refuse such a line. Put the whole value in one pair of quotation marks; each issuer has a record of its own."
            )
        }
        Problem::IssuerInvalid { found } => {
            let found = excerpt(found);
            message!(
                "`{found}` is no domain of an issuer",
                "No issuer finds its own name here, so none may issue. Write its domain alone, such as `ca.example`."
            )
        }
        Problem::ParameterInvalid { found } => {
            let found = excerpt(found);
            message!(
                "`{found}` is no `name=value`",
                "Issuers may refuse to issue. Correct or delete it."
            )
        }
        Problem::ReportInvalid { found } => {
            let found = excerpt(found);
            message!(
                "`{found}` is no address for reports",
                "Nobody is told of refused requests. Write `mailto:` or `https:` in front."
            )
        }
    }
}

/// What is said of what a set of records allows.
pub fn text(fact: &Text) -> Message {
    match fact {
        Text::MailForbidden => message!(
            "Nobody may issue S/MIME certificates for the domain",
            "Right if none are used. Otherwise name the issuer: `issuemail`."
        ),
        Text::MailAllowed { issuer } => {
            let issuer = excerpt(issuer);
            message!(
                "`{issuer}` may issue S/MIME certificates",
                "Other issuers refuse to, as long as no other record names them."
            )
        }
        Text::MarkForbidden => message!(
            "Nobody may issue mark certificates for the domain",
            "Without a VMC or CMC most mailboxes show no BIMI logo. Right if none is wanted; otherwise name the issuer: `issuevmc`."
        ),
        Text::MarkAllowed { issuer } => {
            let issuer = excerpt(issuer);
            message!(
                "`{issuer}` may issue mark certificates",
                "Other issuers refuse to, as long as no other record names them."
            )
        }
        Text::CriticalUnknown { tag } => {
            let tag = excerpt(tag);
            message!(
                "The critical tag `{tag}` is one that nobody knows",
                "An issuer that does not know it must issue nothing, not even for the website. Correct the tag, or write the flags 0."
            )
        }
    }
}
