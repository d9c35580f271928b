"""How many newer versions a lifecycle rule keeps.

API_NoncurrentVersionExpiration: NewerNoncurrentVersions is returned as it was put. moto keeps the days alone.
"""

from typing import Any

from moto.s3.models import FakeBucket
from moto.s3.responses import S3Response


def apply() -> None:
    put, answer = FakeBucket.set_lifecycle, S3Response.get_bucket_lifecycle

    def set_lifecycle(self: Any, rules: list[dict[str, Any]]) -> None:
        put(self, rules)
        for kept, rule in zip(self.rules, rules, strict=True):
            kept.newer_versions = (rule.get("NoncurrentVersionExpiration") or {}).get("NewerNoncurrentVersions")

    def get_bucket_lifecycle(self: Any) -> Any:
        rules = self.backend.get_bucket_lifecycle(self.bucket_name)
        serialized = self.serialized

        def with_newer_versions(result: Any) -> Any:
            for shown, kept in zip(result.result["Rules"], rules, strict=True):
                if getattr(kept, "newer_versions", None) is not None:
                    shown["NoncurrentVersionExpiration"]["NewerNoncurrentVersions"] = int(kept.newer_versions)
            return serialized(result)

        self.serialized = with_newer_versions
        try:
            return answer(self)
        finally:
            del self.serialized

    FakeBucket.set_lifecycle = set_lifecycle
    S3Response.get_bucket_lifecycle = get_bucket_lifecycle
