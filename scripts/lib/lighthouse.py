"""Runs Lighthouse on the served page, and prints what it says:
lighthouse.py LIGHTHOUSE FOLDER ROUNDS. Of the rounds, the one of median time to
interactive counts. Exits with 1 where a score is not 100."""

import json
import os
import subprocess
import sys
import tempfile
import time
from glob import glob
from shutil import which
from urllib.request import Request, urlopen

PAGES = {
    "start": "",
    "a result": "#check=many-faults.example&selector=s1,s2,default,dkim&lang=en",
}
KINDS = {"phone": [], "desktop": ["--preset=desktop"]}
SCORES = ["performance", "accessibility", "best-practices", "seo"]
METRICS = {
    "first paint": "first-contentful-paint",
    "largest paint": "largest-contentful-paint",
    "blocked": "total-blocking-time",
    "interactive": "interactive",
}


def main(lighthouse, folder, rounds):
    static = [sys.executable, "-B", "scripts/lib/static.py", folder, "0"]
    server = subprocess.Popen(static, stdout=subprocess.PIPE, text=True)
    try:
        address = server.stdout.readline().strip()
        wait_for_brotli(folder, address)
        reports = {
            (page, kind): median([run(lighthouse, address + link, flags) for _ in range(rounds)])
            for page, link in PAGES.items()
            for kind, flags in KINDS.items()
        }
    finally:
        server.terminate()
    heads = ["page", "as", *SCORES, *METRICS, "shift", "painted", "wasm there"]
    print("| " + " | ".join(heads) + " |")
    print("|---|---|" + "---:|" * (len(heads) - 2))
    for (page, kind), report in reports.items():
        print("| " + " | ".join([page, kind, *row(report)]) + " |")
    flaws = {flaw for report in reports.values() for flaw in flaws_of(report)}
    print(*sorted(flaws), sep="\n")
    sys.exit(1 if any(score(report, it) < 100 for report in reports.values() for it in SCORES) else 0)


def wait_for_brotli(folder, address):
    """Hosts have compressed their files long before."""
    if not which("brotli"):
        return
    largest = max(glob("*.wasm", root_dir=folder), key=lambda name: os.path.getsize(f"{folder}/{name}"))
    request = Request(address + largest, headers={"accept-encoding": "br, gzip"})
    for _ in range(300):
        with urlopen(request) as answer:
            if answer.headers["content-encoding"] == "br":
                return
        time.sleep(0.1)


def run(lighthouse, url, flags):
    with tempfile.TemporaryDirectory() as folder:
        report = f"{folder}/report.json"
        command = [lighthouse, url, "--quiet", "--output=json", f"--output-path={report}"]
        command += ["--chrome-flags=--headless --no-sandbox --disable-gpu", *flags]
        subprocess.run(command, check=True, env=os.environ | {"CHROME_PATH": "/usr/bin/chromium"})
        with open(report, encoding="utf-8") as file:
            return json.load(file)


def median(reports):
    reports.sort(key=lambda report: value(report, "interactive"))
    return reports[len(reports) // 2]


def row(report):
    for it in SCORES:
        yield str(score(report, it))
    for it in METRICS.values():
        yield f"{value(report, it):.0f} ms"
    yield f"{value(report, 'cumulative-layout-shift'):.3f}"
    # As they were on this machine, before Lighthouse slows them down.
    observed = report["audits"]["metrics"]["details"]["items"][0]
    yield f"{observed['observedFirstContentfulPaint']:.0f} ms"
    requests = report["audits"]["network-requests"]["details"]["items"]
    page = [it["networkEndTime"] for it in requests if "/mailvet-" in it["url"] and it["url"].endswith(".wasm")]
    yield f"{max(page):.0f} ms"


def score(report, category):
    return round((report["categories"][category]["score"] or 0) * 100)


def value(report, audit):
    return report["audits"][audit].get("numericValue") or 0


def flaws_of(report):
    """The audits that cost points."""
    for it in SCORES:
        if score(report, it) < 100:
            for ref in report["categories"][it]["auditRefs"]:
                audit = report["audits"][ref["id"]]
                if ref["weight"] and audit["score"] is not None and audit["score"] < 1:
                    yield f"{it}: {audit['title']} ({audit.get('displayValue', '')})"


main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
