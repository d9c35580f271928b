import type { InventoryResource } from "../../domain/inventory.js";
import type { JsonObject } from "../../domain/json.js";
import { at, block, blocks, linked, listAt, numberAt, stringsAt, textAt } from "../answer.js";
import type { Arguments, Value } from "../expression.js";
import { type AdoptionRule, flag, number, type RuleContext, tagsArgument, text, unless } from "../rule.js";

const isImage = (resource: InventoryResource): boolean => text(resource, "PackageType") === "Image";
const hasSecrets = ({ attributes }: InventoryResource): boolean =>
  stringsAt(attributes, "RedactedVariables") !== undefined;

const environment = (resource: InventoryResource): Value | undefined => {
  const variables = (resource.attributes.Environment ?? {}) as Readonly<Record<string, string>>;
  return Object.keys(variables).length > 0 && !hasSecrets(resource) ? { variables } : undefined;
};

const vpc = (resource: InventoryResource, { refs }: RuleContext): Value | undefined => {
  const subnets = refs("subnet_ids");
  if (subnets.length === 0) return undefined;
  return {
    subnet_ids: subnets,
    security_group_ids: refs("security_group_ids"),
    ...(flag(resource, "Ipv6AllowedForDualStack") && { ipv6_allowed_for_dual_stack: true }),
  };
};

const image = ({ attributes }: InventoryResource): Value | undefined =>
  block(at(attributes, "ImageConfigResponse.ImageConfig"), ["Command", "EntryPoint", "WorkingDirectory"]);

const logging = ({ attributes }: InventoryResource): Value | undefined => {
  const answer = at(attributes, "LoggingConfig");
  if (textAt(answer, "LogFormat") !== "JSON") return undefined;
  return block(answer, ["LogFormat", "LogGroup", "ApplicationLogLevel", "SystemLogLevel"]);
};

/** Not there, and never read: what runs was deployed by other means. */
const absentCode = "not-in-this-root.zip";

const lambdaFunction: AdoptionRule = {
  type: "aws_lambda_function",
  layer: "inherited",
  label: (resource) => resource.id,
  configuration: (resource, context) => {
    const { attributes } = resource;
    const storage = numberAt(attributes, "EphemeralStorage.Size");
    return {
      function_name: resource.id,
      role: linked(context, "role", "arn", text(resource, "Role")),
      description: text(resource, "Description"),
      ...(isImage(resource)
        ? { package_type: "Image", image_uri: text(resource, "ImageUri"), image_config: image(resource) }
        : { filename: absentCode, runtime: text(resource, "Runtime"), handler: text(resource, "Handler") }),
      architectures: stringsAt(attributes, "Architectures"),
      memory_size: unless(number(resource, "MemorySize"), 128),
      timeout: unless(number(resource, "Timeout"), 3),
      reserved_concurrent_executions: number(resource, "ReservedConcurrentExecutions"),
      layers: stringsAt(attributes, "Layers"),
      code_signing_config_arn: text(resource, "CodeSigningConfigArn"),
      kms_key_arn: linked(context, "kms_key_arn", "arn", text(resource, "KMSKeyArn")),
      environment: environment(resource),
      vpc_config: vpc(resource, context),
      dead_letter_config: block(at(attributes, "DeadLetterConfig"), ["TargetArn"]),
      tracing_config: textAt(attributes, "TracingConfig.Mode") === "Active" ? { mode: "Active" } : undefined,
      file_system_config: blocks(listAt(attributes, "FileSystemConfigs"), (answer) =>
        block(answer, ["Arn", "LocalMountPath"]),
      ),
      ephemeral_storage: storage === undefined || storage === 512 ? undefined : { size: storage },
      snap_start:
        textAt(attributes, "SnapStart.ApplyOn") === "PublishedVersions" ? { apply_on: "PublishedVersions" } : undefined,
      logging_config: logging(resource),
      tags: tagsArgument(resource),
    };
  },
  ignored: (resource) => {
    const code = isImage(resource) ? [] : ["filename", "source_code_hash"];
    const secret = hasSecrets(resource) ? ["environment"] : [];
    if (code.length + secret.length === 0) return undefined;
    const reasons = [
      ...(code.length > 0 ? ["its code is deployed by other means"] : []),
      ...(secret.length > 0 ? ["its environment holds a secret and is not kept"] : []),
    ];
    return { attributes: [...code, ...secret], reason: reasons.join(", and ") };
  },
};

const condition = (resource: InventoryResource, operators: readonly string[], key: string): string | undefined => {
  for (const operator of operators) {
    const block = (at(resource.attributes, `Condition.${operator}`) ?? {}) as JsonObject;
    const found = Object.entries(block).find(([name]) => name.toLowerCase() === key.toLowerCase());
    if (found) return String(found[1]);
  }
  return undefined;
};

