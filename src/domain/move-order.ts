import { graphlib } from "@dagrejs/dagre";
import type { Graph, GraphNode } from "./graph.js";
import { compareText } from "./inventory.js";

/** Services that can move together, because they only talk to each other and to those of earlier waves. */
export interface MoveWave {
  readonly wave: number;
  /** Each group moves at once: its members talk to each other in a circle. Most groups hold one. */
  readonly groups: readonly (readonly string[])[];
}

/** What runs, keeps data or answers under a name; not what merely describes or connects it. */
const serviceTypes =
  /^aws_(instance|autoscaling_group|elb|a?lb|db_instance|rds_cluster|docdb_cluster|neptune_cluster|dynamodb_table|elasticache_cluster|elasticache_replication_group|efs_file_system|s3_bucket|lambda_function|sqs_queue|sns_topic|sfn_state_machine|route53_record|ecs_service|eks_cluster|api_gateway_rest_api|apigatewayv2_api|cloudfront_distribution)$/;

export const isService = ({ type, owner }: Pick<GraphNode, "type" | "owner">): boolean =>
  serviceTypes.test(type) && owner !== "aws";

/**
 * The order in which services can move: a service moves after everything that it talks to.
 * Circles are one group; what talks to nothing comes first.
 */
export function moveOrder({ nodes, edges }: Graph): readonly MoveWave[] {
  const services = nodes.filter(isService).map(({ key }) => key);
  const partOf = new Map(nodes.flatMap(({ key, partOf: whole }) => (whole ? [[key, whole] as const] : [])));
  const known = new Set(services);
  // A mount target is called in the place of its file system.
  const serviceOf = (key: string) => (known.has(key) ? key : (partOf.get(key) ?? key));
  const callees = new Map<string, Set<string>>(services.map((key) => [key, new Set()]));
  for (const { from, to, kind } of edges) {
    const [source, target] = [serviceOf(from), serviceOf(to)];
    if (kind === "talks-to" && known.has(source) && known.has(target) && source !== target)
      callees.get(source)?.add(target);
  }
  const groups = circles(services, callees);
  const groupOf = new Map(groups.flatMap((members, index) => members.map((key) => [key, index] as const)));
  const waves: number[] = [];
  // Tarjan's order: a group comes after every group that it talks to.
  groups.forEach((members, index) => {
    const below = members.flatMap((key) => [...(callees.get(key) ?? [])].map((callee) => groupOf.get(callee) ?? index));
    waves[index] = 1 + Math.max(0, ...below.filter((other) => other !== index).map((other) => waves[other] ?? 0));
  });
  const last = Math.max(0, ...waves);
  return Array.from({ length: last }, (_, index) => ({
    wave: index + 1,
    groups: groups.filter((_, group) => waves[group] === index + 1).sort(([a = ""], [b = ""]) => compareText(a, b)),
  }));
}

/** Strongly connected components, callees first. */
function circles(
  keys: readonly string[],
  callees: ReadonlyMap<string, ReadonlySet<string>>,
): readonly (readonly string[])[] {
  const graph = new graphlib.Graph();
  for (const key of keys) graph.setNode(key);
  for (const [key, targets] of callees) for (const target of targets) graph.setEdge(key, target);
  return graphlib.alg.tarjan(graph).map((members: string[]) => [...members].sort(compareText));
}
