import { DescribeRouteTablesCommand, type Route, type RouteTable } from "@aws-sdk/client-ec2";
import type { InventoryOwner } from "../../domain/inventory.js";
import { call } from "../call.js";
import { defineCollector, listing } from "../collector.js";
import { keep, links, partOf, tagsOf } from "../describe.js";
import { byNextToken } from "../paging.js";

export const destinationOf = (route: Route): string | undefined =>
  route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock ?? route.DestinationPrefixListId;

/** Routes that a person made: not the table's own, not from a virtual gateway, not of a gateway endpoint. */
const writtenRoutes = ({ Routes }: RouteTable): readonly Route[] =>
  (Routes ?? []).filter(
    (route) =>
      route.GatewayId !== "local" &&
      route.Origin !== "EnableVgwRoutePropagation" &&
      route.Origin !== "CreateRouteTable" &&
      !route.GatewayId?.startsWith("vpce-") &&
      destinationOf(route) !== undefined,
  );

const isMain = ({ Associations }: RouteTable): boolean => Boolean(Associations?.some(({ Main }) => Main));

/** A main table that nobody tagged, filled or associated is as AWS made it with the VPC. */
function routeTableOwner(table: RouteTable): InventoryOwner | undefined {
  const isUntouched =
    isMain(table) &&
    (table.Tags ?? []).length === 0 &&
    writtenRoutes(table).length === 0 &&
    (table.Associations ?? []).every(({ Main }) => Main);
  return isUntouched ? { kind: "aws", name: `the main route table of ${table.VpcId}` } : undefined;
}

export const routeTables = defineCollector<RouteTable>({
  name: "ec2:route-tables",
  service: "ec2",
  scope: "regional",
  list: listing(call("ec2", "ec2:DescribeRouteTables", DescribeRouteTablesCommand), {
    input: () => ({ MaxResults: 100 }),
    items: ({ RouteTables }) => RouteTables,
    next: byNextToken,
  }),
  label: ({ RouteTableId }) => `route table ${RouteTableId}`,
  types: {
    aws_route_table: ({ item }) => [
      {
        id: item.RouteTableId ?? "",
        attributes: { IsMain: isMain(item), ...keep(item, ["PropagatingVgws"]) },
        tags: tagsOf(item.Tags),
        links: links("vpc_id", "aws_vpc", item.VpcId),
        owner: routeTableOwner(item),
      },
    ],
    aws_route: ({ item }) =>
      writtenRoutes(item).map((route) => ({
        id: `${item.RouteTableId}_${destinationOf(route)}`,
        attributes: keep(route, [
          "DestinationCidrBlock",
          "DestinationIpv6CidrBlock",
          "DestinationPrefixListId",
          "GatewayId",
          "NatGatewayId",
          "TransitGatewayId",
          "VpcPeeringConnectionId",
          "NetworkInterfaceId",
          "InstanceId",
          "EgressOnlyInternetGatewayId",
          "CarrierGatewayId",
          "LocalGatewayId",
          "CoreNetworkArn",
          "State",
        ]),
        links: [
          ...partOf("route_table_id", "aws_route_table", item.RouteTableId),
          ...(route.GatewayId?.startsWith("igw-") ? links("gateway_id", "aws_internet_gateway", route.GatewayId) : []),
          ...links("nat_gateway_id", "aws_nat_gateway", route.NatGatewayId),
          ...links("vpc_peering_connection_id", "aws_vpc_peering_connection", route.VpcPeeringConnectionId),
          ...links("egress_only_gateway_id", "aws_egress_only_internet_gateway", route.EgressOnlyInternetGatewayId),
        ],
      })),
    aws_route_table_association: ({ item }) =>
      (item.Associations ?? [])
        .filter(({ Main }) => !Main)
        .map((association) => ({
          id: association.RouteTableAssociationId ?? "",
          // Terraform takes the pair, not the association's own id.
          importId: `${association.SubnetId ?? association.GatewayId}/${item.RouteTableId}`,
          attributes: keep(association, ["SubnetId", "GatewayId"]),
          links: [
            ...partOf("route_table_id", "aws_route_table", item.RouteTableId),
            ...links("subnet_id", "aws_subnet", association.SubnetId),
            ...links("gateway_id", "aws_internet_gateway", association.GatewayId),
          ],
        })),
  },
});
