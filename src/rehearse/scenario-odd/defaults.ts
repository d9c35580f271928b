import {
  AuthorizeSecurityGroupIngressCommand,
  CreateNetworkAclEntryCommand,
  CreateRouteCommand,
  DescribeInternetGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  EC2Client,
} from "@aws-sdk/client-ec2";
import type { OddScene } from "./odd.js";

/** What somebody wrote into the VPC's own ACL, group and main table, which AWS made with it. */
export async function makeDefaults({ config, record, network: { vpcId } }: OddScene): Promise<void> {
  const ec2 = new EC2Client(config);
  const inVpc = { Name: "vpc-id", Values: [vpcId] };

  const { NetworkAcls } = await ec2.send(
    new DescribeNetworkAclsCommand({ Filters: [inVpc, { Name: "default", Values: ["true"] }] }),
  );
  const aclId = record.noteLeftOut("aws_default_network_acl", NetworkAcls?.[0]?.NetworkAclId);
  const deny = { NetworkAclId: aclId, RuleNumber: 7, Egress: false, RuleAction: "deny" } as const;
  await ec2.send(
    new CreateNetworkAclEntryCommand({
      ...deny,
      Protocol: "6",
      CidrBlock: "192.0.2.0/24",
      PortRange: { From: 22, To: 23 },
    }),
  );
  record.note("inherited", "aws_network_acl_rule", `${aclId}:7:6:false`);
  await ec2.send(
    new CreateNetworkAclEntryCommand({
      ...deny,
      Egress: true,
      Protocol: "1",
      CidrBlock: "192.0.2.0/24",
      IcmpTypeCode: { Type: 8, Code: -1 },
    }),
  );
  record.note("inherited", "aws_network_acl_rule", `${aclId}:7:1:true`);
  record.noteLeftOut("aws_network_acl_rule", `${aclId}:100:-1:false`);

  const { SecurityGroups } = await ec2.send(
    new DescribeSecurityGroupsCommand({ Filters: [inVpc, { Name: "group-name", Values: ["default"] }] }),
  );
  const GroupId = record.noteLeftOut("aws_default_security_group", SecurityGroups?.[0]?.GroupId);
  const { SecurityGroupRules = [] } = await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId,
      IpPermissions: [{ IpProtocol: "tcp", FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: "198.51.100.7/32" }] }],
    }),
  );
  record.note("legacy", "aws_vpc_security_group_ingress_rule", SecurityGroupRules[0]?.SecurityGroupRuleId);

  const { RouteTables } = await ec2.send(
    new DescribeRouteTablesCommand({ Filters: [inVpc, { Name: "association.main", Values: ["true"] }] }),
  );
  const [main] = RouteTables ?? [];
  const { InternetGateways } = await ec2.send(
    new DescribeInternetGatewaysCommand({ Filters: [{ Name: "attachment.vpc-id", Values: [vpcId] }] }),
  );
  const mainId = record.note("inherited", "aws_route_table", main?.RouteTableId);
  await ec2.send(
    new CreateRouteCommand({
      RouteTableId: mainId,
      DestinationCidrBlock: "203.0.113.0/24",
      GatewayId: InternetGateways?.[0]?.InternetGatewayId,
    }),
  );
  record.note("inherited", "aws_route", `${mainId}_203.0.113.0/24`);
  record.noteLeftOut("aws_main_route_table_association", main?.Associations?.[0]?.RouteTableAssociationId);
  ec2.destroy();
}
