"""The name of a wildcard record.

Route 53 developer guide, "DNS domain name format": ListResourceRecordSets answers the star as \\052, and takes it so as
well. moto answers the star, which readers do not find again.
"""

import copy
from typing import Any, Optional

from moto.route53.models import Route53Backend

ESCAPED = "\\052"


def escaped(name: Optional[str]) -> Optional[str]:
    return name and name.replace("*", ESCAPED)


def apply() -> None:
    list_sets = Route53Backend.list_resource_record_sets

    def list_resource_record_sets(self: Any, zone_id: str, start_type: str, start_name: str, max_items: int) -> Any:
        start = start_name and start_name.replace(ESCAPED, "*")
        records, next_name, *rest = list_sets(self, zone_id, start_type, start, max_items)
        answered = [copy.copy(record) for record in records]
        for record in answered:
            record.name = escaped(record.name)
        return (answered, escaped(next_name), *rest)

    Route53Backend.list_resource_record_sets = list_resource_record_sets
