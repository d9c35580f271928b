import {
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeVpcsCommand,
  EC2Client,
  ModifySubnetAttributeCommand,
  ModifyVpcAttributeCommand,
} from "@aws-sdk/client-ec2";
import type { ScenarioRecord } from "../scenario/manifest.js";
import { tagsFor } from "../scenario/tags.js";
import type { SimulatorClientConfig } from "../simulator-environment.js";
import { makeGroups, type OddGroups } from "./security.js";

export interface OddNetwork {
  readonly vpcId: string;
  /** A second VPC with the first one's name. */
  readonly twinVpcId: string;
  readonly subnetIds: readonly [string, string, string];
  readonly routeTableId: string;
  readonly groups: OddGroups;
}

/** Two VPCs of one name, the first with IPv6, three subnets, a gateway and a table. */
export async function makeNetwork(config: SimulatorClientConfig, record: ScenarioRecord): Promise<OddNetwork> {
  const ec2 = new EC2Client(config);
  const name = "Größe / VPC №1";
  const vpcId = await makeVpc(ec2, "10.60.0.0/16", name, true, record);
  const twinVpcId = await makeVpc(ec2, "10.61.0.0/16", name, false, record);
  await ec2.send(new ModifyVpcAttributeCommand({ VpcId: vpcId, EnableDnsHostnames: { Value: true } }));
  await ec2.send(new ModifyVpcAttributeCommand({ VpcId: twinVpcId, EnableDnsSupport: { Value: false } }));
  const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({ VpcIds: [vpcId] }));
  const ipv6 = Vpcs[0]?.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock?.replace("/56", "/64");

  const subnet = async (cidr: string, zone: string, tags: Record<string, string>, block?: string) => {
    const { Subnet } = await ec2.send(
      new CreateSubnetCommand({
        VpcId: vpcId,
        CidrBlock: cidr,
        AvailabilityZone: `${config.region}${zone}`,
        ...(block && { Ipv6CidrBlock: block }),
        ...(Object.keys(tags).length > 0 && { TagSpecifications: tagsFor("subnet", tags) }),
      }),
    );
    return record.note("inherited", "aws_subnet", Subnet?.SubnetId);
  };
  const subnetIds = [
    await subnet("10.60.0.0/24", "a", { Name: "public a", purpose: "" }, ipv6),
    await subnet("10.60.1.0/24", "b", { Name: "public a" }),
    await subnet("10.60.2.0/28", "c", {}),
  ] as const;
  await ec2.send(new ModifySubnetAttributeCommand({ SubnetId: subnetIds[0], MapPublicIpOnLaunch: { Value: true } }));

  const gateway = await ec2.send(new CreateInternetGatewayCommand({}));
  const gatewayId = record.note("inherited", "aws_internet_gateway", gateway.InternetGateway?.InternetGatewayId);
  await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId: gatewayId, VpcId: vpcId }));
  const table = await ec2.send(
    new CreateRouteTableCommand({
      VpcId: vpcId,
      TagSpecifications: tagsFor("route-table", { Name: "*", note: "${x}" }),
    }),
  );
  const routeTableId = record.note("inherited", "aws_route_table", table.RouteTable?.RouteTableId);
  await ec2.send(
    new CreateRouteCommand({ RouteTableId: routeTableId, DestinationCidrBlock: "0.0.0.0/0", GatewayId: gatewayId }),
  );
  record.note("inherited", "aws_route", `${routeTableId}_0.0.0.0/0`);
  await ec2.send(
    new CreateRouteCommand({ RouteTableId: routeTableId, DestinationIpv6CidrBlock: "::/0", GatewayId: gatewayId }),
  );
  record.note("inherited", "aws_route", `${routeTableId}_::/0`);
  for (const subnetId of subnetIds.slice(0, 2)) {
    await ec2.send(new AssociateRouteTableCommand({ RouteTableId: routeTableId, SubnetId: subnetId }));
    record.note("inherited", "aws_route_table_association", `${subnetId}/${routeTableId}`);
  }
  const groups = await makeGroups(ec2, vpcId, record);
  ec2.destroy();
  return { vpcId, twinVpcId, subnetIds, routeTableId, groups };
}

async function makeVpc(ec2: EC2Client, cidr: string, name: string, ipv6: boolean, record: ScenarioRecord) {
  const { Vpc } = await ec2.send(
    new CreateVpcCommand({
      CidrBlock: cidr,
      AmazonProvidedIpv6CidrBlock: ipv6,
      TagSpecifications: tagsFor("vpc", { Name: name, "cost/center": "a b" }),
    }),
  );
  return record.note("inherited", "aws_vpc", Vpc?.VpcId);
}
