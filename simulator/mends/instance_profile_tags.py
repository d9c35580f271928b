"""The tags of an instance profile.

IAM API, ListInstanceProfileTags: the tags that are attached to the profile, sorted by key. moto lacks the call.
"""

from typing import Any

from moto.core.responses import ActionResult
from moto.iam.responses import IamResponse


def apply() -> None:
    def list_instance_profile_tags(self: Any) -> Any:
        profile = self.backend.get_instance_profile(self._get_param("InstanceProfileName"))
        tags = sorted(profile.tags, key=lambda tag: tag["Key"])
        return ActionResult({"Tags": tags, "IsTruncated": False})

    IamResponse.list_instance_profile_tags = list_instance_profile_tags
