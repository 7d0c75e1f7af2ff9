// Loads the page by the preload links that Trunk writes into index.html, and
// its other parts when the page first asks for them.
const root = document.documentElement;
const href = (selector) => document.querySelector(selector).href;

// What comes later makes way for what the page itself waits for.
const later = "low";

// The styles of all that comes later.
let dressed;
const dress = () => {
    dressed ??= new Promise((onload, onerror) => {
        const [result, print] = document.querySelector("meta[name=styles]").content.split(" ");
        const add = (name, more) => {
            const sheet = document.createElement("link");
            document.head.append(Object.assign(sheet, { rel: "stylesheet", href: `${name}.css` }, more));
        };
        add(result, { onload, onerror, fetchPriority: later });
        add(print, { media: "print" });
    });
    dressed.catch(() => (dressed = undefined));
    return dressed;
};

// What takes long gives way, so that the page draws and listens in between.
const turn = () => globalThis.scheduler?.yield?.() ?? new Promise((done) => setTimeout(done));

const fetchOnce = (part) => {
    let module;
    let attempts = 0;
    return async () => {
        module ??= (async () => {
            const name = document.querySelector(`meta[name=${part}]`).content;
            const file = new URL(`${name}.js`, document.baseURI);
            // A module that did not come once is not fetched again under its name.
            if (attempts++) {
                file.search = attempts;
            }
            const wasm = new URL(`${name}_bg.wasm`, document.baseURI);
            const coming = [dress(), import(file), fetch(wasm, { priority: later })];
            const [, exports, response] = await Promise.all(coming);
            await exports.default({ module_or_path: response });
            return exports;
        })();
        module.catch(() => (module = undefined));
        await module;
        await turn();
        return module;
    };
};

const fetchEngine = fetchOnce("engine");
let engine;
globalThis.mailvetEngine = async () => {
    const { Engine } = await fetchEngine();
    keepSoon();
    return (engine ??= new Engine());
};
globalThis.mailvetAnnex = fetchOnce("annex");

// What a link will need comes beside the page, not behind it. Where it fails to
// come, the page asks for it anew, and says so.
const linked = (words) => words.some((word) => new RegExp(`[#&]${word}=`).test(location.hash));
if (linked(["check", "compare", "rules", "build"])) {
    fetchEngine().catch(() => {});
}
if (linked(["compare", "rules", "build"])) {
    globalThis.mailvetAnnex().catch(() => {});
}

// The only scripts that run beside the page.
const workers = ["service-worker.js", "many.js"];
const trusted = globalThis.trustedTypes?.createPolicy("mailvet", {
    createScriptURL: (name) => {
        if (workers.includes(name)) {
            return new URL(name, document.baseURI).href;
        }
        throw new TypeError(`no worker of the page: ${name}`);
    },
});
globalThis.mailvetWorker = (name) => trusted?.createScriptURL(name) ?? name;

// A report that is dropped on the page is opened in the annex.
addEventListener("dragover", (event) => {
    if (event.dataTransfer.types.includes("Files")) {
        event.preventDefault();
    }
});
addEventListener("drop", (event) => {
    const [file] = event.dataTransfer.files;
    if (file && !event.defaultPrevented) {
        event.preventDefault();
        globalThis.mailvetFile = file;
        if (location.hash === "#open") {
            dispatchEvent(new Event("hashchange"));
        }
        location.hash = "open";
    }
});

// Keeps the page's files for when there is no network, and tells the page when a
// new version of them is there: once somebody has asked something, for whoever
// only looks at the page needs no more than what it shows, and at later visits.
const container = navigator.serviceWorker;
const keep = async () => {
    const registration = await container.register(mailvetWorker("service-worker.js"));
    globalThis.mailvetTakeNewer = () => {
        container.addEventListener("controllerchange", () => location.reload());
        const { waiting } = registration;
        waiting ? waiting.postMessage("take over") : location.reload();
    };
    const tell = () => {
        if (registration.waiting && container.controller) {
            dispatchEvent(new Event("mailvet-newer"));
        }
    };
    const watch = () => registration.installing?.addEventListener("statechange", tell);
    registration.addEventListener("updatefound", watch);
    watch();
    tell();
};
let keeping;
const keepSoon = () => {
    const soon = globalThis.requestIdleCallback ?? setTimeout;
    keeping ??= container && soon(() => keep().catch(() => {}));
};

// What index.html shows is seen before the module holds up what there is to
// paint; a page in the background paints nothing.
const painted = new Promise((done) => {
    new PerformanceObserver(done).observe({ type: "paint", buffered: true });
    setTimeout(done, document.hidden ? 0 : 500);
});

try {
    const { default: start } = await import(href("link[rel=modulepreload]"));
    await painted;
    await start({ module_or_path: href("link[rel=preload][as=fetch]") });
    root.dataset.page = "running";
    if (container?.controller) {
        keepSoon();
    }
} catch (error) {
    root.dataset.page = "failed";
    document.getElementById("boot-failed").hidden = false;
    throw error;
}
