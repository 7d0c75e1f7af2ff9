// Loads the page by the preload links that Trunk writes into index.html, and
// the engine when the page first asks for it.
const root = document.documentElement;
const href = (selector) => document.querySelector(selector).href;

let engine;
let attempts = 0;
globalThis.mailvetEngine = () => {
    engine ??= (async () => {
        const name = document.querySelector("meta[name=engine]").content;
        const file = new URL(`${name}.js`, document.baseURI);
        // A module that did not come once is not fetched again under its name.
        if (attempts++) {
            file.search = attempts;
        }
        const { default: start, Engine } = await import(file);
        await start({ module_or_path: new URL(`${name}_bg.wasm`, document.baseURI) });
        return new Engine();
    })();
    engine.catch(() => (engine = undefined));
    return engine;
};

try {
    const { default: start } = await import(href("link[rel=modulepreload]"));
    await start({ module_or_path: href("link[rel=preload][as=fetch]") });
    root.dataset.page = "running";
} catch (error) {
    root.dataset.page = "failed";
    document.getElementById("boot-failed").hidden = false;
    throw error;
}
