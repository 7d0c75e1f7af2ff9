//! DKIM key records (RFC 6376 §3.6.2): under the selectors that somebody
//! named, and under those that are worth a guess. DNS does not list selectors,
//! so what is not found may still be there.

mod guess;
mod places;

use super::probe;
use super::spf::PublishedSpf;
use crate::dns::client::Client;
use crate::dns::{Answer, Data, Name, NameError, Outcome, RecordType, Urgency};
use crate::knowledge::signers::{Signer, signers};
use futures_util::future;
pub use places::{Places, has_key};
use std::rc::Rc;

/// The keys of a domain, by selector.
#[derive(Clone, Debug)]
pub struct DkimKeys {
    /// The domain.
    pub domain: Name,
    /// What stands under each selector that was named, in the order given.
    pub named: Vec<SelectorLookup>,
    /// What was found without being told where.
    pub search: Search,
    /// Where a key may stand by mistake.
    pub places: Places,
}

/// A search for keys under selectors that nobody named.
#[derive(Clone, Debug)]
pub struct Search {
    /// What stands at `_domainkey` itself: whether there are names below it.
    pub above: Option<Rc<Answer>>,
    /// What stands under a selector that nobody has.
    pub nobody: Option<Rc<Answer>>,
    /// What stands under each selector that was guessed; none where nothing
    /// could be told from it.
    pub guessed: Vec<SelectorLookup>,
    /// The signers with fixed selectors that the domain's MX or SPF records
    /// name.
    pub expected: Vec<Signer>,
    /// Whether the SPF record says that the domain sends no mail.
    pub sends_nothing: bool,
}

/// What stands under one selector.
#[derive(Clone, Debug)]
pub struct SelectorLookup {
    /// The selector.
    pub selector: Selector,
    /// Its TXT records.
    pub txt: Rc<Answer>,
    /// Whether a wildcard's alias (CNAME) stands there, as at every name that
    /// nobody made.
    pub by_wildcard: bool,
}

/// A selector of a domain.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Selector {
    /// The selector, as a signature's `s=` names it.
    pub name: Name,
    /// The name under which its key stands.
    pub key_name: Name,
}

/// What DNS tells of the names below `_domainkey`, of which it lists none.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Hint {
    /// There are some, so that there are keys most likely.
    Names,
    /// There are none, unless the server does not know that a name exists that
    /// has others below it (RFC 8020).
    NoNames,
    /// It could not be found out.
    Unknown,
}

impl Selector {
    /// The selector `name` of a domain, unless the key's name would be too
    /// long for DNS.
    pub fn new(name: Name, domain: &Name) -> Result<Self, NameError> {
        let key_name = domain.prepend("_domainkey")?.prepend(name.as_str())?;
        Ok(Self { name, key_name })
    }
}

impl DkimKeys {
    /// Asks for the key records under each selector, and under those that are
    /// worth a guess: all at once, as soon as it is known that a guess tells
    /// anything.
    pub async fn find(client: &Client, domain: &Name, selectors: &[Selector]) -> Self {
        let (mut named, search, places) = future::join3(
            look_up(client, selectors.to_vec(), Urgency::Urgent),
            Search::find(client, domain, selectors),
            Places::find(client, domain),
        )
        .await;
        search.mark(&mut named);
        Self {
            domain: domain.clone(),
            named,
            search,
            places,
        }
    }

    /// Every lookup, those of named selectors first.
    pub fn lookups(&self) -> impl Iterator<Item = &SelectorLookup> {
        self.named.iter().chain(&self.search.guessed)
    }

    /// The lookups worth showing: all of named selectors, and those of guessed
    /// ones that brought something or failed.
    pub fn telling(&self) -> impl Iterator<Item = &SelectorLookup> {
        let guessed = self.search.guessed.iter();
        self.named
            .iter()
            .chain(guessed.filter(|lookup| !lookup.is_void() || lookup.txt.outcome.is_failed()))
    }

    /// Under which selectors there are records.
    pub fn found(&self) -> impl Iterator<Item = &SelectorLookup> {
        self.lookups()
            .filter(|lookup| !lookup.txt.records().is_empty())
    }

