use super::*;
use crate::dns::Name;
use crate::dns::client::Client;
use crate::dns::clock::StillClock;
use crate::dns::zone::Zones;
use crate::follow::spf::{Flat, LookupKind, Place, Tree};
use crate::record::spf::{Usability, read};
use std::rc::Rc;

pub(super) fn client(zone: &str) -> Client {
    let zone = "$ORIGIN example.\n".to_owned() + zone;
    let zones = Rc::new(Zones::read("zone", &zone).unwrap());
    Client::new(vec![zones], Rc::new(StillClock::default()))
}

pub(super) fn wait<T>(task: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.unwrap().block_on(task)
}

pub(super) fn follow(client: &Client) -> Tree {
    wait(Tree::follow(client, &Name::parse("d.example").unwrap()))
}

/// The tree of d.example, whose record has these terms.
fn with(terms: &str, rest: &str) -> Tree {
    follow(&client(&format!("d TXT \"v=spf1 {terms}\"\n{rest}")))
}

fn minimal(networks: &Networks) -> String {
    let texts: Vec<_> = networks.minimal().map(|it| it.to_string()).collect();
    texts.join(" ")
}

const HOSTS: &str = "h A 192.0.2.1\n AAAA 2001:db8::1\nsix AAAA 2001:db8::6\nd MX 1 h\n";

#[test]
fn the_first_match_decides() {
    for (terms, rest, pass) in [
        ("ip4:192.0.2.0/24 -all", "", "192.0.2.0/24"),
        (
            "-ip4:192.0.2.0/25 ip4:192.0.2.0/24 -all",
            "",
            "192.0.2.128/25",
        ),
        ("ip4:192.0.2.0/25 ip4:192.0.2.128/25", "", "192.0.2.0/24"),
        ("a:h.example/28//64 -all", "", "192.0.2.0/28 2001:db8::/64"),
        ("mx -all", "", "192.0.2.1 2001:db8::1"),
        ("a:six.example -all", "", "2001:db8::6"),
        ("exists:six.example -all", "", ""),
        ("exists:h.example -all", "", "0.0.0.0/0 ::/0"),
        (
            "include:x.example all",
            "x TXT \"v=spf1 -all\"",
            "0.0.0.0/0 ::/0",
        ),
        (
            "-include:x.example all",
            "x TXT \"v=spf1 ip4:128.0.0.0/1 -all\"",
            "0.0.0.0/1 ::/0",
        ),
        (
            "include:x.example -all",
            "x TXT \"v=spf1 -ip4:192.0.2.0/25 ip4:192.0.2.0/24 -all\"",
            "192.0.2.128/25",
        ),
        (
            "-ip4:192.0.2.1 redirect=x.example",
            "x TXT \"v=spf1 ip4:192.0.2.0/31\"",
            "192.0.2.0",
        ),
        (
            "ip4:192.0.2.1 include:x.example ip4:192.0.2.2",
            "",
            "192.0.2.1",
        ),
        (
            "ip4:192.0.2.1 include:x.example ip4:192.0.2.2",
            "x TXT \"v=spf1 incude:y\"",
            "192.0.2.1",
        ),
        ("ip6:::ffff:192.0.2.1 -all", "", ""),
        ("incude:x ip4:192.0.2.1", "", ""),
    ] {
        let authorized = with(terms, &(HOSTS.to_owned() + rest)).authorized();
        assert_eq!(minimal(&authorized.pass), pass, "{terms}");
        assert!(authorized.is_exact(), "{terms}");
        assert_eq!(authorized.unknown, [], "{terms}");
    }
}

#[test]
fn what_depends_on_the_message_is_told() {
    for (terms, rest, pass, unknown) in [
        (
            "ip4:192.0.2.1 exists:%{i}.x.example -all",
            "",
            "192.0.2.1",
            1,
        ),
        (
            "exists:%{i}.x.example ip4:192.0.2.1 -all",
            "",
            "192.0.2.1",
            0,
        ),
        ("-exists:%{i}.x.example ip4:192.0.2.1 -all", "", "", 0),
        ("ptr ip4:192.0.2.1 -all", "", "192.0.2.1", 0),
        (
            "include:%{i}.x.example ip4:192.0.2.1 -all",
            "",
            "192.0.2.1",
            0,
        ),
        ("ip4:192.0.2.1 redirect=%{i}.x.example", "", "192.0.2.1", 1),
        (
            "include:x.example ip4:192.0.2.1 -all",
            "$FAIL timeout x",
            "192.0.2.1",
            0,
        ),
        ("exists:%{i}.x.example include:d.example", "", "", 0),
        ("ip4:192.0.2.1 ptr include:d.example", "", "192.0.2.1", 1),
        ("all exists:%{i}.x.example", "", "0.0.0.0/0 ::/0", 9),
    ] {
        let authorized = with(terms, rest).authorized();
        assert_eq!(minimal(&authorized.pass), pass, "{terms}");
        let places = match unknown {
            9 => vec![],
            term => vec![Place { record: 0, term }],
        };
        assert_eq!(authorized.unknown, places, "{terms}");
        assert_eq!(authorized.is_exact(), unknown == 9, "{terms}");
    }
    let tree = with("a:h.example -all", "h A 192.0.2.1\n$FAIL timeout h AAAA");
    let authorized = tree.authorized();
    for (address, passes) in [
        ("192.0.2.1", Some(true)),
        ("192.0.2.2", Some(false)),
        ("2001:db8::1", None),
    ] {
        assert_eq!(authorized.passes(address.parse().unwrap()), passes);
    }
}

