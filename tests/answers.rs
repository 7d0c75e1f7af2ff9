//! The three answers, by zones whose answers a careful person knows.

use futures_util::FutureExt;
use mailvet::check::answer::accept::Lacking;
use mailvet::check::answer::{Accept, Asked, Forge, Reach, Verdict};
use mailvet::check::{Answers, Judged};
use mailvet::dns::clock::StillClock;
use mailvet::dns::zone::Zones;
use mailvet::dns::{Client, Name, Resolver};
use mailvet::report::{Request, Told, check_domain_with};
use mailvet::rule::{Profile, Severity};
use std::cell::RefCell;
use std::rc::Rc;

const MX: &str = "d MX 10 mail.d\nmail.d A 198.51.0.1\n1.0.51.198.in-addr.arpa. PTR mail.d\n";
const SPF: &str = "d TXT \"v=spf1 ip4:198.51.0.1 -all\"\n";
const KEY: &str = "mail._domainkey.d TXT \"v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\"\n";
const REJECT: &str = "_dmarc.d TXT \"v=DMARC1; p=reject; rua=mailto:r@d.example\"\n";

struct Answered {
    judged: Judged,
    answers: Answers,
}

fn answers(zone: &str, profile: Option<Profile>) -> Answered {
    let zone = format!("$ORIGIN example.\n{zone}\n");
    let zones = Rc::new(Zones::read("example", &zone).unwrap_or_else(|_| panic!("{zone}")));
    let resolvers = vec![zones.clone() as Rc<dyn Resolver>];
    let client = Client::new(resolvers, Rc::new(StillClock::default()));
    let request = Request {
        domain: Name::parse("d.example").unwrap(),
        selectors: Vec::new(),
        profile,
    };
    let judged = RefCell::new(None);
    let answers = RefCell::new(None);
    let tell = |told| match told {
        Told::Judged(it) => *judged.borrow_mut() = Some(it),
        Told::Answers(it) => *answers.borrow_mut() = Some(it),
        Told::Subject(_) => {}
    };
    let check = check_domain_with(&client, &request, &*zones, &tell);
    check.now_or_never().expect("zones answer at once");
    Answered {
        judged: judged.into_inner().expect("a profile"),
        answers: answers.into_inner().expect("answers"),
    }
}

fn reach(zone: &str) -> Reach {
    answers(zone, None).answers.reach
}

fn forge(zone: &str) -> Forge {
    answers(zone, None).answers.forge
}

fn accept(zone: &str, profile: Option<Profile>) -> Verdict {
    answers(zone, profile).answers.accept.verdict()
}

#[test]
fn mail_reaches_what_has_addresses() {
    assert_eq!(reach(MX), Reach::EveryServer { servers: 1 });
    let dead = [MX, "d MX 20 gone.d\n"].concat();
    let some = Reach::SomeServers {
        reachable: 1,
        servers: 2,
    };
    assert_eq!(reach(&dead), some);
    assert_eq!(reach("d MX 10 gone.d"), Reach::NoServer { servers: 1 });
    assert_eq!(
        reach("d MX 10 mail.d\nmail.d A 10.0.0.1"),
        Reach::NoServer { servers: 1 }
    );
    assert_eq!(reach("d MX 0 ."), Reach::Refused);
    assert_eq!(reach("d A 198.51.0.1"), Reach::OwnAddress);
    assert_eq!(reach("d TXT x"), Reach::Nowhere);
    assert_eq!(reach("other A 198.51.0.1"), Reach::NoSuchDomain);
}

#[test]
fn what_nobody_answers_is_unknown() {
    assert_eq!(reach("$FAIL timeout d MX"), Reach::Unknown);
    assert_eq!(
        reach(&[MX, "$FAIL servfail mail.d A\n$FAIL servfail mail.d AAAA\n"].concat()),
        Reach::Unknown
    );
    let known = [MX, "d MX 20 b.d\n$FAIL timeout b.d\n"].concat();
    let known_servers = Reach::KnownServers {
        known: 1,
        servers: 2,
    };
    assert_eq!(reach(&known), known_servers);
    let walk = [MX, "$FAIL timeout _dmarc.d TXT\n"].concat();
    assert_eq!(forge(&walk), Forge::Unknown);
    let spf = [MX, KEY, REJECT, "$FAIL timeout d TXT\n"].concat();
    assert_eq!(accept(&spf, None), Verdict::Unknown);
}

#[test]
fn a_policy_missing_for_some_senders_turns_mail_back() {
    let policy = "_mta-sts.d TXT \"v=STSv1; id=1\"\nmta-sts.d A 198.51.0.2\n\
                  mta-sts.d TXT \"version: STSv1\" \"mode: enforce\" \"mx: mx.d.example\" \"max_age: 1209600\"\n";
    assert_eq!(reach(&[MX, policy].concat()), Reach::Unprotected);
}

