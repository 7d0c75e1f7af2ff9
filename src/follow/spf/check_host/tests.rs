use super::*;
use crate::dns::clock::{Clock, StillClock};
use crate::dns::resolver::{Checking, LocalFuture, Reply};
use crate::dns::zone::Zones;
use crate::dns::{Question, RecordType, Resolver};
use SpfResult::*;
use futures_util::FutureExt;

const IP4: &str = "192.0.2.1";
const IP6: &str = "2001:db8::1";

/// Evaluates `d.example` in a zone below `example.`, for mail from
/// `user@d.example`.
fn evaluate(zone: &str, client: &str) -> Evaluation {
    evaluate_from(zone, client, "user@d.example")
}

fn evaluate_from(zone: &str, client: &str, sender: &str) -> Evaluation {
    let zones = Zones::read("test", &format!("$ORIGIN example.\n{zone}")).unwrap();
    let client_ip = client.parse().unwrap();
    let message = Message::new(client_ip, sender, "helo.example");
    let client = Client::new(vec![Rc::new(zones)], Rc::new(StillClock::default()));
    check_host(&client, &message).now_or_never().unwrap()
}

fn result(zone: &str, client: &str) -> SpfResult {
    evaluate(zone, client).result
}

/// `count` mechanisms of each of which DNS has something.
fn zone_with(count: usize, mechanism: &str) -> String {
    let mechanisms = vec![mechanism; count].join(" ");
    format!(
        "d TXT \"v=spf1 {mechanisms} -all\"\n\
         h A 198.51.100.1\nh AAAA 2001:db8:ffff::1\nm MX 10 h\n\
         i TXT \"v=spf1 -all\"\n"
    )
}

#[test]
fn ten_lookups_are_followed_and_eleven_are_not() {
    for mechanism in ["a:h.example", "mx:m.example", "include:i.example"] {
        for client in [IP4, IP6] {
            for (count, expected) in [(9, Fail), (10, Fail), (11, Permerror)] {
                let evaluation = evaluate(&zone_with(count, mechanism), client);
                assert_eq!(evaluation.result, expected, "{count} {mechanism}");
                assert_eq!(evaluation.lookups, count);
            }
        }
    }
    let over = evaluate(&zone_with(11, "a:h.example"), IP4);
    assert!(
        matches!(over.cause, Cause::TooManyLookups { term, .. } if term.as_str() == "a:h.example")
    );
}

#[test]
fn redirect_counts_and_exp_does_not() {
    let ten = "v=spf1".to_owned() + &" a:h.example".repeat(9) + " redirect=r.example";
    let zone = format!(
        "d TXT \"{ten}\"\nh A 198.51.100.1\n\
         r TXT \"v=spf1 exp=e.example -all\"\ne TXT \"no\"\n"
    );
    let evaluation = evaluate(&zone, IP4);
    assert_eq!((evaluation.result, evaluation.lookups), (Fail, 10));
    assert_eq!(evaluation.explanation.as_deref(), Some("no"));
}

#[test]
fn two_voids_are_borne_and_three_are_not() {
    for client in [IP4, IP6] {
        for (count, expected) in [(1, Fail), (2, Fail), (3, Permerror)] {
            for mechanism in ["a:gone.example", "mx:gone.example", "exists:gone.example"] {
                let evaluation = evaluate(&zone_with(count, mechanism), client);
                assert_eq!(evaluation.result, expected, "{count} {mechanism}");
                assert_eq!(evaluation.voids, count, "{mechanism}");
            }
        }
    }
    let over = evaluate(&zone_with(3, "a:gone.example"), IP4);
    assert!(matches!(over.cause, Cause::TooManyVoids { .. }));
}

#[test]
fn voids_depend_on_the_family_of_the_client() {
    let zone = "d TXT \"v=spf1 a:x.example a:y.example a:z.example -all\"\n\
                x A 192.0.2.7\ny A 192.0.2.8\nz A 192.0.2.9\n";
    assert_eq!(evaluate(zone, IP4).voids, 0);
    assert_eq!(result(zone, IP4), Fail);
    assert_eq!(result(zone, IP6), Permerror);
}

#[test]
fn each_host_of_mx_may_be_a_void() {
    let hosts: String = (0..3).map(|n| format!("m MX 10 h{n}\n")).collect();
    let zone = format!("d TXT \"v=spf1 mx:m.example -all\"\n{hosts}");
    let evaluation = evaluate(&zone, IP4);
    assert_eq!((evaluation.result, evaluation.lookups), (Permerror, 1));
}

