//! What is said of MTA-STS.

use super::mx;
use super::tag_list::List;
use crate::check::mta_sts::policy::Fact as Policy;
use crate::check::mta_sts::published::Fact as Published;
use crate::check::mta_sts::text::Fact as Text;
use crate::record::mta_sts::{policy, txt::Problem};
use crate::text::{Message, excerpt, message};

/// What is said of MTA-STS as DNS has it.
pub fn published(fact: &Published) -> Message {
    match fact {
        Published::Missing { domain } => message!(
            "`{domain}`没有声明MTA-STS策略",
            "邮件服务器说支持TLS，发件方就用TLS；要是有人在中途抹掉这句话，或者冒充服务器，发件方察觉不到。MTA-STS用一条TXT记录加网站上的一个小文件来防这一手。没有它，邮件照样能到。"
        ),
        Published::Several { name, count } => message!(
            "`{name}`有{count}条MTA-STS记录",
            "发件方看到不止一条，就一条也不认，MTA-STS不起保护作用。请只留最新的一条。"
        ),
        Published::Unrelated { name, text } => {
            let text = excerpt(text);
            message!(
                "`{name}`放着别的TXT记录",
                "那里写的是`{text}`，发件方会跳过。可能是泛解析带来的，也可能放错了名字。"
            )
        }
        Published::AliasOfNothing { name, target } => message!(
            "`{name}`指向`{target}`，而那里没有MTA-STS记录",
            "发件方找不到策略，MTA-STS不起保护作用。请把CNAME改成服务商现在给出的名字，或者删掉它。"
        ),
        Published::AtApex { domain } => message!(
            "MTA-STS记录放在了`{domain}`本身",
            "发件方只看`_mta-sts.{domain}`。请把记录移过去。"
        ),
        Published::Elsewhere { found, name } => message!(
            "MTA-STS记录放在了`{found}`，没有人会去那里看",
            "发件方只看`{name}`。请把记录移过去。"
        ),
        Published::HostWithoutAddress { host } => message!(
            "声明了策略，但`{host}`没有地址",
            "发件方要到这台主机取策略，取不到，MTA-STS就不起保护作用。请给它加上地址并放好策略文件，或者删掉TXT记录。"
        ),
        Published::WithoutMail { domain } => message!(
            "声明了策略，而`{domain}`不收邮件",
            "没有什么要保护的，记录和文件都可以删掉。"
        ),
        Published::MxCovered { hosts: 1 } => message!(
            "策略允许这台邮件服务器",
            "遵守策略的发件方能在允许的名字里找到它。"
        ),
        Published::MxCovered { hosts } => message!(
            "{hosts}台邮件服务器，策略都允许",
            "遵守策略的发件方能在允许的名字里找到每一台。"
        ),
        Published::MxNotCovered { host } => message!(
            "策略不允许邮件服务器`{host}`",
            "策略已经强制执行，遵守它的发件方不会把邮件投到这台服务器。请在策略里加一行`mx: {host}`，再改记录里的`id`。"
        ),
        Published::MxNotCoveredInTesting { host } => message!(
            "策略不允许邮件服务器`{host}`",
            "策略还在测试模式，邮件照样能到；一旦强制执行，就不会有邮件投到这里。请在那之前加一行`mx: {host}`。"
        ),
        Published::PatternUnused { pattern } => {
            let pattern = excerpt(pattern);
            message!(
                "策略允许`{pattern}`，而域名没有这样的邮件服务器",
                "正在搬迁就没问题，否则请删掉这一行：谁拿到那个名字，谁就可能收走邮件。"
            )
        }
    }
}

const LIST: List = List {
    kind: "MTA-STS",
    version: "STSv1",
    readers: "发件方",
    broken: "发件方会丢弃这条记录，MTA-STS不起保护作用。",
    repeated: "多数发件方用第一个。",
};

const BROKEN: &str = LIST.broken;
const POLICY: &str = "发件方会丢弃这份策略，MTA-STS不起保护作用。";

/// What is said of a departure from the record's grammar.
pub fn problem(problem: &Problem) -> Message {
    match problem {
        Problem::VersionMissing => LIST.version_missing(),
        Problem::VersionWrong { found } => LIST.version_wrong(found),
        Problem::OtherRecord { version } => LIST.other_record(version),
        Problem::Malformed { fault } => LIST.malformed(*fault),
        Problem::TagRepeated { name } => LIST.tag_repeated(name),
        Problem::TagUnknown { name } => LIST.tag_unknown(name),
        Problem::TagMisspelt { name, meant } => LIST.tag_misspelt(name, meant),
        Problem::SpaceAroundEquals => message!("`=`旁边有空格", "{BROKEN}请删掉空格。"),
        Problem::ExtensionInvalid { found } => {
            let found = excerpt(found);
            message!(
                "`{found}`不能作标签的值",
                "{BROKEN}请删掉这个标签，它在这里没有意义。"
            )
        }
        Problem::IdMissing => message!(
            "缺少`id`",
            "{BROKEN}请加上随策略而变的`id`，例如日期：`id=20261121`。"
        ),
        Problem::IdInvalid { found } => {
            let found = excerpt(found);
            message!(
                "`id={found}`无效",
                "{BROKEN}只能用字母和数字，不能有`-`或空格，例如`id=20261121`。"
            )
        }
        Problem::IdTooLong { characters } => message!(
            "`id`有{characters}个字符，上限是32",
            "{BROKEN}请写短一些，例如用日期。"
        ),
    }
}

