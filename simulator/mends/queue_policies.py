"""How a queue's redrive policy is written.

API_GetQueueAttributes returns RedrivePolicy as compact JSON. moto puts blanks into it, which readers take for a change.
"""

import json
from typing import Any

from moto.sqs.models import Queue


def apply() -> None:
    answer = Queue.attributes.fget

    def attributes(self: Any) -> Any:
        found = answer(self)
        policy = found.get("RedrivePolicy")
        if policy:
            found["RedrivePolicy"] = json.dumps(json.loads(policy), separators=(",", ":"))
        return found

    Queue.attributes = property(attributes)
