import type { Environment } from "../config/load.js";
import type { Arguments } from "../core/contract.js";
import { noSuchVpc, nothingAdopted } from "../core/errors.js";
import { at } from "../core/outputs.js";
import type { RootStack } from "../core/root-stack.js";
import { type Cidr, formatCidr, parseCidr } from "../domain/cidr.js";
import { environmentName } from "../domain/names.js";
import { type AclRanges, aclFor } from "../domain/network-acls.js";
import { type PlannedSubnet, planSubnets, type Tier, tierRange, tiers, zoneLetter } from "../domain/subnets.js";
import { type inputs, outputs } from "../modules/network/contract.js";
import { network as networkModule } from "../modules/network/index.js";
import { inherited } from "./adopted.js";
import { defineLayer, type LayerContext } from "./layer.js";

type NetworkArguments = Arguments<typeof inputs>;

/** The network of an environment: a new VPC, or new subnets and tables in the adopted one. */
export const network = defineLayer({
  name: "network",
  description: "VPC, subnets, routes, NAT, endpoints, flow logs",
  outputs,
  after: ({ environment }) => (environment.network.existingVpc ? ["bootstrap", inherited.name] : ["bootstrap"]),
  isIn: () => true,
  declare: (root, context) => {
    const { environment } = context;
    return root.call("network", networkModule, {
      name: environmentName(environment.organization, environment.name),
      account_id: environment.accountId,
      region: environment.region,
      partition: environment.partition,
      ...place(root, context),
      ...plan(environment),
      flow_log_to_cloudwatch: { retention_days: environment.network.flowLogs.retentionDays },
      tags: { ...environment.tags },
    });
  },
});

/** Where the network lies: in its own VPC, or in a new range of the adopted one behind the gateway that it has. */
function place(root: RootStack, { environment, adoption }: LayerContext): Partial<NetworkArguments> {
  const { cidr, existingVpc } = environment.network;
  if (!existingVpc) return { new_vpc: { cidr_block: cidr } };
  if (!adoption) throw nothingAdopted(environment.name, environment.accountId, "network.existingVpc", existingVpc.name);
  const { resources, outputs: known } = adoption.roots.inherited;
  const vpcs = known.vpc_ids ?? {};
  if (!vpcs[existingVpc.name]) throw noSuchVpc(environment.name, existingVpc.name, Object.keys(vpcs));
  const gateway = resources.find(
    ({ type, configuration }) => type === "aws_internet_gateway" && configuration.vpc_id === vpcs[existingVpc.name],
  );
  const { vpc_ids, internet_gateway_ids } = root.read(
    inherited.name,
    inherited.outputs,
    "vpc_ids",
    "internet_gateway_ids",
  );
  return {
    existing_vpc: { id: at(vpc_ids, existingVpc.name) },
    ...(gateway ? { existing_internet_gateway: { id: at(internet_gateway_ids, gateway.name) } } : {}),
    secondary_cidr_blocks: { platform: { cidr_block: cidr } },
  };
}

/** What the network consists of, over zones in the order of their names. Everything is keyed by zone, tier or service, so that growing only ever adds. */
function plan({ network, zones, connectedRanges }: Environment) {
  const range = parseCidr(network.cidr) as Cidr;
  const planned = planSubnets(range, zones);
  const extra = Object.entries(network.extraSubnets).map(([name, { tier, zone, cidr }]) => [
    name,
    { tier, zone, cidrBlock: cidr },
  ]);
  const subnets: Readonly<Record<string, PlannedSubnet>> = { ...planned, ...Object.fromEntries(extra) };
  const { natGatewayZones } = network;
  const natFor = (zone: string) =>
    zoneLetter(natGatewayZones.find((each) => each === zone) ?? natGatewayZones[0] ?? zone);
  const rangesOf = (tier: Tier): readonly string[] => {
    const beside = Object.values(network.extraSubnets).filter((extra) => extra.tier === tier);
    return [formatCidr(tierRange(range, tier)), ...beside.map(({ cidr }) => cidr)];
  };
  const ranges: AclRanges = {
    tiers: {
      public: rangesOf("public"),
      private: rangesOf("private"),
      data: rangesOf("data"),
      intra: rangesOf("intra"),
    },
    peers: [network.cidr, ...(network.existingVpc ? [network.existingVpc.cidr] : []), ...connectedRanges],
    dataClients: network.dataClients,
  };
  const keyed = <T>(keys: readonly string[], value: (key: string) => T) =>
    Object.fromEntries(keys.map((key) => [key, value(key)]));
  const tables = tiers.flatMap((tier) => zones.map((zone) => ({ tier, zone, name: `${tier}_${zoneLetter(zone)}` })));
  const { services, privateDns } = network.interfaceEndpoints;
  const privateSubnets = zones.map((zone) => `private_${zoneLetter(zone)}`);
  return {
    subnets: Object.fromEntries(
      Object.entries(subnets).map(([name, { tier, zone, cidrBlock }]) => [
        name,
        {
          tier,
          zone,
          cidr_block: cidrBlock,
          route_table: `${tier}_${zoneLetter(zone)}`,
          network_acl: tier,
          tags: discoveryTags(tier, network.clusterDiscovery),
        },
      ]),
    ),
    route_tables: Object.fromEntries(
      tables.map(({ tier, zone, name }) => [
        name,
        tier === "public" ? { internet: true } : tier === "private" ? { nat_gateway: natFor(zone) } : {},
      ]),
    ),
    nat_gateways: Object.fromEntries(
      natGatewayZones.map((zone) => [zoneLetter(zone), { subnet: `public_${zoneLetter(zone)}` }]),
    ),
    network_acls: keyed(tiers, (tier) => aclFor(tier as Tier, ranges)),
    gateway_endpoints: keyed(network.gatewayEndpoints, () => ({
      route_tables: tables.filter(({ tier }) => tier !== "data").map(({ name }) => name),
    })),
    interface_endpoints: Object.fromEntries(
      services.map((service) => [
        service.replaceAll(".", "_"),
        { service, subnets: privateSubnets, private_dns_enabled: privateDns },
      ]),
    ),
    endpoint_clients: keyed(services.length > 0 ? ["network"] : [], () => ({ cidr_block: network.cidr })),
  } satisfies Partial<NetworkArguments>;
}

/** Tags by which load balancers and Karpenter find their subnets (EKS and Karpenter user guides). */
function discoveryTags(tier: Tier, cluster: string | null): Record<string, string> {
  if (!cluster) return {};
  if (tier === "public") return { "kubernetes.io/role/elb": "1" };
  if (tier === "private") return { "kubernetes.io/role/internal-elb": "1", "karpenter.sh/discovery": cluster };
  return {};
}
