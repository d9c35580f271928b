"""A bucket that tells EventBridge about its events.

API_GetBucketNotificationConfiguration: EventBridgeConfiguration is returned, empty, where it was put. moto keeps it and
does not return it.
"""

from typing import Any

from moto.s3.responses import S3Response


def apply() -> None:
    answer = S3Response.get_bucket_notification

    def get_bucket_notification(self: Any) -> Any:
        kept = self.backend.get_bucket_notification_configuration(self.bucket_name)
        if not kept or kept.event_bridge is None:
            return answer(self)
        serialized = self.serialized

        def with_event_bridge(result: Any) -> Any:
            result.result["EventBridgeConfiguration"] = {}
            return serialized(result)

        self.serialized = with_event_bridge
        try:
            return answer(self)
        finally:
            del self.serialized

    S3Response.get_bucket_notification = get_bucket_notification
