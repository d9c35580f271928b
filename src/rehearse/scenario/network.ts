import {
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  type EC2Client,
  ModifySubnetAttributeCommand,
  ModifyVpcAttributeCommand,
} from "@aws-sdk/client-ec2";
import type { ScenarioRecord } from "./manifest.js";
import { tagsFor } from "./tags.js";

export interface MonolithNetwork {
  readonly vpcId: string;
  readonly subnetIds: readonly [string, string];
  /** The zone of each subnet. */
  readonly zones: readonly [string, string];
}

const everywhere = "0.0.0.0/0";

/** A VPC with two public subnets in two zones behind one internet gateway and one route table. */
export async function makeNetwork(ec2: EC2Client, region: string, record: ScenarioRecord): Promise<MonolithNetwork> {
  const vpc = await ec2.send(
    new CreateVpcCommand({
      CidrBlock: "10.40.0.0/16",
      TagSpecifications: tagsFor("vpc", { Name: "monolith", Team: "shop" }),
    }),
  );
  const vpcId = record.note("inherited", "aws_vpc", vpc.Vpc?.VpcId);
  await ec2.send(new ModifyVpcAttributeCommand({ VpcId: vpcId, EnableDnsHostnames: { Value: true } }));

  const zones = [`${region}a`, `${region}b`] as const;
  const subnetIds = [
    await makeSubnet(ec2, { vpcId, cidr: "10.40.0.0/24", zone: zones[0] }, record),
    await makeSubnet(ec2, { vpcId, cidr: "10.40.1.0/24", zone: zones[1] }, record),
  ] as const;

  // Without a name, as such things are found: adoption has to make one up that stays.
  const gateway = await ec2.send(new CreateInternetGatewayCommand({}));
  const gatewayId = record.note("inherited", "aws_internet_gateway", gateway.InternetGateway?.InternetGatewayId);
  await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId: gatewayId, VpcId: vpcId }));

  const table = await ec2.send(
    new CreateRouteTableCommand({
      VpcId: vpcId,
      TagSpecifications: tagsFor("route-table", { Name: "monolith-public" }),
    }),
  );
  const tableId = record.note("inherited", "aws_route_table", table.RouteTable?.RouteTableId);
  await ec2.send(
    new CreateRouteCommand({ RouteTableId: tableId, DestinationCidrBlock: everywhere, GatewayId: gatewayId }),
  );
  record.note("inherited", "aws_route", `${tableId}_${everywhere}`);
  for (const subnetId of subnetIds) {
    await ec2.send(new AssociateRouteTableCommand({ RouteTableId: tableId, SubnetId: subnetId }));
    record.note("inherited", "aws_route_table_association", `${subnetId}/${tableId}`);
  }
  return { vpcId, subnetIds, zones };
}

async function makeSubnet(
  ec2: EC2Client,
  { vpcId, cidr, zone }: { vpcId: string; cidr: string; zone: string },
  record: ScenarioRecord,
): Promise<string> {
  const { Subnet } = await ec2.send(
    new CreateSubnetCommand({
      VpcId: vpcId,
      CidrBlock: cidr,
      AvailabilityZone: zone,
      TagSpecifications: tagsFor("subnet", { Name: `monolith-public-${zone.slice(-1)}`, Tier: "public" }),
    }),
  );
  const subnetId = record.note("inherited", "aws_subnet", Subnet?.SubnetId);
  await ec2.send(new ModifySubnetAttributeCommand({ SubnetId: subnetId, MapPublicIpOnLaunch: { Value: true } }));
  return subnetId;
}
