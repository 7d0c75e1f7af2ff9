//! Names with the domain in them twice, which come of DNS panels that put the
//! domain behind a name that was typed in full.

use super::probe;
use crate::dns::client::Client;
use crate::dns::{Answer, Name, Outcome, RecordType};
use futures_util::future;
use std::rc::Rc;

/// A domain below itself.
#[derive(Clone, Debug)]
pub struct Doubled {
    /// The TXT records at `<domain>.<domain>`.
    pub txt: Rc<Answer>,
    /// Those at a name below the domain that nobody made.
    made_up: Rc<Answer>,
}

impl Doubled {
    /// Whether somebody made the name; `false` also where that is not known, or
    /// a wildcard answers for all names.
    pub fn exists(&self) -> bool {
        // A name exists that has others below it (RFC 8020).
        let exists = matches!(self.txt.outcome, Outcome::Records(_) | Outcome::NoData);
        exists && self.made_up.outcome == Outcome::NoSuchName
    }
}

/// Asks for `<domain>.<domain>`; `None` where the name would be too long.
pub async fn at(client: &Client, domain: &Name) -> Option<Doubled> {
    let name = domain.joined(domain)?;
    let made_up = probe::below(domain)?;
    let (txt, made_up) = future::join(
        client.ask(&name, RecordType::TXT),
        client.ask(&made_up, RecordType::TXT),
    )
    .await;
    Some(Doubled { txt, made_up })
}

/// The TXT records at `<labels>.<domain>.<domain>`: nothing is asked for them
/// where there is no name to be found.
pub async fn below(client: &Client, domain: &Name, labels: &str) -> Option<Rc<Answer>> {
    let name = domain.prepend(labels).ok()?.joined(domain)?;
    match at(client, domain).await?.exists() {
        true => Some(client.ask(&name, RecordType::TXT).await),
        false => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow::testing::client;
    use futures_util::FutureExt;

    fn asked(zone: &str) -> (bool, usize) {
        let client = client(zone);
        let domain = Name::parse("d.example").unwrap();
        let below = below(&client, &domain, "_x").now_or_never().unwrap();
        (below.is_some(), client.log().len())
    }

    #[test]
    fn nothing_is_asked_below_a_name_that_is_not_there() {
        assert_eq!(asked("d A 192.0.2.1"), (false, 2));
        assert_eq!(asked("_x.d.example.d TXT x"), (true, 3));
        assert_eq!(asked("_y.d.example.d TXT x"), (true, 3));
    }

    #[test]
    fn a_wildcard_doubles_nothing() {
        assert_eq!(asked("*.d TXT x"), (false, 2));
        assert_eq!(asked("$FAIL timeout *.d\n_x.d.example.d TXT x"), (false, 2));
    }
}
