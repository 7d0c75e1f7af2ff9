"""Evaluates the suite of RFC 7208 with pyspf, as benches/spf/main.rs does with
others: pyspf.py FILE. Its question to DNS is answered from a dictionary, as in
its own tests."""

import ipaddress
import sys
import time

import spf
import yaml

WARM_UP = 20
DEFAULT = "DEFAULT"

# Of the scenario at hand: for each name, pairs of a type and what it has.
zones = {}


def answer(name, rtype, strict=True, timeout=None, level=0):
    """Stands for pyspf's DNSLookup: what it yields is ((name, type), value)."""
    labels = [label for label in name.split(".") if label]
    if any(len(label) > 63 for label in labels):
        raise spf.TempError("DNS label too long")
    found = False
    for has, value in zones.get(".".join(labels).lower(), ()):
        if value is None:
            if has == rtype or has is None and not found:
                raise spf.TempError("DNS timeout")
            continue
        found = found or has == rtype
        yield (name, has), value
        if has == "CNAME" and not level:
            yield from answer(value, rtype, strict, timeout, 1)


def entries(records):
    """A time-out has no value; one of every type has no type either."""
    has_txt = any("TXT" in record for record in records if record != "TIMEOUT")
    for record in records:
        if record == "TIMEOUT":
            yield None, None
            continue
        ((rtype, value),) = record.items()
        if rtype == "SPF" and has_txt or value == "NONE":
            continue
        rtype = "TXT" if rtype == "SPF" else rtype
        yield rtype, None if value == "TIMEOUT" else data(rtype, value)


def data(rtype, value):
    if rtype == "TXT":
        strings = [value] if isinstance(value, str) else value
        return tuple(string.encode() for string in strings)
    return ipaddress.IPv6Address(value).packed if rtype == "AAAA" else value


def check(message):
    query = spf.query(i=message["host"], s=message["mailfrom"], h=message["helo"], strict=True)
    query.set_default_explanation(DEFAULT)
    result, _, explanation = query.check()
    return result, explanation


def is_right(test, result, explanation):
    expected = test["result"] if isinstance(test["result"], list) else [test["result"]]
    wanted = test.get("explanation")
    explained = wanted is None or result != "fail" or wanted == explanation
    return explained and result in expected


def evaluate(scenarios):
    global zones
    for zones, tests in scenarios:
        for test in tests:
            yield test, *check(test)


def main(file):
    with open(file, encoding="utf-8") as text:
        documents = list(yaml.safe_load_all(text))
    scenarios = [
        (
            {name.lower(): list(entries(records)) for name, records in document["zonedata"].items()},
            list(document["tests"].values()),
        )
        for document in documents
    ]
    spf.DNSLookup = answer
    for _ in range(WARM_UP):
        outcomes = list(evaluate(scenarios))
    print(sum(is_right(*outcome) for outcome in outcomes), len(outcomes), flush=True)
    for passes in sys.stdin:
        start = time.perf_counter()
        for _ in range(int(passes)):
            for _ in evaluate(scenarios):
                pass
        print(time.perf_counter() - start, flush=True)


main(sys.argv[1])
