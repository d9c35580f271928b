import { join } from "node:path";
import { type Assembly, assemble, readAdoptions } from "../assembly.js";
import type { Environment, Organization } from "../config/load.js";
import { rehearsalFailed } from "../core/errors.js";
import { adoptionLayers } from "../domain/adoption.js";
import type { Move } from "../domain/traffic.js";
import { writeFiles } from "../emit/write.js";
import { layers, type Root } from "../stacks/index.js";
import type { AnyLayer } from "../stacks/layer.js";
import { type RehearsalEvents, step } from "./steps.js";

/** @throws rehearsalFailed where there is none. */
export const rootOf = (roots: readonly Root[], layer: string): Root => {
  const root = roots.find((each) => each.layer.name === layer);
  if (!root) throw rehearsalFailed(layer, "the environment has no such layer");
  return root;
};

/** The environment with its name moved so far, or with no move at all. */
export const withMove = (environment: Environment, move: Move | undefined): Environment => ({
  ...environment,
  traffic: environment.traffic && move ? { ...environment.traffic, move } : null,
});

/** An organization of one environment, and that environment. */
export const alone = (organization: Organization, environment: Environment) => ({
  organization: { ...organization, environments: { [environment.name]: environment } },
  environment,
});

interface Emission {
  readonly organization: Organization;
  readonly environment: Environment;
  readonly chosen: readonly AnyLayer[];
  /** Where the roots are emitted into. */
  readonly emitted: string;
  /** Where cdktf writes what it writes. */
  readonly folder: string;
  readonly events: RehearsalEvents;
}

/** Emits the chosen layers of one environment. */
export const emitLayers = ({
  organization,
  environment,
  chosen,
  emitted,
  folder,
  events,
}: Emission): Promise<Assembly> =>
  step(
    events,
    "synth",
    async () => {
      const { organization: ofOne } = alone(organization, environment);
      const assembly = assemble({
        organization: ofOne,
        adoptions: await readAdoptions(emitted, ofOne),
        layers: chosen,
        outdir: join(folder, "cdktf.out"),
      });
      await writeFiles(emitted, assembly.files);
      return assembly;
    },
    (assembly) => `${assembly.roots.length} roots, ${assembly.files.length} files`,
  );

/**
 * What takes the account over, and the chosen layers with all that they come after; where the account has not the VPC that the
 * configuration grows in, the former alone.
 */
export function layersFor(
  environment: Environment,
  addresses: ReadonlyMap<string, string>,
  chosen: readonly string[],
): readonly AnyLayer[] {
  const isWrittenForIt = [...addresses.values()].includes(`aws_vpc.${environment.network.existingVpc?.name}`);
  const needed = new Set<string>(adoptionLayers);
  const need = (name: string) => {
    const layer = layers.find((each) => each.name === name);
    if (!layer || needed.has(name)) return;
    needed.add(name);
    layer.after({ environment, adoption: undefined }).forEach(need);
  };
  if (isWrittenForIt) chosen.forEach(need);
  return layers.filter(({ name }) => needed.has(name));
}
