import { describe, expect, it } from "vitest";
import { adopt, adoptedResources } from "../../../src/adopt/adopt.js";
import { emptyMapping } from "../../../src/adopt/mapping.js";
import type { InventoryResource } from "../../../src/domain/inventory.js";
import { inventoryOf, resource } from "../../support/account.js";

const adoptionOf = (...resources: InventoryResource[]) =>
  adopt(inventoryOf(resources), emptyMapping, [], { region: "eu-west-1", singleRoot: true }).adoption;
const firstOf = (...resources: InventoryResource[]) =>
  adoptedResources(adoptionOf(...resources)).find(({ type }) => type === resources[0]?.type);

describe("a REST API", () => {
  const api = resource("aws_api_gateway_rest_api", "api1", { attributes: { name: "shop" } });
  const ofApi = ["rest_api_id", "aws_api_gateway_rest_api", "api1", true] as const;

  it("lends its root to the resources and methods right below it", () => {
    const orders = resource("aws_api_gateway_resource", "api1/r1", {
      attributes: { path: "/orders", pathPart: "orders" },
      links: [ofApi, ["root_parent_id", "aws_api_gateway_rest_api", "api1"]],
    });
    expect(firstOf(orders, api)?.configuration).toEqual({
      rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
      parent_id: "${aws_api_gateway_rest_api.shop.root_resource_id}",
      path_part: "orders",
    });
    const method = resource("aws_api_gateway_method", "api1/r1/ANY", {
      attributes: { httpMethod: "ANY", authorizationType: "NONE", requestParameters: {} },
      links: [ofApi, ["resource_id", "aws_api_gateway_resource", "api1/r1", true]],
    });
    expect(firstOf(method, orders, api)?.configuration).toEqual({
      rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
      resource_id: "${aws_api_gateway_resource.shop_orders.id}",
      http_method: "ANY",
      authorization: "NONE",
    });
  });

  it("has integrations that name their method, with their templates as they are", () => {
    const integration = resource("aws_api_gateway_integration", "api1/r0/GET", {
      attributes: { method: "GET", type: "MOCK", timeoutInMillis: 29000, requestTemplates: { "text/x": "${a}" } },
      links: [ofApi, ["root_resource_id", "aws_api_gateway_rest_api", "api1"]],
    });
    expect(firstOf(integration, api)?.configuration).toEqual({
      rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
      resource_id: "${aws_api_gateway_rest_api.shop.root_resource_id}",
      http_method: "GET",
      type: "MOCK",
      request_templates: { "text/x": "$${a}" },
    });
  });

  it("has methods that name their validator and authorizer, in the set or not", () => {
    const method = resource("aws_api_gateway_method", "api1/r0/GET", {
      attributes: { httpMethod: "GET", authorizationType: "CUSTOM", authorizerId: "a1", requestValidatorId: "v1" },
      links: [
        ofApi,
        ["authorizer_id", "aws_api_gateway_authorizer", "api1/a1"],
        ["request_validator_id", "aws_api_gateway_request_validator", "api1/v1"],
      ],
    });
    const validator = resource("aws_api_gateway_request_validator", "api1/v1", {
      attributes: { name: "all", validateRequestBody: true, validateRequestParameters: false },
      links: [ofApi],
    });
    expect(firstOf(method, validator)?.configuration).toMatchObject({
      authorizer_id: "a1",
      request_validator_id: "${aws_api_gateway_request_validator.api1_all.id}",
    });
    expect(firstOf(validator)?.configuration).toEqual({
      rest_api_id: "api1",
      name: "all",
      validate_request_body: true,
    });
  });

  it("keeps the settings of a stage's methods as AWS answers them", () => {
    const settings = resource("aws_api_gateway_method_settings", "api1/live/orders/GET", {
      attributes: { stageName: "live", path: "orders/GET", loggingLevel: "ERROR", throttlingRateLimit: 12.5 },
      links: [ofApi, ["stage_name", "aws_api_gateway_stage", "api1/live", true]],
    });
    expect(firstOf(settings)?.configuration).toEqual({
      rest_api_id: "api1",
      stage_name: "live",
      method_path: "orders/GET",
      settings: { logging_level: "ERROR", throttling_rate_limit: 12.5 },
    });
  });

  it("left out takes everything along that is a part of it", () => {
    const owner = { kind: "cloudformation", name: "shop" } as const;
    const stage = resource("aws_api_gateway_stage", "api1/live", { links: [ofApi] });
    expect(adoptionOf({ ...api, owner }, stage).leftOut.map(({ type, kind }) => [type, kind])).toEqual([
      ["aws_api_gateway_rest_api", "other-owner"],
      ["aws_api_gateway_stage", "other-owner"],
    ]);
  });
});

