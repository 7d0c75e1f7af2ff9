//! What is said of fixes.

use crate::fix::{Aim, Applicability, Effect, Stage, Title};
use crate::text::{FixWords, Prose, code_names, excerpt};

/// What is done.
pub fn title(title: &Title) -> Prose {
    match title {
        Title::Write { from, to } => {
            let (from, to) = (excerpt(from), excerpt(to));
            format!("把`{from}`改成`{to}`").into()
        }
        Title::PutIn { text } => format!("加上`{}`", excerpt(text)).into(),
        Title::TakeOut { text } => format!("去掉`{}`", excerpt(text)).into(),
        Title::TakeOutUnseen => "去掉看不见的字符".into(),
        Title::Rewrite { places } => format!("改好记录里的{places}处").into(),
        Title::MendRecord { kind, faults } => {
            let record = super::page::a_record(*kind);
            format!("改好{record}里的{faults}处问题").into()
        }
        Title::MendExchangers { records } => format!("改好{records}条MX记录").into(),
        Title::Publish { kind, aim } => {
            format!("发布{}{}", super::page::a_record(*kind), aimed(aim)).into()
        }
        Title::KeepOne { text, .. } => format!("保留`{}`，删掉其余的", excerpt(text)).into(),
        Title::Move { to, .. } => format!("把记录移到`{to}`").into(),
        Title::Delete { value } => format!("删掉`{}`", excerpt(value)).into(),
        Title::ReplaceAlias { name, aim } => {
            format!("在`{name}`处用记录代替CNAME{}", aimed(aim)).into()
        }
        Title::MergeSpf { count } => format!("把{count}条SPF记录合并成一条").into(),
        Title::DropSpfTerms { count, lookups } => {
            format!("去掉{count}个不起作用的项，查询降到{lookups}次").into()
        }
        Title::FlattenHosts {
            mechanisms,
            lookups,
        } => {
            let mechanisms = code_names(mechanisms, "和");
            format!("把{mechanisms}写成地址，查询降到{lookups}次").into()
        }
        Title::FlattenSome { domains, lookups } => {
            let domains: Vec<_> = domains.iter().map(|it| excerpt(it)).collect();
            let domains = code_names(&domains, "、");
            format!("把{domains}里的地址直接写出来，查询降到{lookups}次").into()
        }
        Title::FlattenAll { networks } => {
            format!("直接写出全部{networks}个网段，不再需要查询").into()
        }
        Title::ShortenTtl { seconds } => format!("把TTL改成{seconds}秒").into(),
        Title::NameHost { host } => format!("MX记录里写`{host}`").into(),
        Title::DeleteExchanger { host } => format!("删掉指向`{}`的MX记录", excerpt(host)).into(),
        Title::NullMx => "用空MX声明本域名不收邮件".into(),
        Title::Park => "完整声明本域名没有邮件".into(),
        Title::PublishMx { host } => format!("指定`{host}`为邮件服务器").into(),
        Title::PublishAddress { host } => format!("给`{host}`发布地址").into(),
        Title::AgreeToReports { domain, host } => {
            format!("请`{host}`同意接收`{domain}`的报告").into()
        }
        Title::ReportElsewhere { mailbox } => format!("把报告发到`{}`", excerpt(mailbox)).into(),
        Title::SetUpMtaSts => "启用MTA-STS，先用测试模式".into(),
        Title::PolicyForServers => "在策略文件里写上每台邮件服务器".into(),
        Title::PointAlias { name, host } => format!("让`{name}`指向`{host}`").into(),
        Title::PointService { service, host } => format!("`{service}`的SRV记录里写`{host}`").into(),
        Title::ServicePort { service, port } => {
            format!("把`{service}`的SRV记录改成端口{port}").into()
        }
        Title::DeleteService { service, targets } => {
            let targets = code_names(targets, "和");
            format!("删掉`{service}`处指向{targets}的SRV记录").into()
        }
        Title::KeepProvider { provider } => {
            let provider = super::page::vendor(*provider);
            format!("保留{provider}的MX记录，删掉其余的").into()
        }
        Title::MailAtProvider { setup } => format!(
            "由{}收本域名的邮件",
            setup.chinese_name.unwrap_or(setup.name)
        )
        .into(),
        Title::NameServer { domain } => format!("写明由哪台服务器收`{domain}`的邮件").into(),
        Title::AddressesForAlias { name, .. } => format!("在`{name}`处用地址记录代替CNAME").into(),
        Title::PublishKeyAnew { key: None } => "从签名的地方重新复制密钥".into(),
        Title::PublishKeyAnew { key: Some(key) } => {
            format!("按签名方给出的内容在`{key}`发布密钥").into()
        }
        Title::AliasOfProvider { provider, .. } => {
            format!("发布{provider}给本域名的DKIM记录").into()
        }
        Title::NewKey { bits, .. } => format!("用新的选择器换一把{bits}位的密钥").into(),
        Title::RevokeKey => "作废这把密钥".into(),
        Title::SignMail { .. } => "给邮件加上DKIM签名".into(),
        Title::KeyUnderSelector { .. } => "把密钥移到它的选择器下".into(),
        Title::ShortenHost { domain } => format!("主机记录里去掉`.{domain}`").into(),
        Title::AliasInstead { host } => format!("用指向`{host}`的CNAME代替TXT记录").into(),
        Title::DeleteKeys { count } => format!("删掉这{count}把DKIM密钥").into(),
        Title::NameIssuer { host, issuer } => format!("允许`{issuer}`给`{host}`签发证书").into(),
        Title::SendDs { domain } => format!("把`{domain}`的新DS记录交给注册商").into(),
        Title::DropDs { domain } => {
            format!("请注册商去掉`{domain}`那些没有对应密钥的DS记录").into()
        }
        Title::DropCds { domain } => format!("删掉`{domain}`的CDS记录").into(),
        Title::NewDigest { host: None } => "在邮件服务器上重新生成摘要".into(),
        Title::NewDigest { host: Some(host) } => format!("在`{host}`上生成摘要").into(),
        Title::PublishLogo { .. } => "先发布SVG图标，再发布记录".into(),
        Title::AskHolder {
            address,
            name: Some(name),
        } => format!("请`{address}`的持有者把它指向`{name}`").into(),
        Title::AskHolder {
            address,
            name: None,
        } => format!("请`{address}`的持有者给它设上邮件服务器的名字").into(),
        Title::BelongsElsewhere { .. } => "把记录移到它该在的地方".into(),
    }
}

