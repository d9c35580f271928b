import { interpolation } from "../core/expressions.js";
import { type LinkedResource, linkedKey, type Reference } from "../core/linked-tree.js";
import type { JsonObject } from "../domain/json.js";
import type { PlanJson, PlanModule, PlannedResource } from "../terraform/plan.js";
import { type Led, PlanReferences, type PlanTarget } from "./plan-references.js";
import { Unknown } from "./unknown.js";

/** What a plan would leave behind, as rules judge it. */
export interface PlannedTree {
  /** Unknown values stand as `Unknown`, references to other resources of the plan as in a linked tree. */
  readonly resources: readonly LinkedResource[];
  /** Keys of those that the plan imports. */
  readonly imported: ReadonlySet<string>;
}

interface Located {
  readonly resource: PlannedResource;
  readonly module: string | undefined;
}

/** The managed resources of a plan as a linked tree, their layer called `layer`. What would be destroyed is not in it. */
export function plannedTree(plan: PlanJson, layer: string): PlannedTree {
  const located = resourcesOf(plan.planned_values?.root_module);
  const references = new PlanReferences(
    plan,
    located.map(({ resource }) => resource),
  );
  const changes = new Map((plan.resource_changes ?? []).map((each) => [each.address, each.change]));
  const resources = located.map(({ resource, module }): LinkedResource => {
    const { address, type } = resource;
    const unknown = (changes.get(address)?.after_unknown ?? {}) as JsonObject;
    const linker = new PlanLinker(references, layer, module, address);
    const values = linker.block(resource.values ?? {}, unknown, references.expressionsOf(resource, module));
    // No plan says how a resource's changes are guarded.
    return { layer, address, type, values: { ...values, lifecycle: new Unknown([]) } };
  });
  const imported = resources.filter(({ address }) => changes.get(address)?.importing).map(linkedKey);
  return { resources, imported: new Set(imported) };
}

function resourcesOf(module: PlanModule | undefined): readonly Located[] {
  const own = (module?.resources ?? []).filter(({ mode }) => mode === "managed");
  return [
    ...own.map((resource) => ({ resource, module: module?.address })),
    ...(module?.child_modules ?? []).flatMap(resourcesOf),
  ];
}

type Values = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Values =>
  value !== null && typeof value === "object" && !Array.isArray(value);
const isExpression = (value: unknown): value is { readonly references?: readonly string[] } =>
  isObject(value) && ("references" in value || "constant_value" in value);

class PlanLinker {
  constructor(
    private readonly references: PlanReferences,
    private readonly layer: string,
    private readonly module: string | undefined,
    private readonly address: string,
  ) {}

  /** @param written the block's arguments as they are written; undefined where the plan does not say. */
  block(values: Values, unknown: unknown, written: unknown): Values {
    const unknowns = isObject(unknown) ? unknown : {};
    const keys = [...new Set([...Object.keys(values), ...Object.keys(unknowns)])];
    const entries = keys.flatMap((key) => {
      const isWritten = !isObject(written) || isExpression(written) || key in written;
      const expression = isObject(written) && !isExpression(written) ? written[key] : written;
      const value = this.#value(values[key], unknowns[key], expression);
      // AWS's own choice of what nobody wrote down is as good as not set, and so is an empty text.
      const isNothing = value === undefined || value === null || value === "";
      return isNothing || (value instanceof Unknown && !isWritten) ? [] : [[key, value] as const];
    });
    return Object.fromEntries(entries);
  }

  #value(value: unknown, unknown: unknown, written: unknown): unknown {
    if (unknown === true) return this.#unknown(written);
    if (Array.isArray(value)) {
      const blocks = Array.isArray(written) && written.length === value.length ? written : undefined;
      return value.map((item, index) =>
        this.#value(
          item,
          Array.isArray(unknown) ? unknown[index] : undefined,
          blocks ? blocks[index] : this.#shared(written),
        ),
      );
    }
    if (isObject(value)) return this.block(value, unknown, written);
    return typeof value === "string" ? this.#known(value, written) : value;
  }

  /** One expression stands for each element of the list that it gives; blocks that a `dynamic` makes have none. */
  #shared(written: unknown): unknown {
    return isExpression(written) ? written : undefined;
  }

  #unknown(written: unknown): Unknown {
    const { candidates, isOpaque } = this.#led(written);
    const present = candidates.filter((each) => each.length > 0);
    const isCertain = !isOpaque && present.length > 0 && present.every((each) => each.length === 1);
    return new Unknown(isCertain ? present.flat().map((each) => this.#reference(each)) : []);
  }

  /** A known id, name or ARN of another resource of the plan, where the expression refers to that one. */
  #known(value: string, written: unknown): string {
    for (const { resource, attribute } of this.#led(written).candidates.flat()) {
      const named = attribute ? [attribute] : Object.keys(resource.values ?? {});
      const equal = named.find((name) => resource.values?.[name] === value);
      if (equal) return interpolation(`${this.#reference({ resource, attribute: equal }).target}.${equal}`);
    }
    return value;
  }

  #led(written: unknown): Led {
    const references = isExpression(written) ? (written.references ?? []) : [];
    return this.references.follow(references, this.module, this.address);
  }

  #reference({ resource: { address }, attribute = "id" }: PlanTarget): Reference {
    return { target: linkedKey({ layer: this.layer, address }), attribute };
  }
}
