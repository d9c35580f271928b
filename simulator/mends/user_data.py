"""User data that is changed after the start of an instance.

`ModifyInstanceAttribute` takes it base64-encoded (API reference: BlobAttributeValue); moto's parser has already decoded
it to bytes when moto tries to decode it a second time, and refuses.
"""

import base64
from typing import Any

from moto.core.types import Base64EncodedString
from moto.ec2.responses import instances


def apply() -> None:
    parse = instances.parse_user_data

    def parse_user_data(value: Any) -> Any:
        if isinstance(value, bytes):
            return Base64EncodedString(base64.b64encode(value).decode("ascii"))
        return parse(value)

    instances.parse_user_data = parse_user_data
