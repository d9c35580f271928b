"""The rotation period of a KMS key.

API_EnableKeyRotation: RotationPeriodInDays is 90 to 2560, 365 unless given, and kept when rotation is enabled again
without one; GetKeyRotationStatus returns it. moto keeps only on and off.
"""

import json
from typing import Any

from moto.kms.responses import KmsResponse

DEFAULT_DAYS = 365


def apply() -> None:
    enable, status = KmsResponse.enable_key_rotation, KmsResponse.get_key_rotation_status

    def key_of(self: Any) -> Any:
        return self.kms_backend.keys[self.kms_backend.get_key_id(self._get_param("KeyId"))]

    def enable_key_rotation(self: Any) -> str:
        answer = enable(self)
        key, days = key_of(self), self._get_param("RotationPeriodInDays")
        key.rotation_days = days or getattr(key, "rotation_days", DEFAULT_DAYS)
        return answer

    def get_key_rotation_status(self: Any) -> str:
        answer = json.loads(status(self))
        if answer["KeyRotationEnabled"]:
            key = key_of(self)
            answer.update(KeyId=key.arn, RotationPeriodInDays=getattr(key, "rotation_days", DEFAULT_DAYS))
        return json.dumps(answer)

    KmsResponse.enable_key_rotation = enable_key_rotation
    KmsResponse.get_key_rotation_status = get_key_rotation_status
