"""What a classic load balancer is born with.

API_LoadBalancerDescription (2012-06-01): DNSName and CanonicalHostedZoneName in the balancer's own region, its
CanonicalHostedZoneNameID (an alias record needs it), the AvailabilityZones of its subnets, a health check of
`TCP:<instance port>` until one is configured (30 s interval, 5 s timeout, 2 unhealthy, 10 healthy), and as source
security group its own first one. moto has none of these.
"""

import hashlib
from typing import Any

from moto.ec2.models import ec2_backends
from moto.elb.models import ELBBackend, FakeHealthCheck, LoadBalancer

from .classic_elb_zones import HOSTED_ZONES


def apply() -> None:
    create = ELBBackend.create_load_balancer
    attach, detach = ELBBackend.attach_load_balancer_to_subnets, ELBBackend.detach_load_balancer_from_subnets

    def create_load_balancer(self: Any, *args: Any, **kwargs: Any) -> Any:
        balancer = create(self, *args, **kwargs)
        balancer.region = self.region_name
        balancer.dns_name = dns_name(balancer, self.region_name)
        balancer.canonical_hosted_zone_name_id = HOSTED_ZONES.get(self.region_name)
        balancer.health_check = FakeHealthCheck(
            timeout="5",
            healthy_threshold="10",
            unhealthy_threshold="2",
            interval="30",
            target=f"TCP:{balancer.listeners[0].instance_port}",
        )
        follow_subnets(self, balancer)
        return balancer

    def attach_load_balancer_to_subnets(self: Any, load_balancer_name: str, subnets: Any) -> Any:
        attach(self, load_balancer_name, subnets)
        return follow_subnets(self, self.get_load_balancer(load_balancer_name))

    def detach_load_balancer_from_subnets(self: Any, load_balancer_name: str, subnets: Any) -> Any:
        detach(self, load_balancer_name, subnets)
        return follow_subnets(self, self.get_load_balancer(load_balancer_name))

    ELBBackend.create_load_balancer = create_load_balancer
    ELBBackend.attach_load_balancer_to_subnets = attach_load_balancer_to_subnets
    ELBBackend.detach_load_balancer_from_subnets = detach_load_balancer_from_subnets
    LoadBalancer.source_security_group = property(source_security_group)


def dns_name(balancer: Any, region: str) -> str:
    """`NAME-NUMBER.REGION.elb.amazonaws.com`, `internal-` before it for a balancer without public addresses."""
    # AWS's number means nothing; one drawn from the name keeps a seeded run's answers the same.
    number = int(hashlib.sha256(f"{balancer.account_id}/{region}/{balancer.name}".encode()).hexdigest(), 16) % 10**10
    prefix = "internal-" if balancer.scheme == "internal" else ""
    return f"{prefix}{balancer.name}-{number:010}.{region}.elb.amazonaws.com"


def follow_subnets(backend: Any, balancer: Any) -> Any:
    ec2 = ec2_backends[backend.account_id][backend.region_name]
    balancer.availability_zones = sorted({ec2.get_subnet(subnet).availability_zone for subnet in balancer.subnets})
    return balancer.subnets


def source_security_group(self: Any) -> Any:
    ec2 = ec2_backends[self.account_id][self.region]
    group = ec2.get_security_group_from_id(self.security_groups[0])
    return {"OwnerAlias": self.account_id, "GroupName": group.name if group else "default"}
