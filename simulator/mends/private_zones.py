"""Private hosted zones.

API_CreateHostedZone: a zone that is made with a VPC is private. API_GetHostedZone: VPCs lists each with its VPCId and
VPCRegion. moto makes a zone private only by HostedZoneConfig, and keeps its VPCs under names of its own.
"""

from typing import Any

from moto.core.responses import ActionResult
from moto.route53.responses import Route53


def apply() -> None:
    create, get_bool = Route53.create_hosted_zone, Route53._get_bool_param

    def create_hosted_zone(self: Any) -> ActionResult:
        if self._get_param("VPC.VPCId"):
            self._get_bool_param = lambda name, *default: name == "HostedZoneConfig.PrivateZone" or get_bool(
                self, name, *default
            )
        return create(self)

    def get_hosted_zone(self: Any) -> ActionResult:
        zone = self.backend.get_hosted_zone(self._get_param("Id"))
        if not zone.private_zone:
            return ActionResult({"HostedZone": zone, "DelegationSet": zone.delegation_set})
        vpcs = [{"VPCId": vpc.get("vpc_id"), "VPCRegion": vpc.get("vpc_region")} for vpc in zone.vpcs]
        return ActionResult({"HostedZone": zone, "VPCs": vpcs})

    Route53.create_hosted_zone = create_hosted_zone
    Route53.get_hosted_zone = get_hosted_zone
