//! The fixed words of the page.

use crate::text::Ui;

/// The fixed words of the page.
pub const UI: Ui = Ui {
    language: "English",

    heading: "Is this domain’s mail set up right?",
    input_label: "Domain, e-mail address, IP address, URL or record",
    check: "Check",
    check_again: "Check again",
    stop: "Stop",
    selectors: "DKIM selectors",
    selectors_none: "none named",
    asked_at: "Asked at",
    asked_nobody: "no resolver",
    asked_itself: "this page",

    lede: "Mailvet looks up what DNS says about a domain’s mail (its mail servers, their names, SPF, DKIM and DMARC) and tells in plain words what is wrong and what to change.",
    lede_privacy: "Your browser asks a public resolver directly; no server of ours takes part.",
    samples: "Try a made-up domain",
    samples_note: "This page answers for them itself, so they work without a network.",

    looked_at: "What was looked at",
    share: "Copy link",
    copy: "Copy",
    copied: "Copied",
    copy_failed: "Not allowed",
    show_less: "Show less",
    pending: "being asked",
    stopped: "stopped before the answer came",
    made_up: "Made up: this page answered for it itself, and nothing was asked.",
    unknown_kind: "A text of no known kind",
    read_only: "Read as text; nothing was asked.",

    preference: "Preference",
    host: "Host",
    addresses: "Addresses",
    address: "Address",
    name: "Name",
    leads_back: "Leads back",
    yes: "yes",
    no: "no",
    unknown: "unknown",
    none: "none",
    name_servers: "Name servers",
    alias_of: "Alias of",
    selector: "Selector",
    names_asked: "Where the policy was looked for",

    evidence: "Evidence",
    answer: "Answer",
    validated: "validated with DNSSEC (AD)",
    not_validated: "not validated (no AD)",
    checking_disabled: "asked without validation (CD)",
    extended_error: "The resolver adds",
    same_by_hand: "The same by hand",

    settings: "Settings",
    settings_language: "Language",
    resolvers: "Resolvers",
    resolvers_note: "Asked in this order; the next one steps in when one gives no answer. A resolver sees which domain you check.",
    own_resolver: "A resolver of your own (DNS over HTTPS)",
    own_resolver_add: "Add",
    move_up: "Move up",
    remove: "Remove",
    test: "See who answers",
    testing: "Asking…",
    reset: "As at first",
    close: "Done",

    privacy: "Everything is asked from your browser. Only the resolver sees which domain.",
};
