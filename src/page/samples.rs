//! Made-up domains to try.

use crate::report::link::Link;
use crate::text::Language;
use yew::prelude::*;

/// The domains, the most telling first, with their DKIM selectors.
const SAMPLES: [(&str, &[&str]); 7] = [
    ("healthy.example", &["mail", "ed"]),
    ("many-faults.example", &["s1", "s2", "default", "dkim"]),
    ("ten-lookups.example", &["s1"]),
    ("parked.example", &[]),
    ("no-records.example", &[]),
    ("broken-dnssec.example", &[]),
    ("xn--bcher-kva.example", &["s1"]),
];

/// Made-up domains to try, each a link to its check.
pub fn view(language: Language) -> Html {
    let ui = language.ui();
    html! {
        <section class="samples" aria-labelledby="samples">
            <h2 id="samples">{ui.samples}</h2>
            <ul>
                for (domain, selectors) in SAMPLES {
                    <li key={domain}>
                        <a href={link(domain, selectors)} data-sample={domain}>
                            <b>{shown(domain)}</b>
                            <span>{language.sample(domain)}</span>
                        </a>
                    </li>
                }
            </ul>
            <p><span>{ui.samples_note}</span><a href="#many">{ui.many}</a><a href="#open">{ui.open}</a></p>
        </section>
    }
}

fn link(domain: &str, selectors: &[&str]) -> String {
    let link = Link {
        check: Some(domain.to_owned()),
        selectors: selectors.iter().map(ToString::to_string).collect(),
        ..Link::default()
    };
    ["#", &link.fragment()].concat()
}

/// The domain as people read it.
fn shown(domain: &'static str) -> &'static str {
    match domain {
        "xn--bcher-kva.example" => "bücher.example",
        other => other,
    }
}
