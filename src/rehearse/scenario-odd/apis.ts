import * as rest from "@aws-sdk/client-api-gateway";
import * as v2 from "@aws-sdk/client-apigatewayv2";
import type { OddScene } from "./odd.js";

/** A REST API with all of its parts, and HTTP and WebSocket APIs. */
export async function makeApis(scene: OddScene): Promise<void> {
  await makeRest(scene);
  await makeHttp(scene);
  await makeWebSocket(scene);
}

async function makeRest({ config, record }: OddScene): Promise<void> {
  const client = new rest.APIGatewayClient(config);
  const { id: restApiId = "" } = await client.send(
    new rest.CreateRestApiCommand({
      name: "odd orders / v1",
      description: "50% of ${everything}",
      endpointConfiguration: { types: ["REGIONAL"] },
      binaryMediaTypes: ["image/png"],
      tags: { Name: "Orders", "cost/center": "a b" },
    }),
  );
  const note = (type: string, ...parts: readonly (string | undefined)[]) =>
    record.note("inherited", type, [restApiId, ...parts].join("/"));
  note("aws_api_gateway_rest_api");
  const { items = [] } = await client.send(new rest.GetResourcesCommand({ restApiId }));
  const rootId = items[0]?.id ?? "";
  const resource = async (parentId: string, pathPart: string) => {
    const { id = "" } = await client.send(new rest.CreateResourceCommand({ restApiId, parentId, pathPart }));
    note("aws_api_gateway_resource", id);
    return id;
  };
  const orders = await resource(rootId, "orders");
  const one = await resource(orders, "{id+}");
  const authorizer = await client.send(
    new rest.CreateAuthorizerCommand({
      restApiId,
      name: "by token",
      type: "TOKEN",
      authorizerUri: `arn:aws:apigateway:${config.region}:lambda:path/2015-03-31/functions/arn:aws:lambda:${config.region}:888888888888:function:check/invocations`,
      identitySource: "method.request.header.X-Token",
      authorizerResultTtlInSeconds: 60,
    }),
  );
  note("aws_api_gateway_authorizer", authorizer.id);
  const schema = JSON.stringify({ $schema: "http://json-schema.org/draft-04/schema#", title: "ü", type: "object" });
  await client.send(
    new rest.CreateModelCommand({ restApiId, name: "Order1", contentType: "application/json", schema }),
  );
  note("aws_api_gateway_model", "Order1");
  const validator = await client.send(
    new rest.CreateRequestValidatorCommand({ restApiId, name: "body / all", validateRequestBody: true }),
  );
  note("aws_api_gateway_request_validator", validator.id);
  await client.send(
    new rest.PutGatewayResponseCommand({
      restApiId,
      responseType: "MISSING_AUTHENTICATION_TOKEN",
      statusCode: "404",
      responseTemplates: { "application/json": '{"message":$context.error.messageString}' },
    }),
  );
  note("aws_api_gateway_gateway_response", "MISSING_AUTHENTICATION_TOKEN");
  const method = async (resourceId: string, httpMethod: string, more: Partial<rest.PutMethodCommandInput>) => {
    await client.send(
      new rest.PutMethodCommand({ restApiId, resourceId, httpMethod, authorizationType: "NONE", ...more }),
    );
    note("aws_api_gateway_method", resourceId, httpMethod);
  };
  await method(rootId, "GET", {});
  await method(orders, "ANY", { authorizationType: "CUSTOM", authorizerId: authorizer.id, apiKeyRequired: true });
  await method(one, "GET", {
    requestParameters: { "method.request.path.id": true },
    requestValidatorId: validator.id,
  });
  const at = { restApiId, resourceId: rootId, httpMethod: "GET" };
  await client.send(
    new rest.PutIntegrationCommand({
      ...at,
      type: "MOCK",
      requestTemplates: { "application/json": '{"statusCode": 200, "x": "${y}"}' },
    }),
  );
  note("aws_api_gateway_integration", rootId, "GET");
  await client.send(
    new rest.PutMethodResponseCommand({
      ...at,
      statusCode: "200",
      responseModels: { "application/json": "Empty" },
      responseParameters: { "method.response.header.X-Odd": false },
    }),
  );
  note("aws_api_gateway_method_response", rootId, "GET", "200");
  await client.send(
    new rest.PutIntegrationResponseCommand({
      ...at,
      statusCode: "200",
      responseTemplates: { "application/json": "$input.json('$')" },
      responseParameters: { "method.response.header.X-Odd": "'yes'" },
    }),
  );
  note("aws_api_gateway_integration_response", rootId, "GET", "200");
  for (const [resourceId, httpMethod] of [
    [orders, "ANY"],
    [one, "GET"],
  ] as const) {
    await client.send(
      new rest.PutIntegrationCommand({
        restApiId,
        resourceId,
        httpMethod,
        type: "HTTP_PROXY",
        integrationHttpMethod: "POST",
        uri: "https://legacy.example.test/orders?x=1",
        timeoutInMillis: 5_000,
      }),
    );
    note("aws_api_gateway_integration", resourceId, httpMethod);
  }
  const deployed = await client.send(new rest.CreateDeploymentCommand({ restApiId, description: "by hand" }));
  note("aws_api_gateway_deployment", deployed.id);
  await client.send(
    new rest.CreateStageCommand({
      restApiId,
      stageName: "live_1",
      deploymentId: deployed.id,
      description: "since 2018",
      variables: { backend: "blue" },
      tracingEnabled: true,
      tags: { Name: "live" },
    }),
  );
  note("aws_api_gateway_stage", "live_1");
  await client.send(
    new rest.UpdateStageCommand({
      restApiId,
      stageName: "live_1",
      patchOperations: [
        { op: "replace", path: "/*/*/logging/loglevel", value: "ERROR" },
        { op: "replace", path: "/*/*/throttling/rateLimit", value: "12.5" },
      ],
    }),
  );
  note("aws_api_gateway_method_settings", "live_1", "*/*");
  client.destroy();
}

