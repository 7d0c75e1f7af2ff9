//! What is said of DMARC.

mod places;
mod published;
mod reports;

pub use places::places;
pub use published::published;
pub use reports::reports;

use super::tag_list::{self, List};
use crate::check::dmarc::text::Fact as Text;
use crate::record::dmarc::Problem;
use crate::record::report_authorization;
use crate::text::{Message, excerpt, message};

const LIST: List = List {
    kind: "DMARC",
    version: "DMARC1",
    readers: "收件方",
    broken: "收件方会丢掉这个标签，甚至整条记录。",
    repeated: "收件方各行其是：有的用前一个，有的用后一个，有的丢弃整条记录。",
};

/// What is said of a departure from the grammar.
pub fn problem(problem: &Problem) -> Message {
    match problem {
        Problem::VersionMissing => LIST.version_missing(),
        Problem::VersionNotFirst => LIST.version_not_first(),
        Problem::VersionCase => LIST.version_case(),
        Problem::VersionUnknown { found } => LIST.version_unknown(found),
        Problem::OtherRecord { version } => LIST.other_record(version),
        Problem::SecondRecord => LIST.second_record(),
        Problem::LeadingSpace => LIST.leading_space(),
        Problem::Quoted { mark } => LIST.quoted(*mark),
        Problem::OddCharacter { character } => LIST.odd_character(*character),
        Problem::SeparatorMissing => LIST.separator_missing(),
        Problem::SeparatorLookalike { found } => LIST.separator_lookalike(*found),
        Problem::SeparatorEscaped => LIST.separator_escaped(),
        Problem::EqualsLookalike { found } => LIST.equals_lookalike(*found),
        Problem::EmptyPiece => LIST.empty_piece(),
        Problem::EqualsMissing { text, meant } => LIST.equals_missing(text, *meant),
        Problem::NameMalformed { character } => LIST.name_malformed(*character),
        Problem::NameCase { name } => LIST.name_case(name),
        Problem::TagRepeated { name } => LIST.tag_repeated(name),
        Problem::TagUnknown { name } => LIST.tag_unknown(name),
        Problem::TagMisspelt { name, meant } => LIST.tag_misspelt(name, meant),
        Problem::PolicyMissing => message!(
            "缺少策略`p`",
            "按RFC 9989，这等于`p=none`；旧的收件方可能丢弃整条记录。请在版本后面写上`p=none`、`p=quarantine`或`p=reject`。"
        ),
        Problem::PolicyInvalid { found, meant } => policy_invalid("p", found, *meant),
        Problem::SubdomainPolicyInvalid { found, meant } => policy_invalid("sp", found, *meant),
        Problem::NonexistentPolicyInvalid { found, meant } => policy_invalid("np", found, *meant),
        Problem::AlignmentInvalid { tag, found } => {
            let found = excerpt(found);
            message!(
                "`{tag}={found}`既不是`r`也不是`s`",
                "收件方会忽略它，按宽松的`r`处理。想要严格就写`{tag}=s`，否则删掉。"
            )
        }
        Problem::FailureOptionsInvalid { found } => {
            let found = excerpt(found);
            message!(
                "`fo={found}`不在可选之列",
                "收件方会按`0`处理：SPF和DKIM都没通过才发失败报告。请写`0`、`1`、`d`或`s`；要写几个就用`:`隔开，例如`1:d:s`。"
            )
        }
        Problem::FailureOptionsContradictory { found } => {
            let found = excerpt(found);
            message!(
                "`fo={found}`自相矛盾或者重复",
                "`0`和`1`只能选一个，每一项也只能写一次，否则收件方可能改按`0`处理。想多收报告就写`fo=1`。"
            )
        }
        Problem::PublicSuffixInvalid { found } => {
            let found = excerpt(found);
            message!(
                "`psd={found}`不是`y`、`n`、`u`中的一个",
                "收件方会忽略它。请删掉；如果这是贵组织最上层的域名，可以写`psd=n`。"
            )
        }
        Problem::TestingInvalid { found } => {
            let found = excerpt(found);
            message!(
                "`t={found}`既不是`y`也不是`n`",
                "收件方会忽略它，照策略全力执行。还在试行就写`t=y`，否则删掉。"
            )
        }
        Problem::PercentInvalid { found } => {
            let found = excerpt(found);
            message!(
                "`pct={found}`不是0到100的数",
                "收件方会忽略它。请删掉：RFC 9989已经取消`pct`，试行策略改用`t=y`。"
            )
        }
        Problem::UriEmpty { tag } => tag_list::uri_empty(tag),
        Problem::UriWithoutScheme { found, mailbox } => {
            tag_list::uri_without_scheme(found, *mailbox)
        }
        Problem::UriMalformed { found, fault } => tag_list::uri_malformed(found, *fault),
        Problem::MailboxInvalid { found } => tag_list::mailbox_invalid(found),
        Problem::UriAfterSemicolon { found } => tag_list::uri_after_semicolon(found),
    }
}

