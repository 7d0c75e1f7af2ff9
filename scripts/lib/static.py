"""Serves a folder on loopback: static.py FOLDER PORT (0: any free one)."""

import gzip
import os
import sys
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

# Kinds of files that hosts compress.
COMPRESSED = (".css", ".html", ".js", ".svg", ".wasm", ".webmanifest")


class Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript",
        ".wasm": "application/wasm",
        ".webmanifest": "application/manifest+json",
    }

    def send_head(self):
        """As hosts do, compressed for those who take it."""
        path = self.translate_path(self.path)
        if os.path.isdir(path):
            path = os.path.join(path, "index.html")
        accepted = "gzip" in self.headers.get("accept-encoding", "")
        if not (accepted and path.endswith(COMPRESSED) and os.path.isfile(path)):
            return super().send_head()
        body = compressed(path, os.stat(path).st_mtime_ns)
        self.send_response(200)
        self.send_header("content-type", self.guess_type(path))
        self.send_header("content-encoding", "gzip")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        return BytesIO(body)

    def end_headers(self):
        # A page built anew is seen at the next load.
        self.send_header("cache-control", "no-cache")
        self.send_header("vary", "accept-encoding")
        super().end_headers()

    def log_message(self, *_):
        pass


@lru_cache(maxsize=64)
def compressed(path, _changed):
    with open(path, "rb") as file:
        return gzip.compress(file.read(), 9)


class Server(ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """A browser that goes away in the middle of a file is no news."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def main(folder, port):
    try:
        server = Server(("127.0.0.1", port), partial(Handler, directory=folder))
    except OSError as error:
        sys.exit(f"mailvet: port {port} cannot be had ({error.strerror}): choose another with --port")
    print(f"http://127.0.0.1:{server.server_port}/", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass


main(sys.argv[1], int(sys.argv[2]))