    /// What DNS tells of the keys below `_domainkey`: of the names there, signing
    /// practices are one that is no key.
    pub fn hint(&self) -> Hint {
        match self.search.hint() {
            Hint::Names if self.places.practices().next().is_some() => Hint::Unknown,
            hint => hint,
        }
    }

    /// What stands under a selector, if it was asked for.
    pub fn lookup(&self, selector: &str) -> Option<&SelectorLookup> {
        self.lookups()
            .find(|lookup| lookup.selector.name.as_str().eq_ignore_ascii_case(selector))
    }
}

async fn look_up(
    client: &Client,
    selectors: Vec<Selector>,
    urgency: Urgency,
) -> Vec<SelectorLookup> {
    let lookups = selectors.into_iter().map(|selector| async move {
        let asking = client.ask_with(&selector.key_name, RecordType::TXT, urgency);
        SelectorLookup {
            txt: asking.await,
            selector,
            by_wildcard: false,
        }
    });
    future::join_all(lookups).await
}

impl Search {
    async fn find(client: &Client, domain: &Name, named: &[Selector]) -> Self {
        let above = domain.prepend("_domainkey").ok();
        let nobody = above.as_ref().and_then(probe::below);
        let (mx, spf, above, nobody) = future::join4(
            client.ask(domain, RecordType::MX),
            PublishedSpf::find(client, domain),
            ask_txt(client, above),
            ask_txt(client, nobody),
        )
        .await;
        let vendors = guess::vendors(&mx, &spf);
        let mut search = Self {
            above,
            nobody,
            guessed: Vec::new(),
            expected: signers()
                .filter(|signer| signer.fixed && vendors.contains(&signer.name))
                .collect(),
            sends_nothing: spf.declares_no_mail(),
        };
        if search.guesses_tell() && mx.outcome != Outcome::NoSuchName {
            let selectors = guess::selectors(&vendors)
                .filter_map(|name| Selector::new(Name::parse(name).ok()?, domain).ok())
                .filter(|selector| !named.contains(selector))
                .collect();
            let mut guessed = look_up(client, selectors, Urgency::Idle).await;
            search.mark(&mut guessed);
            search.guessed = guessed;
        }
        search
    }

    /// Marks the lookups that only met a wildcard's alias.
    fn mark(&self, lookups: &mut [SelectorLookup]) {
        let Some(nobody) = self.nobody.as_ref().filter(|it| !it.aliases.is_empty()) else {
            return;
        };
        for lookup in lookups {
            lookup.by_wildcard = probe::is_by_wildcard(&lookup.txt, nobody);
        }
    }

    /// Whether a name that is there is there for itself: not where every name
    /// is, or where that is not known.
    fn guesses_tell(&self) -> bool {
        self.nobody
            .as_ref()
            .is_some_and(|nobody| matches!(nobody.outcome, Outcome::NoData | Outcome::NoSuchName))
    }

    /// The answer for every selector at once, where there is one.
    pub fn wildcard(&self) -> Option<&Rc<Answer>> {
        self.nobody
            .as_ref()
            .filter(|nobody| !nobody.records().is_empty())
    }

    /// What DNS tells of the names below `_domainkey`.
    fn hint(&self) -> Hint {
        let outcome = |answer: &Option<Rc<Answer>>| {
            let answer = answer.as_ref().filter(|it| it.aliases.is_empty());
            answer.map(|answer| answer.outcome.clone())
        };
        match (outcome(&self.above), outcome(&self.nobody)) {
            // A wildcard would answer for the name that nobody made too.
            (Some(Outcome::NoData), Some(Outcome::NoSuchName)) => Hint::Names,
            (Some(Outcome::NoSuchName), _) => Hint::NoNames,
            // Where it has records, it is there without any name below it.
            _ => Hint::Unknown,
        }
    }
}

async fn ask_txt(client: &Client, name: Option<Name>) -> Option<Rc<Answer>> {
    Some(client.ask(&name?, RecordType::TXT).await)
}

