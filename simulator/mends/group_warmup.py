"""The warm-up of an auto scaling group's instances.

API_CreateAutoScalingGroup and API_UpdateAutoScalingGroup: DefaultInstanceWarmup, where -1 takes it away;
API_AutoScalingGroup answers it. moto forgets it.
"""

from typing import Any

from moto.autoscaling.models import FakeAutoScalingGroup
from moto.autoscaling.responses import AutoScalingResponse


def apply() -> None:
    def remembering(call: Any) -> Any:
        def called(self: Any) -> Any:
            answer = call(self)
            seconds = self._get_int_param("DefaultInstanceWarmup")
            if seconds is not None:
                group = self.autoscaling_backend.autoscaling_groups[self._get_param("AutoScalingGroupName")]
                group.default_instance_warmup = None if seconds == -1 else seconds
            return answer

        return called

    FakeAutoScalingGroup.default_instance_warmup = None
    for name in ("create_auto_scaling_group", "update_auto_scaling_group"):
        setattr(AutoScalingResponse, name, remembering(getattr(AutoScalingResponse, name)))
