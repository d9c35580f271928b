import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group/index.js";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule/index.js";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import type { Seen } from "./role.js";

/** Declares the group of the instances: named groups in on the port, named groups and HTTPS out. No SSH. */
export function declareSecurityGroup(scope: Construct, seen: Seen): SecurityGroup {
  const { name, port, clients, servers } = seen;
  const group = new SecurityGroup(scope, "aws_security_group.this", {
    name: `${name}-instances`,
    description: `Instances of ${name}`,
    vpcId: seen.vpc_id,
    tags: tagged(seen.tags, { Name: `${name}-instances` }),
  });
  clients.each(
    ({ id, loop, key, value }) =>
      new VpcSecurityGroupIngressRule(scope, id("aws_vpc_security_group_ingress_rule.clients"), {
        ...loop,
        securityGroupId: group.id,
        description: `From ${key}`,
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
        referencedSecurityGroupId: value.security_group_id,
        tags: tagged(seen.tags, { Name: `${name}-from-${key}` }),
      }),
  );
  servers.each(
    ({ id, loop, key, value }) =>
      new VpcSecurityGroupEgressRule(scope, id("aws_vpc_security_group_egress_rule.servers"), {
        ...loop,
        securityGroupId: group.id,
        description: `To ${key}`,
        ipProtocol: "tcp",
        fromPort: value.port,
        toPort: value.port,
        referencedSecurityGroupId: value.security_group_id,
        tags: tagged(seen.tags, { Name: `${name}-to-${key}` }),
      }),
  );
  new VpcSecurityGroupEgressRule(scope, "aws_vpc_security_group_egress_rule.https", {
    securityGroupId: group.id,
    description: "To AWS and package mirrors",
    ipProtocol: "tcp",
    fromPort: 443,
    toPort: 443,
    cidrIpv4: "0.0.0.0/0",
    tags: tagged(seen.tags, { Name: `${name}-to-https` }),
  });
  return group;
}
