import {
  DescribeParametersCommand,
  GetParameterCommand,
  ListTagsForResourceCommand,
  type ParameterMetadata,
  type Tag,
} from "@aws-sdk/client-ssm";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, detail, listing } from "../collector.js";
import { keep, tagsOf } from "../describe.js";
import { byNextToken } from "../paging.js";
import { scanText } from "../scan-text.js";

export const parameters = defineCollector<ParameterMetadata, { value: string; tags: Tag[] }>({
  name: "ssm:parameters",
  service: "ssm",
  scope: "regional",
  list: listing(call("ssm", "ssm:DescribeParameters", DescribeParametersCommand), {
    input: () => ({ MaxResults: 50 }),
    items: ({ Parameters }) => Parameters,
    next: byNextToken,
  }),
  details: {
    value: detail(call("ssm", "ssm:GetParameter", GetParameterCommand), {
      // A secure string is never asked for, not even encrypted.
      appliesTo: ({ Type }: ParameterMetadata) => Type !== "SecureString",
      input: ([{ Name }]) => ({ Name, WithDecryption: false }),
      take: ({ Parameter }) => Parameter?.Value,
    }),
    tags: detail(call("ssm", "ssm:ListTagsForResource", ListTagsForResourceCommand), {
      input: ([{ Name }]) => ({ ResourceType: "Parameter" as const, ResourceId: Name }),
      take: ({ TagList }) => TagList,
    }),
  },
  label: ({ Name }) => `parameter ${Name}`,
  types: {
    aws_ssm_parameter: ({ item, details }) => {
      const value = scanText("value", details.value);
      return [
        {
          id: item.Name ?? "",
          attributes: {
            ...keep(item, ["Type", "Description", "Tier", "AllowedPattern", "DataType", "KeyId"]),
            ...(value.text !== undefined && { Value: value.text }),
            ...(value.findings.length > 0 && { IsValueSecret: true }),
          },
          tags: tagsOf(details.tags),
          findings: value.findings,
        },
      ];
    },
  },
});

export const ssm: readonly AnyCollector[] = [parameters];
