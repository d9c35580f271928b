import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { assemble, readAdoptions } from "./assembly.js";
import type { Organization } from "./config/load.js";
import { layerCycle, rootWithoutOwner } from "./core/errors.js";
import { commonCommit, contentAt, digestOf, digestsOf, type GitOptions } from "./deliver/git.js";
import { adoptionLayers } from "./domain/adoption.js";
import { type Affected, findAffected } from "./domain/affected.js";
import { type DeliveredRoot, findCycle } from "./domain/root-graph.js";
import { type EmittedFile, ownedTrees } from "./emit/files.js";
import { inTemporaryFolder } from "./files/temporary-folder.js";
import type { Root } from "./stacks/index.js";

/**
 * The roots as the delivery line sees them, each before those that wait for it: environments in the order of promotion,
 * layers in the order in which they are applied.
 * @throws layerCycle, rootWithoutOwner
 */
export function deliveredRoots(
  roots: readonly Root[],
  reviewers: Readonly<Record<string, string>>,
): readonly DeliveredRoot[] {
  const delivered = roots.map(({ environment, layer, after, stack, folder }) => ({
    id: rootId(environment.name, layer.name),
    environment: environment.name,
    layer: layer.name,
    folder,
    frontDoor: environment.frontDoor,
    owner: environment.owner,
    modules: [...new Set(stack.calls.map(({ module }) => module.name))].sort(),
    after: after.map((name) => rootId(environment.name, name)),
  }));
  const cycle = findCycle(delivered);
  if (cycle) throw layerCycle(cycle);
  for (const { id, owner } of delivered) {
    if (!reviewers[owner]) throw rootWithoutOwner(id, owner, Object.keys(reviewers));
  }
  return delivered;
}

const rootId = (environment: string, layer: string) => `${environment}/${layer}`;

/** What is emitted now, in memory, with the roots in their order. */
export async function delivered(organization: Organization, project: string) {
  const adoptions = await readAdoptions(project, organization);
  const { roots, files } = await inTemporaryFolder((outdir) => assemble({ organization, adoptions, outdir }));
  return { files, stacks: roots, roots: deliveredRoots(roots, organization.delivery.reviewers) };
}

/** Files in which people agree to what a gate refuses otherwise, and so decide what may be applied. */
const decisionPaths = ["live-impact.yaml", "decommission"];

/**
 * The roots that differ between a base and what the present configuration emits, and their dependents.
 * @throws unknownBase and what `deliveredRoots` throws
 */
export async function affectedSince(
  base: string,
  now: { readonly files: readonly EmittedFile[]; readonly roots: readonly DeliveredRoot[] },
  options: GitOptions,
): Promise<Affected> {
  const commit = await commonCommit(base, options);
  const before = await digestsOf(commit, ownedTrees, options);
  const present = new Map(now.files.map(({ path, content }) => [path, digestOf(content, commit)]));
  const decided = await digestsOf(commit, decisionPaths, options);
  const listed = await digestsOf("HEAD", decisionPaths, options);
  const decisions = new Map<string, ReadonlySet<string>>();
  for (const path of new Set([...decided.keys(), ...listed.keys()])) {
    const text = await readFile(join(options.folder, path)).catch(() => undefined);
    if (text && digestOf(text, commit) === decided.get(path)) continue;
    const texts = [text?.toString("utf8"), await contentAt(commit, path, options)];
    decisions.set(
      path,
      rootsNamedIn(
        texts.filter((each) => each !== undefined),
        now.roots,
      ),
    );
  }
  return findAffected(now.roots, before, present, decisions);
}

/** Roots that a decision can be about: those of the environment and layer that it names, else all where something was adopted. */
function rootsNamedIn(texts: readonly string[], roots: readonly DeliveredRoot[]): ReadonlySet<string> {
  const adopting = new Set(
    roots.filter(({ layer }) => adoptionLayers.some((each) => each === layer)).map((root) => root.environment),
  );
  const named = texts.map((text) => ({
    environment: /^environment:\s*["']?([\w-]+)/m.exec(text)?.[1],
    layer: /^layer:\s*["']?([\w-]+)/m.exec(text)?.[1],
  }));
  return new Set(
    roots
      .filter(({ environment, layer }) =>
        named.some(
          (each) =>
            (each.environment === undefined ? adopting.has(environment) : each.environment === environment) &&
            (each.layer === undefined || each.layer === layer),
        ),
      )
      .map(({ id }) => id),
  );
}
