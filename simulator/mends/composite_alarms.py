"""Alarms over alarms.

API_PutCompositeAlarm makes or changes an alarm from AlarmName, AlarmRule and actions, whose state follows the alarms that
the rule names; API_DescribeAlarms answers it among CompositeAlarms where AlarmTypes names CompositeAlarm, and metric
alarms alone where AlarmTypes is not given. moto has no PutCompositeAlarm and answers both kinds whatever is asked for.
"""

from typing import Any

from moto.cloudwatch.responses import CloudWatchResponse


def apply() -> None:
    describe = CloudWatchResponse.describe_alarms

    def put_composite_alarm(self: Any) -> Any:
        answer = self.put_metric_alarm()
        alarm = self.cloudwatch_backend.alarms[self._get_param("AlarmName")]
        for name, parameter in (
            ("actions_suppressor", "ActionsSuppressor"),
            ("actions_suppressor_wait_period", "ActionsSuppressorWaitPeriod"),
            ("actions_suppressor_extension_period", "ActionsSuppressorExtensionPeriod"),
        ):
            setattr(alarm, name, self._get_param(parameter))
        return answer

    def describe_alarms(self: Any) -> Any:
        answer = describe(self)
        asked = self._get_param("AlarmTypes", []) or ["MetricAlarm"]
        for kind in ("MetricAlarm", "CompositeAlarm"):
            if kind not in asked:
                answer.result[f"{kind}s"] = []
        return answer

    CloudWatchResponse.put_composite_alarm = put_composite_alarm
    CloudWatchResponse.describe_alarms = describe_alarms
