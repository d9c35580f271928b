"""What an integration of an API has unless it is given.

API Gateway API, Integration: timeoutInMillis is 29,000 unless given. apigatewayv2 API, Integration: connectionType is
INTERNET unless given. moto answers neither.
"""

from typing import Any

from moto.apigateway.models import Integration
from moto.apigatewayv2.models import Integration as IntegrationV2

MILLISECONDS = 29_000


def apply() -> None:
    init, init_v2 = Integration.__init__, IntegrationV2.__init__

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        init(self, *args, **kwargs)
        self.timeout_in_millis = self.timeout_in_millis or MILLISECONDS

    def init_integration_v2(self: Any, *args: Any, **kwargs: Any) -> None:
        init_v2(self, *args, **kwargs)
        self.connection_type = self.connection_type or "INTERNET"

    Integration.__init__ = __init__
    IntegrationV2.__init__ = init_integration_v2
