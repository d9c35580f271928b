import { defineModule } from "../../core/module.js";
import { inputs, outputs, rules } from "./contract.js";
import { declareEndpoints } from "./endpoints.js";
import { example } from "./example.js";
import { declareFlowLogs } from "./flow-logs.js";
import { declareRouting } from "./routing.js";
import { declareNetworkAcls, declareSubnets } from "./subnets.js";
import { declareVpc } from "./vpc.js";

/**
 * A VPC over several zones, or the growth of one that stands.
 *
 * Costs in eu-west-1 (AWS price list, 2026): a NAT gateway about $35 a month and $0.048 a GB, its address $3.60 a month; an
 * interface endpoint about $8 a month and zone; the flow logs' key $1 a month; gateway endpoints nothing.
 */
export const network = defineModule({
  name: "network",
  description:
    "A VPC over several zones, or the growth of one that stands: subnets by tier, routes, NAT, ACLs, endpoints, flow logs.",
  inputs,
  outputs,
  rules,
  example,
  build(scope, seen) {
    const vpc = declareVpc(scope, seen);
    const subnets = declareSubnets(scope, seen, vpc);
    declareNetworkAcls(scope, seen, vpc, subnets);
    const routing = declareRouting(scope, seen, vpc, subnets);
    declareEndpoints(scope, seen, vpc, subnets, routing);
    declareFlowLogs(scope, seen, vpc);
    const ids = (table: typeof seen.subnets) => table.map((round) => subnets.at(round).id);
    return {
      vpc_id: vpc.id,
      internet_gateway_id: vpc.internetGatewayId,
      subnet_ids: ids(seen.subnets),
      public_subnet_ids: ids(seen.subnets.where("tier", "public")),
      private_subnet_ids: ids(seen.subnets.where("tier", "private")),
      data_subnet_ids: ids(seen.subnets.where("tier", "data")),
      intra_subnet_ids: ids(seen.subnets.where("tier", "intra")),
      route_table_ids: seen.route_tables.map((round) => routing.routeTables.at(round).id),
      nat_gateway_ids: seen.nat_gateways.map((round) => routing.natGateways.at(round).id),
      nat_public_ips: seen.nat_gateways.map((round) => routing.natAddresses.at(round).publicIp),
    };
  },
});
