//! What a fix is called: facts, which `text/` says.

use super::Effect;
use super::edit::{Edit, apply, written};
use crate::dns::Name;
use crate::knowledge::setups::Setup;
use crate::knowledge::vendor::Vendor;
use crate::record::kind::RecordKind;
use crate::record::span::Span;

/// What is done.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Title {
    /// A text in the place of another.
    Write {
        /// What stands there.
        from: String,
        /// What should.
        to: String,
    },
    /// A text where nothing stands.
    PutIn {
        /// The text.
        text: String,
    },
    /// A text is taken out.
    TakeOut {
        /// The text.
        text: String,
    },
    /// White space, or what cannot be seen, is taken out.
    TakeOutUnseen,
    /// Several places of a record are put right.
    Rewrite {
        /// How many.
        places: usize,
    },
    /// All that is wrong with a record is put right.
    MendRecord {
        /// Its kind.
        kind: RecordKind,
        /// How many findings it cures.
        faults: usize,
    },
    /// Several MX records are changed.
    MendExchangers {
        /// How many.
        records: usize,
    },
    /// A record is published where there is none.
    Publish {
        /// Its kind.
        kind: RecordKind,
        /// What sets it apart from others that could be published instead.
        aim: Aim,
    },
    /// One of several records of a kind is kept.
    KeepOne {
        /// Their kind.
        kind: RecordKind,
        /// The one that is kept.
        text: String,
    },
    /// A record is moved to where it is looked for.
    Move {
        /// Its kind.
        kind: RecordKind,
        /// Where to.
        to: Name,
    },
    /// A record that helps nobody is deleted.
    Delete {
        /// Its value.
        value: String,
    },
    /// A record stands in the place of an alias.
    ReplaceAlias {
        /// The alias's name.
        name: Name,
        /// What sets the record apart from others that could stand there.
        aim: Aim,
    },
    /// Several SPF records become one.
    MergeSpf {
        /// How many there are.
        count: usize,
    },
    /// SPF terms that are of no use are taken out.
    DropSpfTerms {
        /// How many.
        count: usize,
        /// How many lookups the record takes then, with all that it leads to.
        lookups: usize,
    },
    /// The hosts of `a` and `mx` are written as addresses.
    FlattenHosts {
        /// Which of the two there are.
        mechanisms: Vec<&'static str>,
        /// How many lookups the record takes then.
        lookups: usize,
    },
    /// What some domains include is written as addresses.
    FlattenSome {
        /// The domains.
        domains: Vec<String>,
        /// How many lookups the record takes then.
        lookups: usize,
    },
    /// All that the record leads to is written as addresses.
    FlattenAll {
        /// How many networks the record names then.
        networks: usize,
    },
    /// A record stays in caches for a shorter time.
    ShortenTtl {
        /// The time, in seconds.
        seconds: u32,
    },
    /// An MX record names another host.
    NameHost {
        /// The host.
        host: Name,
    },
    /// An alias leads to a host.
    PointAlias {
        /// The alias's name.
        name: Name,
        /// The host.
        host: Name,
    },
    /// An SRV record names another host.
    PointService {
        /// The record's name.
        service: Name,
        /// The host.
        host: Name,
    },
    /// An SRV record names another port.
    ServicePort {
        /// The record's name.
        service: Name,
        /// The port.
        port: u16,
    },
    /// The SRV records of a service that name some servers are deleted.
    DeleteService {
        /// The records' name.
        service: Name,
        /// What the records name as the server.
        targets: Vec<Name>,
    },
    /// The MX records of one provider stay, and those of others go.
    KeepProvider {
        /// The provider.
        provider: Vendor,
    },
    /// A provider's servers take the mail.
    MailAtProvider {
        /// The provider.
        setup: &'static Setup,
    },
    /// A server is named that takes the mail.
    NameServer {
        /// The domain.
        domain: Name,
    },
    /// Addresses stand in the place of an alias.
    AddressesForAlias {
        /// The alias's name.
        name: Name,
        /// Where it led.
        target: Name,
    },
    /// An MX record is deleted.
    DeleteExchanger {
        /// The host that it names.
        host: String,
    },
    /// A null MX says that no mail is taken.
    NullMx,
    /// All that says that a domain has no mail.
    Park,
    /// An MX record for the domain's own host.
    PublishMx {
        /// The host.
        host: Name,
    },
    /// An address is published for a host.
    PublishAddress {
        /// The host.
        host: Name,
    },
    /// Another domain agrees to take reports.
    AgreeToReports {
        /// The domain that reports come from.
        domain: Name,
        /// The host that takes them.
        host: Name,
    },
    /// Another mailbox gets the reports.
    ReportElsewhere {
        /// The mailbox.
        mailbox: String,
    },
    /// The whole of MTA-STS is set up, to be tested first.
    SetUpMtaSts,
    /// The policy file names all mail servers.
    PolicyForServers,
    /// The key is published anew, as the signer has it.
    PublishKeyAnew {
        /// Where; `None` where the text alone is known.
        key: Option<Name>,
    },
    /// Keys are published where a provider keeps them.
    AliasOfProvider {
        /// The provider.
        provider: String,
        /// Where its keys are looked for.
        keys: Vec<Name>,
    },
    /// A new key pair takes the place of one.
    NewKey {
        /// Its least length in bits.
        bits: usize,
        /// Where the old one stands; `None` where the text alone is known.
        key: Option<Name>,
    },
    /// A key is taken back.
    RevokeKey,
    /// A key pair is made, and mail signed with it.
    SignMail {
        /// The domain.
        domain: Name,
    },
    /// A key is published under the signer's selector.
    KeyUnderSelector {
        /// The domain.
        domain: Name,
        /// The key record.
        text: String,
    },
    /// A name that was typed whole into a field that adds the domain.
    ShortenHost {
        /// The domain that is in it twice.
        domain: Name,
    },
    /// An alias stands in the place of a text that names a host.
    AliasInstead {
        /// The host.
        host: Name,
    },
    /// Keys that nothing is signed with are deleted.
    DeleteKeys {
        /// How many.
        count: usize,
    },
    /// An issuer is allowed to issue certificates.
    NameIssuer {
        /// For which host.
        host: Name,
        /// The issuer's domain.
        issuer: &'static str,
    },
    /// The digest of a key is given to the zone above.
    SendDs {
        /// The domain.
        domain: Name,
    },
    /// Digests are taken out of the zone above.
    DropDs {
        /// The domain.
        domain: Name,
    },
    /// What is asked of the zone above is no longer asked.
    DropCds {
        /// The domain.
        domain: Name,
    },
    /// A new certificate digest is made on the mail server.
    NewDigest {
        /// The server; `None` where the text alone is known.
        host: Option<Name>,
    },
    /// A logo is published first.
    PublishLogo {
        /// The domain; `None` where the text alone is known.
        domain: Option<Name>,
    },
    /// The one who holds an address gives it a name.
    AskHolder {
        /// The address.
        address: std::net::IpAddr,
        /// The name that it should have; `None` where that is not known.
        name: Option<Name>,
    },
    /// The record is moved out of this place, to its own.
    BelongsElsewhere {
        /// The record; `None` where the text alone is known.
        text: Option<String>,
    },
}

