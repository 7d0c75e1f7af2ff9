//! What those who have people's mailboxes ask their customers to put into SPF.

use super::vendor::Vendor;

/// The day these facts were gathered, year first.
pub const GATHERED: &str = "2026-11-21";

/// The domain that a vendor's customers include; `None` where that differs
/// from one customer to the next, or is not known.
pub fn spf_include(vendor: Vendor) -> Option<&'static str> {
    let of_vendor = |(name, _): &&(&str, &str)| *name == vendor.name;
    INCLUDES.iter().find(of_vendor).map(|(_, domain)| *domain)
}

const INCLUDES: &[(&str, &str)] = &[
    ("263 Mail", "spf.263.net"),
    ("Alibaba Mail", "spf.qiye.aliyun.com"),
    ("Apple iCloud", "icloud.com"),
    ("Fastmail", "spf.messagingengine.com"),
    ("Google", "_spf.google.com"),
    ("Huawei Cloud", "spf.sparkspace.huaweicloud.com"),
    ("Microsoft 365", "spf.protection.outlook.com"),
    (
        "Microsoft 365 (21Vianet)",
        "spf.protection.partner.outlook.cn",
    ),
    ("Migadu", "spf.migadu.com"),
    ("NetEase Mail", "spf.163.com"),
    ("Proton", "_spf.protonmail.ch"),
    ("Rackspace", "emailsrvr.com"),
    ("Tencent Exmail", "spf.mail.qq.com"),
    ("Yandex", "_spf.yandex.net"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::spf_vendors::spf_vendor;

    #[test]
    fn what_is_included_is_known_to_be_the_vendors() {
        for (name, domain) in INCLUDES {
            let vendor = spf_vendor(domain).map(|vendor| vendor.name);
            assert_eq!(vendor, Some(*name), "{domain}");
        }
    }
}
