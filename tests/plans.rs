//! What is proposed for a domain as a whole: what an expert would write, and
//! nothing that contradicts itself.

use mailvet::dns::clock::StillClock;
use mailvet::dns::zone::Zones;
use mailvet::dns::{Client, Name, Resolver};
use mailvet::fix::{Change, Effect, Place, Plan};
use mailvet::report::{Request, Told, check_domain_with};
use std::cell::RefCell;
use std::rc::Rc;

/// A domain on a server of its own, with a key, that is let alone otherwise.
const WELL: &str = "d MX 10 mail.d\nmail.d A 198.18.0.1\n\
    1.0.18.198.in-addr.arpa. PTR mail.d\n\
    _dmarc.d TXT \"v=DMARC1; p=reject; rua=mailto:r@d.example\"";

#[tokio::test]
async fn no_second_record_is_published_beside_one_that_is_to_be_mended() {
    for text in ["v=spf2 mx -all", "spf2.0/mfrom mx -all"] {
        let zone = format!("{WELL}\nd TXT \"{text}\"");
        assert_eq!(
            changes(&zone).await,
            [format!("d.example TXT: {text} → v=spf1 mx -all")]
        );
    }
    let zone = format!(
        "{}\nd TXT \"v=spf1 mx -all\"\n_dmarc.d TXT \"v=DMARC1; p=none; rua=mailto:r@d.example\"",
        WELL
    );
    let gone = "_dmarc.d.example TXT: v=DMARC1; p=reject; rua=mailto:r@d.example → ";
    assert_eq!(changes(&zone).await, [gone]);
}

/// In whatever order DNS gives them.
#[tokio::test]
async fn several_records_become_one_and_the_same() {
    let [one, other] = ["v=spf1 include:i.example ~all", "v=spf1 ip4:9.9.9.9 -all"];
    for (first, second) in [(one, other), (other, one)] {
        let zone = format!(
            "{WELL}\ni TXT \"v=spf1 ip4:9.9.9.8 -all\"\nd TXT \"{first}\"\nd TXT \"{second}\""
        );
        let wanted = [
            format!("d.example TXT: {one} → v=spf1 include:i.example ip4:9.9.9.9 ~all"),
            format!("d.example TXT: {other} → "),
        ];
        assert_eq!(changes(&zone).await, wanted);
    }
}

#[tokio::test]
async fn who_takes_the_mail_stands_for_a_term_that_names_nobody() {
    for (text, mended) in [
        ("v=spf1 include:your邮服务器IP ~all", "v=spf1 mx ~all"),
        ("v=spf1 0.2.1 ~all", "v=spf1 mx ~all"),
        ("v=spf1 mx ip4:0.2.1 ~all", "v=spf1 mx ~all"),
        ("v=spf1 ip4:192.168.1.5 -all", "v=spf1 mx -all"),
    ] {
        let zone = format!("{WELL}\nd TXT \"{text}\"");
        let plan = plan(&zone).await;
        assert_eq!(
            all(&plan),
            [format!("d.example TXT: {text} → {mended}")],
            "{text}"
        );
        // It is a guess, or something is lost: never "as it was meant".
        assert_ne!(plan.steps[0].fix.choice.effect, Effect::AsMeant, "{text}");
    }
}

#[tokio::test]
async fn of_two_policies_the_weaker_stays() {
    for (text, mended) in [
        (
            "v=DMARC1; p=reject; p=quarantine; rua=mailto:r@d.example",
            "v=DMARC1; p=quarantine; rua=mailto:r@d.example",
        ),
        (
            "v=DMARC1; p=quarantine; p=reject; rua=mailto:r@d.example",
            "v=DMARC1; p=quarantine; rua=mailto:r@d.example",
        ),
    ] {
        let well = WELL.rsplit_once('\n').unwrap().0;
        let zone = format!("{well}\nd TXT \"v=spf1 mx -all\"\n_dmarc.d TXT \"{text}\"");
        let wanted = [format!("_dmarc.d.example TXT: {text} → {mended}")];
        assert_eq!(changes(&zone).await, wanted);
    }
}

#[tokio::test]
async fn a_name_of_an_address_takes_the_place_of_another() {
    let zone = WELL.replace("PTR mail.d", "PTR elsewhere.d") + "\nd TXT \"v=spf1 mx -all\"";
    assert_eq!(
        changes(&zone).await,
        [
            "1.0.18.198.in-addr.arpa PTR:  → mail.d.example.",
            "1.0.18.198.in-addr.arpa PTR: elsewhere.d.example. → "
        ]
    );
}

