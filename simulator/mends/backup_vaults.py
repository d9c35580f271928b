"""AWS Backup's selections, and what a vault allows and tells.

API_CreateBackupSelection, API_GetBackupSelection, API_DeleteBackupSelection, API_ListBackupSelections;
API_PutBackupVaultAccessPolicy and API_PutBackupVaultNotifications with their Get and Delete: what was put is answered,
ResourceNotFoundException where nothing was. moto has none of these calls. API_ListTags is asked with and without a slash at
its end, where moto knows the first alone; it answers a report plan's tags too, by what API_CreateReportPlan was given.
"""

import json
import uuid
from datetime import datetime, timezone
from typing import Any
from urllib.parse import unquote

from moto.backup.responses import BackupResponse
from moto.backup.urls import url_paths

_Answer = "str | tuple[str, dict[str, Any]]"
_selections: "dict[tuple[str, str], dict[str, dict[str, Any]]]" = {}
_vaults: "dict[tuple[str, str], dict[tuple[str, str], dict[str, Any]]]" = {}


def _segments(response: Any) -> "list[str]":
    return [unquote(part) for part in response.raw_path.split("?")[0].strip("/").split("/")]


def _missing(what: str) -> "tuple[str, dict[str, Any]]":
    error = {"Code": "ERROR_2801", "Message": f"{what} does not exist", "Type": "Client"}
    return json.dumps(error), {"status": 400, "x-amzn-errortype": "ResourceNotFoundException"}


def _of(kept: "dict[tuple[str, str], Any]", response: Any) -> Any:
    return kept.setdefault((response.current_account, response.region), {})


def _create_selection(self: Any) -> str:
    selection_id = str(uuid.uuid4())
    selection = {
        "BackupPlanId": _segments(self)[2],
        "SelectionId": selection_id,
        "BackupSelection": json.loads(self.body)["BackupSelection"],
        "CreationDate": datetime.now(timezone.utc).timestamp(),
    }
    _of(_selections, self)[selection_id] = selection
    return json.dumps({name: selection[name] for name in ("SelectionId", "BackupPlanId", "CreationDate")})


def _get_selection(self: Any) -> _Answer:
    found = _of(_selections, self).get(_segments(self)[4])
    return json.dumps(found) if found else _missing("The selection")


def _delete_selection(self: Any) -> str:
    _of(_selections, self).pop(_segments(self)[4], None)
    return "{}"


def _list_selections(self: Any) -> str:
    found = [each for each in _of(_selections, self).values() if each["BackupPlanId"] == _segments(self)[2]]
    listed = [
        {
            "SelectionId": each["SelectionId"],
            "BackupPlanId": each["BackupPlanId"],
            "CreationDate": each["CreationDate"],
            "SelectionName": each["BackupSelection"]["SelectionName"],
            "IamRoleArn": each["BackupSelection"]["IamRoleArn"],
        }
        for each in found
    ]
    return json.dumps({"BackupSelectionsList": listed})


def _put(self: Any) -> str:
    _, name, kind = _segments(self)
    _of(_vaults, self)[name, kind] = json.loads(self.body)
    return "{}"


def _get(self: Any) -> _Answer:
    _, name, kind = _segments(self)
    if (name, kind) not in _of(_vaults, self):
        return _missing(f"The {kind} of the vault {name}")
    arn = f"arn:aws:backup:{self.region}:{self.current_account}:backup-vault:{name}"
    return json.dumps({"BackupVaultName": name, "BackupVaultArn": arn, **_of(_vaults, self)[name, kind]})


def _delete(self: Any) -> str:
    _, name, kind = _segments(self)
    _of(_vaults, self).pop((name, kind), None)
    return "{}"


def _list_tags(self: Any) -> str:
    return json.dumps({"Tags": self.backup_backend.list_tags(resource_arn=_segments(self)[1])})


def apply() -> None:
    create_report_plan = BackupResponse.create_report_plan

    def create_tagged_report_plan(self: Any) -> Any:
        answer = create_report_plan(self)
        tags = json.loads(self.body).get("ReportPlanTags") or {}
        self.backup_backend.tag_resource(answer.result.report_plan_arn, tags)
        return answer

    BackupResponse.create_report_plan = create_tagged_report_plan
    BackupResponse.list_tags = _list_tags
    BackupResponse.create_backup_selection = _create_selection
    BackupResponse.get_backup_selection = _get_selection
    BackupResponse.delete_backup_selection = _delete_selection
    BackupResponse.list_backup_selections = _list_selections
    for what in ("access_policy", "notifications"):
        setattr(BackupResponse, f"put_backup_vault_{what}", _put)
        setattr(BackupResponse, f"get_backup_vault_{what}", _get)
        setattr(BackupResponse, f"delete_backup_vault_{what}", _delete)
    for path in (
        "backup/plans/(?P<name>[^/]+)/selections/?$",
        "backup/plans/(?P<name>[^/]+)/selections/(?P<selection>[^/]+)$",
        "backup-vaults/(?P<name>[^/]+)/access-policy$",
        "backup-vaults/(?P<name>[^/]+)/notification-configuration$",
    ):
        url_paths[f"{{0}}/{path}"] = BackupResponse.dispatch
