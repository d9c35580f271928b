import type { Reference } from "../core/linked-tree.js";

/** A planned value that is known only after the apply. */
export class Unknown {
  constructor(
    /** What it refers to, each certainly and as one resource; empty where the plan does not say. */
    readonly references: readonly Reference[],
  ) {}
}

/** One reading of an unknown value by a rule. It stays open until the rule has used no more of it than is known. */
export class UnknownReading {
  constructor(
    readonly path: string,
    readonly references: readonly Reference[],
    private readonly settled: (reading: UnknownReading) => void,
  ) {}

  /** The rule asked only whether it is set, or what it refers to, and the plan says so. */
  settle(): void {
    if (this.references.length > 0) this.settled(this);
  }

  toString(): string {
    return "(known after apply)";
  }
}

/** Which unknown values a rule has read and could not do without. */
export class Readings {
  readonly #open = new Set<UnknownReading>();

  /** Paths of the values that are read and not settled, since the last call. */
  take(): readonly string[] {
    const paths = [...new Set([...this.#open].map(({ path }) => path))];
    this.#open.clear();
    return paths;
  }

  /** The same values, telling when an unknown one among them is read. */
  watched<T extends object>(values: T, path = ""): T {
    return new Proxy(values, {
      get: (target, key, receiver) => {
        const value: unknown = Reflect.get(target, key, receiver);
        if (typeof key === "symbol" || value === null || typeof value !== "object") return value;
        const inner = path === "" ? key : `${path}.${key}`;
        if (!(value instanceof Unknown)) return this.watched(value, inner);
        const reading = new UnknownReading(inner, value.references, (settled) => this.#open.delete(settled));
        this.#open.add(reading);
        return reading;
      },
    });
  }
}
