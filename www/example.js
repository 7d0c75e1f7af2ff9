// Runs check, lint and spf, and shows the lines that do the same.
import { check, lint, spf } from "./mailvet.js";

const root = document.documentElement;
const english = new Map();

/** How much a finding matters, and its sign: colour says no more than that. */
const SIGNS = { error: "✕", unknown: "?", warning: "!", advice: "i", good: "✓", mended: "→" };
const VERDICTS = {
    en: { yes: "Yes", no: "No", partly: "Partly", unknown: "Unknown" },
    "zh-Hans": { yes: "能", no: "不能", partly: "不完全", unknown: "不清楚" },
};
const QUESTIONS = {
    en: {
        reach: "Can mail reach it?",
        forge: "Can strangers forge it?",
        accept: "Will its own mail be accepted?",
    },
    "zh-Hans": {
        reach: "别人的邮件能送到吗？",
        forge: "外人能冒名发信吗？",
        accept: "自己的邮件能被接收吗？",
    },
};

const rooms = {
    check: {
        code: ({ domain }) => `const report = await check(${quoted(domain)});
for (const { verdict, sentence } of report.answers) {
    console.log(verdict, sentence);
}`,
        async run({ domain }, { signal, onProgress }) {
            const report = await check(domain, { language: root.lang, signal, onProgress });
            return [
                ...report.answers.map((answer) =>
                    line(
                        answer.severity,
                        `${QUESTIONS[root.lang][answer.question]} ${VERDICTS[root.lang][answer.verdict]}`,
                        answer.sentence,
                    ),
                ),
                ...report.subjects.map((subject) => line(subject.severity, subject.name, subject.line)),
            ];
        },
    },
    lint: {
        code: ({ text }) => `const { records } = await lint(${quoted(text)});
for (const { place, title } of records[0].findings) {
    const { start, end } = place.utf16;
    console.log(records[0].text.slice(start, end), title);
}`,
        async run({ text }) {
            const { records, command } = await lint(text, null, { language: root.lang });
            const read = records.flatMap((record) => [
                line(record.usable ? "good" : "error", record.text, record.verdict),
                ...record.findings.map((finding) =>
                    line(finding.severity, finding.title, finding.detail, slice(record.text, finding.place.utf16)),
                ),
                ...(record.mended === null ? [] : [line("mended", record.mended)]),
            ]);
            return command === null ? read : [line("unknown", command), ...read];
        },
    },
    spf: {
        code: ({ ip, sender, helo }) => `const { result, steps } = await spf(
    ${quoted(ip)}, ${quoted(sender)}, ${quoted(helo)},
);
console.log(result);`,
        async run({ ip, sender, helo }, { signal }) {
            const said = await spf(ip, sender, helo, null, { language: root.lang, signal });
            const severity = { pass: "good", fail: "error", permerror: "error", temperror: "unknown" };
            return [
                line(severity[said.result] ?? "warning", said.title, `${said.sentence} ${said.detail}`),
                ...said.steps
                    .filter(({ event }) => event.kind === "tried" || event.kind === "left")
                    .map(({ event, words }) => line("", event.term ?? words)),
            ];
        },
    },
};

for (const [name, room] of Object.entries(rooms)) {
    const section = document.getElementById(name);
    const form = section.querySelector("form");
    const values = () => Object.fromEntries(new FormData(form));
    const show = () => (section.querySelector("pre code").textContent = room.code(values()));
    let stopping;
    form.addEventListener("input", show);
    form.elements.namedItem("stop")?.addEventListener("click", () => stopping?.abort());
    form.addEventListener("submit", async (event) => {
        event.preventDefault();
        stopping?.abort();
        const mine = (stopping = new AbortController());
        const done = await answer(section, room, values(), mine.signal);
        // Another run may have taken its place.
        if (stopping === mine) {
            section.querySelector("output").replaceChildren(...done);
            section.dataset.state = "done";
            busy(section, false);
        }
    });
    show();
}

/** What a run comes to, or why it came to nothing. */
async function answer(section, room, values, signal) {
    const progress = section.querySelector("progress");
    busy(section, true);
    section.dataset.state = "running";
    const onProgress = ({ answered, asked }) => {
        progress.max = asked;
        progress.value = answered;
    };
    try {
        return await room.run(values, { signal, onProgress });
    } catch (error) {
        return [line("error", error.name, error.message)];
    }
}

function busy(section, is) {
    const stop = section.querySelector("[name=stop]");
    if (stop) {
        stop.disabled = !is;
        section.querySelector("progress").hidden = !is;
    }
}

function line(severity, title, detail = "", code = "") {
    const item = document.createElement("p");
    item.dataset.severity = severity;
    item.append(
        element("i", SIGNS[severity] ?? "·"),
        element("b", title),
        ...(code ? [element("code", code)] : []),
        ...(detail ? [element("span", detail)] : []),
    );
    return item;
}

function element(name, text) {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
}

function slice(text, { start, end }) {
    return start === 0 && end === text.length ? "" : text.slice(start, end);
}

function quoted(text) {
    return JSON.stringify(text);
}

/** Speaks a language from now on. */
function speak(tag) {
    root.lang = tag;
    const chinese = tag !== "en";
    for (const each of document.querySelectorAll("[data-zh]")) {
        english.set(each, english.get(each) ?? each.textContent);
        each.textContent = chinese ? each.dataset.zh : english.get(each);
    }
    for (const each of document.querySelectorAll("[data-zh-label]")) {
        english.set(each, english.get(each) ?? each.getAttribute("aria-label"));
        each.setAttribute("aria-label", chinese ? each.dataset.zhLabel : english.get(each));
    }
    document.title = document.querySelector("h1").textContent;
    const other = document.getElementById("language");
    other.lang = chinese ? "en" : "zh-Hans";
    other.textContent = chinese ? "English" : "简体中文";
}

document.getElementById("language").addEventListener("click", () => {
    speak(root.lang === "en" ? "zh-Hans" : "en");
    for (const form of document.querySelectorAll("[data-state=done] form")) {
        form.requestSubmit();
    }
});
if (/^zh/i.test(navigator.languages.find((tag) => /^(en|zh)\b/i.test(tag)) ?? "")) {
    speak("zh-Hans");
}
