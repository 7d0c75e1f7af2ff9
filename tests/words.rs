//! Every rule that a text can meet has words in every language.

use mailvet::check::{Fact, text};
use mailvet::record::kind::RecordKind;
use mailvet::record::paste::{Paste, Repair};
use mailvet::rule::{Example, Rule, Subject};
use mailvet::text::{Language, Piece, Prose};

#[test]
fn every_rule_is_said_in_every_language() {
    let mut wrong = Vec::new();
    for rule in Fact::rules() {
        let Example::Text(bad) = rule.bad else {
            continue;
        };
        let Some(fact) = meets(rule, bad) else {
            wrong.push(format!("{}: not met by {bad:?}", rule.id));
            continue;
        };
        for language in Language::ALL {
            let message = language.fact(&fact);
            for (part, prose) in [("title", message.title), ("detail", message.detail)] {
                let fault = fault(language, &prose);
                wrong.extend(fault.map(|fault| format!("{} {part}: {fault}", rule.id)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_term_of_every_example_is_said_in_every_language() {
    let mut wrong = Vec::new();
    for rule in Fact::rules() {
        for example in [rule.bad, rule.good] {
            let Example::Text(text) = example else {
                continue;
            };
            for (&kind, language) in kinds(rule.subject)
                .iter()
                .flat_map(|kind| Language::ALL.map(|language| (kind, language)))
            {
                let mut end = 0;
                for term in language.terms(kind, text) {
                    let fault = fault(language, &term.value);
                    wrong.extend(fault.map(|fault| format!("{text:?}: {fault}")));
                    assert!(term.span.start >= end, "{text:?}: terms overlap");
                    assert!(text.get(term.span.range()).is_some(), "{text:?}");
                    end = term.span.end;
                }
                let fault = fault(language, &language.usable(kind, text));
                wrong.extend(fault.map(|fault| format!("usable {text:?}: {fault}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_surrounds_a_record_is_said_in_every_language() {
    let repairs = [
        Repair::Invisible('\u{200b}'),
        Repair::Space('\u{a0}'),
        Repair::Quote('“'),
        Repair::Dash('–'),
        Repair::FullWidth('；'),
        Repair::Entity("&quot;".into()),
        Repair::Quotes,
        Repair::Strings(2),
        Repair::Escapes,
        Repair::Lines,
    ];
    for language in Language::ALL {
        for repair in &repairs {
            assert_eq!(fault(language, &language.repair(repair)), None);
        }
        for rtype in ["SPF", "DKIM", "DMARC", "TXT"] {
            assert_eq!(fault(language, &language.command(rtype)), None);
        }
        for kind in RecordKind::ALL {
            assert!(!language.kind(kind).is_empty());
        }
    }
}

#[test]
fn the_records_of_the_world_are_said_in_every_language() {
    let corpora = [
        ("spf", RecordKind::Spf),
        ("dkim", RecordKind::Dkim),
        ("dmarc", RecordKind::Dmarc),
        ("mta-sts-txt", RecordKind::MtaSts),
        ("tls-rpt", RecordKind::TlsRpt),
        ("bimi", RecordKind::Bimi),
        ("mx", RecordKind::Mx),
    ];
    for (name, kind) in corpora {
        let path = format!("../shared/corpora/{name}.ndjson");
        let Ok(file) = std::fs::read_to_string(&path) else {
            println!("skipped: {path} is not there");
            continue;
        };
        for line in file.lines() {
            let line: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
            let text = match &line["value"] {
                serde_json::Value::Array(lines) => lines
                    .iter()
                    .filter_map(|line| line.as_str())
                    .collect::<Vec<_>>()
                    .join("\n"),
                value => value.as_str().unwrap_or_default().to_owned(),
            };
            assert_eq!(faults(kind, &text), Vec::<String>::new(), "{text}");
        }
    }
}

/// Marks that must not pass for markup or for places to be filled in.
#[test]
fn nothing_from_outside_breaks_a_sentence() {
    for rule in Fact::rules() {
        let Example::Text(text) = rule.bad else {
            continue;
        };
        for (index, _) in text.char_indices().step_by(5).take(16) {
            for mark in ["`", "{}", "{0}", "\u{202e}", "``x"] {
                let (before, after) = text.split_at(index);
                let text = format!("{before}{mark}{after}");
                for &kind in kinds(rule.subject) {
                    assert_eq!(faults(kind, &text), Vec::<String>::new(), "{text}");
                }
            }
        }
    }
}

/// What is wrong with all that is said of a record.
fn faults(kind: RecordKind, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for language in Language::ALL {
        faults.extend(fault(language, &language.usable(kind, text)));
        for term in language.terms(kind, text) {
            faults.extend(fault(language, &term.value));
        }
        for fact in text::judge(kind, text) {
            let message = language.fact(&fact.value);
            faults.extend(fault(language, &message.title));
            faults.extend(fault(language, &message.detail));
        }
    }
    faults
}

/// What people paste from guides, and what each language must say of it.
const PASTED: &[(&str, &[&str], &[&str])] = &[
    (
        "v=spf1 a mx ~all",
        &[
            "it takes 2",
            "not refused with a 550",
            "Servers named in the MX records",
        ],
        &["占2次", "不是550", "MX记录里的服务器"],
    ),
    (
        "v=spf1 a mx include:_spf.google.com ~all",
        &["it takes 3", "add theirs"],
        &["自己占3次", "还要另算"],
    ),
    (
        "v=spf1 include _spf.google.com ~all",
        &[
            "`:` is missing behind `include`",
            "Write `include:_spf.google.com`",
        ],
        &["`include`后面少了`:`", "请写`include:_spf.google.com`"],
    ),
    (
        "v=spf1 a mx ptray mx include:_spf.example.com ~all",
        &[
            "did you mean `ptr`?",
            "should not be used either",
            "`mx` stands here twice",
        ],
        &["是不是想写`ptr`？", "也不该用", "`mx`写了两次"],
    ),
    (
        "v=spf1 include:your邮服务器IP ~all",
        &[
            "is a placeholder",
            "is not plain ASCII",
            "behind `ip4:` an address",
        ],
        &["占位文字", "不是ASCII字符", "`ip4:`后面是服务器的地址"],
    ),
    (
        "v=spf1 0.2.1 ~all",
        &["`ip4:` is missing", "`0.2.1` is no IPv4 address"],
        &["少了`ip4:`", "`0.2.1`不是IPv4地址"],
    ),
    (
        "v=spf1 192.0.2.1 -all",
        &["`ip4:` is missing before `192.0.2.1`"],
        &["`192.0.2.1`前面少了`ip4:`"],
    ),
    (
        "v=spf1 include:_spf.google.com ~all v=DKIM1; k=rsa; p=MIGf…",
        &[
            "Another record begins here",
            "at `selector._domainkey.example.com`",
        ],
        &["是另一条记录", "放在`selector._domainkey.example.com`"],
    ),
    (
        "v=spf1 mx -all v=spf1 a -all",
        &["A second `v=spf1`", "one `v=spf1` in front, one `all`"],
        &["又写了一个`v=spf1`", "合并成一条"],
    ),
    (
        "v=spf1 a:1.d.example a:2.d.example a:3.d.example a:4.d.example a:5.d.example \
         a:6.d.example a:7.d.example a:8.d.example a:9.d.example mx ptr -all",
        &[
            "give up at the eleventh DNS lookup (permerror), and the record takes 11",
            "servers matched before it pass",
        ],
        &[
            "查到第十一次DNS就会放弃（permerror）",
            "要查11次",
            "之前匹配到的服务器",
        ],
    ),
    (
        "v=spf1 ip4:203.0.113.9/22 ip6:2001:db8::/64 exists:%{ir}.%{d1}.d.example ~all a x=y \
         redirect=d.example",
        &[
            "The 1,024 addresses from `203.0.112.0` to `203.0.115.255` may send",
            "The 2⁶⁴ addresses from `2001:db8::`",
            "`%{ir}` is the sending server's address, in reverse",
            "`%{d1}` is the domain of this record, its last part alone",
            "All other servers: accepted with suspicion (softfail)",
            "never reached, as it stands behind `all`",
            "never used, as there is `all`",
            "it takes 1.",
        ],
        &[
            "从`203.0.112.0`到`203.0.115.255`的1024个地址可以发信",
            "`%{ir}`是发信服务器的地址，各段倒序",
            "只留最后1段",
            "会被收下，但受到怀疑（softfail）",
            "轮不到它",
            "用不上它",
        ],
    ),
    (
        "v=spf1 -all",
        &["No server may send (fail)"],
        &["所有服务器都不许发信（fail）"],
    ),
    (
        "v=spf1 mx include:_spf.d.example-all",
        &[
            "the domain swallows a term",
            "receivers that come to it give up (permerror)",
        ],
        &[
            "当成一个域名去查",
            "收件方查到它就会放弃整条记录（permerror）",
        ],
    ),
    (
        "v=spf2 mx -all",
        &["There is no SPF version `v=spf2`", "Sender ID"],
        &["SPF没有`v=spf2`这个版本", "Sender ID"],
    ),
    (
        "v=spf1 mx",
        &["is neutral", "Add `~all`"],
        &["就是中立", "加上`~all`"],
    ),
    (
        "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEHAq...; s=d; h=Subject,From,Date",
        &[
            "hash algorithms here, not header fields",
            "services, not a selector",
            "cut short",
        ],
        &["不是邮件头字段", "不是选择器", "被截断了"],
    ),
    (
        "v=DKIM1; k=rsa; j=include",
        &["`p=` is missing", "DKIM knows no tag `j`"],
        &["缺少`p=`", "DKIM没有`j`这个标签"],
    ),
    (
        "v=DMARC1; p=quarantine; rua=mailto:postmaster@domain.com",
        &["Receivers use it", "only if its domain allows that"],
        &["收件方会使用它", "要对方的域名同意"],
    ),
    (
        "v=DMARC1; p=reject; p=quarantine",
        &["The tag `p` stands here twice"],
        &["标签`p`写了两次"],
    ),
    (
        "v=DMARC1; p=none; ria=mailto:a@example.com",
        &["did you mean `rua`?"],
        &["是不是想写`rua`？"],
    ),
    (
        "v=DMARC1; p=reject; pct=20",
        &["gone with RFC 9989", "Write `t=y`"],
        &["RFC 9989已经取消它", "请写`t=y`"],
    ),
    (
        "mx.example.com IN MX 10",
        &["The mail server is missing"],
        &["没有写邮件服务器"],
    ),
    (
        "example.com MX 10 mail1\nMX 10 mail2",
        &[
            "`mail1` is a relative name and stands for `mail1.<zone>`",
            "Senders try `mail2.<zone>` first",
            "share the preference 10",
            "no conflict",
        ],
        &[
            "`mail1`是相对名字",
            "发件方先试`mail2.<区域名>`",
            "并不冲突",
        ],
    ),
    (
        "example.com. MX 10 mail1.example.com.\nMX 10 mail2.example.com.",
        &["share the preference 10", "no conflict"],
        &["优先级都是10", "并不冲突"],
    ),
    (
        "example.com. MX 10 192.0.2.1",
        &["holds the address `192.0.2.1`"],
        &["写了地址`192.0.2.1`"],
    ),
    (
        "dig +short example.com SPF",
        &["no record type `SPF`", "at the domain itself"],
        &["没有`SPF`这种记录类型", "域名本身"],
    ),
    (
        "dig +short example.com DKIM",
        &["TXT record at `selector._domainkey.example.com`"],
        &["`selector._domainkey.example.com`的TXT记录"],
    ),
    (
        "dig +short example.com DMARC",
        &["TXT record at `_dmarc.example.com`"],
        &["`_dmarc.example.com`的TXT记录"],
    ),
];

#[test]
fn what_guides_get_wrong_is_answered() {
    for (pasted, english, chinese) in PASTED {
        for (language, wanted) in [(Language::English, english), (Language::Chinese, chinese)] {
            let said = everything_said(language, pasted);
            for words in *wanted {
                assert!(said.contains(words), "{pasted}\n{words}\n{said}");
            }
        }
    }
}

/// All that is said of a pasted text, with code between backquotes.
fn everything_said(language: Language, pasted: &str) -> String {
    let paste = Paste::read(pasted);
    let mut said: Vec<Prose> = paste
        .command
        .iter()
        .map(|rtype| language.command(rtype))
        .collect();
    for record in &paste.records {
        let text = record.text.text();
        let kind = record.kind.unwrap_or(RecordKind::Spf);
        said.push(language.usable(kind, text));
        said.extend(
            language
                .terms(kind, text)
                .into_iter()
                .map(|term| term.value),
        );
        for fact in text::judge(kind, text) {
            let message = language.fact(&fact.value);
            said.extend([message.title, message.detail]);
        }
    }
    said.iter().map(marked).collect::<Vec<_>>().join("\n")
}

fn marked(prose: &Prose) -> String {
    prose
        .pieces()
        .map(|piece| match piece {
            Piece::Words(words) => words.to_owned(),
            Piece::Code(code) => format!("`{code}`"),
        })
        .collect()
}

/// The fact by which a text meets a rule.
fn meets(rule: &Rule, text: &str) -> Option<Fact> {
    kinds(rule.subject)
        .iter()
        .flat_map(|kind| text::judge(*kind, text))
        .chain(text::judge_authorization(text))
        .map(|fact| fact.value)
        .find(|fact| fact.rule().id == rule.id)
}

fn kinds(subject: Subject) -> &'static [RecordKind] {
    match subject {
        Subject::Spf => &[RecordKind::Spf],
        Subject::Dkim => &[RecordKind::Dkim],
        Subject::Dmarc => &[RecordKind::Dmarc],
        Subject::MtaSts => &[RecordKind::MtaSts, RecordKind::MtaStsPolicy],
        Subject::TlsRpt => &[RecordKind::TlsRpt],
        Subject::Bimi => &[RecordKind::Bimi],
        Subject::Tlsa => &[RecordKind::Tlsa],
        Subject::Caa => &[RecordKind::Caa],
        Subject::Mx => &[RecordKind::Mx],
        Subject::Domain | Subject::Ptr => &[],
    }
}

/// What is wrong with a sentence.
fn fault(language: Language, prose: &Prose) -> Option<String> {
    let words: String = prose
        .pieces()
        .filter_map(|piece| match piece {
            Piece::Words(words) => Some(words),
            Piece::Code(_) => None,
        })
        .collect();
    let chinese =
        words.contains(|c| matches!(c, '\u{3001}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}'));
    let spaced = words.contains([',', ';', ':', '?']);
    let fault = match language {
        _ if prose.is_empty() => "nothing is said",
        _ if words.contains(['{', '}']) => "a place is not filled in",
        Language::English if chinese => "Chinese in English",
        Language::Chinese if !chinese => "no Chinese",
        Language::Chinese if spaced => "half-width punctuation",
        _ => return None,
    };
    Some(format!("{fault}: {}", prose.plain()))
}
