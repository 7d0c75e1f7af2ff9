//! What is said of builders: their forms as sentences, and what is to be known
//! of what they bring.

use crate::fix::build::{Builder, Field, Note, Word};
use crate::knowledge::setups;
use crate::record::dmarc::Disposition;
use crate::text::{BuildWords, FieldWords, Prose, code_names};

/// The fixed words of builders.
pub const WORDS: BuildWords = BuildWords {
    any_domain: "填上域名，记录就会写成它的。",
    nothing_known: "没有向外查询，所以不知道这个域名已有什么记录。查询之后，就能从现有的记录开始。",
    starts_from: "从查到的现有记录开始。",
    no_domain: "这不是域名。",
    all_well: "没有错误，也没有警告。",
    has_warnings: "有一条警告，见下。",
    has_errors: "不能就这样发布，见下。",
    stays: "保持不变",
};

/// What can be built.
pub fn builder(builder: Builder) -> &'static str {
    match builder {
        Builder::Setup => "邮箱服务商要求的记录",
        Builder::Spf => "SPF记录",
        Builder::Dmarc => "DMARC记录",
        Builder::MtaSts => "MTA-STS记录和策略文件",
        Builder::TlsRpt => "TLS报告记录",
        Builder::Bimi => "BIMI记录",
        Builder::Parked => "不用邮件的域名的记录",
    }
}

/// What it is good for.
pub fn purpose(builder: Builder) -> &'static str {
    match builder {
        Builder::Setup => "邮箱服务商要求的全部记录，并顾及域名上已有的记录。",
        Builder::Spf => {
            "SPF列出哪些服务器可以用这个域名发信。一个域名只能有一条；有两条时，两条都不算数。"
        }
        Builder::Dmarc => {
            "DMARC规定：自称来自这个域名、而SPF和DKIM都没通过的邮件怎么处理，收件方又把报告寄到哪里。"
        }
        Builder::MtaSts => {
            "MTA-STS让发件方只经过验证的TLS、只向这些服务器投递。它由一条DNS记录和网站上的一个文件组成。"
        }
        Builder::TlsRpt => {
            "发件方每天报告与您邮件服务器之间的TLS是否正常。强制MTA-STS或DANE之前有用，之后一直有用。"
        }
        Builder::Bimi => "BIMI给出一个图标，收件方可以把它显示在您的邮件旁边。",
        Builder::Parked => "不收也不发邮件的域名，把这一点说清楚，冒充它就没有用了。",
    }
}

