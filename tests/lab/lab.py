"""Starts and stops the lab: NSD, Unbound, two dnsdist and the server of faults.

    lab.py up|down|status [--prefix FOLDER]
    lab.py edit ZONE OLD NEW...   puts NEW in the place of OLD in a zone that is served
    lab.py restore ZONE           serves the zone as its file has it again

All of it on 127.0.0.1, from the port MAILVET_LAB_PORT (5300) on. `up` prints
KEY=URL lines. It starts nothing twice, and starts afresh when a zone or a
setting has changed.
"""

import argparse
import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import zones

HERE = Path(__file__).resolve().parent
PATIENCE = 15  # seconds that a server may take to answer

BASE = int(os.environ.get("MAILVET_LAB_PORT", "5300"))
NSD, UNBOUND, DOH, NO_CORS, FAULTS, SILENT, DEAD, DOH_TLS, POLICIES = (BASE + i for i in range(1, 10))


def main():
    arguments = argparse.ArgumentParser(prog="scripts/lab", description="Real DNS servers on loopback, for tests.")
    arguments.add_argument("action", choices=["up", "down", "status", "edit", "restore"])
    arguments.add_argument("words", nargs="*", help="edit: ZONE OLD NEW...; restore: ZONE")
    arguments.add_argument("--prefix", type=Path, default=HERE / "run", help="where its files go (tests/lab/run)")
    given = arguments.parse_args()
    lab = Lab(given.prefix.resolve())
    count = len(given.words)
    well = {"edit": count > 2 and count % 2 == 1, "restore": count == 1}.get(given.action, count == 0)
    if not well:
        arguments.error("edit: ZONE OLD NEW...; restore: ZONE")
    actions = {"up": lab.up, "down": lab.down, "status": lab.status, "edit": lab.edit, "restore": lab.restore}
    sys.exit(actions[given.action](*given.words))


class Lab:
    def __init__(self, prefix):
        self.prefix = prefix
        self.stamp = prefix / "stamp"
        self.servers = [
            Server(prefix, "nsd", ["nsd", "-d", "-c", "nsd.conf"], NSD),
            Server(prefix, "unbound", ["unbound", "-d", "-p", "-c", "unbound.conf"], UNBOUND),
            Server(prefix, "dnsdist", ["dnsdist", "--supervised", "-C", "dnsdist.conf"], DOH),
            Server(prefix, "dnsdist-no-cors", ["dnsdist", "--supervised", "-C", "dnsdist-no-cors.conf"], NO_CORS),
            Server(prefix, "faults", [sys.executable, "-B", HERE / "faults.py", FAULTS, SILENT, UNBOUND], FAULTS),
            Server(prefix, "policies", [sys.executable, "-B", HERE / "policies.py", POLICIES], POLICIES),
        ]

    def up(self):
        self.prefix.mkdir(parents=True, exist_ok=True)
        stamp = digest()
        fresh = self.stamp.exists() and self.stamp.read_text() == stamp
        if not (fresh and all(server.running() for server in self.servers)):
            self.down()
            try:
                self.start()
            except BaseException:
                self.down()
                raise
            self.stamp.write_text(stamp)
        print(addresses())
        return 0

    def start(self):
        self.configure()
        for server in self.servers:
            server.start()
        for server in self.servers:
            server.wait()

    def down(self):
        self.stamp.unlink(missing_ok=True)
        for server in reversed(self.servers):
            server.stop()
        return 0

    def status(self):
        for server in self.servers:
            print(f"{server.name:16} 127.0.0.1:{server.port} {'up' if server.running() else 'down'}")
        if not all(server.running() for server in self.servers):
            return 1
        print(addresses())
        return 0

    def edit(self, name, *texts):
        """Serves a zone with other texts in it, until `restore` or `down`."""
        path = self.prefix / "zones" / name
        text = path.read_text()
        for old, new in zip(texts[::2], texts[1::2]):
            if old not in text:
                raise SystemExit(f"lab: {name} does not hold {old!r}")
            text = text.replace(old, new)
        return self.serve(name, text)

    def restore(self, name):
        served = zones.read(HERE / "zones")
        zone = next((zone for zone in served if zone.name == f"{name}."), None)
        if zone is None or zone.signing is not None:
            raise SystemExit(f"lab: {name} is no zone here, or a signed one")
        return self.serve(name, zones.whole(zone, [child for child in served if child.parent == zone.name]))

    def serve(self, name, text):
        """Has NSD read the zone and Unbound forget it; waits until both have."""
        serial = int(time.time())
        if serial <= self.serial(name):
            serial = self.serial(name) + 1
        text = re.sub(r"(SOA \S+ \S+) \d+", rf"\g<1> {serial}", text, count=1)
        (self.prefix / "zones" / name).write_text(text)
        nsd, unbound = (next(server for server in self.servers if server.name == one) for one in ("nsd", "unbound"))
        os.kill(nsd.pid(), signal.SIGHUP)
        end = time.monotonic() + PATIENCE
        while self.serial(name) != serial:
            if time.monotonic() > end:
                raise SystemExit(f"lab: NSD does not take {name}; see {nsd.log}")
            time.sleep(0.05)
        # Unbound forgets all when it starts anew.
        unbound.stop()
        unbound.start()
        unbound.wait()
        return 0

    def serial(self, name):
        """The serial that NSD serves."""
        labels = b"".join(bytes([len(label)]) + label.encode() for label in name.split("."))
        query = b"\0\7\0\0\0\1\0\0\0\0\0\0" + labels + b"\0\0\6\0\1"
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            asking.settimeout(1)
            asking.sendto(query, ("127.0.0.1", NSD))
            try:
                answer = asking.recv(4096)
            except TimeoutError:
                return -1
        # The record's five numbers end the first answer: after the header, the
        # question, and the owner, type, class, TTL and length of the record.
        start = len(query)
        while answer[start] and answer[start] < 192:
            start += answer[start] + 1
        start += 2 if answer[start] >= 192 else 1
        length = int.from_bytes(answer[start + 8:start + 10], "big")
        end = start + 10 + length
        return int.from_bytes(answer[end - 20:end - 16], "big")

    def configure(self):
        folder = self.prefix / "zones"
        folder.mkdir(exist_ok=True)
        served = zones.read(HERE / "zones")
        (self.prefix / "anchors").write_text(zones.write(served, folder))
        (self.prefix / "nsd.conf").write_text(nsd_conf(self.prefix, served))
        (self.prefix / "unbound.conf").write_text(unbound_conf(self.prefix, served))
        certify(self.prefix)
        cors = "{customResponseHeaders={['access-control-allow-origin']='*'}}"
        tls = f"addDOHLocal('127.0.0.1:{DOH_TLS}', 'cert.pem', 'key.pem', '/dns-query', {cors})\n"
        (self.prefix / "dnsdist.conf").write_text(dnsdist_conf(DOH, cors) + tls)
        (self.prefix / "dnsdist-no-cors.conf").write_text(dnsdist_conf(NO_CORS, "{}"))


