"""The JSON dialect of AliDNS, from wire answers.

`Question` is an object, names end in a dot, TXT data is quoted, TLSA data is
bare hex of the whole record, and nothing is validated.
"""

import ipaddress
import struct

TYPES = {"A": 1, "NS": 2, "CNAME": 5, "SOA": 6, "PTR": 12, "MX": 15, "TXT": 16, "AAAA": 28, "SRV": 33,
         "DS": 43, "DNSKEY": 48, "TLSA": 52, "CAA": 257}
CD, TC, RD, RA, AD = 0x0010, 0x0200, 0x0100, 0x0080, 0x0020


def resolve(query, ask):
    """An HTTP status and a JSON body for `?name=NAME&type=TYPE`, with or without `&edns_client_subnet=SUBNET`."""
    name = query["name"][0].rstrip(".")
    kind = query.get("type", ["A"])[0].upper()
    number = TYPES[kind] if kind in TYPES else int(kind)
    if not name.isascii():
        return 400, {"Status": 1}
    message = ask(question(name, number))
    body = read(message, name, number)
    # The subnet comes back as it went, without a scope.
    if "edns_client_subnet" in query:
        body["edns_client_subnet"] = query["edns_client_subnet"][0]
    return 200, body


def question(name, kind):
    labels = b"".join(bytes([len(label)]) + label.encode() for label in name.split(".") if label)
    return struct.pack("!HHHHHH", 0, RD | CD, 1, 0, 0, 0) + labels + b"\0" + struct.pack("!HH", kind, 1)


def read(message, name, kind):
    _, bits, _, answers, authorities, _ = struct.unpack("!HHHHHH", message[:12])
    at = skip_name(message, 12) + 4
    body = {"Status": bits & 0xF, "TC": bool(bits & TC), "RD": bool(bits & RD), "RA": bool(bits & RA),
            "AD": False, "CD": False, "Question": {"name": name + ".", "type": kind}}
    for section, count in (("Answer", answers), ("Authority", authorities)):
        records = []
        for _ in range(count):
            record, at = read_record(message, at)
            records.append(record)
        if records:
            body[section] = records
    return body


def read_record(message, at):
    owner, at = read_name(message, at)
    kind, _, ttl, size = struct.unpack("!HHIH", message[at : at + 10])
    at += 10
    return {"name": owner, "type": kind, "TTL": ttl, "data": show(message, kind, at, size)}, at + size


def show(message, kind, at, size):
    """Record data in presentation form."""
    data = message[at : at + size]
    if kind == 1 or kind == 28:
        return str(ipaddress.ip_address(data))
    if kind in (2, 5, 12):
        return read_name(message, at)[0]
    if kind == 15:
        return f"{struct.unpack('!H', data[:2])[0]} {read_name(message, at + 2)[0]}"
    if kind == 33:
        return "{} {} {} ".format(*struct.unpack("!HHH", data[:6])) + read_name(message, at + 6)[0]
    if kind == 16:
        return " ".join(strings(data))
    if kind == 6:
        primary, next = read_name(message, at)
        mailbox, next = read_name(message, next)
        return f"{primary} {mailbox} " + " ".join(map(str, struct.unpack("!5I", message[next : next + 20])))
    if kind == 43:
        return "{} {} {} ".format(*struct.unpack("!HBB", data[:4])) + data[4:].hex().upper()
    if kind == 257:
        size = data[1]
        return f"{data[0]} {data[2 : 2 + size].decode()} {quoted(data[2 + size :])}"
    return data.hex()


def strings(data):
    at = 0
    while at < len(data):
        yield quoted(data[at + 1 : at + 1 + data[at]])
        at += 1 + data[at]


def quoted(data):
    return '"' + "".join(escaped(byte) for byte in data) + '"'


def escaped(byte):
    if byte in b'"\\':
        return "\\" + chr(byte)
    return chr(byte) if 32 <= byte < 127 else f"\\{byte:03d}"


def skip_name(message, at):
    while message[at] and message[at] < 192:
        at += message[at] + 1
    return at + (2 if message[at] else 1)


def read_name(message, at):
    """The name at `at` with its trailing dot, and where it ends."""
    labels, end = [], None
    while message[at]:
        if message[at] >= 192:
            end = end or at + 2
            at = struct.unpack("!H", message[at : at + 2])[0] & 0x3FFF
            continue
        labels.append(message[at + 1 : at + 1 + message[at]].decode("latin-1"))
        at += message[at] + 1
    return ".".join(labels) + ".", end or at + 1
