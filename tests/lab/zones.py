"""Turns zones/*.zone into what NSD serves: whole zones, the signed ones signed.

A zone file is named after its zone and holds only what matters. Added here
are $ORIGIN, $TTL, SOA and NS, and, in `test.`, the delegation of every zone
under it. What a master file cannot say stands in lines of their own:

    ; lab: signed                  signed with keys made at each start
    ; lab: signed expired          the signatures ended yesterday
    ; lab: signed foreign-ds       the parent's DS is of another key
    ; lab: signed island           the parent has no DS
    ; lab: text NAME BYTES         TXT records of so many bytes in all
    ; lab: each 2-1000/8 ENTRY     an entry for 2, 10, 18..., with {n} for 0002, 0010, 0018...
"""

import subprocess
import time
from pathlib import Path

HEAD = """$ORIGIN {origin}
$TTL 300
@ 3600 SOA ns.test. hostmaster.test. 1 3600 600 86400 60
@ 3600 NS ns.test.
"""
ALGORITHM = "ECDSAP256SHA256"
DAY = 86400


class Zone:
    """One zone file: its name, its text, and how it is signed."""

    def __init__(self, path):
        self.name = "." if path.stem == "root" else path.stem + "."
        self.text = path.read_text()
        lines = [line.split()[2:] for line in self.text.splitlines() if line.startswith("; lab:")]
        self.signing = next((words[1:] for words in lines if words[0] == "signed"), None)
        self.texts = [(words[1], int(words[2])) for words in lines if words[0] == "text"]
        self.each = [line.split(maxsplit=3)[2:] for line in self.text.splitlines() if line.startswith("; lab: each")]
        self.ds = []

    @property
    def file(self):
        return "root" if self.name == "." else self.name.rstrip(".")

    @property
    def parent(self):
        return "test." if self.name.endswith(".test.") else None


def read(folder):
    """All the zones of a folder, the deepest first, so that a DS is known before its parent is signed."""
    zones = [Zone(path) for path in sorted(folder.glob("*.zone"))]
    return sorted(zones, key=lambda zone: (-zone.name.rstrip(".").count("."), zone.name == ".", zone.name))


def write(zones, folder):
    """Writes and signs them into `folder`. Gives the trust anchor of `test.`, a DS record."""
    for old in folder.glob("*"):
        old.unlink()
    anchors = []
    for zone in zones:
        children = [child for child in zones if child.parent == zone.name]
        path = folder / zone.file
        path.write_text(whole(zone, children))
        if zone.signing is not None:
            sign(zone, path, folder)
        if zone.name == "test.":
            anchors = zone.ds
    return "\n".join(anchors) + "\n"


def whole(zone, children):
    lines = [HEAD.format(origin=zone.name), zone.text]
    for child in children:
        lines += [f"{child.name} 3600 NS ns.test.", *child.ds]
    for name, size in zone.texts:
        lines += big_text(name, size)
    for numbers, entry in (words[1].split(maxsplit=1) for words in zone.each):
        lines += [entry.replace("{n}", f"{number:04d}") for number in numbered(numbers)]
    return "\n".join(lines) + "\n"


def big_text(name, size):
    """TXT records of 2,000 bytes or so each, no two alike, `size` bytes in all."""
    made = 0
    while made < size:
        strings = [f"{made + i * 250:08d} " + "x" * 240 for i in range(8)]
        yield f"{name} TXT " + " ".join(f'"{string}"' for string in strings)
        made += sum(len(string) + 1 for string in strings)


def numbered(text):
    """The numbers of 2-1000/8."""
    numbers, _, step = text.partition("/")
    first, last = numbers.split("-")
    return range(int(first), int(last) + 1, int(step or 1))


def sign(zone, path, folder):
    key, ds = make_key(zone.name, folder)
    now = int(time.time())
    begin, end = now - 30 * DAY, now + 30 * DAY
    if "expired" in zone.signing:
        end = now - DAY
    if "foreign-ds" in zone.signing:
        _, ds = make_key(zone.name, folder)
    run(["ldns-signzone", "-A", "-i", stamp(begin), "-e", stamp(end), "-f", f"{path}.signed", path, key], folder)
    Path(f"{path}.signed").replace(path)
    zone.ds = [] if "island" in zone.signing else [ds]


def make_key(name, folder):
    """A new key: its base name, and its DS record."""
    key = run(["ldns-keygen", "-r", "/dev/urandom", "-a", ALGORITHM, "-k", name], folder).strip()
    ds = run(["ldns-key2ds", "-n", "-2", f"{key}.key"], folder).strip()
    return key, ds


def stamp(seconds):
    return time.strftime("%Y%m%d%H%M%S", time.gmtime(seconds))


def run(command, folder):
    done = subprocess.run([str(word) for word in command], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"lab: {command[0]} failed: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout
