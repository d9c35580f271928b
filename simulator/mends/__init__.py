"""Where moto answers otherwise than AWS documents, for what Uplift's own line of work meets.

Each module mends one thing and names AWS's page for it; `__tests__/rehearsal/simulator*.test.ts` states each answer.
"""

from . import (
    acl_icmp,
    aws_managed_keys,
    bucket_lifecycle,
    bucket_notifications,
    bucket_policy,
    cache_clusters,
    classic_elb,
    classic_elb_attributes,
    classic_elb_policies,
    database_clusters,
    file_system_backups,
    key_rotation,
    key_usage,
    load_balancer_attributes,
    nat_gateways,
    parameter_groups,
    queue_policies,
    root_device,
    security_group_rules,
    state_machines,
    user_data,
    wildcard_records,
)

MENDS = (
    acl_icmp,
    aws_managed_keys,
    bucket_lifecycle,
    bucket_notifications,
    bucket_policy,
    cache_clusters,
    classic_elb,
    classic_elb_attributes,
    classic_elb_policies,
    database_clusters,
    file_system_backups,
    key_rotation,
    key_usage,
    load_balancer_attributes,
    nat_gateways,
    parameter_groups,
    queue_policies,
    root_device,
    security_group_rules,
    state_machines,
    user_data,
    wildcard_records,
)


def apply() -> None:
    for mend in MENDS:
        mend.apply()