/// What sets a first record apart from others that could be published instead.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Aim {
    /// It is the usual one.
    Usual,
    /// It says that the domain sends no mail.
    NoMail,
    /// It has reports sent to this mailbox.
    Reports(String),
}

impl Aim {
    /// What a record is for, by what it does and its text.
    pub(super) fn of(text: &str, effect: Effect) -> Self {
        match text.split_once("mailto:") {
            _ if effect == Effect::NobodySends => Self::NoMail,
            Some((_, mailbox)) => Self::Reports(mailbox.to_owned()),
            None => Self::Usual,
        }
    }
}

impl Title {
    /// The same of a record that stands there.
    pub(crate) fn stands_at(&mut self, owner: &Name) {
        match self {
            Self::PublishKeyAnew { key: key @ None }
            | Self::NewKey {
                key: key @ None, ..
            } => {
                *key = Some(owner.clone());
            }
            // `_25._tcp` stands before the host.
            Self::NewDigest { host: host @ None } => {
                *host = owner
                    .label_count()
                    .checked_sub(2)
                    .map(|it| owner.suffix(it));
            }
            _ => {}
        }
    }

    /// What edits do, with the words around them.
    pub(crate) fn of(text: &str, edits: &[Edit]) -> Self {
        let covered = match edits {
            [] => return Self::Rewrite { places: 0 },
            [edit] => edit.span,
            edits => {
                let start = edits.iter().map(|edit| edit.span.start).min();
                let end = edits.iter().map(|edit| edit.span.end).max();
                Span::new(start.unwrap_or_default(), end.unwrap_or_default())
            }
        };
        let whole = words_around(text, covered);
        // What is far apart is counted, and not shown between its ends.
        if edits.len() > 1 && whole.len() > NEAR {
            return Self::Rewrite {
                places: edits.len(),
            };
        }
        let mended = apply(text, edits);
        let grown = mended.len() as isize - text.len() as isize;
        let end = whole.end.saturating_add_signed(grown);
        let to = Span::new(whole.start, end).slice(&mended);
        let trim = |text: &str| {
            let blank = |c: char| c == ';' || c.is_whitespace();
            text.trim_matches(blank).to_owned()
        };
        let (from, to) = (trim(whole.slice(text)), trim(to));
        let (from, to) = match from == to {
            true => (
                covered.slice(text).to_owned(),
                written(edits)
                    .first()
                    .map_or_else(String::new, |span| span.slice(&mended).to_owned()),
            ),
            false => (from, to),
        };
        match (from.is_empty(), to.is_empty()) {
            (true, true) => Self::TakeOutUnseen,
            (true, false) => Self::PutIn { text: to },
            (false, true) if from.chars().all(char::is_whitespace) => Self::TakeOutUnseen,
            (false, true) => Self::TakeOut { text: from },
            (false, false) => Self::Write { from, to },
        }
    }
}

