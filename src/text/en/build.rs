//! What is said of builders: their forms as sentences, and what is to be known
//! of what they bring.

use crate::fix::build::{Builder, Field, Note, Word};
use crate::knowledge::setups;
use crate::record::dmarc::Disposition;
use crate::text::{BuildWords, FieldWords, Prose, code_names};

/// The fixed words of builders.
pub const WORDS: BuildWords = BuildWords {
    any_domain: "Name the domain, and the records are made out to it.",
    nothing_known: "Nothing was asked, so nothing is known of what the domain has. Once it is looked up, this starts from its records.",
    starts_from: "This starts from the records that were found.",
    no_domain: "That is no domain.",
    all_well: "No errors and no warnings.",
    has_warnings: "With a warning: see below.",
    has_errors: "Not to be published like this: see below.",
    stays: "Stays as it is",
};

/// What can be built.
pub fn builder(builder: Builder) -> &'static str {
    match builder {
        Builder::Setup => "mail at a provider",
        Builder::Spf => "an SPF record",
        Builder::Dmarc => "a DMARC record",
        Builder::MtaSts => "MTA-STS",
        Builder::TlsRpt => "TLS reporting",
        Builder::Bimi => "a BIMI record",
        Builder::Parked => "“no mail” records",
    }
}

/// What it is good for.
pub fn purpose(builder: Builder) -> &'static str {
    match builder {
        Builder::Setup => {
            "All that a provider of mailboxes asks for, beside what the domain has already."
        }
        Builder::Spf => {
            "SPF lists the servers that may send in the domain’s name. A domain has one such record; a second makes both void."
        }
        Builder::Dmarc => {
            "DMARC says what becomes of mail that claims to be from the domain and passes neither SPF nor DKIM, and where receivers report it."
        }
        Builder::MtaSts => {
            "MTA-STS has senders deliver over verified TLS, to these servers alone. It is a DNS record and a file on a web server."
        }
        Builder::TlsRpt => {
            "Senders report each day how TLS to the domain’s mail servers went. Of use before MTA-STS or DANE is enforced, and ever after."
        }
        Builder::Bimi => "BIMI names a logo that mailboxes may show beside the domain’s mail.",
        Builder::Parked => {
            "A domain that neither sends nor takes mail says so, and is of no use to forgers."
        }
    }
}

