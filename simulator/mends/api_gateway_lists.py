"""Lists of an HTTP or WebSocket API's parts.

apigatewayv2 API, GetAuthorizers: the authorizers of an API. GetDeployments: its deployments; moto keeps none, so that an
API has none. moto has neither call.
"""

import json
from typing import Any

from moto.apigatewayv2 import urls
from moto.apigatewayv2.responses import ApiGatewayV2Response


def apply() -> None:
    def get_authorizers(self: Any) -> Any:
        api = self.apigatewayv2_backend.get_api(self.path.split("/")[-2])
        return 200, {}, json.dumps({"items": [each.to_json() for each in api.authorizers.values()]})

    def get_deployments(self: Any) -> Any:
        self.apigatewayv2_backend.get_api(self.path.split("/")[-2])
        return 200, {}, json.dumps({"items": []})

    ApiGatewayV2Response.get_authorizers = get_authorizers
    ApiGatewayV2Response.get_deployments = get_deployments
    urls.url_paths["{0}/v2/apis/(?P<api_id>[^/]+)/deployments$"] = ApiGatewayV2Response.dispatch
