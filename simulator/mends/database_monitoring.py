"""How a database instance is watched.

API_CreateDBInstance and API_ModifyDBInstance: MonitoringInterval, MonitoringRoleArn, EnablePerformanceInsights,
PerformanceInsightsKMSKeyId and PerformanceInsightsRetentionPeriod, 7 days unless given; API_DBInstance answers with
what was given. moto forgets all of it.
"""

from typing import Any

from moto.rds.models import DBInstance, RDSBackend


def apply() -> None:
    init, modify = DBInstance.__init__, RDSBackend.modify_db_instance

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        init(self, *args, **kwargs)
        self.monitoring_interval = 0
        self.performance_insights_enabled = False
        watch(self, kwargs)

    def modify_db_instance(self: Any, identifier: str, given: Any) -> Any:
        instance = modify(self, identifier, given)
        watch(instance, given)
        return instance

    DBInstance.__init__ = __init__
    RDSBackend.modify_db_instance = modify_db_instance


def watch(instance: Any, given: Any) -> None:
    for name in (
        "monitoring_interval",
        "monitoring_role_arn",
        "performance_insights_kms_key_id",
        "performance_insights_retention_period",
    ):
        if given.get(name) is not None:
            setattr(instance, name, given[name])
    if given.get("enable_performance_insights") is not None:
        instance.performance_insights_enabled = given["enable_performance_insights"]
    if instance.performance_insights_enabled and not getattr(instance, "performance_insights_retention_period", None):
        instance.performance_insights_retention_period = 7
