"""The key that new EBS volumes are encrypted with.

API_GetEbsDefaultKmsKeyId answers with the ARN of the key that API_ModifyEbsDefaultKmsKeyId set; until then, and after
API_ResetEbsDefaultKmsKeyId, with the AWS managed key alias/aws/ebs. moto has only the second.
"""

from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.responses.settings import Settings


def apply() -> None:
    def get_ebs_default_kms_key_id(self: Any) -> ActionResult:
        managed = f"arn:aws:kms:{self.region}:{self.current_account}:alias/aws/ebs"
        return ActionResult({"KmsKeyId": self.ec2_backend.default_kms_key_id or managed})

    def reset_ebs_default_kms_key_id(self: Any) -> ActionResult:
        self.ec2_backend.default_kms_key_id = ""
        return get_ebs_default_kms_key_id(self)

    Settings.get_ebs_default_kms_key_id = get_ebs_default_kms_key_id
    Settings.reset_ebs_default_kms_key_id = reset_ebs_default_kms_key_id
