"""The VPCs of a private hosted zone.

API_GetHostedZone: VPCs lists each with its VPCId and VPCRegion. moto keeps both under names of its own, and answers with
nothing.
"""

from typing import Any

from moto.core.responses import ActionResult
from moto.route53.responses import Route53


def apply() -> None:
    def get_hosted_zone(self: Any) -> ActionResult:
        zone = self.backend.get_hosted_zone(self._get_param("Id"))
        if not zone.private_zone:
            return ActionResult({"HostedZone": zone, "DelegationSet": zone.delegation_set})
        vpcs = [{"VPCId": vpc.get("vpc_id"), "VPCRegion": vpc.get("vpc_region")} for vpc in zone.vpcs]
        return ActionResult({"HostedZone": zone, "VPCs": vpcs})

    Route53.get_hosted_zone = get_hosted_zone
