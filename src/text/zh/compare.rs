//! Several resolvers side by side.

use crate::dns::Data;
use crate::dns::subnet::{AskedFrom, Scope};
use crate::follow::compare::{Arrival, Content, Group, NotCompared, Standing, What};
use crate::knowledge::regions::Region;
use crate::text::compare::{Arrivals, ComparisonWords, Lifetime, Sum};
use crate::text::{Prose, excerpt};

pub const WORDS: ComparisonWords = ComparisonWords {
    arrival: "改动生效了吗？",
    arrival_label: "粘贴您发布的记录值",
    arrival_look: "找一找",
    records: "逐条对照",
    elsewhere: "换个地方问",
    elsewhere_note: "有些权威服务器会按提问者所在的网络给出不同的答复。选一个地方，就能像从那里的公共网络提问一样查询。解析器和域名的权威服务器会看到那个网络，其中没有您的地址。您不选，就不会这样问。",
    also: "也问问",
    times_note: "时间是各解析器自己报的剩余缓存时间，长短由它们自己决定。大型解析器有许多份缓存，在时间到之前，旧答复还可能再出现。",
    selectors_note: "没有填写选择器，所以没有对照DKIM公钥。可以填在“DKIM选择器”旁边。",
    made_up: ["虚构的解析器甲", "虚构的解析器乙（较旧）"],
};

/// What is called by a place's records.
pub fn place(what: &What) -> Prose {
    Prose::from(match what {
        What::NameServers => "权威服务器".into(),
        What::Mx => "邮件服务器（MX）".into(),
        What::Address => "地址".into(),
        What::Spf => "SPF".into(),
        What::Dkim(selector) => format!("DKIM（`{selector}`）"),
        What::Dmarc => "DMARC".into(),
        What::MtaSts => "MTA-STS".into(),
        What::TlsRpt => "TLS报告".into(),
        What::Bimi => "BIMI".into(),
    })
}

pub fn region(region: Region) -> &'static str {
    match region {
        Region::ChinaTelecom => "中国大陆（电信）",
        Region::ChinaUnicom => "中国大陆（联通）",
        Region::ChinaMobile => "中国大陆（移动）",
        Region::HongKong => "香港",
        Region::Taiwan => "台湾",
        Region::Japan => "日本",
        Region::Singapore => "新加坡",
        Region::India => "印度",
        Region::Australia => "澳大利亚",
        Region::Germany => "德国",
        Region::UnitedKingdom => "英国",
        Region::SouthAfrica => "南非",
        Region::Brazil => "巴西",
        Region::UnitedStatesEast => "美国东部",
        Region::UnitedStatesWest => "美国西部",
    }
}

/// A resolver that is asked as if from a region.
pub fn as_from(resolver: &str, region: Region) -> String {
    format!("{resolver}（从{}问）", self::region(region))
}

/// How long an answer may stay with a resolver.
pub fn lifetime(seconds: u32) -> String {
    match Lifetime::new(seconds) {
        Lifetime::Nothing => "不缓存".into(),
        Lifetime::Minutes(minutes) => format!("最多还有{minutes}分钟"),
        Lifetime::Hours(hours, 0) => format!("最多还有{hours}小时"),
        Lifetime::Hours(hours, minutes) => format!("最多还有{hours}小时{minutes}分钟"),
        Lifetime::Days(days, 0) => format!("最多还有{days}天"),
        Lifetime::Days(days, hours) => format!("最多还有{days}天{hours}小时"),
    }
}

/// How the answers to one question stand to each other; `alone` is who alone
/// could find out, and so many others could not; `most` is what most give.
pub fn agreement(standing: Standing, alone: &str, failed: usize, most: Option<&Group>) -> Prose {
    let what = most
        .map(|group| content(&group.content))
        .unwrap_or_default();
    let others = match failed {
        0 => String::new(),
        _ => format!("，{failed}家没有答复"),
    };
    Prose::from(match standing {
        Standing::Pending => "正在查询".into(),
        Standing::Agree(count) if failed > 0 => format!("答复的{count}家一致：{what}{others}"),
        Standing::Agree(count) => format!("{count}家一致：{what}"),
        Standing::Differ(count) => format!("有{count}种不同的答复{others}"),
        Standing::Alone(_) => format!("只有{}答复了{others}", excerpt(alone)),
        Standing::Unknown => "没有一家答复".into(),
    })
}

/// What an answer says, in a few words.
fn content(content: &Content) -> String {
    match content {
        Content::Records(records) => match records.first() {
            Some(Data::Txt(txt)) if records.len() == 1 => format!("`{}`", excerpt(&txt.text())),
            _ => format!("{}条记录", records.len()),
        },
        Content::NoData(_) => "没有这种记录".into(),
        Content::NoSuchName(_) => "没有这个名字".into(),
    }
}