/// A choice as a part of a sentence.
pub fn field(builder: Builder, field: Field) -> FieldWords {
    let words = |before, after, help| FieldWords {
        before,
        after,
        help,
    };
    match (field, builder) {
        (Field::Provider, _) => words("The mailboxes are at", "", ""),
        (Field::Programs, _) => words(
            "Records that let mail programs find their settings:",
            "",
            "",
        ),
        (Field::Begin, _) => words(
            "Begin DMARC with reports alone:",
            "",
            "No mail is lost by it, and Google, Yahoo and Microsoft want it of bulk senders.",
        ),
        (Field::Exchangers, _) => words(
            "The servers in the MX records send:",
            "",
            "Often true of a server of one’s own. A provider’s sending servers are others: name the provider below.",
        ),
        (Field::OwnAddresses, _) => words(
            "The domain’s own address sends:",
            "",
            "Such as a web server that writes mail itself.",
        ),
        (Field::Includes, _) => words(
            "These providers send:",
            "",
            "The domain that each asks to `include`. Each costs one of ten lookups, and what its own record costs.",
        ),
        (Field::Addresses, _) => words(
            "These servers send:",
            "",
            "IP addresses, networks such as `192.0.2.0/24`, or names of hosts.",
        ),
        (Field::Kept, _) => words(
            "The record also says:",
            "",
            "Terms of the present record that no choice above stands for. They stay as they are.",
        ),
        (Field::Others, _) => words(
            "Mail from all other servers is",
            ".",
            "Forwarded mail fails SPF, so most leave it at suspicion, and let DMARC refuse.",
        ),
        (Field::Policy, _) => words(
            "Mail that fails is",
            ".",
            "Begin with reports. Go on when they show that all your own mail passes.",
        ),
        (Field::Subdomains, _) => words("Mail from subdomains that fails is", ".", ""),
        (Field::Nonexistent, _) => words(
            "Mail from names that do not exist is",
            ".",
            "Nobody honest sends from them. Older receivers pass this over.",
        ),
        (Field::Reports, Builder::TlsRpt) => words(
            "Reports go to",
            "",
            "A mailbox, or an `https:` address. They hold no mail.",
        ),
        (Field::Reports, Builder::Parked) => words(
            "Reports of forged mail go to",
            "",
            "A mailbox of another domain, as this one takes none. May be left out.",
        ),
        (Field::Reports, _) => words(
            "Daily reports go to",
            "",
            "A mailbox that exists. They are many XML files, and hold no mail.",
        ),
        (Field::Failures, _) => words(
            "Single failures are reported to",
            "",
            "These hold parts of people’s mail, and few receivers send them.",
        ),
        (Field::DkimAlignment, _) => words("A DKIM signature counts if it is by", ".", ""),
        (Field::SpfAlignment, _) => words("SPF counts if the sender is at", ".", ""),
        (Field::Mode, _) => words(
            "Where a verified TLS connection fails, senders",
            ".",
            "Begin with testing. Go on when reports have shown no failures for two weeks.",
        ),
        (Field::Hosts, _) => words(
            "The mail servers are",
            "",
            "All hosts of the MX records; `*.` stands for one label. To one that is left out nobody delivers.",
        ),
        (Field::Age, _) => words(
            "Senders remember this for",
            ".",
            "As long as that, no attacker can talk them out of it.",
        ),
        (Field::Shown, _) => words(
            "The domain has a logo to show:",
            "",
            "If not, the record says that none is to be looked for.",
        ),
        (Field::Logo, _) => words(
            "The logo is at",
            "",
            "A square SVG of the profile “Tiny PS”, over `https:`.",
        ),
        (Field::Certificate, _) => words(
            "Its certificate is at",
            "",
            "A PEM file with a mark certificate (VMC or CMC). Gmail and Apple show no logo without one.",
        ),
        (Field::Keys, _) => words(
            "Say that there are no DKIM keys:",
            "",
            "An empty key for every selector: a signature in the domain’s name never holds.",
        ),
    }
}

/// What is chosen among.
pub fn word(field: Field, word: Word) -> &'static str {
    match (word, field) {
        (Word::Yes, _) => "yes",
        (Word::No, _) => "no",
        (Word::Suspected, _) => "accepted with suspicion",
        (Word::Refused, _) => "refused",
        (Word::Reported, _) => "delivered, and reported",
        (Word::Junk, _) => "put into the junk folder",
        (Word::Same, Field::Subdomains) => "treated like the domain’s",
        (Word::Same, _) => "treated like that of subdomains",
        (Word::Relaxed, _) => "the domain or its subdomains",
        (Word::Strict, _) => "exactly the same domain",
        (Word::Testing, _) => "deliver and report it (testing)",
        (Word::Enforced, _) => "do not deliver (enforce)",
        (Word::Withdrawn, _) => "forget this policy (none)",
        (Word::Week, _) => "a week",
        (Word::TwoWeeks, _) => "two weeks",
        (Word::Month, _) => "a month",
        (Word::Year, _) => "a year",
    }
}

