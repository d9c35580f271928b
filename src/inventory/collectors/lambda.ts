import {
  type AliasConfiguration,
  type EventSourceMappingConfiguration,
  type FunctionConfiguration,
  GetFunctionCodeSigningConfigCommand,
  GetFunctionCommand,
  type GetFunctionCommandOutput,
  GetPolicyCommand,
  type LayersListItem,
  ListAliasesCommand,
  ListEventSourceMappingsCommand,
  ListFunctionsCommand,
  ListLayersCommand,
} from "@aws-sdk/client-lambda";
import { call } from "../call.js";
import { type AnyCollector, type Draft, defineCollector, detail, listing } from "../collector.js";
import { keep, lastPart, links, partOf, toJson } from "../describe.js";
import { byNextMarker } from "../paging.js";
import { scanVariables } from "../scan-text.js";
import { functionUrls } from "./lambda-urls.js";

const getPolicy = call("lambda", "lambda:GetPolicy", GetPolicyCommand);

/** Each statement of a function's policy is a permission of its own in Terraform. */
function permissions(functionName: string, qualifier: string | undefined, policy: string | undefined): Draft[] {
  if (!policy) return [];
  const { Statement = [] } = JSON.parse(policy) as { Statement?: readonly Record<string, unknown>[] };
  const name = qualifier ? `${functionName}:${qualifier}` : functionName;
  // The ARN of a function ends with its name, that of an alias with the alias's.
  return Statement.filter(({ Resource }) => String(Resource).endsWith(`:function:${name}`)).map((statement) => ({
    id: `${name}/${statement.Sid}`,
    attributes: {
      ...((toJson(statement) ?? {}) as Draft["attributes"]),
      ...(qualifier && { Qualifier: qualifier }),
    },
    links: partOf("function_name", "aws_lambda_function", functionName),
  }));
}

const aliases = defineCollector<AliasConfiguration & { owner: string }, { policy: string }, FunctionConfiguration>({
  name: "lambda:aliases",
  service: "lambda",
  scope: "regional",
  list: listing(call("lambda", "lambda:ListAliases", ListAliasesCommand), {
    input: ({ FunctionName }: FunctionConfiguration) => ({ FunctionName }),
    items: ({ Aliases }, { FunctionName = "" }) => Aliases?.map((alias) => ({ ...alias, owner: FunctionName })),
    next: byNextMarker,
  }),
  details: {
    policy: detail(getPolicy, {
      input: ([{ owner, Name }]) => ({ FunctionName: owner, Qualifier: Name }),
      take: ({ Policy }) => Policy,
    }),
  },
  label: ({ Name, owner }) => `alias ${Name} of function ${owner}`,
  types: {
    aws_lambda_alias: ({ item }) => [
      {
        id: `${item.owner}/${item.Name}`,
        attributes: keep(item, ["Name", "FunctionVersion", "Description", "RoutingConfig"]),
        links: partOf("function_name", "aws_lambda_function", item.owner),
      },
    ],
    aws_lambda_permission: ({ item, details }) => permissions(item.owner, item.Name, details.policy),
  },
});

interface Details {
  whole: GetFunctionCommandOutput;
  policy: string;
  signing: string;
}

