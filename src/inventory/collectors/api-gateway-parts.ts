import {
  type GatewayResponse,
  GetGatewayResponsesCommand,
  GetModelsCommand,
  GetRequestValidatorsCommand,
  type Model,
  type RequestValidator,
  type RestApi,
} from "@aws-sdk/client-api-gateway";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, listing } from "../collector.js";
import { keep, partOf } from "../describe.js";
import { byPosition } from "../paging.js";

const pageSize = 500;
const ofApi = ({ id }: RestApi) => partOf("rest_api_id", "aws_api_gateway_rest_api", id);

/** Every API begins with a model of nothing and one of an error. */
const isFirst = ({ name, description }: Model): boolean =>
  (name === "Empty" || name === "Error") && Boolean(description?.startsWith("This is a default"));

const models = defineCollector<Model, Record<never, never>, RestApi>({
  name: "apigateway:models",
  service: "apigateway",
  scope: "regional",
  list: listing(call("apigateway", "apigateway:GET", GetModelsCommand), {
    input: ({ id }: RestApi) => ({ restApiId: id, limit: pageSize }),
    items: ({ items }) => items,
    next: byPosition,
  }),
  label: ({ name }) => `model ${name}`,
  types: {
    aws_api_gateway_model: ({ item, parent }) => [
      {
        id: `${parent.id}/${item.name}`,
        attributes: keep(item, ["name", "description", "contentType", "schema"]),
        links: ofApi(parent),
        owner: isFirst(item) ? { kind: "aws", name: `the model ${item.name} of every REST API` } : undefined,
      },
    ],
  },
});

const validators = defineCollector<RequestValidator, Record<never, never>, RestApi>({
  name: "apigateway:request-validators",
  service: "apigateway",
  scope: "regional",
  list: listing(call("apigateway", "apigateway:GET", GetRequestValidatorsCommand), {
    input: ({ id }: RestApi) => ({ restApiId: id, limit: pageSize }),
    items: ({ items }) => items,
    next: byPosition,
  }),
  label: ({ name }) => `request validator ${name}`,
  types: {
    aws_api_gateway_request_validator: ({ item, parent }) => [
      {
        id: `${parent.id}/${item.id}`,
        attributes: keep(item, ["name", "validateRequestBody", "validateRequestParameters"]),
        links: ofApi(parent),
      },
    ],
  },
});

const gatewayResponses = defineCollector<GatewayResponse, Record<never, never>, RestApi>({
  name: "apigateway:gateway-responses",
  service: "apigateway",
  scope: "regional",
  list: listing(call("apigateway", "apigateway:GET", GetGatewayResponsesCommand), {
    input: ({ id }: RestApi) => ({ restApiId: id, limit: pageSize }),
    // Those that nobody changed are answered as well.
    items: ({ items }) => items?.filter(({ defaultResponse }) => !defaultResponse),
    next: byPosition,
  }),
  label: ({ responseType }) => `gateway response ${responseType}`,
  types: {
    aws_api_gateway_gateway_response: ({ item, parent }) => [
      {
        id: `${parent.id}/${item.responseType}`,
        attributes: keep(item, ["responseType", "statusCode", "responseParameters", "responseTemplates"]),
        links: ofApi(parent),
      },
    ],
  },
});

export const apiParts: readonly AnyCollector<RestApi>[] = [models, validators, gatewayResponses];
