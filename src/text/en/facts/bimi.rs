//! What is said of BIMI.

use super::tag_list::List;
use crate::check::bimi::published::Fact as Published;
use crate::check::bimi::text::Fact as Text;
use crate::record::bimi::Problem;
use crate::text::{Message, excerpt, message};

/// What is said of BIMI as DNS has it.
pub fn published(fact: &Published) -> Message {
    match fact {
        Published::Missing { domain } => message!(
            "`{domain}` publishes no logo",
            "Some mailboxes show a logo beside mail, if DMARC is enforced and, for most, a bought certificate vouches for it. It helps no mail to arrive; do without it unless the logo matters to you."
        ),
        Published::Several { name, count } => message!(
            "{count} BIMI records stand at `{name}`",
            "Mailboxes who see more than one take none, and show no logo. Keep one."
        ),
        Published::Unrelated { name, text } => {
            let text = excerpt(text);
            message!(
                "`{name}` holds a TXT record of another kind",
                "There stands `{text}`. Mailboxes pass over it. It may come from a wildcard, or have been put at the wrong name."
            )
        }
        Published::AliasOfNothing { name, target } => message!(
            "`{name}` points to `{target}`, which has no BIMI record",
            "No logo is shown. Point the CNAME to the name that your provider shows today, or delete it."
        ),
        Published::AtApex { domain } => message!(
            "A BIMI record stands at `{domain}` itself",
            "Mailboxes look at `default._bimi.{domain}` only. Move the record there."
        ),
        Published::Elsewhere { found, name } => message!(
            "A BIMI record stands at `{found}`, where nobody looks",
            "Mailboxes look at `{name}` only. Move the record there."
        ),
        Published::Inherited { from } => message!(
            "The logo is that of `{from}`",
            "The domain has no BIMI record of its own, so mailboxes take that of the organizational domain."
        ),
        Published::DmarcMissing { domain } => message!(
            "A logo is published, and no DMARC policy holds for `{domain}`",
            "Mailboxes show a logo only where DMARC is enforced. Publish a DMARC record first, and enforce it once reports show that your own mail passes."
        ),
        Published::DmarcNotEnforced { domain } => message!(
            "A logo is published, and the DMARC policy of `{domain}` is not enforced",
            "Mailboxes show a logo only beside a policy of `quarantine` or `reject`, without `t=y`. Move to one once reports show that your own mail passes."
        ),
        Published::SubdomainsNotEnforced { domain } => message!(
            "A logo is published, and DMARC is not enforced below `{domain}`",
            "With `sp=none` anybody can use your name in a subdomain, and mailboxes show no logo. Delete `sp` or write `sp=quarantine` or `sp=reject`."
        ),
        Published::DmarcPartial { domain, percent } => message!(
            "A logo is published, and the DMARC policy of `{domain}` is for {percent}% of mail",
            "RFC 9989 knows no `pct`, but many mailboxes still read it, and show a logo beside `quarantine` only where it is 100. Delete `pct`."
        ),
        Published::DmarcEnforced { domain } => message!(
            "The DMARC policy of `{domain}` is as BIMI needs it",
            "It is enforced, for subdomains as well."
        ),
    }
}

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
                "{BROKEN} Delete `avp` to show the logo before people’s own pictures."
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
            "Mailboxes show none beside its mail. Right if that is wanted; otherwise write the logo’s address behind `l=`."
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
