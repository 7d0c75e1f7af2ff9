// How programs use the module, as the compiler is to take it.
import { check, lint, spf, start, version } from "./mailvet.js";
import type { CheckOptions, Finding, Lint, Report, Severity, Spf, SpfEvent } from "./mailvet.js";

const stopping = new AbortController();
const options: CheckOptions = {
    selectors: ["default", "s1"],
    profile: "sends-and-receives",
    language: "zh-Hans",
    resolvers: ["https://dns.google/dns-query"],
    policy: true,
    signal: stopping.signal,
    onProgress: ({ answered, asked }) => console.log(answered / asked),
};

export async function grave(domain: string): Promise<Finding[]> {
    const report: Report = await check(domain, options);
    const wanted: Severity[] = ["error", "warning"];
    return report.subjects.flatMap((subject) => subject.findings).filter((it) => wanted.includes(it.severity));
}

export async function underlined(text: string): Promise<string[]> {
    const { records }: Lint = await lint(text, null, { language: "en" });
    return records.flatMap((record) =>
        record.findings.map(({ place }) => text.slice(place.given.start, place.given.end)),
    );
}

export async function mended(text: string): Promise<string> {
    const { records } = await lint(text, "spf");
    return records[0]?.mended ?? text;
}

export async function passes(ip: string, domain: string): Promise<boolean> {
    const { result, steps }: Spf = await spf(ip, null, "", domain);
    steps.forEach(({ depth, event }) => console.log("  ".repeat(depth), told(event)));
    return result === "pass";
}

function told(event: SpfEvent): string {
    switch (event.kind) {
        case "tried":
            return event.term;
        case "answered":
            return `${event.question.name} ${event.question.type}`;
        case "left":
            return event.result;
        default:
            return event.kind;
    }
}

export async function loaded(bytes: ArrayBuffer): Promise<string> {
    await start(bytes);
    return version;
}
