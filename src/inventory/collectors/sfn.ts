import {
  DescribeStateMachineCommand,
  type DescribeStateMachineCommandOutput,
  ListStateMachinesCommand,
  ListTagsForResourceCommand,
  type StateMachineListItem,
  type Tag,
} from "@aws-sdk/client-sfn";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, detail, listing } from "../collector.js";
import { keep, lastPart, links } from "../describe.js";
import { bynextToken } from "../paging.js";
import { scanText } from "../scan-text.js";

export const stateMachines = defineCollector<
  StateMachineListItem,
  { machine: DescribeStateMachineCommandOutput; tags: Tag[] }
>({
  name: "sfn:state-machines",
  service: "sfn",
  scope: "regional",
  list: listing(call("sfn", "states:ListStateMachines", ListStateMachinesCommand), {
    input: () => ({ maxResults: 1000 }),
    items: ({ stateMachines }) => stateMachines,
    next: bynextToken,
  }),
  details: {
    machine: detail(call("sfn", "states:DescribeStateMachine", DescribeStateMachineCommand), {
      input: ([{ stateMachineArn }]) => ({ stateMachineArn }),
      take: (output) => output,
    }),
    tags: detail(call("sfn", "states:ListTagsForResource", ListTagsForResourceCommand), {
      input: ([{ stateMachineArn }]) => ({ resourceArn: stateMachineArn }),
      take: ({ tags }) => tags,
    }),
  },
  label: ({ name }) => `state machine ${name}`,
  types: {
    aws_sfn_state_machine: ({ item, details: { machine, tags } }) => {
      const definition = scanText("definition", machine?.definition);
      return [
        {
          id: item.stateMachineArn ?? "",
          attributes: {
            ...keep(item, ["name", "type"]),
            ...(machine &&
              keep(machine, ["roleArn", "loggingConfiguration", "tracingConfiguration", "encryptionConfiguration"])),
            ...(definition.text !== undefined && { definition: definition.text }),
          },
          tags: Object.fromEntries((tags ?? []).map(({ key, value }) => [key ?? "", value ?? ""])),
          links: links("role_arn", "aws_iam_role", lastPart(machine?.roleArn)),
          findings: definition.findings,
        },
      ];
    },
  },
});

export const sfn: readonly AnyCollector[] = [stateMachines];
