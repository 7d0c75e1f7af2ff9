//! What is said of the three answers, and of what a domain is for.

use crate::check::answer::accept::{Lacking, Of, Standing, Wanted};
use crate::check::answer::{Accept, Answers, Asked, Forge, Reach, Verdict};
use crate::check::profile::{Judged, Reason};
use crate::rule::Profile;
use crate::text::Prose;

/// One of the three questions.
pub fn asked(asked: Asked) -> &'static str {
    match asked {
        Asked::Reach => "别人的邮件能送到吗？",
        Asked::Forge => "外人能冒名发信吗？",
        Asked::Accept => "自己的邮件能被接收吗？",
    }
}

/// An answer in a word.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Yes => "能",
        Verdict::No => "不能",
        Verdict::Partly => "不完全",
        Verdict::Unknown => "不清楚",
    }
}

/// An answer in a sentence.
pub fn answer(answers: &Answers, asked: Asked) -> Prose {
    match asked {
        Asked::Reach => reach(answers.reach),
        Asked::Forge => forge(answers.forge),
        Asked::Accept => accept(&answers.accept),
    }
}

fn reach(reach: Reach) -> Prose {
    Prose::from(match reach {
        Reach::EveryServer { servers: 1 } => "邮件服务器有地址。",
        Reach::EveryServer { servers } => return format!("{servers}台邮件服务器都有地址。").into(),
        Reach::KnownServers { known, servers } => {
            return format!("{servers}台邮件服务器中，{known}台有地址，其余的没问到。").into();
        }
        Reach::SomeServers { reachable, servers } => {
            return format!(
                "{servers}台邮件服务器中只有{reachable}台连得上，投往其余几台的邮件会被耽搁。"
            )
            .into();
        }
        Reach::OwnAddress => "没有MX记录，对方只好投往域名自己的地址，那里往往是不收信的网站。",
        Reach::Unprotected => {
            "要求DANE或MTA-STS的发件方会在某台邮件服务器前止步，其他发件方不受影响。"
        }
        Reach::DnssecBroken => "DNSSEC验证不通过：会验证的发件方找不到邮件服务器。",
        Reach::Refused => "域名声明了不收邮件。",
        Reach::Nowhere => "既没有MX记录，也没有地址。",
        Reach::NoServer { servers: 1 } => "邮件服务器没有地址，连不上。",
        Reach::NoServer { .. } => "没有一台邮件服务器有地址。",
        Reach::NoSuchDomain => "这个域名不存在。",
        Reach::Unknown => "关于邮件服务器的查询没有得到答复。",
    })
}

fn forge(forge: Forge) -> Prose {
    Prose::from(match forge {
        Forge::SpfLetsEveryone => "SPF记录让任何地址都能发信，外人也不例外。",
        Forge::NoPolicy => "没有DMARC记录告诉收件方怎样处理冒名邮件。",
        Forge::PolicyUnusable => "有DMARC记录，但收件方用不上。",
        Forge::WatchesOnly { testing: false } => "DMARC只是旁观（`p=none`），冒名邮件照样送达。",
        Forge::WatchesOnly { testing: true } => "写着`t=y`，DMARC就只是旁观，冒名邮件照样送达。",
        Forge::SubdomainsOpen => "域名本身有防护，子域名没有。",
        Forge::NonexistentOpen => "域名有防护，并不存在的子域名没有。",
        Forge::OlderReceiversOnlyWatch => {
            "遵循RFC 9989的收件方会处理冒名邮件，沿用旧标准的只是旁观。"
        }
        Forge::SubdomainsUnknown => "域名本身有防护，子域名的情况没问到。",
        Forge::Quarantined => "遵循DMARC的收件方会把冒名邮件放进垃圾箱。",
        Forge::Rejected => "遵循DMARC的收件方会拒收冒名邮件。",
        Forge::Unknown => "关于DMARC策略的查询没有得到答复。",
    })
}

fn accept(accept: &Accept) -> Prose {
    Prose::from(match accept {
        Accept::SendsNothing => "这是一个不发信的域名。",
        Accept::PointsMet => "Google、Yahoo、Microsoft对发件方的要求，凡是DNS看得出来的都做到了。",
        Accept::SomeMet { met, lacking } if met.is_empty() => {
            return format!("离Google、Yahoo、Microsoft的要求还差：{}。", lacks(lacking)).into();
        }
        Accept::SomeMet { met, lacking } => {
            return format!(
                "{}符合大型收件方的要求；还差：{}。",
                names(met),
                lacks(lacking)
            )
            .into();
        }
        Accept::RequiredLacking { lacking } => {
            return format!(
                "离Google、Yahoo、Microsoft对大量发信者的要求还差：{}。",
                lacks(lacking)
            )
            .into();
        }
        Accept::NothingPasses => {
            "SPF放行不了任何邮件，也没看到DKIM公钥。两样都没有的邮件，Google和Yahoo会拒收。"
        }
        Accept::KeysNotSeen => "SPF放行不了任何邮件；别的选择器下有没有DKIM公钥还不知道。",
        Accept::Unknown => "与此有关的查询没有得到答复。",
    })
}