#[test]
fn a_name_with_other_records_is_no_void() {
    let zone = "d TXT \"v=spf1 include:v.example -all\"\nv TXT \"verification=1\"\n";
    let evaluation = evaluate(zone, IP4);
    assert_eq!((evaluation.result, evaluation.voids), (Permerror, 0));
    assert!(matches!(evaluation.cause, Cause::LeadsNowhere { .. }));
}

#[test]
fn ten_exchangers_are_looked_up_and_eleven_are_not() {
    for client in [IP4, IP6] {
        for (count, expected) in [(9, Pass), (10, Pass), (11, Permerror)] {
            let mut zone = "d TXT \"v=spf1 mx -all\"\n".to_owned();
            for n in 1..=count {
                zone +=
                    &format!("d MX {n} h{n}\nh{n} A 198.51.100.{n}\nh{n} AAAA 2001:db8:1::{n}\n");
            }
            zone += &format!("h{count} A {IP4}\nh{count} AAAA {IP6}\n");
            assert_eq!(result(&zone, client), expected, "{count}");
        }
    }
}

#[test]
fn exists_asks_for_an_ipv4_address_alone() {
    let zone = "d TXT \"v=spf1 exists:x.example -all\"\n";
    for client in [IP4, IP6] {
        assert_eq!(
            result(&(zone.to_owned() + "x AAAA 2001:db8::9\n"), client),
            Fail
        );
        assert_eq!(result(&(zone.to_owned() + "x A 127.0.0.2\n"), client), Pass);
    }
}

#[test]
fn a_question_without_an_answer_is_temperror() {
    for mechanism in ["a", "mx", "exists", "include"] {
        let zone = format!(
            "d TXT \"v=spf1 {mechanism}:x.example -all\"\nx A 192.0.2.1\n$FAIL timeout x.example.\n"
        );
        let evaluation = evaluate(&zone, IP4);
        assert_eq!(evaluation.result, Temperror, "{mechanism}");
        assert!(matches!(evaluation.cause, Cause::LookupFailed { .. }));
    }
    assert_eq!(result("$FAIL servfail d.example.\n", IP4), Temperror);
}

#[test]
fn redirect_beside_all_is_not_followed() {
    let zone = "d TXT \"v=spf1 redirect=gone.example -all\"\n";
    let evaluation = evaluate(zone, IP4);
    assert_eq!((evaluation.result, evaluation.lookups), (Fail, 0));
}

#[test]
fn a_bare_all_passes_everyone() {
    assert_eq!(
        result(
            "d TXT \"v=spf1 include:i.example all\"\ni TXT \"v=spf1 -all\"",
            IP4
        ),
        Pass
    );
}

#[test]
fn the_first_directive_that_matches_decides() {
    let zone = "d TXT \"v=spf1 -ip4:192.0.2.1 ip4:192.0.2.0/24 ?all\"\n";
    let evaluation = evaluate(zone, IP4);
    assert_eq!(evaluation.result, Fail);
    assert!(
        matches!(evaluation.cause, Cause::Matched { directive, .. } if directive.as_str() == "-ip4:192.0.2.1")
    );
    assert_eq!(result(zone, "192.0.2.2"), Pass);
    assert_eq!(result(zone, "198.51.100.1"), Neutral);
    assert_eq!(result(zone, "::ffff:192.0.2.2"), Pass);
}

#[test]
fn a_fault_anywhere_spoils_the_record() {
    assert_eq!(
        result("d TXT \"v=spf1 ip4:192.0.2.1 incude:x.example\"", IP4),
        Permerror
    );
}

#[test]
fn the_domain_of_macros_is_that_of_the_record() {
    let zone = "d TXT \"v=spf1 include:%{d2}.in.example redirect=r.example\"\n\
                d.example.in TXT \"v=spf1 -all\"\n\
                r TXT \"v=spf1 exists:%{d}.%{o}.x.example -all\"\n\
                r.example.d.example.x A 127.0.0.2\n";
    assert_eq!(result(zone, IP4), Pass);
}

#[test]
fn a_validated_name_is_of_the_domain_if_it_can_be() {
    let zone = "d TXT \"v=spf1 exists:%{p}.seen.example -all\"\n\
                1.2.0.192.in-addr.arpa. PTR other.test.\n\
                1.2.0.192.in-addr.arpa. PTR mail.d.example.\n\
                other.test. A 192.0.2.1\nmail.d A 192.0.2.1\n\
                mail.d.example.seen A 127.0.0.2\n";
    assert_eq!(result(zone, IP4), Pass);
    let nameless = "d TXT \"v=spf1 exists:%{p}.seen.example -all\"\nunknown.seen A 127.0.0.2\n";
    assert_eq!(result(nameless, IP4), Pass);
}

