import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  DescribeSecurityGroupRulesCommand,
  type EC2Client,
  type IpPermission,
} from "@aws-sdk/client-ec2";
import type { ScenarioRecord } from "../scenario/manifest.js";
import { tagsFor } from "../scenario/tags.js";

export interface OddGroups {
  /** Refers to itself. */
  readonly selfId: string;
  /** These two refer to each other. */
  readonly leftId: string;
  readonly rightId: string;
}

const ports = (from: number, to = from, protocol = "tcp") => ({ IpProtocol: protocol, FromPort: from, ToPort: to });

/** Groups that refer to themselves and to each other, with ranges, ICMP, IPv6, all protocols and a protocol by number. */
export async function makeGroups(ec2: EC2Client, vpcId: string, record: ScenarioRecord): Promise<OddGroups> {
  const make = async (name: string, description: string, tags: Readonly<Record<string, string>>) => {
    const { GroupId } = await ec2.send(
      new CreateSecurityGroupCommand({
        VpcId: vpcId,
        GroupName: name,
        Description: description,
        ...(Object.keys(tags).length > 0 && { TagSpecifications: tagsFor("security-group", tags) }),
      }),
    );
    const id = record.note("legacy", "aws_security_group", GroupId);
    const { SecurityGroupRules = [] } = await ec2.send(
      new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: "group-id", Values: [id] }] }),
    );
    for (const rule of SecurityGroupRules) {
      record.note("legacy", "aws_vpc_security_group_egress_rule", rule.SecurityGroupRuleId);
    }
    return id;
  };
  const letIn = async (groupId: string, permission: IpPermission) => {
    const { SecurityGroupRules = [] } = await ec2.send(
      new AuthorizeSecurityGroupIngressCommand({ GroupId: groupId, IpPermissions: [permission] }),
    );
    for (const rule of SecurityGroupRules) {
      record.note("legacy", "aws_vpc_security_group_ingress_rule", rule.SecurityGroupRuleId);
    }
  };
  const selfId = await make("web / öffentlich", "Everything (odd) #1: a/b", { Name: "same name" });
  const leftId = await make("left", "l", { Name: "same name" });
  const rightId = await make("right-123", "r", {});
  await letIn(selfId, { IpProtocol: "-1", UserIdGroupPairs: [{ GroupId: selfId, Description: "each other" }] });
  await letIn(selfId, { ...ports(8000, 8999), IpRanges: [{ CidrIp: "198.51.100.7/32" }] });
  await letIn(selfId, { ...ports(443), Ipv6Ranges: [{ CidrIpv6: "::/0", Description: "HTTPS, IPv6" }] });
  await letIn(selfId, { ...ports(8, -1, "icmp"), IpRanges: [{ CidrIp: "0.0.0.0/0" }] });
  await letIn(selfId, { ...ports(-1, -1, "icmpv6"), Ipv6Ranges: [{ CidrIpv6: "2001:db8::/32" }] });
  await letIn(selfId, { ...ports(-1, -1, "50"), IpRanges: [{ CidrIp: "203.0.113.0/24", Description: "IPsec (ESP)" }] });
  await letIn(leftId, { ...ports(65535), UserIdGroupPairs: [{ GroupId: rightId }] });
  await letIn(rightId, { ...ports(1, 1, "udp"), UserIdGroupPairs: [{ GroupId: leftId }] });
  const { SecurityGroupRules: made = [] } = await ec2.send(
    new AuthorizeSecurityGroupEgressCommand({
      GroupId: rightId,
      IpPermissions: [{ ...ports(5432), UserIdGroupPairs: [{ GroupId: leftId, Description: "database" }] }],
    }),
  );
  for (const rule of made) record.note("legacy", "aws_vpc_security_group_egress_rule", rule.SecurityGroupRuleId);
  return { selfId, leftId, rightId };
}
