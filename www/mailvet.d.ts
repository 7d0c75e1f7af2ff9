/**
 * Mailvet for other programs: vets a domain's mail DNS, in a browser, a worker
 * or Node.js.
 *
 * Every function returns a promise. What is asked for wrongly rejects it: with a
 * `TypeError` where a value is of another type than expected, and a `RangeError`
 * where it is none of those that there are. The message says what was expected
 * and what came.
 */

/** The version of Mailvet. */
export declare const version: string;

/**
 * Loads the engine, which the other functions do by themselves when they are
 * first called: from beside this module, unless a source is given.
 *
 * @param source The WebAssembly module: its URL, its bytes, a response that
 * brings them, or the module compiled.
 */
export declare function start(source?: URL | string | Request | Response | BufferSource | WebAssembly.Module): Promise<void>;

/**
 * Checks a domain: asks resolvers for all that DNS says of its mail, and judges
 * it. The made-up domains, such as `healthy.example`, are answered for without a
 * network.
 *
 * @param domain A domain, or an e-mail address or URL that holds one; it may be
 * in any script.
 */
export declare function check(domain: string, options?: CheckOptions): Promise<Report>;

/**
 * Judges the records in a text, without DNS.
 *
 * @param text With a kind, one record exactly as it is. Without one, whatever
 * people paste: records, lines of a zone file, the output of `dig`, a row of a
 * DNS panel.
 */
export declare function lint(text: string, kind?: RecordKind | null, options?: LintOptions): Promise<Lint>;

/**
 * Evaluates SPF for a message as receivers do (`check_host()` of RFC 7208).
 *
 * @param ip The address of the client that sends the message.
 * @param sender The address in MAIL FROM; where it is empty, `postmaster` at the
 * HELO name (RFC 7208 §2.4).
 * @param helo The name given in HELO; where it is empty, the domain.
 * @param domain The domain whose record is looked at; where it is left out, the
 * sender's.
 */
export declare function spf(
    ip: string,
    sender?: string | null,
    helo?: string | null,
    domain?: string | null,
    options?: Options,
): Promise<Spf>;

/** How to speak, and whom to ask. */
export interface Options {
    /** The language of all sentences; `en` where none is named. */
    language?: Language | "zh";
    /**
     * The URLs of DNS-over-HTTPS resolvers, in the order in which they are
     * asked; those of the page where none are named. Each is asked by GET
     * (RFC 8484) and must let web pages read its answers (CORS) where this runs
     * in a browser. `http` is for loopback alone.
     */
    resolvers?: string[];
    /** Ends what goes on: the promise is rejected with the signal's reason. */
    signal?: AbortSignal;
}

/** How to check. */
export interface CheckOptions extends Options {
    /** DKIM selectors, which DNS does not list. */
    selectors?: string[];
    /** What the domain is for, where it is not to be guessed. */
    profile?: Profile;
    /**
     * Whether the host of an MTA-STS policy is asked for it, and so learns the
     * address of who checks. `false` where it is left out. In a browser few
     * hosts let it be read.
     */
    policy?: boolean;
    /**
     * Called whenever a question is asked or answered. What it throws ends the
     * check and rejects its promise.
     */
    onProgress?: (progress: Progress) => void;
}

/** How to judge a text. */
export type LintOptions = Pick<Options, "language">;

/** How far a check has come: how many questions were asked and answered. */
export interface Progress {
    answered: number;
    asked: number;
}

export type Language = "en" | "zh-Hans";

/** From the gravest to none; `unknown` is no verdict. */
export type Severity = "error" | "unknown" | "warning" | "advice" | "good";

export type Profile = "sends-and-receives" | "receives-only" | "sends-only" | "parked" | "bulk-sender";

export type RecordKind =
    | "spf"
    | "dkim"
    | "dmarc"
    | "mta-sts"
    | "mta-sts-policy"
    | "tls-rpt"
    | "bimi"
    | "tlsa"
    | "caa"
    | "mx";

export type SubjectId =
    | "domain"
    | "mx"
    | "ptr"
    | "spf"
    | "dkim"
    | "dmarc"
    | "mta-sts"
    | "tls-rpt"
    | "bimi"
    | "tlsa"
    | "dnssec"
    | "caa"
    | "together"
    | "programs"
    | "beyond";

/** A range of a text: from `start` up to `end`, which is no part of it. */
export interface Span {
    start: number;
    end: number;
}

/** A check as one value: docs/report.md explains every field. */
export interface Report {
    format: "mailvet-report";
    /** Grows when a field goes, or means something else. Fields may come. */
    version: 1;
    /** In ASCII, without the final dot. */
    domain: string;
    /** As people read it. */
    unicode: string;
    language: Language;
    /** When the check began, in milliseconds since 1970. */
    time: number;
    /** The same in ISO 8601. */
    date: string;
    /** Who could be asked, in order; nobody for a made-up domain. */
    resolvers: Resolver[];
    /** The DKIM selectors that were named. */
    selectors: string[];
    /** The file of the MTA-STS policy, where it was read. */
    policy: { origin: "fetched" | "pasted"; text: string } | null;
    profile: JudgedProfile | null;
    answers: Answer[];
    points: Point[];
    subjects: Subject[];
    evidence: Asked[];
}

