"""IAM Access Analyzer's analyzers.

API_CreateAnalyzer, API_GetAnalyzer, API_DeleteAnalyzer, API_ListTagsForResource. moto has no Access Analyzer at all, so
these calls are answered before it.
"""

import json
import os
from datetime import datetime, timezone
from typing import Any
from urllib.parse import unquote

from moto.moto_server.werkzeug_app import DomainDispatcherApplication

_analyzers: "dict[tuple[str, str], dict[str, Any]]" = {}


def _answer(method: str, path: str, body: "dict[str, Any]", region: str, account: str) -> "tuple[int, dict[str, Any]]":
    parts = [unquote(part) for part in path.strip("/").split("/")]
    if method == "PUT" and parts == ["analyzer"]:
        name = body["analyzerName"]
        arn = f"arn:aws:access-analyzer:{region}:{account}:analyzer/{name}"
        created = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        analyzer = {"arn": arn, "name": name, "type": body["type"], "createdAt": created, "status": "ACTIVE"}
        _analyzers[region, name] = {**analyzer, "tags": body.get("tags") or {}}
        return 200, {"arn": arn}
    if parts[0] == "tags":
        arn = "/".join(parts[1:])
        tags = [analyzer["tags"] for analyzer in _analyzers.values() if analyzer["arn"] == arn]
        return 200, {"tags": tags[0] if tags else {}}
    found = _analyzers.get((region, parts[1])) if parts[0] == "analyzer" and len(parts) == 2 else None
    if found is None:
        return 404, {"message": "no such analyzer", "resourceId": parts[-1], "resourceType": "analyzer"}
    if method == "DELETE":
        del _analyzers[region, parts[1]]
        return 200, {}
    return 200, {"analyzer": found}


def apply() -> None:
    dispatch = DomainDispatcherApplication.__call__

    def call(self: Any, environ: Any, start_response: Any) -> Any:
        scope = environ.get("HTTP_AUTHORIZATION", "").partition("Credential=")[2].split(",")[0].split("/")
        if len(scope) != 5 or scope[3] != "access-analyzer":
            return dispatch(self, environ, start_response)
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        path = environ.get("RAW_URI", environ["PATH_INFO"]).split("?")[0]
        status, answer = _answer(
            environ["REQUEST_METHOD"], path, json.loads(body or b"{}"), scope[2], os.environ["MOTO_ACCOUNT_ID"]
        )
        error = [("x-amzn-errortype", "ResourceNotFoundException")] if status == 404 else []
        start_response(f"{status} {'OK' if status == 200 else 'Not Found'}", [("Content-Type", "application/json"), *error])
        return [json.dumps(answer).encode()]

    DomainDispatcherApplication.__call__ = call
