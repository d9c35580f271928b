import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group/index.js";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway/index.js";
import { Vpc as AwsVpc } from "@cdktf/provider-aws/lib/vpc/index.js";
import { VpcIpv4CidrBlockAssociation } from "@cdktf/provider-aws/lib/vpc-ipv4-cidr-block-association/index.js";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import type { SeenInputs } from "../../core/seen.js";
import type { inputs } from "./contract.js";

export type Seen = SeenInputs<typeof inputs>;

/** The VPC, made or given, with its ranges and its internet gateway, made or given. */
export interface Vpc {
  readonly id: string;
  readonly internetGatewayId: string;
  /** What needs a way out waits for: none where the gateway was given. */
  readonly gateways: readonly InternetGateway[];
  /** What subnets outside the first range wait for. */
  readonly ranges: readonly VpcIpv4CidrBlockAssociation[];
}

/** Declares the VPC; a new one gets a default security group without rules, so that nothing uses it by mistake. */
export function declareVpc(scope: Construct, seen: Seen): Vpc {
  const { name, new_vpc, existing_vpc, existing_internet_gateway, secondary_cidr_blocks } = seen;
  const tags = tagged(seen.tags, { Name: name });
  const made = new_vpc.each(
    ({ id, loop, value }) =>
      new AwsVpc(scope, id("aws_vpc.this"), {
        ...loop,
        cidrBlock: value.cidr_block,
        instanceTenancy: value.instance_tenancy,
        enableDnsHostnames: true,
        enableDnsSupport: true,
        tags,
      }),
  );
  new_vpc.each(
    (round) =>
      new DefaultSecurityGroup(scope, round.id("aws_default_security_group.this"), {
        ...round.loop,
        vpcId: made.at(round).id,
        tags: tagged(seen.tags, { Name: `${name}-closed-default` }),
      }),
  );
  const id = existing_vpc.either(
    (vpc) => vpc.id,
    () => made.get("new_vpc").id,
  );
  const gateway = existing_internet_gateway
    .absent("internet_gateway")
    .each(
      (round) => new InternetGateway(scope, round.id("aws_internet_gateway.this"), { ...round.loop, vpcId: id, tags }),
    );
  const ranges = secondary_cidr_blocks.each(
    (round) =>
      new VpcIpv4CidrBlockAssociation(scope, round.id("aws_vpc_ipv4_cidr_block_association.this"), {
        ...round.loop,
        vpcId: id,
        cidrBlock: round.value.cidr_block,
      }),
  );
  return {
    id,
    internetGatewayId: existing_internet_gateway.either(
      (given) => given.id,
      () => gateway.get("internet_gateway").id,
    ),
    gateways: gateway.all,
    ranges: ranges.all,
  };
}
