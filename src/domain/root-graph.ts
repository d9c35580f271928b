/** A root as the delivery line sees it: one folder, one state, one place in the order. */
export interface DeliveredRoot {
  /** `prod/network`: the same behind every front door, as the state's key is. */
  readonly id: string;
  readonly environment: string;
  readonly layer: string;
  /** Below the project. */
  readonly folder: string;
  readonly frontDoor: "terraform" | "terragrunt";
  /** Who answers for it. */
  readonly owner: string;
  /** Names of the modules that it calls. */
  readonly modules: readonly string[];
  /** Ids of the roots that are applied first. */
  readonly after: readonly string[];
}

/** The ids of a circle of roots, each of which waits for the next; undefined when there is none. */
export function findCycle(roots: readonly Pick<DeliveredRoot, "id" | "after">[]): readonly string[] | undefined {
  const byId = new Map(roots.map((root) => [root.id, root]));
  const done = new Set<string>();
  const walk = (id: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(id)) return [...path.slice(path.indexOf(id)), id];
    if (done.has(id)) return undefined;
    for (const next of byId.get(id)?.after ?? []) {
      const cycle = walk(next, [...path, id]);
      if (cycle) return cycle;
    }
    done.add(id);
    return undefined;
  };
  for (const { id } of roots) {
    const cycle = walk(id, []);
    if (cycle) return cycle;
  }
  return undefined;
}

/**
 * How many roots stand one after another before each: 0 for a root that waits for none. Roots of one wave can run at once.
 * The graph must have no cycle.
 */
export function waves(roots: readonly Pick<DeliveredRoot, "id" | "after">[]): ReadonlyMap<string, number> {
  const byId = new Map(roots.map((root) => [root.id, root]));
  const found = new Map<string, number>();
  const waveOf = (id: string): number => {
    const known = found.get(id);
    if (known !== undefined) return known;
    const upstream = (byId.get(id)?.after ?? []).filter((each) => byId.has(each));
    const wave = Math.max(-1, ...upstream.map(waveOf)) + 1;
    found.set(id, wave);
    return wave;
  };
  for (const { id } of roots) waveOf(id);
  return found;
}

/** Ids of every root that waits, directly or through others, for one of the given; without these themselves. */
export function dependentsOf(
  roots: readonly Pick<DeliveredRoot, "id" | "after">[],
  ids: ReadonlySet<string>,
): ReadonlySet<string> {
  const reached = new Set(ids);
  for (let size = -1; size !== reached.size; ) {
    size = reached.size;
    for (const { id, after } of roots) if (after.some((each) => reached.has(each))) reached.add(id);
  }
  return new Set([...reached].filter((id) => !ids.has(id)));
}
