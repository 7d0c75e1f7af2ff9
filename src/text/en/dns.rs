//! Why a question got no answer.

use crate::dns::answer::{Failure, NotDns, Rcode};
use crate::dns::url::UrlError;
use crate::text::{Prose, visible};

/// Why a question got no answer, as the end of "No answer: …".
pub fn failure(failure: &Failure) -> Prose {
    Prose::from(match failure {
        Failure::TimedOut(limit) => format!("nothing came within {} s", limit.div_ceil(1000)),
        Failure::Unreachable => {
            "it cannot be reached, or does not let web pages ask it (CORS); a browser does not tell which".into()
        }
        Failure::NoNetwork => "there is no network".into(),
        Failure::Http(429) => "the resolver wants fewer questions for a while (HTTP 429)".into(),
        Failure::Http(status) => format!("its web server refused (HTTP {status})"),
        Failure::TooLarge => "the answer is larger than any DNS answer can be (64 KiB)".into(),
        Failure::NotDns(NotDns::Short) => "the answer ends in the middle".into(),
        Failure::NotDns(NotDns::Malformed) => "what came is not a DNS answer".into(),
        Failure::NotDns(NotDns::Json) => "what came is not the JSON that was expected".into(),
        Failure::WrongQuestion => "it answered another question than the one asked".into(),
        Failure::NotAResponse => "what came is a question, not an answer".into(),
        Failure::Truncated => "the answer was cut short on its way (TC)".into(),
        Failure::AliasLoop => "the aliases (CNAME) lead round in a circle, or are too many".into(),
        Failure::Referral => {
            "it pointed to other name servers instead of answering, as a server does that is no resolver".into()
        }
        Failure::Rcode(Rcode::SERVFAIL) => {
            "the domain’s name servers gave no usable answer (SERVFAIL)".into()
        }
        Failure::Rcode(Rcode::REFUSED) => "it refuses to answer (REFUSED)".into(),
        Failure::Rcode(rcode) => format!("it answered with the error {}", rcode.mnemonic()),
        Failure::DnssecBroken => {
            "the domain’s DNSSEC signatures do not hold, so resolvers refuse to answer".into()
        }
        Failure::NoResolver => "there is no resolver left to ask".into(),
        Failure::NotSeen => "nobody asked this at the time, and nothing is asked now".into(),
    })
}

/// Why a text is no URL of a resolver.
pub fn url_error(error: &UrlError) -> Prose {
    Prose::from(match error {
        UrlError::NotHttps => "A resolver’s address begins with `https://`.".into(),
        UrlError::PlainHttp(host) => format!(
            "Plain `http://` is only for this machine, and `{}` is another.",
            visible(host)
        ),
        UrlError::NoHost => "There is no host after `https://`.".into(),
        UrlError::Credentials => "A user name or password has no place in it.".into(),
        UrlError::Character(c) => {
            format!("`{}` has no place in a URL.", visible(&c.to_string()))
        }
    })
}
