//! What is said of all that an SPF record leads to.

use super::PERM;
use crate::check::spf::tree::Fact;
use crate::text::{Message, excerpt, message};

/// What is said of all that an SPF record leads to.
pub fn tree(fact: &Fact) -> Message {
    match fact {
        Fact::LookupsTooMany { least, most } => {
            let count = match most {
                Some(most) if most == least => format!("{least}"),
                _ => format!("至少{least}"),
            };
            message!(
                "要查{count}次DNS，收件方查满10次就停",
                "查到第11次，收件方就放弃这条记录（permerror），写在后面的服务器发的邮件都通不过SPF。请删掉已经不用的项，或者直接写地址。"
            )
        }
        Fact::LookupsUncertain { least } => message!(
            "要查多少次DNS还不清楚：至少{least}次",
            "记录有一部分没能跟下去，或者要看具体邮件。上限是10次，够不够用还不知道。"
        ),
        Fact::LookupsAtLimit => message!(
            "10次DNS查询已全部用完",
            "记录眼下有效。但只要引用的服务自己再多一次查询，收件方就会放弃这条记录（permerror）。"
        ),
        Fact::LookupsNearLimit { lookups } => message!(
            "10次DNS查询已用{lookups}次",
            "记录有效。再加一个服务就可能超限，引用的服务也随时可能自己增加查询。"
        ),
        Fact::LookupsWithinLimit { lookups } => message!(
            "10次DNS查询已用{lookups}次",
            "收件方最多查10次。层层引用的都算在内；`exp=`和`mx`各主机的地址不算在这10次里。"
        ),
        Fact::VoidsTooMany { least } => message!(
            "{least}个名字什么也查不到，收件方只容许2个",
            "查到第三个没有结果的名字，收件方就放弃（permerror），写在后面的服务器发的邮件都通不过SPF。请删掉名字已经不在的项。"
        ),
        Fact::VoidsTooManyIp6 { least } => message!(
            "经IPv6发来的邮件会遇到{least}个什么也查不到的名字，收件方只容许2个",
            "只有IPv4地址的主机，对IPv6发件方来说就是空答复，到第三个收件方就放弃（permerror）。请把发信的`ip6:`网段写在前面，把这类主机换成`ip4:`网段。"
        ),
        Fact::VoidsAtLimit => message!(
            "有2个名字什么也查不到，不能再多",
            "再有一个，收件方就会放弃（permerror）。请删掉名字已经不在的项。"
        ),
        Fact::TargetMissing { name, target } => message!(
            "`{name}`指向`{target}`，那里没有SPF记录",
            "{PERM}请删掉这一项，或向服务商问清现在该用的名字。"
        ),
        Fact::TargetNoSuchName { name, target } => message!(
            "`{name}`指向`{target}`，这个名字不存在",
            "{PERM}请删掉这一项。谁注册了这个名字，谁就能以这个域名发信。"
        ),
        Fact::TargetSeveralRecords {
            name,
            target,
            count,
        } => message!(
            "`{name}`指向`{target}`，那里有{count}条SPF记录",
            "{PERM}只有`{target}`的管理者能把它们合并；在那之前，请删掉这一项。"
        ),
        Fact::TargetInvalid { name, target } => message!(
            "`{name}`指向`{target}`，那里的记录有错",
            "{PERM}只有`{target}`的管理者能改；在那之前，请删掉这一项。"
        ),
        Fact::IncludeLoop { target } => message!(
            "`include:{target}`又绕回了来路上的记录",
            "收件方一圈圈查到第10次，然后放弃（permerror）。请删掉让它绕回去的那个include。"
        ),
        Fact::RedirectLoop { target } => message!(
            "`redirect={target}`又绕回了来路上的记录",
            "收件方一圈圈查到第10次，然后放弃（permerror）。请让它指向一条以`all`结尾的记录。"
        ),
        Fact::RecordAgain { target, lookups } => message!(
            "`{target}`被查了不止一遍",
            "每一遍都重新计数：这里又用掉10次中的{lookups}次。留一处就够了。"
        ),
        Fact::IncludePassesAll { target } => message!(
            "引用的`{target}`的记录让谁都可以发信",
            "它放行任何服务器，它放行的就能以这个域名发信：谁伪造的邮件都能通过SPF。请删掉这个include。"
        ),
        Fact::AddressMissing { host } => message!(
            "`{host}`没有地址",
            "这一项放行不了任何服务器，还占去两次空答复中的一次。请删掉它，或者改写成真正发信的主机。"
        ),
        Fact::ExchangersMissing { domain } => message!(
            "`{domain}`没有MX记录",
            "`mx`放行的是MX记录里的主机，而这里一条也没有：这一项放行不了任何服务器。请删掉它。"
        ),
        Fact::ExchangerWithoutAddress { host } => message!(
            "邮件服务器`{host}`没有地址",
            "`mx`要放行它，可是没有哪台服务器会是它；它还占去两次空答复中的一次。"
        ),
        Fact::ExchangersTooMany { domain, count } => message!(
            "`{domain}`有{count}台邮件服务器，收件方只查10台",
            "{PERM}请不要用`mx`，改用`ip4:`和`ip6:`写明发信的网段。"
        ),
        Fact::ExistsNever { target } => message!(
            "`exists`永远不会匹配：`{target}`没有A记录",
            "这里只看A记录，发件方用IPv6时也一样。这一项放行不了任何服务器，还占去两次空答复中的一次。"
        ),
        Fact::RedirectPassesAll { target } => message!(
            "最后说了算的`{target}`的记录让谁都可以发信",
            "`redirect`把一切都交给那条记录：谁伪造的邮件都能通过SPF。请让它以`~all`或`-all`结尾，或者换一条不指向那里的记录。"
        ),
        Fact::RedirectWeak { target } => message!(
            "最后说了算的`{target}`的记录拦不住别人",
            "`redirect`把一切都交给那条记录，而它对没写到的服务器不表态。请让它以`~all`或`-all`结尾。"
        ),
        Fact::IncludesMany { count } => message!(
            "引用了{count}个服务",
            "每一个都能以这个域名发信，每一个都可能改动自己的记录。请删掉已经不用的。"
        ),
        Fact::ExplanationMissing { target } => message!(
            "`exp`指向`{target}`，那里没有文字",
            "收件方会用自己的说明代替。请在那里发布一条TXT记录，或者删掉`exp`。"
        ),
        Fact::ExplanationSeveral { target, count } => message!(
            "`exp`指向`{target}`，那里有{count}段文字",
            "收件方一段也不会用。请只留一段。"
        ),
        Fact::ExplanationInvalid { target } => message!(
            "`{target}`的说明文字有错",
            "收件方不会用它。百分号要写成`%%`，而且只能用ASCII字符。"
        ),
        Fact::TtlLong { seconds } => {
            let days = seconds.div_ceil(86_400);
            message!(
                "改动最长要{days}天才会处处生效",
                "这条记录会在缓存里留{seconds}秒。修改之前，请先把TTL降到3600。"
            )
        }
        Fact::TextsLarge { octets, count } => message!(
            "这里的{count}条TXT记录让答复达到{octets}字节",
            "超过1232字节的答复要走TCP，有的网络会拦。请删掉不再需要的验证记录。"
        ),
        Fact::StringsGlued { word } => {
            let word = excerpt(word);
            message!(
                "两段字符串之间少了空格：`{word}`",
                "一条TXT记录的各段字符串是直接相连的，中间什么也不加。请在前一段末尾或后一段开头加一个空格。"
            )
        }
    }
}
