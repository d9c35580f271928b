"""Security Hub's settings and standards.

API_UpdateSecurityHubConfiguration changes what API_DescribeHub answers. API_BatchEnableStandards answers with a
subscription for each standard, whose ARN has `subscription` in place of the standard's `standards`;
API_GetEnabledStandards lists them until API_BatchDisableStandards. moto has none of these calls.
"""

import json
from typing import Any

from moto.securityhub.models import SecurityHubBackend
from moto.securityhub.responses import SecurityHubResponse
from moto.securityhub.urls import url_paths

_settings: "dict[tuple[str, str], dict[str, Any]]" = {}
_standards: "dict[tuple[str, str], dict[str, dict[str, Any]]]" = {}


def apply() -> None:
    describe = SecurityHubBackend.describe_hub

    def describe_hub(self: Any, hub_arn: Any = None) -> Any:
        return {**describe(self, hub_arn), **_settings.get((self.account_id, self.region_name), {})}

    def update_security_hub_configuration(self: Any) -> str:
        given = json.loads(self.body)
        known = {name: given[name] for name in ("AutoEnableControls", "ControlFindingGenerator") if name in given}
        _settings.setdefault((self.current_account, self.region), {}).update(known)
        return json.dumps({})

    def subscriptions(self: Any) -> "dict[str, dict[str, Any]]":
        return _standards.setdefault((self.current_account, self.region), {})

    def batch_enable_standards(self: Any) -> str:
        enabled = []
        for request in json.loads(self.body)["StandardsSubscriptionRequests"]:
            standard = request["StandardsArn"]
            name = standard.partition("standards/")[2] or standard.partition("ruleset/")[2]
            arn = f"arn:aws:securityhub:{self.region}:{self.current_account}:subscription/{name}"
            subscriptions(self)[arn] = {
                "StandardsSubscriptionArn": arn,
                "StandardsArn": standard,
                "StandardsInput": request.get("StandardsInput") or {},
                "StandardsStatus": "READY",
            }
            enabled.append(subscriptions(self)[arn])
        return json.dumps({"StandardsSubscriptions": enabled})

    def get_enabled_standards(self: Any) -> str:
        asked = (json.loads(self.body) if self.body else {}).get("StandardsSubscriptionArns")
        found = [each for arn, each in subscriptions(self).items() if not asked or arn in asked]
        return json.dumps({"StandardsSubscriptions": found})

    def batch_disable_standards(self: Any) -> str:
        asked = json.loads(self.body)["StandardsSubscriptionArns"]
        gone = [subscriptions(self).pop(arn) for arn in asked if arn in subscriptions(self)]
        return json.dumps({"StandardsSubscriptions": [{**each, "StandardsStatus": "DELETING"} for each in gone]})

    SecurityHubBackend.describe_hub = describe_hub
    SecurityHubResponse.update_security_hub_configuration = update_security_hub_configuration
    SecurityHubResponse.batch_enable_standards = batch_enable_standards
    SecurityHubResponse.get_enabled_standards = get_enabled_standards
    SecurityHubResponse.batch_disable_standards = batch_disable_standards
    for path in ("register", "get", "deregister"):
        url_paths[f"{{0}}/standards/{path}$"] = SecurityHubResponse.dispatch
