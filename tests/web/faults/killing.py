"""A server whose worker is killed while clients write to it, and what each client was told had been done."""

from __future__ import annotations

import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Event as Flag
from threading import Thread

ROOT = Path(__file__).resolve().parents[3]


@dataclass
class Server:
    """gunicorn with one worker, which is forked anew whenever it dies."""

    port: int
    master: subprocess.Popen[bytes]

    def worker(self) -> int | None:
        """The process that answers just now."""
        children = Path(f"/proc/{self.master.pid}/task/{self.master.pid}/children").read_text().split()
        return int(children[0]) if children else None

    def kill(self) -> bool:
        """Kill the worker, as a crash or a power cut would; whether there was one."""
        worker = self.worker()
        if worker is None:
            return False
        with suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)
        return True


@contextmanager
def served(environment: Mapping[str, str], log: Path) -> Iterator[Server]:
    """The application on a free port, until the end of the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "tests.web.faults.warm", "--preload", "--worker-class", "gthread"]
    command += ["--threads", "4", "--bind", f"127.0.0.1:{port}", "--graceful-timeout", "1", "--no-control-socket"]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "dutybook_web.settings", **environment}
    with log.open("wb") as out, subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out) as master:
        server = Server(port, master)
        try:
            _wait(server)
            yield server
        finally:
            master.terminate()
            with suppress(subprocess.TimeoutExpired):
                master.wait(10)
            master.kill()


@dataclass
class Client:
    """Writes by the API until it is told to stop, and keeps what was acknowledged."""

    server: Server
    token: str
    premises: str
    tasks: list[str]
    seed: int
    stop: Flag = field(default_factory=Flag)
    added: dict[str, str] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    broken: int = 0

    def run(self) -> None:
        """Write."""
        random = Random(self.seed)
        while not self.stop.is_set():
            try:
                self.write(random)
            except (OSError, http.client.HTTPException, ValueError):
                self.broken += 1  # nothing was acknowledged: it may be there or not, but not by half
                time.sleep(0.01)

    def write(self, random: Random) -> None:
        """Add a file to a task; take one of those that were added back now and then."""
        if self.added and random.random() < 0.3:
            key = random.choice(list(self.added))
            status, _answer = self.post(f"/api/evidence/{key}/withdraw", json.dumps({"because": "a slip"}).encode())
            if status == 200:
                self.withdrawn.add(key)
            return
        content = f"{random.random()} {self.seed}\n".encode() * random.randrange(1, 8_000)
        body, boundary = self.form(content, random.choice(self.tasks))
        status, answer = self.post("/api/evidence", body, f"multipart/form-data; boundary={boundary}")
        if status == 201:
            self.added[answer[0]["key"]] = answer[0]["digest"]

    def form(self, content: bytes, task: str) -> tuple[bytes, str]:
        """The parts of an upload."""
        boundary = secrets.token_hex(16)
        fields = {"kind": "report", "premises": self.premises, "tasks": task}
        parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}' for name, value in fields.items()]
        head = "".join(f"--{boundary}\r\n{part}\r\n" for part in parts)
        file = f'--{boundary}\r\nContent-Disposition: form-data; name="uploads"; filename="a.txt"\r\n\r\n'
        return (head + file).encode() + content + f"\r\n--{boundary}--\r\n".encode(), boundary

    def post(self, path: str, body: bytes, content_type: str = "application/json") -> tuple[int, object]:
        """A request; what was answered."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        try:
            headers = {"Authorization": f"Bearer {self.token}", "Content-Type": content_type}
            connection.request("POST", path, body, headers)
            response = connection.getresponse()
            return response.status, json.loads(response.read())
        finally:
            connection.close()


def battered(clients: list[Client], server: Server, kills: int, seed: int) -> int:
    """Let the clients write while the worker is killed again and again; how often it was."""
    threads = [Thread(target=client.run) for client in clients]
    for thread in threads:
        thread.start()
    random, done = Random(seed), 0
    while done < kills:
        _await_writes(clients, random.randrange(1, 4))
        time.sleep(random.uniform(0, 0.05))
        done += server.kill()
    _await_writes(clients, 1)
    for client in clients:
        client.stop.set()
    for thread in threads:
        thread.join()
    return done


def _await_writes(clients: list[Client], count: int) -> None:
    """Until so many more writes were acknowledged: a worker that does nothing is not worth killing."""
    wanted, end = sum(len(client.added) for client in clients) + count, time.monotonic() + 20
    while sum(len(client.added) for client in clients) < wanted and time.monotonic() < end:
        time.sleep(0.005)


def _wait(server: Server) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
            connection.request("GET", "/health/")
            healthy = connection.getresponse().status == 200
            connection.close()
            if healthy:
                return
        time.sleep(0.1)
    raise TimeoutError("the server does not answer")