#[test]
fn a_local_part_beyond_ascii_matches_nothing() {
    let zone =
        "d TXT \"v=spf1 exists:%{l}.x.example ?exists:%{i}.y.example -all\"\n*.x A 127.0.0.2\n";
    assert_eq!(evaluate_from(zone, IP4, "a@d.example").result, Pass);
    let evaluation = evaluate_from(zone, IP4, "用户@d.example");
    assert_eq!((evaluation.result, evaluation.lookups), (Fail, 2));
}

#[test]
fn a_domain_in_another_script_is_asked_for_by_its_a_labels() {
    let zone = "xn--bcher-kva TXT \"v=spf1 exists:%{o} -all\"\nxn--bcher-kva A 127.0.0.2\n";
    assert_eq!(evaluate_from(zone, IP4, "a@bücher.example").result, Pass);
}

#[test]
fn an_address_without_a_domain_has_no_record() {
    for sender in ["a@[192.0.2.1]", "a@localhost", "a@d..example", "a@"] {
        assert_eq!(evaluate_from("", IP4, sender).result, None, "{sender}");
    }
}

/// Answers after a time, on a clock that goes on when somebody waits.
struct Slow(Zones);

impl Resolver for Slow {
    fn label(&self) -> &str {
        "slow"
    }

    fn validates(&self) -> bool {
        false
    }

    fn ask<'a>(
        &'a self,
        question: &'a Question,
        checking: Checking,
    ) -> LocalFuture<'a, Result<Reply, crate::dns::Failure>> {
        Box::pin(async move {
            if question.rtype == RecordType::A {
                std::future::pending::<()>().await;
            }
            self.0.answer(question, checking)
        })
    }
}

/// A clock whose waits are over at once from one length on.
struct Impatient(u32);

impl Clock for Impatient {
    fn now(&self) -> f64 {
        0.0
    }

    fn sleep(&self, milliseconds: u32) -> LocalFuture<'_, ()> {
        match milliseconds >= self.0 {
            true => Box::pin(std::future::ready(())),
            false => Box::pin(std::future::pending()),
        }
    }
}

#[test]
fn an_evaluation_ends_after_twenty_seconds_with_what_it_did() {
    let zones = Zones::read("slow", "d.example. TXT \"v=spf1 a -all\"").unwrap();
    let clock = Rc::new(Impatient(TIME_LIMIT));
    let client = Client::new(vec![Rc::new(Slow(zones))], clock);
    let message = Message::new(IP4.parse().unwrap(), "user@d.example", "");
    let evaluation = check_host(&client, &message).now_or_never().unwrap();
    assert_eq!(
        (evaluation.result, evaluation.cause),
        (Temperror, Cause::OutOfTime)
    );
    let tried = |step: &Step| matches!(&step.event, Event::Tried(term) if term.as_str() == "a");
    assert!(evaluation.steps.iter().any(tried));
}

#[test]
fn the_steps_tell_all_that_was_done() {
    let zone = "d TXT \"v=spf1 include:i.example a:h.example -all\"\n\
                i TXT \"v=spf1 ip4:198.51.100.1 -all\"\nh A 192.0.2.1\n";
    let evaluation = evaluate(zone, IP4);
    let told: Vec<_> = evaluation
        .steps
        .iter()
        .map(|step| {
            let word = match &step.event {
                Event::Asked { txt, .. } => format!("asked {}", txt.question.name),
                Event::Tried(term) => format!("tried {}", term.as_str()),
                Event::Counted { lookups } => format!("counted {lookups}"),
                Event::Answered { answer, .. } => format!("answered {}", answer.question.name),
                Event::Matched(_) => "matched".to_owned(),
                Event::NotMatched => "not matched".to_owned(),
                Event::Left(result) => format!("left {}", result.word()),
                _ => "other".to_owned(),
            };
            format!("{}{word}", " ".repeat(step.depth))
        })
        .collect();
    assert_eq!(
        told,
        [
            "asked d.example",
            "tried include:i.example",
            "counted 1",
            " asked i.example",
            " tried ip4:198.51.100.1",
            " not matched",
            " tried -all",
            " matched",
            " left fail",
            "not matched",
            "tried a:h.example",
            "counted 2",
            "answered h.example",
            "matched",
            "left pass",
        ]
    );
}
