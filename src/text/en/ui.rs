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
    for_domain: "For a domain that",
    as_records_say: "does what its records say",
    guessed: "(guess)",
    asked_at: "Asked at",

    lede: "Mailvet looks up what DNS says about a domain’s mail (its mail servers, their names, SPF, DKIM and DMARC) and tells in plain words what is wrong and what to change.",
    lede_privacy: "Your browser asks a public resolver directly; no server of ours takes part.",
    samples: "Try a made-up domain",
    samples_note: "This page answers for them itself, so they work without a network.",
    many: "Check a whole list of domains",
    open: "Open a saved report",

    first: "Do this first",
    first_waits: "Comes when all answers are in.",
    copy_value: "Copy value",
    looked_at: "What was looked at",
    share: "Copy link",
    save: "Share and save",
    compare_now: "Compare with now",
    compare: "Compare resolvers",
    to_check: "To the check",
    copy: "Copy",
    copied: "Copied",
    copy_failed: "Not allowed",
    show_all: "Show all # bytes",
    show_less: "Show less",
    usable: "What receivers make of it",
    in_words: "In words",
    read_as: "Read as",
    repaired: "Put right in what you pasted",
    characters: "Character-strings: ",
    pending: "being asked",
    engine_coming: "The part of this page that judges is on its way: less than 1 MB, which the browser keeps for the next time. Your browser then asks a public resolver directly.",
    stopped: "Stopped before the answer came",
    read_only: "Read as text; nothing was asked.",

    edit_record: "Try a change",
    try_record: "Try a record",
    edited: "If the record said",
    as_published: "As published",
    close_edit: "Drop the change",
    unpublished: "Not published: this is what would be.",
    stand_at: "See where it leads, as if it stood at",
    stand: "See",
    pass: "Would this mail pass?",
    pass_ip: "Mail from the IP address",
    pass_sender: "Sender",
    pass_try: "Try",

    unknown: "unknown",
    policy_open: "Open it in a new tab",
    policy_paste: "Or paste what it holds",

    evidence: "Evidence",
    same_by_hand: "The same by hand",

    settings: "Settings",
    testing: "Asking…",

    build: "Build",
    build_from: "Build records",

    rules: "Rules",

    privacy: "Everything is asked from your browser. Only the resolver sees which domain.",
    privacy_title: "What leaves your browser",
    offline: "There is no network. Domains cannot be checked until it is back; records and made-up domains can.",
    newer: "A new version is here.",
    reload: "Reload",
    not_now: "Not now",
};
