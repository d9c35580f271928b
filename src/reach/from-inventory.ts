import { parseCidr } from "../domain/cidr.js";
import type { Inventory, InventoryResource } from "../domain/inventory.js";
import type { JsonObject } from "../domain/json.js";
import type {
  ModelAcl,
  ModelAclRule,
  ModelGroup,
  ModelGroupRule,
  ModelRoute,
  ModelSubnet,
  NetworkModel,
} from "../domain/reach/model.js";
import { inventoryNodes, linked } from "./inventory-nodes.js";

/** The network of an account as it was found, called by AWS's ids. IPv6 and prefix lists are not judged. */
export function networkOfInventory({ resources }: Inventory): NetworkModel {
  const of = (...types: readonly string[]) => resources.filter(({ type }) => types.includes(type));
  const subnets = subnetsOf(of);
  return {
    subnets,
    routeTables: routesOf(of),
    acls: new Map(of("aws_network_acl", "aws_default_network_acl").map((acl) => [acl.id, aclOf(acl)])),
    groups: groupsOf(of),
    nodes: inventoryNodes(resources, subnets),
  };
}

/** What the inventory could not read of what decides who reaches whom, by call. */
export const networkGaps = ({ gaps }: Inventory): readonly string[] => [
  ...new Set(gaps.filter(({ call }) => decisive.test(call)).map(({ call }) => call)),
];

const decisive = /^ec2:Describe(Subnets|RouteTables|NetworkAcls|SecurityGroup|VpcEndpoints|VpcPeering)/;

type Of = (...types: readonly string[]) => readonly InventoryResource[];

function subnetsOf(of: Of): ReadonlyMap<string, ModelSubnet> {
  const tables = new Map(
    of("aws_route_table_association").flatMap((each) =>
      linked(each, "subnet_id").map((subnet) => [subnet, linked(each, "route_table_id")[0]]),
    ),
  );
  const mains = new Map(
    of("aws_route_table")
      .filter(({ attributes }) => attributes.IsMain === true)
      .map((table) => [linked(table, "vpc_id")[0], table.id]),
  );
  const acls = new Map(
    of("aws_network_acl", "aws_default_network_acl").flatMap((acl) =>
      linked(acl, "subnet_ids").map((subnet) => [subnet, acl.id]),
    ),
  );
  return new Map(
    of("aws_subnet").flatMap((subnet) => {
      const range = parseCidr(String(subnet.attributes.CidrBlock));
      const [vpc = ""] = linked(subnet, "vpc_id");
      if (!range) return [];
      const routeTable = tables.get(subnet.id) ?? mains.get(vpc);
      return [[subnet.id, { vpc, range, routeTable, acl: acls.get(subnet.id) }] as const];
    }),
  );
}

const targets = [
  ["NatGatewayId", "nat"],
  ["VpcPeeringConnectionId", "peering"],
  ["TransitGatewayId", "transit"],
  ["NetworkInterfaceId", "other"],
  ["InstanceId", "other"],
] as const;

function routesOf(of: Of): ReadonlyMap<string, readonly ModelRoute[]> {
  const routes = new Map<string, ModelRoute[]>(of("aws_route_table").map(({ id }) => [id, []]));
  for (const route of of("aws_route")) {
    const modelled = routeOf(route.attributes);
    for (const table of linked(route, "route_table_id")) if (modelled) routes.get(table)?.push(modelled);
  }
  for (const endpoint of of("aws_vpc_endpoint")) {
    if (endpoint.attributes.VpcEndpointType !== "Gateway") continue;
    const service = String(endpoint.attributes.ServiceName).split(".").pop() ?? "";
    for (const table of linked(endpoint, "route_table_ids")) {
      routes.get(table)?.push({ destination: { service }, target: { kind: "endpoint", id: endpoint.id } });
    }
  }
  return routes;
}

function routeOf(attributes: JsonObject): ModelRoute | undefined {
  const destination = parseCidr(String(attributes.DestinationCidrBlock));
  if (!destination) return undefined;
  const gateway = typeof attributes.GatewayId === "string" ? attributes.GatewayId : undefined;
  const [field, kind] = targets.find(([name]) => typeof attributes[name] === "string") ?? [];
  const id = gateway ?? (field ? String(attributes[field]) : "nothing that is modelled");
  if (attributes.State === "blackhole") return { destination, target: { kind: "blackhole", id } };
  // A virtual private gateway leads to a private network beyond, as a transit gateway does.
  if (gateway?.startsWith("vgw-")) return { destination, target: { kind: "transit", id } };
  if (gateway) return { destination, target: { kind: gateway.startsWith("igw-") ? "internet" : "other", id } };
  return { destination, target: { kind: kind ?? "other", id } };
}

const isObject = (value: unknown): value is JsonObject =>
  value !== null && typeof value === "object" && !Array.isArray(value);

function aclOf({ attributes: { Entries } }: InventoryResource): ModelAcl {
  const entries = (Array.isArray(Entries) ? Entries : []).filter(isObject);
  const rules = (isEgress: boolean): readonly ModelAclRule[] =>
    entries
      .filter(({ Egress }) => (Egress === true) === isEgress)
      .flatMap(({ RuleNumber, RuleAction, Protocol, CidrBlock, PortRange }) => {
        const range = parseCidr(String(CidrBlock));
        const { From, To } = isObject(PortRange) ? PortRange : { From: 0, To: 65_535 };
        if (!range) return [];
        const ports = { from: Number(From), to: Number(To) };
        return [
          { number: Number(RuleNumber), isAllow: RuleAction === "allow", protocol: String(Protocol), range, ...ports },
        ];
      });
  return { ingress: rules(false), egress: rules(true) };
}

function groupsOf(of: Of): ReadonlyMap<string, ModelGroup> {
  const groups = of("aws_security_group", "aws_default_security_group");
  const found = new Map(
    groups.map(({ id }) => [id, { ingress: [] as ModelGroupRule[], egress: [] as ModelGroupRule[] }]),
  );
  for (const direction of ["ingress", "egress"] as const) {
    for (const rule of of(`aws_vpc_security_group_${direction}_rule`)) {
      for (const group of linked(rule, "security_group_id")) found.get(group)?.[direction].push(...rulesOf(rule));
    }
  }
  return found;
}

function rulesOf({ id, attributes }: InventoryResource): readonly ModelGroupRule[] {
  const { IpProtocol, FromPort, ToPort, CidrIpv4, ReferencedGroupInfo } = attributes;
  const rule = { id, protocol: String(IpProtocol), from: Number(FromPort ?? 0), to: Number(ToPort ?? 65_535) };
  const range = parseCidr(String(CidrIpv4));
  const group = isObject(ReferencedGroupInfo) ? ReferencedGroupInfo.GroupId : undefined;
  return [
    ...(range ? [{ ...rule, peer: { range } }] : []),
    ...(typeof group === "string" ? [{ ...rule, peer: { group } }] : []),
  ];
}
