import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  DescribeSecurityGroupRulesCommand,
  type EC2Client,
  type IpPermission,
} from "@aws-sdk/client-ec2";
import type { ScenarioRecord } from "./manifest.js";
import { tagsFor } from "./tags.js";

export interface MonolithGroups {
  readonly balancerGroupId: string;
  readonly instanceGroupId: string;
}

const tcp = (port: number) => ({ IpProtocol: "tcp", FromPort: port, ToPort: port });
/** A documentation range (RFC 5737) for the office's addresses. */
const officeRange = "203.0.113.0/24";

/** One group open on HTTP to the world, and one for the instances behind it. */
export async function makeGroups(ec2: EC2Client, vpcId: string, record: ScenarioRecord): Promise<MonolithGroups> {
  const balancerGroupId = await makeGroup(
    ec2,
    { vpcId, name: "web-elb", description: "HTTP from the world", tagged: true },
    [{ ...tcp(80), IpRanges: [{ CidrIp: "0.0.0.0/0", Description: "HTTP" }] }],
    record,
  );
  const instanceGroupId = await makeGroup(
    ec2,
    { vpcId, name: "web-instances", description: "Instances of the shop", tagged: false },
    [
      { ...tcp(80), UserIdGroupPairs: [{ GroupId: balancerGroupId, Description: "HTTP from the load balancer" }] },
      { ...tcp(22), IpRanges: [{ CidrIp: officeRange, Description: "SSH from the office" }] },
    ],
    record,
  );
  return { balancerGroupId, instanceGroupId };
}

async function makeGroup(
  ec2: EC2Client,
  group: { vpcId: string; name: string; description: string; tagged: boolean },
  ingress: readonly IpPermission[],
  record: ScenarioRecord,
): Promise<string> {
  const { GroupId } = await ec2.send(
    new CreateSecurityGroupCommand({
      VpcId: group.vpcId,
      GroupName: group.name,
      Description: group.description,
      ...(group.tagged ? { TagSpecifications: tagsFor("security-group", { Name: group.name }) } : {}),
    }),
  );
  const groupId = record.note("legacy", "aws_security_group", GroupId);
  // AWS opens a new group to everything outbound; that rule exists, so Terraform has to know it.
  const { SecurityGroupRules: made = [] } = await ec2.send(
    new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: "group-id", Values: [groupId] }] }),
  );
  for (const rule of made) record.note("legacy", ruleType(rule.IsEgress), rule.SecurityGroupRuleId);
  for (const permission of ingress) {
    const { SecurityGroupRules = [] } = await ec2.send(
      new AuthorizeSecurityGroupIngressCommand({ GroupId: groupId, IpPermissions: [permission] }),
    );
    for (const rule of SecurityGroupRules) record.note("legacy", ruleType(rule.IsEgress), rule.SecurityGroupRuleId);
  }
  return groupId;
}

const ruleType = (isEgress: boolean | undefined) => `aws_vpc_security_group_${isEgress ? "egress" : "ingress"}_rule`;
