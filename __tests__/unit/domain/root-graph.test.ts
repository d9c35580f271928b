import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dependentsOf, findCycle, waves } from "../../../src/domain/root-graph.js";

interface Node {
  readonly id: string;
  readonly after: readonly string[];
}

/** Graphs without a circle: a root waits only for earlier ones. */
const graphs = fc
  .array(fc.array(fc.nat(), { maxLength: 4 }), { minLength: 1, maxLength: 20 })
  .map((all): readonly Node[] =>
    all.map((after, index) => ({
      id: `r${index}`,
      after: index === 0 ? [] : [...new Set(after.map((each) => `r${each % index}`))],
    })),
  );

describe("the graph of roots", () => {
  it("puts every root into a later wave than those that it waits for, and no later than needed", () => {
    fc.assert(
      fc.property(graphs, (roots) => {
        const wave = waves(roots);
        for (const { id, after } of roots) {
          const before = after.map((each) => wave.get(each) as number);
          expect(wave.get(id)).toBe(Math.max(-1, ...before) + 1);
        }
      }),
    );
  });

  it("counts as dependents exactly what reaches one of the roots by waiting", () => {
    fc.assert(
      fc.property(graphs, fc.nat(), (roots, which) => {
        const start = (roots[which % roots.length] as Node).id;
        const reaches = (id: string): boolean =>
          (roots.find((each) => each.id === id)?.after ?? []).some((each) => each === start || reaches(each));
        expect([...dependentsOf(roots, new Set([start]))].sort()).toEqual(
          roots
            .map(({ id }) => id)
            .filter((id) => id !== start && reaches(id))
            .sort(),
        );
      }),
    );
  });

  it("finds no circle where there is none, and names one that is put in", () => {
    fc.assert(
      fc.property(graphs, (roots) => {
        expect(findCycle(roots)).toBeUndefined();
        const last = (roots.at(-1) as Node).id;
        const closed = roots.map((root) => (root.id === "r0" ? { ...root, after: [last] } : root));
        const isReachable = last === "r0" || dependentsOf(roots, new Set(["r0"])).has(last);
        const cycle = findCycle(closed);
        if (!isReachable) expect(cycle).toBeUndefined();
        else {
          expect(cycle?.at(0)).toBe(cycle?.at(-1));
          for (const [index, id] of (cycle ?? []).slice(0, -1).entries())
            expect(closed.find((each) => each.id === id)?.after).toContain(cycle?.[index + 1]);
        }
      }),
    );
  });
});
