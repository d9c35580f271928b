import type { InventoryResource } from "../../domain/inventory.js";
import type { JsonObject } from "../../domain/json.js";
import { at, block, linked, stringsAt, textAt } from "../answer.js";
import type { Value } from "../expression.js";
import { type AdoptionRule, flag, number, type RuleContext, tagsArgument, text, unless } from "../rule.js";

/** A map of the answer; none where it is empty. */
export const mapOf = ({ attributes }: InventoryResource, field: string): Value | undefined => {
  const answer = at(attributes, field) as JsonObject | undefined;
  return answer && Object.keys(answer).length > 0 ? (answer as Value) : undefined;
};

/** The resource that an attribute names, or the root that came with the API. */
const place = ({ ref }: RuleContext, attribute: string): Value | undefined =>
  ref(`root_${attribute}`, "root_resource_id") ?? ref(attribute);

const restApi: AdoptionRule = {
  type: "aws_api_gateway_rest_api",
  layer: "inherited",
  label: (resource) => text(resource, "name") ?? "",
  configuration: (resource) => ({
    name: text(resource, "name"),
    description: text(resource, "description"),
    api_key_source: unless(text(resource, "apiKeySource"), "HEADER"),
    binary_media_types: stringsAt(resource.attributes, "binaryMediaTypes"),
    minimum_compression_size: text(resource, "minimumCompressionSize"),
    disable_execute_api_endpoint: unless(flag(resource, "disableExecuteApiEndpoint"), false),
    endpoint_configuration: block(at(resource.attributes, "endpointConfiguration"), ["types", "vpcEndpointIds"]),
    // Its policy is not written: AWS answers it in an encoding of its own, and the provider keeps what is there.
    tags: tagsArgument(resource),
  }),
};

const restResource: AdoptionRule = {
  type: "aws_api_gateway_resource",
  layer: "inherited",
  label: (resource, of) => `${of("rest_api_id")} ${text(resource, "path")}`,
  configuration: (resource, context) => ({
    rest_api_id: context.ref("rest_api_id"),
    parent_id: place(context, "parent_id"),
    path_part: text(resource, "pathPart"),
  }),
};

const labelOfMethod = (field: string) => (resource: InventoryResource, of: (attribute: string) => string) =>
  `${of("resource_id") || `${of("rest_api_id")} root`} ${text(resource, field)} ${text(resource, "status") ?? ""}`.trim();

const method: AdoptionRule = {
  type: "aws_api_gateway_method",
  layer: "inherited",
  label: labelOfMethod("httpMethod"),
  configuration: (resource, context) => ({
    rest_api_id: context.ref("rest_api_id"),
    resource_id: place(context, "resource_id"),
    http_method: text(resource, "httpMethod"),
    authorization: text(resource, "authorizationType"),
    authorizer_id: linked(context, "authorizer_id", "id", text(resource, "authorizerId")),
    authorization_scopes: stringsAt(resource.attributes, "authorizationScopes"),
    api_key_required: unless(flag(resource, "apiKeyRequired"), false),
    request_validator_id: linked(context, "request_validator_id", "id", text(resource, "requestValidatorId")),
    operation_name: text(resource, "operationName"),
    request_parameters: mapOf(resource, "requestParameters"),
    request_models: mapOf(resource, "requestModels"),
  }),
};

/** What names the method of an integration or response. */
const methodArguments = (resource: InventoryResource, context: RuleContext) => ({
  rest_api_id: context.ref("rest_api_id"),
  resource_id: place(context, "resource_id"),
  http_method: linked(context, "http_method", "http_method", text(resource, "method")),
});

const integration: AdoptionRule = {
  type: "aws_api_gateway_integration",
  layer: "inherited",
  label: labelOfMethod("method"),
  configuration: (resource, context) => ({
    ...methodArguments(resource, context),
    type: text(resource, "type"),
    integration_http_method: text(resource, "httpMethod"),
    uri: text(resource, "uri"),
    connection_type: unless(text(resource, "connectionType"), "INTERNET"),
    connection_id: text(resource, "connectionId"),
    credentials: text(resource, "credentials"),
    request_parameters: mapOf(resource, "requestParameters"),
    request_templates: mapOf(resource, "requestTemplates"),
    passthrough_behavior: text(resource, "passthroughBehavior"),
    content_handling: text(resource, "contentHandling"),
    timeout_milliseconds: unless(number(resource, "timeoutInMillis"), 29_000),
    cache_key_parameters: stringsAt(resource.attributes, "cacheKeyParameters"),
    tls_config: block(at(resource.attributes, "tlsConfig"), ["insecureSkipVerification"]),
  }),
};

