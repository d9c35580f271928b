import type { DrawnEdge, GraphView } from "../domain/graph-view.js";

/** From so many arrows at one node on, they hide more than they show. */
const tooMany = 4;

/** A view whose crowded arrows are words in the nodes. */
export interface NotedView extends GraphView {
  /** By node: `in private a`, `open to internet: 80`. */
  readonly notes: ReadonlyMap<string, readonly string[]>;
  /** Nodes without any arrow left. */
  readonly lonely: ReadonlySet<string>;
}

/** Writes what nearly everything has in common (its subnet, its zone, being open to the world) into the nodes. */
export function withNotes({ nodes, edges }: GraphView): NotedView {
  const labels = new Map(nodes.map(({ key, label }) => [key, label]));
  const crowd = new Map<string, number>();
  for (const edge of edges) crowd.set(hubOf(edge), (crowd.get(hubOf(edge)) ?? 0) + 1);
  const isCrowded = (edge: DrawnEdge) =>
    (edge.kind === "depends-on" || edge.from.startsWith("external/")) && (crowd.get(hubOf(edge)) ?? 0) > tooMany;
  const notes = new Map<string, string[]>();
  for (const edge of edges.filter(isCrowded)) {
    const isNeed = edge.kind === "depends-on";
    const [holder, other] = isNeed ? [edge.from, edge.to] : [edge.to, edge.from];
    const text = isNeed ? `in ${labels.get(other)}` : `open to ${labels.get(other)}: ${edge.label}`;
    notes.set(holder, [...(notes.get(holder) ?? []), text]);
  }
  const left = edges.filter((edge) => !isCrowded(edge));
  const connected = new Set(left.flatMap(({ from, to }) => [from, to]));
  return {
    nodes,
    edges: left,
    notes,
    lonely: new Set(nodes.map(({ key }) => key).filter((key) => !connected.has(key))),
  };
}

/** The end at which arrows of a kind pile up: what is needed, or what lies outside and calls. */
const hubOf = ({ from, to, kind }: DrawnEdge): string => (kind === "depends-on" ? `to ${to}` : `from ${from}`);
