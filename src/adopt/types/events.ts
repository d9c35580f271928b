import type { InventoryResource } from "../../domain/inventory.js";
import { at, block, blocks, linked, listAt, numberAt, stringsAt, textAt } from "../answer.js";
import type { Value } from "../expression.js";
import { type AdoptionRule, tagsArgument, text, unless } from "../rule.js";

const bus: AdoptionRule = {
  type: "aws_cloudwatch_event_bus",
  layer: "inherited",
  label: (resource) => resource.id,
  configuration: (resource, context) => ({
    name: resource.id,
    description: text(resource, "Description"),
    // A bus of a partner carries the name of its source.
    event_source_name: resource.id.startsWith("aws.partner/") ? resource.id : undefined,
    kms_key_identifier: linked(context, "kms_key_identifier", "id", text(resource, "KmsKeyIdentifier")),
    dead_letter_config: block(at(resource.attributes, "DeadLetterConfig"), ["Arn"]),
    tags: tagsArgument(resource),
  }),
};

const busPolicy: AdoptionRule = {
  type: "aws_cloudwatch_event_bus_policy",
  layer: "inherited",
  label: (resource) => resource.id,
  configuration: (resource) => ({ event_bus_name: resource.id, policy: text(resource, "Policy") }),
};

const rule: AdoptionRule = {
  type: "aws_cloudwatch_event_rule",
  layer: "inherited",
  label: (resource) => resource.id,
  configuration: (resource, { ref }) => ({
    name: text(resource, "Name"),
    description: text(resource, "Description"),
    event_bus_name: text(resource, "EventBusName") === "default" ? undefined : ref("event_bus_name", "name"),
    event_pattern: text(resource, "EventPattern"),
    schedule_expression: text(resource, "ScheduleExpression"),
    role_arn: text(resource, "RoleArn"),
    state: unless(text(resource, "State"), "ENABLED"),
    tags: tagsArgument(resource),
  }),
};

const ecs = ({ attributes }: InventoryResource): Value | undefined =>
  block(
    at(attributes, "EcsParameters"),
    [
      "TaskDefinitionArn",
      "TaskCount",
      "LaunchType",
      "PlatformVersion",
      "Group",
      "PropagateTags",
      ["EnableECSManagedTags", "enable_ecs_managed_tags"],
      "EnableExecuteCommand",
    ],
    {
      network_configuration: block(
        at(attributes, "EcsParameters.NetworkConfiguration.awsvpcConfiguration"),
        ["Subnets", "SecurityGroups"],
        {
          assign_public_ip:
            textAt(attributes, "EcsParameters.NetworkConfiguration.awsvpcConfiguration.AssignPublicIp") === "ENABLED" ||
            undefined,
        },
      ),
      capacity_provider_strategy: blocks(listAt(attributes, "EcsParameters.CapacityProviderStrategy"), (answer) =>
        block(answer, [
          ["capacityProvider", "capacity_provider"],
          ["base", "base"],
          ["weight", "weight"],
        ]),
      ),
    },
  );

const target: AdoptionRule = {
  type: "aws_cloudwatch_event_target",
  layer: "inherited",
  label: (resource, of) => `${of("rule")} ${text(resource, "Id")}`,
  configuration: (resource, { ref }) => {
    const { attributes } = resource;
    return {
      rule: ref("rule", "name"),
      event_bus_name: text(resource, "Bus") === "default" ? undefined : text(resource, "Bus"),
      target_id: text(resource, "Id"),
      arn: text(resource, "Arn"),
      role_arn: text(resource, "RoleArn"),
      input: text(resource, "Input"),
      input_path: text(resource, "InputPath"),
      input_transformer: block(at(attributes, "InputTransformer"), [["InputPathsMap", "input_paths"], "InputTemplate"]),
      dead_letter_config: block(at(attributes, "DeadLetterConfig"), ["Arn"]),
      retry_policy: block(at(attributes, "RetryPolicy"), ["MaximumEventAgeInSeconds", "MaximumRetryAttempts"]),
      sqs_target: block(at(attributes, "SqsParameters"), ["MessageGroupId"]),
      kinesis_target: block(at(attributes, "KinesisParameters"), ["PartitionKeyPath"]),
      ecs_target: ecs(resource),
      batch_target: block(at(attributes, "BatchParameters"), ["JobDefinition", "JobName"], {
        array_size: numberAt(attributes, "BatchParameters.ArrayProperties.Size"),
        job_attempts: numberAt(attributes, "BatchParameters.RetryStrategy.Attempts"),
      }),
      http_target: block(at(attributes, "HttpParameters"), [
        "HeaderParameters",
        "PathParameterValues",
        "QueryStringParameters",
      ]),
      run_command_targets: blocks(listAt(attributes, "RunCommandParameters.RunCommandTargets"), (answer) =>
        block(answer, ["Key"], { values: stringsAt(answer, "Values") }),
      ),
      redshift_target: block(at(attributes, "RedshiftDataParameters"), [
        "Database",
        "DbUser",
        ["SecretManagerArn", "secrets_manager_arn"],
        "Sql",
        "StatementName",
        "WithEvent",
      ]),
    };
  },
  ignored: (resource) =>
    resource.attributes.IsInputSecret === true
      ? { attributes: ["input", "input_transformer"], reason: "its input holds a secret and is not kept" }
      : undefined,
};

export const events: readonly AdoptionRule[] = [bus, busPolicy, rule, target];
