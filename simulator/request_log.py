"""One JSON line for each API call, so that a test can prove what was and was not changed.

Fields: time (UTC, ISO 8601), service (its signing name), action, mutating, method, path, status, account, region, and
bucket, key or table where the call names one. Calls that carry no signature have service null.
"""

import io
import json
import threading
from datetime import datetime, timezone
from typing import Any, Callable, Dict, Optional, Tuple
from urllib.parse import parse_qs

from api_actions import is_mutating, rest_action


class RequestLog:
    def __init__(self, app: Any, file: str, account: str):
        self._app = app
        self._account = account
        self._lock = threading.Lock()
        self._file = open(file, "a", encoding="utf-8")

    def __call__(self, environ: Dict[str, Any], start_response: Callable[..., Any]) -> Any:
        if environ.get("PATH_INFO", "").startswith("/moto-api"):
            return self._app(environ, start_response)
        entry = self._describe(environ)

        def start(status: str, headers: Any, exc_info: Any = None) -> Any:
            # Written before the first byte of the answer, so that a caller who has the answer finds the line.
            self._write({**entry, "status": int(status.split()[0])})
            return start_response(status, headers, exc_info) if exc_info else start_response(status, headers)

        return self._app(environ, start)

    def _describe(self, environ: Dict[str, Any]) -> Dict[str, Any]:
        service, region = credential_scope(environ.get("HTTP_AUTHORIZATION", ""))
        method, path, query = environ["REQUEST_METHOD"], environ.get("PATH_INFO", "/"), environ.get("QUERY_STRING", "")
        entry: Dict[str, Any] = {
            "time": datetime.now(timezone.utc).isoformat(timespec="milliseconds"),
            "service": service,
            "method": method,
            "path": path,
            "account": self._account,
            "region": region,
        }
        parameters: Dict[str, Any] = {}
        target = environ.get("HTTP_X_AMZ_TARGET")
        if target:
            action: Optional[str] = target.rpartition(".")[2]
            if service == "dynamodb":
                parameters = json.loads(peek(environ) or b"{}")
                if "TableName" in parameters:
                    entry["table"] = parameters["TableName"]
        elif environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded"):
            parameters = {key: values[0] for key, values in parse_qs(peek(environ).decode()).items()}
            action = parameters.get("Action")
        else:
            action = rest_action(service, method, path, query, environ)
            if service == "s3":
                bucket, _, key = path.lstrip("/").partition("/")
                entry.update({name: value for name, value in (("bucket", bucket), ("key", key)) if value})
        dry_run = str(parameters.get("DryRun", "")).lower() == "true"
        return {**entry, "action": action, "mutating": not dry_run and is_mutating(action, method)}

    def _write(self, entry: Dict[str, Any]) -> None:
        with self._lock:
            self._file.write(json.dumps(entry, separators=(",", ":")) + "\n")
            self._file.flush()


def credential_scope(authorization: str) -> Tuple[Optional[str], Optional[str]]:
    """Service and region of a Signature Version 4 header: `Credential=KEY/DATE/REGION/SERVICE/aws4_request`."""
    _, found, rest = authorization.partition("Credential=")
    parts = rest.split(",")[0].split("/") if found else []
    return (parts[3], parts[2]) if len(parts) == 5 else (None, None)


def peek(environ: Dict[str, Any]) -> bytes:
    """The request's body, left in place for the application."""
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = io.BytesIO(body)
    return body
