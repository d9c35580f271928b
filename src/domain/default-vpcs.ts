import type { InventoryResource } from "./inventory.js";

/** What AWS makes together with a default VPC. */
const ownParts: Readonly<Record<string, (resource: InventoryResource) => boolean>> = {
  aws_subnet: ({ attributes }) => attributes.DefaultForAz === true,
  aws_internet_gateway: () => true,
  aws_route_table: ({ attributes }) => attributes.IsMain === true,
  aws_main_route_table_association: () => true,
  aws_default_security_group: () => true,
  aws_default_network_acl: () => true,
};

/**
 * Gives the default VPCs that nobody uses to AWS, with the subnets, gateway and table that came with them.
 * AWS makes a default VPC in every region; one that holds an instance, a load balancer or a group of somebody's is an
 * object like any other.
 */
export function ownDefaultVpcs(resources: readonly InventoryResource[]): readonly InventoryResource[] {
  const unused = new Map<string, ReadonlySet<InventoryResource>>();
  for (const vpc of resources) {
    if (vpc.type !== "aws_vpc" || vpc.attributes.IsDefault !== true) continue;
    const inside = contentOf(vpc, resources);
    const isUnused = inside.every((each) => each.owner?.kind === "aws" || ownParts[each.type]?.(each));
    if (isUnused) unused.set(vpc.id, new Set([vpc, ...inside]));
  }
  return resources.map((resource) => {
    if (resource.owner) return resource;
    const vpc = [...unused].find(([, members]) => members.has(resource))?.[0];
    return vpc ? { ...resource, owner: { kind: "aws", name: `the unused default VPC ${vpc}` } } : resource;
  });
}

/** Everything that names the VPC or one of its subnets, but not what is a part of something else. */
function contentOf(vpc: InventoryResource, resources: readonly InventoryResource[]): readonly InventoryResource[] {
  const names = (resource: InventoryResource, type: string, ids: ReadonlySet<string>) =>
    resource.links.some((link) => !link.isPart && link.type === type && ids.has(link.id));
  const inVpc = resources.filter((resource) => names(resource, "aws_vpc", new Set([vpc.id])));
  const subnetIds = new Set(inVpc.filter(({ type }) => type === "aws_subnet").map(({ id }) => id));
  return [...new Set([...inVpc, ...resources.filter((resource) => names(resource, "aws_subnet", subnetIds))])];
}
