"""Who set a database parameter.

API_Parameter: Source is `user` where somebody changed it. moto answers none, so that a reader takes it for AWS's default.
"""

from typing import Any

from moto.rds.models import DBParameterGroup


def apply() -> None:
    update = DBParameterGroup.update_parameters

    def update_parameters(self: Any, new_parameters: Any) -> None:
        update(self, [{**parameter, "Source": "user"} for parameter in new_parameters])

    DBParameterGroup.update_parameters = update_parameters
