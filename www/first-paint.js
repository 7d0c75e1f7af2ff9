// Before the module is there: the colours and the language of what index.html
// shows, and what a person does meanwhile. The first paint waits for it, where
// browsers know `blocking`.
(() => {
    const root = document.documentElement;
    const kept = (key) => {
        try {
            return localStorage.getItem("mailvet." + key);
        } catch {
            return null;
        }
    };
    // `light`, `dark`, or as the system has it. The settings call it as well.
    globalThis.mailvetTheme = (theme) => {
        const chosen = /^(light|dark)$/.test(theme);
        root.dataset.theme = chosen ? theme : "";
        const bars = document.querySelectorAll("meta[name=theme-color]");
        ["light", "dark"].forEach((each, index) => {
            const system = `(prefers-color-scheme: ${each})`;
            bars[index].media = chosen ? (each === theme ? "all" : "not all") : system;
        });
    };
    mailvetTheme(kept("theme"));

    const link = new URLSearchParams(location.hash.slice(1).replaceAll("+", "%2B"));
    const known = (tag) => /^(en|zh)\b/i.test(tag ?? "");
    const tag = [link.get("lang"), kept("language"), ...navigator.languages].find(known) ?? "en";
    if (/^zh/i.test(tag)) {
        root.lang = "zh-Hans";
        document.title = document.querySelector("label").dataset.zh + " · Mailvet";
        for (const element of document.querySelectorAll("[data-zh]")) {
            element.textContent = element.dataset.zh;
        }
        for (const element of document.querySelectorAll("[data-zh-placeholder]")) {
            element.placeholder = element.dataset.zhPlaceholder;
        }
        const language = document.getElementById("language");
        language.lang = "en";
        language.textContent = "English";
    }

    const app = document.getElementById("app");
    const field = app.querySelector("textarea");
    const form = app.querySelector("form");
    const check = link.get("check") ?? link.get("compare");
    if (check) {
        field.value = check;
        const coming = app.querySelector("article");
        coming.querySelector("h1").textContent = check;
        coming.hidden = false;
    }
    // What the browser keeps needs no word that it is on its way.
    if (navigator.serviceWorker?.controller) {
        root.dataset.kept = "";
    }
    if ([...link.keys()].some((key) => key !== "lang")) {
        app.querySelector(".start").hidden = true;
    }
    // Places for what is remembered.
    try {
        const recent = JSON.parse(kept("recent")).slice(0, 5);
        app.querySelector(".recent ul").append(...recent.map(() => document.createElement("li")));
    } catch {}
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        app.dataset.submitted = "";
    });
    field.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
            event.preventDefault();
            form.requestSubmit();
        }
    });
})();
