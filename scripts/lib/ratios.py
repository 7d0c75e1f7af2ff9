"""Prints the tables of docs/benchmarks.md: time as Criterion measured it, and
instructions, counted here."""

import json
import pathlib
import re
import subprocess
import sys

KINDS = ("spf", "dmarc", "dkim")


def microseconds(target, kind, reader):
    estimates = target / "criterion" / kind / reader / "new" / "estimates.json"
    return json.loads(estimates.read_text())["median"]["point_estimate"] / 1000


def instructions(target, *arguments):
    program = target / "release" / "examples" / "count"
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program]
    run = subprocess.run([*command, *arguments], capture_output=True, text=True, check=True)
    return int(re.search(r"Collected : ([0-9]+)", run.stderr)[1]) / 1000


def table(unit, measure):
    print(f"\n| record | Mailvet, {unit} | mail-auth, {unit} | ratio |\n|---|---:|---:|---:|")
    for kind in KINDS:
        ours, theirs = measure(kind, "mailvet"), measure(kind, "mail-auth")
        print(f"| {kind.upper()} | {ours:.2f} | {theirs:.2f} | {ours / theirs:.1f} |")


def main(target):
    idle = instructions(target)
    table("µs", lambda kind, reader: microseconds(target, kind, reader))
    table("1000 instructions", lambda *which: (instructions(target, *which) - idle) / 1000)


main(pathlib.Path(sys.argv[1]))
