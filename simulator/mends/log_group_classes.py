"""The class of a log group.

CloudWatch Logs API, CreateLogGroup: logGroupClass, STANDARD unless given; LogGroup answers it. moto forgets it.
"""

from typing import Any

from moto.logs.models import LogGroup
from moto.logs.responses import LogsResponse


def apply() -> None:
    create, describe = LogsResponse.create_log_group, LogGroup.to_describe_dict

    def create_log_group(self: Any) -> Any:
        answer = create(self)
        self.logs_backend.groups[self._get_param("logGroupName")].log_group_class = self._get_param("logGroupClass")
        return answer

    def to_describe_dict(self: Any) -> Any:
        return {**describe(self), "logGroupClass": getattr(self, "log_group_class", None) or "STANDARD"}

    LogsResponse.create_log_group = create_log_group
    LogGroup.to_describe_dict = to_describe_dict
