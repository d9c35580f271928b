"""The description of a rule whose other side is a security group or a prefix list.

API_SecurityGroupRule has one description whatever the other side is; moto reads it from address ranges alone. A
description does not tell rules apart: two rules that differ in it only are the same rule.
"""

import inspect
from typing import Any, Dict, Optional

from moto.ec2.models.security_groups import SecurityGroupRule


def apply() -> None:
    init, equal = SecurityGroupRule.__init__, SecurityGroupRule.__eq__
    signature = inspect.signature(init)

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        init(self, *args, **kwargs)
        prefix_list = signature.bind(self, *args, **kwargs).arguments.get("prefix_list_id")
        self.prefix_list_description = (prefix_list or {}).get("Description")

    def description(self: Any) -> Optional[str]:
        return (
            self.ip_range.get("Description") or self.source_group.get("Description") or self.prefix_list_description
        )

    def __eq__(self: Any, other: Any) -> bool:
        ours, theirs = self.source_group, other.source_group
        self.source_group, other.source_group = without_description(ours), without_description(theirs)
        try:
            return equal(self, other)
        finally:
            self.source_group, other.source_group = ours, theirs

    SecurityGroupRule.__init__ = __init__
    SecurityGroupRule.__eq__ = __eq__
    SecurityGroupRule.description = property(description)


def without_description(group: Dict[str, str]) -> Dict[str, str]:
    return {key: value for key, value in group.items() if key != "Description"}
