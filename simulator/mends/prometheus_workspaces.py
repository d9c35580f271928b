"""The key of a Prometheus workspace.

Amazon Managed Service for Prometheus API, CreateWorkspace: kmsKeyArn; WorkspaceDescription answers it, nothing where AWS's
own key encrypts. moto forgets it.
"""

import json
from typing import Any

from moto.amp.models import Workspace
from moto.amp.responses import PrometheusServiceResponse


def apply() -> None:
    create, to_dict = PrometheusServiceResponse.create_workspace, Workspace.to_dict

    def create_workspace(self: Any) -> Any:
        answer = json.loads(create(self))
        key = json.loads(self.body).get("kmsKeyArn")
        self.amp_backend.workspaces[answer["workspaceId"]].kms_key_arn = key
        return json.dumps({**answer, **({"kmsKeyArn": key} if key else {})})

    def describe(self: Any) -> Any:
        key = getattr(self, "kms_key_arn", None)
        return {**to_dict(self), **({"kmsKeyArn": key} if key else {})}

    PrometheusServiceResponse.create_workspace = create_workspace
    Workspace.to_dict = describe
