//! What is said of the records for mail programs.

use crate::check::programs::Fact;
use crate::text::{Message, code_names, message};

/// What is said of what mail programs find.
pub fn fact(fact: &Fact) -> Message {
    match fact {
        Fact::Found { hosts } => {
            let hosts = code_names(hosts, "、");
            message!(
                "邮件客户端能自己找到服务器",
                "SRV记录指向{hosts}。不是每种客户端都会查它；不查的，请照上面填写。"
            )
        }
        Fact::NoSuchHost { service, host } => message!(
            "`{service}`把客户端指到`{host}`，而它不存在",
            "照它办事的客户端无法自动配置。请改正名字，或者删掉这条记录。"
        ),
        Fact::DomainMissing {
            service,
            host,
            missing,
        } => message!(
            "`{service}`把客户端指到`{host}`，而`{missing}`没人注册",
            "谁注册了`{missing}`，客户端就可能把大家的密码交给谁。请马上删掉这条记录。"
        ),
        Fact::NoAddress { service, host } => message!(
            "`{service}`把客户端指到`{host}`，而它没有地址",
            "照它办事的客户端无法自动配置。请给这台主机加上地址，或者换一台。"
        ),
        Fact::IsAlias {
            service,
            host,
            target,
        } => message!(
            "`{service}`指向的`{host}`是别名",
            "多数客户端照样能用；按标准，这里应该写主机本来的名字`{target}`。证书是跟记录里的名字核对的，改之前请先看看证书里有没有那个名字。"
        ),
        Fact::AddressLiteral { service, address } => message!(
            "`{service}`该写主机名的地方写了地址`{address}`",
            "主机名不会全是数字，客户端什么也找不到。请改写成主机名。"
        ),
        Fact::RefusedAmongOthers { service } => message!(
            "`{service}`既提供服务，又说不提供",
            "目标写成`.`，意思是“不提供”。它和别的记录放在一起，各种客户端的理解就不一样了。请删掉它，或者删掉其余的。"
        ),
        Fact::PortOfAnother {
            service,
            port,
            usual,
        } => message!(
            "`{service}`写的端口{port}是别的服务用的",
            "客户端和服务器会在那里互相等待，或者被拒绝。请写{usual}，除非服务器真的在{port}端口上提供这种服务。"
        ),
        Fact::TlsRefused { plain, tls } => message!(
            "提供`{plain}`，却说不提供`{tls}`",
            "这样一来，客户端先用明文连接，再请求TLS，中途可能被人拦下。请提供一开始就用TLS的服务。"
        ),
        Fact::DeadEnd { name, target } => message!(
            "`{name}`是`{target}`的别名，而那里没有地址",
            "客户端到这里找配置，什么也找不到，只好由人手工填写。请让它指向服务商的主机，或者删掉：这样遗留的名字可能被别人占用。"
        ),
        Fact::DeadEndRegistrable {
            name,
            target,
            missing,
        } => message!(
            "`{name}`是`{target}`的别名，而`{missing}`没人注册",
            "谁注册了`{missing}`，客户端就可能把大家的密码交给谁。请马上删掉这个别名。"
        ),
        Fact::AutodiscoverElsewhere {
            name,
            target,
            wanted,
        } if name == target => message!(
            "邮箱在Microsoft 365，`{name}`却没有指到那里",
            "Outlook可能向那台主机要密码，或者很久才找到邮箱。请把它设成`{wanted}`的别名（CNAME）。如果另有自己的Exchange服务器与Microsoft 365配合使用，那就不用改。"
        ),
        Fact::AutodiscoverElsewhere {
            name,
            target,
            wanted,
        } => message!(
            "邮箱在Microsoft 365，`{name}`却指向`{target}`",
            "Outlook可能向那台主机要密码，或者很久才找到邮箱。请让它指向`{wanted}`。如果另有自己的Exchange服务器与Microsoft 365配合使用，那就不用改。"
        ),
        Fact::AutodiscoverMissing { name, wanted } => message!(
            "邮箱在Microsoft 365，`{name}`却没有把Outlook指到那里",
            "Outlook和手机要多花时间才找到邮箱，或者要人自己填写。请把它设成`{wanted}`的别名（CNAME）。没有它，邮件照样能到。"
        ),
    }
}
