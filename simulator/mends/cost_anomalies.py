"""Cost Explorer's anomaly monitors and subscriptions, and cost allocation tags.

API_CreateAnomalyMonitor, API_GetAnomalyMonitors, API_DeleteAnomalyMonitor and the same three of subscriptions: what was made
is answered under its ARN; UpdateAnomalySubscription changes what it names. API_UpdateCostAllocationTagsStatus is answered by
API_ListCostAllocationTags. moto has none of these calls.
"""

import json
import uuid
from typing import Any

from moto.ce.responses import CostExplorerResponse

_made: "dict[tuple[str, str], dict[str, dict[str, Any]]]" = {}
_allocation: "dict[str, dict[str, str]]" = {}


def _of(kind: str, account: str) -> "dict[str, dict[str, Any]]":
    return _made.setdefault((kind, account), {})


def _calls(kind: str) -> "dict[str, Any]":
    thing = f"Anomaly{kind}"
    arn_name = f"{kind}Arn"

    def create(self: Any) -> str:
        given = json.loads(self.body)
        arn = f"arn:aws:ce::{self.current_account}:{thing.lower()}/{uuid.uuid4()}"
        _of(kind, self.current_account)[arn] = {
            **given[thing],
            arn_name: arn,
            "AccountId": self.current_account,
        }
        self.ce_backend.tag_resource(arn, given.get("ResourceTags") or [])
        return json.dumps({arn_name: arn})

    def get(self: Any) -> str:
        asked = json.loads(self.body).get(f"{arn_name}List")
        found = [each for arn, each in _of(kind, self.current_account).items() if not asked or arn in asked]
        return json.dumps({f"{thing}s": found})

    def update(self: Any) -> str:
        given = json.loads(self.body)
        _of(kind, self.current_account)[given[arn_name]].update(given)
        return json.dumps({arn_name: given[arn_name]})

    def delete(self: Any) -> str:
        _of(kind, self.current_account).pop(json.loads(self.body)[arn_name], None)
        return json.dumps({})

    lower = kind.lower()
    return {
        f"create_anomaly_{lower}": create,
        f"get_anomaly_{lower}s": get,
        f"update_anomaly_{lower}": update,
        f"delete_anomaly_{lower}": delete,
    }


def _update_allocation(self: Any) -> str:
    for each in json.loads(self.body)["CostAllocationTagsStatus"]:
        _allocation[each["TagKey"]] = {**each, "Type": "UserDefined"}
    return json.dumps({"Errors": []})


def _list_allocation(self: Any) -> str:
    asked = json.loads(self.body).get("TagKeys")
    return json.dumps({"CostAllocationTags": [each for key, each in _allocation.items() if not asked or key in asked]})


def apply() -> None:
    for kind in ("Monitor", "Subscription"):
        for name, call in _calls(kind).items():
            setattr(CostExplorerResponse, name, call)
    CostExplorerResponse.update_cost_allocation_tags_status = _update_allocation
    CostExplorerResponse.list_cost_allocation_tags = _list_allocation