const principal = ({ attributes }: InventoryResource): string | undefined => {
  const answer = attributes.Principal;
  return typeof answer === "string" ? answer : (textAt(answer, "Service") ?? textAt(answer, "AWS"));
};

const permission: AdoptionRule = {
  type: "aws_lambda_permission",
  layer: "inherited",
  label: (resource, of) => `${of("function_name")} ${text(resource, "Sid")}`,
  configuration: (resource, { ref }) => ({
    statement_id: text(resource, "Sid"),
    action: text(resource, "Action"),
    function_name: ref("function_name", "function_name"),
    qualifier: text(resource, "Qualifier"),
    principal: principal(resource),
    source_arn: condition(resource, ["ArnLike", "ArnEquals", "StringEquals", "StringLike"], "AWS:SourceArn"),
    source_account: condition(resource, ["StringEquals"], "AWS:SourceAccount"),
    principal_org_id: condition(resource, ["StringEquals"], "aws:PrincipalOrgID"),
    event_source_token: condition(resource, ["StringEquals"], "lambda:EventSourceToken"),
    function_url_auth_type: condition(resource, ["StringEquals"], "lambda:FunctionUrlAuthType"),
  }),
};

const alias: AdoptionRule = {
  type: "aws_lambda_alias",
  layer: "inherited",
  label: (resource, of) => `${of("function_name")} ${text(resource, "Name")}`,
  configuration: (resource, { ref }) => ({
    name: text(resource, "Name"),
    description: text(resource, "Description"),
    function_name: ref("function_name", "function_name"),
    function_version: text(resource, "FunctionVersion"),
    routing_config: block(at(resource.attributes, "RoutingConfig"), ["AdditionalVersionWeights"]),
  }),
};

const source = (resource: InventoryResource): Arguments => {
  const { attributes } = resource;
  const retries = number(resource, "MaximumRetryAttempts");
  return {
    event_source_arn: text(resource, "EventSourceArn"),
    batch_size: number(resource, "BatchSize"),
    maximum_batching_window_in_seconds: unless(number(resource, "MaximumBatchingWindowInSeconds"), 0),
    parallelization_factor: number(resource, "ParallelizationFactor"),
    starting_position: text(resource, "StartingPosition"),
    starting_position_timestamp: text(resource, "StartingPositionTimestamp"),
    maximum_record_age_in_seconds: number(resource, "MaximumRecordAgeInSeconds"),
    maximum_retry_attempts: retries,
    bisect_batch_on_function_error: unless(flag(resource, "BisectBatchOnFunctionError"), false),
    tumbling_window_in_seconds: unless(number(resource, "TumblingWindowInSeconds"), 0),
    function_response_types: stringsAt(attributes, "FunctionResponseTypes"),
    topics: stringsAt(attributes, "Topics"),
    queues: stringsAt(attributes, "Queues"),
    kms_key_arn: text(resource, "KMSKeyArn"),
    filter_criteria: block({}, [], {
      filter: blocks(listAt(attributes, "FilterCriteria.Filters"), (answer) => block(answer, ["Pattern"])),
    }),
    destination_config: block({}, [], {
      on_failure: block(at(attributes, "DestinationConfig.OnFailure"), [["Destination", "destination_arn"]]),
    }),
    scaling_config: block(at(attributes, "ScalingConfig"), ["MaximumConcurrency"]),
    source_access_configuration: blocks(listAt(attributes, "SourceAccessConfigurations"), (answer) =>
      block(answer, ["Type", ["URI", "uri"]]),
    ),
  };
};

const mapping: AdoptionRule = {
  type: "aws_lambda_event_source_mapping",
  layer: "inherited",
  label: (resource, of) => `${of("function_name")} ${text(resource, "EventSourceArn")?.split(":").at(-1) ?? ""}`,
  configuration: (resource, { ref }) => ({
    function_name: ref("function_name", "arn") ?? text(resource, "FunctionArn"),
    enabled: /^(Enabl|Creat|Updat)/.test(text(resource, "State") ?? "Enabled") ? undefined : false,
    ...source(resource),
  }),
};

const functionUrl: AdoptionRule = {
  type: "aws_lambda_function_url",
  layer: "inherited",
  label: (resource, of) => `${of("function_name")} ${text(resource, "Qualifier") ?? ""}`.trim(),
  configuration: (resource, { ref }) => ({
    function_name: ref("function_name", "function_name"),
    qualifier: text(resource, "Qualifier"),
    authorization_type: text(resource, "AuthType"),
    invoke_mode: unless(text(resource, "InvokeMode"), "BUFFERED"),
    cors: block(at(resource.attributes, "Cors"), [
      "AllowCredentials",
      "AllowHeaders",
      "AllowMethods",
      "AllowOrigins",
      "ExposeHeaders",
      "MaxAge",
    ]),
  }),
};

export const lambda: readonly AdoptionRule[] = [lambdaFunction, permission, alias, mapping, functionUrl];