def certify(prefix):
    """A certificate that nobody trusts: browsers speak HTTP/2 over TLS alone."""
    request = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=lab -keyout key.pem -out cert.pem"
    subprocess.run(["openssl", *request.split()], cwd=prefix, check=True, stderr=subprocess.DEVNULL)


class Server:
    """One program on one port, known by its pid file."""

    def __init__(self, prefix, name, command, port):
        self.prefix, self.name, self.port = prefix, name, port
        self.command = [str(word) for word in command]
        self.pid_file = prefix / f"{name}.pid"
        self.log = prefix / f"{name}.log"

    def start(self):
        if answers(self.port):
            raise SystemExit(f"lab: {self.name} wants port {self.port}, and something else has it. Set MAILVET_LAB_PORT.")
        program = shutil.which(self.command[0], path=os.environ["PATH"] + ":/usr/sbin:/sbin")
        if program is None:
            raise SystemExit(f"lab: {self.command[0]} is not installed; ./scripts/lab installs it")
        with self.log.open("w") as log:
            started = subprocess.Popen([program, *self.command[1:]], cwd=self.prefix, stdin=subprocess.DEVNULL,
                                       stdout=log, stderr=log, start_new_session=True)
        self.started = started
        self.pid_file.write_text(str(started.pid))

    def wait(self):
        end = time.monotonic() + PATIENCE
        while not answers(self.port):
            if self.started.poll() is not None or time.monotonic() > end:
                tail = "".join(self.log.read_text().splitlines(keepends=True)[-15:])
                raise SystemExit(f"lab: {self.name} did not start on port {self.port}. The end of {self.log}:\n{tail}")
            time.sleep(0.02)

    def pid(self):
        """The process of the pid file, unless the number has gone to another program since."""
        try:
            pid = int(self.pid_file.read_text())
            command = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
        except (OSError, ValueError):
            return None
        return pid if any(word == self.command[-1] for word in command) else None

    def running(self):
        return self.pid() is not None and answers(self.port)

    def stop(self):
        pid = self.pid()
        if pid is not None:
            for sign in (signal.SIGTERM, signal.SIGKILL):
                try:
                    os.killpg(pid, sign)
                except ProcessLookupError:
                    break
                end = time.monotonic() + 3
                while gone(pid) is False and time.monotonic() < end:
                    time.sleep(0.02)
                if gone(pid):
                    break
        self.pid_file.unlink(missing_ok=True)


