import {
  type Authorizer,
  type Deployment,
  GetAuthorizersCommand,
  GetDeploymentsCommand,
  GetRestApisCommand,
  GetStagesCommand,
  type RestApi,
  type Stage,
} from "@aws-sdk/client-api-gateway";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, listing } from "../collector.js";
import { keep, links, partOf } from "../describe.js";
import { byPosition, onePage } from "../paging.js";
import { apiParts } from "./api-gateway-parts.js";
import { resources } from "./api-gateway-resources.js";

const pageSize = 500;

const ofApi = (api: RestApi) => partOf("rest_api_id", "aws_api_gateway_rest_api", api.id);

const authorizers = defineCollector<Authorizer, Record<never, never>, RestApi>({
  name: "apigateway:authorizers",
  service: "apigateway",
  scope: "regional",
  list: listing(call("apigateway", "apigateway:GET", GetAuthorizersCommand), {
    input: ({ id }: RestApi) => ({ restApiId: id, limit: pageSize }),
    items: ({ items }) => items,
    next: byPosition,
  }),
  label: ({ name }) => `authorizer ${name}`,
  types: {
    aws_api_gateway_authorizer: ({ item, parent }) => [
      {
        id: `${parent.id}/${item.id}`,
        attributes: keep(item, [
          "name",
          "type",
          "authorizerUri",
          "authorizerCredentials",
          "authorizerResultTtlInSeconds",
          "identitySource",
          "identityValidationExpression",
          "providerARNs",
        ]),
        links: ofApi(parent),
      },
    ],
  },
});

const deployments = defineCollector<Deployment, Record<never, never>, RestApi>({
  name: "apigateway:deployments",
  service: "apigateway",
  scope: "regional",
  list: listing(call("apigateway", "apigateway:GET", GetDeploymentsCommand), {
    input: ({ id }: RestApi) => ({ restApiId: id, limit: pageSize }),
    items: ({ items }) => items,
    next: byPosition,
  }),
  label: ({ id }) => `deployment ${id}`,
  types: {
    aws_api_gateway_deployment: ({ item, parent }) => [
      { id: `${parent.id}/${item.id}`, attributes: keep(item, ["id", "description"]), links: ofApi(parent) },
    ],
  },
});

const stages = defineCollector<Stage, Record<never, never>, RestApi>({
  name: "apigateway:stages",
  service: "apigateway",
  scope: "regional",
  list: listing(call("apigateway", "apigateway:GET", GetStagesCommand), {
    input: ({ id }: RestApi) => ({ restApiId: id }),
    items: ({ item }) => item,
    next: onePage,
  }),
  label: ({ stageName }) => `stage ${stageName}`,
  types: {
    aws_api_gateway_stage: ({ item, parent }) => [
      {
        id: `${parent.id}/${item.stageName}`,
        attributes: keep(item, [
          "stageName",
          "deploymentId",
          "description",
          "cacheClusterEnabled",
          "cacheClusterSize",
          "clientCertificateId",
          "documentationVersion",
          "variables",
          "tracingEnabled",
          "accessLogSettings",
          "canarySettings",
        ]),
        tags: item.tags ?? {},
        links: [
          ...ofApi(parent),
          ...links(
            "deployment_id",
            "aws_api_gateway_deployment",
            item.deploymentId && `${parent.id}/${item.deploymentId}`,
          ),
        ],
      },
    ],
    aws_api_gateway_method_settings: ({ item, parent }) =>
      Object.entries(item.methodSettings ?? {}).map(([path, settings]) => ({
        // AWS writes the slashes of a path as ~1; Terraform takes it as it is.
        id: `${parent.id}/${item.stageName}/${path.replaceAll("~1", "/").replace(/^\//, "")}`,
        attributes: {
          stageName: item.stageName ?? "",
          path: path.replaceAll("~1", "/").replace(/^\//, ""),
          ...keep(settings, [
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
        },
        links: [...ofApi(parent), ...partOf("stage_name", "aws_api_gateway_stage", `${parent.id}/${item.stageName}`)],
      })),
  },
});

export const restApis = defineCollector<RestApi>({
  name: "apigateway:rest-apis",
  service: "apigateway",
  scope: "regional",
  list: listing(call("apigateway", "apigateway:GET", GetRestApisCommand), {
    input: () => ({ limit: pageSize }),
    items: ({ items }) => items,
    next: byPosition,
  }),
  label: ({ id }) => `REST API ${id}`,
  types: {
    aws_api_gateway_rest_api: ({ item }) => [
      {
        id: item.id ?? "",
        attributes: keep(item, [
          "name",
          "description",
          "endpointConfiguration",
          "apiKeySource",
          "binaryMediaTypes",
          "minimumCompressionSize",
          "disableExecuteApiEndpoint",
        ]),
        tags: item.tags ?? {},
      },
    ],
  },
  children: [resources, authorizers, deployments, stages, ...apiParts],
});

export const apiGateway: readonly AnyCollector[] = [restApis];
