//! Text as people paste it: bare records, lines of a zone file, the output of
//! `dig`, a row of a DNS panel. What had to be repaired is said.

mod clean;
mod line;
mod mapped;

pub use clean::Repair;
pub use mapped::Mapped;

use super::kind::RecordKind;
use super::span::Span;
use crate::order::Arrange;

/// A pasted text, taken apart into records.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Paste {
    /// The records in it, in order. MX records of one owner are one set.
    pub records: Vec<PastedRecord>,
    /// What was taken out or put right, each once.
    pub repairs: Vec<Repair>,
    /// The record type asked for, where the text is a `dig` or `nslookup`
    /// command rather than a record.
    pub command: Option<String>,
}

/// One record of a pasted text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PastedRecord {
    /// Its owner name, as written.
    pub owner: Option<String>,
    /// Its time to live in seconds.
    pub ttl: Option<u32>,
    /// The type it is written under, in capitals.
    pub rtype: Option<String>,
    /// Its kind, where owner, type or text tell it.
    pub kind: Option<RecordKind>,
    /// The record as receivers would see it.
    pub text: Mapped,
    /// The lengths of its character-strings, where it came in several.
    pub strings: Vec<usize>,
}

impl Paste {
    /// Takes a pasted text apart.
    pub fn read(raw: &str) -> Self {
        let (clean, mut repairs) = clean::clean(raw);
        let command = command(clean.text());
        let mut records: Vec<PastedRecord> = Vec::new();
        // A policy file keeps its lines: they are its syntax.
        if command.is_none() && RecordKind::of_text(clean.text()) == Some(RecordKind::MtaStsPolicy)
        {
            let text = clean.clone();
            records.push(PastedRecord {
                owner: None,
                ttl: None,
                rtype: None,
                kind: Some(RecordKind::MtaStsPolicy),
                text,
                strings: Vec::new(),
            });
        } else if command.is_none() {
            for line in line::lines(clean.text()) {
                let record = line.record(&clean, &mut repairs);
                match records.last_mut() {
                    Some(last) if last.goes_on_with(&record) => last.add(&record),
                    _ => records.push(record),
                }
            }
        }
        repairs.arrange();
        repairs.dedup();
        Self {
            records,
            repairs,
            command,
        }
    }
}

impl PastedRecord {
    /// Whether a record is another of this one's MX set.
    fn goes_on_with(&self, next: &Self) -> bool {
        self.kind == Some(RecordKind::Mx)
            && next.kind == self.kind
            && (next.owner.is_none() || next.owner == self.owner)
    }

    fn add(&mut self, next: &Self) {
        let start = next.text.origin(Span::new(0, 0));
        self.text.push('\n', start);
        self.text
            .append(&next.text, Span::new(0, next.text.text().len()));
    }
}

/// The record type in a command that asks for one.
fn command(text: &str) -> Option<String> {
    let mut words = text
        .split_whitespace()
        .skip_while(|word| matches!(*word, "$" | "#" | ">"));
    let program = words.next()?;
    if !matches!(program, "dig" | "nslookup" | "host" | "kdig" | "drill") {
        return None;
    }
    let rtype = words
        .map(|word| word.trim_start_matches("-type=").trim_start_matches("-q="))
        .filter(|word| !word.starts_with(['+', '-', '@']) && !word.contains('.'))
        .last()?;
    Some(rtype.to_ascii_uppercase())
}