/// A choice as a part of a sentence.
pub fn field(builder: Builder, field: Field) -> FieldWords {
    let words = |before, after, help| FieldWords {
        before,
        after,
        help,
    };
    match (field, builder) {
        (Field::Provider, _) => words("邮箱在", "", ""),
        (Field::Programs, _) => words("让邮件客户端自动找到设置的记录：", "", ""),
        (Field::Begin, _) => words(
            "同时开始使用DMARC，先只收报告：",
            "",
            "不会丢任何邮件；Google、Yahoo、Microsoft都要求大量发信的域名有它。",
        ),
        (Field::Exchangers, _) => words(
            "MX记录里的服务器也发信：",
            "",
            "自建服务器往往如此。服务商用来发信的是另外的服务器，请在下面写上服务商。",
        ),
        (Field::OwnAddresses, _) => {
            words("域名自己的地址也发信：", "", "例如网站服务器自己发邮件。")
        }
        (Field::Includes, _) => words(
            "由这些服务商发信：",
            "",
            "各家要求`include`的域名。每个占去十次查询中的一次，它自己的记录还要另算。",
        ),
        (Field::Addresses, _) => words(
            "由这些服务器发信：",
            "",
            "IP地址、`192.0.2.0/24`这样的网段，或者主机名。",
        ),
        (Field::Kept, _) => words(
            "记录里还有：",
            "",
            "现有记录中上面各项没有涵盖的内容，原样保留。",
        ),
        (Field::Others, _) => words(
            "来自其他服务器的邮件",
            "。",
            "转发的邮件通不过SPF，所以多数人在这里只表示怀疑，由DMARC来拒收。",
        ),
        (Field::Policy, _) => words(
            "没通过的邮件",
            "。",
            "先只看报告。等报告表明自己的邮件都能通过，再往前走。",
        ),
        (Field::Subdomains, _) => words("子域名没通过的邮件", "。", ""),
        (Field::Nonexistent, _) => words(
            "来自不存在的子域名的邮件",
            "。",
            "正当的邮件不会从那里来。老的收件方不理会这一项。",
        ),
        (Field::Reports, Builder::TlsRpt) => words(
            "报告寄到",
            "",
            "一个邮箱，或者一个`https:`地址。报告里没有邮件内容。",
        ),
        (Field::Reports, Builder::Parked) => words(
            "冒充邮件的报告寄到",
            "",
            "要用别的域名的邮箱，因为这个域名不收信。可以不填。",
        ),
        (Field::Reports, _) => words(
            "每天的报告寄到",
            "",
            "一个确实存在的邮箱。报告是许多XML文件，没有邮件内容。",
        ),
        (Field::Failures, _) => words(
            "每封失败邮件的报告寄到",
            "",
            "里面有他人邮件的片段，也很少有收件方会寄。",
        ),
        (Field::DkimAlignment, _) => words("DKIM签名出自", "才算数。", ""),
        (Field::SpfAlignment, _) => words("SPF的发件人属于", "才算数。", ""),
        (Field::Mode, _) => words(
            "建立不了经过验证的TLS连接时，发件方",
            "。",
            "先测试。报告连续两周没有失败，再强制。",
        ),
        (Field::Hosts, _) => words(
            "邮件服务器是",
            "",
            "MX记录里的全部主机；`*.`代表一级名字。漏写的服务器，没有人会向它投递。",
        ),
        (Field::Age, _) => words(
            "发件方把它记住",
            "。",
            "在这段时间里，攻击者没法让发件方忘掉它。",
        ),
        (Field::Shown, _) => words(
            "这个域名有图标要显示：",
            "",
            "选“否”，记录就声明不必寻找图标。",
        ),
        (Field::Logo, _) => words(
            "图标在",
            "",
            "符合“Tiny PS”规范的正方形SVG，用`https:`提供。",
        ),
        (Field::Certificate, _) => words(
            "图标的证书在",
            "",
            "装着标志证书（VMC或CMC）的PEM文件。没有它，Gmail和Apple都不显示图标。",
        ),
        (Field::Keys, _) => words(
            "声明没有DKIM密钥：",
            "",
            "每个选择器下都是空密钥：以这个域名作的签名一概无效。",
        ),
    }
}

/// What is chosen among.
pub fn word(field: Field, word: Word) -> &'static str {
    match (word, field) {
        (Word::Yes, _) => "是",
        (Word::No, _) => "否",
        (Word::Suspected, _) => "收下，但受到怀疑",
        (Word::Refused, _) => "拒收",
        (Word::Reported, _) => "照常投递，只作报告",
        (Word::Junk, _) => "放进垃圾箱",
        (Word::Same, Field::Subdomains) => "与本域名一样处理",
        (Word::Same, _) => "与子域名一样处理",
        (Word::Relaxed, _) => "本域名或其子域名",
        (Word::Strict, _) => "完全相同的域名",
        (Word::Testing, _) => "照常投递，并报告（testing）",
        (Word::Enforced, _) => "不投递（enforce）",
        (Word::Withdrawn, _) => "忘掉这个策略（none）",
        (Word::Week, _) => "一周",
        (Word::TwoWeeks, _) => "两周",
        (Word::Month, _) => "一个月",
        (Word::Year, _) => "一年",
    }
}

