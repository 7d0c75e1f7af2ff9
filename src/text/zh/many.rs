//! Many domains.

use crate::report::survey::List;
use crate::text::many::{Left, ManyWords};

pub const WORDS: ManyWords = ManyWords {
    title: "批量检查",
    lede: "粘贴一份清单，或者把文件拖进来，里面的域名会一个接一个地检查。您可以在这个标签页里先做别的；重新加载之后，会从停下的地方继续。没有得到答复的，最后会再问一遍。",
    tells: "清单和结果只留在这个浏览器里。您选的解析器会知道查的是哪些域名。",
    label: "每行一个域名",
    placeholder: "example.com\nsomeone@example.net\nhttps://www.example.org/",
    file: "选择文件",
    drop: "或者拖到这里：文本文件，或者有一列是域名的CSV",
    pace: ["每秒最多向每个解析器发出", "项查询"],
    pause: "暂停",
    go_on: "继续",
    again: "重查没有答复的",
    new_list: "换一份清单",
    really: "清除这份清单和全部结果吗？",
    keep: "先留着",
    not_kept: "这个浏览器不保存数据，重新加载会丢掉清单。离开前请先存成文件。",
    elsewhere: "这个浏览器的另一个标签页正在检查一份清单。那个标签页关闭后，这里会接着做。",
    broken: "页面的这一部分没有加载成功，请重新加载再试。",
    refused: "没看懂的行",
    refused_address: "这是IP地址，请单独检查。",
    refused_one_label: "域名里应该有点号。",
    refused_text: "里面没有域名。",
    show: "显示",
    rule: "发现了",
    any_rule: "不限",
    word: "含有",
    save: "另存为",
    table: "检查结果",
    none: "没有这样的域名。",
    unchecked: "还没检查",
    domain: "域名",
    answers: ["能收到", "能冒名", "能接收"],
    findings: "发现",
    gravest: "最要紧的",
    nothing: "没有要改的",
    wanted: [
        "全部域名",
        "邮件可能送不到的",
        "外人能冒名的",
        "自己的邮件可能被拒的",
        "一切正常的",
        "有查询没得到答复的",
        "还没检查的",
    ],
    stages: [
        "",
        "已暂停",
        "正在检查",
        "暂时没有解析器答复。有答复时会自动继续。",
        "全部检查完毕",
    ],
};

pub fn check(domains: u32) -> String {
    match domains {
        0 => "检查".into(),
        _ => format!("检查这{domains}个域名"),
    }
}

pub fn listed(list: &List, file: &str) -> String {
    let domains = match list.entries.len() {
        0 => "没有域名".to_owned(),
        count => format!("{count}个域名"),
    };
    let mut text = match file {
        "" => domains,
        file => format!("{file}：{domains}"),
    };
    for (count, what) in [
        (list.repeated, "行是重复的"),
        (list.refused_count, "行没看懂"),
        (list.beyond, "行超出了上限"),
    ] {
        if count > 0 {
            text += &format!("；{count}{what}");
        }
    }
    text
}

pub fn done(done: u32, total: u32) -> String {
    format!("已检查{}个，共{}个", done, total)
}

pub fn left(seconds: u32) -> String {
    match Left::new(seconds) {
        Left::Moments => "还需不到一分钟".into(),
        Left::Minutes(minutes) => format!("大约还需{minutes}分钟"),
        Left::Hours(hours, 0) => format!("大约还需{hours}小时"),
        Left::Hours(hours, minutes) => format!("大约还需{hours}小时{minutes}分钟"),
    }
}

pub fn slowed(rate: u32) -> String {
    format!("有些查询没得到答复，所以暂时减到每秒{rate}项。")
}

pub fn asked(sent: u32, recalled: u32) -> String {
    format!("发出{sent}项查询，另有{recalled}项已经从别的域名那里知道了答复")
}

pub fn shown(shown: u32, total: u32) -> String {
    match shown == total {
        true => format!("{total}个域名"),
        false => format!("{total}个域名中的{shown}个"),
    }
}

pub fn findings(errors: u32, warnings: u32, advice: u32) -> String {
    let parts = [(errors, "个错误"), (warnings, "个警告"), (advice, "个建议")];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<_> = parts
        .map(|(count, what)| format!("{count}{what}"))
        .collect();
    match parts.is_empty() {
        true => "无".into(),
        false => parts.join("，"),
    }
}

pub fn unanswered(count: u32) -> String {
    format!("{count}项查询没得到答复")
}
