import type { InventoryResource } from "../domain/inventory.js";
import type { ModelNode, ModelSubnet } from "../domain/reach/model.js";
import { merged } from "./nodes.js";

type Find = (type: string, id: string | undefined) => InventoryResource | undefined;
type Finder = (resource: InventoryResource, find: Find) => ModelNode;

/** Ids that a resource names by an attribute. */
export const linked = ({ links }: InventoryResource, attribute: string): readonly string[] => [
  ...new Set(links.filter((link) => link.attribute === attribute).map(({ id }) => id)),
];

const placed =
  (
    subnets: string,
    groups: string,
    isPublic: (attributes: InventoryResource["attributes"]) => boolean = () => false,
  ): Finder =>
  (resource) => ({
    subnets: linked(resource, subnets),
    groups: linked(resource, groups),
    isPublic: isPublic(resource.attributes),
  });

const inSubnetGroup =
  (groupType: string, groupAttribute: string, groups: string): Finder =>
  (resource, find) => {
    const group = find(groupType, linked(resource, groupAttribute)[0]);
    return {
      subnets: group ? linked(group, "subnet_ids") : [],
      groups: linked(resource, groups),
      isPublic: resource.attributes.PubliclyAccessible === true,
    };
  };

const isInternetFacing = ({ Scheme }: InventoryResource["attributes"]) => Scheme === "internet-facing";
const balancer = placed("subnets", "security_groups", isInternetFacing);
const database = inSubnetGroup("aws_db_subnet_group", "db_subnet_group_name", "vpc_security_group_ids");

/** How each type says where it stands and which groups it is in. */
const finders: Readonly<Record<string, Finder>> = {
  aws_elb: balancer,
  aws_lb: (resource, find) => {
    const node = balancer(resource, find);
    // A network load balancer may have no groups at all, and then lets everything through.
    return node.groups?.length === 0 ? { ...node, groups: undefined } : node;
  },
  aws_instance: placed("subnet_id", "vpc_security_group_ids", ({ PublicIpAddress }) => Boolean(PublicIpAddress)),
  aws_network_interface: placed("subnet_id", "security_groups"),
  aws_db_instance: database,
  aws_rds_cluster: database,
  aws_elasticache_cluster: inSubnetGroup("aws_elasticache_subnet_group", "subnet_group_name", "security_group_ids"),
  aws_lambda_function: placed("subnet_ids", "security_group_ids"),
  aws_efs_mount_target: placed("subnet_id", "security_groups"),
  aws_vpc_endpoint: placed("subnet_ids", "security_group_ids"),
};

/**
 * What has network interfaces. Each is called by its id, by `TYPE/ID`, by its tag `Name`; a load balancer by its name, an
 * interface endpoint by `endpoint:SERVICE`; whatever may stand in a subnet by `subnet:ID`, in a tier by `tier:NAME`.
 */
export function inventoryNodes(
  resources: readonly InventoryResource[],
  subnets: ReadonlyMap<string, ModelSubnet>,
): ReadonlyMap<string, ModelNode> {
  const byKey = new Map(resources.map((each) => [`${each.type}/${each.id}`, each]));
  const find: Find = (type, id) => byKey.get(`${type}/${id}`);
  const nodes = new Map<string, ModelNode>();
  const add = (name: string, node: ModelNode) => nodes.set(name, merged(nodes.get(name), node));
  for (const resource of resources) {
    const node = finders[resource.type]?.(resource, find);
    if (node && node.subnets.length > 0) for (const name of namesOf(resource)) add(name, node);
    if (!subnets.has(resource.id)) continue;
    const inSubnet: ModelNode = { subnets: [resource.id], groups: undefined, isPublic: false };
    add(`subnet:${resource.id}`, inSubnet);
    if (resource.tags.tier) add(`tier:${resource.tags.tier}`, inSubnet);
  }
  return nodes;
}

function namesOf({ type, id, attributes, tags }: InventoryResource): readonly string[] {
  const { LoadBalancerName, ServiceName } = attributes;
  const others = [
    tags.Name,
    LoadBalancerName,
    type === "aws_vpc_endpoint" ? `endpoint:${String(ServiceName).split(".").slice(3).join(".")}` : undefined,
  ].filter((name): name is string => typeof name === "string" && name !== "");
  return [...new Set([id, `${type}/${id}`, ...others])];
}
