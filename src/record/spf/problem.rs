//! What a record's text alone shows to be wrong with it.

use crate::rules;

rules! {
    /// Departures from the SPF grammar, and texts that pass it but cannot be
    /// meant.
    pub enum Problem in Spf {
        /// No version stands in the record.
        VersionMissing => {
            "spf-version-missing", Error, Rfc(7208, "4.5"),
            bad: Text("include:_spf.d.example -all"),
            good: Text("v=spf1 include:_spf.d.example -all"),
        },
        /// A version that does not exist: `v=spf2`, `v=spf10`, `v:spf1`.
        VersionUnknown { version: String } => {
            "spf-version-unknown", Error, Rfc(7208, "4.5"),
            bad: Text("v=spf2 mx -all"), good: Text("v=SPF1 mx -all"),
        },
        /// A Sender ID record, which nobody reads any more.
        VersionSenderId { version: String } => {
            "spf-version-sender-id", Warning, Rfc(6686, "6"),
            bad: Text("spf2.0/pra mx -all"), good: Text("v=spf1 mx -all"),
        },
        /// The version is followed by something other than a space.
        VersionGlued => {
            "spf-version-glued", Error, Rfc(7208, "4.5"),
            bad: Text("v=spf1include:_spf.d.example -all"),
            good: Text("v=spf1 include:_spf.d.example -all"),
        },
        /// White space before the version.
        VersionAfterSpace => {
            "spf-version-after-space", Error, Rfc(7208, "4.5"),
            bad: Text(" v=spf1 mx -all"), good: Text("v=spf1 mx -all"),
        },
        /// A quote mark before the version.
        VersionAfterQuote => {
            "spf-version-after-quote", Error, Rfc(7208, "4.5"),
            bad: Text("\"v=spf1 mx -all\""), good: Text("v=spf1 mx -all"),
        },
        /// Other text before the version.
        VersionAfterText { text: String } => {
            "spf-version-after-text", Error, Rfc(7208, "4.5"),
            bad: Text("SPF: v=spf1 mx -all"), good: Text("v=spf1 mx -all"),
        },
        /// A second record in the same string.
        RecordInRecord { version: String } => {
            "spf-record-in-record", Error, Rfc(7208, "3.2"),
            bad: Text("v=spf1 mx -all v=DKIM1; k=rsa; p="), good: Text("v=spf1 mx -all"),
        },

        /// White space that is not the space character.
        SpaceNotSp { code: u32 } => {
            "spf-space-not-sp", Error, Rfc(7208, "4.6.1"),
            bad: Text("v=spf1 mx\t-all"), good: Text("v=spf1 mx  -all"),
        },
        /// A control character.
        CharacterControl { code: u32 } => {
            "spf-character-control", Error, Rfc(7208, "3.1"),
            bad: Text("v=spf1 a:d.example\u{0} -all"), good: Text("v=spf1 a:d.example -all"),
        },
        /// A character that cannot be seen.
        CharacterInvisible { code: u32 } => {
            "spf-character-invisible", Error, Rfc(7208, "3.1"),
            bad: Text("v=spf1 mx\u{200b} -all"), good: Text("v=spf1 mx -all"),
        },
        /// Characters beyond US-ASCII.
        CharacterNotAscii { text: String } => {
            "spf-character-not-ascii", Error, Rfc(7208, "3.1"),
            bad: Text("v=spf1 a:bücher.example -all"),
            good: Text("v=spf1 a:xn--bcher-kva.example -all"),
        },
        /// Quote marks around a record or a term.
        QuoteMark { mark: char } => {
            "spf-quote-mark", Error, Rfc(7208, "4.6.1"),
            bad: Text("v=spf1 mx ~all\""), good: Text("v=spf1 mx ~all"),
        },
        /// Commas or semicolons between terms.
        SeparatorMark { mark: char } => {
            "spf-separator-mark", Error, Rfc(7208, "4.6.1"),
            bad: Text("v=spf1 a, mx; -all"), good: Text("v=spf1 a mx -all"),
        },
        /// A backslash, as zone files and shells want it.
        Backslash => {
            "spf-backslash", Error, Rfc(7208, "4.6.1"),
            bad: Text("v=spf1 mx\\ -all"), good: Text("v=spf1 mx -all"),
        },
        /// Words to be replaced were left in.
        Placeholder { text: String } => {
            "spf-placeholder", Error, Practice,
            bad: Text("v=spf1 include:<your-domain> -all"),
            good: Text("v=spf1 include:_spf.d.example -all"),
        },

        /// No space between two terms.
        TermsGlued { terms: Vec<String> } => {
            "spf-terms-glued", Error, Rfc(7208, "4.6.1"),
            bad: Text("v=spf1 mx ~allinclude:_spf.d.example"),
            good: Text("v=spf1 mx include:_spf.d.example ~all"),
        },
        /// A term runs on into a domain, which the grammar allows.
        DomainSwallowsTerm { terms: Vec<String> } => {
            "spf-domain-swallows-term", Error, Rfc(7208, "4.6.1"),
            bad: Text("v=spf1 include:_spf.d.example-all"),
            good: Text("v=spf1 include:_spf.d.example -all"),
        },
        /// A space inside a term: `include: d.example`.
        SpaceInTerm { name: &'static str, value: String } => {
            "spf-space-in-term", Error, Rfc(7208, "4.6.1"),
            bad: Text("v=spf1 include: _spf.d.example -all"),
            good: Text("v=spf1 include:_spf.d.example -all"),
        },
        /// A name and its value without `:` or `=` between them.
        SeparatorMissing { name: &'static str, value: String } => {
            "spf-separator-missing", Error, Rfc(7208, "4.6.1"),
            bad: Text("v=spf1 include _spf.d.example -all"),
            good: Text("v=spf1 include:_spf.d.example -all"),
        },

        /// No such mechanism.
        MechanismUnknown { name: String, meant: Option<&'static str> } => {
            "spf-mechanism-unknown", Error, Rfc(7208, "4.6.1"),
            bad: Text("v=spf1 incude:_spf.d.example -all"),
            good: Text("v=spf1 include:_spf.d.example -all"),
        },
        /// A mechanism written as a modifier, which receivers pass over.
        MechanismWithEquals { name: &'static str } => {
            "spf-mechanism-with-equals", Error, Rfc(7208, "4.6.1"),
            bad: Text("v=spf1 include=_spf.d.example -all"),
            good: Text("v=spf1 include:_spf.d.example -all"),
        },
        /// A modifier written as a mechanism.
        ModifierWithColon { name: &'static str } => {
            "spf-modifier-with-colon", Error, Rfc(7208, "4.6.1"),
            bad: Text("v=spf1 redirect:_spf.d.example"),
            good: Text("v=spf1 redirect=_spf.d.example"),
        },
        /// A qualifier before a modifier.
        ModifierQualified { name: String } => {
            "spf-modifier-qualified", Error, Rfc(7208, "4.6.1"),
            bad: Text("v=spf1 -redirect=_spf.d.example"),
            good: Text("v=spf1 redirect=_spf.d.example"),
        },
        /// A modifier name that the grammar does not allow.
        ModifierNameInvalid { name: String } => {
            "spf-modifier-name-invalid", Error, Rfc(7208, "4.6.1"),
            bad: Text("v=spf1 1up=d.example -all"), good: Text("v=spf1 up1=d.example -all"),
        },
        /// `redirect` or `exp` more than once.
        ModifierRepeated { name: &'static str } => {
            "spf-modifier-repeated", Error, Rfc(7208, "6"),
            bad: Text("v=spf1 redirect=a.example redirect=b.example"),
            good: Text("v=spf1 redirect=a.example"),
        },
        /// A mark where a qualifier is expected.
        QualifierUnknown { qualifier: char, meant: Option<char> } => {
            "spf-qualifier-unknown", Error, Rfc(7208, "4.6.1"),
            bad: Text("v=spf1 mx –all"), good: Text("v=spf1 mx -all"),
        },
        /// More than one qualifier on one mechanism.
        QualifierRepeated => {
            "spf-qualifier-repeated", Error, Rfc(7208, "4.6.1"),
            bad: Text("v=spf1 mx -~all"), good: Text("v=spf1 mx ~all"),
        },
        /// A qualifier apart from its mechanism.
        QualifierAlone { qualifier: char } => {
            "spf-qualifier-alone", Error, Rfc(7208, "4.6.1"),
            bad: Text("v=spf1 mx - all"), good: Text("v=spf1 mx -all"),
        },
        /// The value that a name asks for is not there.
        ValueMissing { name: &'static str } => {
            "spf-value-missing", Error, Rfc(7208, "4.6.1"),
            bad: Text("v=spf1 include: -all"), good: Text("v=spf1 include:_spf.d.example -all"),
        },
        /// A value where the mechanism takes none.
        ValueUnexpected { name: &'static str } => {
            "spf-value-unexpected", Error, Rfc(7208, "5.1"),
            bad: Text("v=spf1 mx -all:d.example"), good: Text("v=spf1 mx -all"),
        },

        /// A domain of one label.
        DomainSingleLabel { domain: String } => {
            "spf-domain-single-label", Error, Rfc(7208, "7.1"),
            bad: Text("v=spf1 a:localhost -all"), good: Text("v=spf1 a:localhost.d.example -all"),
        },
        /// A domain whose last label cannot be one.
        DomainEndInvalid { label: String } => {
            "spf-domain-end-invalid", Error, Rfc(7208, "7.1"),
            bad: Text("v=spf1 a:d.example:8080 -all"), good: Text("v=spf1 a:d.example -all"),
        },
        /// An address where a domain belongs.
        DomainIsAddress { name: &'static str, address: String, meant: &'static str } => {
            "spf-domain-is-address", Error, Rfc(7208, "7.1"),
            bad: Text("v=spf1 a:192.0.2.1 -all"), good: Text("v=spf1 ip4:192.0.2.1 -all"),
        },
        /// A character that no name of a host or a record has.
        DomainCharacterOdd { character: char } => {
            "spf-domain-character-odd", Error, Rfc(7208, "4.8"),
            bad: Text("v=spf1 include:://d.example -all"),
            good: Text("v=spf1 include:d.example -all"),
        },
        /// A domain on its own.
        DomainBare { domain: String } => {
            "spf-domain-bare", Error, Rfc(7208, "4.6.1"),
            bad: Text("v=spf1 _spf.d.example -all"),
            good: Text("v=spf1 include:_spf.d.example -all"),
        },

        /// `ip4:` without an IPv4 address.
        Ip4Invalid { address: String, fault: Ip4Fault } => {
            "spf-ip4-invalid", Error, Rfc(7208, "5.6"),
            bad: Text("v=spf1 ip4:192.0.2 -all"), good: Text("v=spf1 ip4:192.0.2.0 -all"),
        },
        /// `ip4:` with an IPv6 address.
        Ip4IsIp6 => {
            "spf-ip4-is-ip6", Error, Rfc(7208, "5.6"),
            bad: Text("v=spf1 ip4:2001:db8::1 -all"), good: Text("v=spf1 ip6:2001:db8::1 -all"),
        },
        /// `ip6:` without an IPv6 address.
        Ip6Invalid { address: String } => {
            "spf-ip6-invalid", Error, Rfc(7208, "5.6"),
            bad: Text("v=spf1 ip6:2001:db8 -all"), good: Text("v=spf1 ip6:2001:db8:: -all"),
        },
        /// `ip6:` with an IPv4 address.
        Ip6IsIp4 => {
            "spf-ip6-is-ip4", Error, Rfc(7208, "5.6"),
            bad: Text("v=spf1 ip6:192.0.2.1 -all"), good: Text("v=spf1 ip4:192.0.2.1 -all"),
        },
        /// A domain where an address belongs.
        AddressIsDomain { name: &'static str, domain: String } => {
            "spf-address-is-domain", Error, Rfc(7208, "5.6"),
            bad: Text("v=spf1 ip4:mail.d.example -all"), good: Text("v=spf1 a:mail.d.example -all"),
        },
        /// A macro where an address belongs.
        AddressHasMacro { name: &'static str } => {
            "spf-address-has-macro", Error, Rfc(7208, "5.6"),
            bad: Text("v=spf1 ip4:%{i} -all"), good: Text("v=spf1 exists:%{i}.d.example -all"),
        },
        /// An address on its own.
        AddressBare { address: String, meant: &'static str } => {
            "spf-address-bare", Error, Rfc(7208, "4.6.1"),
            bad: Text("v=spf1 192.0.2.1 -all"), good: Text("v=spf1 ip4:192.0.2.1 -all"),
        },
        /// A prefix length that is no number, or too many of them.
        PrefixInvalid { prefix: String } => {
            "spf-prefix-invalid", Error, Rfc(7208, "5.6"),
            bad: Text("v=spf1 ip4:192.0.2.0/255.255.255.0 -all"),
            good: Text("v=spf1 ip4:192.0.2.0/24 -all"),
        },
        /// A prefix longer than the address.
        PrefixTooLong { length: u32, longest: u8 } => {
            "spf-prefix-too-long", Error, Rfc(7208, "5.6"),
            bad: Text("v=spf1 ip4:192.0.2.0/33 -all"),
            good: Text("v=spf1 ip4:192.0.2.0/32 -all"),
        },
        /// A prefix length that begins with a zero.
        PrefixLeadingZero { prefix: String } => {
            "spf-prefix-leading-zero", Error, Rfc(7208, "5.6"),
            bad: Text("v=spf1 ip4:192.0.2.0/024 -all"),
            good: Text("v=spf1 ip4:192.0.2.0/24 -all"),
        },
        /// A prefix length on a term that takes none.
        PrefixUnexpected { name: &'static str } => {
            "spf-prefix-unexpected", Error, Rfc(7208, "5.2"),
            bad: Text("v=spf1 include:_spf.d.example/24 -all"),
            good: Text("v=spf1 a:_spf.d.example/24 -all"),
        },

        /// `%` that begins no macro.
        PercentAlone => {
            "spf-percent-alone", Error, Rfc(7208, "7.1"),
            bad: Text("v=spf1 exists:%i.d.example -all"),
            good: Text("v=spf1 exists:%{i}.d.example -all"),
        },
        /// `%{` without `}`.
        MacroUnclosed => {
            "spf-macro-unclosed", Error, Rfc(7208, "7.1"),
            bad: Text("v=spf1 exists:%{i.d.example -all"),
            good: Text("v=spf1 exists:%{i}.d.example -all"),
        },
        /// No such macro letter.
        MacroLetterUnknown { letter: char } => {
            "spf-macro-letter-unknown", Error, Rfc(7208, "7.2"),
            bad: Text("v=spf1 exists:%{x}.d.example -all"),
            good: Text("v=spf1 exists:%{i}.d.example -all"),
        },
        /// `%{c}`, `%{r}` or `%{t}` outside an explanation.
        MacroOnlyInExplanation { letter: char } => {
            "spf-macro-only-in-explanation", Error, Rfc(7208, "7.2"),
            bad: Text("v=spf1 exists:%{c}.d.example -all"),
            good: Text("v=spf1 exists:%{i}.d.example -all"),
        },
        /// No parts to be kept: `%{d0}`.
        MacroZeroDigits => {
            "spf-macro-zero-digits", Error, Rfc(7208, "7.3"),
            bad: Text("v=spf1 exists:%{d0}.d.example -all"),
            good: Text("v=spf1 exists:%{d1}.d.example -all"),
        },
        /// Other marks between the braces of a macro.
        MacroMalformed { text: String } => {
            "spf-macro-malformed", Error, Rfc(7208, "7.1"),
            bad: Text("v=spf1 exists:%{ir;}.d.example -all"),
            good: Text("v=spf1 exists:%{ir}.d.example -all"),
        },
    }
}