impl SelectorLookup {
    /// Where the selector leads, if it is an alias (CNAME).
    pub fn alias(&self) -> Option<&Name> {
        let mut aliases = self.txt.aliases.iter().filter(|_| !self.by_wildcard);
        aliases.next().map(|alias| &alias.target)
    }

    /// Whether it is an alias of a name without records.
    pub fn is_dead_alias(&self) -> bool {
        self.alias().is_some() && matches!(self.txt.outcome, Outcome::NoData | Outcome::NoSuchName)
    }

    /// Whether there is surely nothing: no record, and no alias.
    pub fn is_void(&self) -> bool {
        self.alias().is_none() && matches!(self.txt.outcome, Outcome::NoData | Outcome::NoSuchName)
    }

    /// Whose key it is, where an alias leads to somebody who signs for others.
    pub fn signer(&self) -> Option<Signer> {
        let mut targets = self.txt.aliases.iter().map(|alias| alias.target.as_str());
        targets.find_map(|target| signers().find(|signer| signer.keeps(target)))
    }

    /// Whether there is a key with which mail can be signed. Which of several
    /// records a receiver takes is left open (RFC 6376 §3.6.2.2).
    pub fn is_usable(&self) -> bool {
        use crate::record::dkim::{Record, Usable};
        let mut texts = self.txt.texts();
        let (Some(text), None) = (texts.next(), texts.next()) else {
            return false;
        };
        match Record::read(&text.text).usable() {
            Usable::Key(key) => key.email,
            Usable::Revoked | Usable::NotUsable => false,
        }
    }

    /// Whether the record takes a key back, and says nothing else (RFC 6376
    /// §3.6.1).
    pub fn is_revoked(&self) -> bool {
        is_revoked(&self.txt)
    }
}

