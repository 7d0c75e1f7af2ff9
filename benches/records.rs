//! Typical records, one of a kind.

/// SPF: eight terms, one with macros.
pub const SPF: &str = "v=spf1 a mx:d.example ip4:192.0.2.0/24 ip6:2001:db8::/32 \
    include:_spf.d.example include:spf.protection.d.example exists:%{i}._spf.%{d2} ~all";

/// DMARC: nine tags.
pub const DMARC: &str = "v=DMARC1; p=quarantine; sp=reject; np=reject; adkim=s; aspf=r; fo=1; \
    rua=mailto:reports@d.example,mailto:d@reports.example; ruf=mailto:failures@d.example";

/// DKIM: a key of 2048 bits.
pub const DKIM: &str = "v=DKIM1; k=rsa; t=s; p=\
    MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEApJ8WhbgC9DCzViZat042\
    Q6rdjfpfYV24pYRFAfo0iGpIB9CX84dd/qWrebsVnQUPvq4/fHe/ECDTQ/fNQaEs\
    RX6e12qpTrNE2RcxryEt1/1v/ihOoiMBSKTJ3wCoVVu/MyQbWMuVscZ3RGI3Tji3\
    LX0kIZJvc21iMKptfM5zy2gfd5+v267r69B0wVUSEAJXUqWpYKksIWjg62qhi0UZ\
    Y2kLtW7WyH1Hos5mUGrmdLokEnPfJSdt4TAULTtiFjmGT2hlCWO7KrXn8tvnYAin\
    +eqVD5nu9KjMYZCmzHYpEmGOMD1VSG9rBg2wQviZfZ1eErFV2j8aKvLvuE2M7qYy\
    awIDAQAB";
