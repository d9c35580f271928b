"""What a NAT gateway is connected to.

API_CreateNatGateway: ConnectivityType is public unless given. moto answers nothing then.
"""

from typing import Any

from moto.ec2.models.nat_gateways import NatGateway


def apply() -> None:
    init = NatGateway.__init__

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        init(self, *args, **kwargs)
        self.connectivity_type = self.connectivity_type or "public"

    NatGateway.__init__ = __init__
