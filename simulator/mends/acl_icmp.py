"""ICMP type and code of a network ACL's entry.

API_CreateNetworkAclEntry: the entry keeps its IcmpTypeCode and DescribeNetworkAcls returns it. moto looks for the
parameter under its wire name, which its parser has already replaced by the member's name.
"""

from typing import Any

from moto.ec2.responses.network_acls import NetworkACLs


def apply() -> None:
    get = NetworkACLs._get_param

    def get_param(self: Any, name: str, *args: Any, **kwargs: Any) -> Any:
        return get(self, name.replace("Icmp.", "IcmpTypeCode.", 1) if name.startswith("Icmp.") else name, *args, **kwargs)

    NetworkACLs._get_param = get_param
