// Loads the page by the preload links that Trunk writes into index.html, and
// the engine when the page first asks for it.
const root = document.documentElement;
const href = (selector) => document.querySelector(selector).href;

let engine;
globalThis.mailvetEngine = () => {
    engine ??= (async () => {
        const { default: start, Engine } = await import(new URL("engine.js", document.baseURI));
        await start({ module_or_path: new URL("engine_bg.wasm", document.baseURI) });
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