async function makeHttp({ config, record }: OddScene): Promise<void> {
  const client = new v2.ApiGatewayV2Client(config);
  const { ApiId = "" } = await client.send(
    new v2.CreateApiCommand({
      Name: "odd api / v1",
      ProtocolType: "HTTP",
      Description: "ü",
      Version: "2",
      CorsConfiguration: { AllowOrigins: ["https://example.test"], AllowMethods: ["GET"], MaxAge: 60 },
      Tags: { Name: "HTTP" },
    }),
  );
  const note = (type: string, ...parts: readonly (string | undefined)[]) =>
    record.note("inherited", type, [ApiId, ...parts].join("/"));
  note("aws_apigatewayv2_api");
  const { IntegrationId } = await client.send(
    new v2.CreateIntegrationCommand({
      ApiId,
      IntegrationType: "HTTP_PROXY",
      IntegrationMethod: "ANY",
      IntegrationUri: "https://legacy.example.test/{proxy}",
      PayloadFormatVersion: "1.0",
      RequestParameters: { "append:header.X-Odd": "yes" },
      TimeoutInMillis: 12_000,
    }),
  );
  note("aws_apigatewayv2_integration", IntegrationId);
  const { AuthorizerId } = await client.send(
    new v2.CreateAuthorizerCommand({
      ApiId,
      Name: "jwt",
      AuthorizerType: "JWT",
      IdentitySource: ["$request.header.Authorization"],
      JwtConfiguration: { Audience: ["shop"], Issuer: "https://login.example.test" },
    }),
  );
  note("aws_apigatewayv2_authorizer", AuthorizerId);
  const { RouteId } = await client.send(
    new v2.CreateRouteCommand({
      ApiId,
      RouteKey: "GET /orders/{proxy+}",
      Target: `integrations/${IntegrationId}`,
      AuthorizationType: "JWT",
      AuthorizerId,
      AuthorizationScopes: ["orders/read"],
    }),
  );
  note("aws_apigatewayv2_route", RouteId);
  await client.send(
    new v2.CreateStageCommand({ ApiId, StageName: "$default", AutoDeploy: true, StageVariables: { backend: "a" } }),
  );
  note("aws_apigatewayv2_stage", "$default");
  client.destroy();
}

async function makeWebSocket({ config, record }: OddScene): Promise<void> {
  const client = new v2.ApiGatewayV2Client(config);
  const { ApiId } = await client.send(
    new v2.CreateApiCommand({
      Name: "odd sockets",
      ProtocolType: "WEBSOCKET",
      RouteSelectionExpression: "$request.body.action",
    }),
  );
  record.note("inherited", "aws_apigatewayv2_api", ApiId);
  const { RouteId } = await client.send(new v2.CreateRouteCommand({ ApiId, RouteKey: "$connect" }));
  record.note("inherited", "aws_apigatewayv2_route", `${ApiId}/${RouteId}`);
  client.destroy();
}
