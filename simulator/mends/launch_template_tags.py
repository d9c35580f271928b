"""A launch template's own tags.

API_CreateLaunchTemplate: TagSpecifications beside the data tag the template; those of the data, which
API_DescribeLaunchTemplateVersions answers, tag what is launched. moto puts the first among the second.
"""

from typing import Any

from moto.ec2.models.launch_templates import LaunchTemplate


def apply() -> None:
    create = LaunchTemplate.create_version

    def create_version(self: Any, data: Any, description: str) -> Any:
        launched = [each for each in data.get("TagSpecifications", []) if each.get("ResourceType") != "launch-template"]
        kept = {name: value for name, value in data.items() if name != "TagSpecifications"}
        return create(self, {**kept, "TagSpecifications": launched} if launched else kept, description)

    LaunchTemplate.create_version = create_version
