import { globalRegion, type InventoryResource, resourceKey } from "../domain/inventory.js";
import type { Json } from "../domain/json.js";
import type { ElsewhereEntry } from "./addresses.js";
import { type DeclaredObject, type DeclaredValue, declaredName } from "./declared.js";
import { argumentsToJson } from "./expression.js";
import { identities } from "./identities.js";
import { fullName, isOfValidation, validates } from "./record-names.js";
import { rules } from "./types/all.js";

/** That an object is one that another root makes. */
export interface Claim {
  readonly root: string;
  readonly address: string;
  readonly reason: string;
  /** Whether all that tells it from others is known before an apply. */
  readonly isCertain: boolean;
}

/** Whether what was found is what was declared; `open` where nothing speaks against it and not all is known. */
type Agreement = "same" | "other" | "open";

type ClaimOf = (resource: InventoryResource) => Claim | undefined;

/** Tells which of the found objects other roots declare. */
export function claimsOn(
  resources: readonly InventoryResource[],
  declared: readonly DeclaredObject[],
  region: string,
): ClaimOf {
  const byType = new Map<string, DeclaredObject[]>();
  for (const each of declared) byType.set(each.type, [...(byType.get(each.type) ?? []), each]);
  const comparison = new Comparison(resources, declared, region);
  return (resource) => {
    const rivals = (byType.get(resource.type) ?? []).map((each) => [each, comparison.of(resource, each)] as const);
    const [certain] = rivals.find(([, agreement]) => agreement === "same") ?? [];
    if (certain) return claim(certain, true, makes(certain));
    const [possible] = rivals.find(([, agreement]) => agreement === "open") ?? [];
    return possible && claim(possible, false, `${possible.root} may make it as ${possible.address}, ${untold}`);
  };
}

/** The same with what an earlier adoption left to other roots; `declared` only where they were asked again. */
export function claimsWithEarlier(earlier: readonly ElsewhereEntry[], declared: ClaimOf | undefined): ClaimOf {
  const entries = new Map(earlier.map((entry) => [resourceKey(entry), entry]));
  return (resource) => {
    const now = declared?.(resource);
    const entry = entries.get(resourceKey(resource));
    if (now || !entry) return now;
    return claim(entry, false, declared ? `${entry.root} made it as ${entry.address}, ${undeclared}` : makes(entry));
  };
}

const makes = ({ root, address }: Pick<Claim, "root" | "address">) => `${root} makes it: ${address}`;
const fate = "or give the object a fate in mapping.yaml";
const untold = `which only an apply can tell: leave it, ${fate}`;
const undeclared = `and declares it no longer: apply that root and make the inventory again, ${fate}`;
const claim = ({ root, address }: Pick<Claim, "root" | "address">, isCertain: boolean, reason: string): Claim => ({
  root,
  address,
  isCertain,
  reason,
});

class Comparison {
  readonly #found: ReadonlyMap<string, InventoryResource>;
  readonly #declared: ReadonlyMap<string, DeclaredObject>;
  readonly #configurations = new Map<InventoryResource, Readonly<Record<string, Json>>>();

  constructor(
    resources: readonly InventoryResource[],
    declared: readonly DeclaredObject[],
    private readonly region: string,
  ) {
    this.#found = new Map(resources.map((resource) => [resourceKey(resource), resource]));
    this.#declared = new Map(declared.map((each) => [declaredName(each), each]));
  }

