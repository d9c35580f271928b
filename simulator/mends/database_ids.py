"""The id by which a database instance is known for ever.

API_DBInstance: DbiResourceId is unique in its region and never changes, whatever the instance is called. moto gives every
instance the same, so that of two instances neither is found by it.
"""

import string
from typing import Any

from moto.moto_api._internal import mock_random
from moto.rds.models import DBInstance

ALPHABET = string.ascii_uppercase + string.digits


def apply() -> None:
    init = DBInstance.__init__

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        init(self, *args, **kwargs)
        self.dbi_resource_id = "db-" + "".join(mock_random.choice(ALPHABET) for _ in range(26))

    DBInstance.__init__ = __init__
