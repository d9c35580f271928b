"""Whose snapshots are asked for.

API_DescribeSnapshots: OwnerIds scopes the answer to the snapshots of these accounts, `self` being the caller. moto does not
look at it, and so answers the snapshots of all of Amazon's images.
"""

from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.responses.elastic_block_store import ElasticBlockStore


def apply() -> None:
    def describe_snapshots(self: Any) -> Any:
        snapshots = self.ec2_backend.describe_snapshots(
            snapshot_ids=self._get_param("SnapshotIds", []), filters=self._filters_from_querystring()
        )
        owners = {self.current_account if owner == "self" else owner for owner in self._get_param("OwnerIds", [])}
        return ActionResult({"Snapshots": [each for each in snapshots if not owners or each.owner_id in owners]})

    ElasticBlockStore.describe_snapshots = describe_snapshots
