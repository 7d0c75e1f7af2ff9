//! Places in the world that a question can be said to come from: a public
//! network of a large provider in each, which geographical databases have long
//! known to be there. Each holds the provider's own resolvers, or did; no
//! person's address is told.

use crate::dns::subnet::ClientSubnet;

/// The day these facts were gathered, year first.
pub const GATHERED: &str = "2026-11-24";

/// A place that a question can be said to come from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Region {
    /// Mainland China, China Telecom: answers there may differ by carrier.
    ChinaTelecom,
    /// Mainland China, China Unicom.
    ChinaUnicom,
    /// Mainland China, China Mobile.
    ChinaMobile,
    /// Hong Kong.
    HongKong,
    /// Taiwan.
    Taiwan,
    /// Japan.
    Japan,
    /// Singapore.
    Singapore,
    /// India.
    India,
    /// Australia.
    Australia,
    /// Germany.
    Germany,
    /// The United Kingdom.
    UnitedKingdom,
    /// South Africa.
    SouthAfrica,
    /// Brazil.
    Brazil,
    /// The United States, on the Atlantic.
    UnitedStatesEast,
    /// The United States, on the Pacific.
    UnitedStatesWest,
}

impl Region {
    /// Every region, in the order in which they are offered.
    pub const ALL: [Self; 15] = [
        Self::ChinaTelecom,
        Self::ChinaUnicom,
        Self::ChinaMobile,
        Self::HongKong,
        Self::Taiwan,
        Self::Japan,
        Self::Singapore,
        Self::India,
        Self::Australia,
        Self::Germany,
        Self::UnitedKingdom,
        Self::SouthAfrica,
        Self::Brazil,
        Self::UnitedStatesEast,
        Self::UnitedStatesWest,
    ];

    /// The region's id, which never changes: its country (ISO 3166-1), and what
    /// tells it from others there.
    pub const fn id(self) -> &'static str {
        self.facts().0
    }

    /// A network there.
    pub const fn subnet(self) -> ClientSubnet {
        ClientSubnet::new(self.facts().1)
    }

    /// Whose network it is.
    pub const fn provider(self) -> &'static str {
        self.facts().2
    }

    const fn facts(self) -> (&'static str, [u8; 3], &'static str) {
        match self {
            Self::ChinaTelecom => ("cn-telecom", [202, 96, 209], "China Telecom, Shanghai"),
            Self::ChinaUnicom => ("cn-unicom", [202, 106, 0], "China Unicom, Beijing"),
            Self::ChinaMobile => ("cn-mobile", [211, 136, 112], "China Mobile, Shanghai"),
            Self::HongKong => ("hk", [203, 80, 96], "HKBN"),
            Self::Taiwan => ("tw", [168, 95, 1], "HiNet"),
            Self::Japan => ("jp", [210, 130, 0], "IIJ"),
            Self::Singapore => ("sg", [165, 21, 83], "Singtel"),
            Self::India => ("in", [218, 248, 255], "BSNL"),
            Self::Australia => ("au", [139, 130, 4], "Telstra"),
            Self::Germany => ("de", [194, 25, 0], "Deutsche Telekom"),
            Self::UnitedKingdom => ("gb", [131, 111, 8], "University of Cambridge"),
            Self::SouthAfrica => ("za", [196, 25, 1], "Telkom SA"),
            Self::Brazil => ("br", [200, 204, 0], "Vivo"),
            Self::UnitedStatesEast => ("us-east", [128, 59, 1], "Columbia University, New York"),
            Self::UnitedStatesWest => (
                "us-west",
                [128, 32, 136],
                "University of California, Berkeley",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn ids_and_networks_are_unique() {
        let ids: BTreeSet<_> = Region::ALL.iter().map(|region| region.id()).collect();
        let networks: BTreeSet<_> = Region::ALL
            .iter()
            .map(|region| region.subnet().octets())
            .collect();
        assert_eq!(ids.len(), Region::ALL.len());
        assert_eq!(networks.len(), Region::ALL.len());
    }
}