/// What keeps a text from being an IPv4 address.
#[derive(Clone, Copy, Debug, Eq, PartialEq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ip4Fault {
    /// Fewer or more than four numbers.
    Count,
    /// A number above 255.
    TooLarge,
    /// A number that begins with a zero.
    LeadingZero,
    /// Something that is no number.
    Character,
}

/// What a problem does to the record that has it.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Effect {
    /// Receivers take the text as it stands.
    Accepted,
    /// Receivers answer "permerror" (RFC 7208 §4.6).
    Permerror,
    /// Receivers do not see an SPF record (RFC 7208 §4.5).
    Ignored,
}

impl Problem {
    /// What receivers make of a record with this problem.
    pub fn effect(&self) -> Effect {
        match self {
            Self::VersionMissing
            | Self::VersionUnknown { .. }
            | Self::VersionSenderId { .. }
            | Self::VersionGlued
            | Self::VersionAfterSpace
            | Self::VersionAfterQuote
            | Self::VersionAfterText { .. } => Effect::Ignored,
            Self::RecordInRecord { .. }
            | Self::Placeholder { .. }
            | Self::DomainSwallowsTerm { .. }
            | Self::MechanismWithEquals { .. }
            | Self::DomainCharacterOdd { .. } => Effect::Accepted,
            _ => Effect::Permerror,
        }
    }
}
