import { type LinkedResource, linkedKey } from "../core/linked-tree.js";
import type { ModelNode, ModelSubnet } from "../domain/reach/model.js";
import { blocksOf, type Resources, targetsOf } from "./tree-values.js";

interface Found {
  /** Names by which an intent may call it, beside its own key. */
  readonly aliases: readonly string[];
  readonly node: ModelNode;
}

type Finder = (resource: LinkedResource, resources: Resources) => ModelNode;

const publicUnlessInternal: Finder = ({ values }) => ({
  subnets: targetsOf(values.subnets ?? []),
  groups: targetsOf(values.security_groups ?? []),
  isPublic: values.internal !== true,
});

const inSubnetGroup: Finder = ({ values }, resources) => ({
  subnets: targetsOf(resources.meant(values.db_subnet_group_name)?.values.subnet_ids ?? []),
  groups: targetsOf(values.vpc_security_group_ids ?? []),
  isPublic: values.publicly_accessible === true,
});

/** How each type says where it stands and which groups it is in. */
const finders: Readonly<Record<string, Finder>> = {
  aws_lb: publicUnlessInternal,
  aws_elb: publicUnlessInternal,
  aws_db_instance: inSubnetGroup,
  aws_rds_cluster: inSubnetGroup,
  aws_elasticache_replication_group: ({ values }, resources) => ({
    subnets: targetsOf(resources.meant(values.subnet_group_name)?.values.subnet_ids ?? []),
    groups: targetsOf(values.security_group_ids ?? []),
    isPublic: false,
  }),
  aws_instance: ({ values }) => ({
    subnets: targetsOf(values.subnet_id),
    groups: targetsOf(values.vpc_security_group_ids ?? []),
    isPublic: values.associate_public_ip_address === true,
  }),
  aws_autoscaling_group: ({ values }, resources) => {
    const [mixed] = blocksOf(values.mixed_instances_policy);
    const [template] = blocksOf(mixed?.launch_template);
    const [specification] = blocksOf(template?.launch_template_specification ?? values.launch_template);
    const launch = resources.meant(specification?.launch_template_id ?? specification?.id);
    const [card] = blocksOf(launch?.values.network_interfaces);
    return {
      subnets: targetsOf(values.vpc_zone_identifier ?? []),
      groups: targetsOf(card?.security_groups ?? launch?.values.vpc_security_group_ids ?? []),
      isPublic: String(card?.associate_public_ip_address) === "true",
    };
  },
  aws_vpc_endpoint: ({ values }) => ({
    subnets: targetsOf(values.subnet_ids ?? []),
    groups: targetsOf(values.security_group_ids ?? []),
    isPublic: false,
  }),
};

/**
 * What has network interfaces. Each is called by its key, and all of a layer by the layer's name, so `edge`, `compute`,
 * `database`; an interface endpoint by `endpoint:SERVICE`; whatever may stand in a tier by `tier:NAME`.
 */
export function modelNodes(
  resources: Resources,
  subnets: ReadonlyMap<string, ModelSubnet>,
): ReadonlyMap<string, ModelNode> {
  const found = Object.entries(finders).flatMap(([type, finder]) =>
    resources.of(type).flatMap((resource): readonly Found[] => {
      const node = finder(resource, resources);
      return node.subnets.length > 0 ? [{ aliases: aliasesOf(resource), node }] : [];
    }),
  );
  const nodes = new Map<string, ModelNode>();
  for (const { aliases, node } of found) for (const alias of aliases) nodes.set(alias, merged(nodes.get(alias), node));
  for (const subnet of resources.of("aws_subnet")) {
    const { tier } = (subnet.values.tags ?? {}) as { readonly tier?: string };
    if (!tier || !subnets.has(linkedKey(subnet))) continue;
    const inTier = { subnets: [linkedKey(subnet)], groups: undefined, isPublic: false };
    nodes.set(`tier:${tier}`, merged(nodes.get(`tier:${tier}`), inTier));
  }
  return nodes;
}

function aliasesOf(resource: LinkedResource): readonly string[] {
  const key = linkedKey(resource);
  if (resource.type !== "aws_vpc_endpoint") return [key, resource.layer];
  const service = String(resource.values.service_name).split(".").slice(3).join(".");
  return [key, `endpoint:${service}`];
}

/** Several things under one name: all their subnets, and the groups that each of them may be in. */
export const merged = (known: ModelNode | undefined, more: ModelNode): ModelNode =>
  known
    ? {
        subnets: [...new Set([...known.subnets, ...more.subnets])],
        groups: known.groups && more.groups ? [...new Set([...known.groups, ...more.groups])] : undefined,
        isPublic: known.isPublic || more.isPublic,
      }
    : more;
