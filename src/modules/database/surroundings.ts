import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group/index.js";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js";
import type { SecurityGroup } from "@cdktf/provider-aws/lib/security-group/index.js";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { listOf, tagged } from "../../core/expressions.js";
import type { Resources } from "../../core/resources.js";
import type { SeenInputs } from "../../core/seen.js";
import { policyDocument } from "../../domain/policy-document.js";
import { declareClientGroup } from "../../parts/client-group.js";
import type { inputs } from "./contract.js";

export type Seen = SeenInputs<typeof inputs>;

/** What a database stands among. */
export interface Surroundings {
  readonly subnetGroup: DbSubnetGroup;
  readonly group: SecurityGroup;
  /** Whoever is in it reaches the database. */
  readonly clients: SecurityGroup;
  readonly monitoring: IamRole;
  /** What must be there before the database is. */
  readonly before: readonly ITerraformDependable[];
}

/** Declares the subnet group, the security group that admits named groups on the port alone, and the role of monitoring. */
export function declareSurroundings(scope: Construct, seen: Seen): Surroundings {
  const { name, port, partition, clients } = seen;
  const tags = tagged(seen.tags, { Name: name });
  const subnetGroup = new DbSubnetGroup(scope, "aws_db_subnet_group.this", {
    name,
    description: `Data subnets of ${name}`,
    subnetIds: listOf(seen.subnet_ids),
    tags,
  });
  const { group, clients: clientGroup } = declareClientGroup(scope, {
    name,
    what: "database",
    vpcId: seen.vpc_id,
    port,
    tags: seen.tags,
  });
  clients.each(
    ({ id, loop, key, value }) =>
      new VpcSecurityGroupIngressRule(scope, id("aws_vpc_security_group_ingress_rule.named"), {
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
  const monitoring = new IamRole(scope, "aws_iam_role.monitoring", {
    name: `${name}-monitoring`,
    description: `Reports how the system under ${name} does`,
    assumeRolePolicy: policyDocument({
      Effect: "Allow",
      Principal: { Service: "monitoring.rds.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "aws:SourceAccount": seen.account_id } },
    }),
    permissionsBoundary: seen.permissions_boundary_arn,
    tags: tagged(seen.tags, { Name: `${name}-monitoring` }),
  });
  const right = new IamRolePolicyAttachment(scope, "aws_iam_role_policy_attachment.monitoring", {
    role: monitoring.name,
    policyArn: `arn:${partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole`,
  });
  return { subnetGroup, group, clients: clientGroup, monitoring, before: [right] };
}

/** Declares the log groups before RDS would, which would keep everything for ever. */
export function declareLogGroups(scope: Construct, seen: Seen): Resources<CloudwatchLogGroup> {
  const kind = seen.aurora.either(
    () => "cluster",
    () => "instance",
  );
  return seen.logs.each(
    ({ id, loop, key, value }) =>
      new CloudwatchLogGroup(scope, id("aws_cloudwatch_log_group.this"), {
        ...loop,
        name: `/aws/rds/${kind}/${seen.name}/${key}`,
        retentionInDays: value.retention_days,
        kmsKeyId: seen.logs_key_arn,
        tags: tagged(seen.tags, { Name: `${seen.name}-${key}` }),
      }),
  );
}
