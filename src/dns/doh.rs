//! DNS over HTTPS (RFC 8484), by GET: a request that needs no preflight.

use super::message::{MESSAGE_OCTETS, decode_response, encode_query};
use super::resolver::{Checking, LocalFuture, Reply};
use super::subnet::ClientSubnet;
use super::url::ResolverUrl;
use super::{Failure, Question, Resolver, base64};
use crate::dns::fetch::Fetch;
use std::rc::Rc;

/// A resolver that is asked in DNS messages.
pub struct Doh {
    label: String,
    url: ResolverUrl,
    validates: bool,
    from: Option<ClientSubnet>,
    fetch: Rc<dyn Fetch>,
}

impl Doh {
    /// The resolver at a URL, under the name that people see. `validates`
    /// tells whether it is known to validate DNSSEC.
    pub fn new(label: &str, url: ResolverUrl, validates: bool, fetch: Rc<dyn Fetch>) -> Self {
        Self {
            label: label.to_owned(),
            url,
            validates,
            from: None,
            fetch,
        }
    }

    /// The same resolver, told that its questions come from a subnet.
    pub fn from(self, subnet: Option<ClientSubnet>) -> Self {
        Self {
            from: subnet,
            ..self
        }
    }

    fn url(&self, question: &Question, checking: Checking) -> String {
        let query = base64::encode_url(&encode_query(question, checking, self.from));
        self.url.with_query(&["dns=", &query].concat())
    }
}

impl Resolver for Doh {
    fn label(&self) -> &str {
        &self.label
    }

    fn validates(&self) -> bool {
        self.validates
    }

    fn ask<'a>(
        &'a self,
        question: &'a Question,
        checking: Checking,
    ) -> LocalFuture<'a, Result<Reply, Failure>> {
        Box::pin(async move {
            let url = self.url(question, checking);
            let accept = "application/dns-message";
            let body = self.fetch.get(&url, accept, MESSAGE_OCTETS).await?;
            decode_response(&body, question, self.from)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::answer::NotDns;
    use crate::dns::message::tests::Response;
    use crate::dns::{Name, Outcome, RecordType};
    use futures_util::FutureExt;
    use std::cell::RefCell;

    /// Gives one body, and keeps what it was asked.
    struct Canned {
        body: Result<Vec<u8>, Failure>,
        asked: RefCell<Vec<(String, String, usize)>>,
    }

    impl Fetch for Canned {
        fn get<'a>(
            &'a self,
            url: &'a str,
            accept: &'a str,
            limit: usize,
        ) -> LocalFuture<'a, Result<Vec<u8>, Failure>> {
            let asked = (url.to_owned(), accept.to_owned(), limit);
            self.asked.borrow_mut().push(asked);
            Box::pin(std::future::ready(self.body.clone()))
        }
    }

    fn ask(
        question: &Question,
        body: Result<Vec<u8>, Failure>,
    ) -> (Result<Reply, Failure>, Rc<Canned>) {
        let canned = Rc::new(Canned {
            body,
            asked: RefCell::default(),
        });
        let url = ResolverUrl::parse("https://dns.example/q?key=1").unwrap();
        let doh = Doh::new("Example", url, true, canned.clone());
        let reply = doh.ask(question, Checking::Enabled).now_or_never().unwrap();
        (reply, canned)
    }

    #[test]
    fn a_question_is_one_simple_get() {
        // RFC 8484 §4.1.1 has the same query without OPT.
        let question = Question::new(Name::parse("www.example.com").unwrap(), RecordType::A);
        let (reply, canned) = ask(&question, Ok(Response::to(&question).octets()));
        assert_eq!(reply.unwrap().outcome, Outcome::NoData);
        let asked = canned.asked.borrow();
        let [(url, accept, limit)] = &asked[..] else {
            panic!("asked {} times", asked.len());
        };
        assert_eq!(
            url,
            "https://dns.example/q?key=1&dns=\
             AAABIAABAAAAAAABA3d3dwdleGFtcGxlA2NvbQAAAQABAAApBNAAAIAAAAA"
        );
        assert_eq!(accept, "application/dns-message");
        assert_eq!(*limit, 65_535);
    }

    #[test]
    fn failures_stay_what_they_are() {
        let question = Question::new(Name::parse("example.com").unwrap(), RecordType::A);
        for failure in [Failure::Unreachable, Failure::Http(429), Failure::TooLarge] {
            assert_eq!(ask(&question, Err(failure.clone())).0, Err(failure));
        }
        let (reply, _) = ask(
            &question,
            Ok(b"<!doctype html><title>Log in</title>".to_vec()),
        );
        assert_eq!(reply, Err(Failure::NotDns(NotDns::Malformed)));
    }
}
