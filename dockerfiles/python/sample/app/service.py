"""The service and how it stops."""

import signal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from prometheus_client import CONTENT_TYPE_LATEST, Counter, generate_latest

DRAIN_SECONDS = 10
"""How long a connection may say nothing before it is dropped, so that none holds the stop for longer."""

requests = Counter("sample_requests", "Requests by status.", ["status"])


class Handler(BaseHTTPRequestHandler):
    """Answers `/` for people, `/health` for probes and load balancers, `/metrics` for Prometheus."""

    # One connection a request, HTTP/1.0's way: an idle one would be waited for at the end.
    timeout = DRAIN_SECONDS

    def do_GET(self) -> None:
        """Answers one request."""
        match self.path:
            case "/":
                self.answer(200, b"sample\n", "text/plain")
            case "/health":
                self.answer(204)
            case "/metrics":
                self.answer(200, generate_latest(), CONTENT_TYPE_LATEST)
            case _:
                self.answer(404)

    def answer(self, status: int, body: bytes = b"", kind: str | None = None) -> None:
        """Counts before it sends: whoever has the answer finds it counted."""
        requests.labels(status).inc()
        self.send_response(status)
        if kind is not None:
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Writes nothing: metrics count the requests."""


class Service(ThreadingHTTPServer):
    """Listens at once, on any free port where it is 0; closing it waits for the requests that are open."""

    # Python's default would cut them off.
    daemon_threads = False

    def __init__(self, port: int) -> None:
        super().__init__(("", port), Handler)


def serve(service: Service) -> None:
    """Serves until SIGTERM, which the platform sends, or SIGINT, which a terminal sends.

    As process 1 of a container a program gets no default handling of either: without this it would be killed.
    """

    def stop(*_: object) -> None:
        # The handler runs in the thread that serves, which shutdown waits for.
        Thread(target=service.shutdown).start()

    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, stop)
    service.serve_forever(poll_interval=0.05)
