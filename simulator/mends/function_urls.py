"""The addresses of functions.

Lambda API, ListFunctionUrlConfigs: the function URLs of a function, none where it has none; moto lacks the call.
FunctionUrlConfig: InvokeMode is BUFFERED unless given; moto answers Buffered.
"""

import json
from typing import Any
from urllib.parse import unquote

from moto.awslambda import urls
from moto.awslambda.models import FunctionUrlConfig
from moto.awslambda.responses import LambdaResponse


def apply() -> None:
    to_dict = FunctionUrlConfig.to_dict

    def describe(self: Any) -> Any:
        return {**to_dict(self), "InvokeMode": self.config.get("InvokeMode") or "BUFFERED"}

    def list_function_url_configs(self: Any) -> Any:
        function = self.backend.get_function(unquote(self.path.rsplit("/", 2)[-2]))
        configs = [function.url_config.to_dict()] if function.url_config else []
        return 200, {}, json.dumps({"FunctionUrlConfigs": configs})

    FunctionUrlConfig.to_dict = describe
    LambdaResponse.list_function_url_configs = list_function_url_configs
    urls.url_paths[r"{0}/(?P<api_version>[^/]+)/functions/(?P<function_name>[\w_:%-]+)/urls/?$"] = LambdaResponse.dispatch
