"""Keys that AWS makes for a service.

KMS developer guide, "AWS managed keys": their aliases begin with alias/aws/ and DescribeKey answers KeyManager AWS. moto
calls them keys of the customer.
"""

from typing import Any

from moto.kms.models import KmsBackend


def apply() -> None:
    create = KmsBackend.create_alias

    def create_alias(self: Any, target_key_id: str, alias_name: str) -> Any:
        alias = create(self, target_key_id, alias_name)
        if alias_name.startswith("alias/aws/"):
            self.keys[self.get_key_id(target_key_id)].key_manager = "AWS"
        return alias

    KmsBackend.create_alias = create_alias
