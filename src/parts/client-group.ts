import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group/index.js";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule/index.js";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js";
import type { Construct } from "constructs";
import { tagged } from "../core/expressions.js";

export interface ClientGroupProps {
  /** Of what is reached. */
  readonly name: string;
  /** What is reached, in a word: `database` or `cache`. */
  readonly what: string;
  readonly vpcId: string;
  readonly port: number;
  readonly tags: Readonly<Record<string, string>>;
}

export interface ClientGroup {
  /** Of what is reached. */
  readonly group: SecurityGroup;
  /** Whoever is in it reaches the port. */
  readonly clients: SecurityGroup;
}

/** Declares the group of something that is reached on one port, and the group that clients are put into, so that they can be made after it. */
export function declareClientGroup(scope: Construct, { name, what, vpcId, port, tags }: ClientGroupProps): ClientGroup {
  const group = new SecurityGroup(scope, "aws_security_group.this", {
    name: `${name}-${what}`,
    description: `The ${what} ${name}`,
    vpcId,
    tags: tagged(tags, { Name: `${name}-${what}` }),
  });
  const clients = new SecurityGroup(scope, "aws_security_group.clients", {
    name: `${name}-clients`,
    description: `Whoever reaches the ${what} ${name}`,
    vpcId,
    tags: tagged(tags, { Name: `${name}-clients` }),
  });
  const onThePort = { ipProtocol: "tcp", fromPort: port, toPort: port };
  new VpcSecurityGroupIngressRule(scope, "aws_vpc_security_group_ingress_rule.clients", {
    ...onThePort,
    securityGroupId: group.id,
    description: "From the clients' group",
    referencedSecurityGroupId: clients.id,
    tags: tagged(tags, { Name: `${name}-from-clients` }),
  });
  new VpcSecurityGroupEgressRule(scope, "aws_vpc_security_group_egress_rule.clients", {
    ...onThePort,
    securityGroupId: clients.id,
    description: `To the ${what}`,
    referencedSecurityGroupId: group.id,
    tags: tagged(tags, { Name: `${name}-clients-to-${what}` }),
  });
  return { group, clients };
}
