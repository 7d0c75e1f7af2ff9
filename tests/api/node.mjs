// The module in Node.js: `node --test tests/api/node.mjs`, with where it is and
// who is asked in the environment. tests/page/api.rs starts it.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

const { MAILVET_DIST, MAILVET_NATIVE, DOH, DEAD, SILENT } = process.env;
const module = new URL("mailvet.js", pathToFileURL(`${MAILVET_DIST}/`));
const native = JSON.parse(await readFile(MAILVET_NATIVE, "utf8"));
const { check, lint, spf, start, version } = await import(module);
const lab = { resolvers: [DOH] };

/** A value as JSON keeps it: it loses nothing on the way. */
function plain(value) {
    const kept = JSON.parse(JSON.stringify(value));
    assert.deepEqual(value, kept);
    return kept;
}

/** The same without what depends on when it was, and on what was answered first. */
function timeless(value) {
    const times = ["time", "date", "elapsed"];
    const question = ({ name, type }) => `${name} ${type}`;
    return JSON.parse(JSON.stringify(value), (name, each) => {
        if (name === "evidence") {
            return each.sort((one, other) => question(one).localeCompare(question(other)));
        }
        return times.includes(name) ? 0 : each;
    });
}

const subject = (report, id) => report.subjects.find((each) => each.subject === id);

test("the made-up domains have the reports that they have natively", async () => {
    for (const { domain, language, report } of native.reports) {
        const own = plain(await check(domain, { language }));
        assert.deepEqual(timeless(own), timeless(report), domain);
        assert.ok(Math.abs(own.time - Date.now()) < 60_000);
    }
});

test("texts are judged as they are natively", async () => {
    for (const { text, kind, lint: wanted } of native.lints) {
        assert.deepEqual(plain(await lint(text, kind)), wanted, text);
    }
});

test("messages are judged as they are natively", async () => {
    for (const { message, spf: wanted } of native.spf) {
        assert.deepEqual(timeless(plain(await spf(...message))), timeless(wanted), message.join(" "));
    }
});

test("a real domain is asked for", async () => {
    const steps = [];
    const report = plain(
        await check("Postmaster@Healthy.Test", {
            ...lab,
            selectors: ["default"],
            profile: "bulk-sender",
            onProgress: (progress) => steps.push(progress),
        }),
    );
    assert.equal(report.domain, "healthy.test");
    assert.deepEqual(report.resolvers.map(({ url }) => url), [DOH]);
    assert.deepEqual([report.profile.id, report.profile.guessed], ["bulk-sender", false]);
    assert.equal(subject(report, "dkim").severity, "good");
    assert.match(subject(report, "spf").records[0].text, /^v=spf1 /);
    assert.ok(report.evidence.every(({ exchanges }) => exchanges.length > 0));
    const last = steps.at(-1);
    assert.deepEqual(last, { answered: report.evidence.length, asked: report.evidence.length });
    assert.ok(steps.length > last.asked);
});

test("sentences come in Chinese, and names in any script", async () => {
    const report = await check("bücher.test", { ...lab, language: "zh" });
    assert.deepEqual([report.domain, report.unicode, report.language], ["xn--bcher-kva.test", "bücher.test", "zh-Hans"]);
    assert.equal(subject(report, "mx").name, "邮件服务器");
});

test("places cut strings where they should", async () => {
    const report = await check("many-faults.example");
    let places = 0;
    for (const { findings, records } of report.subjects) {
        for (const { place } of findings.filter(({ place }) => place)) {
            const { text } = records[place.record];
            const octets = Buffer.from(text).subarray(place.span.start, place.span.end);
            assert.equal(text.slice(place.utf16.start, place.utf16.end), octets.toString());
            places += 1;
        }
    }
    assert.ok(places > 10);
    const given = "“v=spf1 exp=例𝄞.example ptr -all”";
    const { records } = await lint(given);
    const ptr = records[0].findings.find(({ rule }) => rule === "spf-ptr-used");
    assert.equal(given.slice(ptr.place.given.start, ptr.place.given.end), "ptr");
    assert.equal(records[0].text.slice(ptr.place.utf16.start, ptr.place.utf16.end), "ptr");
});

test("checks go on side by side", async () => {
    const domains = ["healthy.test", "parked.test", "neutral.test", "moved.test"];
    const reports = await Promise.all(domains.map((domain) => check(domain, lab)));
    assert.deepEqual(reports.map(({ domain }) => domain), domains);
    for (const report of reports) {
        assert.ok(report.evidence.some(({ name }) => name === report.domain));
    }
});

test("who does not answer leaves it unknown", async () => {
    const report = await check("healthy.test", { resolvers: [DEAD] });
    assert.equal(subject(report, "mx").severity, "unknown");
    assert.ok(report.answers.every(({ verdict }) => verdict === "unknown"));
    assert.ok(report.evidence.every(({ outcome }) => outcome === "failed"));
    const { result, cause } = await spf("192.0.2.1", "a@healthy.test", "", "", { resolvers: [DEAD] });
    assert.deepEqual([result, cause.kind, cause.failure], ["temperror", "lookup-failed", "unreachable"]);
});

