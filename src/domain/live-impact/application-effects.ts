import { type Effects, rule } from "./attachment.js";

/** What new objects do to existing functions, messages, APIs and logs. */
export const applicationEffects: Effects = {
  aws_lambda_event_source_mapping: [
    { attribute: "function_name", effect: "calls the function with what the source holds" },
    { attribute: "event_source_arn", effect: "takes messages away from those that read the queue today" },
  ],
  aws_lambda_function_event_invoke_config: rule("function_name", "changes how often failed events are tried again"),
  aws_lambda_function_recursion_config: rule("function_name", "may end calls that run in a circle"),
  aws_lambda_function_url: rule("function_name", "opens the function to HTTP"),
  aws_lambda_provisioned_concurrency_config: rule(
    "function_name",
    "takes concurrency away from the account's other functions",
  ),
  aws_lambda_runtime_management_config: rule("function_name", "changes when the function's runtime is replaced"),
  aws_lambda_invocation: rule("function_name", "calls the function"),
  aws_sqs_queue_policy: rule("queue_url", "replaces who may send and receive: what it leaves out is refused"),
  aws_sqs_queue_redrive_policy: rule("queue_url", "moves messages that fail to another queue"),
  aws_sqs_queue_redrive_allow_policy: rule("queue_url", "changes which queues may send their failures here"),
  aws_sns_topic_policy: rule("arn", "replaces who may publish and subscribe: what it leaves out is refused"),
  aws_sns_topic_data_protection_policy: rule("arn", "may mask or refuse messages"),
  aws_cloudwatch_event_bus_policy: rule("event_bus_name", "replaces who may send events"),
  aws_cloudwatch_event_permission: rule("event_bus_name", "lets another account send events"),
  aws_cloudwatch_event_target: rule("rule", "does something whenever the rule matches"),
  aws_cloudwatch_log_data_protection_policy: rule("log_group_name", "masks what readers of the log see"),
  aws_api_gateway_stage: rule("rest_api_id", "serves the API at one more address"),
  aws_api_gateway_deployment: rule("rest_api_id", "puts every change of the API into effect in a stage that it names"),
  aws_api_gateway_method_settings: rule("rest_api_id", "changes limits and logging of a live stage"),
  aws_api_gateway_rest_api_put: rule("rest_api_id", "replaces the API's resources and methods"),
  aws_api_gateway_rest_api_policy: rule("rest_api_id", "replaces who may call the API, at its next deployment"),
  aws_apigatewayv2_route: rule("api_id", "takes matching requests at once where a stage deploys by itself"),
  aws_apigatewayv2_deployment: rule("api_id", "puts every change of the API into effect in a stage that it names"),
  aws_apigatewayv2_stage: rule("api_id", "serves the API at one more address"),
};
