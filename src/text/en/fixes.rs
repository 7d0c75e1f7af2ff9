//! What is said of fixes.

use crate::fix::{Aim, Applicability, Effect, Stage, Title};
use crate::record::kind::RecordKind;
use crate::text::en::{all, counted};
use crate::text::{FixWords, Prose, code_names, excerpt};

/// What is done.
pub fn title(title: &Title) -> Prose {
    match title {
        Title::Write { from, to } => {
            let (from, to) = (excerpt(from), excerpt(to));
            format!("Write `{to}` in place of `{from}`").into()
        }
        Title::PutIn { text } => format!("Add `{}`", excerpt(text)).into(),
        Title::TakeOut { text } => format!("Take out `{}`", excerpt(text)).into(),
        Title::TakeOutUnseen => "Take out what cannot be seen".into(),
        Title::Rewrite { places } => format!("Change the record in {places} places").into(),
        Title::MendRecord { kind, faults } => {
            format!("Put {faults} things right in {}", within(*kind)).into()
        }
        Title::MendExchangers { records } => format!("Put {records} MX records right").into(),
        Title::Publish { kind, aim } => format!("Publish {}{}", within(*kind), aimed(aim)).into(),
        Title::KeepOne { text, .. } => {
            format!("Keep `{}` and delete the others", excerpt(text)).into()
        }
        Title::Move { to, .. } => format!("Move the record to `{to}`").into(),
        Title::Delete { value } => format!("Delete `{}`", excerpt(value)).into(),
        Title::ReplaceAlias { name, aim } => {
            let beside = aimed(aim);
            format!("Put a record in place of the CNAME at `{name}`{beside}").into()
        }
        Title::MergeSpf { count } => format!("Make one SPF record of the {count}").into(),
        Title::DropSpfTerms { count: 1, lookups } => format!(
            "Take out a term that does nothing: {} in all",
            remaining(*lookups)
        )
        .into(),
        Title::DropSpfTerms { count, lookups } => format!(
            "Take out {count} terms that do nothing: {} in all",
            remaining(*lookups)
        )
        .into(),
        Title::FlattenHosts {
            mechanisms,
            lookups,
        } => format!(
            "Write {} as addresses: {} in all",
            code_names(mechanisms, " and "),
            remaining(*lookups)
        )
        .into(),
        Title::FlattenSome { domains, lookups } => {
            let domains: Vec<_> = domains.iter().map(|it| excerpt(it)).collect();
            let domains = code_names(&domains, ", ");
            format!(
                "Write what {domains} includes as addresses: {} in all",
                remaining(*lookups)
            )
            .into()
        }
        Title::FlattenAll { networks: 1 } => {
            "Write the one network itself: no lookups at all".into()
        }
        Title::FlattenAll { networks } => format!(
            "Write {} networks themselves: no lookups at all",
            all(*networks)
        )
        .into(),
        Title::ShortenTtl { seconds } => format!("Set the TTL to {seconds} seconds").into(),
        Title::NameHost { host } => format!("Name `{host}` in the MX record").into(),
        Title::DeleteExchanger { host } => {
            format!("Delete the MX record of `{}`", excerpt(host)).into()
        }
        Title::NullMx => "Say with a null MX that the domain takes no mail".into(),
        Title::Park => "Say in full that the domain has no mail".into(),
        Title::PublishMx { host } => format!("Name `{host}` as the mail server").into(),
        Title::PublishAddress { host } => format!("Publish an address for `{host}`").into(),
        Title::AgreeToReports { domain, host } => {
            format!("Have `{host}` agree to take the reports of `{domain}`").into()
        }
        Title::ReportElsewhere { mailbox } => {
            format!("Send the reports to `{}`", excerpt(mailbox)).into()
        }
        Title::SetUpMtaSts => "Set up MTA-STS, in testing first".into(),
        Title::PolicyForServers => "Name every mail server in the policy file".into(),
        Title::PointAlias { name, host } => format!("Point `{name}` to `{host}`").into(),
        Title::PointService { service, host } => {
            format!("Name `{host}` in the SRV record at `{service}`").into()
        }
        Title::ServicePort { service, port } => {
            format!("Write port {port} into the SRV record at `{service}`").into()
        }
        Title::DeleteService { service, targets } => {
            let targets = code_names(targets, " and ");
            format!("Delete the SRV records at `{service}` that name {targets}").into()
        }
        Title::KeepProvider { provider } => format!(
            "Keep the MX records of {} and delete the others",
            provider.name
        )
        .into(),
        Title::MailAtProvider { setup } => {
            format!("Have {} take the domain’s mail", setup.name).into()
        }
        Title::NameServer { domain } => {
            format!("Name a server that takes the mail of `{domain}`").into()
        }
        Title::AddressesForAlias { name, .. } => {
            format!("Put addresses in place of the CNAME at `{name}`").into()
        }
        Title::PublishKeyAnew { key: None } => {
            "Copy the key once more from where mail is signed".into()
        }
        Title::PublishKeyAnew { key: Some(key) } => {
            format!("Publish the key at `{key}` as the signer has it").into()
        }
        Title::AliasOfProvider { provider, .. } => {
            format!("Publish the DKIM records of {provider} for the domain").into()
        }
        Title::NewKey { bits, .. } => {
            format!("Make a new key of {bits} bits under a new selector").into()
        }
        Title::RevokeKey => "Take the key back".into(),
        Title::SignMail { .. } => "Sign mail with DKIM".into(),
        Title::KeyUnderSelector { .. } => "Move the key to its selector".into(),
        Title::ShortenHost { domain } => format!("Take `.{domain}` out of the host field").into(),
        Title::AliasInstead { host } => {
            format!("Put a CNAME to `{host}` in place of the TXT record").into()
        }
        Title::DeleteKeys { count: 1 } => "Delete the DKIM key".into(),
        Title::DeleteKeys { count } => format!("Delete the {count} DKIM keys").into(),
        Title::NameIssuer { host, issuer } => {
            format!("Allow `{issuer}` to issue for `{host}`").into()
        }
        Title::SendDs { domain } => {
            format!("Give the registrar a new DS record of `{domain}`").into()
        }
        Title::DropDs { domain } => {
            format!("Have the registrar take out the DS records of `{domain}` without a key").into()
        }
        Title::DropCds { domain } => format!("Delete the CDS records at `{domain}`").into(),
        Title::NewDigest { host: None } => "Make a new digest on the mail server".into(),
        Title::NewDigest { host: Some(host) } => format!("Make a digest on `{host}`").into(),
        Title::PublishLogo { .. } => "Publish the logo as an SVG, then the record".into(),
        Title::AskHolder {
            address,
            name: Some(name),
        } => format!("Have the holder of `{address}` point it to `{name}`").into(),
        Title::AskHolder {
            address,
            name: None,
        } => format!("Have the holder of `{address}` give it the mail server’s name").into(),
        Title::BelongsElsewhere { .. } => "Move the record to its own place".into(),
    }
}

