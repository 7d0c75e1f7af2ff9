/**
 * Mailvet for other programs: vets a domain's mail DNS, in a browser, a worker
 * or Node.js. docs/api.md tells of it, and mailvet.d.ts has all types.
 *
 *     import { check } from "./mailvet.js";
 *     const report = await check("example.com");
 */
// The build writes the engine's own name here, which has a hash in it.
import load, { Api } from "./engine.js";

const MODULE = new URL("./engine_bg.wasm", import.meta.url);

export const version = "0.1.0";

const ASKING = ["language", "resolvers", "signal"];

let starting;

/** Loads the engine: from beside this file, or from what is given. */
export function start(source) {
    starting ??= fetchEngine(source).catch((error) => {
        starting = undefined;
        throw error;
    });
    return starting.then(() => undefined);
}

/** Checks a domain: the report of docs/report.md. */
export async function check(domain, options = {}) {
    text("domain", domain);
    const how = optionsOf(options, [...ASKING, "selectors", "profile", "policy", "onProgress"]);
    const tell = how.onProgress && ((answered, asked) => how.onProgress({ answered, asked }));
    return run(how, (api, signal, guarded) => api.check(domain, how, guarded(tell), signal));
}

/** Judges the records in a text, without DNS. */
export async function lint(record, kind, options = {}) {
    text("text", record);
    const { language } = optionsOf(options, ["language"]);
    if (kind === "") {
        throw new RangeError("kind: expected a kind of record, or null, got nothing");
    }
    const known = text("kind", kind ?? "");
    const api = await engine();
    return api.lint(record, known, language);
}

/** Whether a message passes SPF, with every step on the way. */
export async function spf(ip, sender, helo, domain, options = {}) {
    const message = {
        ip: text("ip", ip),
        sender: text("sender", sender ?? ""),
        helo: text("helo", helo ?? ""),
        domain: text("domain", domain ?? ""),
    };
    const how = optionsOf(options, ASKING);
    return run(how, (api, signal) => api.spf(message, how, signal));
}

async function engine() {
    await start();
    return (engine.api ??= new Api());
}

async function fetchEngine(source) {
    // Node.js does not fetch files.
    if (source === undefined && MODULE.protocol === "file:") {
        const { readFile } = await import("node:fs/promises");
        source = await readFile(MODULE);
    }
    await load({ module_or_path: source ?? MODULE });
}

/**
 * Runs something that asks, until the signal ends it or a callback throws;
 * whatever it is, the promise is rejected with the reason.
 */
async function run({ signal }, ask) {
    signal?.throwIfAborted();
    const api = await engine();
    signal?.throwIfAborted();
    const stopping = new AbortController();
    const abort = () => stopping.abort(signal.reason);
    const guarded = (callback) =>
        callback &&
        ((...values) => {
            try {
                callback(...values);
            } catch (error) {
                stopping.abort(error);
            }
        });
    signal?.addEventListener("abort", abort, { once: true });
    try {
        return await ask(api, stopping.signal, guarded);
    } finally {
        signal?.removeEventListener("abort", abort);
    }
}

/** Options as the engine takes them. */
function optionsOf(options, known) {
    if (typeof options !== "object" || options === null) {
        throw wrong("options", "an object", options);
    }
    const unknown = Object.keys(options).find((name) => !known.includes(name));
    if (unknown !== undefined) {
        throw new RangeError(`options: expected ${known.join(", ")}, got ${shown(unknown)}`);
    }
    const { language = "en", resolvers = [], selectors = [], profile = "", policy = false, onProgress, signal } = options;
    if (signal !== undefined && !(signal instanceof AbortSignal)) {
        throw wrong("signal", "an AbortSignal", signal);
    }
    if (onProgress !== undefined && typeof onProgress !== "function") {
        throw wrong("onProgress", "a function", onProgress);
    }
    if (typeof policy !== "boolean") {
        throw wrong("policy", "true or false", policy);
    }
    return {
        language: text("language", language),
        resolvers: texts("resolvers", resolvers),
        selectors: texts("selectors", selectors),
        profile: text("profile", profile),
        policy,
        onProgress,
        signal,
    };
}

function text(name, value) {
    if (typeof value !== "string") {
        throw wrong(name, "a string", value);
    }
    return value;
}

function texts(name, value) {
    if (!Array.isArray(value) || value.some((each) => typeof each !== "string")) {
        throw wrong(name, "a list of strings", value);
    }
    return value;
}

function wrong(name, expected, value) {
    return new TypeError(`${name}: expected ${expected}, got ${shown(value)}`);
}

function shown(value) {
    if (typeof value === "string") {
        return JSON.stringify(value);
    }
    if (Array.isArray(value)) {
        return `[${value.map(shown).join(", ")}]`;
    }
    const is = { object: value === null ? "null" : "an object", function: "a function" };
    return is[typeof value] ?? String(value);
}