test("a signal ends it", async () => {
    const stopped = AbortSignal.abort(new Error("not now"));
    await assert.rejects(check("healthy.test", { ...lab, signal: stopped }), /^Error: not now$/);
    const begin = Date.now();
    const soon = AbortSignal.timeout(700);
    const asking = [
        check("healthy.test", { resolvers: [SILENT], signal: soon }),
        spf("192.0.2.1", "a@healthy.test", "", "", { resolvers: [SILENT], signal: soon }),
    ];
    for (const each of asking) {
        await assert.rejects(each, { name: "TimeoutError" });
    }
    assert.ok(Date.now() - begin < 3000);
});

test("what a callback throws ends it", async () => {
    const onProgress = () => {
        throw new Error("mine");
    };
    await assert.rejects(check("healthy.test", { ...lab, onProgress }), /^Error: mine$/);
});

test("another domain than the sender's may be asked", async () => {
    const bounce = await spf("192.0.2.10", "", "mx1.healthy.example", "healthy.example");
    assert.deepEqual([bounce.sender, bounce.domain], ["postmaster@mx1.healthy.example", "healthy.example"]);
    assert.equal(bounce.result, "pass");
    assert.equal((await spf("192.0.2.10", "<a@healthy.example>")).result, "pass");
    assert.equal((await spf("192.0.2.1", "a@healthy.test", null, null, lab)).domain, "healthy.test");
    assert.equal((await spf("192.0.2.1", "a@d", "")).cause.kind, "domain-malformed");
});

test("what is asked for wrongly says what was expected and what came", async () => {
    for (const [call, message] of [
        [() => check(5), "domain: expected a string, got 5"],
        [() => check(), "domain: expected a string, got undefined"],
        [() => check(""), /^domain: expected a domain, got nothing/],
        [() => check("a..b"), /^domain: expected a domain, got "a\.\.b": /],
        [() => check("192.0.2.1"), 'domain: expected a domain, got "192.0.2.1"'],
        [() => check("v=spf1 -all"), 'domain: expected a domain, got "v=spf1 -all"'],
        [() => check("d.test", null), "options: expected an object, got null"],
        [() => check("d.test", { selector: ["a"] }), /^options: expected .*selectors.*, got "selector"$/],
        [() => check("d.test", { selectors: "a" }), 'selectors: expected a list of strings, got "a"'],
        [() => check("d.test", { selectors: ["a b"] }), 'selectors: expected DKIM selectors, got "a b"'],
        [() => check("d.test", { profile: "shop" }), /^profile: expected one of sends-and-receives, .*, got "shop"$/],
        [() => check("d.test", { language: "fr" }), 'language: expected one of en, zh-Hans, got "fr"'],
        [() => check("d.test", { resolvers: ["dns.google"] }), /^resolvers: expected the URL of a resolver, got "dns\.google": /],
        [() => check("d.test", { signal: {} }), "signal: expected an AbortSignal, got an object"],
        [() => check("d.test", { policy: 1 }), "policy: expected true or false, got 1"],
        [() => check("d.test", { onProgress: [] }), "onProgress: expected a function, got []"],
        [() => lint(), "text: expected a string, got undefined"],
        [() => lint("x", "txt"), /^kind: expected one of spf, .*, got "txt"$/],
        [() => lint("x", ""), "kind: expected a kind of record, or null, got nothing"],
        [() => lint("x", null, { profile: "parked" }), 'options: expected language, got "profile"'],
        [() => spf("300.1.1.1", "a@d.test"), 'ip: expected an IP address, got "300.1.1.1"'],
        [() => spf("192.0.2.1"), "domain: expected a domain, a sender or a HELO name, got nothing"],
    ]) {
        const error = await call().then(
            () => assert.fail(`${call} was taken`),
            (error) => error,
        );
        assert.ok(error instanceof TypeError || error instanceof RangeError, `${call}: ${error}`);
        if (typeof message === "string") {
            assert.equal(error.message, message);
        } else {
            assert.match(error.message, message);
        }
    }
});

test("the engine is taken from bytes, in a worker as well", async () => {
    const [file] = (await readdir(MAILVET_DIST)).filter((name) => /^engine-.*\.wasm$/.test(name));
    const bytes = await readFile(`${MAILVET_DIST}/${file}`);
    const code = `
        const { parentPort, workerData } = require("node:worker_threads");
        (async () => {
            const { start, check } = await import(workerData.module);
            await start(workerData.bytes);
            parentPort.postMessage(await check("bücher.example"));
        })();`;
    const worker = new Worker(code, { eval: true, workerData: { module: module.href, bytes } });
    const report = await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
    await worker.terminate();
    assert.equal(report.domain, "xn--bcher-kva.example");
    assert.equal(await start(), undefined);
    const { version: packed } = JSON.parse(await readFile(`${MAILVET_DIST}/package.json`, "utf8"));
    assert.equal(version, packed);
});