/// What a whole comparison came to.
pub fn comparison(sum: &Sum) -> Prose {
    let silent = match sum.asked - sum.answered {
        0 => String::new(),
        silent => format!("{}家里有{silent}家什么也没有答复。", sum.asked),
    };
    let unknown = match sum.unknown {
        0 => String::new(),
        unknown => format!("有{unknown}条记录答复太少，无从对照。"),
    };
    let said = match (sum.answered, sum.differ) {
        (0, _) => return "没有一家答复，发布了什么无从知道。".into(),
        (1, _) => "只有一家解析器答复了，一份答复没法对照。".into(),
        (count, 0) => format!(
            "答复的{count}家，在能对照的{}条记录上说法全都一致。",
            sum.compared
        ),
        (_, differ) => format!(
            "{}条记录里有{differ}条说法不一。邮件按哪一种说法处理，要看收件方问的是谁。",
            sum.compared
        ),
    };
    Prose::from([said, silent, unknown].concat())
}

/// Whether a value has come to one resolver.
pub fn arrival(arrival: &Arrival) -> Prose {
    match arrival {
        Arrival::Arrived => "已经有了".into(),
        Arrival::Other { lifetime: None } => "还是别的答复".into(),
        Arrival::Other {
            lifetime: Some(seconds),
        } => Prose::from(format!("还是别的答复，{}", lifetime(*seconds))),
        Arrival::Unknown(failure) => {
            Prose::from(format!("未知：{}", super::dns::failure(failure).plain()))
        }
        Arrival::Pending => "正在查询".into(),
    }
}

/// To whom a change has come, in a sentence.
pub fn arrivals(sum: &Arrivals) -> Prose {
    let answered = sum.arrived + sum.other;
    let wait = match sum.longest {
        Some(0) => "它们手里的答复并不缓存，可以马上再问".into(),
        Some(longest) => format!("它们手里的答复{}", lifetime(longest)),
        None => "它们手里的答复还会留多久，它们没有说".into(),
    };
    let said = match (sum.arrived, sum.other) {
        _ if sum.pending > 0 => return "还有解析器没有答复。".into(),
        (0, 0) => return "没有一家答复，改动是否生效无从知道。".into(),
        (1, 0) => "答复的那一家已经看到改动了。".into(),
        (_, 0) => format!("答复的{answered}家都已经看到改动了。"),
        (0, _) => format!(
            "答复的{answered}家都还没有看到改动；{wait}。如果过了这个时间还没有，请看看DNS服务商那里是否保存成功，主机记录是否写对。"
        ),
        (arrived, behind) => {
            format!("{answered}家里有{arrived}家已经看到改动，还有{behind}家没有；{wait}。")
        }
    };
    let unknown = match sum.unknown {
        0 => String::new(),
        unknown => format!("另有{unknown}家情况未知。"),
    };
    Prose::from([said, unknown].concat())
}

/// Why a text is nothing that can be looked for.
pub fn not_compared(why: &NotCompared) -> Prose {
    Prose::from(match why {
        NotCompared::NoValue => {
            "里面没有记录值。请粘贴记录本该写的内容，例如`v=spf1 mx -all`。".into()
        }
        NotCompared::Elsewhere(owner) => format!(
            "`{}`不在这里对照的名字之中。DKIM选择器可以填在“DKIM选择器”旁边。",
            excerpt(owner)
        ),
        NotCompared::NoSuchKind => "这里不对照这一类记录。".into(),
        NotCompared::WhichName => {
            "它可能在好几个名字上，而哪里都没有。请把整行连同前面的名字一起粘贴。".into()
        }
    })
}

/// For which places an answer holds.
pub fn asked_from(from: &AskedFrom) -> String {
    let subnet = from.subnet;
    match from.scope {
        Scope::Silent => format!("按来自{subnet}提问；没说是否照办"),
        Scope::Echoed => format!("按来自{subnet}提问；照办了，没给适用范围"),
        Scope::Prefix(0) => format!("按来自{subnet}提问；范围0，答复与地点无关"),
        Scope::Prefix(scope) => {
            format!("按来自{subnet}提问；范围{scope}，答复适用于它所在的/{scope}网段")
        }
    }
}

/// How many records all give, besides those that are shown.
pub fn common(count: usize) -> Prose {
    match count {
        0 => "".into(),
        _ => Prose::from(format!("另有{count}条记录，各家都一样")),
    }
}

/// How much of what was asked a resolver has answered.
pub fn vantage(answered: usize, failed: usize, pending: usize) -> String {
    match (answered, failed, pending) {
        (_, _, 1..) => "正在查询".into(),
        (_, 0, _) => "已答复".into(),
        (0, _, _) => "没有答复".into(),
        _ => format!("答复了{answered}个，共{}个", answered + failed),
    }
}

/// That addresses may differ by place on purpose.
pub fn addresses_differ() -> Prose {
    "各地的地址可能是有意不同的。每一个都必须能收这个域名的邮件。".into()
}

/// What a resolver that does not validate, and lies where it must, gives.
pub fn unreliable(resolver: &str) -> Prose {
    Prose::from(format!(
        "{}不验证DNSSEC，有些答复可能被改动过。",
        excerpt(resolver)
    ))
}
