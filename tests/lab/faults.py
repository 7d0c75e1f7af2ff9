"""A DNS-over-HTTPS resolver that goes wrong on request: the path says how.

    faults.py PORT SILENT_PORT DNS_PORT

At SILENT_PORT it lets everyone connect and never says a word. At PORT it asks the
resolver at DNS_PORT over TCP and spoils the answer. Everything carries CORS
headers, so that a page sees the fault itself, save /no-cors. Behind /later, as in
/later/429, the page's test of who answers is answered well, and all else goes wrong.
"""

import base64
import json
import socket
import struct
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import alidns
import vantage

WIRE = "application/dns-message"


def ask(message):
    """The resolver's answer to a wire message, over TCP."""
    with socket.create_connection(("127.0.0.1", DNS_PORT), timeout=10) as stream:
        stream.sendall(struct.pack("!H", len(message)) + message)
        size = struct.unpack("!H", exactly(stream, 2))[0]
        return exactly(stream, size)


def exactly(stream, size):
    data = b""
    while len(data) < size:
        more = stream.recv(size - len(data))
        if not more:
            raise OSError("the resolver hung up")
        data += more
    return data


def question_end(message):
    """Where the question section, of one question, ends."""
    at = 12
    while message[at]:
        at += message[at] + 1
    return at + 5


def flags(message, set_bits=0, clear_bits=0, rcode=None):
    """The same message with other header flags."""
    value = struct.unpack("!H", message[2:4])[0] & ~clear_bits | set_bits
    if rcode is not None:
        value = value & ~0xF | rcode
    return message[:2] + struct.pack("!H", value) + message[4:]


def bare(message):
    """Its header and question, and nothing else."""
    end = question_end(message)
    return message[:4] + b"\0\1" + b"\0" * 6 + message[12:end]


def wrong_question(message):
    """Answers another name of the same length."""
    changed = bytearray(message)
    changed[13] = ord("x") if changed[13] != ord("x") else ord("y")
    return bytes(changed)


def loop(message):
    """One answer whose owner name points at itself."""
    end = question_end(message)
    pointer = struct.pack("!H", 0xC000 | end)
    record = pointer + struct.pack("!HHIH", 16, 1, 300, 4) + b"\3abc"
    return message[:4] + b"\0\1\0\1" + b"\0" * 4 + message[12:end] + record


def compact_denial(message):
    """NXDOMAIN as RFC 9824 tells it: NOERROR, and an NSEC that holds NXNAME."""
    if message[3] & 0xF != 3:
        return message
    end = question_end(message)
    # The types RRSIG (46) and NSEC (47), and NXNAME (128).
    bitmap = bytes([0, 17]) + bytes(5) + bytes([0x03]) + bytes(10) + bytes([0x80])
    target = b"\1\0" + message[12 : end - 4]
    record = b"\xc0\x0c" + struct.pack("!HHIH", 47, 1, 300, len(target) + len(bitmap)) + target + bitmap
    return flags(message[:4], rcode=0) + b"\0\1\0\0\0\1\0\0" + message[12:end] + record


SPOILERS = {
    "/good": lambda m: m,
    "/wrong-question": wrong_question,
    "/not-a-response": lambda m: flags(m, clear_bits=0x8000),
    "/truncated": lambda m: flags(bare(m), set_bits=0x0200),
    "/cut-short": lambda m: m[: question_end(m) + 7],
    "/huge": lambda m: m + b"\0" * 70_000,
    "/loop": loop,
    "/servfail": lambda m: flags(bare(m), rcode=2),
    "/refused": lambda m: flags(bare(m), rcode=5),
    "/empty": lambda m: b"",
    "/rubbish": lambda m: b"\x93 this is no DNS message \xff\xfe",
    "/compact-denial": compact_denial,
}
# The name that the page's test of resolvers asks for.
TESTED = b"\7example\3com\0"
STATUSES = {"/400": 400, "/403": 403, "/404": 404, "/429": 429, "/500": 500, "/503": 503}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        parts = urlsplit(self.path)
        query = parse_qs(parts.query)
        try:
            self.answer(parts.path, query)
        except (KeyError, ValueError, IndexError):
            self.send(400, "text/plain", b"no DNS question in there\n")
        except OSError as error:
            self.send(502, "text/plain", f"{error}\n".encode())

    def answer(self, path, query):
        if path.startswith("/later/"):
            path = "/good" if TESTED in message(query) else path.removeprefix("/later")
        if path == "/alidns/resolve":
            status, body = alidns.resolve(query, ask)
            self.send(status, "application/json", json.dumps(body).encode())
        elif path == "/html":
            self.send(200, "text/html", b"<!doctype html><title>Sign in</title><p>Sign in to this network.</p>")
        elif path in STATUSES:
            self.send(STATUSES[path], "text/plain", b"no\n")
        elif path in SPOILERS:
            self.send(200, WIRE, SPOILERS[path](ask(message(query))))
        elif path == "/older":
            self.send(200, WIRE, vantage.older(message(query), ask))
        elif path == "/by-subnet":
            self.send(200, WIRE, vantage.by_subnet(message(query), ask))
        elif path.startswith("/delay/"):
            time.sleep(int(path.removeprefix("/delay/")) / 1000)
            self.send(200, WIRE, ask(message(query)))
        elif path == "/slow":
            time.sleep(8)
            self.send(200, WIRE, ask(message(query)))
        elif path == "/no-cors":
            self.send(200, WIRE, ask(message(query)), cors=False)
        elif path == "/hang-up":
            self.close_connection = True
        else:
            self.send(404, "text/plain", b"no such fault\n")

    def do_OPTIONS(self):
        """A preflight is refused, as by the resolvers that know only simple requests."""
        self.send(405, "text/plain", b"no\n", cors=False)

    def send(self, status, kind, body, cors=True):
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        if cors:
            self.send_header("access-control-allow-origin", "*")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def message(query):
    text = query["dns"][0]
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        """A page that goes away in the middle of an answer is no news."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


if __name__ == "__main__":
    DNS_PORT = int(sys.argv[3])
    # The kernel takes the connections; nobody reads them.
    silent = socket.create_server(("127.0.0.1", int(sys.argv[2])), backlog=1024)
    Server(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
