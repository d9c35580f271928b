"""Names the API action of a request and says whether such an action changes anything."""

import functools
import re
from typing import Any, Dict, List, NamedTuple, Optional, Pattern, Set
from urllib.parse import parse_qsl

import botocore.loaders
from botocore.exceptions import DataNotFoundError

READING_PREFIXES = (
    "Get", "List", "Describe", "Head", "BatchGet", "TransactGet", "Search", "Lookup", "Query", "Scan", "Select",
    "Check", "Test", "Simulate", "Validate", "Preview", "Estimate", "Filter",
)  # fmt: skip
# These use a key or a role without changing it.
READING_ACTIONS = {
    "AssumeRole", "AssumeRoleWithWebIdentity", "AssumeRoleWithSAML", "DecodeAuthorizationMessage",
    "Encrypt", "Decrypt", "ReEncrypt", "GenerateDataKey", "GenerateDataKeyWithoutPlaintext", "GenerateRandom",
    "Sign", "Verify", "GenerateMac", "VerifyMac",
}  # fmt: skip

# Models that are not called as the service signs.
MODELS = {"elasticfilesystem": ("efs",), "apigateway": ("apigateway", "apigatewayv2")}


def is_mutating(action: Optional[str], method: str) -> bool:
    """Judges by the action's name; an unknown action by its HTTP method, a POST counting as a change."""
    if action is None:
        return method not in ("GET", "HEAD", "OPTIONS")
    return action not in READING_ACTIONS and not action.startswith(READING_PREFIXES)


class Operation(NamedTuple):
    name: str
    method: str
    path: Pattern[str]
    """What the query must hold: literal parts of the address and required parameters."""
    query: Set[str]
    headers: Set[str]

    @property
    def precision(self) -> int:
        return len(self.query) + len(self.headers)


def rest_action(
    service: Optional[str], method: str, path: str, query: str, environ: Dict[str, Any]
) -> Optional[str]:
    """Names the action of a service that puts it into method and path (S3, Route 53), after AWS's own service models.

    Several actions can share method and path: S3's GetObject and ListParts differ by a required parameter, PutObject
    and CopyObject by a required header. The one that demands most of what the request has is meant.
    """
    if service is None:
        return None
    rpc = re.fullmatch(r"/service/[^/]+/operation/([^/]+)", path)
    if rpc:
        return rpc.group(1)
    given = {name for name, _ in parse_qsl(query, keep_blank_values=True)}
    fitting = [
        operation
        for model in MODELS.get(service, (service,))
        for operation in operations(model)
        if operation.method == method
        and operation.path.fullmatch(path)
        and operation.query <= given
        and all("HTTP_" + header.upper().replace("-", "_") in environ for header in operation.headers)
    ]
    return max(fitting, key=lambda operation: operation.precision).name if fitting else None


@functools.lru_cache(maxsize=None)
def operations(service: str) -> List[Operation]:
    try:
        model = botocore.loaders.Loader().load_service_model(service, "service-2")
    except DataNotFoundError:
        return []
    # S3's deprecated ones share method and path with those that replaced them.
    return [
        operation(name, description, model["shapes"])
        for name, description in model["operations"].items()
        if not description.get("deprecated")
    ]


def operation(name: str, description: Dict[str, Any], shapes: Dict[str, Any]) -> Operation:
    path, _, literal = description["http"]["requestUri"].partition("?")
    shape = shapes.get(description.get("input", {}).get("shape"), {})
    required: Dict[str, Set[str]] = {"querystring": set(), "header": set()}
    for member in shape.get("required", []):
        details = shape["members"][member]
        if details.get("location") in required:
            required[details["location"]].add(details["locationName"])
    query = {part for part, _ in parse_qsl(literal, keep_blank_values=True)} | required["querystring"]
    return Operation(name, description["http"]["method"], path_pattern(path), query - {"x-id"}, required["header"])


def path_pattern(template: str) -> Pattern[str]:
    """`/{Bucket}/{Key+}` as an expression: `{x}` is one segment, `{x+}` any number of them."""
    parts = re.split(r"(\{[^}]+\})", template.rstrip("/"))
    text = "".join(
        (".+" if part.endswith("+}") else "[^/]+") if part.startswith("{") else re.escape(part) for part in parts
    )
    return re.compile(text + "/?", re.DOTALL)