/// Edits within so many bytes are named together.
const NEAR: usize = 64;

/// The bytes of the words that an edit is in: up to white space or `;`. Where
/// the edit itself ends with one of them, nothing more.
fn words_around(text: &str, span: Span) -> Span {
    let ends = |c: char| c == ';' || c.is_whitespace();
    let inside = span.slice(text);
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    // What stands between two words is named with both.
    let between = inside.chars().all(ends);
    let start = match inside.starts_with(ends) && !between {
        true => span.start,
        false => before.rfind(ends).map_or(0, |at| {
            at + before[at..].chars().next().map_or(1, char::len_utf8)
        }),
    };
    let end = match inside.ends_with(ends) && !between {
        true => span.end,
        false => span.end + after.find(ends).unwrap_or(after.len()),
    };
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_named_with_the_words_around_them() {
        let title = |text: &str, edit: Edit| Title::of(text, &[edit]);
        let write = |from: &str, to: &str| Title::Write {
            from: from.into(),
            to: to.into(),
        };
        assert_eq!(
            title("v=spf1 192.0.2.1 -all", Edit::insert(7, "ip4:")),
            write("192.0.2.1", "ip4:192.0.2.1")
        );
        assert_eq!(
            title("v=spf1 mx mx -all", Edit::delete(Span::new(9, 12))),
            Title::TakeOut { text: "mx".into() }
        );
        assert_eq!(
            title("v=spf1 mx", Edit::insert(9, " ~all")),
            write("mx", "mx ~all")
        );
        assert_eq!(
            title(" v=spf1 mx", Edit::delete(Span::new(0, 1))),
            Title::TakeOutUnseen
        );
        assert_eq!(
            title("v=DMARC1 p=none", Edit::replace(Span::new(8, 9), "; ")),
            write("v=DMARC1 p=none", "v=DMARC1; p=none")
        );
        let several = |text: &str, edits: &[Edit]| Title::of(text, edits);
        let front = [
            Edit::insert(0, "v=DMARC1; "),
            Edit::delete(Span::new(6, 16)),
        ];
        assert_eq!(
            several("p=none; v=DMARC1", &front),
            write("p=none; v=DMARC1", "v=DMARC1; p=none")
        );
        let far = "a".repeat(90);
        let ends = [Edit::insert(0, "x"), Edit::insert(90, "y")];
        assert_eq!(several(&far, &ends), Title::Rewrite { places: 2 });
    }
}
