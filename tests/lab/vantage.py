"""Answers that depend on who is asked, and from where.

`older` is a resolver that still holds what `moving.test` said before; `by_subnet`
one that answers by the network that a question is said to come from (RFC 7871).
All that is not named here is answered as the resolver behind them answers.
"""

import struct

MX, TXT, SOA, OPT = 15, 16, 6, 41
CLIENT_SUBNET = 8
NXDOMAIN, SERVFAIL = 3, 2

# What was there, and for how many seconds it is kept.
OLDER_SPF = b"v=spf1 mx include:_spf.old-host.test ~all"
VERIFICATION = b"some-verification=0123456789abcdef"
# What is told in one network, the first of China Telecom's in the page's table.
TELECOM = bytes([202, 96, 209])
TELECOM_SPF = b"v=spf1 include:_spf.telecom.test -all"


def older(message, ask):
    """What a resolver says that has not heard of the change yet."""
    name, kind = question(message)
    if (name, kind) == ("moving.test", TXT):
        return answer(message, [(TXT, 3120, strings(OLDER_SPF)), (TXT, 3120, strings(VERIFICATION))])
    if (name, kind) == ("moving.test", MX):
        # The same, in another order and another case.
        hosts = [(20, "BACKUP.Moving.Test"), (10, "MAIL.moving.test")]
        return answer(message, [(MX, 60, struct.pack("!H", preference) + labels(host)) for preference, host in hosts])
    if name == "s2026._domainkey.moving.test":
        soa = labels("ns.test") + labels("hostmaster.test") + struct.pack("!5I", 1, 3600, 600, 86400, 900)
        return answer(message, [], authority=[("moving.test", SOA, 1800, soa)], rcode=NXDOMAIN)
    if name == "_mta-sts.moving.test":
        return answer(message, [], rcode=SERVFAIL)
    return ask(message)


def by_subnet(message, ask):
    """What a resolver says that heeds where a question comes from."""
    option = subnet(message)
    if option is None:
        return ask(message)
    is_telecom = question(message) == ("moving.test", TXT) and option[4:] == TELECOM
    # The scope: a /24 where the place matters, everywhere else the whole world.
    option = option[:3] + bytes([24 if is_telecom else 0]) + option[4:]
    if is_telecom:
        return answer(message, [(TXT, 120, strings(TELECOM_SPF))], option=option)
    return with_option(ask(without_options(message)), option)


def question(message):
    at, parts = 12, []
    while message[at]:
        parts.append(message[at + 1 : at + 1 + message[at]].decode("latin-1").lower())
        at += message[at] + 1
    return ".".join(parts), struct.unpack("!H", message[at + 1 : at + 3])[0]


def question_end(message):
    at = 12
    while message[at]:
        at += message[at] + 1
    return at + 5


def subnet(message):
    """The data of the query's client subnet. The page's queries end in their only OPT record."""
    at = question_end(message) + 9
    (size,) = struct.unpack("!H", message[at : at + 2])
    options = message[at + 2 : at + 2 + size]
    while options:
        code, length = struct.unpack("!HH", options[:4])
        if code == CLIENT_SUBNET:
            return options[4 : 4 + length]
        options = options[4 + length :]
    return None


def without_options(message):
    end = question_end(message) + 9
    return message[:end] + b"\0\0"


def answer(message, answers, authority=(), rcode=0, option=None):
    """A response: records of the name asked for, and some above it."""
    records = b"".join(record(b"\xc0\x0c", *each) for each in answers)
    records += b"".join(record(labels(owner), *rest) for owner, *rest in authority)
    records += opt(option)
    counts = struct.pack("!4H", 1, len(answers), len(authority), 1)
    flags = struct.pack("!H", 0x8180 | rcode)
    return message[:2] + flags + counts + message[12 : question_end(message)] + records


def with_option(message, option):
    """The same response, with the option in its OPT record, the last of the resolver's."""
    at = message.rindex(b"\0" + struct.pack("!H", OPT))
    return message[:at] + opt(option)


def opt(option):
    data = b"" if option is None else struct.pack("!HH", CLIENT_SUBNET, len(option)) + option
    return b"\0" + struct.pack("!HHIH", OPT, 1232, 0, len(data)) + data


def record(owner, kind, ttl, data):
    return owner + struct.pack("!HHIH", kind, 1, ttl, len(data)) + data


def labels(name):
    return b"".join(bytes([len(label)]) + label.encode() for label in name.split(".")) + b"\0"


def strings(text):
    return bytes([len(text)]) + text
