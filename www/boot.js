// Loads the page's module by the preload links that Trunk writes into index.html.
const href = (selector) => document.querySelector(selector).href;

try {
    const { default: start } = await import(href("link[rel=modulepreload]"));
    await start({ module_or_path: href("link[rel=preload][as=fetch]") });
    document.documentElement.dataset.page = "running";
} catch (error) {
    document.documentElement.dataset.page = "failed";
    document.getElementById("boot-failed").hidden = false;
    throw error;
}