/// What it does to mail, and what it risks.
pub fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::AsMeant => "Receivers then read what was meant. Nothing else changes.",
        Effect::NothingChanges => "Nothing changes for mail; receivers make no use of this part.",
        Effect::Guess => "This is a guess at what was meant. Compare it before you publish it.",
        Effect::Lost => {
            "Receivers make no use of this part now. If a sender or a service was meant by it, add that one rightly."
        }
        Effect::FewerSend => {
            "Servers that only this lets send can send no longer. Name those that still do first."
        }
        Effect::MoreSend => "These servers may then send mail in the domain’s name.",
        Effect::SameSenders => "The same servers may send as before.",
        Effect::GoesStale => {
            "The same servers may send today. When an address changes, the record must change too, or mail fails."
        }
        Effect::Softfail => {
            "Mail from other servers is taken with suspicion. A good start while you are not sure of all who send."
        }
        Effect::Fail => {
            "Mail from other servers is refused by many. Name all who send before you publish it."
        }
        Effect::NobodySends => {
            "Nobody can then send in the domain’s name. Only for a domain that sends no mail."
        }
        Effect::PolicyNone => {
            "Nothing is refused yet. Reports show who sends in the domain’s name; the mailbox must exist."
        }
        Effect::PolicyQuarantine => {
            "Mail that fails goes to the junk folder. Wait until reports show that your own mail passes."
        }
        Effect::PolicyReject => {
            "Mail that fails is refused. Wait until reports show that all your own mail passes."
        }
        Effect::NonexistentReject => {
            "Mail from subdomains that do not exist is refused. Your own mail has none."
        }
        Effect::SubdomainsGuarded => {
            "Subdomains are guarded like the domain. Those that send must pass SPF or DKIM first."
        }
        Effect::PolicyInFull => {
            "The policy then holds for all mail. Wait until reports show that your own mail passes."
        }
        Effect::PolicyTested => {
            "Today’s receivers then apply the policy one step weaker: reject as quarantine, quarantine as none."
        }
        Effect::Relaxed => "Mail signed by, or sent through, a subdomain then passes too.",
        Effect::ReportsCome => "Reports come to this mailbox from now on. It must exist.",
        Effect::ReportsEnd => "Reports no longer go there.",
        Effect::OneCounts => "Receivers then use the one that stays.",
        Effect::MailGoesThere => "Senders bring mail there. It must take the domain’s mail.",
        Effect::DeadServerGone => {
            "Senders stop losing time on a server that nobody can reach. The others stay."
        }
        Effect::NoMailTaken => {
            "Nobody can then bring mail to the domain, and senders learn so at once. Only where no mail is wanted."
        }
        Effect::NeedsHostName => "The name is a proposal; any name below the domain will do.",
        Effect::ForOthers => {
            "This record belongs into the other domain’s zone. Send it to whoever keeps that one."
        }
        Effect::FromSigner => {
            "It stands in the settings of the mail provider or the mail server, and cannot be told from DNS."
        }
        Effect::KeyChanges => {
            "Publish the new key first, let the signer use it, and delete the old one a week later."
        }
        Effect::OnlyIfSigned => {
            "A key that was taken back is right where nothing is signed with it. Only where mail still is: make a new one."
        }
        Effect::KeyRevoked => "Nobody can then sign with it, neither you nor others.",
        Effect::SignedToo => {
            "Mail then passes by its signature, also where it is forwarded and SPF fails."
        }
        Effect::OneProvider => {
            "All mail then comes to this provider. Only if the mailboxes are there."
        }
        Effect::AtRegistrar => {
            "DS records are in the zone above. The registrar puts them there, not your DNS host; some do it by themselves."
        }
        Effect::OwnRecords => {
            "The name can then have mail records of its own, which a CNAME does not allow."
        }
        Effect::ProgramsLed => "Mail programs then find this server by themselves.",
        Effect::ProgramsNotLed => {
            "Mail programs are no longer led there, and ask for the server’s name instead."
        }
        Effect::KeyInEarnest => "Receivers then hold signatures by this key to be in earnest.",
        Effect::TlsTested => "Senders report failures of TLS, and deliver all the same.",
        Effect::TlsEnforced => {
            "Senders deliver over verified TLS alone. Wait until reports show no failures for two weeks."
        }
        Effect::PolicyFetched => "Senders fetch the policy anew.",
        Effect::DigestGone => "Senders make no use of this one; those that stay are checked.",
        Effect::IssuersChange => {
            "Only issuers that are named may then issue certificates. Name the one you use."
        }
        Effect::SoonerEverywhere => "Later changes then arrive within an hour.",
        Effect::FoundThere => "Receivers then find it where they look.",
        Effect::HolderActs => {
            "The name of an address is set by its holder, the hosting or network company, not in the domain’s zone."
        }
        Effect::LogoNeeded => {
            "A logo in the SVG Tiny PS form and an enforced DMARC policy are needed first; most mailboxes want a certificate too."
        }
    }
}