#[test]
fn strangers_forge_what_is_not_enforced() {
    for (dmarc, answer) in [
        ("", Forge::NoPolicy),
        (
            "_dmarc.d TXT \"v=DMARC1; p=none\"",
            Forge::WatchesOnly { testing: false },
        ),
        (
            "_dmarc.d TXT \"v=DMARC1; p=quarantine; t=y\"",
            Forge::WatchesOnly { testing: true },
        ),
        ("_dmarc.d TXT \"v=DMARC1;\"", Forge::PolicyUnusable),
        (
            "_dmarc.d TXT \"v=DMARC1; p=reject; sp=none\"",
            Forge::SubdomainsOpen,
        ),
        (
            "_dmarc.d TXT \"v=DMARC1; p=reject; np=none\"",
            Forge::NonexistentOpen,
        ),
        (
            "_dmarc.d TXT \"v=DMARC1; p=quarantine\"",
            Forge::Quarantined,
        ),
        ("_dmarc.d TXT \"v=DMARC1; p=reject\"", Forge::Rejected),
        (
            "_dmarc.d TXT \"v=DMARC1; p=reject; pct=0\"",
            Forge::OlderReceiversOnlyWatch,
        ),
        (
            "_dmarc.d TXT \"v=DMARC1; p=reject\"\n_dmarc.d TXT \"v=DMARC1; p=none\"",
            Forge::NoPolicy,
        ),
        (
            "_dmarc.d TXT \"v=DMARC1; p=reject\"\nd TXT \"v=spf1 +all\"",
            Forge::SpfLetsEveryone,
        ),
    ] {
        assert_eq!(forge(&[MX, dmarc].concat()), answer, "{dmarc}");
    }
}

#[test]
fn mail_is_accepted_where_the_points_are_met() {
    let whole = [MX, SPF, KEY, REJECT].concat();
    assert_eq!(answers(&whole, None).answers.accept, Accept::PointsMet);
    assert_eq!(accept(&[MX, SPF, REJECT].concat(), None), Verdict::Partly);
    assert_eq!(accept(&[MX, KEY].concat(), None), Verdict::Partly);
    let other = "mail._domainkey.d TXT \"v=DKIM1; p=\"\n";
    assert_eq!(
        accept(&[MX, SPF, KEY, other, REJECT].concat(), None),
        Verdict::Partly,
        "which of two records counts is left open"
    );
    assert_eq!(
        answers(MX, None).answers.accept,
        Accept::NothingPasses,
        "no SPF, and the server says that there are no keys"
    );
    let elsewhere = [MX, "unheard-of._domainkey.d TXT \"v=DKIM1; p=\"\n"].concat();
    assert_eq!(
        answers(&elsewhere, None).answers.accept,
        Accept::KeysNotSeen
    );
    assert_eq!(
        accept(&[MX, SPF, KEY].concat(), Some(Profile::BulkSender)),
        Verdict::No,
        "bulk senders want DMARC"
    );
    let nameless = ["d MX 10 mail.d\nmail.d A 198.51.0.1\n", SPF, KEY, REJECT].concat();
    assert_eq!(accept(&nameless, None), Verdict::Partly);
    let eleven = "d TXT \"v=spf1 a a a a a a a a a a a -all\"\n";
    assert_eq!(
        answers(&[MX, eleven, KEY, REJECT].concat(), None)
            .answers
            .accept
            .verdict(),
        Verdict::Partly
    );
    // What stands before the fault passes.
    let lacking = |zone: &str| match answers(zone, None).answers.accept {
        Accept::SomeMet { lacking, .. } => lacking,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        lacking(
            &[
                MX,
                "d TXT \"v=spf1 ip4:198.51.0.1 a a a a a a a a a a a -all\"\n"
            ]
            .concat()
        ),
        [Lacking::SpfResult, Lacking::DmarcPolicy, Lacking::DkimKey,]
    );
}

#[test]
fn a_parked_domain_is_as_it_should_be() {
    let zone = "d MX 0 .\nd TXT \"v=spf1 -all\"\n_dmarc.d TXT \"v=DMARC1; p=reject\"\n";
    let Answered { judged, answers } = answers(zone, None);
    assert_eq!(judged.profile, Profile::Parked);
    for asked in Asked::ALL {
        assert_eq!(answers.verdict(asked), Verdict::No);
        assert_eq!(answers.severity(asked, judged.profile), Severity::Good);
    }
    // As one that is to have mail, it is not.
    let severity = answers.severity(Asked::Reach, Profile::SendsAndReceives);
    assert_eq!(severity, Severity::Error);
}
