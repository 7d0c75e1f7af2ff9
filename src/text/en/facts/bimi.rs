//! What is said of BIMI.

use super::tag_list::List;
use crate::check::bimi::text::Fact as Text;
use crate::record::bimi::Problem;
use crate::text::{Message, excerpt, message};

const LIST: List = List {
    kind: "BIMI",
    version: "BIMI1",
    readers: "Receivers",
    broken: "Receivers discard the record, and show no logo.",
    repeated: "Receivers differ in which they use.",
};

const BROKEN: &str = LIST.broken;

/// What is said of a departure from the grammar.
pub fn problem(problem: &Problem) -> Message {
    match problem {
        Problem::VersionMissing => LIST.version_missing(),
        Problem::VersionWrong { found } => LIST.version_wrong(found),
        Problem::OtherRecord { version } => LIST.other_record(version),
        Problem::Malformed { fault } => LIST.malformed(*fault),
        Problem::TagRepeated { name } => LIST.tag_repeated(name),
        Problem::TagUnknown { name } => LIST.tag_unknown(name),
        Problem::TagMisspelt { name, meant } => LIST.tag_misspelt(name, meant),
        Problem::LocationMissing => message!(
            "`l` is missing, the address of the logo",
            "{BROKEN} Add `l=https://…` with an SVG file."
        ),
        Problem::LocationNotHttps { found } => {
            let found = excerpt(found);
            message!(
                "`l={found}` is no address with `https:`",
                "{BROKEN} Put the logo on a web server with HTTPS, and write its whole address."
            )
        }
        Problem::LocationNotSvg { found } => {
            let found = excerpt(found);
            message!(
                "`{found}` is no SVG file",
                "{BROKEN} A logo is an SVG of the kind Tiny PS, whose name ends in `.svg`."
            )
        }
        Problem::EvidenceNotHttps { found } => {
            let found = excerpt(found);
            message!(
                "`a={found}` is no address with `https:`",
                "{BROKEN} Write the address of the certificate (VMC or CMC, a `.pem` file), or delete `a`."
            )
        }
        Problem::AvatarPreferenceInvalid { found } => {
            let found = excerpt(found);
            message!(
                "`avp={found}` is neither `brand` nor `personal`",
                "{BROKEN} Delete `avp` to show the logo before people's own pictures."
            )
        }
        Problem::LocalPartPrefixInvalid { found } => {
            let found = excerpt(found);
            message!(
                "`{found}` is no beginning of a local part",
                "{BROKEN} In `lps` stand letters, digits and `-`, with `,` between."
            )
        }
    }
}

/// What is said of what a record publishes.
pub fn text(fact: &Text) -> Message {
    match fact {
        Text::LogoPublished => message!(
            "A logo is published",
            "Mailboxes that know BIMI may show it beside mail that passes DMARC, given a policy of `quarantine` or `reject`."
        ),
        Text::Declined => message!(
            "The domain says that it has no logo",
            "Mailboxes show none beside its mail. Right if that is wanted; otherwise write the logo's address behind `l=`."
        ),
        Text::EvidenceMissing => message!(
            "There is no certificate for the logo",
            "Gmail and Apple show a logo only with a VMC or CMC certificate. Buy one and name it with `a=https://…`, or accept that few mailboxes show the logo."
        ),
        Text::EvidenceIsLogo => message!(
            "`a` names the logo instead of a certificate",
            "Mailboxes find no certificate there, and show no logo. Write the address of the `.pem` file."
        ),
        Text::LocalPartPrefixes => message!(
            "Some addresses have a logo of their own",
            "Mail whose address begins as `lps` says takes its logo from another selector, so that selector needs a record too."
        ),
    }
}
