import {
  type Api,
  type Authorizer,
  type Deployment,
  GetApisCommand,
  GetAuthorizersCommand,
  GetDeploymentsCommand,
  GetIntegrationsCommand,
  GetRoutesCommand,
  GetStagesCommand,
  type Integration,
  type Route,
  type Stage,
} from "@aws-sdk/client-apigatewayv2";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, listing } from "../collector.js";
import { keep, links, partOf } from "../describe.js";
import { byNextToken } from "../paging.js";

const MaxResults = "100";
const ofApi = ({ ApiId }: Api) => partOf("api_id", "aws_apigatewayv2_api", ApiId);

const routes = defineCollector<Route, Record<never, never>, Api>({
  name: "apigatewayv2:routes",
  service: "apigatewayv2",
  scope: "regional",
  list: listing(call("apigatewayv2", "apigateway:GET", GetRoutesCommand), {
    input: ({ ApiId }: Api) => ({ ApiId, MaxResults }),
    items: ({ Items }) => Items,
    next: byNextToken,
  }),
  label: ({ RouteKey }) => `route ${RouteKey}`,
  types: {
    aws_apigatewayv2_route: ({ item, parent }) => [
      {
        id: `${parent.ApiId}/${item.RouteId}`,
        attributes: keep(item, [
          "ApiGatewayManaged",
          "RouteKey",
          "Target",
          "ApiKeyRequired",
          "AuthorizationScopes",
          "AuthorizationType",
          "AuthorizerId",
          "ModelSelectionExpression",
          "OperationName",
          "RequestModels",
          "RequestParameters",
          "RouteResponseSelectionExpression",
        ]),
        links: [
          ...ofApi(parent),
          ...links(
            "target",
            "aws_apigatewayv2_integration",
            item.Target?.replace(/^integrations\//, `${parent.ApiId}/`),
          ),
          ...links(
            "authorizer_id",
            "aws_apigatewayv2_authorizer",
            item.AuthorizerId && `${parent.ApiId}/${item.AuthorizerId}`,
          ),
        ],
      },
    ],
  },
});

const integrations = defineCollector<Integration, Record<never, never>, Api>({
  name: "apigatewayv2:integrations",
  service: "apigatewayv2",
  scope: "regional",
  list: listing(call("apigatewayv2", "apigateway:GET", GetIntegrationsCommand), {
    input: ({ ApiId }: Api) => ({ ApiId, MaxResults }),
    items: ({ Items }) => Items,
    next: byNextToken,
  }),
  label: ({ IntegrationId }) => `integration ${IntegrationId}`,
  types: {
    aws_apigatewayv2_integration: ({ item, parent }) => [
      {
        id: `${parent.ApiId}/${item.IntegrationId}`,
        attributes: keep(item, [
          "ApiGatewayManaged",
          "IntegrationType",
          "IntegrationSubtype",
          "IntegrationMethod",
          "IntegrationUri",
          "ConnectionType",
          "ConnectionId",
          "ContentHandlingStrategy",
          "CredentialsArn",
          "Description",
          "PassthroughBehavior",
          "PayloadFormatVersion",
          "RequestParameters",
          "RequestTemplates",
          "ResponseParameters",
          "TemplateSelectionExpression",
          "TimeoutInMillis",
          "TlsConfig",
        ]),
        links: ofApi(parent),
      },
    ],
  },
});

const authorizers = defineCollector<Authorizer, Record<never, never>, Api>({
  name: "apigatewayv2:authorizers",
  service: "apigatewayv2",
  scope: "regional",
  list: listing(call("apigatewayv2", "apigateway:GET", GetAuthorizersCommand), {
    input: ({ ApiId }: Api) => ({ ApiId, MaxResults }),
    items: ({ Items }) => Items,
    next: byNextToken,
  }),
  label: ({ Name }) => `authorizer ${Name}`,
  types: {
    aws_apigatewayv2_authorizer: ({ item, parent }) => [
      {
        id: `${parent.ApiId}/${item.AuthorizerId}`,
        attributes: keep(item, [
          "Name",
          "AuthorizerType",
          "AuthorizerUri",
          "AuthorizerCredentialsArn",
          "AuthorizerPayloadFormatVersion",
          "AuthorizerResultTtlInSeconds",
          "EnableSimpleResponses",
          "IdentitySource",
          "JwtConfiguration",
        ]),
        links: ofApi(parent),
      },
    ],
  },
});

const deployments = defineCollector<Deployment, Record<never, never>, Api>({
  name: "apigatewayv2:deployments",
  service: "apigatewayv2",
  scope: "regional",
  list: listing(call("apigatewayv2", "apigateway:GET", GetDeploymentsCommand), {
    input: ({ ApiId }: Api) => ({ ApiId, MaxResults }),
    items: ({ Items }) => Items,
    next: byNextToken,
  }),
  label: ({ DeploymentId }) => `deployment ${DeploymentId}`,
  types: {
    aws_apigatewayv2_deployment: ({ item, parent }) => [
      {
        id: `${parent.ApiId}/${item.DeploymentId}`,
        attributes: keep(item, ["Description"]),
        links: ofApi(parent),
        owner: item.AutoDeployed ? { kind: "aws", name: "a stage deployed it by itself" } : undefined,
      },
    ],
  },
});

const stages = defineCollector<Stage, Record<never, never>, Api>({
  name: "apigatewayv2:stages",
  service: "apigatewayv2",
  scope: "regional",
  list: listing(call("apigatewayv2", "apigateway:GET", GetStagesCommand), {
    input: ({ ApiId }: Api) => ({ ApiId, MaxResults }),
    items: ({ Items }) => Items,
    next: byNextToken,
  }),
  label: ({ StageName }) => `stage ${StageName}`,
  types: {
    aws_apigatewayv2_stage: ({ item, parent }) => [
      {
        id: `${parent.ApiId}/${item.StageName}`,
        attributes: keep(item, [
          "ApiGatewayManaged",
          "StageName",
          "AutoDeploy",
          "DeploymentId",
          "Description",
          "ClientCertificateId",
          "StageVariables",
          "AccessLogSettings",
          "DefaultRouteSettings",
          "RouteSettings",
        ]),
        tags: item.Tags ?? {},
        links: [
          ...ofApi(parent),
          ...links(
            "deployment_id",
            "aws_apigatewayv2_deployment",
            item.DeploymentId && `${parent.ApiId}/${item.DeploymentId}`,
          ),
        ],
      },
    ],
  },
});

export const apis = defineCollector<Api>({
  name: "apigatewayv2:apis",
  service: "apigatewayv2",
  scope: "regional",
  list: listing(call("apigatewayv2", "apigateway:GET", GetApisCommand), {
    input: () => ({ MaxResults }),
    items: ({ Items }) => Items,
    next: byNextToken,
  }),
  label: ({ ApiId }) => `API ${ApiId}`,
  types: {
    aws_apigatewayv2_api: ({ item }) => [
      {
        id: item.ApiId ?? "",
        attributes: keep(item, [
          "Name",
          "Description",
          "ProtocolType",
          "ApiEndpoint",
          "Version",
          "RouteSelectionExpression",
          "ApiKeySelectionExpression",
          "CorsConfiguration",
          "DisableExecuteApiEndpoint",
        ]),
        tags: item.Tags ?? {},
      },
    ],
  },
  children: [routes, integrations, authorizers, deployments, stages],
});

export const apiGatewayV2: readonly AnyCollector[] = [apis];