const methodResponse: AdoptionRule = {
  type: "aws_api_gateway_method_response",
  layer: "inherited",
  label: labelOfMethod("method"),
  configuration: (resource, context) => ({
    ...methodArguments(resource, context),
    status_code: text(resource, "status"),
    response_parameters: mapOf(resource, "responseParameters"),
    response_models: mapOf(resource, "responseModels"),
  }),
};

const integrationResponse: AdoptionRule = {
  type: "aws_api_gateway_integration_response",
  layer: "inherited",
  label: labelOfMethod("method"),
  configuration: (resource, context) => ({
    ...methodArguments(resource, context),
    status_code: text(resource, "status"),
    selection_pattern: text(resource, "selectionPattern"),
    response_parameters: mapOf(resource, "responseParameters"),
    response_templates: mapOf(resource, "responseTemplates"),
    content_handling: text(resource, "contentHandling"),
  }),
};

const authorizer: AdoptionRule = {
  type: "aws_api_gateway_authorizer",
  layer: "inherited",
  label: (resource, of) => `${of("rest_api_id")} ${text(resource, "name")}`,
  configuration: (resource, { ref }) => ({
    rest_api_id: ref("rest_api_id"),
    name: text(resource, "name"),
    type: unless(text(resource, "type"), "TOKEN"),
    authorizer_uri: text(resource, "authorizerUri"),
    authorizer_credentials: text(resource, "authorizerCredentials"),
    authorizer_result_ttl_in_seconds: unless(number(resource, "authorizerResultTtlInSeconds"), 300),
    identity_source: unless(text(resource, "identitySource"), "method.request.header.Authorization"),
    identity_validation_expression: text(resource, "identityValidationExpression"),
    provider_arns: stringsAt(resource.attributes, "providerARNs"),
  }),
};

const deployment: AdoptionRule = {
  type: "aws_api_gateway_deployment",
  layer: "inherited",
  label: (resource, of) => `${of("rest_api_id")} ${text(resource, "id")}`,
  configuration: (resource, { ref }) => ({
    rest_api_id: ref("rest_api_id"),
    description: text(resource, "description"),
  }),
};

const stage: AdoptionRule = {
  type: "aws_api_gateway_stage",
  layer: "inherited",
  label: (resource, of) => `${of("rest_api_id")} ${text(resource, "stageName")}`,
  configuration: (resource, context) => {
    const { attributes } = resource;
    const canary = at(attributes, "canarySettings");
    return {
      rest_api_id: context.ref("rest_api_id"),
      stage_name: text(resource, "stageName"),
      deployment_id: linked(context, "deployment_id", "id", text(resource, "deploymentId")),
      description: text(resource, "description"),
      cache_cluster_enabled: unless(flag(resource, "cacheClusterEnabled"), false),
      cache_cluster_size: text(resource, "cacheClusterSize"),
      client_certificate_id: text(resource, "clientCertificateId"),
      documentation_version: text(resource, "documentationVersion"),
      variables: mapOf(resource, "variables"),
      xray_tracing_enabled: unless(flag(resource, "tracingEnabled"), false),
      access_log_settings: block(at(attributes, "accessLogSettings"), ["destinationArn", "format"]),
      canary_settings: block(canary, ["percentTraffic", "stageVariableOverrides", "useStageCache"], {
        deployment_id: textAt(canary, "deploymentId"),
      }),
      tags: tagsArgument(resource),
    };
  },
};

const methodSettings: AdoptionRule = {
  type: "aws_api_gateway_method_settings",
  layer: "inherited",
  label: (resource, of) => `${of("stage_name")} ${text(resource, "path")}`,
  configuration: (resource, context) => ({
    rest_api_id: context.ref("rest_api_id"),
    stage_name: linked(context, "stage_name", "stage_name", text(resource, "stageName")),
    method_path: text(resource, "path"),
    settings: block(resource.attributes, [
      "cacheDataEncrypted",
      "cacheTtlInSeconds",
      "cachingEnabled",
      "dataTraceEnabled",
      "loggingLevel",
      "metricsEnabled",
      "requireAuthorizationForCacheControl",
      "throttlingBurstLimit",
      "throttlingRateLimit",
      "unauthorizedCacheControlHeaderStrategy",
    ]),
  }),
};

export const apiGateway: readonly AdoptionRule[] = [
  restApi,
  restResource,
  method,
  integration,
  methodResponse,
  integrationResponse,
  authorizer,
  deployment,
  stage,
  methodSettings,
];
