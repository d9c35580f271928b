import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { assemble, readAdoptions } from "./assembly.js";
import type { Organization } from "./config/load.js";
import { commonCommit, contentAt, digestOf, digestsOf, type GitOptions, presentFiles } from "./deliver/git.js";
import { deliveredRoots } from "./delivery-files.js";
import { adoptionLayers } from "./domain/adoption.js";
import { type Affected, findAffected } from "./domain/affected.js";
import type { DeliveredRoot } from "./domain/root-graph.js";
import { type EmittedFile, rootTrees } from "./emit/files.js";
import { inTemporaryFolder } from "./files/temporary-folder.js";

/** What is emitted now, in memory, with the roots in their order. */
export async function delivered(organization: Organization, project: string) {
  const adoptions = await readAdoptions(project, organization);
  const { roots, files } = await inTemporaryFolder((outdir) => assemble({ organization, adoptions, outdir }));
  return { files, roots: deliveredRoots(roots, organization.delivery.reviewers) };
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
  const before = await digestsOf(commit, rootTrees, options);
  const present = new Map(now.files.map(({ path, content }) => [path, digestOf(content, commit)]));
  const decided = await digestsOf(commit, decisionPaths, options);
  const decisions = new Map<string, ReadonlySet<string>>();
  for (const path of new Set([...decided.keys(), ...(await presentFiles(decisionPaths, options))])) {
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
