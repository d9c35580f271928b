"""Bucket policies with principals and conditions.

AWS applies a statement only when its principal, action, resource and every condition fit (IAM User Guide, "Policy
evaluation logic"). moto takes a Deny whose condition does not hold as a Deny, so that a policy which refuses plain HTTP
refuses everything. The rehearsal's loopback endpoint stands in for TLS: `aws:SecureTransport` is true here.
"""

import json
import re
from datetime import datetime, timezone
from typing import Any, Dict, Iterator, List

from flask import has_request_context, request
from moto.iam.access_control import PermissionResult
from moto.s3.models import FakeBucket

from .conditions import conditions_hold


def apply() -> None:
    FakeBucket.get_permission = get_permission


def get_permission(self: Any, action: str, resource: str) -> PermissionResult:
    if self.policy is None:
        return PermissionResult.NEUTRAL
    document = json.loads(self.policy.decode())
    applying = {
        statement["Effect"]
        for statement in as_list(document["Statement"])
        if applies(statement, permission(action), resource, self.account_id)
    }
    if "Deny" in applying:
        return PermissionResult.DENIED
    return PermissionResult.PERMITTED if "Allow" in applying else PermissionResult.NEUTRAL


def permission(action: str) -> str:
    """The permission that AWS asks for where moto names the HTTP method.

    HEAD needs GetObject, and a call that names a version needs the permission for versions (S3 User Guide, "Required
    permissions for Amazon S3 API operations").
    """
    name = "s3:GetObject" if action == "s3:HeadObject" else action
    if name in ("s3:GetObject", "s3:DeleteObject") and has_request_context() and request.args.get("versionId"):
        return f"{name}Version"
    return name


def applies(statement: Dict[str, Any], action: str, resource: str, account: str) -> bool:
    return (
        fits(statement, "Action", action, ignore_case=True)
        and fits(statement, "Resource", resource)
        and principal_fits(statement, account)
        and conditions_hold(statement.get("Condition", {}), context(account))
    )


def fits(statement: Dict[str, Any], element: str, value: str, ignore_case: bool = False) -> bool:
    if f"Not{element}" in statement:
        return not any(matches(pattern, value, ignore_case) for pattern in as_list(statement[f"Not{element}"]))
    return any(matches(pattern, value, ignore_case) for pattern in as_list(statement.get(element, [])))


def principal_fits(statement: Dict[str, Any], account: str) -> bool:
    """Whoever calls the simulator calls as the account itself."""
    ours = {"*", account, f"arn:aws:iam::{account}:root"}
    if "NotPrincipal" in statement:
        return not ours & set(principals(statement["NotPrincipal"]))
    return bool(ours & set(principals(statement.get("Principal", []))))


def principals(element: Any) -> Iterator[str]:
    if isinstance(element, dict):
        yield from as_list(element.get("AWS", []))
    else:
        yield from as_list(element)


def context(account: str) -> Dict[str, str]:
    """The condition keys known of a request, in lower case: keys are compared without regard to case."""
    keys = {
        "aws:securetransport": "true",
        "aws:principalaccount": account,
        "aws:principalarn": f"arn:aws:iam::{account}:root",
        "aws:resourceaccount": account,
        "aws:sourceip": "127.0.0.1",
        "aws:currenttime": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "s3:tlsversion": "1.3",
    }
    if has_request_context():
        keys.update({f"s3:{name.lower()}": value for name, value in request.headers if name.lower()[:6] == "x-amz-"})
        if request.args.get("versionId"):
            keys["s3:versionid"] = request.args["versionId"]
    return keys


def matches(pattern: str, value: str, ignore_case: bool = False) -> bool:
    """`*` is any text and `?` one character; everything else stands for itself."""
    expression = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
    return re.fullmatch(expression, value, re.DOTALL | (re.IGNORECASE if ignore_case else 0)) is not None


def as_list(value: Any) -> List[Any]:
    return value if isinstance(value, list) else [value]