  of(resource: InventoryResource, declared: DeclaredObject): Agreement {
    if (resource.type !== declared.type) return "other";
    const identity = identities[resource.type];
    const isOfNoRegion = resource.region === globalRegion || identity?.isInEveryRegion;
    if (!isOfNoRegion && resource.region !== declared.region) return "other";
    if (identity) {
      const { by, choices = [] } = identity;
      return worst([
        ...by.map((name) => this.#argument(name, resource, declared.arguments[name] ?? unknown)),
        ...choices.map((name) => this.#choice(name, resource, declared.arguments[name])),
      ]);
    }
    // An inventory tells by its tags what a root has put tags on; of the rest no more is known than what it is a part of.
    if (declared.isTagged) return resource.owner?.kind === "terraform" ? "open" : "other";
    const wholes = new Set(resource.links.filter(({ isPart }) => isPart).map(({ attribute }) => attribute));
    return worst([
      "open",
      ...[...wholes].map((name) => this.#argument(name, resource, declared.arguments[name] ?? unknown)),
    ]);
  }

  #choice(name: string, resource: InventoryResource, declared: DeclaredValue | undefined): Agreement {
    const isLeftOut = declared === undefined || (declared.kind === "known" && isAbsent(declared.value));
    if (!isLeftOut) return this.#argument(name, resource, declared);
    return isAbsent(this.#configuration(resource)[name]) ? "same" : "other";
  }

  #argument(name: string, resource: InventoryResource, declared: DeclaredValue): Agreement {
    const found = this.#configuration(resource)[name];
    if (declared.kind === "open") {
      if (resource.type !== record || !isOfValidation(declared.expression)) return "open";
      if (name === "type") return isSame("CNAME", found);
      return validates(String(found), declared.expression) ? "same" : "other";
    }
    if (declared.kind === "known") return this.#text(name, resource, declared.value, found);
    if (isAbsent(found)) return "other";
    const links = resource.links.filter(({ attribute }) => attribute === name);
    if (declared.kind === "adopted") {
      if (links.length > 0) return links.some((link) => resourceKey(link) === declared.key) ? "same" : "other";
      const target = this.#found.get(declared.key);
      const value = target && this.#configuration(target)[declared.attribute];
      return value === undefined ? "open" : this.#text(name, resource, value, found);
    }
    const made = this.#declared.get(declared.name);
    if (!made) return "open";
    const targets = links.flatMap((link) => this.#found.get(resourceKey(link)) ?? []);
    if (targets.length > 0) return best(targets.map((target) => this.of(target, made)));
    const value = made.arguments[declared.attribute];
    return value?.kind === "known" ? this.#text(name, resource, value.value, found) : "open";
  }

  #text(name: string, resource: InventoryResource, declared: Json, found: Json | undefined): Agreement {
    if (resource.type !== record || name !== "name") return isSame(declared, found);
    const zone = this.#found.get(
      resourceKey(resource.links.find(({ attribute }) => attribute === "zone_id") ?? resource),
    );
    return isSame(fullName(String(declared), String(zone?.attributes.Name ?? "")), String(found).toLowerCase());
  }

  /** What the object would be configured as, with ids where its root may have references. */
  #configuration(resource: InventoryResource): Readonly<Record<string, Json>> {
    const known = this.#configurations.get(resource);
    if (known) return known;
    const linked = (attribute: string) => resource.links.filter((each) => each.attribute === attribute);
    const written = rules.get(resource.type)?.configuration(resource, {
      name: "",
      region: this.region,
      ref: (attribute) => linked(attribute)[0]?.id,
      refs: (attribute) => linked(attribute).map(({ id }) => id),
      isOwned: () => false,
    });
    const configuration = argumentsToJson(written ?? {});
    this.#configurations.set(resource, configuration);
    return configuration;
  }
}

const record = "aws_route53_record";
const unknown: DeclaredValue = { kind: "open", expression: "" };

const isSame = (a: Json, b: Json | undefined): Agreement => (String(a) === String(b) ? "same" : "other");

/** As Terraform leaves out what AWS answers so: a protocol without ports has -1. */
const isAbsent = (value: Json | undefined): boolean =>
  value === undefined || value === null || value === "" || value === false || value === -1;

const worst = (all: readonly Agreement[]): Agreement =>
  all.includes("other") ? "other" : all.includes("open") ? "open" : "same";

const best = (all: readonly Agreement[]): Agreement =>
  all.includes("same") ? "same" : all.includes("open") ? "open" : "other";
