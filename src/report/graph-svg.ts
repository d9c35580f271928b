import { graphlib, layout } from "@dagrejs/dagre";
import type { GraphNode } from "../domain/graph.js";
import type { DrawnEdge, GraphView } from "../domain/graph-view.js";
import { type NotedView, withNotes } from "./graph-notes.js";
import { families, familyOf, shorten, typeWords } from "./graph-style.js";

const node = { width: 190, height: 40, noteHeight: 14, characters: 26, gap: 14 } as const;
const margin = 24;
const headHeight = 56;
/** Enough for the legend. Pixels. */
const leastWidth = 1080;

interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * The view as one SVG without scripts: laid out in layers from left to right, who talks before who is talked to.
 * What has no arrows stands below in rows.
 */
export function graphSvg(plain: GraphView, title: string): string {
  const view = withNotes(plain);
  const { places, lines, width, height } = arrange(view);
  const [w, h] = [Math.ceil(width) + 2 * margin, Math.ceil(height) + 2 * margin + headHeight];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}" role="img" aria-label="${escaped(title)}">`,
    style,
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="context-stroke"/></marker></defs>',
    `<rect width="${w}" height="${h}" fill="#ffffff"/>`,
    ...head(title, view),
    `<g transform="translate(${margin} ${margin + headHeight})">`,
    ...lines.filter(({ edge }) => edge.kind === "depends-on").map(drawLine),
    ...lines.filter(({ edge }) => edge.kind === "talks-to").map(drawLine),
    ...view.nodes.map((each) => drawNode(each, view.notes.get(each.key) ?? [], places.get(each.key) ?? { x: 0, y: 0 })),
    ...lines.map(drawLabel).filter(Boolean),
    "</g></svg>",
    "",
  ].join("\n");
}

const style = `<style>
text{font-family:system-ui,sans-serif;fill:#111827}.name{font-size:12px;font-weight:600}.type{font-size:10px;fill:#374151}.open{font-size:10px;fill:#b91c1c}
.port{font-size:10px;paint-order:stroke;stroke:#fff;stroke-width:3px}.title{font-size:16px;font-weight:600}.key{font-size:11px}
path.talks-to{fill:none;stroke:#1f2937;stroke-width:1.4}path.depends-on{fill:none;stroke:#94a3b8;stroke-width:1;stroke-dasharray:4 3}
</style>`;

const heightOf = (key: string, { notes }: NotedView): number =>
  node.height + node.noteHeight * (notes.get(key)?.length ?? 0);

function arrange(view: NotedView) {
  const { nodes, edges, lonely } = view;
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", nodesep: node.gap, ranksep: 80, edgesep: 8, ranker: "network-simplex" });
  const connected = nodes.filter(({ key }) => !lonely.has(key));
  for (const { key } of connected) graph.setNode(key, { width: node.width, height: heightOf(key, view) });
  for (const { from, to, kind, label } of edges) {
    // What talks pulls its ends together; a dependency only says which side it is on.
    const weight = kind === "talks-to" ? 4 : 1;
    graph.setEdge(from, to, { weight, width: 7 * label.length, height: label ? 12 : 0, labelpos: "c" }, kind);
  }
  if (connected.length > 0) layout(graph);
  const places = new Map(connected.map(({ key }) => [key, graph.node(key) as Point]));
  const lines = edges.map((edge) => {
    const { points, x, y } = graph.edge(edge.from, edge.to, edge.kind) as { points: readonly Point[] } & Partial<Point>;
    return { edge, points, label: { x, y } as Partial<Point> };
  });
  const { width = 0, height = 0 } = (connected.length > 0 ? graph.graph() : {}) as { width?: number; height?: number };
  const whole = Math.max(Number.isFinite(width) ? width : 0, leastWidth);
  return { places, lines, width: whole, height: placeLonely(view, places, whole, height) };
}

