import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { Subnet } from "@cdktf/provider-aws/lib/subnet/index.js";
import { Vpc } from "@cdktf/provider-aws/lib/vpc/index.js";
import { defaulted, nullable, output, required } from "../../src/core/contract.js";
import { tagged } from "../../src/core/expressions.js";
import { defineModule } from "../../src/core/module.js";
import * as t from "../../src/core/types.js";
import { atMost, attribute, oneOf } from "../../src/core/validations.js";

/** A module that uses each part of the contract once. */
export const tiny = defineModule({
  name: "tiny",
  description: "Each part of the contract once.",
  inputs: {
    name: required(t.string, "Name.", atMost(8)),
    days: defaulted(t.number, 30, "Days."),
    subnets: required(
      t.map(
        t.object({
          tier: t.string,
          after: t.optional(t.string),
          open: t.optional(t.bool, false),
          tags: t.optional(t.map(t.string), {}),
        }),
      ),
      "Subnets.",
      attribute("tier", oneOf("public", "private")),
    ),
    existing: nullable(t.object({ id: t.string }), "An existing VPC."),
    logs: nullable(t.object({ days: t.optional(t.number, 7) }), "Logs."),
  },
  outputs: {
    vpc_id: output(t.string, "Id."),
    public_ids: output(t.map(t.string), "Ids of public subnets."),
  },
  example: { name: "x", subnets: {} },
  build(scope, { name, subnets, existing, logs }) {
    const made = existing
      .absent("vpc")
      .each(({ id, loop }) => new Vpc(scope, id("aws_vpc.this"), { ...loop, tags: { Name: name } }));
    const vpcId = existing.either(
      (vpc) => vpc.id,
      () => made.get("vpc").id,
    );
    const all = subnets.each(
      ({ id, loop, key, value }) =>
        new Subnet(scope, id("aws_subnet.this"), {
          ...loop,
          vpcId,
          tags: tagged({ Name: `${name}-${key}` }, value.tags),
        }),
    );
    subnets.whereSet("after").each(
      (round) =>
        new CloudwatchLogGroup(scope, round.id("aws_cloudwatch_log_group.after"), {
          ...round.loop,
          name: all.get(round.value.after).arn,
        }),
    );
    logs.each(
      ({ id, loop, value }) =>
        new CloudwatchLogGroup(scope, id("aws_cloudwatch_log_group.this"), { ...loop, retentionInDays: value.days }),
    );
    subnets
      .where("open", true)
      .any("open")
      .each(({ id, loop }) => new CloudwatchLogGroup(scope, id("aws_cloudwatch_log_group.open"), { ...loop, name }));
    return { vpc_id: vpcId, public_ids: subnets.where("tier", "public").map((round) => all.at(round).id) };
  },
});