def gone(pid):
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        pass
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return True
    # A zombie is gone, whenever its parent takes notice.
    return status.rpartition(")")[2].split()[0] == "Z"


def answers(port):
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def digest():
    """What the lab is made of: the zones, its own programs, the ports."""
    sum = hashlib.sha256(str(BASE).encode())
    for path in sorted([*HERE.glob("*.py"), *HERE.glob("zones/*.zone")]):
        sum.update(path.name.encode() + path.read_bytes())
    # Signatures last thirty days.
    sum.update(str(int(time.time()) // (10 * 86400)).encode())
    return sum.hexdigest()


def addresses():
    faults = f"http://127.0.0.1:{FAULTS}"
    lines = {
        "DOH": f"http://127.0.0.1:{DOH}/dns-query",
        "DOH_TLS": f"https://127.0.0.1:{DOH_TLS}/dns-query",
        "POLICIES": f"127.0.0.1:{POLICIES}",
        "DOH_NO_CORS": f"http://127.0.0.1:{NO_CORS}/dns-query",
        "ALIDNS": f"{faults}/alidns/resolve",
        "FAULTS": faults,
        "DELAYED": f"{faults}/delay/100",
        "RUBBISH": f"{faults}/rubbish",
        "SILENT": f"http://127.0.0.1:{SILENT}/dns-query",
        "DEAD": f"http://127.0.0.1:{DEAD}/dns-query",
        "DNS": f"127.0.0.1:{UNBOUND}",
    }
    return "\n".join(f"{key}={value}" for key, value in lines.items())


def nsd_conf(prefix, served):
    zone = 'zone:\n  name: "{0.name}"\n  zonefile: "{0.file}"\n'
    return f"""server:
  ip-address: 127.0.0.1@{NSD}
  username: ""
  chroot: ""
  zonesdir: "{prefix}/zones"
  database: ""
  pidfile: ""
  zonelistfile: "{prefix}/nsd.zonelist"
  xfrdfile: "{prefix}/nsd.xfrd"
  xfrdir: "{prefix}"
  server-count: 1
  tcp-count: 200
  rrl-ratelimit: 0
  round-robin: no
remote-control:
  control-enable: no
""" + "".join(zone.format(each) for each in served)


def unbound_conf(prefix, served):
    """Everything is asked of NSD, the root too: nothing leaves this machine."""
    stub = f'stub-zone:\n  name: "{{0.name}}"\n  stub-addr: 127.0.0.1@{NSD}\n'
    own = "".join(f'  local-zone: "{zone.name}" nodefault\n' for zone in served)
    return f"""server:
  interface: 127.0.0.1
  port: {UNBOUND}
  directory: "{prefix}"
  username: ""
  chroot: ""
  pidfile: ""
  use-syslog: no
  log-servfail: yes
  do-ip6: no
  do-not-query-localhost: no
  access-control: 127.0.0.0/8 allow
  module-config: "validator iterator"
  trust-anchor-file: "{prefix}/anchors"
  trust-anchor-signaling: no
  ede: yes
  qname-minimisation: no
  minimal-responses: yes
  incoming-num-tcp: 200
  edns-buffer-size: 4096
  tcp-idle-timeout: 5000
{own}remote-control:
  control-enable: no
""" + "".join(stub.format(zone) for zone in served)


# Names whose questions go wrong, and how. (A DropAction would answer HTTP 403,
# and a TCAction is ignored over HTTP.)
NAME_FAULTS = """
newServer({address='127.0.0.1:%d', tcpOnly=true, pool='silent'}):setUp()
addAction(QNameRule('_dmarc.dropped.test'), PoolAction('silent'))
addAction(QNameRule('silent.spf-group.test'), PoolAction('silent'))
addAction(makeRule({'servfail.test.'}), RCodeAction(DNSRCode.SERVFAIL))
addAction(QNameRule('_dmarc.servfail-dmarc.test'), RCodeAction(DNSRCode.SERVFAIL))
addAction(QNameRule('_25._tcp.mail.dane-silent.test'), RCodeAction(DNSRCode.SERVFAIL))
addAction(makeRule({'refused.test.'}), RCodeAction(DNSRCode.REFUSED))
""" % SILENT


def dnsdist_conf(port, options):
    """Its health check would ask the root of the internet: the server counts as up."""
    return f"""setSecurityPollSuffix('')
setACL('127.0.0.0/8')
setTCPRecvTimeout(300)
newServer({{address='127.0.0.1:{UNBOUND}', tcpOnly=true}}):setUp()
addDOHLocal('127.0.0.1:{port}', nil, nil, '/dns-query', {options})
{NAME_FAULTS}"""


if __name__ == "__main__":
    main()
