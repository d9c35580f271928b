"""The service as its callers see it."""

import os
import signal
import socket
import time
import unittest
from http.client import HTTPConnection
from threading import Timer

from app.service import Service, serve


def answer(port: int, path: str) -> tuple[int, bytes]:
    """What a path is answered with."""
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


class ServiceTest(unittest.TestCase):
    """Each test serves in the main thread, where signals arrive, and asks from timers."""

    def serve_until_told(self, service: Service, after: float) -> float:
        """Tells the service to stop after some time, and returns how long it took from then on."""
        told: list[float] = []

        def tell() -> None:
            told.append(time.monotonic())
            os.kill(os.getpid(), signal.SIGTERM)

        timer = Timer(after, tell)
        timer.start()
        serve(service)
        service.server_close()
        return time.monotonic() - told[0]

    def test_answers_probes_without_a_body_and_counts(self) -> None:
        """Health, people, metrics, and nothing else."""
        service = Service(0)
        answers: dict[str, tuple[int, bytes]] = {}

        def ask() -> None:
            for path in ("/health", "/", "/other", "/metrics"):
                answers[path] = answer(service.server_port, path)

        Timer(0, ask).start()
        took = self.serve_until_told(service, 0.5)
        self.assertEqual(answers["/health"], (204, b""))
        self.assertEqual(answers["/"], (200, b"sample\n"))
        self.assertEqual(answers["/other"][0], 404)
        self.assertIn(b'sample_requests_total{status="204"} 1.0', answers["/metrics"][1])
        self.assertLess(took, 1)

    def test_ends_what_is_open_and_takes_nothing_new(self) -> None:
        """A request that was half sent at the signal gets its answer."""
        service = Service(0)
        port = service.server_port
        client = socket.create_connection(("127.0.0.1", port), timeout=5)
        client.sendall(b"GET / HTTP/1.0\r\n")
        Timer(1, lambda: client.sendall(b"\r\n")).start()
        took = self.serve_until_told(service, 0.5)
        self.assertGreater(took, 0.3)
        self.assertLess(took, 2)
        with client, client.makefile("rb") as answered:
            self.assertTrue(answered.read().startswith(b"HTTP/1.0 200 OK"))
        with self.assertRaises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), timeout=5).close()


if __name__ == "__main__":
    unittest.main()
