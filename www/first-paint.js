// Before the module is there: the language of what index.html shows, and what
// a person does meanwhile. The first paint waits for it, where browsers know
// `blocking`.
(() => {
    const link = new URLSearchParams(location.hash.slice(1).replaceAll("+", "%2B"));
    const kept = () => {
        try {
            return localStorage.getItem("mailvet.language");
        } catch {
            return null;
        }
    };
    const known = (tag) => /^(en|zh)\b/i.test(tag ?? "");
    const tag = [link.get("lang"), kept(), ...navigator.languages].find(known) ?? "en";
    if (/^zh/i.test(tag)) {
        document.documentElement.lang = "zh-Hans";
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
    }
    if ([...link.keys()].some((key) => key !== "lang")) {
        app.querySelector(".start").hidden = true;
    }
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
