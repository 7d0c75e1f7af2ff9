// Keeps the page's own files, so that it opens without a network: all of one
// version or none, each with the hash that the build gave it. What DNS answers,
// and whatever else comes from elsewhere, passes by here.

// scripts/lib/list_files.py puts both in.
const VERSION = "unbuilt";
const FILES = new Map([]);
// Another copy of the page may stand in another folder of the same host.
const SCOPE = new URL(self.registration.scope);
const PREFIX = `mailvet ${SCOPE} `;
const KEPT = PREFIX + VERSION;

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(dropOlder()));
// Only when a person takes the new version does it take over open pages.
self.addEventListener("message", ({ data }) => data === "take over" && self.skipWaiting());
self.addEventListener("fetch", (event) => {
    const file = fileOf(event.request);
    if (file !== undefined) {
        event.respondWith(answer(file, event.request));
    }
});

// Nothing is kept unless all of it came as it was built.
async function keep() {
    const wanted = [...FILES].map(([file, integrity]) => {
        const cache = hasHash(file) ? "default" : "no-cache";
        return new Request(new URL(file, SCOPE), { integrity, cache });
    });
    await (await caches.open(KEPT)).addAll(wanted);
}

// The version before stays for once: a page of it may still be open.
async function dropOlder() {
    const older = (await versions()).filter((name) => name !== KEPT);
    await Promise.all(older.slice(0, -1).map((name) => caches.delete(name)));
}

async function versions() {
    return (await caches.keys()).filter((name) => name.startsWith(PREFIX));
}

// Which of the page's files a request is for; nothing where it is for none.
function fileOf({ method, mode, url }) {
    const { origin, pathname } = new URL(url);
    if (method !== "GET" || origin !== SCOPE.origin || !pathname.startsWith(SCOPE.pathname)) {
        return undefined;
    }
    const name = pathname.slice(SCOPE.pathname.length);
    const file = name === "index.html" ? "" : name;
    const known = mode === "navigate" ? file === "" : FILES.has(file) || hasHash(file);
    return known ? file : undefined;
}

function hasHash(file) {
    return /-[0-9a-f]+(_bg)?\.(css|js|wasm)$/.test(file);
}

// The file of this version; of a version before, where only that has it; else
// what the host says.
async function answer(file, request) {
    for (const name of FILES.has(file) ? [KEPT] : await versions()) {
        const kept = await caches.open(name);
        const response = await kept.match(new URL(file, SCOPE), { ignoreVary: true });
        if (response) {
            return response;
        }
    }
    return fetch(request);
}