/// What is said of the record.
pub fn text(fact: &Text) -> Message {
    match fact {
        Text::Announced { id } => {
            let id = excerpt(id);
            message!(
                "声明了一份策略，`id`是`{id}`",
                "支持MTA-STS的发件方会到域名的`mta-sts.`下取策略，`id`变了就重取。所以每次改策略都要改`id`。"
            )
        }
    }
}

/// What is said of a departure from the policy's grammar.
pub fn policy_problem(problem: &policy::Problem) -> Message {
    use policy::Problem;
    match problem {
        Problem::LineMalformed { text } => {
            let text = excerpt(text);
            message!(
                "`{text}`不是`键: 值`的形式",
                "{POLICY}请照此改写，每个键一行。"
            )
        }
        Problem::LeadingSpace => message!("键前面有空格", "{POLICY}请删掉空格。"),
        Problem::EmptyLine => message!(
            "有空行",
            "多数发件方不在意，严格的会丢弃整份策略。请删掉空行。"
        ),
        Problem::KeyUnknown { name } => {
            let name = excerpt(name);
            message!("策略没有`{name}`这个键", "发件方会跳过它，可以删掉。")
        }
        Problem::KeyMisspelt { name, meant } => {
            let name = excerpt(name);
            message!(
                "策略没有`{name}`这个键；是不是想写`{meant}`？",
                "发件方会跳过它。请写`{meant}:`。"
            )
        }
        Problem::KeyRepeated { name } => {
            let name = excerpt(name);
            message!(
                "`{name}`写了两次",
                "发件方用第一个；只有`mx`可以写多次。请删掉另一个。"
            )
        }
        Problem::VersionMissing => message!("缺少版本", "{POLICY}第一行请写`version: STSv1`。"),
        Problem::VersionInvalid { found } => {
            let found = excerpt(found);
            message!("没有`{found}`这个版本", "{POLICY}请写`version: STSv1`。")
        }
        Problem::ModeMissing => message!(
            "缺少模式",
            "{POLICY}先写`mode: testing`，等报告里没有失败再改成`mode: enforce`。"
        ),
        Problem::ModeInvalid {
            found,
            meant: Some(meant),
        } => {
            let found = excerpt(found);
            message!(
                "没有`{found}`这种模式",
                "{POLICY}是不是想写`mode: {meant}`？"
            )
        }
        Problem::ModeInvalid { found, meant: None } => {
            let found = excerpt(found);
            message!(
                "没有`{found}`这种模式",
                "{POLICY}请写`enforce`、`testing`或`none`。"
            )
        }
        Problem::MaxAgeMissing => message!(
            "缺少`max_age`",
            "{POLICY}请写明发件方该记住策略多少秒：`max_age: 1209600`是两周。"
        ),
        Problem::MaxAgeInvalid { found } => {
            let found = excerpt(found);
            message!(
                "`{found}`不是秒数",
                "{POLICY}请只写数字：`max_age: 1209600`是两周。"
            )
        }
        Problem::MaxAgeTooGreat { seconds } => {
            message!("{seconds}秒超过一年", "{POLICY}最多写`max_age: 31557600`。")
        }
        Problem::MxMissing => message!(
            "没有写邮件服务器",
            "{POLICY}请为域名的每台邮件服务器写一行`mx:`。"
        ),
        Problem::MxInvalid { found, fault } => {
            let (found, why) = (excerpt(found), mx::host_fault(*fault));
            message!("`{found}`既不是主机名，也不是`*.`加域名", "{POLICY}{why}")
        }
    }
}

/// What is said of a policy.
pub fn policy(fact: &Policy) -> Message {
    match fact {
        Policy::ModeEnforce => message!(
            "邮件只经过验证的TLS送达",
            "支持MTA-STS的发件方不会把邮件交给没有有效证书或名字不符的服务器。"
        ),
        Policy::ModeTesting => message!(
            "策略还在测试模式",
            "发件方会报告失败，但照样投递，所以还没有保护作用。等报告里没有失败，就改成`mode: enforce`。"
        ),
        Policy::ModeNone => message!(
            "策略已经撤回",
            "发件方会忘掉它，按没有MTA-STS来投递。打算停用就该这样；过了`max_age`，记录和文件都可以删掉。"
        ),
        Policy::MaxAgeShort { seconds } => message!(
            "发件方记住策略{seconds}秒就忘",
            "不到一天几乎没有保护作用，因为很少有发件方这么快再来。请写`max_age: 1209600`（两周）或更长。"
        ),
        Policy::MaxAgeBrief { seconds } => {
            let days = seconds / 86_400;
            message!(
                "发件方记住策略{days}天就忘",
                "难得来信的发件方得不到保护。RFC 8461希望是几周以上：`max_age: 1209600`是两周。"
            )
        }
        Policy::MxRepeated => message!("同一个`mx`写了两次", "第二个不起作用，请删掉。"),
    }
}
