"""What a KMS key is for.

API_CreateKey: KeyUsage is ENCRYPT_DECRYPT unless given. moto answers nothing then.
"""

from typing import Any

from moto.kms.models import Key


def apply() -> None:
    init = Key.__init__

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        init(self, *args, **kwargs)
        self.key_usage = self.key_usage or "ENCRYPT_DECRYPT"

    Key.__init__ = __init__