/// What lacks, as the end of a sentence.
fn lacks(lacking: &[Lacking]) -> String {
    let each: Vec<_> = lacking
        .iter()
        .map(|lacking| match lacking {
            Lacking::SpfPass => "SPF放行不了任何邮件",
            Lacking::SpfResult => "SPF评估到中途出错",
            Lacking::DkimKey => "没看到DKIM公钥",
            Lacking::DmarcPolicy => "没有DMARC策略",
            Lacking::ReverseName => "有发信地址的反向解析与正向解析不一致",
        })
        .collect();
    each.join("，")
}

fn names(met: &[Wanted]) -> String {
    let each: Vec<_> = met
        .iter()
        .map(|wanted| match wanted {
            Wanted::Spf => "SPF",
            Wanted::Dkim => "DKIM",
            Wanted::Dmarc => "DMARC",
            Wanted::ReverseNames => "反向解析",
            other => self::wanted(*other),
        })
        .collect();
    each.join("、")
}

/// What a large receiver asks of senders.
pub fn wanted(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Spf => "SPF放行它的邮件",
        Wanted::Dkim => "DKIM签名，密钥至少1024位",
        Wanted::Dmarc => "有DMARC记录（至少p=none）",
        Wanted::ReverseNames => "发信地址的反向解析与正向解析一致",
        Wanted::Answerable => "发件人地址收得到回信",
        Wanted::Aligned => "SPF或DKIM以发件人的域名通过",
        Wanted::Tls => "经TLS投递",
        Wanted::FewComplaints => "几乎没有人举报垃圾邮件（低于0.3%）",
        Wanted::Unsubscribe => "一键退订",
    }
}

/// How a point stands.
pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Met => "符合",
        Standing::Unmet => "不符合",
        Standing::NotSeen => "没看到",
        Standing::Unknown => "未知",
        Standing::NotInDns => "DNS里看不出来",
    }
}

/// Of whom a receiver asks it.
pub fn asked_of(of: Of) -> &'static str {
    match of {
        Of::All => "所有人",
        Of::AllEither => "所有人：SPF或DKIM；大量发信：都要",
        Of::Bulk => "大量发信者",
        Of::Nobody => "不要求",
    }
}

/// What a domain is for.
pub fn profile(profile: Profile) -> &'static str {
    match profile {
        Profile::SendsAndReceives => "收信也发信",
        Profile::ReceivesOnly => "只收信",
        Profile::SendsOnly => "只发信",
        Profile::Parked => "不用邮件",
        Profile::BulkSender => "大量发信",
    }
}

/// What a domain was judged as, and why.
pub fn judged(judged: Judged) -> Prose {
    let profile = profile(judged.profile);
    let Some(reason) = judged.guess else {
        return format!("按您说的，当作“{profile}”的域名来看。").into();
    };
    let because = match reason {
        Reason::MailServersAndSenders => "有邮件服务器，SPF也写了发信方",
        Reason::Vendor(vendor) => {
            let vendor = vendor.chinese_name.unwrap_or(vendor.name);
            return format!("当作“{profile}”的域名来看：SPF允许{vendor}发信，而它是群发邮件的。")
                .into();
        }
        Reason::MailServersAndNoSenders => "有邮件服务器，而SPF说谁都不发信",
        Reason::MailServersAlone => "有邮件服务器，没有算数的SPF记录说明由谁发信",
        Reason::AddressAlone => "可以在自己的地址收信，SPF也写了发信方",
        Reason::NullMxAndSenders => "空MX表示不收信，而SPF写了发信方",
        Reason::NullMxAndNoSenders => "空MX和SPF都这么说",
        Reason::NullMxAlone => "空MX表示不收信，也没有算数的SPF记录写着发信方",
        Reason::NoMxAndNoSenders => "没有邮件服务器，SPF也说谁都不发信",
        Reason::NowhereAndSenders => "邮件无处可投，而SPF写了发信方",
        Reason::Nothing => "DNS里没有别的说法",
        Reason::NoSuchDomain => {
            return format!("域名不存在，用途无从得知，暂且当作“{profile}”的域名来看。").into();
        }
        Reason::Unknown => {
            return format!("用途没能查明，暂且当作“{profile}”的域名来看。").into();
        }
    };
    format!("当作“{profile}”的域名来看：{because}。").into()
}
