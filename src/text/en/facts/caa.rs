//! What is said of CAA records.

use crate::check::caa::text::Fact as Text;
use crate::record::caa::Problem;
use crate::text::{Message, excerpt, message};

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
