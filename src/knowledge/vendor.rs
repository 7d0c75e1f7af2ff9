//! Companies that have others' mail in their hands, told by the endings of
//! names.

use serde::Serialize;

/// A company that sends, takes or keeps mail for others.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct Vendor {
    /// What people call it, or its product.
    pub name: &'static str,
    /// The same in Chinese, where it has a name of its own there.
    pub chinese_name: Option<&'static str>,
    /// What it is there for.
    pub purpose: Purpose,
}

/// What a vendor is there for.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// It has people's mailboxes.
    Mailboxes,
    /// It forwards mail to mailboxes elsewhere.
    Forwarding,
    /// It sends what programs write: receipts, newsletters, campaigns.
    Sending,
    /// Its software sends mail among other things: tickets, invoices, surveys.
    Software,
    /// Mail passes through it: filters, archives, signatures.
    Gateway,
    /// It keeps the SPF record itself.
    ManagedSpf,
}

/// Vendors by their purpose, a line each: see [`line`].
pub(super) type Table = &'static [(Purpose, &'static str)];

/// The vendor of a name, by its longest known ending.
pub(super) fn find(table: Table, domain: &str) -> Option<Vendor> {
    let domain = domain.strip_suffix('.').unwrap_or(domain);
    let mut longest = 0;
    let mut found = None;
    for &(purpose, vendors) in table {
        for (name, chinese_name, endings) in vendors.lines().filter_map(line) {
            for ending in endings.split(' ') {
                if ending.len() > longest && ends_with(domain, ending) {
                    longest = ending.len();
                    found = Some(Vendor {
                        name,
                        chinese_name,
                        purpose,
                    });
                }
            }
        }
    }
    found
}

/// `name [ "/" Chinese name ] ":" SP ending *( SP ending )`
fn line(line: &'static str) -> Option<(&'static str, Option<&'static str>, &'static str)> {
    let (names, endings) = line.split_once(": ")?;
    Some(match names.split_once('/') {
        Some((name, chinese_name)) => (name, Some(chinese_name), endings),
        None => (names, None, endings),
    })
}

/// Whether the last labels of a domain are these.
pub(super) fn ends_with(domain: &str, ending: &str) -> bool {
    let Some(start) = domain.len().checked_sub(ending.len()) else {
        return false;
    };
    let boundary = start == 0 || domain.as_bytes().get(start - 1) == Some(&b'.');
    boundary
        && domain
            .get(start..)
            .is_some_and(|end| end.eq_ignore_ascii_case(ending))
}

/// Panics where a table has a line that is none, or an ending twice.
#[cfg(test)]
pub(super) fn check(table: Table) {
    use crate::dns::Name;
    let mut seen = std::collections::BTreeSet::new();
    for (_, vendors) in table {
        for text in vendors.lines() {
            let (name, _, endings) = line(text).expect(text);
            assert_eq!(name.trim(), name);
            for ending in endings.split(' ') {
                assert_eq!(Name::parse(ending).unwrap().as_str(), ending);
                assert!(seen.insert(ending), "{ending} twice");
                assert_eq!(find(table, ending).unwrap().name, name);
            }
        }
    }
}
