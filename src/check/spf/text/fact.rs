//! What is to be said of an SPF record's text.

use super::Special;
use crate::record::spf::Qualifier;
use crate::rules;

rules! {
    /// What a record's text shows, whatever DNS may say.
    pub enum Fact in Spf {
        /// Everyone may send: `+all`, or `all` alone.
        AllPass { bare: bool } => {
            "spf-all-pass", Error, Rfc(7208, "5.1"),
            bad: Text("v=spf1 include:_spf.d.example all"),
            good: Text("v=spf1 include:_spf.d.example -all"),
        },
        /// Nothing is said of others: `?all`.
        AllNeutral => {
            "spf-all-neutral", Warning, Rfc(7208, "2.6.2"),
            bad: Text("v=spf1 a:d.example ?all"), good: Text("v=spf1 a:d.example ~all"),
        },
        /// Others probably may not send: `~all`.
        AllSoftfail => {
            "spf-all-softfail", Good { ReceivesOnly | Parked: Advice }, Rfc(7208, "2.6.5"),
            bad: Text("v=spf1 a:d.example ~all"), good: Text("v=spf1 a:d.example ?all"),
        },
        /// Others may not send: `-all`.
        AllFail => {
            "spf-all-fail", Good, Rfc(7208, "2.6.4"),
            bad: Text("v=spf1 a:d.example -all"), good: Text("v=spf1 a:d.example ?all"),
        },
        /// Nobody may send: `v=spf1 -all`.
        SendsNothing => {
            "spf-sends-nothing", Good { SendsAndReceives | SendsOnly | BulkSender: Error }, Rfc(7208, "10.1.2"),
            bad: Text("v=spf1 -all"), good: Text("v=spf1 mx -all"),
        },
        /// Neither `all` nor `redirect`: nothing is said of others.
        AllMissing => {
            "spf-all-missing", Warning, Rfc(7208, "4.7"),
            bad: Text("v=spf1 a:d.example"), good: Text("v=spf1 a:d.example ~all"),
        },
        /// More than one `all`; the first one counts.
        AllRepeated => {
            "spf-all-repeated", Warning, Rfc(7208, "5.1"),
            bad: Text("v=spf1 mx ~all -all"), good: Text("v=spf1 mx -all"),
        },
        /// A mechanism that is never reached.
        TermAfterAll { term: String } => {
            "spf-term-after-all", Warning, Rfc(7208, "5.1"),
            bad: Text("v=spf1 mx -all include:_spf.d.example"),
            good: Text("v=spf1 mx include:_spf.d.example -all"),
        },
        /// A `redirect` that is never used.
        RedirectWithAll => {
            "spf-redirect-with-all", Warning, Rfc(7208, "6.1"),
            bad: Text("v=spf1 mx -all redirect=_spf.d.example"),
            good: Text("v=spf1 mx redirect=_spf.d.example"),
        },
        /// A modifier among the mechanisms.
        ModifierBeforeMechanism { name: String } => {
            "spf-modifier-before-mechanism", Advice, Rfc(7208, "6"),
            bad: Text("v=spf1 exp=why.d.example mx -all"),
            good: Text("v=spf1 mx -all exp=why.d.example"),
        },
        /// A modifier that receivers pass over.
        ModifierUnknown { name: String, meant: Option<&'static str> } => {
            "spf-modifier-unknown", Advice, Rfc(7208, "6"),
            bad: Text("v=spf1 mx -all ms=0123456789"), good: Text("v=spf1 mx -all"),
        },
        /// An explanation of "fail" where nothing fails.
        ExplanationUnused => {
            "spf-explanation-unused", Advice, Rfc(7208, "6.2"),
            bad: Text("v=spf1 mx ~all exp=why.d.example"),
            good: Text("v=spf1 mx -all exp=why.d.example"),
        },
        /// A mechanism whose match does not let the client send.
        MechanismNotPass { qualifier: Qualifier, term: String } => {
            "spf-mechanism-not-pass", Advice, Rfc(7208, "4.6.2"),
            bad: Text("v=spf1 ?include:_spf.d.example -all"),
            good: Text("v=spf1 include:_spf.d.example -all"),
        },
        /// An include of a service that ended.
        IncludeEnded { domain: String, service: &'static str } => {
            "spf-include-of-ended-service", Advice, Practice,
            bad: Text("v=spf1 include:spf.dynect.net -all"),
            good: Text("v=spf1 include:_spf.d.example -all"),
        },
        /// An include of a service whose mail nobody checks by it.
        IncludeNotNeeded { domain: String, service: &'static str } => {
            "spf-include-not-needed", Advice, Rfc(7208, "2.4"),
            bad: Text("v=spf1 include:servers.mcsv.net -all"),
            good: Text("v=spf1 include:_spf.d.example -all"),
        },
        /// `ptr`, which is slow and should not be used.
        PtrUsed => {
            "spf-ptr-used", Warning, Rfc(7208, "5.5"),
            bad: Text("v=spf1 ptr -all"), good: Text("v=spf1 mx -all"),
        },
        /// Hosts that receive mail may send it.
        MxUsed => {
            "spf-mx-used", Good, Rfc(7208, "5.4"),
            bad: Text("v=spf1 mx -all"), good: Text("v=spf1 ip4:198.51.0.1 -all"),
        },
        /// The host of the domain's website may send.
        AUsed => {
            "spf-a-used", Good, Rfc(7208, "5.3"),
            bad: Text("v=spf1 a -all"), good: Text("v=spf1 a:mail.d.example -all"),
        },
        /// `%{p}`, which is slow and should not be used.
        MacroValidatedName => {
            "spf-macro-validated-name", Warning, Rfc(7208, "7.2"),
            bad: Text("v=spf1 exists:%{p}.d.example -all"),
            good: Text("v=spf1 exists:%{i}.d.example -all"),
        },
        /// A term that depends on the message, so that it cannot be followed.
        MacroDependent { term: String } => {
            "spf-macro-dependent", Unknown, Rfc(7208, "7.2"),
            bad: Text("v=spf1 exists:%{i}.d.example -all"),
            good: Text("v=spf1 exists:%{d}.d.example -all"),
        },
        /// The same term again, for which no lookup is made.
        TermRepeated { term: String } => {
            "spf-term-repeated", Advice, Rfc(7208, "4.6.2"),
            bad: Text("v=spf1 ip4:198.51.0.1 ip4:198.51.0.1 -all"),
            good: Text("v=spf1 ip4:198.51.0.1 ip4:198.51.0.2 -all"),
        },
        /// The same term again, whose lookups count again.
        LookupRepeated { term: String } => {
            "spf-lookup-repeated", Warning, Rfc(7208, "4.6.4"),
            bad: Text("v=spf1 include:_spf.d.example include:_spf.d.example -all"),
            good: Text("v=spf1 include:_spf.d.example -all"),
        },
        /// A network inside another that is listed too.
        NetworkCovered { inner: String, outer: String } => {
            "spf-network-covered", Advice, Practice,
            bad: Text("v=spf1 ip4:198.51.0.0/24 ip4:198.51.0.7 -all"),
            good: Text("v=spf1 ip4:198.51.0.0/24 ip4:198.51.1.7 -all"),
        },
        /// An address that is not the first of its network.
        NetworkHostBits { network: String } => {
            "spf-network-host-bits", Advice, Practice,
            bad: Text("v=spf1 ip4:198.51.0.7/24 -all"),
            good: Text("v=spf1 ip4:198.51.0.0/24 -all"),
        },
        /// Addresses from which no mail comes over the Internet.
        NetworkSpecial { kind: Special } => {
            "spf-network-special", Warning, Rfc(6890, "2.2"),
            bad: Text("v=spf1 ip4:192.168.1.0/24 -all"), good: Text("v=spf1 ip4:198.51.0.1 -all"),
        },
        /// An IPv4 address written as IPv6, which never matches.
        NetworkMapped => {
            "spf-network-mapped", Warning, Rfc(7208, "5"),
            bad: Text("v=spf1 ip6:::ffff:198.51.0.1 -all"),
            good: Text("v=spf1 ip4:198.51.0.1 -all"),
        },
        /// A prefix so short that strangers are in it.
        NetworkBroad { prefix: u8, bits: u8 } => {
            "spf-network-broad", Advice, Practice,
            bad: Text("v=spf1 ip4:198.0.0.0/8 -all"), good: Text("v=spf1 ip4:198.51.0.0/24 -all"),
        },
        /// A prefix of length zero: everyone may send.
        NetworkEveryone => {
            "spf-network-everyone", Error, Rfc(7208, "5.6"),
            bad: Text("v=spf1 ip4:0.0.0.0/0 -all"), good: Text("v=spf1 ip4:198.51.0.0/24 -all"),
        },
        /// Two dots in a row, on which receivers do not agree.
        DomainLabelEmpty { domain: String } => {
            "spf-domain-label-empty", Warning, Rfc(7208, "4.8"),
            bad: Text("v=spf1 a:mail..d.example -all"),
            good: Text("v=spf1 a:mail.d.example -all"),
        },
        /// A label of more than 63 octets, or a name of more than 253.
        DomainTooLong { octets: usize } => {
            "spf-domain-too-long", Warning, Rfc(7208, "4.8"),
            bad: Text("v=spf1 a:a123456789012345678901234567890123456789012345678901234567890123.d.example -all"),
            good: Text("v=spf1 a:mail.d.example -all"),
        },
        /// More than ten DNS lookups by its own terms alone.
        LookupsOwnTooMany { lookups: usize } => {
            "spf-lookups-own-too-many", Error, Rfc(7208, "4.6.4"),
            bad: Text("v=spf1 a:1.d.example a:2.d.example a:3.d.example a:4.d.example a:5.d.example a:6.d.example a:7.d.example a:8.d.example a:9.d.example a:10.d.example a:11.d.example -all"),
            good: Text("v=spf1 a:1.d.example a:2.d.example a:3.d.example a:4.d.example a:5.d.example a:6.d.example a:7.d.example a:8.d.example a:9.d.example a:10.d.example -all"),
        },
        /// More than 450 octets, the RFC's measure.
        RecordLong { octets: usize } => {
            "spf-record-long", Warning, Rfc(7208, "3.4"),
            bad: Text("v=spf1 ip4:198.51.0.11 ip4:198.51.0.13 ip4:198.51.0.15 ip4:198.51.0.17 ip4:198.51.0.19 ip4:198.51.0.21 ip4:198.51.0.23 ip4:198.51.0.25 ip4:198.51.0.27 ip4:198.51.0.29 ip4:198.51.0.31 ip4:198.51.0.33 ip4:198.51.0.35 ip4:198.51.0.37 ip4:198.51.0.39 ip4:198.51.0.41 ip4:198.51.0.43 ip4:198.51.0.45 ip4:198.51.0.47 ip4:198.51.0.49 ip4:198.51.0.51 ip4:198.51.0.53 ip4:198.51.0.55 ip4:198.51.0.57 ip4:198.51.0.59 ip4:198.51.0.61 ip4:198.51.0.63 ip4:198.51.0.65 ip4:198.51.0.67 -all"),
            good: Text("v=spf1 ip4:198.51.0.0/24 -all"),
        },
        /// More than 512 octets: no answer over UDP of old holds it.
        RecordTooLong { octets: usize } => {
            "spf-record-too-long", Warning, Rfc(7208, "3.4"),
            bad: Text("v=spf1 ip4:198.51.0.11 ip4:198.51.0.13 ip4:198.51.0.15 ip4:198.51.0.17 ip4:198.51.0.19 ip4:198.51.0.21 ip4:198.51.0.23 ip4:198.51.0.25 ip4:198.51.0.27 ip4:198.51.0.29 ip4:198.51.0.31 ip4:198.51.0.33 ip4:198.51.0.35 ip4:198.51.0.37 ip4:198.51.0.39 ip4:198.51.0.41 ip4:198.51.0.43 ip4:198.51.0.45 ip4:198.51.0.47 ip4:198.51.0.49 ip4:198.51.0.51 ip4:198.51.0.53 ip4:198.51.0.55 ip4:198.51.0.57 ip4:198.51.0.59 ip4:198.51.0.61 ip4:198.51.0.63 ip4:198.51.0.65 ip4:198.51.0.67 ip4:198.51.0.69 ip4:198.51.0.71 ip4:198.51.0.73 ip4:198.51.0.75 ip4:198.51.0.77 -all"),
            good: Text("v=spf1 ip4:198.51.0.0/24 -all"),
        },
        /// `ra`: reports of failures are asked for, which hardly anyone sends.
        ReportAddressSet { address: String } => {
            "spf-report-address-set", Advice, Rfc(6652, "3"),
            bad: Text("v=spf1 mx -all ra=postmaster"), good: Text("v=spf1 mx -all"),
        },
        /// `rp` or `rr` without `ra`, which makes them void.
        ReportAddressMissing { name: &'static str } => {
            "spf-report-address-missing", Advice, Rfc(6652, "3"),
            bad: Text("v=spf1 mx -all rp=10"), good: Text("v=spf1 mx -all ra=postmaster rp=10"),
        },
        /// A value that `ra`, `rp` or `rr` cannot have.
        ReportValueInvalid { name: &'static str, value: String } => {
            "spf-report-value-invalid", Advice, Rfc(6652, "3"),
            bad: Text("v=spf1 mx -all ra=postmaster@d.example"),
            good: Text("v=spf1 mx -all ra=postmaster"),
        },
    }
}
