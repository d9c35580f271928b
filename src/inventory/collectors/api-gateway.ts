import { GetRestApisCommand, type RestApi } from "@aws-sdk/client-api-gateway";
import { type Api, GetApisCommand } from "@aws-sdk/client-apigatewayv2";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, listing } from "../collector.js";
import { keep } from "../describe.js";

export const restApis = defineCollector<RestApi>({
  name: "apigateway:rest-apis",
  service: "apigateway",
  scope: "regional",
  list: listing(call("apigateway", "apigateway:GET", GetRestApisCommand), {
    input: () => ({ limit: 500 }),
    items: ({ items }) => items,
    next: ({ position }) => (position ? { position } : undefined),
  }),
  label: ({ id }) => `REST API ${id}`,
  types: {
    aws_api_gateway_rest_api: ({ item }) => [
      {
        id: item.id ?? "",
        attributes: keep(item, ["name", "description", "endpointConfiguration", "apiKeySource"]),
        tags: item.tags ?? {},
      },
    ],
  },
});

export const httpApis = defineCollector<Api>({
  name: "apigatewayv2:apis",
  service: "apigatewayv2",
  scope: "regional",
  list: listing(call("apigatewayv2", "apigateway:GET", GetApisCommand), {
    input: () => ({ MaxResults: "100" }),
    items: ({ Items }) => Items,
    next: ({ NextToken }) => (NextToken ? { NextToken } : undefined),
  }),
  label: ({ ApiId }) => `API ${ApiId}`,
  types: {
    aws_apigatewayv2_api: ({ item }) => [
      {
        id: item.ApiId ?? "",
        attributes: keep(item, ["Name", "Description", "ProtocolType", "ApiEndpoint"]),
        tags: item.Tags ?? {},
      },
    ],
  },
});

export const apiGateway: readonly AnyCollector[] = [restApis, httpApis];