fn policy_invalid(tag: &str, found: &str, meant: Option<&str>) -> Message {
    let found = excerpt(found);
    let choice = match meant {
        Some(meant) => format!("是不是想写`{tag}={meant}`？"),
        None => "请写`none`、`quarantine`或`reject`。".into(),
    };
    message!(
        "`{tag}={found}`不是策略",
        "它会让记录里的策略全部作废：收件方只发报告；要是连有效的`rua`也没有，整条记录都不算数。{choice}"
    )
}

/// What is said of what a record asks for.
pub fn text(fact: &Text) -> Message {
    match fact {
        Text::WithoutEffect => message!(
            "这条记录不起作用",
            "既没有有效的策略，也没有收报告的有效地址，收件方只当它不存在。至少要写`v=DMARC1; p=none; rua=mailto:…`。"
        ),
        Text::PolicyNone => message!(
            "策略是`none`：没通过的邮件照常处理",
            "报告会告诉您谁在以这个域名发信，但冒名邮件照样送达。等自己的邮件都能通过，就改成`p=quarantine`。"
        ),
        Text::PolicyQuarantine => message!(
            "没通过的邮件会被当作可疑邮件",
            "看到`p=quarantine`，多数收件方会把这样的邮件放进垃圾箱。"
        ),
        Text::PolicyReject => message!(
            "没通过的邮件会被拒收",
            "冒名邮件会被挡在门外；您的邮件若被邮件列表改动过，也可能一同被挡。有人使用邮件列表的域名，RFC 9989建议最多用`p=quarantine`。请让所有邮件都有DKIM签名，因为邮件一转发，SPF就不管用了。"
        ),
        Text::SubdomainPolicyWeaker { domain, subdomains } => {
            let (domain, subdomains) = (domain.text(), subdomains.text());
            message!(
                "子域名防得更松：`sp={subdomains}`",
                "冒用域名本身的邮件按`{domain}`处理，冒用任意子域名的却只按`{subdomains}`。请删掉`sp`，或者让它和`p`一样严。"
            )
        }
        Text::SubdomainPolicyInherited { domain } => {
            let domain = domain.text();
            message!(
                "子域名也在保护之下",
                "没有写`sp`，凡是没有自己DMARC记录的子域名都按`{domain}`处理。"
            )
        }
        Text::NonexistentPolicyWeaker {
            domain: _,
            nonexistent,
        } => {
            let nonexistent = nonexistent.text();
            message!(
                "凭空编造的子域名防得更松：`np={nonexistent}`",
                "不存在的名字不会发信，以它们的名义来的邮件全是冒名的。请写`np=reject`。"
            )
        }
        Text::NonexistentPolicyAbsent { nonexistent } => {
            let nonexistent = nonexistent.text();
            message!(
                "凭空编造的子域名按`{nonexistent}`处理",
                "不存在的名字不会发信，加上`np=reject`就能挡住冒名邮件，又不影响您自己的邮件。今天就可以加。"
            )
        }
        Text::NonexistentPolicyStronger { nonexistent, older } => {
            let (nonexistent, older) = (nonexistent.text(), older.text());
            message!(
                "凭空编造的子域名防得更严：`np={nonexistent}`",
                "不存在的名字不会发信，这样写不影响您自己的邮件。照RFC 7489办事的收件方不认识`np`，仍按`{older}`处理。"
            )
        }
        Text::PublicSuffixClaimed => message!(
            "`psd=y`声明这是公共后缀",
            "这是给注册局用的：别人在它下面注册域名，下面的每个域名各算一个组织（旧的收件方不认识`psd`，不理会它）。如果域名只归您自己用，请删掉它。"
        ),
        Text::OrganizationalDomainClaimed => message!(
            "`psd=n`：组织的范围从这个域名开始",
            "收件方不会再往上找策略，它的子域名都与它对齐。旧的收件方不认识`psd`，要靠公共后缀列表来判断。"
        ),
        Text::Testing { asked, applied } if asked == applied => message!(
            "`t=y`在这里没有作用",
            "它让策略放松一级，而`none`已经松到底了。等有了要试行的策略再写。"
        ),
        Text::Testing { asked, applied } => {
            let (asked, applied) = (asked.text(), applied.text());
            message!(
                "有`t=y`在，`{asked}`只按`{applied}`执行",
                "这是RFC 9989的规定；旧的收件方不认识`t`，仍按`{asked}`执行。等报告表明自己的邮件都能通过，就删掉`t=y`。"
            )
        }
        Text::PercentPartial { percent } => message!(
            "`pct={percent}`不再能只管一部分邮件",
            "许多教程还在教人把`pct`逐步调高，但RFC 9989已经取消它：如今的收件方对所有没通过的邮件执行策略，旧的只对其中{percent}%执行。试行策略请写`t=y`，并删掉`pct`。"
        ),
        Text::PercentZero => message!(
            "`pct=0`是`t=y`的旧写法",
            "如今的收件方会忽略它，照策略全力执行；旧的会放松一级。还在试行就写`t=y`，并删掉`pct`。"
        ),
        Text::PercentWithoutPolicy { percent } => message!(
            "有`p=none`在，`pct={percent}`不起作用",
            "没有策略，也就谈不上对多少邮件执行；何况RFC 9989已经取消`pct`。请删掉它。"
        ),
        Text::HistoricTag { tag } => message!(
            "`{tag}`已经停用",
            "RFC 9989取消了它，收件方会跳过。可以删掉。"
        ),
        Text::PolicyLate => message!(
            "`p`没有紧跟在版本后面",
            "RFC 9989允许这样写，但有些旧的收件方会丢弃这样的记录。请把`p`移到第二位。"
        ),
        Text::AlignmentStrict { tag: "aspf" } => message!(
            "SPF必须与域名完全一致：`aspf=s`",
            "退信地址在子域名下的邮件，SPF就不算通过，而许多发信服务用的正是子域名。没有这样的服务，或者这个域名不发信，这样写就对；否则请写`aspf=r`。"
        ),
        Text::AlignmentStrict { tag } => message!(
            "DKIM必须与域名完全一致：`{tag}=s`",
            "以子域名或上级域名签的名不算数。如果所有邮件都以`From`里的域名签名，或者这个域名不发信，这样写就对；否则请写`{tag}=r`。"
        ),
        Text::FailureOptionsUnused => message!(
            "没有`ruf`，`fo`就不起作用",
            "它说的是什么时候要失败报告，却没有说寄到哪里。请删掉它。"
        ),
        Text::AggregateReportsMissing => message!(
            "没有人收报告",
            "谁在以这个域名发信，自己的邮件有没有通过，您都无从知道。请加上`rua=mailto:`和一个邮箱地址。"
        ),
        Text::AggregateReportsAsked { uris } => message!(
            "汇总报告寄往{uris}个地址",
            "收件方每天会告诉您哪些服务器以这个域名发过信，结果如何。邮箱若属于别的组织，要对方的域名同意才收得到：请看`example.com._report._dmarc.example.net`有没有TXT记录，前面换成您的域名，后面换成对方的域名。"
        ),
        Text::FailureReportsAsked => message!(
            "要求寄失败报告",
            "失败报告里有单封邮件的内容，请顾及写信人的隐私。会寄它的收件方很少；想知道什么没通过，`rua`就够了。"
        ),
        Text::FailureReportsOfPublicSuffix => message!(
            "公共后缀收不到失败报告",
            "写了`psd=y`，收件方就不得使用`ruf`。请删掉`ruf`。"
        ),
        Text::UriScheme { scheme } => {
            let scheme = excerpt(scheme);
            message!(
                "几乎没有收件方把报告寄到`{scheme}:`",
                "只有`mailto:`肯定有用。请加上一个邮箱地址。"
            )
        }
        Text::UriMany { tag, uris } => message!(
            "`{tag}`写了{uris}个地址",
            "旧的收件方只寄前两个。请只留两个，再由邮箱转给别人。"
        ),
        Text::UriRepeated => message!("同一个地址写了两次", "每份报告可能收到两遍。请只留一个。"),
        Text::UriSize { octets: _ } => message!(
            "`!`后面的大小不再算数",
            "RFC 9989取消了它，报告多大都会寄。请从`!`起删掉。"
        ),
        Text::Long { octets } => message!(
            "记录太长：{octets}字节",
            "答复可能装不进一个UDP包，有的收件方就会读不到它。请少写几个收报告的地址。"
        ),
    }
}