describe("an HTTP API", () => {
  const ofApi = ["api_id", "aws_apigatewayv2_api", "a", true] as const;

  it("has routes that name their integration, in the set or not", () => {
    const route = resource("aws_apigatewayv2_route", "a/r", {
      attributes: { RouteKey: "GET /", Target: "integrations/i1", AuthorizationType: "NONE" },
      links: [ofApi, ["target", "aws_apigatewayv2_integration", "a/i1"]],
    });
    const integration = resource("aws_apigatewayv2_integration", "a/i1", { links: [ofApi] });
    expect(firstOf(route, integration)?.configuration.target).toBe(
      '${"integrations/${aws_apigatewayv2_integration.a_i1.id}"}',
    );
    expect(firstOf(route)?.configuration).toEqual({ api_id: "a", route_key: "GET /", target: "integrations/i1" });
  });

  it.each([
    [true, { auto_deploy: true }],
    [false, { deployment_id: "d" }],
  ])("has stages that deploy by themselves (%s) or name a deployment", (AutoDeploy, expected) => {
    const stage = resource("aws_apigatewayv2_stage", "a/$default", {
      attributes: { StageName: "$default", AutoDeploy, DeploymentId: "d" },
      links: [ofApi],
    });
    expect(firstOf(stage)?.configuration).toEqual({ api_id: "a", name: "$default", ...expected });
  });

  it("made from its target has a route that cannot be imported", () => {
    const route = (ApiGatewayManaged: boolean) =>
      adoptionOf(resource("aws_apigatewayv2_route", "a/r", { attributes: { ApiGatewayManaged } })).leftOut;
    expect(route(true)).toMatchObject([
      { kind: "cannot-adopt", reason: expect.stringContaining("made from its target") },
    ]);
    expect(route(false)).toEqual([]);
  });
});

it("a rule in a default ACL is adopted by itself, and the ACL stays AWS's", () => {
  const { leftOut } = adoptionOf(resource("aws_default_network_acl", "acl-1", { owner: { kind: "aws", name: "it" } }));
  expect(leftOut).toMatchObject([{ kind: "aws-made" }]);
  const rule = resource("aws_network_acl_rule", "acl-1:7:6:false", {
    attributes: {
      RuleNumber: 7,
      Protocol: "6",
      RuleAction: "deny",
      Egress: false,
      CidrBlock: "192.0.2.0/24",
      PortRange: { From: 22, To: 23 },
    },
    links: [["network_acl_id", "aws_default_network_acl", "acl-1", true]],
  });
  expect(firstOf(rule)?.configuration).toEqual({
    network_acl_id: "acl-1",
    rule_number: 7,
    protocol: "6",
    rule_action: "deny",
    cidr_block: "192.0.2.0/24",
    from_port: 22,
    to_port: 23,
  });
});

it("a function URL of an alias names the alias", () => {
  const url = resource("aws_lambda_function_url", "resize/live", {
    attributes: { AuthType: "NONE", InvokeMode: "BUFFERED", Qualifier: "live", Cors: { AllowOrigins: ["*"] } },
    links: [["function_name", "aws_lambda_function", "resize", true]],
  });
  expect(firstOf(url)?.configuration).toEqual({
    function_name: "resize",
    qualifier: "live",
    authorization_type: "NONE",
    cors: { allow_origins: ["*"] },
  });
});

it("a database snapshot keeps the accounts that may restore it", () => {
  const snapshot = (SharedAccounts: string[]) =>
    firstOf(
      resource("aws_db_snapshot", "by-hand", {
        attributes: { SharedAccounts },
        links: [["db_instance_identifier", "aws_db_instance", "main"]],
      }),
    );
  const least = { db_snapshot_identifier: "by-hand", db_instance_identifier: "main" };
  expect(snapshot([])?.configuration).toEqual(least);
  expect(snapshot(["999999999999"])?.configuration).toEqual({ ...least, shared_accounts: ["999999999999"] });
});
