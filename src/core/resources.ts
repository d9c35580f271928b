import type { TerraformResource } from "cdktf";
import { noResourceForKey } from "./errors.js";
import { expressionOf, interpolation } from "./expressions.js";
import type { Round } from "./seen.js";

/** The resources that a loop declared, by key. */
export interface Resources<R extends TerraformResource> {
  /** What must exist before a resource that depends on all of these. */
  readonly all: readonly R[];
  /** The resource of a round of another loop over the same keys. */
  at(round: Round<unknown>): R;
  /** The resource under a key: literal, or an attribute of another loop's round. */
  get(key: string): R;
  /** An attribute of the resources under several keys. */
  several(keys: readonly string[], attribute: (resource: R) => string): string[];
}

/** The type and logical id of a resource: its address inside its module. */
const address = (resource: TerraformResource) => `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;

/**
 * One instance of a for_each resource: the resource's own getters over another interpolation. cdktf itself only offers the
 * splat of all instances, which validates and then fails to plan. Nested blocks are bound to the resource and not covered;
 * the emitter refuses the splat that they would give.
 */
export const instanceOf = <R extends TerraformResource>(resource: R, index: string): R =>
  Object.create(resource, {
    interpolationForAttribute: {
      value: (attribute: string) => expressionOf((write) => `${address(resource)}[${write(index)}].${attribute}`),
    },
  }) as R;

/** The one for_each resource of the abstract reading. */
export class AbstractResources<R extends TerraformResource> implements Resources<R> {
  readonly all: readonly R[];

  constructor(private readonly resource: R) {
    this.all = [resource];
  }

  at(round: Round<unknown>): R {
    return this.get(round.key);
  }

  get(key: string): R {
    return instanceOf(this.resource, key);
  }

  several(keys: readonly string[], attribute: (resource: R) => string): string[] {
    const each = attribute(instanceOf(this.resource, interpolation("key")));
    return expressionOf((write) => `[for key in ${write(keys)} : ${write(each)}]`) as unknown as string[];
  }
}

/** Every instance of the concrete reading. */
export class ConcreteResources<R extends TerraformResource> implements Resources<R> {
  readonly all: readonly R[];

  constructor(private readonly byKey: ReadonlyMap<string, R>) {
    this.all = [...byKey.values()];
  }

  at(round: Round<unknown>): R {
    return this.get(round.key);
  }

  get(key: string): R {
    const resource = this.byKey.get(key);
    if (!resource) throw noResourceForKey(key, [...this.byKey.keys()]);
    return resource;
  }

  several(keys: readonly string[], attribute: (resource: R) => string): string[] {
    return keys.map((key) => attribute(this.get(key)));
  }
}
