"""What a function's configuration answers.

API_FunctionConfiguration: DeadLetterConfig, FileSystemConfigs and KMSKeyArn as they were given, and a LoggingConfig, which is
plain text to /aws/lambda/NAME unless given. moto answers none of them.
"""

from typing import Any, Dict

from moto.awslambda.models import LambdaFunction

KEPT = ("DeadLetterConfig", "FileSystemConfigs", "KMSKeyArn", "LoggingConfig")


def apply() -> None:
    init, describe, update = (
        LambdaFunction.__init__,
        LambdaFunction.get_configuration,
        LambdaFunction.update_configuration,
    )

    def __init__(self: Any, account_id: str, spec: Dict[str, Any], *args: Any, **kwargs: Any) -> None:
        self.kept = {name: spec[name] for name in KEPT if spec.get(name)}
        init(self, account_id, spec, *args, **kwargs)

    def get_configuration(self: Any, *args: Any, **kwargs: Any) -> Any:
        logging = {"LogFormat": "Text", "LogGroup": f"/aws/lambda/{self.function_name}"}
        logging.update(self.kept.get("LoggingConfig", {}))
        return {**describe(self, *args, **kwargs), **self.kept, "LoggingConfig": logging}

    def update_configuration(self: Any, config_updates: Dict[str, Any]) -> Any:
        self.kept.update({name: config_updates[name] for name in KEPT if name in config_updates})
        return update(self, config_updates)

    LambdaFunction.__init__ = __init__
    LambdaFunction.get_configuration = get_configuration
    LambdaFunction.update_configuration = update_configuration
