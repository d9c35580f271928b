"""Features of a GuardDuty detector, one at a time.

API_UpdateDetector: a feature that the call names is changed, every other stays as it is; API_GetDetector returns each
with its additional configuration. moto replaces all of them by those of the last call.
"""

from typing import Any

from moto.guardduty.models import Detector


def apply() -> None:
    update, to_json = Detector.update, Detector.to_json

    def update_features(self: Any, enable: Any, frequency: Any, data_sources: Any, features: Any) -> None:
        kept = {feature["name"]: feature for feature in self.features}
        kept.update({feature["name"]: feature for feature in features or []})
        update(self, enable, frequency, data_sources, list(kept.values()))

    def with_features(self: Any) -> Any:
        answer = to_json(self)
        answer["features"] = self.features
        return answer

    Detector.update = update_features
    Detector.to_json = with_features