/// Whether an answer is one record that takes a key back.
pub fn is_revoked(answer: &Answer) -> bool {
    use crate::record::dkim::{Record, Usable};
    match answer.records() {
        [record] => match &record.data {
            Data::Txt(txt) => Record::read(&txt.text()).usable() == Usable::Revoked,
            _ => false,
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::clock::StillClock;
    use crate::dns::zone::Zones;
    use futures_util::FutureExt;

    fn find(zone: &str, named: &[&str]) -> (DkimKeys, usize) {
        let zones = Zones::read("test", &format!("$ORIGIN example.\n{zone}\n")).unwrap();
        let client = Client::new(vec![Rc::new(zones)], Rc::new(StillClock::default()));
        let domain = Name::parse("d.example").unwrap();
        let selectors: Vec<_> = named
            .iter()
            .map(|name| Selector::new(Name::parse(name).unwrap(), &domain).unwrap())
            .collect();
        let keys = DkimKeys::find(&client, &domain, &selectors);
        (keys.now_or_never().unwrap(), client.log().len())
    }

    fn found(keys: &DkimKeys) -> Vec<&str> {
        keys.found()
            .map(|lookup| lookup.selector.name.as_str())
            .collect()
    }

    #[test]
    fn keys_are_found_without_a_selector() {
        let zone = "d MX 10 d-example.mail.protection.outlook.com.\n\
                    d TXT \"v=spf1 include:_spf.mlsend.com include:spf.mtasv.net -all\"\n\
                    selector1._domainkey.d TXT \"v=DKIM1; p=\"\n\
                    litesrv._domainkey.d TXT \"v=DKIM1; p=\"\n\
                    mine._domainkey.d TXT \"v=DKIM1; p=\"\n";
        let (keys, asked) = find(zone, &[]);
        assert_eq!(found(&keys), ["selector1", "litesrv"]);
        assert_eq!(keys.hint(), Hint::Names);
        assert!(keys.search.wildcard().is_none());
        assert!(
            keys.search
                .expected
                .iter()
                .any(|it| it.name == "Microsoft 365")
        );
        assert!(asked <= 62, "{asked}");
        assert_eq!(keys.telling().count(), 2);
        let (keys, more) = find(zone, &["mine", "selector1"]);
        assert_eq!(found(&keys), ["mine", "selector1", "litesrv"]);
        assert_eq!(more, asked + 1);
    }

    #[test]
    fn the_most_vendors_keep_within_the_bound() {
        let includes = [
            "_spf.google.com",
            "spf.protection.outlook.com",
            "amazonses.com",
            "spf.brevo.com",
            "sendgrid.net",
            "mailgun.org",
            "servers.mcsv.net",
            "zoho.com",
            "spf.migadu.com",
            "mail.zendesk.com",
        ];
        let includes: Vec<_> = includes.iter().map(|it| format!("include:{it}")).collect();
        let strings: Vec<_> = includes.iter().map(|it| format!("\" {it}\"")).collect();
        let zone = format!("d TXT \"v=spf1\" {} \" -all\"", strings.join(" "));
        let (keys, asked) = find(&zone, &[]);
        // MX and TXT are asked for other subjects too.
        assert!(asked - 2 <= 60, "{asked}");
        for selector in ["selector1", "google", "s1", "default", "mail"] {
            assert!(keys.lookup(selector).is_some(), "{selector}");
        }
    }

    #[test]
    fn a_wildcard_answers_every_guess_so_none_is_made() {
        for zone in [
            "*._domainkey.d TXT \"v=DKIM1; p=\"",
            "*.d TXT x\nd A 192.0.2.1",
            "*._domainkey.d CNAME key\nkey TXT \"v=DKIM1; p=\"",
        ] {
            let (keys, asked) = find(zone, &["s"]);
            assert!(keys.search.wildcard().is_some(), "{zone}");
            assert!(keys.search.guessed.is_empty());
            assert_eq!(asked, 8, "{zone}");
        }
    }

    #[test]
    fn a_wildcard_without_texts_hides_no_key() {
        for wildcard in [
            "*.d A 192.0.2.1",
            "*.d CNAME web\nweb A 192.0.2.1",
            "*.d CNAME gone",
        ] {
            let (keys, _) = find(&format!("d A 192.0.2.1\n{wildcard}"), &["s"]);
            assert!(keys.search.wildcard().is_none(), "{wildcard}");
            assert_eq!(keys.hint(), Hint::Unknown, "{wildcard}");
            assert!(keys.lookups().all(SelectorLookup::is_void), "{wildcard}");
            let key = "s1._domainkey.d TXT \"v=DKIM1; p=\"";
            let (keys, _) = find(&format!("d A 192.0.2.1\n{wildcard}\n{key}"), &[]);
            assert_eq!(found(&keys), ["s1"], "{wildcard}");
        }
    }

    #[test]
    fn nothing_is_guessed_where_it_tells_nothing() {
        for zone in ["", "$FAIL servfail *.d\nd MX 1 m"] {
            let (keys, _) = find(zone, &[]);
            assert!(keys.search.guessed.is_empty(), "{zone}");
            assert!(keys.search.wildcard().is_none());
        }
    }

    #[test]
    fn a_name_above_that_has_records_tells_of_none_below() {
        for zone in [
            "_domainkey.d TXT \"o=~\"",
            "_adsp._domainkey.d TXT \"dkim=all\"",
        ] {
            let (keys, _) = find(&format!("d A 192.0.2.1\n{zone}"), &[]);
            assert_eq!(keys.hint(), Hint::Unknown, "{zone}");
        }
    }

    #[test]
    fn an_alias_tells_whose_key_it_is_and_whether_it_is_there() {
        let zone = "d A 192.0.2.1\ns1._domainkey.d CNAME s1.domainkey.u1.sendgrid.net.\n\
                    s2._domainkey.d CNAME key\nkey TXT \"v=DKIM1; p=\"";
        let (keys, _) = find(zone, &[]);
        let first = keys.lookup("s1").unwrap();
        assert!(first.is_dead_alias() && !first.is_void());
        assert_eq!(first.signer().unwrap().name, "Twilio SendGrid");
        let second = keys.lookup("s2").unwrap();
        assert!(!second.is_dead_alias() && second.is_revoked());
        assert_eq!(second.signer(), None);
    }
}