export interface Resolver {
    label: string;
    url: string;
}

/** What the domain was judged as. */
export interface JudgedProfile {
    id: Profile;
    guessed: boolean;
    sentence: string;
}

/** The answer to a question that people have. */
export interface Answer {
    question: "reach" | "forge" | "accept";
    verdict: "yes" | "no" | "partly" | "unknown";
    severity: Severity;
    sentence: string;
    subjects: SubjectId[];
}

/** What a large receiver asks of senders. */
export interface Point {
    wanted:
        | "spf"
        | "dkim"
        | "dmarc"
        | "reverse-names"
        | "answerable"
        | "aligned"
        | "tls"
        | "few-complaints"
        | "unsubscribe";
    standing: "met" | "unmet" | "not-seen" | "unknown" | "not-in-dns";
    google: AskedOf;
    yahoo: AskedOf;
    microsoft: AskedOf;
    title: string;
}

export type AskedOf = "all" | "all-either" | "bulk" | "nobody";

/** What was found of one subject. */
export interface Subject {
    subject: SubjectId;
    name: string;
    severity: Severity;
    line: string;
    records: FoundRecord[];
    findings: Finding[];
    questions: Question[];
}

/** A text that was found. */
export interface FoundRecord {
    kind: RecordKind;
    own: boolean;
    owner: string;
    text: string;
    strings: number[];
    ttl: number | null;
}

/** A rule that was met. */
export interface Finding {
    /** The rule's id, which never changes: docs/rules.md lists them. */
    rule: string;
    severity: Severity;
    reference: Reference | null;
    fact: Fact;
    title: string;
    detail: string;
    place: Place | null;
    evidence: Question[];
}

export interface Reference {
    text: string;
    url: string;
}

/** The facts of a rule: its name, or an object of that name with what it holds. */
export type Fact = string | { [name: string]: unknown };

/** Where a finding stands. */
export interface Place {
    /** The number of the record among the subject's, from 0. */
    record: number;
    /** In octets of the UTF-8 of its text. */
    span: Span;
    /** In the code units that JavaScript counts: `text.slice(start, end)`. */
    utf16: Span;
}

export interface Question {
    name: string;
    /** `MX`, `TXT` and so on. */
    type: string;
}

/** A question, and all that came of it. */
export interface Asked extends Question {
    /** `failed` says nothing of what is published. */
    outcome: "records" | "no-data" | "no-such-name" | "failed";
    failure: Failure | null;
    aliases: Alias[];
    records: DnsRecord[];
    exchanges: Exchange[];
    proof: Proof;
    /** Where DNSSEC is broken, what a resolver said that was told not to validate. */
    unvalidated: Unvalidated | null;
}

/** What came along for DNSSEC. */
export interface Proof {
    signatures: Signature[];
    /** Of NSEC3, where that was seen. */
    iterations: number | null;
}

/** A signature, but for its octets (RFC 4034 §3.1). */
export interface Signature {
    /** The type of the records. */
    covers: string;
    algorithm: number;
    /** In seconds since 1970, modulo 2³². */
    inception: number;
    expiration: number;
    key_tag: number;
}

export interface Unvalidated {
    outcome: "records" | "no-data" | "no-such-name";
    rcode: string;
    aliases: Alias[];
    records: DnsRecord[];
    proof: Proof;
}

export interface Alias {
    owner: string;
    target: string;
    ttl: number;
}

export interface DnsRecord {
    owner: string;
    type: string;
    ttl: number;
    /** As a master file has it (RFC 1035 §5.1). */
    data: string;
}

/** A resolver that was asked. */
export interface Exchange {
    resolver: string;
    time: number;
    elapsed: number;
    rcode: string | null;
    authentic: boolean;
    validates: boolean;
    checking_disabled: boolean;
    extended_errors: { code: number; text: string }[];
    /** How long it remembers that there is nothing, in seconds. */
    negative_ttl: number | null;
    failure: Failure | null;
}

/** Why nothing could be found out. */
export type Failure =
    | "unreachable"
    | "too-large"
    | "wrong-question"
    | "not-a-response"
    | "truncated"
    | "alias-loop"
    | "referral"
    | "dnssec-broken"
    | "no-resolver"
    | "not-seen"
    | { "timed-out": number }
    | { http: number }
    | { rcode: number }
    | { "not-dns": "short" | "malformed" | "json" };

/** The records of a text, judged. */
export interface Lint {
    format: "mailvet-lint";
    /** Grows when a field goes, or means something else. Fields may come. */
    version: 1;
    language: Language;
    records: LintRecord[];
    /** What was taken out of the text or put right. */
    repairs: string[];
    /** What to do where the text is a command, such as `dig`, and no record. */
    command: string | null;
}

