"""Lists a built page's files in its service worker, each with the hash of what
is in it, and names the version after all of them: list_files.py FOLDER.

The page itself goes by the address of its folder."""

import sys
from base64 import b64encode
from hashlib import sha256
from json import dumps
from pathlib import Path

WORKER = "service-worker.js"
# What is there for other programs.
NOT_THE_PAGES = {WORKER, "example.css", "example.html", "example.js", "mailvet.d.ts", "mailvet.js", "package.json"}


def main(folder):
    worker = folder / WORKER
    files = {
        name.removeprefix("index.html"): integrity(folder / name)
        for name in sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        if name not in NOT_THE_PAGES
    }
    text = worker.read_text()
    version = sha256((text + dumps(files)).encode()).hexdigest()[:16]
    for old, new in (('"unbuilt"', dumps(version)), ("new Map([])", f"new Map(Object.entries({dumps(files, indent=4)}))")):
        if text.count(old) != 1:
            sys.exit(f"{worker} does not hold {old} once")
        text = text.replace(old, new)
    worker.write_text(text)


def integrity(file):
    return "sha256-" + b64encode(sha256(file.read_bytes()).digest()).decode()


main(Path(sys.argv[1]))
