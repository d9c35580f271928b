import { type InventoryLink, type InventoryOwner, type InventoryResource, resourceKey } from "./inventory.js";

const ownerTags: readonly { readonly tag: RegExp; readonly kind: InventoryOwner["kind"] }[] = [
  { tag: /^aws:cloudformation:stack-name$/, kind: "cloudformation" },
  { tag: /^aws:autoscaling:groupName$/, kind: "autoscaling" },
  { tag: /^elasticbeanstalk:environment-name$/, kind: "elastic-beanstalk" },
  { tag: /^(aws:eks:cluster-name|eks:cluster-name|eks:eks-cluster-name)$/, kind: "eks" },
  { tag: /^(elbv2\.k8s\.aws\/cluster|ebs\.csi\.aws\.com\/cluster)$/, kind: "kubernetes" },
];
/** Values of a tag `managed-by`, as Uplift itself writes it: such an object is in somebody's state already. */
const infrastructureTools = /^(terraform|terragrunt|opentofu|tofu|cdktf|pulumi)$/i;
/** Services that copy data by a schedule and delete the copies again, by the tag that each puts on them. */
const schedulers: Readonly<Record<string, string>> = {
  "aws:backup:source-resource": "a copy of AWS Backup, which deletes it again",
  "aws:dlm:lifecycle-policy-id": "a copy of Data Lifecycle Manager, which deletes it again",
};
const clusterTag = /^kubernetes\.io\/cluster\/(.+)$/;

/** Who owns an object by the tags that AWS and Kubernetes put on what they make. */
export function ownerByTags(tags: Readonly<Record<string, string>>): InventoryOwner | undefined {
  for (const [key, value] of Object.entries(tags)) {
    const known = ownerTags.find(({ tag }) => tag.test(key));
    if (known) return { kind: known.kind, name: value };
    const scheduler = schedulers[key];
    if (scheduler) return { kind: "aws", name: scheduler };
    if (/^managed-?by$/i.test(key) && infrastructureTools.test(value)) return { kind: "terraform", name: value };
    const cluster = clusterTag.exec(key)?.[1];
    if (cluster && value === "owned") return { kind: "kubernetes", name: cluster };
  }
  return undefined;
}

/**
 * The same objects, where each part has the owner of what it is a part of.
 * A volume that goes with its instance is the instance's: Terraform sees it as part of it.
 * Rules that a person added to a default group stay nobody's: AWS made the group, not the rule.
 */
export function inheritOwners(resources: readonly InventoryResource[]): readonly InventoryResource[] {
  const byKey = new Map(resources.map((resource) => [resourceKey(resource), resource]));
  const instanceOfVolume = new Map(
    resources.flatMap(({ id, links }) =>
      links.filter(({ attribute }) => attribute === "block_device").map((volume) => [resourceKey(volume), id] as const),
    ),
  );
  const natOfAddress = new Map(
    resources.flatMap(({ type, id, links }) =>
      type === "aws_nat_gateway"
        ? links
            .filter(({ attribute }) => attribute === "allocation_id")
            .map((address) => [resourceKey(address), id] as const)
        : [],
    ),
  );
  const ownerOf = (resource: InventoryResource, seen: ReadonlySet<string>): InventoryOwner | undefined => {
    if (resource.owner) return resource.owner;
    const binder = ownerOfAddress(resource, byKey, natOfAddress);
    if (binder) return binder;
    const instance = instanceOfVolume.get(resourceKey(resource));
    if (instance) return { kind: "instance", name: instance };
    for (const link of resource.links) {
      const whole = link.isPart && !seen.has(resourceKey(link)) ? byKey.get(resourceKey(link)) : undefined;
      const owner = whole && ownerOf(whole, new Set([...seen, resourceKey(link)]));
      if (owner && (owner.kind !== "aws" || isMadeWithItsWhole(resource, link))) return owner;
    }
    return undefined;
  };
  return resources.map((resource) => {
    const owner = ownerOf(resource, new Set([resourceKey(resource)]));
    return owner ? { ...resource, owner } : resource;
  });
}

/** What bound an address by itself: a NAT gateway, or a service whose interface has it. */
function ownerOfAddress(
  { type, links }: InventoryResource,
  byKey: ReadonlyMap<string, InventoryResource>,
  natOfAddress: ReadonlyMap<string, string>,
): InventoryOwner | undefined {
  if (type !== "aws_eip_association") return undefined;
  for (const link of links) {
    const gateway = natOfAddress.get(resourceKey(link));
    if (gateway) return { kind: "aws", name: `NAT gateway ${gateway} has the address` };
    const owner = link.type === "aws_network_interface" ? byKey.get(resourceKey(link))?.owner : undefined;
    if (owner?.kind === "aws") return owner;
  }
  return undefined;
}

const ruleTypes = /^aws_vpc_security_group_(ingress|egress)_rule$/;

/** Whether AWS makes the part together with the whole: of a default group or ACL, its first rules alone. */
function isMadeWithItsWhole({ type, attributes }: InventoryResource, whole: InventoryLink): boolean {
  if (type === "aws_network_acl_rule") {
    const { RuleNumber, Protocol, RuleAction, CidrBlock, Ipv6CidrBlock } = attributes;
    const isFirst =
      (RuleNumber === 100 && CidrBlock === "0.0.0.0/0") || (RuleNumber === 101 && Ipv6CidrBlock === "::/0");
    return isFirst && Protocol === "-1" && RuleAction === "allow";
  }
  if (whole.type !== "aws_default_security_group" || !ruleTypes.test(type)) return true;
  if (attributes.IpProtocol !== "-1" || attributes.Description) return false;
  if (attributes.IsEgress) return attributes.CidrIpv4 === "0.0.0.0/0" || attributes.CidrIpv6 === "::/0";
  const peer = attributes.ReferencedGroupInfo as { readonly GroupId?: string } | undefined;
  return peer?.GroupId === whole.id;
}
