"""The hosts of MTA-STS policies, for a browser that takes every name for this one.

    policies.py PORT

The name of the host says what it does: `mta-sts.healthy.test` lets web pages read
its policy; every other has one, and does not.
"""

import ssl
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

POLICY = """version: STSv1\r
mode: enforce\r
mx: mail.healthy.test\r
mx: *.healthy.test\r
max_age: 1209600\r
"""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        found = self.path == "/.well-known/mta-sts.txt"
        body = POLICY.encode() if found else b""
        self.send_response(200 if found else 404)
        self.send_header("content-type", "text/plain")
        self.send_header("content-length", str(len(body)))
        if self.headers["host"] == "mta-sts.healthy.test":
            self.send_header("access-control-allow-origin", "*")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def get_request(self):
        """The handshake is for the thread of the request."""
        connection, address = super().get_request()
        return TLS.wrap_socket(connection, server_side=True, do_handshake_on_connect=False), address

    def handle_error(self, request, client_address):
        """A browser that hangs up is no news."""


if __name__ == "__main__":
    TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    TLS.load_cert_chain("cert.pem", "key.pem")
    Server(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
