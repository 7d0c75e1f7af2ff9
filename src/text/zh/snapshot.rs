//! Snapshots: sharing them, opening them, and comparing them with now.

use crate::report::differences::{Became, Tally};
use crate::report::snapshot::Refused;
use crate::text::snapshot::SnapshotWords;
use crate::text::{Prose, visible};

pub const WORDS: SnapshotWords = SnapshotWords {
    share: "分享与保存",
    share_note: "拿到链接或文件的人，能看到查的是什么、查到的记录，以及问的是哪个解析器。什么都不会发给我们：`#`后面的内容不会离开浏览器。",
    link: "带着所见内容的链接",
    link_note: "里面有当时的答复、时间和答复者。打开时不向任何人查询，点一下就能与现在对照。",
    files: "存成文件",
    json: ["JSON", "全部内容，连同依据。拖回本页即可再次打开。"],
    markdown: ["Markdown", "文字版报告，可以贴进工单或文档。"],
    csv: ["CSV", "每个发现一行，用表格软件打开。"],
    print: ["打印", "打在纸上，或者存成PDF。"],

    open: "打开保存的报告",
    open_note: "把JSON报告拖到本页任意位置，或者选择文件。它只在您的浏览器里读取，重新评判，不发出任何查询。",
    choose: "选择文件",
    not_opened: "没能打开",

    report: "邮件DNS报告：",
    checked: "查看时间",
    resolvers: "答复者",
    answers: "概要",
    steps: "该做什么",
    found: "查看了什么",

    then_and_now: "当时与现在",
    then: "当时",
    now: "现在",
    changed: "有变化的记录",
    gone: "不再出现",
    come: "新出现",
    verdicts: "结论有变",
};

/// Why a text cannot be opened.
pub fn refused(refused: Refused) -> Prose {
    match refused {
        Refused::NotOne => "这不是Mailvet的报告，或者内容不完整。报告是“分享与保存”里存下的JSON文件。",
        Refused::Damaged => "链接在途中被截断或改动了，邮件客户端和聊天工具常这样处理长链接。请对方重新发一次，或者改发文件。",
        Refused::TooLarge => "它比任何报告都大，所以没有打开。",
        Refused::Newer => "它出自比本页更新的Mailvet版本。请重新加载本页，再打开一次。",
        Refused::Unsupported => "这个浏览器解不开这样的链接。新一些的浏览器可以，JSON文件在这里也能打开。",
    }
    .into()
}

/// That all that is shown was seen at a time, by whom.
pub fn seen(date: &str, resolvers: &[String]) -> Prose {
    let by = match resolvers {
        [] => "，没有人答复".to_owned(),
        [only] => format!("，由{}答复", visible(only)),
        [first, second] => format!("，由{}和{}答复", visible(first), visible(second)),
        [first, others @ ..] => format!("，由{}等{}家答复", visible(first), others.len() + 1),
    };
    Prose::from(format!(
        "这是{date}看到的情况{by}。现在没有发出查询，只按当时的答复重新评判。"
    ))
}

/// How large a link is, and what to do where it is too large.
pub fn link_size(octets: usize, fits: bool) -> Prose {
    let size = size(octets);
    Prose::from(match fits {
        true => size,
        false => {
            format!("{size}，作为链接太长，会被邮件客户端和聊天工具截断。请改存JSON文件发送。")
        }
    })
}

fn size(octets: usize) -> String {
    match octets {
        0..=999 => format!("{octets}字节"),
        _ => format!("{}.{} kB", octets / 1000, octets % 1000 / 100),
    }
}

/// What a record has become.
pub fn became(became: Became) -> &'static str {
    match became {
        Became::Changed => "与当时不同",
        Became::Come => "当时没有",
        Became::Gone => "现在没有了",
        Became::UnknownThen => "当时未知",
        Became::UnknownNow => "现在未知",
    }
}

/// What a comparison of then and now came to.
pub fn then_and_now(tally: Tally) -> Prose {
    let changed = match (tally.changed, tally.same) {
        (0, 0) => "没有可以对照的答复。".to_owned(),
        (0, same) => format!("没有变化：{same}个答复都与当时相同。"),
        (changed, same) => format!("{changed}处记录有变化，{same}个答复与当时相同。"),
    };
    let unknown = match tally.unknown {
        0 => String::new(),
        unknown => format!("{unknown}个答复当时或现在未知，没有对照。"),
    };
    let only = match (tally.only_then, tally.only_now) {
        (0, 0) => String::new(),
        (then, now) => {
            format!("记录指向了别处，所以有{then}项查询只有当时做过，{now}项只有现在做过。")
        }
    };
    Prose::from([changed, unknown, only].concat())
}
