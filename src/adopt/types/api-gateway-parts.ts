import { type AdoptionRule, flag, text, unless } from "../rule.js";
import { mapOf } from "./api-gateway.js";

const model: AdoptionRule = {
  type: "aws_api_gateway_model",
  layer: "inherited",
  label: (resource, of) => `${of("rest_api_id")} ${text(resource, "name")}`,
  configuration: (resource, { ref }) => ({
    rest_api_id: ref("rest_api_id"),
    name: text(resource, "name"),
    description: text(resource, "description"),
    content_type: text(resource, "contentType"),
    schema: text(resource, "schema"),
  }),
};

const validator: AdoptionRule = {
  type: "aws_api_gateway_request_validator",
  layer: "inherited",
  label: (resource, of) => `${of("rest_api_id")} ${text(resource, "name")}`,
  configuration: (resource, { ref }) => ({
    rest_api_id: ref("rest_api_id"),
    name: text(resource, "name"),
    validate_request_body: unless(flag(resource, "validateRequestBody"), false),
    validate_request_parameters: unless(flag(resource, "validateRequestParameters"), false),
  }),
};

const gatewayResponse: AdoptionRule = {
  type: "aws_api_gateway_gateway_response",
  layer: "inherited",
  label: (resource, of) => `${of("rest_api_id")} ${text(resource, "responseType")}`,
  configuration: (resource, { ref }) => ({
    rest_api_id: ref("rest_api_id"),
    response_type: text(resource, "responseType"),
    status_code: text(resource, "statusCode"),
    response_parameters: mapOf(resource, "responseParameters"),
    response_templates: mapOf(resource, "responseTemplates"),
  }),
};

export const apiGatewayParts: readonly AdoptionRule[] = [model, validator, gatewayResponse];