export const functions = defineCollector<FunctionConfiguration, Details>({
  name: "lambda:functions",
  service: "lambda",
  scope: "regional",
  list: listing(call("lambda", "lambda:ListFunctions", ListFunctionsCommand), {
    input: () => ({}),
    items: ({ Functions }) => Functions,
    next: byNextMarker,
  }),
  details: {
    whole: detail(call("lambda", "lambda:GetFunction", GetFunctionCommand), {
      tellsTags: true,
      input: ([{ FunctionName }]) => ({ FunctionName }),
      take: (output) => output,
    }),
    policy: detail(getPolicy, {
      input: ([{ FunctionName }]) => ({ FunctionName }),
      take: ({ Policy }) => Policy,
    }),
    signing: detail(call("lambda", "lambda:GetFunctionCodeSigningConfig", GetFunctionCodeSigningConfigCommand), {
      appliesTo: ({ PackageType }: FunctionConfiguration) => PackageType !== "Image",
      input: ([{ FunctionName }]) => ({ FunctionName }),
      take: ({ CodeSigningConfigArn }) => CodeSigningConfigArn,
    }),
  },
  label: ({ FunctionName }) => `function ${FunctionName}`,
  types: {
    aws_lambda_function: ({ item, details }) => {
      const environment = scanVariables("environment", item.Environment?.Variables ?? {});
      return [
        {
          id: item.FunctionName ?? "",
          attributes: {
            ...keep(item, [
              "FunctionArn",
              "Runtime",
              "Role",
              "Handler",
              "Description",
              "Timeout",
              "MemorySize",
              "PackageType",
              "Architectures",
              "DeadLetterConfig",
              "KMSKeyArn",
              "TracingConfig",
              "FileSystemConfigs",
              "EphemeralStorage",
              "SnapStart",
              "LoggingConfig",
              "ImageConfigResponse",
            ]),
            Layers: (item.Layers ?? []).map(({ Arn }) => Arn ?? ""),
            Ipv6AllowedForDualStack: item.VpcConfig?.Ipv6AllowedForDualStack ?? false,
            Environment: environment.kept,
            RedactedVariables: environment.redacted,
            ...(details.whole && {
              ImageUri: details.whole.Code?.ImageUri ?? null,
              ReservedConcurrentExecutions: details.whole.Concurrency?.ReservedConcurrentExecutions ?? null,
            }),
            ...(details.signing && { CodeSigningConfigArn: details.signing }),
          },
          tags: details.whole?.Tags ?? {},
          links: [
            ...links("role", "aws_iam_role", lastPart(item.Role)),
            ...links("subnet_ids", "aws_subnet", item.VpcConfig?.SubnetIds),
            ...links("security_group_ids", "aws_security_group", item.VpcConfig?.SecurityGroupIds),
            ...links("kms_key_arn", "aws_kms_key", lastPart(item.KMSKeyArn)),
          ],
          findings: environment.findings,
        },
      ];
    },
    aws_lambda_permission: ({ item, details }) => permissions(item.FunctionName ?? "", undefined, details.policy),
  },
  children: [aliases, functionUrls],
});

export const eventSourceMappings = defineCollector<EventSourceMappingConfiguration>({
  name: "lambda:event-source-mappings",
  service: "lambda",
  scope: "regional",
  list: listing(call("lambda", "lambda:ListEventSourceMappings", ListEventSourceMappingsCommand), {
    input: () => ({}),
    items: ({ EventSourceMappings }) => EventSourceMappings,
    next: byNextMarker,
  }),
  label: ({ UUID }) => `event source mapping ${UUID}`,
  types: {
    aws_lambda_event_source_mapping: ({ item }) => [
      {
        id: item.UUID ?? "",
        attributes: keep(item, [
          "FunctionArn",
          "EventSourceArn",
          "State",
          "BatchSize",
          "MaximumBatchingWindowInSeconds",
          "ParallelizationFactor",
          "StartingPosition",
          "StartingPositionTimestamp",
          "DestinationConfig",
          "Topics",
          "Queues",
          "SourceAccessConfigurations",
          "SelfManagedEventSource",
          "MaximumRecordAgeInSeconds",
          "BisectBatchOnFunctionError",
          "MaximumRetryAttempts",
          "TumblingWindowInSeconds",
          "FunctionResponseTypes",
          "FilterCriteria",
          "ScalingConfig",
          "KMSKeyArn",
        ]),
        links: partOf("function_name", "aws_lambda_function", item.FunctionArn?.split(":")[6]),
      },
    ],
  },
});

export const layers = defineCollector<LayersListItem>({
  name: "lambda:layers",
  service: "lambda",
  scope: "regional",
  list: listing(call("lambda", "lambda:ListLayers", ListLayersCommand), {
    input: () => ({}),
    items: ({ Layers }) => Layers,
    next: byNextMarker,
  }),
  label: ({ LayerName }) => `layer ${LayerName}`,
  types: {
    aws_lambda_layer_version: ({ item }) => [
      { id: item.LatestMatchingVersion?.LayerVersionArn ?? item.LayerArn ?? "", attributes: keep(item, ["LayerName"]) },
    ],
  },
});

export const lambda: readonly AnyCollector[] = [functions, eventSourceMappings, layers];
