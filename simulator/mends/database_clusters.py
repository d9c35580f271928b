"""How a cluster scales.

API_DBCluster: ScalingConfigurationInfo is returned for clusters of engine mode serverless alone. moto answers an empty one
for every cluster.
"""

from typing import Any

from moto.rds.models import DBCluster


def apply() -> None:
    answer = DBCluster.scaling_configuration_info.fget

    def scaling_configuration_info(self: Any) -> Any:
        return answer(self) if self.scaling_configuration else None

    DBCluster.scaling_configuration_info = property(scaling_configuration_info)
