"""Shortens the names by which a module and its JavaScript find each other:
short_names.py FILE.js FILE.wasm. wasm-bindgen puts a hash into each, and hashes
are what no compressor makes smaller. Comments, indents and what is noted for tools
go as well."""

import re
import sys
from pathlib import Path

CUSTOM, IMPORTS, EXPORTS = 0, 2, 7
# Where the script has them: what it calls, and what it offers.
USED = re.compile(r"(?<=\bwasm\.)\w+|\b\w+(?=: function\()")
ASIDE = re.compile(r"^\s*(/\*\*[^*]*(\*(?!/)[^*]*)*\*/\s*|//.*\s*)*", re.M)


def main(javascript, module):
    script, wasm = Path(javascript).read_text(), Path(module).read_bytes()
    short = {}
    sections = [
        (kind, shortened(kind, body, script, short)) for kind, body in sections_of(wasm) if kind != CUSTOM
    ]
    Path(module).write_bytes(
        wasm[:8] + b"".join(bytes([kind]) + leb(len(body)) + body for kind, body in sections)
    )
    script = USED.sub(lambda word: short.get(word[0], word[0]), script)
    Path(javascript).write_text(ASIDE.sub("", script))


def sections_of(wasm):
    at = 8
    while at < len(wasm):
        size, start = read_leb(wasm, at + 1)
        yield wasm[at], wasm[start : start + size]
        at = start + size


def shortened(kind, body, script, short):
    """The section's body with the names in it shortened that the script has too."""
    if kind not in (IMPORTS, EXPORTS):
        return body
    used = set(USED.findall(script))
    # In both sections each name stands behind its length.
    out, at = bytearray(), 0
    for name in re.finditer(rb"[A-Za-z_]\w{7,}", body):
        word = name[0].decode()
        before = name.start() - 1
        if before < at or body[before] != len(word) or word not in used:
            continue
        new = short.setdefault(word, f"_{len(short)}").encode()
        out += body[at:before] + leb(len(new)) + new
        at = name.end()
    return bytes(out + body[at:])


def read_leb(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at


def leb(value):
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


main(*sys.argv[1:])
