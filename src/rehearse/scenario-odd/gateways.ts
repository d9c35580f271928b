import {
  AcceptVpcPeeringConnectionCommand,
  AllocateAddressCommand,
  AssociateDhcpOptionsCommand,
  AttachVpnGatewayCommand,
  CreateDhcpOptionsCommand,
  CreateEgressOnlyInternetGatewayCommand,
  CreateFlowLogsCommand,
  CreateManagedPrefixListCommand,
  CreateNatGatewayCommand,
  CreateVpcEndpointCommand,
  CreateVpcPeeringConnectionCommand,
  CreateVpnGatewayCommand,
  EC2Client,
} from "@aws-sdk/client-ec2";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { tagsFor } from "../scenario/tags.js";
import type { OddScene } from "./odd.js";

/** Ways out of the VPC and into others: NAT, egress-only, VPN and peering, endpoints, lists, options and flow logs. */
export async function makeGateways({ config, record, network }: OddScene): Promise<void> {
  const ec2 = new EC2Client(config);
  const address = await ec2.send(
    new AllocateAddressCommand({ Domain: "vpc", TagSpecifications: tagsFor("elastic-ip", { Name: "NAT / a" }) }),
  );
  const allocationId = record.note("legacy", "aws_eip", address.AllocationId);
  const nat = await ec2.send(
    new CreateNatGatewayCommand({
      SubnetId: network.subnetIds[0],
      AllocationId: allocationId,
      TagSpecifications: tagsFor("natgateway", { Name: "NAT a" }),
    }),
  );
  record.note("inherited", "aws_nat_gateway", nat.NatGateway?.NatGatewayId);
  const egress = await ec2.send(new CreateEgressOnlyInternetGatewayCommand({ VpcId: network.vpcId }));
  record.note(
    "inherited",
    "aws_egress_only_internet_gateway",
    egress.EgressOnlyInternetGateway?.EgressOnlyInternetGatewayId,
  );
  const options = await ec2.send(
    new CreateDhcpOptionsCommand({
      DhcpConfigurations: [
        { Key: "domain-name", Values: ["odd.internal"] },
        { Key: "domain-name-servers", Values: ["10.60.0.2", "AmazonProvidedDNS"] },
      ],
      TagSpecifications: tagsFor("dhcp-options", { Name: "odd dns" }),
    }),
  );
  const optionsId = record.note("inherited", "aws_vpc_dhcp_options", options.DhcpOptions?.DhcpOptionsId);
  await ec2.send(new AssociateDhcpOptionsCommand({ DhcpOptionsId: optionsId, VpcId: network.twinVpcId }));
  record.note("inherited", "aws_vpc_dhcp_options_association", network.twinVpcId);
  const gatewayEndpoint = await ec2.send(
    new CreateVpcEndpointCommand({
      VpcId: network.vpcId,
      ServiceName: `com.amazonaws.${config.region}.s3`,
      RouteTableIds: [network.routeTableId],
      TagSpecifications: tagsFor("vpc-endpoint", { Name: "s3 / gateway" }),
    }),
  );
  record.note("inherited", "aws_vpc_endpoint", gatewayEndpoint.VpcEndpoint?.VpcEndpointId);
  const interfaceEndpoint = await ec2.send(
    new CreateVpcEndpointCommand({
      VpcId: network.vpcId,
      VpcEndpointType: "Interface",
      ServiceName: `com.amazonaws.${config.region}.logs`,
      SubnetIds: network.subnetIds.slice(0, 2),
      SecurityGroupIds: [network.groups.rightId],
      PrivateDnsEnabled: true,
    }),
  );
  record.note("inherited", "aws_vpc_endpoint", interfaceEndpoint.VpcEndpoint?.VpcEndpointId);
  const peering = await ec2.send(
    new CreateVpcPeeringConnectionCommand({ VpcId: network.vpcId, PeerVpcId: network.twinVpcId }),
  );
  const peeringId = record.note(
    "inherited",
    "aws_vpc_peering_connection",
    peering.VpcPeeringConnection?.VpcPeeringConnectionId,
  );
  await ec2.send(new AcceptVpcPeeringConnectionCommand({ VpcPeeringConnectionId: peeringId }));
  const vpn = await ec2.send(new CreateVpnGatewayCommand({ Type: "ipsec.1", AmazonSideAsn: 64777 }));
  const vpnId = record.note("inherited", "aws_vpn_gateway", vpn.VpnGateway?.VpnGatewayId);
  await ec2.send(new AttachVpnGatewayCommand({ VpcId: network.twinVpcId, VpnGatewayId: vpnId }));
  const s3 = new S3Client(config);
  await s3.send(
    new CreateBucketCommand({
      Bucket: "odd-flow-logs",
      CreateBucketConfiguration: { LocationConstraint: "eu-west-1" },
    }),
  );
  s3.destroy();
  record.note("inherited", "aws_s3_bucket", "odd-flow-logs");
  const flow = await ec2.send(
    new CreateFlowLogsCommand({
      ResourceIds: [network.twinVpcId],
      ResourceType: "VPC",
      TrafficType: "REJECT",
      LogDestinationType: "s3",
      LogDestination: "arn:aws:s3:::odd-flow-logs",
      MaxAggregationInterval: 60,
      TagSpecifications: tagsFor("vpc-flow-log", { Name: "flow" }),
    }),
  );
  record.note("inherited", "aws_flow_log", flow.FlowLogIds?.[0]);
  const list = await ec2.send(
    new CreateManagedPrefixListCommand({
      PrefixListName: "offices & homes",
      AddressFamily: "IPv4",
      MaxEntries: 5,
      Entries: [{ Cidr: "203.0.113.0/24", Description: "office / ü" }, { Cidr: "198.51.100.7/32" }],
    }),
  );
  record.note("inherited", "aws_ec2_managed_prefix_list", list.PrefixList?.PrefixListId);
  ec2.destroy();
}
