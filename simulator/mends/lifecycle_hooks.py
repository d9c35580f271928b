"""Whom a lifecycle hook tells.

API_LifecycleHook: NotificationTargetARN, RoleARN and NotificationMetadata as they were given, none where none was. moto
answers the same queue and role for every hook, and no metadata.
"""

from typing import Any

from moto.autoscaling.models import LifecycleHook
from moto.autoscaling.responses import AutoScalingResponse


def apply() -> None:
    init, put = LifecycleHook.__init__, AutoScalingResponse.put_lifecycle_hook

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        init(self, *args, **kwargs)
        self.role_arn = self.notification_target_arn = self.notification_metadata = None

    def put_lifecycle_hook(self: Any) -> Any:
        answer = put(self)
        (hook,) = self.autoscaling_backend.describe_lifecycle_hooks(
            as_name=self._get_param("AutoScalingGroupName"),
            lifecycle_hook_names=[self._get_param("LifecycleHookName")],
        )
        hook.role_arn = self._get_param("RoleARN")
        hook.notification_target_arn = self._get_param("NotificationTargetARN")
        hook.notification_metadata = self._get_param("NotificationMetadata")
        return answer

    LifecycleHook.__init__ = __init__
    AutoScalingResponse.put_lifecycle_hook = put_lifecycle_hook