const AUTHORIZATION: List = List {
    kind: "DMARC授权",
    version: "DMARC1",
    readers: "收件方",
    broken: "收件方不当它是同意，也就不往这里寄报告。",
    repeated: "用哪一个，收件方各不相同。",
};

/// What is said of a consent to take another domain's reports.
pub fn authorization(problem: &report_authorization::Problem) -> Message {
    use report_authorization::Problem;
    match problem {
        Problem::VersionMissing => AUTHORIZATION.version_missing(),
        Problem::VersionWrong { found } => AUTHORIZATION.version_wrong(found),
        Problem::OtherRecord { version } => AUTHORIZATION.other_record(version),
        Problem::Malformed { fault } => AUTHORIZATION.malformed(*fault),
        Problem::TagRepeated { name } => AUTHORIZATION.tag_repeated(name),
        Problem::TagUnknown { name } => {
            let name = excerpt(name);
            message!(
                "`{name}`在这里没有意义",
                "这条记录只说明本域名愿意代收别人的报告。可以删掉，`v=DMARC1;`就够了。"
            )
        }
        Problem::TagMisspelt { name, meant } => {
            let name = excerpt(name);
            message!(
                "`{name}`在这里没有意义；是不是想写`{meant}`？",
                "收件方会跳过它。只写`v=DMARC1;`就可以代收报告。"
            )
        }
        Problem::UriInvalid { found } => {
            let found = excerpt(found);
            message!(
                "`{found}`不是收报告的地址",
                "报告不会寄到那里。请写`mailto:`加本域名的邮箱地址，或者删掉这个标签。"
            )
        }
    }
}
