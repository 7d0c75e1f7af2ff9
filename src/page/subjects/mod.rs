//! What is shown of each subject besides its records and findings.

mod dkim;
mod dmarc;
mod domain;
mod mx;
mod ptr;
mod spf;

use crate::report::Detail;
use crate::text::Language;
use yew::prelude::*;

/// What was gathered of a subject.
pub fn view(detail: &Detail, language: Language) -> Html {
    match detail {
        Detail::Delegation(delegation) => domain::view(delegation, language),
        Detail::MailServers(servers) => mx::view(servers, language),
        Detail::Reverses { reverses, .. } => ptr::view(reverses, language),
        Detail::Spf(published) => spf::view(published, language),
        Detail::Dkim(keys) => dkim::view(keys, language),
        Detail::Dmarc(discovery) => dmarc::view(discovery, language),
    }
}

/// Nothing to show: a place that stays.
fn nothing() -> Html {
    html! { <span hidden={true}></span> }
}

/// A table with these heads; nothing where it has no rows.
fn table<const COLUMNS: usize>(heads: [&'static str; COLUMNS], rows: Vec<[Html; COLUMNS]>) -> Html {
    if rows.is_empty() {
        return nothing();
    }
    html! {
        <div class="scroll" role="region" tabindex="0" aria-label={heads.join(", ")}>
            <table>
                <thead><tr>for head in heads { <th scope="col">{head}</th> }</tr></thead>
                <tbody>
                    for (index, row) in rows.into_iter().enumerate() {
                        <tr key={index}>
                            // Where there is no room for columns, each cell names itself.
                            for (head, cell) in heads.into_iter().zip(row) {
                                <td data-label={head}><div>{cell}</div></td>
                            }
                        </tr>
                    }
                </tbody>
            </table>
        </div>
    }
}
