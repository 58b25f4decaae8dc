"""A small HTTP client that measures: one keep-alive connection, or several at once.

It costs some tens of microseconds a request, the same for everybody who is measured.
"""

import socket
import threading
import time
from dataclasses import dataclass, field

TIMEOUT = 120.0


@dataclass
class Answer:
    """Status, headers (names in small letters) and body of an answer, and how many seconds it took."""

    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float


@dataclass
class Connection:
    """A connection to a server of this machine; opened when first needed, and again when closed."""

    port: int
    headers: dict[str, str] = field(default_factory=dict)
    _socket: socket.socket | None = None
    _rest: bytes = b""

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a path and read the whole answer."""
        sent = {"Host": f"127.0.0.1:{self.port}", **self.headers, **headers}
        lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in sent.items())
        request = f"GET {path} HTTP/1.1\r\n{lines}\r\n".encode()
        fresh = self._socket is None
        started = time.perf_counter()
        try:
            return self._exchange(request, started)
        except (ConnectionError, EOFError):
            # A server may close what has been idle: that costs a new connection, but no answer.
            self.close()
            if fresh:
                raise
            return self._exchange(request, time.perf_counter())

    def _exchange(self, request: bytes, started: float) -> Answer:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self.port), timeout=TIMEOUT)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(request)
        head = self._until(b"\r\n\r\n").decode("latin-1")
        first, *lines = head.split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        status = int(first.split()[1])
        if status in (204, 304):
            body = b""
        elif "content-length" in headers:
            body = self._exactly(int(headers["content-length"]))
        elif headers.get("transfer-encoding") == "chunked":
            body = self._chunks()
        else:
            body = self._to_the_end()
        answer = Answer(status, headers, body, time.perf_counter() - started)
        if headers.get("connection") == "close":
            self.close()
        return answer

    def _more(self) -> bytes:
        found = self._socket.recv(262_144)
        if not found:
            raise EOFError
        return found

    def _until(self, mark: bytes) -> bytes:
        while mark not in self._rest:
            self._rest += self._more()
        found, _, self._rest = self._rest.partition(mark)
        return found

    def _exactly(self, size: int) -> bytes:
        parts, held = [self._rest], len(self._rest)
        while held < size:
            parts.append(self._more())
            held += len(parts[-1])
        joined = b"".join(parts)
        self._rest = joined[size:]
        return joined[:size]

    def _chunks(self) -> bytes:
        found = []
        while size := int(self._until(b"\r\n").split(b";")[0], 16):
            found.append(self._exactly(size))
            self._exactly(2)
        self._until(b"\r\n")
        return b"".join(found)

    def _to_the_end(self) -> bytes:
        parts = [self._rest]
        try:
            while True:
                parts.append(self._more())
        except EOFError:
            self.close()
        return b"".join(parts)

    def close(self) -> None:
        """End the connection; the next question opens another."""
        if self._socket is not None:
            self._socket.close()
        self._socket, self._rest = None, b""


def throughput(port: int, paths: list[str], connections: int, seconds: float) -> float:
    """Answers a second with so many connections, each asking one path after the other for so long."""
    until = time.perf_counter() + seconds
    counts = [0] * connections

    def ask(number: int) -> None:
        connection, place = Connection(port), number
        while time.perf_counter() < until:
            connection.get(paths[place % len(paths)])
            place += 1
            counts[number] += 1
        connection.close()

    threads = [threading.Thread(target=ask, args=[number]) for number in range(connections)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.perf_counter() - started)
