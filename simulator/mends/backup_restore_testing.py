"""AWS Backup's restore testing plans and what they restore.

API_CreateRestoreTestingPlan, API_CreateRestoreTestingSelection, with their Get, Update and Delete: what was given is answered
under its name and ARN, ResourceNotFoundException where nothing was. moto has none of these calls.
"""

import json
from datetime import datetime, timezone
from typing import Any
from urllib.parse import unquote

from moto.backup.responses import BackupResponse
from moto.backup.urls import url_paths

_Answer = "str | tuple[str, dict[str, Any]]"
_kept: "dict[tuple[str, str], dict[tuple[str, ...], dict[str, Any]]]" = {}
_plan, _selection = "RestoreTestingPlan", "RestoreTestingSelection"


def _of(response: Any) -> "dict[tuple[str, ...], dict[str, Any]]":
    return _kept.setdefault((response.current_account, response.region), {})


def _names(response: Any) -> "tuple[str, ...]":
    """The plan's name, and the selection's where the path has one."""
    parts = [unquote(part) for part in response.raw_path.split("?")[0].strip("/").split("/")]
    return tuple(parts[2::2])


def _created(response: Any, kind: str, names: "tuple[str, ...]", given: "dict[str, Any]") -> str:
    scope = f"{response.region}:{response.current_account}"
    head = {
        f"{_plan}Name": names[0],
        f"{_plan}Arn": f"arn:aws:backup:{scope}:restore-testing-plan:{names[0]}",
        "CreationTime": datetime.now(timezone.utc).timestamp(),
    }
    if kind == _selection:
        head[f"{_selection}Name"] = names[1]
    _of(response)[names] = {**given, **head}
    return json.dumps(head)


def _create_plan(self: Any) -> str:
    given = json.loads(self.body)
    answer = _created(self, _plan, (given[_plan][f"{_plan}Name"],), given[_plan])
    self.backup_backend.tag_resource(json.loads(answer)[f"{_plan}Arn"], given.get("Tags") or {})
    return answer


def _create_selection(self: Any) -> str:
    given = json.loads(self.body)[_selection]
    return _created(self, _selection, (_names(self)[0], given[f"{_selection}Name"]), given)


def _get(kind: str) -> Any:
    def get(self: Any) -> _Answer:
        found = _of(self).get(_names(self))
        if found is None:
            error = {"Code": "ERROR_2801", "Message": f"{'/'.join(_names(self))} does not exist", "Type": "Client"}
            return json.dumps(error), {"status": 400, "x-amzn-errortype": "ResourceNotFoundException"}
        return json.dumps({kind: found})

    return get


def _update(kind: str) -> Any:
    def update(self: Any) -> str:
        found = _of(self)[_names(self)]
        found.update(json.loads(self.body)[kind])
        return json.dumps(found)

    return update


def _delete(self: Any) -> str:
    _of(self).pop(_names(self), None)
    return "{}"


def apply() -> None:
    for kind, name, create in ((_plan, "plan", _create_plan), (_selection, "selection", _create_selection)):
        setattr(BackupResponse, f"create_restore_testing_{name}", create)
        setattr(BackupResponse, f"get_restore_testing_{name}", _get(kind))
        setattr(BackupResponse, f"update_restore_testing_{name}", _update(kind))
        setattr(BackupResponse, f"delete_restore_testing_{name}", _delete)
    plans = "restore-testing/plans"
    for path in ("", "/(?P<name>[^/]+)", "/(?P<name>[^/]+)/selections", "/(?P<name>[^/]+)/selections/(?P<selection>[^/]+)"):
        url_paths[f"{{0}}/{plans}{path}/?$"] = BackupResponse.dispatch
