import picomatch from "picomatch";
import { slug } from "../domain/adopted-names.js";
import type { AdoptionLayer, LeftOutKind } from "../domain/adoption.js";
import { type InventoryOwner, type InventoryResource, resourceKey } from "../domain/inventory.js";
import type { Claim } from "./claims.js";
import type { Mapping } from "./mapping.js";
import { leftTypes, rules } from "./types/all.js";

/** An object that is not adopted, with the reason. */
export interface LeftOutcome {
  readonly resource: InventoryResource;
  readonly kind: LeftOutKind;
  readonly reason: string;
  /** The root that makes it, where that is known. */
  readonly claim?: Claim;
}

/** What becomes of one object. */
export type Outcome =
  | { readonly resource: InventoryResource; readonly layer: AdoptionLayer; readonly label: string }
  | LeftOutcome;

const owned: Readonly<Record<InventoryOwner["kind"], (name: string) => string>> = {
  aws: (name) => `AWS made it: ${name}`,
  instance: (name) => `it came with instance ${name} and is part of it`,
  cloudformation: (name) => `CloudFormation stack "${name}" owns it`,
  autoscaling: (name) => `auto scaling group "${name}" owns it`,
  "elastic-beanstalk": (name) => `Elastic Beanstalk environment "${name}" owns it`,
  eks: (name) => `EKS cluster "${name}" owns it`,
  kubernetes: (name) => `Kubernetes cluster "${name}" owns it`,
  terraform: (name) => `its tag says that ${name} manages it: it has an address in another state`,
};

const kindOfOwner = (kind: InventoryOwner["kind"]): LeftOutKind =>
  kind === "aws" ? "aws-made" : kind === "instance" ? "part" : "other-owner";

const fates = { keep: "inherited", doomed: "legacy" } as const;

/** Decides for each object whether it is adopted, into which root, and what people call it; `claimOf` knows what other roots make. */
export function decide(
  resources: readonly InventoryResource[],
  mapping: Mapping,
  claimOf: (resource: InventoryResource) => Claim | undefined = () => undefined,
): readonly Outcome[] {
  const byKey = new Map(resources.map((resource) => [resourceKey(resource), resource]));
  const labels = labelsOf(byKey);
  const isKept = matcher(mapping.keep);
  const isDoomed = matcher(mapping.doom);
  const outcomes = new Map<string, Outcome>();

  const outcomeOf = (resource: InventoryResource): Outcome => {
    const key = resourceKey(resource);
    const known = outcomes.get(key);
    if (known) return known;
    const outcome = decideOne(resource);
    outcomes.set(key, outcome);
    return outcome;
  };

  const decideOne = (resource: InventoryResource): Outcome => {
    const decision = mapping.resources[resourceKey(resource)];
    const rule = rules.get(resource.type);
    if (decision?.ignore) return { resource, kind: "ignored", reason: `ignored: ${decision.reason}` };
    if (resource.owner) {
      const { kind, name } = resource.owner;
      return { resource, kind: kindOfOwner(kind), reason: owned[kind](name) };
    }
    const left = leftTypes[resource.type];
    if (!rule && left) return { resource, kind: "cannot-adopt", reason: left };
    if (!rule) return { resource, kind: "unsupported", reason: "Uplift has no rule for its type yet" };
    const claim = claimOf(resource);
    if (claim && (claim.isCertain || !decision)) return { resource, kind: "other-owner", reason: claim.reason, claim };
    const unfit = rule.unfit?.(resource) ?? unfitBySecret(resource) ?? unfitByUnreadTags(resource);
    if (unfit) return { resource, kind: "cannot-adopt", reason: unfit };
    const wholes = resource.links.flatMap((link) => {
      const whole = link.isPart ? byKey.get(resourceKey(link)) : undefined;
      return whole ? [outcomeOf(whole)] : [];
    });
    const whole = wholes.find((each) => "reason" in each && each.resource.owner?.kind !== "aws");
    if (whole && "reason" in whole) {
      const reason = `it is part of ${resourceKey(whole.resource)}, which is left out`;
      return { resource, kind: whole.kind, reason };
    }
    const label = labels(resource);
    const names = [`${resource.type}.${slug(label)}`, resourceKey(resource), resource.id];
    const adopted = wholes.find((each) => "layer" in each);
    const layer =
      (decision?.fate && fates[decision.fate]) ??
      (isDoomed(names) ? "legacy" : isKept(names) ? "inherited" : undefined) ??
      (adopted && "layer" in adopted ? adopted.layer : rule.layer);
    return { resource, layer, label };
  };

  return resources.map(outcomeOf);
}

/** A configuration without the secret would overwrite it, one with it would leak it. */
function unfitBySecret({ attributes }: InventoryResource): string | undefined {
  const paths = attributes.Redacted;
  if (!Array.isArray(paths)) return undefined;
  return `a secret lies in its ${paths.join(", ")}: replace the secret, take it out of there and make the inventory again`;
}

/** A configuration without tags would take away those that nobody saw. */
function unfitByUnreadTags({ attributes: { UnreadTags: calls } }: InventoryResource): string | undefined {
  if (!Array.isArray(calls)) return undefined;
  return (
    `its tags could not be read (${calls.join(", ")}), and an apply would take them away: allow the call ` +
    "(uplift inventory --policy prints all that is needed) and make the inventory again, with --resume where it only failed"
  );
}

/** Whether one of the names matches one of the patterns; a star also stands for slashes, which ids may hold. */
function matcher(patterns: readonly string[]): (names: readonly string[]) => boolean {
  if (patterns.length === 0) return () => false;
  const matches = picomatch([...patterns], { bash: true, dot: true });
  return (names) => names.some((name) => matches(name));
}

/** What people call an object: its Name tag, else what its rule makes of it and its wholes; empty where nothing does. */
function labelsOf(byKey: ReadonlyMap<string, InventoryResource>): (resource: InventoryResource) => string {
  const labels = new Map<string, string>();
  const labelOf = (resource: InventoryResource): string => {
    const key = resourceKey(resource);
    const known = labels.get(key);
    if (known !== undefined) return known;
    // Against links that run in a circle.
    labels.set(key, "");
    const tag = resource.tags.Name?.trim();
    const label = tag && slug(tag) ? tag : (rules.get(resource.type)?.label?.(resource, of(resource)) ?? "");
    labels.set(key, label);
    return label;
  };
  const of = (resource: InventoryResource) => (attribute: string) => {
    const link = resource.links.find((each) => each.attribute === attribute);
    const target = link && byKey.get(resourceKey(link));
    return (target && (labelOf(target) || target.id)) ?? link?.id ?? "";
  };
  return labelOf;
}