/// The kind that a record's owner name tells.
fn kind_of_owner(owner: &str) -> Option<RecordKind> {
    let owner = owner.to_ascii_lowercase();
    let has = |label: &str| owner.split('.').any(|part| part == label);
    if has("_domainkey") {
        Some(RecordKind::Dkim)
    } else if has("_dmarc") {
        Some(RecordKind::Dmarc)
    } else if has("_mta-sts") {
        Some(RecordKind::MtaSts)
    } else if has("_tls") {
        Some(RecordKind::TlsRpt)
    } else if has("_bimi") {
        Some(RecordKind::Bimi)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(raw: &str) -> Vec<String> {
        Paste::read(raw)
            .records
            .iter()
            .map(|record| record.text.text().to_owned())
            .collect()
    }

    #[test]
    fn a_bare_record_stays_as_it_is() {
        let paste = Paste::read("v=spf1 a mx ~all");
        assert_eq!(paste.records[0].text.text(), "v=spf1 a mx ~all");
        assert_eq!(paste.records[0].kind, Some(RecordKind::Spf));
        assert!(paste.repairs.is_empty());
    }

    #[test]
    fn lines_of_a_zone_file_are_understood() {
        let paste = Paste::read(
            "_dmarc.example.com.\t3600\tIN\tTXT\t\"v=DMARC1; p=none; \" \"rua=mailto:a@example.com\"",
        );
        let record = &paste.records[0];
        assert_eq!(record.owner.as_deref(), Some("_dmarc.example.com."));
        assert_eq!(record.ttl, Some(3600));
        assert_eq!(record.rtype.as_deref(), Some("TXT"));
        assert_eq!(record.kind, Some(RecordKind::Dmarc));
        assert_eq!(
            record.text.text(),
            "v=DMARC1; p=none; rua=mailto:a@example.com"
        );
        assert_eq!(record.strings, [18, 24]);
        assert_eq!(paste.repairs, [Repair::Quotes, Repair::Strings(2)]);
    }

    #[test]
    fn a_string_longer_than_dns_takes_is_told_of() {
        let string =
            |octets: usize| format!("d.example. TXT \"v=spf1 {}\"", "a".repeat(octets - 7));
        assert_eq!(Paste::read(&string(255)).repairs, [Repair::Quotes]);
        let told = [Repair::Quotes, Repair::LongString(256)];
        assert_eq!(Paste::read(&string(256)).repairs, told);
        let bare = format!("v=spf1 {}", "a".repeat(300));
        assert_eq!(Paste::read(&bare).repairs, []);
    }

    #[test]
    fn the_output_of_dig_is_understood() {
        let paste = Paste::read(
            "; <<>> DiG 9.18 <<>> example.com TXT\n;; ANSWER SECTION:\nexample.com.\t300\tIN\tTXT\t\"v=spf1 -all\"\nexample.com.\t300\tIN\tTXT\t\"x\\\"y\\; \\065\"\n\n;; Query time: 1 msec",
        );
        assert_eq!(paste.records.len(), 2);
        assert_eq!(paste.records[0].text.text(), "v=spf1 -all");
        assert_eq!(paste.records[1].text.text(), "x\"y; A");
        assert!(paste.repairs.contains(&Repair::Escapes));
    }

    #[test]
    fn mx_lines_are_one_set() {
        for raw in [
            "example.com MX 10 mail1\nMX 10 mail2",
            "10 mail1\n10 mail2",
            "example.com. 300 IN MX 10 mail1\nexample.com. 300 IN MX 10 mail2",
        ] {
            assert_eq!(texts(raw), ["10 mail1\n10 mail2"], "{raw}");
        }
        assert_eq!(texts("mx.example.com IN MX 10"), ["10"]);
    }

    #[test]
    fn a_zone_file_ends_the_names_of_mail_servers_in_a_dot() {
        let read = |raw| Paste::read(raw).repairs;
        let dot = Repair::FinalDot("mail.example.com".into());
        let raw = "example.com. 300 IN MX 10 mail.example.com ; first";
        assert_eq!(read(raw), [dot]);
        assert_eq!(texts(raw), ["10 mail.example.com."]);
        for whole in [
            "example.com. IN MX 10 mail.example.com.",
            "@ IN MX 10 mail",
            "@ IN MX 0 .",
            "@ IN MX 10 192.0.2.1",
            "example.com MX 10 mail.example.com",
        ] {
            assert!(read(whole).is_empty(), "{whole}");
        }
        assert_eq!(texts("d.example. IN MX 10 @"), ["10 @"]);
        assert_eq!(texts("10 @"), ["10 @"]);
    }

    #[test]
    fn parentheses_and_wrapped_strings_are_joined() {
        assert_eq!(
            texts("s._domainkey IN TXT ( \"v=DKIM1; p=\"\n  \"MIIB\" ) ; comment"),
            ["v=DKIM1; p=MIIB"]
        );
        assert_eq!(
            texts("v=DKIM1; k=rsa; p=MIIB\nIjAN\nBgkq"),
            ["v=DKIM1; k=rsa; p=MIIB\nIjAN\nBgkq"]
        );
    }

    #[test]
    fn stray_quotes_go() {
        for raw in [
            "\"v=spf1 -all",
            "v=spf1 -all\"",
            "'v=spf1 -all'",
            "“v=spf1 -all”",
            "&quot;v=spf1 -all&quot;",
            "\"\"v=spf1 -all\"\"",
            "\"v=spf1 \" \"-all\"",
            "v=spf1 \" \"-all",
        ] {
            assert_eq!(texts(raw), ["v=spf1 -all"], "{raw}");
        }
    }

    #[test]
    fn a_row_of_a_panel_is_understood() {
        let paste = Paste::read("_dmarc\tTXT\t600\tv=DMARC1; p=none");
        let record = &paste.records[0];
        assert_eq!(record.text.text(), "v=DMARC1; p=none");
        assert_eq!(
            (record.ttl, record.owner.as_deref()),
            (Some(600), Some("_dmarc"))
        );
    }

    #[test]
    fn a_command_is_no_record() {
        assert_eq!(
            Paste::read("dig +short example.com SPF").command.as_deref(),
            Some("SPF")
        );
        assert_eq!(
            Paste::read("nslookup -type=txt example.com")
                .command
                .as_deref(),
            Some("TXT")
        );
        assert_eq!(Paste::read("digital TXT x").command, None);
    }

    #[test]
    fn spans_lead_back_to_what_was_pasted() {
        let raw = "@ IN TXT “v=spf1 –all”";
        let paste = Paste::read(raw);
        let text = &paste.records[0].text;
        let all = text.text().find("-all").unwrap();
        let origin = text.origin(Span::new(all, all + 4));
        assert_eq!(origin.slice(raw), "–all");
    }
}
