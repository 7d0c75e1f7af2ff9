//! Names with the domain in them twice, which come of DNS panels that put the
//! domain behind a name that was typed in full.

use super::probe;
use crate::dns::client::Client;
use crate::dns::{Answer, Name, Outcome, RecordType};
use futures_util::future;
use std::rc::Rc;

/// The TXT records at `<domain>.<domain>`; `None` where no name is doubled, or
/// that is not known, or a wildcard answers for all names.
pub async fn at(client: &Client, domain: &Name) -> Option<Rc<Answer>> {
    let name = domain.joined(domain)?;
    let made_up = probe::below(domain)?;
    let (doubled, made_up) = future::join(
        client.ask(&name, RecordType::TXT),
        client.ask(&made_up, RecordType::TXT),
    )
    .await;
    // A name exists that has others below it (RFC 8020).
    let exists = matches!(doubled.outcome, Outcome::Records(_) | Outcome::NoData);
    (exists && made_up.outcome == Outcome::NoSuchName).then_some(doubled)
}

/// The same at `<labels>.<domain>.<domain>`: nothing is asked for it where
/// there is no name to be found.
pub async fn below(client: &Client, domain: &Name, labels: &str) -> Option<Rc<Answer>> {
    let name = domain.prepend(labels).ok()?.joined(domain)?;
    at(client, domain).await?;
    Some(client.ask(&name, RecordType::TXT).await)
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
