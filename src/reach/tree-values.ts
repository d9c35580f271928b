import { type LinkedResource, linkedKey, references } from "../core/linked-tree.js";
import { type Cidr, parseCidr } from "../domain/cidr.js";

/** An environment's resources by key and by type. */
export class Resources {
  readonly #byType = new Map<string, LinkedResource[]>();
  readonly #byKey: ReadonlyMap<string, LinkedResource>;

  constructor(resources: readonly LinkedResource[]) {
    this.#byKey = new Map(resources.map((each) => [linkedKey(each), each]));
    for (const each of resources) {
      const same = this.#byType.get(each.type);
      if (same) same.push(each);
      else this.#byType.set(each.type, [each]);
    }
  }

  of(...types: readonly string[]): readonly LinkedResource[] {
    return types.flatMap((type) => this.#byType.get(type) ?? []);
  }

  /** The resource that a value refers to first. */
  meant(value: unknown): LinkedResource | undefined {
    return this.#byKey.get(targetOf(value) ?? "");
  }
}

/** The key that a value refers to first, or the literal id that it is. */
export const targetOf = (value: unknown): string | undefined => {
  const [reference] = references(value);
  return reference?.target ?? (typeof value === "string" && value !== "" ? value : undefined);
};

export const targetsOf = (values: unknown): readonly string[] =>
  (Array.isArray(values) ? values : [values]).flatMap((value) => targetOf(value) ?? []);

/** The IPv4 ranges among some values; IPv6 is not judged. */
export const rangesOf = (...values: readonly unknown[]): readonly Cidr[] =>
  values.flat(2).flatMap((value) => (typeof value === "string" ? (parseCidr(value) ?? []) : []));

type Values = Readonly<Record<string, unknown>>;

export const blocksOf = (value: unknown): readonly Values[] =>
  (Array.isArray(value) ? value : [value]).filter((each): each is Values => each !== null && typeof each === "object");
