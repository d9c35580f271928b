"""Network interfaces that a service makes for itself.

EC2 user guide, "Requester-managed network interfaces": an interface that an AWS service makes in a VPC on somebody's
behalf has RequesterManaged true; API_NetworkInterface names its type, such as nat_gateway and vpc_endpoint. To moto these
are interfaces like any other.
"""

from typing import Any

from moto.ec2.models.nat_gateways import NatGateway
from moto.ec2.models.vpcs import VPCBackend
from moto.efs.models import MountTarget


def apply() -> None:
    init_gateway, set_interface = NatGateway.__init__, MountTarget.set_network_interface
    create_endpoint = VPCBackend.create_vpc_endpoint

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        init_gateway(self, *args, **kwargs)
        give_away(self._eni, f"Interface for NAT Gateway {self.id}", "nat_gateway")

    def set_network_interface(self: Any, network_interface: Any) -> None:
        set_interface(self, network_interface)
        give_away(network_interface, f"EFS mount target for {self.file_system_id} ({self.mount_target_id})")

    def create_vpc_endpoint(self: Any, *args: Any, **kwargs: Any) -> Any:
        endpoint = create_endpoint(self, *args, **kwargs)
        for interface in endpoint.network_interface_ids or []:
            give_away(self.enis[interface], f"VPC Endpoint Interface {endpoint.id}", "vpc_endpoint")
        return endpoint

    NatGateway.__init__ = __init__
    MountTarget.set_network_interface = set_network_interface
    VPCBackend.create_vpc_endpoint = create_vpc_endpoint


def give_away(interface: Any, description: str, kind: str = "interface") -> None:
    interface.requester_managed = True
    interface.description = description
    interface.interface_type = kind