/// What it does to mail, and what it risks.
pub fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::AsMeant => "改后收件方读到的就是原来想写的，别的都不变。",
        Effect::NothingChanges => "邮件不受影响：收件方本来就不用这一部分。",
        Effect::Guess => "这是对原意的猜测，发布前请核对。",
        Effect::Lost => "收件方现在不用这一部分。如果它本来代表某个发信服务，请另外正确加上。",
        Effect::FewerSend => "只靠这一项放行的服务器以后不能再发信。仍在发信的，请先单独写上。",
        Effect::MoreSend => "这些服务器以后可以用本域名发信。",
        Effect::SameSenders => "可以发信的服务器不变。",
        Effect::GoesStale => {
            "今天可以发信的服务器不变；以后地址一变，记录也要跟着改，否则邮件会失败。"
        }
        Effect::Softfail => {
            "来自其他服务器的邮件会被怀疑，但仍会收下。还不确定谁在发信时，先用它。"
        }
        Effect::Fail => "来自其他服务器的邮件会被许多收件方拒收。发布前请写全所有发信方。",
        Effect::NobodySends => "以后谁也不能用本域名发信。只适合不发邮件的域名。",
        Effect::PolicyNone => "暂时不拒收任何邮件。报告会说明谁在用本域名发信；这个邮箱必须存在。",
        Effect::PolicyQuarantine => {
            "验证失败的邮件进垃圾箱。等报告显示自己的邮件都能通过，再发布。"
        }
        Effect::PolicyReject => "验证失败的邮件会被拒收。等报告显示自己的邮件全部通过，再发布。",
        Effect::NonexistentReject => "用不存在的子域名发来的邮件会被拒收；自己的邮件不会用到它们。",
        Effect::SubdomainsGuarded => {
            "子域名和域名一样受保护。在发信的子域名，要先能通过SPF或DKIM。"
        }
        Effect::PolicyInFull => "策略对全部邮件生效。等报告显示自己的邮件都能通过，再发布。",
        Effect::PolicyTested => {
            "现在的收件方会把策略放松一级：reject当作quarantine，quarantine当作none。"
        }
        Effect::Relaxed => "由子域名签名或经子域名发出的邮件也能通过。",
        Effect::ReportsCome => "报告从此发到这个邮箱，它必须存在。",
        Effect::ReportsEnd => "报告不再发到那里。",
        Effect::OneCounts => "收件方只用留下的那一条。",
        Effect::MailGoesThere => "发件方会把邮件送到那里，它必须能收本域名的邮件。",
        Effect::DeadServerGone => "发件方不再去试一台谁也连不上的服务器，其余的不变。",
        Effect::NoMailTaken => "以后谁也不能给本域名送信，发件方会立刻知道。只适合不收邮件的域名。",
        Effect::NeedsHostName => "这个名字只是建议，本域名下任何名字都行。",
        Effect::ForOthers => "这条记录要加在对方的域名里，请发给管理那个域名的人。",
        Effect::FromSigner => "它在邮件服务商或邮件服务器的设置里，从DNS看不出来。",
        Effect::KeyChanges => "先发布新密钥，再让签名方启用，一周后删掉旧的。",
        Effect::OnlyIfSigned => {
            "没有邮件再用这把密钥签名的话，作废是对的。只有还在用它签名时，才需要换新的。"
        }
        Effect::KeyRevoked => "以后谁也不能再用它签名，包括您自己。",
        Effect::SignedToo => "邮件可以凭签名通过，转发后SPF失败时也一样。",
        Effect::OneProvider => "以后所有邮件都到这家服务商。前提是邮箱都在那里。",
        Effect::AtRegistrar => {
            "DS记录在上一级的区域里，由域名注册商提交，不在您的DNS控制台里；有的注册商会自动处理。"
        }
        Effect::OwnRecords => "这个名称从此可以有自己的邮件记录；有CNAME时不行。",
        Effect::ProgramsLed => "邮件客户端就能自己找到这台服务器。",
        Effect::ProgramsNotLed => "邮件客户端不再被引到那里，而是询问服务器名称。",
        Effect::KeyInEarnest => "收件方从此会认真对待用这把密钥签的名。",
        Effect::TlsTested => "发件方只报告TLS的失败，邮件照样送达。",
        Effect::TlsEnforced => "发件方只用验证过的TLS投递。等报告两周没有失败，再发布。",
        Effect::PolicyFetched => "发件方会重新取一次策略。",
        Effect::DigestGone => "发件方本来就不用这一条，其余的照常核对。",
        Effect::IssuersChange => "以后只有写明的机构可以签发证书。请写上您在用的那一家。",
        Effect::SoonerEverywhere => "以后的改动一小时内就能到达。",
        Effect::FoundThere => "收件方就能在该看的地方找到它。",
        Effect::HolderActs => {
            "地址的名字由地址的持有者（机房、云厂商或运营商）设置，不在本域名的解析里。"
        }
        Effect::LogoNeeded => {
            "要先有SVG Tiny PS格式的图标和已执行的DMARC策略，多数邮箱还要求证书。"
        }
    }
}

