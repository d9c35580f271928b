import { type LinkedResource, linkedKey, type Reference, references } from "../core/linked-tree.js";
import { UnknownReading } from "./unknown.js";

type Values = Readonly<Record<string, unknown>>;

/** The same requirement in the catalogues that auditors read. */
export interface CrossReferences {
  readonly checkov?: readonly string[];
  readonly trivy?: readonly string[];
  /** AWS Security Hub control ids. */
  readonly securityHub?: readonly string[];
}

/** What every new resource of some types must be. */
export interface PolicyRule {
  /** Service and requirement, e.g. `s3.encrypted`. */
  readonly id: string;
  /** An error stops a pipeline; a warning is shown. */
  readonly severity: "error" | "warning";
  /** The requirement as a sentence. */
  readonly title: string;
  readonly references: CrossReferences;
  readonly types: readonly string[];
  /** Whether what the rule wants may stand in another layer, so that one layer's plan alone cannot fail it. */
  readonly looksAcrossLayers?: true;
  /** What is wrong with the resource, if anything. */
  check(resource: LinkedResource, tree: Tree): string | undefined;
  readonly remedy: string;
}

/** An environment's resources as rules ask for them. */
export class Tree {
  readonly #byKey: ReadonlyMap<string, LinkedResource>;
  readonly #byType = new Map<string, LinkedResource[]>();

  constructor(readonly resources: readonly LinkedResource[]) {
    this.#byKey = new Map(resources.map((resource) => [linkedKey(resource), resource]));
    for (const resource of resources) {
      const same = this.#byType.get(resource.type);
      if (same) same.push(resource);
      else this.#byType.set(resource.type, [resource]);
    }
  }

  ofType(type: string): readonly LinkedResource[] {
    return this.#byType.get(type) ?? [];
  }

  /** The resources that a value refers to. */
  referred(value: unknown): readonly LinkedResource[] {
    return referencesIn(value).flatMap(({ target }) => this.#byKey.get(target) ?? []);
  }

  /** Resources of a type one of whose arguments refers to this resource. */
  referring(type: string, argument: string, resource: LinkedResource): readonly LinkedResource[] {
    return this.ofType(type).filter((each) => this.referred(each.values[argument]).includes(resource));
  }
}

/** What a value refers to, which a plan may say of a value that is not known yet. */
function referencesIn(value: unknown): readonly Reference[] {
  if (value instanceof UnknownReading) {
    value.settle();
    return value.references;
  }
  return Array.isArray(value) ? value.flatMap(referencesIn) : references(value);
}

/** The blocks of an argument that may stand once or several times. */
export function blocks(value: unknown): readonly Values[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter((each): each is Values => each !== null && typeof each === "object");
}

/** The first block of an argument, empty where there is none. */
export const block = (value: unknown): Values => blocks(value)[0] ?? {};

/** Whether an argument is set, to a value or to a reference. */
export function isSet(value: unknown): boolean {
  if (value instanceof UnknownReading) value.settle();
  return value !== undefined && value !== null && value !== "";
}

export interface Statement {
  readonly Sid?: string;
  readonly Effect?: string;
  readonly Principal?: unknown;
  readonly Action?: unknown;
  readonly Resource?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The statements of a policy document; none where the text is no document. */
export function statements(document: unknown): readonly Statement[] {
  if (typeof document !== "string") return [];
  try {
    return [JSON.parse(document).Statement ?? []].flat();
  } catch {
    return [];
  }
}

/** One value or several, as a list. */
export const listed = (value: unknown): readonly unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];

/** Whether a principal is everyone: `*`, or `*` of a kind. */
export const isAnyone = (principal: unknown): boolean =>
  principal === "*" ||
  (principal !== null &&
    typeof principal === "object" &&
    Object.values(principal).some((value) => listed(value).includes("*")));
