import type { JsonObject } from "../domain/json.js";
import type { PlanJson, PlannedResource } from "../terraform/plan.js";

/** A resource of a plan that an expression means. */
export interface PlanTarget {
  readonly resource: PlannedResource;
  /** The attribute that is taken of it; undefined where the plan names the resource alone, as for `this[each.key].id`. */
  readonly attribute: string | undefined;
}

/** What the references of an expression lead to. */
export interface Led {
  /** For each resource that is named, the instances that may be meant. */
  readonly candidates: readonly (readonly PlanTarget[])[];
  /** Whether something else decides too: a local, a data source, what `for_each` walks. */
  readonly isOpaque: boolean;
}

interface ModuleConfiguration {
  readonly resources?: readonly (JsonObject & { readonly address: string; readonly expressions?: JsonObject })[];
  readonly module_calls?: Readonly<
    Record<string, { readonly expressions?: JsonObject; readonly module?: ModuleConfiguration }>
  >;
  readonly outputs?: Readonly<Record<string, { readonly expression?: JsonObject }>>;
}

const index = '(?:\\[(?:"[^"]*"|\\d+)\\])?';
const lastModule = new RegExp(`^(?:(.*)\\.)?module\\.([\\w-]+)${index}$`, "s");
const ofVariable = /^var\.([\w-]+)/;
const ofModule = new RegExp(`^module\\.([\\w-]+)${index}\\.([\\w-]+)`, "s");
const ofResource = new RegExp(`^([a-z][a-z0-9_]*\\.[\\w-]+)(${index})(?:\\.([\\w.]+))?`, "s");
const opaque = /^(?:data|each\.value|local|self|terraform)\b/;

/** An address without the keys of its instances and modules. */
const bare = (address: string) => address.replace(/\[(?:"[^"]*"|\d+)\]/g, "");
const keyOf = (address: string) => /\[(?:"[^"]*"|\d+)\]$/.exec(address)?.[0];

/** Follows what expressions refer to in a plan, through variables and outputs of modules, to its resources. */
export class PlanReferences {
  readonly #root: ModuleConfiguration;
  readonly #instances = new Map<string, PlannedResource[]>();

  constructor(plan: PlanJson, resources: readonly PlannedResource[]) {
    this.#root = (plan.configuration?.root_module ?? {}) as unknown as ModuleConfiguration;
    for (const resource of resources) {
      const same = this.#instances.get(bare(resource.address));
      if (same) same.push(resource);
      else this.#instances.set(bare(resource.address), [resource]);
    }
  }

  /** The arguments of a resource as they are written; undefined where the plan has no configuration of it. */
  expressionsOf({ address, type, name }: PlannedResource, module: string | undefined): JsonObject | undefined {
    const resources = this.#module(module)?.resources ?? [];
    return resources.find((each) => each.address === `${type}.${name}` && !address.startsWith("data."))?.expressions;
  }

  /** Where the references of an expression lead that stands at `address` in a module. */
  follow(references: readonly string[], module: string | undefined, address: string): Led {
    const longest = references.filter(
      (each) =>
        !references.some((other) => other !== each && /^[.[]/.test(other.slice(each.length)) && other.startsWith(each)),
    );
    const led = longest.map((reference) => this.#one(reference, module, address));
    return {
      candidates: led.flatMap(({ candidates }) => candidates),
      isOpaque: led.some(({ isOpaque }) => isOpaque),
    };
  }

  #one(reference: string, module: string | undefined, address: string): Led {
    if (opaque.test(reference)) return { candidates: [], isOpaque: true };
    const [, variable] = ofVariable.exec(reference) ?? [];
    if (variable) {
      const [, parent, call = ""] = lastModule.exec(module ?? "") ?? [];
      return this.#expression(this.#module(parent)?.module_calls?.[call]?.expressions?.[variable], parent, address);
    }
    const [, called, output = ""] = ofModule.exec(reference) ?? [];
    if (called) {
      const inner = module ? `${module}.module.${called}` : `module.${called}`;
      return this.#expression(this.#module(inner)?.outputs?.[output]?.expression, inner, address);
    }
    const [, base, key, attribute] = ofResource.exec(reference) ?? [];
    if (!base || /^(?:each|count|path)\./.test(base)) return { candidates: [], isOpaque: false };
    const instances = this.#instances.get(bare(module ? `${module}.${base}` : base)) ?? [];
    return {
      candidates: [meant(instances, key, module, address).map((resource) => ({ resource, attribute }))],
      isOpaque: false,
    };
  }

  #expression(expression: unknown, module: string | undefined, address: string): Led {
    const references = (expression as { readonly references?: readonly string[] } | undefined)?.references ?? [];
    return this.follow(references, module, address);
  }

  #module(address: string | undefined): ModuleConfiguration | undefined {
    if (!address) return this.#root;
    const [, parent, call = ""] = lastModule.exec(address) ?? [];
    return this.#module(parent)?.module_calls?.[call]?.module;
  }
}

/** Of a resource's instances those that a reference at `address` may mean: the named one, else the one of the same key. */
function meant(
  instances: readonly PlannedResource[],
  key: string | undefined,
  module: string | undefined,
  address: string,
): readonly PlannedResource[] {
  const inModule = instances.filter((each) => module && each.address.startsWith(`${module}.`));
  const near = inModule.length > 0 ? inModule : instances;
  if (key) return near.filter((each) => keyOf(each.address) === key);
  const sameKey = near.filter((each) => keyOf(each.address) === keyOf(address));
  return near.length > 1 && sameKey.length === 1 ? sameKey : near;
}
