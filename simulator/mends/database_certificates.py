"""The certificate authority of a database instance.

RDS user guide, "Using SSL/TLS to encrypt a connection to a DB instance": it is rds-ca-rsa2048-g1 unless another is chosen.
moto answers a name that is none of AWS's.
"""

from typing import Any

from moto.rds.models import DBInstance


def apply() -> None:
    init = DBInstance.__init__

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        if not kwargs.get("ca_certificate_identifier"):
            kwargs["ca_certificate_identifier"] = "rds-ca-rsa2048-g1"
        init(self, *args, **kwargs)

    DBInstance.__init__ = __init__
