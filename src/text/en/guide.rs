//! What is said of steps that a person takes.

use crate::fix::Known;
use crate::fix::guide::{Act, Blank};
use crate::text::Prose;

/// What is to be done.
pub fn act(act: &Act, known: &Known) -> Prose {
    match act {
        Act::CopyKey => "Open what signs the mail: the DKIM page of the provider, or the settings of the server. Copy the value of the record whole, from `v=DKIM1` to the end."
            .into(),
        Act::MakeKeys { file, .. } => format!(
            "On the server that signs, make a key pair. `{file}.pem` is the private key: it stays there, and only the signer may read it. If a provider signs, make the new key in its panel instead, and publish what it shows."
        )
        .into(),
        Act::PrintKey { file } => format!(
            "This prints the value of the record. `{file}.pem` is the private key."
        )
        .into(),
        Act::Publish { value, .. } => match value {
            Blank::Printed => "Publish it as this record.",
            Blank::Ipv4 => "Publish the server’s IPv4 address as this record.",
            Blank::Ipv6 => "If the server has an IPv6 address, publish that too.",
            Blank::Web => "Publish the web server’s address for the host of the policy.",
            Blank::ProviderTarget => "Publish this record, with the target that the provider shows.",
            Blank::MailServer => "Publish this record: a preference such as `10`, and the name of the server.",
            Blank::Logo => "Publish this record: `v=BIMI1; l=` and the logo’s address.",
        }
        .into(),
        Act::SignWith { file, selector } => format!(
            "Once the record has arrived, have the server sign with selector `{selector}` and key `{file}.pem`, and restart it."
        )
        .into(),
        Act::DropKey { key: Some(key) } => format!(
            "A week later no mail signed by the old key is on its way: delete the record at `{key}`."
        )
        .into(),
        Act::DropKey { key: None } => {
            "A week later no mail signed by the old key is on its way: delete its record.".into()
        }
        Act::OpenProvider { provider } => format!(
            "Open the DKIM settings of the domain at {provider}. They show each record: copy them from there."
        )
        .into(),
        Act::UnderSelector { domain, .. } => format!(
            "The signer’s settings name a selector, and so does `s=` in signed mail. Publish the key as TXT at `SELECTOR._domainkey.{domain}`, with the selector in place of `SELECTOR`, then delete it where it stands."
        )
        .into(),
        Act::OwnPlace { name, .. } => match name {
            Some(name) => format!(
                "Publish it as TXT at `{name}`, unless a record of its kind stands there already. Then delete it here."
            )
            .into(),
            None => "Publish it at the place of its kind, unless one stands there already. Then delete it here.".into(),
        },
        Act::ShortenHost { domain } => format!(
            "The panel puts `.{domain}` behind what stands in the field. Open each record that ends with `._domainkey.{domain}` in that field, and leave only `SELECTOR._domainkey`."
        )
        .into(),
        Act::PrintDigest { host } => format!(
            "This prints the record for the key that `{host}` uses now. It connects to port 25, which most homes and clouds block: run it on a server."
        )
        .into(),
        Act::KeepDigest => "Keep the key when the certificate is renewed (certbot: `--reuse-key`), or publish the record of the next key two days before it is used."
            .into(),
        Act::ListAddresses => "On the server itself, this shows its addresses; behind a router or in a cloud, take the public one that the provider shows."
            .into(),
        Act::LookUp { target } => format!("This shows the addresses of `{target}`.").into(),
        Act::PrintDs { .. } => {
            "This prints the DS record. The line that ends in a digest of 64 characters is the one to use."
                .into()
        }
        Act::GiveDs => "Enter its four parts (key tag, algorithm, digest type 2, digest) at the registrar, under DNSSEC. Take out older ones only after a day."
            .into(),
        Act::TakeDs => "At the registrar, under DNSSEC, take out exactly these. If none is left, the domain is unsigned until a right one is there.".into(),
        Act::ServePolicy { host } => format!(
            "Have the web server serve the file over HTTPS, with a certificate of `{host}`, before the TXT record is published. Senders follow no redirect."
        )
        .into(),
        Act::MakeLogo => "Save the logo as SVG Tiny PS: square, no scripts, no images inside, at most 32 kB. Put it on a web server with HTTPS."
            .into(),
        Act::Ask { address, .. } => super::publish::holder(*address, known.holder(*address)),
    }
}
