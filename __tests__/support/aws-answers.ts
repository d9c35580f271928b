import type { Model, Shape } from "./aws-models.js";

const shapeOf = (model: Model, name: string): Shape => {
  const shape = model.shapes[name];
  if (!shape) throw new Error(`AWS's description has no shape ${name}`);
  return shape;
};

/** An answer as the SDK would read it: dates and bytes by their types, without fields that the API does not have. */
export function answerFrom(model: Model, name: string, value: unknown): unknown {
  const shape = shapeOf(model, name);
  if (value === null || value === undefined) return undefined;
  if (shape.type === "structure" && typeof value === "object") {
    const given = value as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(shape.members ?? {}).flatMap(([field, member]) => {
        const read = answerFrom(model, member.shape, given[field]);
        return read === undefined ? [] : [[field, read]];
      }),
    );
  }
  if (shape.type === "list" && Array.isArray(value)) {
    return value.map((item) => answerFrom(model, shape.member?.shape ?? "", item));
  }
  if (shape.type === "map" && typeof value === "object") {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, answerFrom(model, shape.value?.shape ?? "", item)]),
    );
  }
  if (shape.type === "timestamp") return new Date(typeof value === "number" ? value * 1000 : String(value));
  if (shape.type === "blob") return Buffer.from(String(value), "base64");
  // The command line shows policy documents opened.
  if (shape.type === "string") return typeof value === "object" ? JSON.stringify(value) : String(value);
  if (shape.type === "boolean") return value === true || value === "true";
  if (["integer", "long", "float", "double"].includes(shape.type)) return Number(value);
  return undefined;
}

export interface Sampling {
  /** What every flag says. */
  readonly flags: boolean;
  /** Which of an enumeration's words is taken. */
  readonly word: number;
  /** What fields of text without an enumeration say, where a collector heeds it. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Told of every field that is read although the API does not have it. */
  readonly onUnknown: (shape: string, field: string) => void;
}

/** An answer with every field that the API has, each list with one entry; reading any other field is told. */
export function sampleOf(model: Model, name: string, sampling: Sampling, above: readonly string[] = []): unknown {
  const shape = shapeOf(model, name);
  const inner = (member: { readonly shape: string } | undefined) =>
    sampleOf(model, member?.shape ?? "", sampling, [...above, name]);
  const textFor = (type: string, field: string) =>
    shapeOf(model, type).type === "string" ? sampling.texts?.[field] : undefined;
  switch (shape.type) {
    case "structure": {
      // Some types hold themselves.
      const members = above.includes(name) ? [] : Object.entries(shape.members ?? {});
      const fields = Object.fromEntries(
        members.map(([field, member]) => [field, textFor(member.shape, field) ?? inner(member)]),
      );
      return guarded(fields, new Set(Object.keys(shape.members ?? {})), (field) => sampling.onUnknown(name, field));
    }
    case "list":
      return [inner(shape.member)];
    case "map":
      return { key: inner(shape.value) };
    case "timestamp":
      return new Date(0);
    case "blob":
      return Buffer.from("sample");
    case "boolean":
      return sampling.flags;
    case "string":
      return shape.enum?.[sampling.word % shape.enum.length] ?? "sample";
    default:
      return 1;
  }
}

/** What JavaScript itself asks every object for. */
const ownToLanguage = new Set(["then", "toJSON", "constructor"]);

const guarded = (fields: object, known: ReadonlySet<string>, onUnknown: (field: string) => void): object =>
  new Proxy(fields, {
    get: (target, field) => {
      if (typeof field === "string" && !known.has(field) && !ownToLanguage.has(field)) onUnknown(field);
      return Reflect.get(target, field);
    },
  });

/** Where an input differs from what the API takes. */
export function inputFaults(model: Model, operation: string, input: Readonly<Record<string, unknown>>): string[] {
  const name = model.operations[operation]?.input?.shape;
  if (!name) return Object.keys(input).map((field) => `${operation} takes no ${field}`);
  const { members = {}, required = [] } = shapeOf(model, name);
  return [
    ...Object.keys(input).flatMap((field) => (field in members ? [] : [`${operation} takes no ${field}`])),
    ...required.flatMap((field) => (input[field] === undefined ? [`${operation} needs ${field}`] : [])),
  ];
}
