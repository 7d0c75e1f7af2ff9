//! What is said of the names of addresses.

use crate::check::ptr::Fact;
use crate::text::{Message, message};

/// What is said of the names of addresses.
pub fn fact(fact: &Fact) -> Message {
    match fact {
        Fact::Confirmed { address, name } => message!(
            "`{address}`叫`{name}`，名字也指回来",
            "正向和反向DNS一致，收件方正是这样要求发信服务器的。"
        ),
        Fact::Missing { address } => message!(
            "`{address}`没有名字（PTR）",
            "如果这台服务器要发信，Gmail等许多收件方会因此拒收；只收信则不需要。能设置它的只有地址的持有者，也就是主机商或宽带运营商，而不是域名的DNS。"
        ),
        Fact::NotConfirmed { address, name } => message!(
            "`{address}`叫`{name}`，但这个名字并不指回它",
            "指不回来的名字等于没有：如果这台服务器要发信，许多收件方会拒收。请给`{name}`加上这个地址，或者请地址的提供商改成别的名字。"
        ),
    }
}
