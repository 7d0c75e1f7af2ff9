// Loads the page by the preload links that Trunk writes into index.html, and
// the engine when the page first asks for it.
const root = document.documentElement;
const href = (selector) => document.querySelector(selector).href;

let engine;
globalThis.mailvetEngine = () => {
    engine ??= (async () => {
        const name = document.querySelector("meta[name=engine]").content;
        const { default: start, Engine } = await import(new URL(`${name}.js`, document.baseURI));
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
