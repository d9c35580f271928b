import { type DeliveredRoot, dependentsOf } from "./root-graph.js";

/** Content by path below the project, each as a digest: what is emitted now, or what a commit holds. */
export type Digests = ReadonlyMap<string, string>;

/** A root that a change reaches, and by what. */
export interface AffectedRoot {
  readonly root: DeliveredRoot;
  /** Paths that differ, sorted: of the root's own folder, of its modules, or of decisions that name it. */
  readonly changed: readonly string[];
  /** Ids of the changed roots for whose sake a root is listed that itself is as it was. */
  readonly because: readonly string[];
}

export interface Affected {
  /** Changed roots and their dependents, in the order in which they are applied. */
  readonly roots: readonly AffectedRoot[];
  /** Ids of roots that the base has and the present configuration has not: their states still hold what they made. */
  readonly removed: readonly string[];
}

const trees = ["environments", "terragrunt"];

/** The id of the root in whose folder a path lies. */
function rootIdOf(path: string): string | undefined {
  const [tree = "", environment, layer, ...file] = path.split("/");
  return trees.includes(tree) && environment && layer && file.length > 0 ? `${environment}/${layer}` : undefined;
}

/** The module in whose folder a path lies. */
const moduleOf = (path: string): string | undefined => /^modules\/([^/]+)\//.exec(path)?.[1];

/**
 * Compares what is emitted with what a base has: by content, so that a moved file that stays the same, and a
 * configuration that is written otherwise and means the same, affect nothing.
 * @param roots all of the present, each before those that wait for it
 * @param decisions changed files with people's decisions, by the ids of the roots that they name
 */
export function findAffected(
  roots: readonly DeliveredRoot[],
  base: Digests,
  now: Digests,
  decisions: ReadonlyMap<string, ReadonlySet<string>> = new Map(),
): Affected {
  const paths = new Set([...base.keys(), ...now.keys()]);
  const differing = [...paths].filter((path) => base.get(path) !== now.get(path)).sort();
  const changesOf = ({ id, frontDoor, modules }: DeliveredRoot) => [
    ...differing.filter((path) => {
      const module = moduleOf(path);
      return (
        // Behind another door the old folder is gone, and its state is the new one's.
        rootIdOf(path) === id ||
        (module !== undefined && modules.includes(module)) ||
        (path === "terragrunt/root.hcl" && frontDoor === "terragrunt")
      );
    }),
    ...[...decisions].flatMap(([file, ids]) => (ids.has(id) ? [file] : [])),
  ];
  const changes = new Map(roots.map((root) => [root.id, changesOf(root)]));
  const changed = new Set(roots.filter(({ id }) => changes.get(id)?.length).map(({ id }) => id));
  const dependents = dependentsOf(roots, changed);
  const known = new Set(roots.map(({ id }) => id));
  const before = new Set([...base.keys()].map(rootIdOf).filter((id) => id !== undefined));
  return {
    roots: roots
      .filter(({ id }) => changed.has(id) || dependents.has(id))
      .map((root) => ({
        root,
        changed: changes.get(root.id) ?? [],
        because: changed.has(root.id) ? [] : causesOf(roots, root, changed),
      })),
    removed: [...before].filter((id) => !known.has(id)).sort(),
  };
}

const causesOf = (roots: readonly DeliveredRoot[], { id }: DeliveredRoot, changed: ReadonlySet<string>) =>
  [...changed].filter((cause) => dependentsOf(roots, new Set([cause])).has(id));