/** Rows below the layers; returns the height of everything. */
function placeLonely(view: NotedView, places: Map<string, Point>, width: number, above: number): number {
  const columns = Math.max(1, Math.floor((width + node.gap) / (node.width + node.gap)));
  const rest = view.nodes.filter(({ key }) => !places.has(key));
  let top = above > 0 ? above + 3 * node.gap : 0;
  for (let start = 0; start < rest.length; start += columns) {
    const row = rest.slice(start, start + columns);
    const tallest = Math.max(...row.map(({ key }) => heightOf(key, view)));
    row.forEach(({ key }, column) => {
      places.set(key, { x: column * (node.width + node.gap) + node.width / 2, y: top + heightOf(key, view) / 2 });
    });
    top += tallest + node.gap;
  }
  return Math.max(top, above);
}

interface Line {
  readonly edge: DrawnEdge;
  readonly points: readonly Point[];
  readonly label: Partial<Point>;
}

/** A soft line through the points that the layout chose. */
function drawLine({ edge, points }: Line): string {
  const [first, ...rest] = points;
  if (!first) return "";
  const at = ({ x, y }: Point) => `${x.toFixed(1)} ${y.toFixed(1)}`;
  const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
  const curves = rest
    .slice(0, -1)
    .map((point, index) => `Q${at(point)} ${at(middle(point, rest[index + 1] ?? point))}`);
  const end = rest.at(-1) ?? first;
  const title = `${edge.from} ${edge.kind} ${edge.to}${edge.label ? ` on ${edge.label}` : ""}`;
  return `<path class="${edge.kind}" marker-end="url(#arrow)" d="M${at(first)} ${curves.join(" ")} L${at(end)}"><title>${escaped(title)}</title></path>`;
}

const drawLabel = ({ edge, label: { x, y } }: Line): string =>
  edge.label && x !== undefined && y !== undefined
    ? `<text class="port" text-anchor="middle" x="${x.toFixed(1)}" y="${(y + 3).toFixed(1)}">${escaped(shorten(edge.label, 24))}</text>`
    : "";

function drawNode(each: GraphNode, notes: readonly string[], { x, y }: Point): string {
  const { fill, stroke } = familyOf(each);
  const height = node.height + node.noteHeight * notes.length;
  const words = each.type === "external" ? "outside" : typeWords(each.type);
  const lines = notes.map(
    (note, index) =>
      `<text class="${note.startsWith("open") ? "open" : "type"}" x="9" y="${46 + index * node.noteHeight}">${escaped(shorten(note, 32))}</text>`,
  );
  return (
    `<g transform="translate(${(x - node.width / 2).toFixed(1)} ${(y - height / 2).toFixed(1)})"><title>${escaped([each.key, each.region, ...notes].filter(Boolean).join("; "))}</title>` +
    `<rect width="${node.width}" height="${height}" rx="6" fill="${fill}" stroke="${stroke}"/>` +
    `<text class="name" x="9" y="17">${escaped(shorten(each.label, node.characters))}</text>` +
    `<text class="type" x="9" y="32">${escaped(shorten(words, 32))}</text>${lines.join("")}</g>`
  );
}

function head(title: string, { nodes }: GraphView): readonly string[] {
  const used = families.filter(({ name }) => nodes.some((each) => familyOf(each).name === name));
  const keys = used.map(
    ({ name, fill, stroke }, index) =>
      `<g transform="translate(${margin + index * 92} ${margin + 18})"><rect width="12" height="12" rx="3" fill="${fill}" stroke="${stroke}"/><text class="key" x="17" y="10">${name}</text></g>`,
  );
  const x = margin + used.length * 92;
  return [
    `<text class="title" x="${margin}" y="${margin + 6}">${escaped(title)}</text>`,
    ...keys,
    `<path class="talks-to" marker-end="url(#arrow)" d="M${x} ${margin + 24}h34"/><text class="key" x="${x + 40}" y="${margin + 28}">talks to (port)</text>`,
    `<path class="depends-on" marker-end="url(#arrow)" d="M${x + 140} ${margin + 24}h34"/><text class="key" x="${x + 180}" y="${margin + 28}">depends on</text>`,
  ];
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
// XML may not hold control characters, a tag may.
const escaped = (text: string): string =>
  text.replace(/[^\P{Cc}\t\n]/gu, "\ufffd").replace(/[&<>"]/g, (character) => entities[character] ?? character);
