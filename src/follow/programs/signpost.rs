//! The names at which programs look for their settings over HTTPS.

use crate::dns::client::Client;
use crate::dns::{Answer, Name};
use crate::follow::mail_servers::HostAddresses;
use std::rc::Rc;

/// A way in which programs look for settings.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Way {
    /// Thunderbird's, which others have taken up.
    Autoconfig,
    /// Microsoft's.
    Autodiscover,
}

impl Way {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Autoconfig, Self::Autodiscover];

    /// What stands before a domain in the name.
    fn label(self) -> &'static str {
        match self {
            Self::Autoconfig => "autoconfig",
            Self::Autodiscover => "autodiscover",
        }
    }
}

/// A name at which programs look for settings.
#[derive(Clone, Debug)]
pub struct Signpost {
    /// The way that it belongs to.
    pub way: Way,
    /// The name with its addresses; `None` where it would be too long.
    pub host: Option<HostAddresses>,
}

impl Signpost {
    pub(super) async fn find(client: &Client, domain: &Name, way: Way) -> Self {
        let host = async {
            let name = domain.prepend(way.label()).ok()?;
            Some(HostAddresses::find(client, &name).await)
        };
        Self {
            way,
            host: host.await,
        }
    }

    /// Whether there is something at the name: an alias, or an address.
    pub fn is_there(&self) -> bool {
        let there =
            |host: &HostAddresses| host.alias().is_some() || host.has_address() == Some(true);
        self.host.as_ref().is_some_and(there)
    }

    /// The first name that it is an alias of.
    pub fn first_target(&self) -> Option<&Name> {
        let mut targets = self.targets();
        targets.next()
    }

    /// Every name that it is an alias of, on the way to its addresses.
    pub fn targets(&self) -> impl Iterator<Item = &Name> {
        let aliases = self.answers().flat_map(|answer| &answer.aliases);
        aliases.map(|alias| &alias.target)
    }

    /// The end of an alias where there is no address.
    pub fn dead_end(&self) -> Option<&Name> {
        let host = self.host.as_ref()?;
        host.alias().filter(|_| host.has_address() == Some(false))
    }

    /// Every answer.
    pub fn answers(&self) -> impl Iterator<Item = &Rc<Answer>> {
        self.host.iter().flat_map(|host| [&host.a, &host.aaaa])
    }
}
