"""Two calls that the provider makes about every state machine.

API_ValidateStateMachineDefinition: a definition without faults gives result OK and no diagnostics; here every definition
that is JSON passes. API_ListStateMachineVersions: a state machine of which nobody published a version has none; moto
keeps none. moto has neither call.
"""

import json
from typing import Any

from moto.stepfunctions.responses import StepFunctionResponse


def apply() -> None:
    def validate_state_machine_definition(self: Any) -> Any:
        json.loads(self._get_param("definition"))
        return 200, {}, json.dumps({"result": "OK", "diagnostics": [], "truncated": False})

    def list_state_machine_versions(self: Any) -> Any:
        return 200, {}, json.dumps({"stateMachineVersions": []})

    StepFunctionResponse.validate_state_machine_definition = validate_state_machine_definition
    StepFunctionResponse.list_state_machine_versions = list_state_machine_versions
