"""Scaling policies of several groups.

API_PutScalingPolicy: a policy's name is unique within its group, Enabled is true unless given, and
API_ScalingPolicy has a PredictiveScalingConfiguration for policies of type PredictiveScaling alone. moto keeps one
policy of a name for all groups, forgets Enabled and answers an empty predictive configuration for every policy.
"""

from typing import Any, Iterator, Tuple

from moto.autoscaling.models import AutoScalingBackend
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import EmptyResult


def apply() -> None:
    put, answer_put = AutoScalingBackend.put_scaling_policy, AutoScalingResponse.put_scaling_policy

    def put_scaling_policy(self: Any, name: str, *args: Any, **kwargs: Any) -> Any:
        policy = put(self, name, *args, **kwargs)
        del self.policies[name]
        policy.predictive_scaling_configuration = policy.predictive_scaling_configuration or None
        self.policies[f"{policy.auto_scaling_group_name}/{name}"] = policy
        return policy

    def answer_put_scaling_policy(self: Any) -> Any:
        answer = answer_put(self)
        for _, policy in named(self):
            policy.enabled = self._get_bool_param("Enabled", True)
        return answer

    AutoScalingBackend.put_scaling_policy = put_scaling_policy
    AutoScalingResponse.put_scaling_policy = answer_put_scaling_policy
    AutoScalingResponse.delete_policy = delete_policy
    AutoScalingResponse.execute_policy = execute_policy


def named(self: Any) -> Iterator[Tuple[str, Any]]:
    """The policies that a call means: by name or ARN, in the group that it names, if any."""
    group, name = self._get_param("AutoScalingGroupName"), self._get_param("PolicyName")
    for key, policy in list(self.autoscaling_backend.policies.items()):
        if name in (policy.name, policy.arn) and group in (None, policy.auto_scaling_group_name):
            yield key, policy


def delete_policy(self: Any) -> Any:
    for key, _ in named(self):
        del self.autoscaling_backend.policies[key]
    return EmptyResult()


def execute_policy(self: Any) -> Any:
    for _, policy in named(self):
        policy.execute()
    return EmptyResult()
