import { DefaultTokenResolver, StringConcat, Tokenization } from "cdktf";
import { interpolation } from "./expressions.js";
import type { RootStack } from "./root-stack.js";
import type { StableStack } from "./stable-stack.js";
import { templateParts } from "./templates.js";

/** One resource of an environment, whose references lead across modules and layers to the resources that they mean. */
export interface LinkedResource {
  readonly layer: string;
  /** As the layer's plan writes it, e.g. `module.network.aws_subnet.this["private_a"]`. */
  readonly address: string;
  readonly type: string;
  /** Arguments in Terraform's names; a reference reads `${layer/address.attribute}`. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** What a reference in a linked value means. */
export interface Reference {
  /** `layer/address`. */
  readonly target: string;
  readonly attribute: string;
}

/** The key of a resource in an environment, and the target of references to it. */
export const linkedKey = ({ layer, address }: Pick<LinkedResource, "layer" | "address">): string =>
  `${layer}/${address}`;

type Values = Readonly<Record<string, unknown>>;

interface LinkedModule {
  readonly stack: StableStack;
  readonly outputs: Values;
}

interface LinkedRoot {
  readonly stack: RootStack;
  readonly modules: ReadonlyMap<string, LinkedModule>;
  readonly published: Values;
}

/** Every resource of an environment's layers, with references followed from argument to output to resource. */
export function linkedTree(roots: readonly RootStack[]): readonly LinkedResource[] {
  const linked = new Map(roots.map((stack) => [stack.props.layer, linkedRoot(stack)]));
  const linker = new Linker(linked);
  return [...linked].flatMap(([layer, { stack, modules }]) => [
    ...linker.resources(layer, stack),
    ...[...modules].flatMap(([id, module]) => linker.resources(layer, module.stack, id)),
  ]);
}

function linkedRoot(stack: RootStack): LinkedRoot {
  const modules = stack.concreteModules().map(({ id, stack: module }) => {
    const resolver = new DefaultTokenResolver(new StringConcat());
    const outputs = Tokenization.resolve(module.outputs, { scope: module, resolver, preparing: false }) as Values;
    return [id, { stack: module, outputs }] as const;
  });
  const output = (stack.toTerraform().output ?? {}) as Record<string, { readonly value: unknown }>;
  const published = Object.fromEntries(Object.entries(output).map(([name, { value }]) => [name, value]));
  return { stack, modules: new Map(modules), published };
}

const word = "[A-Za-z0-9_-]+";
const moduleOutput = new RegExp(`^module\\.(${word})\\.(${word})(.*)$`, "s");
const remoteOutput = new RegExp(`^data\\.terraform_remote_state\\.(${word})\\.outputs\\.(${word})(.*)$`, "s");
const variable = new RegExp(`^var\\.(${word})(.*)$`, "s");
const resource = new RegExp(
  `^(?!data\\.|each\\.|local\\.)(${word}\\.${word}(?:\\["[^"]*"\\])?)\\.([a-z0-9_.[\\]]+)$`,
  "s",
);

class Linker {
  constructor(private readonly roots: ReadonlyMap<string, LinkedRoot>) {}

  resources(layer: string, stack: StableStack, module?: string): LinkedResource[] {
    const byType = (stack.toTerraform().resource ?? {}) as Record<string, Record<string, Values>>;
    return Object.entries(byType).flatMap(([type, named]) =>
      Object.entries(named).map(([name, { "//": _, ...values }]) => ({
        layer,
        address: `${module ? `module.${module}.` : ""}${type}.${name}`,
        type,
        values: this.#value(values, layer, module) as Values,
      })),
    );
  }

  #value(value: unknown, layer: string, module: string | undefined): unknown {
    if (typeof value === "string") return value.includes("${") ? this.#text(value, layer, module) : value;
    if (Array.isArray(value)) return value.map((item) => this.#value(item, layer, module));
    if (value === null || typeof value !== "object") return value;
    const entries = Object.entries(value).map(([key, item]) => [key, this.#value(item, layer, module)]);
    return Object.fromEntries(entries);
  }

  #text(text: string, layer: string, module: string | undefined): unknown {
    const parts = templateParts(text).map(({ kind, source }) => {
      if (kind === "text") return source;
      return kind === "expression" ? this.#expression(source, layer, module) : `%{${source}}`;
    });
    return parts.length === 1
      ? parts[0]
      : parts.map((part) => (typeof part === "string" ? part : JSON.stringify(part))).join("");
  }

  #expression(source: string, layer: string, module: string | undefined): unknown {
    const root = this.roots.get(layer);
    const [, id = "", output = "", rest = ""] = moduleOutput.exec(source) ?? [];
    const called = root?.modules.get(id);
    if (called) return this.#follow(called.outputs[output], rest, source, layer, id);
    const [, upstream = "", published = "", index = ""] = remoteOutput.exec(source) ?? [];
    const other = this.roots.get(upstream);
    if (other) return this.#follow(other.published[published], index, source, upstream, undefined);
    const [, name = "", key = ""] = variable.exec(source) ?? [];
    const read = root?.stack.reads.find((each) => name.startsWith(`${each.layer}_`) && this.roots.has(each.layer));
    if (name && read) {
      const { published: values } = this.roots.get(read.layer) as LinkedRoot;
      return this.#follow(values[name.slice(read.layer.length + 1)], key, source, read.layer, undefined);
    }
    const [, address, attribute] = resource.exec(source) ?? [];
    if (!address) return interpolation(source);
    return interpolation(`${layer}/${module ? `module.${module}.` : ""}${address}.${attribute}`);
  }

  /** The value behind an index like `["a"]` or `.a`, where it is known; the expression as it stands where it is not. */
  #follow(value: unknown, rest: string, source: string, layer: string, module: string | undefined): unknown {
    const keys = [...rest.matchAll(/\["([^"]*)"\]|\.([A-Za-z0-9_-]+)/g)].map(
      ([, quoted, bare]) => quoted ?? bare ?? "",
    );
    const found = keys.reduce<unknown>(
      (inner, key) => (inner === null || typeof inner !== "object" ? undefined : (inner as Values)[key]),
      // An index into what is itself a reference to a map leads on through it.
      typeof value === "string" && keys.length > 0 ? this.#value(value, layer, module) : value,
    );
    return found === undefined ? interpolation(source) : this.#value(found, layer, module);
  }
}

const instanceKey = '(?:\\["[^"]*"\\]|\\[\\d+\\])?';
const linkedReference = new RegExp(
  `^([a-z0-9-]+/(?:module\\.${word}${instanceKey}\\.)*[a-z0-9_]+\\.${word}${instanceKey})\\.(.+)$`,
  "s",
);

/** Every reference inside a linked value, in the order in which they stand. */
export function references(value: unknown): readonly Reference[] {
  if (typeof value === "string") {
    return templateParts(value).flatMap(({ kind, source }) => {
      const [, target, attribute] = (kind === "expression" && linkedReference.exec(source)) || [];
      return target && attribute ? [{ target, attribute }] : [];
    });
  }
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(references);
}
