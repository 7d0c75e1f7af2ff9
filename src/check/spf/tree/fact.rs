//! What is to be said of all that an SPF record leads to.

use crate::dns::Name;
use crate::rules;

rules! {
    /// What following a domain's SPF record through DNS shows.
    pub enum Fact in Spf {
        /// More terms ask DNS than receivers follow.
        LookupsTooMany { least: usize, most: Option<usize> } => {
            "spf-lookups-too-many", Error, Rfc(7208, "4.6.4"),
            bad: Zone("d TXT \"v=spf1 include:i.example -all\"\ni TXT \"v=spf1 a:h.example a:h.example a:h.example a:h.example a:h.example a:h.example a:h.example a:h.example a:h.example a:h.example -all\"\nh A 198.51.0.1"),
            good: Zone("d TXT \"v=spf1 include:i.example -all\"\ni TXT \"v=spf1 a:h.example a:h.example a:h.example a:h.example a:h.example a:h.example a:h.example a:h.example a:h.example -all\"\nh A 198.51.0.1"),
        },
        /// What could not be followed decides whether there are too many.
        LookupsUncertain { least: usize } => {
            "spf-lookups-uncertain", Unknown, Rfc(7208, "4.6.4"),
            bad: Zone("d TXT \"v=spf1 include:i.example -all\"\n$FAIL timeout i TXT"),
            good: Zone("d TXT \"v=spf1 include:i.example -all\"\ni TXT \"v=spf1 -all\""),
        },
        /// Not one more lookup is left.
        LookupsAtLimit => {
            "spf-lookups-at-limit", Warning, Rfc(7208, "4.6.4"),
            bad: Zone("d TXT \"v=spf1 include:i.example -all\"\ni TXT \"v=spf1 a:h.example a:h.example a:h.example a:h.example a:h.example a:h.example a:h.example a:h.example a:h.example -all\"\nh A 198.51.0.1"),
            good: Zone("d TXT \"v=spf1 include:i.example -all\"\ni TXT \"v=spf1 a:h.example a:h.example a:h.example a:h.example a:h.example a:h.example a:h.example a:h.example -all\"\nh A 198.51.0.1"),
        },
        /// One or two more lookups are left.
        LookupsNearLimit { lookups: usize } => {
            "spf-lookups-near-limit", Advice, Rfc(7208, "4.6.4"),
            bad: Zone("d TXT \"v=spf1 include:i.example -all\"\ni TXT \"v=spf1 a:h.example a:h.example a:h.example a:h.example a:h.example a:h.example a:h.example -all\"\nh A 198.51.0.1"),
            good: Zone("d TXT \"v=spf1 include:i.example -all\"\ni TXT \"v=spf1 a:h.example a:h.example a:h.example -all\"\nh A 198.51.0.1"),
        },
        /// Lookups enough are left.
        LookupsWithinLimit { lookups: usize } => {
            "spf-lookups-within-limit", Good, Rfc(7208, "4.6.4"),
            bad: Zone("d TXT \"v=spf1 include:i.example -all\"\ni TXT \"v=spf1 -all\""),
            good: Zone("d TXT \"v=spf1 a:h.example a:h.example a:h.example a:h.example a:h.example a:h.example a:h.example a:h.example a:h.example a:h.example -all\"\nh A 198.51.0.1"),
        },
        /// More questions bring nothing than receivers bear.
        VoidsTooMany { least: usize } => {
            "spf-voids-too-many", Error, Rfc(7208, "4.6.4"),
            bad: Zone("d TXT \"v=spf1 a:x.example a:y.example a:z.example -all\""),
            good: Zone("d TXT \"v=spf1 a:x.example -all\"\nx A 198.51.0.1"),
        },
        /// The same, but for clients with IPv6 addresses alone.
        VoidsTooManyIp6 { least: usize } => {
            "spf-voids-too-many-ip6", Warning, Rfc(7208, "4.6.4"),
            bad: Zone("d TXT \"v=spf1 a:x.example a:y.example a:z.example ip6:2001:db8::/64 -all\"\n* A 198.51.0.1"),
            good: Zone("d TXT \"v=spf1 a:x.example a:y.example a:z.example -all\"\n* A 198.51.0.1"),
        },
        /// Two questions bring nothing, and no more may.
        VoidsAtLimit => {
            "spf-voids-at-limit", Warning, Rfc(7208, "4.6.4"),
            bad: Zone("d TXT \"v=spf1 a:x.example a:y.example -all\""),
            good: Zone("d TXT \"v=spf1 a:x.example -all\"\nx A 198.51.0.1"),
        },
        /// `include` or `redirect` leads to a name without an SPF record.
        TargetMissing { name: &'static str, target: Name } => {
            "spf-target-missing", Error, Rfc(7208, "5.2"),
            bad: Zone("d TXT \"v=spf1 include:i.example -all\"\ni TXT \"hello\""),
            good: Zone("d TXT \"v=spf1 include:i.example -all\"\ni TXT \"v=spf1 -all\""),
        },
        /// `include` or `redirect` leads to a name that does not exist.
        TargetNoSuchName { name: &'static str, target: Name } => {
            "spf-target-no-such-name", Error, Rfc(7208, "5.2"),
            bad: Zone("d TXT \"v=spf1 redirect=i.example\""),
            good: Zone("d TXT \"v=spf1 redirect=i.example\"\ni TXT \"v=spf1 -all\""),
        },
        /// `include` or `redirect` leads to several SPF records.
        TargetSeveralRecords { name: &'static str, target: Name, count: usize } => {
            "spf-target-several-records", Error, Rfc(7208, "4.5"),
            bad: Zone("d TXT \"v=spf1 include:i.example -all\"\ni TXT \"v=spf1 a -all\"\ni TXT \"v=spf1 mx -all\""),
            good: Zone("d TXT \"v=spf1 include:i.example -all\"\ni TXT \"v=spf1 a mx -all\"\ni A 198.51.0.1\ni MX 1 i"),
        },
        /// `include` or `redirect` leads to a record that departs from the
        /// grammar.
        TargetInvalid { name: &'static str, target: Name } => {
            "spf-target-invalid", Error, Rfc(7208, "4.6"),
            bad: Zone("d TXT \"v=spf1 include:i.example -all\"\ni TXT \"v=spf1 incude:h.example -all\""),
            good: Zone("d TXT \"v=spf1 include:i.example -all\"\ni TXT \"v=spf1 include:h.example -all\"\nh TXT \"v=spf1 -all\""),
        },
        /// An `include` leads back to a record that it stands below.
        IncludeLoop { target: Name } => {
            "spf-include-loop", Error, Rfc(7208, "4.6.4"),
            bad: Zone("d TXT \"v=spf1 include:i.example -all\"\ni TXT \"v=spf1 include:d.example -all\""),
            good: Zone("d TXT \"v=spf1 include:i.example -all\"\ni TXT \"v=spf1 -all\""),
        },
        /// A `redirect` leads back to a record that it stands below.
        RedirectLoop { target: Name } => {
            "spf-redirect-loop", Error, Rfc(7208, "4.6.4"),
            bad: Zone("d TXT \"v=spf1 redirect=d.example\""),
            good: Zone("d TXT \"v=spf1 redirect=i.example\"\ni TXT \"v=spf1 -all\""),
        },
        /// A record that was included before, and costs again.
        RecordAgain { target: Name, lookups: usize } => {
            "spf-record-again", Advice, Rfc(7208, "4.6.4"),
            bad: Zone("d TXT \"v=spf1 include:i.example include:j.example -all\"\ni TXT \"v=spf1 -all\"\nj TXT \"v=spf1 include:i.example -all\""),
            good: Zone("d TXT \"v=spf1 include:i.example include:j.example -all\"\ni TXT \"v=spf1 -all\"\nj TXT \"v=spf1 -all\""),
        },
        /// A record that lets everyone send is included.
        IncludePassesAll { target: Name } => {
            "spf-include-passes-all", Error, Rfc(7208, "5.2"),
            bad: Zone("d TXT \"v=spf1 include:i.example -all\"\ni TXT \"v=spf1 +all\""),
            good: Zone("d TXT \"v=spf1 include:i.example -all\"\ni TXT \"v=spf1 ?all\""),
        },
        /// The host of an `a` has no address.
        AddressMissing { host: Name } => {
            "spf-a-without-address", Warning, Rfc(7208, "5.3"),
            bad: Zone("d TXT \"v=spf1 a:h.example -all\""),
            good: Zone("d TXT \"v=spf1 a:h.example -all\"\nh AAAA 2001:db8::1"),
        },
        /// The domain of an `mx` has no mail exchangers.
        ExchangersMissing { domain: Name } => {
            "spf-mx-without-exchangers", Warning, Rfc(7208, "5.4"),
            bad: Zone("d TXT \"v=spf1 mx:m.example -all\"\nm A 198.51.0.1"),
            good: Zone("d TXT \"v=spf1 mx:m.example -all\"\nm MX 10 m\nm A 198.51.0.1"),
        },
        /// A mail exchanger of an `mx` has no address.
        ExchangerWithoutAddress { host: Name } => {
            "spf-mx-host-without-address", Warning, Rfc(7208, "5.4"),
            bad: Zone("d TXT \"v=spf1 mx:m.example -all\"\nm MX 10 h"),
            good: Zone("d TXT \"v=spf1 mx:m.example -all\"\nm MX 10 h\nh A 198.51.0.1"),
        },
        /// An `mx` leads to more exchangers than receivers look up.
        ExchangersTooMany { domain: Name, count: usize } => {
            "spf-mx-too-many-exchangers", Error, Rfc(7208, "4.6.4"),
            bad: Zone("d TXT \"v=spf1 mx:m.example -all\"\nm MX 1 a\nm MX 2 b\nm MX 3 c\nm MX 4 e\nm MX 5 f\nm MX 6 g\nm MX 7 h\nm MX 8 i\nm MX 9 j\nm MX 10 k\nm MX 11 l\n* A 198.51.0.1"),
            good: Zone("d TXT \"v=spf1 mx:m.example -all\"\nm MX 1 a\nm MX 2 b\nm MX 3 c\nm MX 4 e\nm MX 5 f\nm MX 6 g\nm MX 7 h\nm MX 8 i\nm MX 9 j\nm MX 10 k\n* A 198.51.0.1"),
        },
        /// The name of an `exists` has no A record.
        ExistsNever { target: Name } => {
            "spf-exists-never", Warning, Rfc(7208, "5.7"),
            bad: Zone("d TXT \"v=spf1 exists:x.example -all\"\nx AAAA 2001:db8::1"),
            good: Zone("d TXT \"v=spf1 exists:x.example -all\"\nx A 127.0.0.2"),
        },
        /// The record that `redirect` leads to lets everyone send.
        RedirectPassesAll { target: Name } => {
            "spf-redirect-passes-all", Error, Rfc(7208, "6.1"),
            bad: Zone("d TXT \"v=spf1 redirect=i.example\"\ni TXT \"v=spf1 +all\""),
            good: Zone("d TXT \"v=spf1 redirect=i.example\"\ni TXT \"v=spf1 ip4:198.51.0.1 -all\""),
        },
        /// The record that `redirect` leads to says nothing of other servers.
        RedirectWeak { target: Name } => {
            "spf-redirect-weak", Warning, Rfc(7208, "6.1"),
            bad: Zone("d TXT \"v=spf1 redirect=i.example\"\ni TXT \"v=spf1 ip4:198.51.0.1\""),
            good: Zone("d TXT \"v=spf1 redirect=i.example\"\ni TXT \"v=spf1 ip4:198.51.0.1 -all\""),
        },
        /// Many services may send.
        IncludesMany { count: usize } => {
            "spf-includes-many", Advice, Practice,
            bad: Zone("d TXT \"v=spf1 include:i.example include:j.example include:k.example include:l.example -all\"\n* TXT \"v=spf1 ip4:198.51.0.1 -all\""),
            good: Zone("d TXT \"v=spf1 include:i.example include:j.example -all\"\n* TXT \"v=spf1 ip4:198.51.0.1 -all\""),
        },
        /// The name of an `exp` has no text.
        ExplanationMissing { target: Name } => {
            "spf-explanation-missing", Warning, Rfc(7208, "6.2"),
            bad: Zone("d TXT \"v=spf1 -all exp=e.example\""),
            good: Zone("d TXT \"v=spf1 -all exp=e.example\"\ne TXT \"no\""),
        },
        /// The name of an `exp` has several texts, of which receivers use none.
        ExplanationSeveral { target: Name, count: usize } => {
            "spf-explanation-several", Warning, Rfc(7208, "6.2"),
            bad: Zone("d TXT \"v=spf1 -all exp=e.example\"\ne TXT \"one\"\ne TXT \"two\""),
            good: Zone("d TXT \"v=spf1 -all exp=e.example\"\ne TXT \"one\""),
        },
        /// The text of an `exp` departs from the grammar.
        ExplanationInvalid { target: Name } => {
            "spf-explanation-invalid", Warning, Rfc(7208, "6.2"),
            bad: Zone("d TXT \"v=spf1 -all exp=e.example\"\ne TXT \"100% no\""),
            good: Zone("d TXT \"v=spf1 -all exp=e.example\"\ne TXT \"100%% no\""),
        },
        /// The record stays in caches for more than a day.
        TtlLong { seconds: u32 } => {
            "spf-ttl-long", Advice, Practice,
            bad: Zone("d 172800 TXT \"v=spf1 -all\""), good: Zone("d 3600 TXT \"v=spf1 -all\""),
        },
        /// All TXT records at the domain fill more than one UDP answer.
        TextsLarge { octets: usize, count: usize } => {
            "spf-texts-large", Advice, Rfc(7208, "3.4"),
            bad: Zone(LARGE), good: Zone("d TXT \"v=spf1 -all\"\nd TXT \"verification=1\""),
        },
        /// Two character-strings meet without a space between two terms.
        StringsGlued { word: String } => {
            "spf-strings-glued", Error, Rfc(7208, "3.3"),
            bad: Zone("d TXT \"v=spf1 ip4:198.51.0.1\" \"include:i.example -all\"\ni TXT \"v=spf1 -all\""),
            good: Zone("d TXT \"v=spf1 ip4:198.51.0.1 \" \"include:i.example -all\"\ni TXT \"v=spf1 -all\""),
        },
    }
}

/// Texts of more than 1,232 octets beside a record.
const LARGE: &str = concat!(
    "d TXT \"v=spf1 -all\"\n",
    "d TXT \"1-456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345\"\n",
    "d TXT \"2-456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345\"\n",
    "d TXT \"3-456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345\"\n",
    "d TXT \"4-456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345\"\n",
    "d TXT \"5-456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345\"\n",
);
