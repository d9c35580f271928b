import {
  DescribeEventBusCommand,
  type DescribeEventBusCommandOutput,
  type EventBus,
  ListEventBusesCommand,
  ListRulesCommand,
  ListTagsForResourceCommand,
  ListTargetsByRuleCommand,
  type Rule,
  type Tag,
  type Target,
} from "@aws-sdk/client-eventbridge";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, detail, listing } from "../collector.js";
import { keep, links, partOf, tagsOf, toJson } from "../describe.js";
import { byNextToken } from "../paging.js";
import { scanText } from "../scan-text.js";

const listTags = call("events", "events:ListTagsForResource", ListTagsForResourceCommand);

/** Terraform names what lies on the default bus without it. */
export const ruleId = ({ Name, EventBusName }: Pick<Rule, "Name" | "EventBusName">): string =>
  EventBusName && EventBusName !== "default" ? `${EventBusName}/${Name}` : (Name ?? "");

const targets = defineCollector<Target & { rule: Rule }, Record<never, never>, Rule>({
  name: "events:targets",
  service: "events",
  scope: "regional",
  list: listing(call("events", "events:ListTargetsByRule", ListTargetsByRuleCommand), {
    input: ({ Name, EventBusName }: Rule) => ({ Rule: Name, EventBusName, Limit: 100 }),
    items: ({ Targets }, rule) => Targets?.map((target) => ({ ...target, rule })),
    next: byNextToken,
  }),
  label: ({ Id, rule }) => `target ${Id} of rule ${rule.Name}`,
  types: {
    aws_cloudwatch_event_target: ({ item: { rule, Input, InputTransformer, ...target } }) => {
      const input = scanText("input", Input ?? InputTransformer?.InputTemplate);
      return [
        {
          id: `${ruleId(rule)}/${target.Id}`,
          attributes: {
            ...((toJson(target) ?? {}) as object),
            Rule: rule.Name ?? "",
            Bus: rule.EventBusName ?? "default",
            ...(input.findings.length > 0
              ? { IsInputSecret: true }
              : {
                  ...(Input !== undefined && { Input }),
                  ...(InputTransformer && { InputTransformer: toJson(InputTransformer) ?? null }),
                }),
          },
          links: partOf("rule", "aws_cloudwatch_event_rule", ruleId(rule)),
          findings: input.findings,
        },
      ];
    },
  },
});

const rules = defineCollector<Rule, { tags: Tag[] }, EventBus>({
  name: "events:rules",
  service: "events",
  scope: "regional",
  list: listing(call("events", "events:ListRules", ListRulesCommand), {
    input: ({ Name }: EventBus) => ({ EventBusName: Name, Limit: 100 }),
    items: ({ Rules }) => Rules,
    next: byNextToken,
  }),
  details: {
    tags: detail(listTags, { input: ([{ Arn }]) => ({ ResourceARN: Arn }), take: ({ Tags }) => Tags }),
  },
  label: (rule) => `event rule ${ruleId(rule)}`,
  types: {
    aws_cloudwatch_event_rule: ({ item, details }) => [
      {
        id: ruleId(item),
        attributes: keep(item, [
          "Name",
          "Arn",
          "Description",
          "EventPattern",
          "ScheduleExpression",
          "State",
          "RoleArn",
          "EventBusName",
        ]),
        tags: tagsOf(details.tags),
        // What people put on the default bus, which is AWS's, is theirs.
        links:
          item.EventBusName === "default"
            ? []
            : partOf("event_bus_name", "aws_cloudwatch_event_bus", item.EventBusName),
        owner: item.ManagedBy ? { kind: "aws", name: `a rule of ${item.ManagedBy}` } : undefined,
      },
    ],
  },
  children: [targets],
});

export const eventBuses = defineCollector<EventBus, { bus: DescribeEventBusCommandOutput; tags: Tag[] }>({
  name: "events:buses",
  service: "events",
  scope: "regional",
  list: listing(call("events", "events:ListEventBuses", ListEventBusesCommand), {
    input: () => ({ Limit: 100 }),
    items: ({ EventBuses }) => EventBuses,
    next: byNextToken,
  }),
  details: {
    bus: detail(call("events", "events:DescribeEventBus", DescribeEventBusCommand), {
      input: ([{ Name }]) => ({ Name }),
      take: (output) => output,
    }),
    tags: detail(listTags, { input: ([{ Arn }]) => ({ ResourceARN: Arn }), take: ({ Tags }) => Tags }),
  },
  label: ({ Name }) => `event bus ${Name}`,
  types: {
    aws_cloudwatch_event_bus: ({ item, details }) => [
      {
        id: item.Name ?? "",
        attributes: {
          ...keep(item, ["Arn", "Description"]),
          ...(details.bus && keep(details.bus, ["KmsKeyIdentifier", "DeadLetterConfig", "Description"])),
        },
        tags: tagsOf(details.tags),
        links: links("kms_key_identifier", "aws_kms_key", details.bus?.KmsKeyIdentifier),
        owner: item.Name === "default" ? { kind: "aws", name: "the default event bus" } : undefined,
      },
    ],
    aws_cloudwatch_event_bus_policy: ({ item, details }) => {
      const policy = details.bus?.Policy ?? item.Policy;
      return policy ? [{ id: item.Name ?? "", attributes: { Policy: policy } }] : [];
    },
  },
  children: [rules],
});

export const events: readonly AnyCollector[] = [eventBuses];
