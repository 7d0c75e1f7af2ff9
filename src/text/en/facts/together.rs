//! What is said of the records beside each other.

use crate::check::together::Fact;
use crate::text::{Message, code_names, message};

/// What is said of the records beside each other.
pub fn fact(fact: &Fact) -> Message {
    match fact {
        Fact::Agree => message!(
            "The records agree with one another",
            "What the records of this domain say of who takes its mail, who sends it and what becomes of the rest fits together."
        ),
        Fact::ProviderNotInSpf { provider } => {
            let provider = provider.name;
            message!(
                "{provider} has the mailboxes, and SPF does not let it send",
                "What people write in their mailboxes leaves from {provider}, and fails SPF. Add what {provider} has its customers include to the SPF record, unless all mail leaves by other servers."
            )
        }
        Fact::EnforcedWithNothingToPass { selectors } => message!(
            "DMARC has failing mail turned away, and nothing was seen by which mail could pass",
            "SPF lets no mail pass, and no DKIM key was seen under the {selectors} selectors tried. Unless there is a key under another selector, the domain’s own mail is refused too. Mend SPF and set up DKIM first; until then `p=none` keeps the mail flowing."
        ),
        Fact::EnforcedOnSpfAlone { selectors } => message!(
            "DMARC rests on SPF alone, as far as can be seen",
            "No DKIM key was seen under the {selectors} selectors tried. Mail that is forwarded fails SPF, and without a DKIM signature it is turned away. Set up DKIM with whoever sends the mail, or name the selector if there is one."
        ),
        Fact::NoMailHalfDeclared { missing } => {
            let missing: Vec<_> = missing.iter().map(|it| it.text()).collect();
            let missing = code_names(&missing, ", ");
            message!(
                "A domain without mail should say so in full; missing: {missing}",
                "Names that nobody watches are forged with pleasure. `MX 0 .` stops mail to it, `v=spf1 -all` says that nobody sends, and DMARC with `p=reject` has forgeries refused, those of subdomains too."
            )
        }
        Fact::NoMailDeclared => message!(
            "The domain says in full that it has no mail",
            "It takes none, sends none, and has whatever claims to be from it refused."
        ),
        Fact::SendsNothingButSigns { selectors } => {
            let selectors = code_names(selectors, ", ");
            message!(
                "SPF says that nothing is sent, and there are DKIM keys: {selectors}",
                "Somebody set up signing for this domain. If it sends mail, SPF makes that mail fail: name the senders there. If it does not, delete the keys."
            )
        }
    }
}