/// What else is the matter with what a step writes, the next check tells.
#[tokio::test]
async fn a_step_mends_what_was_found_and_no_more() {
    let zone = format!("{WELL}\nd TXT \"v=spf1 192.168.1.5 -all\"");
    assert_eq!(
        changes(&zone).await,
        ["d.example TXT: v=spf1 192.168.1.5 -all → v=spf1 ip4:192.168.1.5 -all"]
    );
}

/// With one term less it would still have too many lookups.
#[tokio::test]
async fn a_step_does_what_all_that_it_cures_needs() {
    let others = (0..11).map(|n| format!("i{n} TXT \"v=spf1 ip4:9.9.9.{n} -all\"\n"));
    let others: String = others.collect();
    let includes = (0..11).map(|n| format!("include:i{n}.example "));
    let includes: String = includes.collect();
    let zone = format!("{WELL}\n{others}d TXT \"v=spf1 {includes}a -all\"");
    let plan = plan(&zone).await;
    let step = &plan.steps[0];
    assert!(step.fix.cures.contains(&"spf-lookups-too-many"));
    // As few go as will do, and all others stay.
    let others: String = (1..11).map(|n| format!("include:i{n}.example ")).collect();
    let mended = format!("v=spf1 ip4:9.9.9.0 {others}-all");
    assert!(
        all(&plan)[0].ends_with(&format!("→ {mended}")),
        "{:?}",
        all(&plan)
    );
}

/// The changes that are proposed first.
async fn changes(zone: &str) -> Vec<String> {
    all(&plan(zone).await)
}

fn all(plan: &Plan) -> Vec<String> {
    plan.changes().iter().map(said).collect()
}

fn said(change: &Change) -> String {
    let from = change.from.as_deref().unwrap_or_default();
    let to = change.to.as_deref().unwrap_or_default();
    match &change.place {
        Place::Record { name, rtype, .. } => format!("{name} {rtype}: {from} → {to}"),
        Place::PolicyFile { host } => format!("{host}: {from} → {to}"),
    }
}

/// What is to be done for `d.example`, as a zone has it.
async fn plan(zone: &str) -> Plan {
    let zones = Zones::read("example", &format!("$ORIGIN example.\n{zone}\n")).unwrap();
    let zones = Rc::new(zones);
    let client = Client::new(
        vec![zones.clone() as Rc<dyn Resolver>],
        Rc::new(StillClock::default()),
    );
    let reports = RefCell::new(Vec::new());
    let request = Request {
        domain: Name::parse("d.example").unwrap(),
        selectors: Vec::new(),
        profile: None,
    };
    check_domain_with(&client, &request, &*zones, &|told| {
        if let Told::Subject(report) = told {
            reports.borrow_mut().push(report);
        }
    })
    .await;
    let reports = reports.into_inner();
    let reports = || reports.iter().map(Rc::as_ref);
    mailvet::report::fixes::plan(reports(), &mailvet::report::fixes::known(reports()))
}

/// Nobody is to publish what is still in error, or lets nobody send.
#[test]
fn a_text_is_offered_whole_where_it_is_fit_to_be_published() {
    use mailvet::fix::Known;
    use mailvet::fix::text::whole;
    use mailvet::record::kind::RecordKind::{Dkim, Spf};
    for (kind, text, mended) in [
        (
            Spf,
            "v=spf1 192.0.2.1 -all",
            Some("v=spf1 ip4:192.0.2.1 -all"),
        ),
        (Spf, "v=spf1 a mx ptray mx ~all", Some("v=spf1 a mx ~all")),
        (Spf, "SPFv2 mx", Some("v=spf1 mx")),
        (Spf, "v=spf1 \u{201c}-all\u{201d}", Some("v=spf1 -all")),
        (Spf, "v=spf1 include:your邮服务器IP ~all", None),
        (Spf, "v=spf1 0.2.1 ~all", None),
        (Spf, "ECSPF", None),
        (Dkim, "v=DKIM1; k=rsa; j=include", None),
    ] {
        let found = whole(kind, text, &Known::default());
        assert_eq!(found.as_deref(), mended, "{text}");
    }
}