/// What is to be known of what is built.
pub fn note(note: &Note) -> Prose {
    Prose::from(match note {
        Note::Provider(setups::Note::ProofFirst) => {
            "服务商会先要求证明域名归您所有：在它的后台里能看到一条TXT记录。它与这些记录并存。"
        }
        Note::Provider(setups::Note::CompareHost) => {
            "这里的MX主机由域名推出。请与服务商后台显示的对照，以后台为准。"
        }
        Note::Provider(setups::Note::CompareRegion) => {
            "不同地区或产品的主机可能不同。服务商后台显示的若不一样，以后台为准。"
        }
        Note::Provider(setups::Note::OwnNameServers) => {
            "域名的DNS必须在Cloudflare；开启邮件路由时，它会自己添加这些记录。"
        }
        Note::ExchangersInPanel => "它的MX记录显示在服务商后台。照样发布，并删除别家的MX记录。",
        Note::SenderInPanel => {
            "SPF要加上什么，显示在服务商后台。把它加进域名唯一的SPF记录里，不要另加一条。"
        }
        Note::KeysInPanel { selectors } if selectors.is_empty() => {
            "DKIM：在服务商后台启用，后台会给出装着密钥的TXT记录，照样发布。"
        }
        Note::KeysInPanel { selectors } => {
            let selectors = code_names(selectors, "、");
            return format!(
                "DKIM：在服务商后台启用，后台会给出装着密钥的TXT记录，选择器通常是{selectors}，照样发布。"
            )
            .into();
        }
        Note::AliasesInPanel { selectors } if selectors.is_empty() => {
            "DKIM：在服务商后台启用，后台会给出几条CNAME记录，照样发布。"
        }
        Note::AliasesInPanel { selectors } => {
            let selectors = code_names(selectors, "、");
            return format!(
                "DKIM：在服务商后台启用，后台会说明{selectors}的CNAME记录指向哪里，照样发布。"
            )
            .into();
        }
        Note::Gathered => {
            return format!(
                "这是{}各服务商的要求。后台所示若有不同，以后台为准。",
                setups::GATHERED
            )
            .into();
        }
        Note::NotKnown { name } => {
            return format!(
                "`{name}`上有什么，没有查到：请先看一看。如果已有同一种记录，就替换它，不要另加一条。"
            )
            .into();
        }
        Note::MailMoves => {
            "MX记录一改，新邮件就会送到新的服务器。请先在那边建好邮箱，旧邮箱等到再没有邮件进来时才停用。"
        }
        Note::SendersStay => {
            "现在可以发信的服务器都保留着。以前的服务商确实不再发信以后，再删掉它那一项。"
        }
        Note::ReportsElsewhere { host } => {
            return format!(
                "`{host}`必须同意接收这些报告：由管理它DNS的人发布下面那条记录。提供报告分析服务的，已经发布好了。"
            )
            .into();
        }
        Note::OnlyReported => {
            "冒充的邮件仍会投递，所以这里有一条警告。这是有意的第一步：策略来得太早，正当的邮件会丢。"
        }
        Note::OnlyTested => {
            "现在还没有强制，所以这里有一条警告。这是有意的第一步：就算有错，也不会丢邮件。"
        }
        Note::PolicyHost { host } => {
            return format!(
                "文件要放在`{host}`上，用`https:`提供，不得跳转，证书要包含这个名字。先放好文件，再发布记录。"
            )
            .into();
        }
        Note::PolicyNotRead => {
            "这个域名已有策略，但本页没有读到。请打开它对照，先照它现在的内容选好，再作改动。"
        }
        Note::ServersNotKnown => "请写上邮件服务器：没有它们，策略无效。",
        Note::LogoNeedsDmarc { policy } => match policy {
            Some(Disposition::None) => {
                "域名的DMARC策略是`p=none`：只有把没通过的邮件隔离或拒收的域名，图标才会显示。"
            }
            _ => "只有DMARC策略是`p=quarantine`或`p=reject`（子域名也一样）的域名，图标才会显示。",
        },
        Note::LogoNeeded => "请写上图标的地址。",
        Note::CertificateWanted => {
            "没有证书，很少有邮箱会显示图标，所以这里有一条警告。记录本身没有错。"
        }
        Note::MailboxNeeded => "请写上接收报告的邮箱：没有报告，就没有人知道哪些邮件失败了。",
        Note::MailEnds => "这个域名现在收邮件。改了以后就不收了，寄来的邮件会被退回。",
    })
}