#[test]
fn terms_that_add_nothing_are_found() {
    let tree = with(
        "ip4:192.0.2.0/24 a:h.example include:x.example -ip4:192.0.2.9 include:y.example -all",
        "h A 192.0.2.1\nx TXT \"v=spf1 ip4:192.0.2.2 ip4:192.0.2.2 -all\"\ny TXT \"v=spf1 ip4:192.0.3.2 -all\"",
    );
    let place = |record, term| Place { record, term };
    assert_eq!(
        tree.authorized().redundant,
        [place(0, 1), place(0, 2), place(1, 1)]
    );
    let tree = with("exists:%{i}.x.example ip4:192.0.2.1 ip4:192.0.2.1 -all", "");
    assert_eq!(tree.authorized().redundant, [place(0, 2)]);
}

#[test]
fn each_term_tells_its_networks() {
    let tree = with("-ip4:10.1.2.3/8 mx//64 -all a:h.example", HOSTS);
    let networks = tree.root().networks();
    let texts: Vec<_> = networks
        .iter()
        .map(|(term, it)| format!("{term} {it}"))
        .collect();
    assert_eq!(texts, ["0 10.0.0.0/8", "1 192.0.2.1", "1 2001:db8::/64"]);
    assert_eq!(Special::of(networks[0].1), Some(Special::Private));
}

#[test]
fn addresses_are_counted() {
    let tree = with("ip4:192.0.2.0/24 ip6:2001:db8::/48 a:h.example -all", HOSTS);
    let pass = tree.authorized().pass;
    assert_eq!(pass.count_ip4(), 256);
    assert_eq!(pass.count_ip6() >> 64, 1 << 16);
    let all = with("+all", "").authorized().pass;
    assert!(all.is_all());
    assert_eq!(all.count_ip4(), 1 << 32);
}

#[test]
fn a_flat_record_names_addresses() {
    for (terms, rest, text, kept) in [
        (
            "include:x.example a:h.example ~all",
            "x TXT \"v=spf1 ip4:192.0.2.0 -all\"",
            "v=spf1 ip4:192.0.2.0/31 ip6:2001:db8::1 ~all",
            0,
        ),
        (
            "redirect=x.example",
            "x TXT \"v=spf1 mx ?all\"\nx MX 1 h",
            "v=spf1 ip4:192.0.2.1 ip6:2001:db8::1 ?all",
            0,
        ),
        (
            "include:x.example ptr -all",
            "x TXT \"v=spf1 exists:%{ir}._%{d1r}.%{d} ?exists:%{i}.x.example ptr -all\"",
            "v=spf1 ptr:d.example exists:%{ir}._x.x.example ptr:x.example -all",
            3,
        ),
        (
            "redirect=%{i}.%{d}",
            "",
            "v=spf1 redirect=%{i}.d.example",
            1,
        ),
        ("mx all", "", "v=spf1 +all", 0),
        ("include:x.example/-all", "", "v=spf1", 0),
    ] {
        let tree = with(terms, &(HOSTS.to_owned() + rest));
        let flat: Flat = tree.flat(&tree.authorized());
        assert_eq!(flat.text, text, "{terms}");
        assert_eq!(flat.kept.len(), kept, "{terms}");
        assert_eq!(flat.strings(), 1);
        assert_eq!(read(&flat.text).usability(), Usability::Usable);
    }
    let many: String = (0..40)
        .map(|it| format!("\"ip4:192.0.2.{} \" ", 2 * it))
        .collect();
    let rest = format!("x TXT \"v=spf1 \" {many}");
    let tree = with("include:x.example -all", &rest);
    let flat = tree.flat(&tree.authorized());
    assert_eq!((flat.networks, flat.strings()), (40, 3));
}

#[test]
fn kinds_of_lookups_are_told_apart() {
    let tree = with(
        "a mx ptr exists:x.example include:x.example redirect=x.example",
        "",
    );
    let kinds: Vec<_> = tree.root().terms.iter().filter_map(|it| it.kind).collect();
    use LookupKind::{A, Exists, Include, Mx, Ptr, Redirect};
    assert_eq!(kinds, [A, Mx, Ptr, Exists, Include, Redirect]);
}

#[test]
fn large_records_take_no_time() {
    let start = std::time::Instant::now();
    let strings = |terms: &mut dyn Iterator<Item = String>| -> String {
        terms.map(|term| format!("\"{term} \" ")).collect()
    };
    let host = |it: u32| std::net::Ipv4Addr::from(it.wrapping_mul(2_654_435_769));
    let mut zone = "r5 TXT \"v=spf1 -all\"\n".to_owned();
    for record in 0..5 {
        let terms = (0..2_500).map(|it| match it % 3 {
            0 => format!("-ip4:{}", host(it)),
            1 => format!("ip4:{}", host(it)),
            _ => format!("include:r{}.example", record + 1),
        });
        let terms = strings(&mut terms.into_iter());
        zone += &format!("r{record} TXT \"v=spf1 \" {terms}\n");
    }
    let tree = with("include:r0.example include:d.example", &zone);
    assert!(tree.authorized().pass.count_ip4() > 800);
    let taken = start.elapsed();
    assert!(taken.as_secs() < 20, "{taken:?}");
}
