//! What can be tried by hand, and how to read what comes.

use crate::dns::Name;
use crate::report::by_hand::{System, Trial};
use crate::text::{Message, Prose, first_names, message};

/// What is tried, and what a good answer looks like.
pub fn trial(trial: Trial) -> Message {
    match trial {
        Trial::Reach => message!(
            "Does the mail server answer?",
            "Good: `succeeded`, or `TcpTestSucceeded : True`. `refused` means that nobody listens there. A time-out proves nothing at home or in most clouds, where port 25 is blocked: try it from a server that may send mail."
        ),
        Trial::Encrypt => message!(
            "Does it encrypt, with a certificate of its own name?",
            "Good: `Verification: OK`. `Verification error` means a certificate that is out of date, of another name or of an unknown issuer: most mail still comes, but not from senders that follow MTA-STS. `Didn’t find STARTTLS` means that mail travels in the clear."
        ),
        Trial::Dane => message!(
            "Does the certificate match the TLSA records?",
            "Good: `Verification: OK`, and a line that begins with `DANE TLSA`. Anything else means that senders which check DANE keep the mail back: publish the record of the new key first, then use the key."
        ),
        Trial::Take => message!(
            "Does it take mail for the domain?",
            "Good: `250` after `RCPT TO`. Nothing is sent, as it hangs up there. `450` or `451` asks to come back later, which senders do. `550` refuses: there is no such mailbox, or your own address may not send."
        ),
        Trial::Programs => message!(
            "Do the ports for mail programs answer?",
            "Good: `Verification: OK`. These ports are seldom blocked, so `refused`, a time-out or `Verification error` is what people’s programs meet as well."
        ),
        Trial::Policy => message!(
            "Is the MTA-STS policy served as senders want it?",
            "Good: `200`, `content-type: text/plain`, and the policy. After a redirect (`301`, `302`) or an error of the certificate senders go on as if there were none."
        ),
    }
}

/// Whose shell a line is for.
pub fn system(system: System) -> &'static str {
    match system {
        System::Unix => "Linux, macOS",
        System::UnixSwaks => "Linux, macOS, with swaks",
        System::PowerShell => "Windows PowerShell",
    }
}

/// How many more mail servers there are.
pub fn more_servers(count: usize) -> Prose {
    Prose::from(match count {
        1 => "And one more mail server, to be tried in the same way.".to_owned(),
        count => format!("And {count} more mail servers, to be tried in the same way."),
    })
}

/// Which names no line is made of.
pub fn unfit(names: &[Name]) -> Prose {
    let (shown, more) = first_names(&names.iter().collect::<Vec<_>>(), ", ");
    let more = match more {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    Prose::from(format!(
        "No line is made of {shown}{more}: hosts have no such names, and a shell may take more out of one than a name."
    ))
}
