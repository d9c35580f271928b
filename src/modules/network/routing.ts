import { Eip } from "@cdktf/provider-aws/lib/eip/index.js";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway/index.js";
import { Route } from "@cdktf/provider-aws/lib/route/index.js";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table/index.js";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association/index.js";
import type { Subnet } from "@cdktf/provider-aws/lib/subnet/index.js";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import type { Resources } from "../../core/resources.js";
import type { Seen, Vpc } from "./vpc.js";

const anywhere = "0.0.0.0/0";

export interface Routing {
  readonly routeTables: Resources<RouteTable>;
  readonly natGateways: Resources<NatGateway>;
  readonly natAddresses: Resources<Eip>;
}

/**
 * Declares route tables with their default routes, and NAT gateways on fixed addresses. Partners allow-list these
 * addresses, so Terraform refuses to destroy them.
 */
export function declareRouting(scope: Construct, seen: Seen, vpc: Vpc, subnets: Resources<Subnet>): Routing {
  const { name, tags, nat_gateways, route_tables } = seen;
  const natAddresses = nat_gateways.each(
    ({ id, loop, key }) =>
      new Eip(scope, id("aws_eip.nat"), {
        ...loop,
        domain: "vpc",
        tags: tagged(tags, { Name: `${name}-nat-${key}` }),
        lifecycle: { preventDestroy: true },
        dependsOn: [...vpc.gateways],
      }),
  );
  const natGateways = nat_gateways.each(
    (round) =>
      new NatGateway(scope, round.id("aws_nat_gateway.this"), {
        ...round.loop,
        allocationId: natAddresses.at(round).allocationId,
        subnetId: subnets.get(round.value.subnet).id,
        tags: tagged(tags, { Name: `${name}-${round.key}` }),
        // AWS refuses one in a VPC whose gateway is not attached yet (provider documentation, aws_nat_gateway).
        dependsOn: [...vpc.gateways],
      }),
  );
  const routeTables = route_tables.each(
    ({ id, loop, key }) =>
      new RouteTable(scope, id("aws_route_table.this"), {
        ...loop,
        vpcId: vpc.id,
        tags: tagged(tags, { Name: `${name}-${key}` }),
      }),
  );
  route_tables.where("internet", true).each(
    (round) =>
      new Route(scope, round.id("aws_route.internet"), {
        ...round.loop,
        routeTableId: routeTables.at(round).id,
        destinationCidrBlock: anywhere,
        gatewayId: vpc.internetGatewayId,
      }),
  );
  route_tables.whereSet("nat_gateway").each(
    (round) =>
      new Route(scope, round.id("aws_route.nat"), {
        ...round.loop,
        routeTableId: routeTables.at(round).id,
        destinationCidrBlock: anywhere,
        natGatewayId: natGateways.get(round.value.nat_gateway).id,
      }),
  );
  seen.subnets.each(
    (round) =>
      new RouteTableAssociation(scope, round.id("aws_route_table_association.this"), {
        ...round.loop,
        subnetId: subnets.at(round).id,
        routeTableId: routeTables.get(round.value.route_table).id,
      }),
  );
  return { routeTables, natGateways, natAddresses };
}
