import type { InventoryResource } from "../../domain/inventory.js";
import type { JsonObject } from "../../domain/json.js";
import { at, block, linked, stringsAt } from "../answer.js";
import { Expression, type Value } from "../expression.js";
import { type AdoptionRule, flag, number, tagsArgument, text, unless } from "../rule.js";
import { mapOf } from "./api-gateway.js";

const unfitIfManaged = (resource: InventoryResource): string | undefined =>
  flag(resource, "ApiGatewayManaged")
    ? "it came with the API when that was made from its target, and the provider cannot import it: leave it with the API"
    : undefined;

const api: AdoptionRule = {
  type: "aws_apigatewayv2_api",
  layer: "inherited",
  label: (resource) => text(resource, "Name") ?? "",
  configuration: (resource) => ({
    name: text(resource, "Name"),
    protocol_type: text(resource, "ProtocolType"),
    description: text(resource, "Description"),
    version: text(resource, "Version"),
    route_selection_expression: unless(text(resource, "RouteSelectionExpression"), "$request.method $request.path"),
    api_key_selection_expression: unless(text(resource, "ApiKeySelectionExpression"), "$request.header.x-api-key"),
    disable_execute_api_endpoint: unless(flag(resource, "DisableExecuteApiEndpoint"), false),
    cors_configuration: block(at(resource.attributes, "CorsConfiguration"), [
      "AllowCredentials",
      "AllowHeaders",
      "AllowMethods",
      "AllowOrigins",
      "ExposeHeaders",
      "MaxAge",
    ]),
    tags: tagsArgument(resource),
  }),
};

const requestParameters = ({ attributes }: InventoryResource): readonly Value[] | undefined => {
  const answer = Object.entries((at(attributes, "RequestParameters") ?? {}) as JsonObject);
  const made = answer.map(([key, value]) => ({
    request_parameter_key: key,
    required: at(value, "Required") === true,
  }));
  return made.length > 0 ? made : undefined;
};

const route: AdoptionRule = {
  type: "aws_apigatewayv2_route",
  layer: "inherited",
  label: (resource, of) => `${of("api_id")} ${text(resource, "RouteKey")}`,
  unfit: unfitIfManaged,
  configuration: (resource, context) => {
    const target = context.ref("target");
    return {
      api_id: context.ref("api_id"),
      route_key: text(resource, "RouteKey"),
      target:
        target instanceof Expression ? new Expression(`"integrations/\${${target.text}}"`) : text(resource, "Target"),
      authorization_type: unless(text(resource, "AuthorizationType"), "NONE"),
      authorizer_id: linked(context, "authorizer_id", "id", text(resource, "AuthorizerId")),
      authorization_scopes: stringsAt(resource.attributes, "AuthorizationScopes"),
      api_key_required: unless(flag(resource, "ApiKeyRequired"), false),
      model_selection_expression: text(resource, "ModelSelectionExpression"),
      operation_name: text(resource, "OperationName"),
      request_models: mapOf(resource, "RequestModels"),
      request_parameter: requestParameters(resource),
      route_response_selection_expression: text(resource, "RouteResponseSelectionExpression"),
    };
  },
};

const responseParameters = ({ attributes }: InventoryResource): readonly Value[] | undefined => {
  const answer = Object.entries((at(attributes, "ResponseParameters") ?? {}) as JsonObject);
  const made = answer.map(([status, mappings]) => ({ status_code: status, mappings: mappings as Value }));
  return made.length > 0 ? made : undefined;
};

