//! Mail exchangers: preference, host, addresses.

use super::table;
use crate::follow::mail_servers::{Exchange, HostAddresses, MailServers, Route};
use crate::text::Language;
use yew::prelude::*;

/// The exchangers, the most preferred first.
pub fn view(servers: &MailServers, language: Language) -> Html {
    let ui = language.ui();
    let rows = match &servers.route {
        Route::Exchangers(exchangers) => exchangers
            .iter()
            .map(|exchanger| {
                let (host, addresses) = match &exchanger.exchange {
                    Exchange::Host(host) => (name(host), addresses(host, language)),
                    Exchange::Null => (code("."), html! { {ui.none} }),
                    Exchange::AddressLiteral(address) => {
                        (code(&address.to_string()), html! { {ui.none} })
                    }
                };
                [html! { {exchanger.preference} }, host, addresses]
            })
            .collect(),
        Route::Implicit(host) => vec![[html! { {"–"} }, name(host), addresses(host, language)]],
        _ => Vec::new(),
    };
    table([ui.preference, ui.host, ui.addresses], rows)
}

fn name(host: &HostAddresses) -> Html {
    let alias = host.alias().map(|target| format!(" → {target}"));
    html! { <><code>{host.name.to_string()}</code><span class="alias">{alias.unwrap_or_default()}</span></> }
}

fn addresses(host: &HostAddresses, language: Language) -> Html {
    let ui = language.ui();
    match host.has_address() {
        Some(true) => html! {
            <ul class="plain">
                for address in host.addresses() {
                    <li><code>{address.to_string()}</code></li>
                }
            </ul>
        },
        Some(false) => html! { <span class="absent">{ui.none}</span> },
        None => html! { <span class="not-known">{ui.unknown}</span> },
    }
}

fn code(text: &str) -> Html {
    html! { <code>{text.to_owned()}</code> }
}
