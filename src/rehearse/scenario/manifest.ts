import type { AdoptionLayer } from "../../domain/adoption.js";

/** One object that a scenario made and that Terraform must import. */
export interface ScenarioResource {
  readonly layer: AdoptionLayer;
  /** Terraform's type, e.g. `aws_subnet`. */
  readonly type: string;
  /** What `terraform import` takes for the type. */
  readonly importId: string;
}

/** One object that a scenario made and that Terraform cannot or must not take: an adoption lists it with a reason. */
export interface ScenarioLeftOut {
  readonly type: string;
  readonly id: string;
}

/** What a scenario made, noted call by call: the expectation against which an adoption is judged. */
export interface ScenarioManifest {
  readonly name: string;
  readonly region: string;
  /** In the order in which they were made. */
  readonly resources: readonly ScenarioResource[];
  /** None unless given. */
  readonly leftOut?: readonly ScenarioLeftOut[];
  /** The name under which the application is reached. */
  readonly applicationName: string;
  readonly vpcId: string;
}

/** Takes note of each object as the call that made it answers. */
export class ScenarioRecord {
  readonly #resources: ScenarioResource[] = [];
  readonly #leftOut: ScenarioLeftOut[] = [];

  /** Returns the id, so that a call can be noted where its answer is used. */
  note(layer: AdoptionLayer, type: string, importId: string | undefined): string {
    if (!importId) throw new Error(`the call that should make ${type} answered without its id`);
    this.#resources.push({ layer, type, importId });
    return importId;
  }

  /** Takes note of an object that cannot be adopted. Returns its id. */
  noteLeftOut(type: string, id: string | undefined): string {
    if (!id) throw new Error(`the call that should make ${type} answered without its id`);
    this.#leftOut.push({ type, id });
    return id;
  }

  get leftOut(): readonly ScenarioLeftOut[] {
    return [...this.#leftOut];
  }

  get resources(): readonly ScenarioResource[] {
    return [...this.#resources];
  }
}

/** How many objects of each type belong into a layer, with the types in alphabetical order. */
export function expectedByType(manifest: ScenarioManifest, layer: AdoptionLayer): Readonly<Record<string, number>> {
  const types = manifest.resources.filter((resource) => resource.layer === layer).map(({ type }) => type);
  return Object.fromEntries([...new Set(types)].sort().map((type) => [type, types.filter((t) => t === type).length]));
}
