"""Serves a folder on loopback: static.py FOLDER PORT (0: any free one)."""

import gzip
import os
import shutil
import subprocess
import sys
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from threading import Thread

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
        if not (path.endswith(COMPRESSED) and os.path.isfile(path)):
            return super().send_head()
        accepted = self.headers.get("accept-encoding", "")
        changed = os.stat(path).st_mtime_ns
        if "br" in accepted and (path, changed) in brotli:
            coding, body = "br", brotli[path, changed]
        elif "gzip" in accepted:
            coding, body = "gzip", gzipped(path, changed)
        else:
            return super().send_head()
        self.send_response(200)
        self.send_header("content-type", self.guess_type(path))
        self.send_header("content-encoding", coding)
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
def gzipped(path, _changed):
    with open(path, "rb") as file:
        return gzip.compress(file.read(), 9)


# What is in brotli by now: it takes seconds, so nobody waits for it.
brotli = {}


def compress(folder):
    """The small files first: they are what a page loads first."""
    if shutil.which("brotli"):
        files = [entry for entry in os.scandir(folder) if entry.name.endswith(COMPRESSED)]
        for entry in sorted(files, key=lambda entry: entry.stat().st_size):
            command = ["brotli", "-q", "11", "-c", entry.path]
            done = subprocess.run(command, capture_output=True, check=False)
            if done.returncode == 0:
                brotli[entry.path, entry.stat().st_mtime_ns] = done.stdout


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
    Thread(target=compress, args=[folder], daemon=True).start()
    print(f"http://127.0.0.1:{server.server_port}/", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass


main(sys.argv[1], int(sys.argv[2]))
