//! Whether a message passes SPF, and how that came about.

use crate::dns::Answer;
use crate::follow::spf::{Cause, Event, LOOKUP_LIMIT, Message, Selection, SpfResult, VOID_LIMIT};
use crate::text::{Prose, excerpt, visible};

/// Why there is no message to try.
pub fn no_address(text: &str) -> Prose {
    match text.trim() {
        "" => "Say which IP address the mail comes from, such as `192.0.2.1`.".into(),
        text => Prose::from(format!(
            "`{}` is no IP address; one looks like `192.0.2.1` or `2001:db8::1`.",
            excerpt(text)
        )),
    }
}

/// What a result means, in a line.
pub fn title(result: SpfResult, message: &Message) -> Prose {
    let (client, domain) = (message.client(), visible(message.authority()));
    Prose::from(match result {
        SpfResult::Pass => format!("Pass: `{client}` may send for `{domain}`"),
        SpfResult::Fail => format!("Fail: `{client}` may not send for `{domain}`"),
        SpfResult::Softfail => {
            format!("Softfail: `{client}` probably may not send for `{domain}`")
        }
        SpfResult::Neutral => format!("Neutral: `{domain}` says nothing of `{client}`"),
        SpfResult::None => format!("None: `{domain}` has no SPF to judge by"),
        SpfResult::Permerror => {
            format!("Permerror: receivers cannot follow the record of `{domain}`")
        }
        SpfResult::Temperror => "Temperror: unknown, as DNS gave no answer".into(),
    })
}

/// What receivers do.
pub fn detail(result: SpfResult) -> Prose {
    match result {
        SpfResult::Pass => "Receivers take the sender’s address as genuine. For DMARC it counts where the address in From has the same domain.",
        SpfResult::Fail => "Many receivers refuse such mail at once; others file it as spam. DMARC can still pass by DKIM.",
        SpfResult::Softfail => "Receivers take the mail and look at it harder; much of it ends in spam. For DMARC it is no pass.",
        SpfResult::Neutral | SpfResult::None => "Receivers judge the mail as if there were no SPF. For DMARC it is no pass.",
        SpfResult::Permerror => "The record counts for nothing: some receivers refuse the mail, others act as if there were no SPF. For DMARC it is no pass.",
        SpfResult::Temperror => "Most receivers ask the sender to try again later. Once DNS answers, the result may be any other.",
    }
    .into()
}

/// Why an evaluation ended as it did.
pub fn cause(cause: &Cause) -> Prose {
    Prose::from(match cause {
        Cause::Matched { domain, directive } => {
            format!(
                "What decides is `{}` in the record of `{domain}`.",
                visible(directive.as_str())
            )
        }
        Cause::NothingMatched { domain } => {
            format!("Nothing in the record of `{domain}` matches, and it has no `all`.")
        }
        Cause::DomainMalformed { domain } => {
            format!(
                "`{}` is no domain that could have a record.",
                visible(domain)
            )
        }
        Cause::NoRecord { domain } => format!("`{domain}` has no SPF record."),
        Cause::NoSuchDomain { domain } => format!("`{domain}` does not exist."),
        Cause::SeveralRecords { domain, count } => {
            format!("`{domain}` has {count} SPF records, of which receivers take none.")
        }
        Cause::Syntax { domain } => {
            format!("The record of `{domain}` has a fault in its grammar.")
        }
        Cause::LeadsNowhere { domain, term } => {
            format!(
                "`{}` in the record of `{domain}` leads to no SPF record.",
                visible(term.as_str())
            )
        }
        Cause::TooManyLookups { term, domain } => format!(
            "`{}` in the record of `{domain}` needs one lookup more than the {LOOKUP_LIMIT} that receivers make.",
            visible(term.as_str())
        ),
        Cause::TooManyVoids { question } => format!(
            "`{question}` brings nothing, as {VOID_LIMIT} questions did before; receivers bear no more."
        ),
        Cause::TooManyExchangers { domain, count } => {
            format!("`{domain}` has {count} mail servers; receivers look up ten at most.")
        }
        Cause::LookupFailed { question, why } => format!(
            "`{question}` got no answer: {}.",
            super::dns::failure(why).plain()
        ),
        Cause::OutOfTime => "It took longer than the 20 seconds that receivers allow.".into(),
    })
}

/// What an evaluation used up.
pub fn spent(lookups: usize, voids: usize) -> Prose {
    Prose::from(format!(
        "{lookups} of {LOOKUP_LIMIT} lookups and {voids} of {VOID_LIMIT} empty answers were used."
    ))
}

/// What the domain says to senders whose message fails.
pub fn explanation(text: &str) -> Prose {
    Prose::from(format!("The domain tells the sender: “{}”", visible(text)))
}

/// Which record a domain has.
pub fn selection(selection: &Selection, txt: &Answer) -> String {
    match selection {
        Selection::One(_) => "its SPF record is followed".into(),
        Selection::None => "no SPF record".into(),
        Selection::NoSuchName => "the name does not exist".into(),
        Selection::Several(count) => format!("{count} SPF records, of which none counts"),
        Selection::Unknown => super::page::outcome(&txt.outcome).plain(),
    }
}

/// What the steps are called.
pub fn steps() -> &'static str {
    "Step by step"
}

/// One thing that was done.
pub fn event(event: &Event) -> Prose {
    Prose::from(match event {
        Event::Asked { txt, selection, .. } => self::selection(selection, txt),
        Event::Tried(_) => return Prose::default(),
        Event::Counted { lookups } => match *lookups > LOOKUP_LIMIT {
            true => format!("lookup {lookups}: one too many"),
            false => format!("lookup {lookups} of {LOOKUP_LIMIT}"),
        },
        Event::Expanded { written, target } => {
            format!("`{}` becomes `{}`", visible(written), visible(target))
        }
        Event::Unaskable { target } => format!(
            "`{}` is nothing that DNS could be asked for, so it matches nothing",
            visible(target)
        ),
        Event::Answered { answer, void } => {
            let outcome = super::page::outcome(&answer.outcome).plain();
            match void {
                Some(count) => format!("{outcome} (empty answer {count} of {VOID_LIMIT})"),
                None => outcome,
            }
        }
        Event::Validated { name } => format!("`{name}` leads back to the client"),
        Event::Matched(qualifier) => format!("matches: {}", SpfResult::from(*qualifier).word()),
        Event::NotMatched => "does not match".into(),
        Event::Left(result) => format!("its result: {}", result.word()),
        Event::Explained { text: Some(_), .. } => "the explanation stands there".into(),
        Event::Explained { text: None, .. } => "no explanation that could be used".into(),
    })
}
