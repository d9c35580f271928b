"""CloudTrail's StartLogging and StopLogging by ARN.

API_StartLogging: Name is the name or the ARN of the trail. moto finds a trail by its name alone.
"""

from typing import Any

from moto.cloudtrail.models import CloudTrailBackend


def apply() -> None:
    def by_name_or_arn(call: Any) -> Any:
        return lambda self, name: call(self, name.rsplit("/", 1)[-1])

    CloudTrailBackend.start_logging = by_name_or_arn(CloudTrailBackend.start_logging)
    CloudTrailBackend.stop_logging = by_name_or_arn(CloudTrailBackend.stop_logging)
