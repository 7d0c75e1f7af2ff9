// Checks many domains beside the page, in a worker: has the engine do it, and
// keeps the list and what is found in the browser's database.
const NAME = "mailvet.many";

const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
});

// It is there while there is a list. Where there can be none, all of it fails,
// and the survey goes on without.
let database;

const openDatabase = async () => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
        request.result.createObjectStore("list");
        request.result.createObjectStore("rows");
    };
    const opened = await done(request);
    // Somebody has the browser forget all.
    opened.onversionchange = () => {
        close();
        call(() => survey?.forget());
    };
    return opened;
};

const close = async () => {
    const closing = database;
    database = undefined;
    (await closing)?.close();
};

const isKept = async () => {
    const databases = await indexedDB.databases?.();
    return databases?.some(({ name }) => name === NAME) ?? true;
};

// Resolves once what was changed is written.
const change = async (changes) => {
    database ??= openDatabase();
    const transaction = (await database).transaction(["list", "rows"], "readwrite");
    await new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error);
        changes(transaction.objectStore("list"), transaction.objectStore("rows"));
    });
};

const store = {
    async load() {
        if (!await isKept()) {
            return undefined;
        }
        database ??= openDatabase();
        const transaction = (await database).transaction(["list", "rows"]);
        const [list, rows] = ["list", "rows"].map((name) => transaction.objectStore(name));
        const requests = [list.get("domains"), list.get("course"), rows.getAllKeys(), rows.getAll()];
        const [domains, course, keys, found] = await Promise.all(requests.map(done));
        return { list: domains, course, keys, rows: found };
    },
    begin: (domains) => change((list, rows) => {
        list.clear();
        rows.clear();
        list.put(domains, "domains");
    }),
    go: (course) => change((list) => list.put(course, "course")),
    keep: (found) => change((_, rows) => found.forEach(([number, row]) => rows.put(row, number))),
    drop: (numbers) => change((_, rows) => numbers.forEach((number) => rows.delete(number))),
    async forget() {
        await close().catch(() => {});
        await done(indexedDB.deleteDatabase(NAME));
    },
};

// One tab at a time: two would check the same, and write over each other.
const alone = () => new Promise((resolve) => {
    if (!navigator.locks) {
        resolve();
        return;
    }
    const told = setTimeout(() => postMessage({ Elsewhere: true }), 1000);
    navigator.locks.request(NAME, () => {
        clearTimeout(told);
        resolve();
        return new Promise(() => {});
    });
});

const open = async (engine, language, resolvers) => {
    const { default: start, Survey } = await import(new URL(`${engine}.js`, location));
    await start({ module_or_path: new URL(`${engine}_bg.wasm`, location) });
    await alone();
    return Survey.open(store, (event) => postMessage(event), language, resolvers);
};

// The first message opens; each other one is a method and what it takes.
let survey;
let before = Promise.resolve();
const call = (method) => {
    before = before.then(method).catch((error) => {
        postMessage({ Broken: true });
        throw error;
    });
};

onmessage = ({ data: [method, ...given] }) => call(async () => {
    if (method === "open") {
        survey = await open(...given);
    } else if (method === "readFile") {
        survey.read(await given[0].text(), given[0].name);
    } else {
        await survey[method](...given);
    }
});
