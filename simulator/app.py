"""The simulator as a WSGI application: moto, mended, behind a request log."""

import socket
import threading
from collections import OrderedDict
from typing import Any, Optional

from moto.moto_api._internal import mock_random
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

import mends
from request_log import RequestLog


PATIENCE_SECONDS = 10


class QuietHandler(WSGIRequestHandler):
    """Writes no access log: the request log has more, and in JSON."""

    def log_request(self, *_: Any, **__: Any) -> None:
        pass


class OneAtATime:
    """Lets one call in at a time. moto's models are plain dictionaries: with Terraform's ten calls at once, one that
    reads while another writes fails with status 500 after it has taken effect, and its repetition finds its own work."""

    def __init__(self, app: Any):
        self._app = app
        self._lock = threading.Lock()

    def __call__(self, environ: Any, start_response: Any) -> Any:
        # Bounded: a caller that stops in the middle of its body must not stop all others for ever.
        is_alone = self._lock.acquire(timeout=PATIENCE_SECONDS)
        try:
            return list(self._app(environ, start_response))
        finally:
            if is_alone:
                self._lock.release()


REMEMBERED_ANSWERS = 512


class AnswerOnce:
    """Repeats the answer of a call that its client repeats because the answer was lost on the way.

    The SDKs name a call by amz-sdk-invocation-id, which stays the same when they try again. Carried out twice, a call
    would meet its own work: a lock that its owner cannot get, an entry that exists already.
    """

    def __init__(self, app: Any):
        self._app = app
        self._answers: "OrderedDict[str, Any]" = OrderedDict()

    def __call__(self, environ: Any, start_response: Any) -> Any:
        call = environ.get("HTTP_AMZ_SDK_INVOCATION_ID")
        if call in self._answers:
            status, headers, body = self._answers[call]
            start_response(status, headers)
            return body
        begun: Any = []

        def begin(status: str, headers: Any, *rest: Any) -> Any:
            begun[:] = [status, list(headers)]
            return start_response(status, headers, *rest)

        body = list(self._app(environ, begin))
        if call and begun and begun[0] < "5":
            self._answers[call] = (*begun, body)
            while len(self._answers) > REMEMBERED_ANSWERS:
                self._answers.popitem(last=False)
        return body


def application(account: str, request_log: Optional[str], seed: Optional[int]) -> Any:
    mends.apply()
    if seed is not None:
        mock_random.seed(seed)
    app: Any = OneAtATime(AnswerOnce(DomainDispatcherApplication(create_backend_app)))
    return RequestLog(app, request_log, account) if request_log else app


def bind(app: Any, port: int) -> BaseWSGIServer:
    """A server that already listens. Raises OSError when the port is taken."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    # A port of a simulator that has just ended is still in TIME_WAIT; that must not count as taken.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(128)
    # werkzeug binds a port by itself as well, but ends the process when it is taken.
    server = make_server(
        "127.0.0.1", port, app, threaded=True, request_handler=QuietHandler, fd=listener.detach()
    )
    return server