/** A record, judged. */
export interface LintRecord {
    /** `null` where nothing tells what kind it is. */
    kind: RecordKind | null;
    /** The name that it stands at, as it is written. */
    owner: string | null;
    ttl: number | null;
    /** The record as receivers would see it. */
    text: string;
    /** Whether a receiver makes use of it. */
    usable: boolean;
    /** What receivers make of it. */
    verdict: string;
    terms: LintTerm[];
    findings: LintFinding[];
    /** The record with all that can be mended at once. */
    mended: string | null;
}

/** Where something stands. */
export interface LintPlace {
    /** In octets of the UTF-8 of the record's text. */
    span: Span;
    /** In the code units of the record's text: `record.text.slice(start, end)`. */
    utf16: Span;
    /** In the code units of the text that was given. */
    given: Span;
}

/** A term in words. */
export interface LintTerm {
    place: LintPlace;
    text: string;
    words: string;
}

/** A rule that was met. */
export interface LintFinding {
    rule: string;
    severity: Severity;
    reference: Reference | null;
    fact: Fact;
    title: string;
    detail: string;
    place: LintPlace;
    /** What cures it; `null` where nothing in the text does. */
    fix: Fix | null;
}

/** What cures a finding. */
export interface Fix {
    /**
     * `safe`: the record then says what it was meant to say. `decision`: what
     * becomes of mail changes, and somebody must want that. `show-only`: others
     * must act, or something must be had first.
     */
    applicability: "safe" | "decision" | "show-only";
    /** What is proposed, and then what could be done in its place. */
    choices: Choice[];
}

/** One thing that can be done. */
export interface Choice {
    title: string;
    /** What it does to mail, and what it risks. */
    effect: string;
    edits: Edit[];
    /** The record with these edits; `null` where there are none. */
    text: string | null;
    /** Other records that change. */
    changes: Change[];
}

/** A change of the record's text. All places are those before any change. */
export interface Edit {
    /** In octets of UTF-8: what goes, and nothing where something is put in. */
    span: Span;
    /** The same in the code units of JavaScript. */
    utf16: Span;
    replacement: string;
}

/** A record that changes, or the file of an MTA-STS policy. */
export interface Change {
    /** `null` for a file. */
    name: string | null;
    /** `null` for a file. */
    type: string | null;
    /** Where the file is; `null` for a record. */
    url: string | null;
    /** `null` where it is added. */
    from: string | null;
    /** `null` where it is deleted. */
    to: string | null;
}

/** What became of a message. */
export interface Spf {
    format: "mailvet-spf";
    /** Grows when a field goes, or means something else. Fields may come. */
    version: 1;
    language: Language;
    /** The client's address; one mapped into IPv6 as IPv4. */
    ip: string;
    sender: string;
    helo: string;
    /** The domain whose record was the first to be looked at. */
    domain: string;
    result: SpfResult;
    /** The result in words. */
    title: string;
    /** What receivers do. */
    detail: string;
    /** What decided. */
    cause: SpfCause;
    /** The same in words. */
    sentence: string;
    /** What the domain says to senders whose message fails. */
    explanation: string | null;
    /** How many terms asked DNS; ten may. */
    lookups: number;
    /** How many questions brought nothing; two may. */
    voids: number;
    steps: SpfStep[];
    evidence: Asked[];
}

/** RFC 7208 §2.6. */
export type SpfResult = "none" | "neutral" | "pass" | "fail" | "softfail" | "temperror" | "permerror";

/** What decided a result. */
export type SpfCause =
    | { kind: "matched" | "leads-nowhere" | "too-many-lookups"; domain: string; term: string }
    | { kind: "nothing-matched" | "domain-malformed" | "no-record" | "no-such-domain" | "syntax"; domain: string }
    | { kind: "several-records" | "too-many-exchangers"; domain: string; count: number }
    | { kind: "too-many-voids"; question: Question }
    | { kind: "lookup-failed"; question: Question; failure: Failure }
    | { kind: "out-of-time" };

/** One thing that was done. */
export interface SpfStep {
    /** In how many records the record at hand is nested: 0 for the domain's own. */
    depth: number;
    event: SpfEvent;
    words: string;
}

/** What was done. */
export type SpfEvent =
    /** The record of a domain was asked for. */
    | {
          kind: "asked";
          question: Question;
          selection: "one" | "none" | "no-such-name" | "several" | "unknown";
          record: string | null;
      }
    /** A term is tried. */
    | { kind: "tried"; term: string }
    /** It counts towards the limit of ten. */
    | { kind: "counted"; lookups: number }
    /** Its macros were filled in. */
    | { kind: "expanded"; written: string; target: string }
    /** It names what DNS cannot be asked for. */
    | { kind: "unaskable"; target: string }
    /** A question was asked for it; `voids` counts those that brought nothing. */
    | { kind: "answered"; question: Question; voids: number | null }
    /** A name of the client leads back to it. */
    | { kind: "validated"; name: string }
    | { kind: "matched"; result: SpfResult }
    | { kind: "not-matched" }
    /** The record at hand is left. */
    | { kind: "left"; result: SpfResult }
    /** The explanation was looked for. */
    | { kind: "explained"; question: Question; text: string | null };
