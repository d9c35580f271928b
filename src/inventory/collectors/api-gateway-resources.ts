import { GetResourcesCommand, type Method, type Resource, type RestApi } from "@aws-sdk/client-api-gateway";
import type { InventoryLink } from "../../domain/inventory.js";
import { call } from "../call.js";
import { type Draft, defineCollector, listing } from "../collector.js";
import { keep, links, partOf } from "../describe.js";
import { byPosition } from "../paging.js";

const pageSize = 500;

/** The root resource comes with the API, which tells its id: whatever lies below it is a part of the API. */
const below = (api: string, attribute: string, resource: string | undefined, isRoot: boolean) => [
  ...partOf("rest_api_id", "aws_api_gateway_rest_api", api),
  ...(isRoot
    ? links(`root_${attribute}`, "aws_api_gateway_rest_api", api)
    : partOf(attribute, "aws_api_gateway_resource", `${api}/${resource}`)),
];

interface Item {
  readonly api: string;
  readonly resource: Resource;
  /** Whether the resource above it is the API's root. */
  readonly isBelowRoot: boolean;
}

const methodsOf = ({ resource }: Item): readonly Method[] =>
  Object.entries(resource.resourceMethods ?? {}).map(([httpMethod, method]) => ({ httpMethod, ...method }));

/** A method's id, and what names it. */
interface MethodPlace {
  readonly api: string;
  readonly id: string;
  readonly links: readonly InventoryLink[];
}

/** The id of a part of an API, which AWS answers without the API's. */
const inApi = (api: string, id: string | undefined): string | undefined => id && `${api}/${id}`;

/** One object of each method, or of each of its responses, with what names the method. */
const perMethod =
  (describe: (method: Method, place: MethodPlace) => Draft[]) =>
  ({ item }: { readonly item: Item }): readonly Draft[] =>
    methodsOf(item).flatMap((method) =>
      describe(method, {
        api: item.api,
        id: `${item.api}/${item.resource.id}/${method.httpMethod}`,
        links: below(item.api, "resource_id", item.resource.id, item.resource.path === "/"),
      }),
    );

/** A part of a method, which shares its fate. */
const ofMethod = (id: string) => partOf("http_method", "aws_api_gateway_method", id);

export const resources = defineCollector<Item, Record<never, never>, RestApi>({
  name: "apigateway:resources",
  service: "apigateway",
  scope: "regional",
  list: listing(call("apigateway", "apigateway:GET", GetResourcesCommand), {
    input: ({ id }: RestApi) => ({ restApiId: id, embed: ["methods"], limit: pageSize }),
    items: ({ items = [] }, { id: api = "" }) => {
      // A path tells its parent: the root may lie on another page.
      return items.map((resource) => ({ api, resource, isBelowRoot: resource.path?.split("/").length === 2 }));
    },
    next: byPosition,
  }),
  label: ({ api, resource }) => `resource ${resource.path} of REST API ${api}`,
  types: {
    aws_api_gateway_resource: ({ item: { api, resource, isBelowRoot } }) =>
      resource.path === "/"
        ? []
        : [
            {
              id: `${api}/${resource.id}`,
              attributes: keep(resource, ["path", "pathPart"]),
              links: below(api, "parent_id", resource.parentId, isBelowRoot),
            },
          ],
    aws_api_gateway_method: perMethod((method, place) => [
      {
        id: place.id,
        attributes: keep(method, [
          "httpMethod",
          "authorizationType",
          "authorizerId",
          "authorizationScopes",
          "apiKeyRequired",
          "requestValidatorId",
          "operationName",
          "requestParameters",
          "requestModels",
        ]),
        links: [
          ...place.links,
          ...links("authorizer_id", "aws_api_gateway_authorizer", inApi(place.api, method.authorizerId)),
          ...links(
            "request_validator_id",
            "aws_api_gateway_request_validator",
            inApi(place.api, method.requestValidatorId),
          ),
        ],
      },
    ]),
    aws_api_gateway_integration: perMethod(({ httpMethod = "", methodIntegration }, place) =>
      methodIntegration?.type
        ? [
            {
              id: place.id,
              attributes: {
                method: httpMethod,
                ...keep(methodIntegration, [
                  "type",
                  "httpMethod",
                  "uri",
                  "connectionType",
                  "connectionId",
                  "credentials",
                  "requestParameters",
                  "requestTemplates",
                  "passthroughBehavior",
                  "contentHandling",
                  "timeoutInMillis",
                  "cacheNamespace",
                  "cacheKeyParameters",
                  "tlsConfig",
                ]),
              },
              links: [...place.links, ...ofMethod(place.id)],
            },
          ]
        : [],
    ),
    aws_api_gateway_method_response: perMethod(({ httpMethod = "", methodResponses = {} }, place) =>
      Object.entries(methodResponses).map(([status, response]) => ({
        id: `${place.id}/${status}`,
        attributes: { method: httpMethod, status, ...keep(response, ["responseParameters", "responseModels"]) },
        links: [...place.links, ...ofMethod(place.id)],
      })),
    ),
    aws_api_gateway_integration_response: perMethod(({ httpMethod = "", methodIntegration }, place) =>
      Object.entries(methodIntegration?.integrationResponses ?? {}).map(([status, response]) => ({
        id: `${place.id}/${status}`,
        attributes: {
          method: httpMethod,
          status,
          ...keep(response, ["selectionPattern", "responseParameters", "responseTemplates", "contentHandling"]),
        },
        links: [...place.links, ...ofMethod(place.id)],
      })),
    ),
  },
});
