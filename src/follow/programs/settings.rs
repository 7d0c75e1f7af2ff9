//! What to enter in a mail program.

use super::{Offer, Programs};
use crate::knowledge::mail_programs::{
    Encryption, Login, ProviderSettings, Purpose, provider_settings,
};
use crate::knowledge::vendor::Vendor;

/// One server to enter in a mail program.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Setting {
    /// What it is for.
    pub purpose: Purpose,
    /// Its name or address.
    pub host: String,
    /// Its TCP port.
    pub port: u16,
    /// How the connection is protected.
    pub encryption: Encryption,
    /// What to enter as the name of the user.
    pub user_name: UserName,
    /// Where it is known from.
    pub source: Source,
}

/// What to enter as the name of a user.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum UserName {
    /// The whole e-mail address (RFC 6186 §4).
    Address,
    /// The name of the Apple account's own mailbox.
    AppleAccount,
    /// What the provider's own program shows.
    Bridge,
}

/// Where a setting is known from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Source {
    /// The domain's own SRV records.
    Srv,
    /// What the provider tells its customers.
    Provider(Vendor),
}

impl Programs {
    /// What to enter in a mail program: what the domain's own records say, and
    /// of what they do not speak, what its provider says.
    pub fn settings(&self) -> Vec<Setting> {
        let provider = self.provider_settings();
        let mut settings = Vec::new();
        for purpose in [Purpose::Imap, Purpose::Pop, Purpose::Submission] {
            let offers = || {
                let offers = self.offers.iter();
                offers.filter(move |offer| offer.service.purpose() == Some(purpose))
            };
            let own = offers().flat_map(|offer| own_settings(offer, purpose));
            let spoken_of = offers().any(|offer| !offer.targets.is_empty());
            let theirs = provider.iter().filter(|_| !spoken_of);
            let theirs = theirs.flat_map(|(vendor, found)| provider_rows(*vendor, found, purpose));
            for setting in own.chain(theirs) {
                if !settings.contains(&setting) {
                    settings.push(setting);
                }
            }
        }
        settings
    }

    /// The provider whose settings are known.
    pub fn provider_settings(&self) -> Option<(Vendor, ProviderSettings)> {
        let (vendor, name) = self.provider()?;
        Some((vendor, provider_settings(vendor, &name)?))
    }
}

fn own_settings(offer: &Offer, purpose: Purpose) -> impl Iterator<Item = Setting> {
    offer.reachable().map(move |(host, port)| Setting {
        purpose,
        host: host.name.to_string(),
        port,
        encryption: offer.service.encryption(),
        user_name: UserName::Address,
        source: Source::Srv,
    })
}

fn provider_rows(
    vendor: Vendor,
    found: &ProviderSettings,
    purpose: Purpose,
) -> impl Iterator<Item = Setting> {
    let servers = found.servers.iter();
    let servers = servers.filter(move |server| server.purpose == purpose);
    servers.map(move |server| Setting {
        purpose,
        host: server.host.to_owned(),
        port: server.port,
        encryption: server.encryption,
        user_name: match (found.login, purpose) {
            (Login::Bridge, _) => UserName::Bridge,
            (Login::Apple, _) => UserName::AppleAccount,
            _ => UserName::Address,
        },
        source: Source::Provider(vendor),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::Name;
    use crate::follow::testing::client;
    use futures_util::FutureExt;

    fn settings(zone: &str) -> Vec<String> {
        let domain = Name::parse("d.example").unwrap();
        let client = client(zone);
        let found = Programs::find(&client, &domain).now_or_never().unwrap();
        let line = |setting: Setting| {
            let source = match setting.source {
                Source::Srv => "SRV",
                Source::Provider(vendor) => vendor.name,
            };
            format!("{}:{} {source}", setting.host, setting.port)
        };
        found.settings().into_iter().map(line).collect()
    }

    const HOSTS: &str = "a.d A 192.0.2.1\nb.d A 192.0.2.2";

    #[test]
    fn records_come_in_the_order_of_their_preference() {
        let zone = format!(
            "_imap._tcp.d SRV 0 1 143 a.d\n_imaps._tcp.d SRV 10 1 993 a.d\n\
             _imaps._tcp.d SRV 0 1 993 b.d\n_submissions._tcp.d SRV 0 9 465 a.d\n\
             _submissions._tcp.d SRV 0 10 465 b.d\n{HOSTS}"
        );
        assert_eq!(
            settings(&zone),
            [
                "b.d.example:993 SRV",
                "a.d.example:993 SRV",
                "a.d.example:143 SRV",
                "b.d.example:465 SRV",
                "a.d.example:465 SRV",
            ]
        );
    }

    #[test]
    fn the_domain_is_believed_before_its_provider() {
        let zone = format!(
            "d MX 1 smtp.google.com.\n_imaps._tcp.d SRV 0 1 993 a.d\n_pop3s._tcp.d SRV 0 0 0 .\n{HOSTS}"
        );
        assert_eq!(
            settings(&zone),
            [
                "a.d.example:993 SRV",
                "smtp.gmail.com:465 Google",
                "smtp.gmail.com:587 Google",
            ]
        );
    }

    #[test]
    fn a_host_without_address_is_not_to_be_entered() {
        let zone =
            "_imaps._tcp.d SRV 0 1 993 gone.d\n_imap._tcp.d SRV 0 1 143 a.d\n$FAIL timeout a.d";
        assert_eq!(settings(zone), ["a.d.example:143 SRV"]);
    }
}