/// What may be done without a second thought.
pub fn applicability(applicability: Applicability) -> &'static str {
    match applicability {
        Applicability::Safe => "Same meaning",
        Applicability::Decision => "Your decision",
        Applicability::ShowOnly => "Details needed from you or others",
    }
}

/// When to go on from a step, or what comes of the last one.
pub fn move_on(stage: Stage, last: bool) -> &'static str {
    match stage {
        Stage::Reach | Stage::Senders if last => {
            "“Check again” shows the change once old answers are gone: they live as long as the TTL."
        }
        Stage::Reports if last => {
            "Two to four weeks of reports in which your own mail passes are the ground for a stricter policy."
        }
        Stage::TlsReports if last => {
            "Two weeks of reports without failures are the ground for enforcing TLS."
        }
        Stage::Reach | Stage::Senders => {
            "Go on once “check again” shows the change; old answers live as long as the TTL."
        }
        Stage::Reports => {
            "Go on after two to four weeks, when the reports show that your own mail passes."
        }
        Stage::TlsReports => "Go on after two weeks without failures in the reports.",
        Stage::Enforcement => {
            "First `quarantine`; then, after two more weeks without honest mail among what fails, `reject`."
        }
        Stage::TlsEnforcement => "Give the policy a new `id` in the TXT record at the same time.",
        Stage::Tidying => "Whenever you like; nothing waits for it.",
    }
}

/// The fixed words of fixes.
pub const WORDS: FixWords = FixWords {
    mend: "How to mend it",
    together: "All mended together",
    together_note: "It holds what keeps the meaning, and the first proposal for each error. Compare it before you publish it.",
    or: "Or",
    add: "Add",
    replace: "Replace",
    delete: "Delete",
    publish_file: "Put on the web server",
    host: "Host",
    rtype: "Type",
    at: "Full name",
    ttl: "TTL",
    file: "URL",
    plain: "As text",
    quoted: "Quoted",
    strings: "In strings of 255",
    zone_line: "Zone-file line",
    doubled: "Leave the domain out of the host field: panels add it themselves.",
    command: "Command",
    value: "Value",
    outside: "This record is not in the domain’s own zone.",
    nothing: "Nothing needs doing first.",
    nothing_unknown: "Nothing that was seen needs doing first; some questions have no answer.",
    nothing_here: "No change of a record comes first: what is wrong, and what to do about it, stands below.",
    more: "The rest stands with its findings below.",
};

/// A record of a kind, within a sentence.
fn within(kind: RecordKind) -> String {
    let record = super::page::a_record(kind);
    match record.strip_prefix('A') {
        Some(rest) => ["a", rest].concat(),
        None => record.to_owned(),
    }
}

/// What sets a record apart, behind what it is.
fn aimed(aim: &Aim) -> String {
    match aim {
        Aim::Usual => String::new(),
        Aim::NoMail => " of a domain that sends no mail".to_owned(),
        Aim::Reports(mailbox) => format!(", with reports to `{}`", excerpt(mailbox)),
    }
}

fn remaining(lookups: usize) -> String {
    counted(lookups, "lookup", "lookups")
}