/// What may be done without a second thought.
pub fn applicability(applicability: Applicability) -> &'static str {
    match applicability {
        Applicability::Safe => "含义不变",
        Applicability::Decision => "由您决定",
        Applicability::ShowOnly => "需要您或他人提供内容",
    }
}

/// When to go on from a step, or what comes of the last one.
pub fn move_on(stage: Stage, last: bool) -> &'static str {
    match stage {
        Stage::Reach | Stage::Senders if last => {
            "旧的答复过期（最多一个TTL）后，点“再查一次”就能看到改动。"
        }
        Stage::Reports if last => "收两到四周报告，确认自己的邮件都能通过，再考虑收紧策略。",
        Stage::TlsReports if last => "连续两周报告没有失败，再考虑强制TLS。",
        Stage::Reach | Stage::Senders => {
            "点“再查一次”，看到改动后再做下一步；旧的答复最多留存一个TTL。"
        }
        Stage::Reports => "两到四周后，报告显示自己的邮件都能通过，再做下一步。",
        Stage::TlsReports => "报告两周没有失败，再做下一步。",
        Stage::Enforcement => {
            "先用`quarantine`；再过两周，失败的邮件里没有正常邮件，再用`reject`。"
        }
        Stage::TlsEnforcement => "同时给TXT记录里的`id`换一个新值。",
        Stage::Tidying => "随时都行，没有别的事等着它。",
    }
}

/// What sets a record apart, behind what it is.
fn aimed(aim: &Aim) -> String {
    match aim {
        Aim::Usual => String::new(),
        Aim::NoMail => "，声明不发信".to_owned(),
        Aim::Reports(mailbox) => format!("，报告寄到`{}`", excerpt(mailbox)),
    }
}

/// The fixed words of fixes.
pub const WORDS: FixWords = FixWords {
    mend: "怎么改",
    together: "一起改好",
    together_note: "包括所有含义不变的改动，以及每处错误的首选改法。发布前请核对。",
    or: "或者",
    add: "添加",
    replace: "替换",
    delete: "删除",
    publish_file: "放到网站上",
    host: "主机记录",
    rtype: "类型",
    at: "完整名称",
    ttl: "TTL",
    file: "网址",
    plain: "纯文本",
    quoted: "带引号",
    strings: "按255字节分段",
    zone_line: "区域文件的一行",
    doubled: "DNS控制台会自动加上域名，主机记录里不要填完整名称。",
    command: "命令",
    value: "记录值",
    outside: "这条记录不在本域名的解析里。",
    nothing: "没有要先做的事。",
    nothing_unknown: "能看到的部分没有要先做的事；有些查询没有答复。",
    nothing_here: "没有要先改的记录；哪里不对、该怎么办，见下面各项。",
    more: "其余的在下面各项里。",
};