/// What is to be known of what is built.
pub fn note(note: &Note) -> Prose {
    Prose::from(match note {
        Note::Provider(setups::Note::ProofFirst) => {
            "The provider first wants proof that the domain is yours: a TXT record that its panel shows. It stands beside these."
        }
        Note::Provider(setups::Note::CompareHost) => {
            "The MX host is made of the domain’s name. Compare it with the one that the provider’s panel shows, and take that one."
        }
        Note::Provider(setups::Note::CompareRegion) => {
            "Some customers have other hosts, by region or product. Where the provider’s panel shows others, take those."
        }
        Note::Provider(setups::Note::OwnNameServers) => {
            "This works only if the domain’s DNS is at Cloudflare, which then adds the records itself when routing is turned on."
        }
        Note::ExchangersInPanel => {
            "Its MX records are shown in the provider’s panel. Publish those, and delete the MX records of others."
        }
        Note::SenderInPanel => {
            "What SPF must include is shown in the provider’s panel. Put it into the domain’s one SPF record; do not add a second."
        }
        Note::KeysInPanel { selectors } if selectors.is_empty() => {
            "DKIM: turn it on in the provider’s panel, which shows a TXT record with the key. Publish it as it is shown."
        }
        Note::KeysInPanel { selectors } => {
            let selectors = code_names(selectors, ", ");
            return format!(
                "DKIM: turn it on in the provider’s panel, which shows a TXT record with the key, usually under the selector {selectors}. Publish it as it is shown."
            )
            .into();
        }
        Note::AliasesInPanel { selectors } if selectors.is_empty() => {
            "DKIM: turn it on in the provider’s panel, which shows CNAME records. Publish them as they are shown."
        }
        Note::AliasesInPanel { selectors } => {
            let selectors = code_names(selectors, ", ");
            return format!(
                "DKIM: turn it on in the provider’s panel, which shows where the CNAME records of {selectors} lead. Publish them as they are shown."
            )
            .into();
        }
        Note::Gathered => {
            return format!(
                "As the providers had it on {}. If a provider’s panel says otherwise, the panel is right.",
                setups::GATHERED
            )
            .into();
        }
        Note::NotKnown { name } => {
            return format!(
                "What is at `{name}` could not be found out: look there first. If there is a record of the kind, replace it; do not add a second."
            )
            .into();
        }
        Note::MailMoves => {
            "New mail goes to the new servers as soon as the MX records change. Set up the mailboxes there first, and keep the old ones until nothing comes to them."
        }
        Note::SendersStay => {
            "All who may send by now still may. Once a former provider sends no more, take its term out."
        }
        Note::ReportsElsewhere { host } => {
            return format!(
                "`{host}` must agree to take these reports: whoever runs its DNS publishes the record shown for it. Services that offer to read reports have done so."
            )
            .into();
        }
        Note::OnlyReported => {
            "Forged mail is still delivered, which is why this is marked as a warning. It is the first step on purpose: a policy that comes too early loses honest mail."
        }
        Note::OnlyTested => {
            "Nothing is enforced yet, which is why this is marked as a warning. It is the first step on purpose: a mistake costs no mail."
        }
        Note::PolicyHost { host } => {
            return format!(
                "The file must be served at `{host}` over `https:`, without a redirect and with a certificate for that name. Publish it before the record."
            )
            .into();
        }
        Note::PolicyNotRead => {
            "The domain has a policy that this page has not read. Open it beside this, and choose what it says before you change anything."
        }
        Note::ServersNotKnown => "Name the mail servers: without them the policy does not hold.",
        Note::LogoNeedsDmarc { policy } => match policy {
            Some(Disposition::None) => {
                "The domain’s DMARC policy is `p=none`: mailboxes show logos only where mail that fails is quarantined or refused."
            }
            _ => {
                "Mailboxes show logos only of domains whose DMARC policy is `p=quarantine` or `p=reject`, for subdomains too."
            }
        },
        Note::LogoNeeded => "Say where the logo is.",
        Note::CertificateWanted => {
            "Without a certificate few mailboxes show the logo, which is why this is marked as a warning. The record is right all the same."
        }
        Note::MailboxNeeded => "Name a mailbox for reports: without them nobody sees what fails.",
        Note::MailEnds => {
            "The domain takes mail by now. After this change it takes none, and what is sent to it is returned."
        }
    })
}