const integration: AdoptionRule = {
  type: "aws_apigatewayv2_integration",
  layer: "inherited",
  label: (resource, of) => `${of("api_id")} ${resource.id.split("/").at(-1)}`,
  unfit: unfitIfManaged,
  configuration: (resource, { ref }) => ({
    api_id: ref("api_id"),
    integration_type: text(resource, "IntegrationType"),
    integration_subtype: text(resource, "IntegrationSubtype"),
    integration_method: text(resource, "IntegrationMethod"),
    integration_uri: text(resource, "IntegrationUri"),
    connection_type: unless(text(resource, "ConnectionType"), "INTERNET"),
    connection_id: text(resource, "ConnectionId"),
    content_handling_strategy: text(resource, "ContentHandlingStrategy"),
    credentials_arn: text(resource, "CredentialsArn"),
    description: text(resource, "Description"),
    passthrough_behavior: unless(text(resource, "PassthroughBehavior"), "WHEN_NO_MATCH"),
    payload_format_version: unless(text(resource, "PayloadFormatVersion"), "1.0"),
    request_parameters: mapOf(resource, "RequestParameters"),
    request_templates: mapOf(resource, "RequestTemplates"),
    response_parameters: responseParameters(resource),
    template_selection_expression: text(resource, "TemplateSelectionExpression"),
    timeout_milliseconds: number(resource, "TimeoutInMillis"),
    tls_config: block(at(resource.attributes, "TlsConfig"), ["ServerNameToVerify"]),
  }),
};

const authorizer: AdoptionRule = {
  type: "aws_apigatewayv2_authorizer",
  layer: "inherited",
  label: (resource, of) => `${of("api_id")} ${text(resource, "Name")}`,
  configuration: (resource, { ref }) => ({
    api_id: ref("api_id"),
    name: text(resource, "Name"),
    authorizer_type: text(resource, "AuthorizerType"),
    authorizer_uri: text(resource, "AuthorizerUri"),
    authorizer_credentials_arn: text(resource, "AuthorizerCredentialsArn"),
    authorizer_payload_format_version: text(resource, "AuthorizerPayloadFormatVersion"),
    authorizer_result_ttl_in_seconds: number(resource, "AuthorizerResultTtlInSeconds"),
    enable_simple_responses: unless(flag(resource, "EnableSimpleResponses"), false),
    identity_sources: stringsAt(resource.attributes, "IdentitySource"),
    jwt_configuration: block(at(resource.attributes, "JwtConfiguration"), ["Audience", "Issuer"]),
  }),
};

const deployment: AdoptionRule = {
  type: "aws_apigatewayv2_deployment",
  layer: "inherited",
  label: (resource, of) => `${of("api_id")} ${resource.id.split("/").at(-1)}`,
  configuration: (resource, { ref }) => ({ api_id: ref("api_id"), description: text(resource, "Description") }),
};

const routeSettingFields = [
  "DataTraceEnabled",
  "DetailedMetricsEnabled",
  "LoggingLevel",
  "ThrottlingBurstLimit",
  "ThrottlingRateLimit",
];

const routeSettings = ({ attributes }: InventoryResource): readonly Value[] | undefined => {
  const made = Object.entries((at(attributes, "RouteSettings") ?? {}) as JsonObject).map(([route_key, answer]) => ({
    route_key,
    ...block(answer, routeSettingFields),
  }));
  return made.length > 0 ? made : undefined;
};

const stage: AdoptionRule = {
  type: "aws_apigatewayv2_stage",
  layer: "inherited",
  label: (resource, of) => `${of("api_id")} ${text(resource, "StageName")}`,
  unfit: unfitIfManaged,
  configuration: (resource, context) => {
    const isAutomatic = flag(resource, "AutoDeploy") === true;
    return {
      api_id: context.ref("api_id"),
      name: text(resource, "StageName"),
      auto_deploy: isAutomatic ? true : undefined,
      deployment_id: isAutomatic ? undefined : linked(context, "deployment_id", "id", text(resource, "DeploymentId")),
      description: text(resource, "Description"),
      client_certificate_id: text(resource, "ClientCertificateId"),
      stage_variables: mapOf(resource, "StageVariables"),
      access_log_settings: block(at(resource.attributes, "AccessLogSettings"), ["DestinationArn", "Format"]),
      default_route_settings: block(at(resource.attributes, "DefaultRouteSettings"), routeSettingFields),
      route_settings: routeSettings(resource),
      tags: tagsArgument(resource),
    };
  },
};

export const apiGatewayV2: readonly AdoptionRule[] = [api, route, integration, authorizer, deployment, stage];
