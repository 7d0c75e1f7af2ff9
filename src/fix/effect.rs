//! What a change does to mail, and what it risks: facts, which `text/` says.

/// What a change does to mail, and what it risks.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Effect {
    /// Receivers read what was meant.
    AsMeant,
    /// Nobody heeds what is taken out, or says it twice.
    NothingChanges,
    /// What was meant is a guess.
    Guess,
    /// What is taken out was of no use; what was meant by it is lost.
    Lost,
    /// Some servers may send no longer.
    FewerSend,
    /// Some servers may send that could not.
    MoreSend,
    /// The same servers may send as with all of the records.
    SameSenders,
    /// The same servers may send, as long as their addresses stay.
    GoesStale,
    /// Mail from other servers is suspect.
    Softfail,
    /// Mail from other servers is refused.
    Fail,
    /// Nobody sends in the domain's name.
    NobodySends,
    /// Forged mail is only reported.
    PolicyNone,
    /// Forged mail goes to the junk folder; so does honest mail that fails.
    PolicyQuarantine,
    /// Forged mail is refused; so is honest mail that fails.
    PolicyReject,
    /// Names that do not exist send no mail.
    NonexistentReject,
    /// Subdomains are guarded like the domain; those that send must pass.
    SubdomainsGuarded,
    /// The policy is applied in full.
    PolicyInFull,
    /// Today's receivers apply the policy one step weaker.
    PolicyTested,
    /// Alignment is looser.
    Relaxed,
    /// Reports begin to come to this mailbox, which must be there.
    ReportsCome,
    /// Reports come no longer.
    ReportsEnd,
    /// The policy or record of before comes to be in force.
    OneCounts,
    /// Mail is brought to this server.
    MailGoesThere,
    /// Mail is no longer tried at this server, which nobody could reach.
    DeadServerGone,
    /// Nobody can bring mail to the domain any more.
    NoMailTaken,
    /// An address for the name must be made up first.
    NeedsHostName,
    /// Another must publish it.
    ForOthers,
    /// Taken from the provider's or the server's own settings.
    FromSigner,
    /// Signatures by the old key fail once it is gone.
    KeyChanges,
    /// Only where something is still signed with the key that was taken back.
    OnlyIfSigned,
    /// Nobody can sign by the key any longer, neither the domain nor others.
    KeyRevoked,
    /// Mail then passes by its signature too, also when it is forwarded.
    SignedToo,
    /// Mail comes to one provider alone.
    OneProvider,
    /// The registrar puts it into the zone above.
    AtRegistrar,
    /// The name has records of its own then.
    OwnRecords,
    /// Mail programs are led there.
    ProgramsLed,
    /// Mail programs are no longer led there.
    ProgramsNotLed,
    /// The key becomes one that receivers may not take as a test.
    KeyInEarnest,
    /// Senders report failures of TLS, and deliver all the same.
    TlsTested,
    /// Senders deliver over verified TLS alone.
    TlsEnforced,
    /// Senders fetch the policy anew.
    PolicyFetched,
    /// A certificate is no longer looked for here.
    DigestGone,
    /// Only who is named may issue certificates.
    IssuersChange,
    /// Changes arrive sooner.
    SoonerEverywhere,
    /// The record is read where receivers look.
    FoundThere,
    /// The holder of the address, not of the domain, does it.
    HolderActs,
    /// A logo and its certificate are needed first.
    LogoNeeded,
}
