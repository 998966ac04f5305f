"""A server on this machine that plays the hosts of sources, with all that goes wrong there."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Scene = Callable[["Stage"], None]


@dataclass
class Playhouse:
    """Plays one scene a path.

    Attributes:
        scenes: Path → what answers; a list is played in order, its last scene again and again.
        requests: Path → the headers of each request, in order.
    """

    scenes: dict[str, list[Scene]] = field(default_factory=dict)
    requests: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    address: str = ""

    def play(self, path: str, *scenes: Scene) -> str:
        """Set what a path answers; return its address."""
        self.scenes[path] = list(scenes)
        self.requests[path] = []
        return f"{self.address}{path}"


class Stage(BaseHTTPRequestHandler):
    """One request; scenes answer on it."""

    protocol_version = "HTTP/1.1"
    house: Playhouse

    def handle(self) -> None:
        """Answer, and leave quietly when the other side does."""
        with suppress(OSError):
            super().handle()

    def do_GET(self) -> None:
        seen = self.house.requests.setdefault(self.path, [])
        scenes = self.house.scenes[self.path]
        scene = scenes[min(len(seen), len(scenes) - 1)]
        seen.append({name.lower(): value for name, value in self.headers.items()})
        scene(self)

    def do_POST(self) -> None:
        self.body = self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *args: object) -> None:
        """Stay silent."""

    def send(self, status: int, body: bytes = b"", **headers: str) -> None:
        """Answer whole."""
        self.head(status, len(body), **headers)
        self.wfile.write(body)

    def head(self, status: int, length: int, **headers: str) -> None:
        """Answer the head alone; underscores in header names stand for dashes."""
        self.send_response(status)
        self.send_header("Content-Length", str(length))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def hang_up(self) -> None:
        """Cut the connection."""
        self.close_connection = True
        self.wfile.flush()
        self.connection.shutdown(1)


def whole(body: bytes, **headers: str) -> Scene:
    return lambda stage: stage.send(200, body, **headers)


def status(code: int, body: bytes = b"", **headers: str) -> Scene:
    return lambda stage: stage.send(code, body, **headers)


def versioned(body: bytes, etag: str) -> Scene:
    """Answer 304 to who has this version, and continue where asked."""

    def scene(stage: Stage) -> None:
        wanted = stage.headers.get("Range")
        if stage.headers.get("If-None-Match") == etag:
            stage.send(304, ETag=etag)
        elif wanted and stage.headers.get("If-Range") == etag:
            start = int(wanted.removeprefix("bytes=").removesuffix("-"))
            extent = f"bytes {start}-{len(body) - 1}/{len(body)}"
            stage.send(206, body[start:], ETag=etag, Content_Range=extent)
        else:
            stage.send(200, body, ETag=etag)

    return scene


def cut_off(body: bytes, after: int, **headers: str) -> Scene:
    """Promise the whole body, send ``after`` bytes of it and hang up."""

    def scene(stage: Stage) -> None:
        stage.head(200, len(body), **headers)
        stage.wfile.write(body[:after])
        stage.hang_up()

    return scene


def drip(body: bytes, pause_s: float) -> Scene:
    """Send one byte at a time."""

    def scene(stage: Stage) -> None:
        stage.head(200, len(body))
        for byte in body:
            stage.wfile.write(bytes([byte]))
            time.sleep(pause_s)

    return scene


def without_length(body: bytes) -> Scene:
    """Send a body that ends with the connection."""

    def scene(stage: Stage) -> None:
        stage.wfile.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body)
        stage.hang_up()

    return scene


def redirect(location: str) -> Scene:
    return lambda stage: stage.send(302, Location=location)


def needs_contact(body: bytes) -> Scene:
    """Refuse who does not say how to be reached, as BLS does."""

    def scene(stage: Stage) -> None:
        if "@" in stage.headers["User-Agent"]:
            stage.send(200, body)
        else:
            stage.send(403, b"<html>Access Denied</html>")

    return scene


def open_playhouse(
    encryption: ssl.SSLContext | None = None,
) -> tuple[Playhouse, Callable[[], None]]:
    """Start a server; return it and what closes it."""
    house = Playhouse()
    handler = type("Handler", (Stage,), {"house": house})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    if encryption:
        server.socket = encryption.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    house.address = f"http{'s' if encryption else ''}://127.0.0.1:{server.server_port}"

    def close() -> None:
        server.shutdown()
        server.server_close()
        thread.join()

    return house, close
