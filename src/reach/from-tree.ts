import { type LinkedResource, linkedKey } from "../core/linked-tree.js";
import { parseCidr } from "../domain/cidr.js";
import type { ModelAclRule, ModelRoute, ModelSubnet, NetworkModel } from "../domain/reach/model.js";
import { modelGroups } from "./groups.js";
import { modelNodes } from "./nodes.js";
import { blocksOf, Resources, rangesOf, targetOf, targetsOf } from "./tree-values.js";

/** The network of an environment as its linked tree describes it: no Terraform, no AWS. */
export function networkModel(tree: readonly LinkedResource[]): NetworkModel {
  const resources = new Resources(tree);
  const subnets = modelSubnets(resources);
  return {
    subnets,
    routeTables: modelRoutes(resources),
    acls: modelAcls(resources),
    groups: modelGroups(resources),
    nodes: modelNodes(resources, subnets),
  };
}

function modelSubnets(resources: Resources): ReadonlyMap<string, ModelSubnet> {
  const tables = new Map(
    resources
      .of("aws_route_table_association")
      .map(({ values }) => [targetOf(values.subnet_id), targetOf(values.route_table_id)]),
  );
  const acls = new Map([
    ...resources
      .of("aws_network_acl", "aws_default_network_acl")
      .flatMap((acl) => targetsOf(acl.values.subnet_ids ?? []).map((subnet) => [subnet, linkedKey(acl)] as const)),
    ...resources
      .of("aws_network_acl_association")
      .map(({ values }) => [targetOf(values.subnet_id) ?? "", targetOf(values.network_acl_id) ?? ""] as const),
  ]);
  return new Map(
    resources.of("aws_subnet", "aws_default_subnet").flatMap((subnet) => {
      const range = parseCidr(String(subnet.values.cidr_block));
      const key = linkedKey(subnet);
      if (!range) return [];
      const vpc = targetOf(subnet.values.vpc_id) ?? "";
      return [[key, { vpc, range, routeTable: tables.get(key), acl: acls.get(key) }] as const];
    }),
  );
}

const targets = [
  ["nat_gateway_id", "nat"],
  ["vpc_peering_connection_id", "peering"],
  ["transit_gateway_id", "transit"],
  ["network_interface_id", "other"],
  ["egress_only_gateway_id", "other"],
] as const;

function modelRoutes(resources: Resources): ReadonlyMap<string, readonly ModelRoute[]> {
  const routes = new Map<string, ModelRoute[]>();
  const add = (table: string | undefined, route: ModelRoute | undefined) => {
    if (!table || !route) return;
    routes.set(table, [...(routes.get(table) ?? []), route]);
  };
  for (const { values } of resources.of("aws_route")) {
    add(targetOf(values.route_table_id), routeOf(values, values.destination_cidr_block));
  }
  for (const table of resources.of("aws_route_table", "aws_default_route_table")) {
    for (const row of blocksOf(table.values.route)) add(linkedKey(table), routeOf(row, row.cidr_block));
  }
  for (const endpoint of resources.of("aws_vpc_endpoint")) {
    if (endpoint.values.vpc_endpoint_type !== "Gateway") continue;
    const service = String(endpoint.values.service_name).split(".").pop() ?? "";
    for (const table of targetsOf(endpoint.values.route_table_ids)) {
      add(table, { destination: { service }, target: { kind: "endpoint", id: linkedKey(endpoint) } });
    }
  }
  return routes;
}

function routeOf(values: Readonly<Record<string, unknown>>, destination: unknown): ModelRoute | undefined {
  const [range] = rangesOf(destination);
  if (!range) return undefined;
  const gateway = targetOf(values.gateway_id);
  if (gateway && gateway !== "local") return { destination: range, target: { kind: "internet", id: gateway } };
  const [name, kind] = targets.find(([argument]) => targetOf(values[argument])) ?? [];
  return name && kind ? { destination: range, target: { kind, id: targetOf(values[name]) as string } } : undefined;
}

function modelAcls(resources: Resources) {
  const rows = (value: unknown): readonly ModelAclRule[] =>
    blocksOf(value).flatMap((row) => aclRule(row, row.rule_no, row.action, row.cidr_block));
  const separate = (acl: string, isEgress: boolean) =>
    resources
      .of("aws_network_acl_rule")
      .filter(({ values }) => targetOf(values.network_acl_id) === acl && (values.egress === true) === isEgress)
      .flatMap(({ values }) => aclRule(values, values.rule_number, values.rule_action, values.cidr_block));
  return new Map(
    resources.of("aws_network_acl", "aws_default_network_acl").map((acl) => {
      const key = linkedKey(acl);
      const { ingress, egress } = acl.values;
      return [
        key,
        { ingress: [...rows(ingress), ...separate(key, false)], egress: [...rows(egress), ...separate(key, true)] },
      ] as const;
    }),
  );
}

const aclRule = (
  row: Readonly<Record<string, unknown>>,
  number: unknown,
  action: unknown,
  cidr: unknown,
): readonly ModelAclRule[] =>
  rangesOf(cidr).map((range) => ({
    number: Number(number),
    isAllow: action === "allow",
    protocol: String(row.protocol),
    range,
    from: Number(row.from_port ?? 0),
    to: Number(row.to_port ?? 0),
  }));
