import type { Graph, GraphEdge, GraphNode } from "./graph.js";
import { compareText } from "./inventory.js";

/** An arrow of a drawing: all edges of one kind between two nodes. */
export interface DrawnEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: GraphEdge["kind"];
  /** Ports, or nothing where none are known. */
  readonly label: string;
}

/** What of a graph is drawn. */
export interface GraphView {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly DrawnEdge[];
}

/** Connects others without being anything on a map: drawn, it would hide what matters. */
const hiddenTypes =
  /^aws_(route|route_table_association|main_route_table_association|network_interface|key_pair|eip_association|volume_attachment|vpc_dhcp_options|iam_role_policy|iam_role_policy_attachment|lb_target_group_attachment|default_.*)$/;

/**
 * The graph as people want to see it: parts count as their whole, what AWS made is left out, and of a chain of
 * dependencies only its links are drawn (an instance is in a subnet, the subnet in a VPC).
 */
export function viewOf({ nodes, edges }: Graph): GraphView {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const wholeOf = (key: string, seen: ReadonlySet<string> = new Set()): string => {
    const whole = byKey.get(key)?.partOf;
    return whole && byKey.has(whole) && !seen.has(whole) ? wholeOf(whole, new Set([...seen, whole])) : key;
  };
  // A record is a part of its zone, yet it is what people look for.
  const isOwnNode = (type: string) => type === "aws_route53_record";
  const drawnKey = (key: string) => (isOwnNode(byKey.get(key)?.type ?? "") ? key : wholeOf(key));
  const isDrawn = ({ key, type, owner }: GraphNode) =>
    drawnKey(key) === key && owner !== "aws" && owner !== "instance" && !hiddenTypes.test(type);
  const drawn = nodes.filter(isDrawn);
  const keys = new Set(drawn.map(({ key }) => key));
  const arrows = new Map<string, { from: string; to: string; kind: GraphEdge["kind"]; ports: Set<string> }>();
  for (const { from, to, kind, port } of edges) {
    const [source, target] = [drawnKey(from), drawnKey(to)];
    if (source === target || !keys.has(source) || !keys.has(target)) continue;
    const name = `${kind} ${source} ${target}`;
    const arrow = arrows.get(name) ?? { from: source, to: target, kind, ports: new Set() };
    arrows.set(name, arrow);
    if (port) arrow.ports.add(port);
  }
  const all = [...arrows.values()].map(
    ({ ports, ...arrow }): DrawnEdge => ({ ...arrow, label: [...ports].sort(byNumber).join(", ") }),
  );
  // Who talks to something needs it: one arrow says both.
  const talking = new Set(all.filter(({ kind }) => kind === "talks-to").map(({ from, to }) => `${from} ${to}`));
  const told = all.filter(({ from, to, kind }) => kind === "talks-to" || !talking.has(`${from} ${to}`));
  const reduced = withoutShortcuts(told.filter((arrow) => !isRepeated(arrow, all, byKey)));
  return {
    nodes: drawn,
    edges: reduced.sort((a, b) => compareText(`${a.from} ${a.to} ${a.kind}`, `${b.from} ${b.to} ${b.kind}`)),
  };
}

const isGroup = (key: string, byKey: ReadonlyMap<string, GraphNode>) => byKey.get(key)?.type === "aws_security_group";

/** Whether an arrow from outside to a group only says what arrows to its members say. */
function isRepeated(
  { from, to, kind }: DrawnEdge,
  all: readonly DrawnEdge[],
  byKey: ReadonlyMap<string, GraphNode>,
): boolean {
  if (kind !== "talks-to" || !from.startsWith("external/") || !isGroup(to, byKey)) return false;
  const wearers = new Set(all.filter((each) => each.kind === "depends-on" && each.to === to).map((each) => each.from));
  return all.some((each) => each.kind === "talks-to" && each.from === from && wearers.has(each.to));
}

const byNumber = (a: string, b: string): number => Number.parseInt(a, 10) - Number.parseInt(b, 10) || compareText(a, b);

/** Without dependencies that another dependency implies. */
function withoutShortcuts(edges: readonly DrawnEdge[]): DrawnEdge[] {
  const next = new Map<string, string[]>();
  for (const { from, to, kind } of edges) {
    if (kind === "depends-on") next.set(from, [...(next.get(from) ?? []), to]);
  }
  const beyond = (start: string): ReadonlySet<string> => {
    const seen = new Set<string>();
    const waiting = [...(next.get(start) ?? [])];
    for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
      if (seen.has(key)) continue;
      seen.add(key);
      waiting.push(...(next.get(key) ?? []));
    }
    return seen;
  };
  const reach = new Map([...next.keys()].map((key) => [key, beyond(key)]));
  return edges.filter(({ from, to, kind }) => {
    if (kind !== "depends-on") return true;
    const isImplied = (next.get(from) ?? []).some(
      (other) => other !== to && reach.get(other)?.has(to) && !reach.get(to)?.has(other),
    );
    return !isImplied;
  });
}
