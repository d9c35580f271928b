import { graphIndex } from "./graph-index.js";
import { compareText, type Inventory, type InventoryResource, resourceKey } from "./inventory.js";
import { balancerTalks } from "./talks/balancers.js";
import { eventTalks } from "./talks/events.js";
import { groupTalks } from "./talks/groups.js";
import { nameTalks } from "./talks/names.js";
import { policyEdges } from "./talks/policies.js";

/** An object of the account, or something outside of it that talks to it. */
export interface GraphNode {
  /** `TYPE/ID`; outside: `external/CIDR`, and `external/internet` for the world. */
  readonly key: string;
  readonly type: string;
  readonly id: string;
  /** `global`, or empty for what lies outside. */
  readonly region: string;
  /** What people call it. */
  readonly label: string;
  /** The whole that it is a part of, such as the group of a rule. */
  readonly partOf?: string;
  /** Made by AWS or run by another owner. */
  readonly owner?: string;
}

/** `depends-on`: it cannot be without the other; `talks-to`: it opens connections to the other, or reads and writes it. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: "depends-on" | "talks-to";
  /** What says so: the attribute, the record, the rule, the policy. */
  readonly via: string;
  /** `443`, `8000-8099`, `all`; with the protocol where it is not TCP. */
  readonly port?: string;
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** What an account's objects need and whom they talk to. Sorted, so that an unchanged account gives the same graph. */
export function graphOf(inventory: Inventory): Graph {
  const index = graphIndex(inventory);
  const dependsOn = inventory.resources.flatMap((resource): GraphEdge[] =>
    resource.links
      .filter((link) => index.byKey.has(resourceKey(link)))
      .map((link) => ({ from: resourceKey(resource), to: resourceKey(link), kind: "depends-on", via: link.attribute })),
  );
  const edges = unique([
    ...dependsOn,
    ...policyEdges(index),
    ...nameTalks(index),
    ...balancerTalks(index),
    ...groupTalks(index),
    ...eventTalks(index),
  ]).filter(({ from, to, kind }) => from !== to || kind === "talks-to");
  const outside = [...new Set(edges.flatMap(({ from, to }) => [from, to]))].filter((key) =>
    key.startsWith("external/"),
  );
  const nodes = [...inventory.resources.map(nodeOf), ...outside.map(outsideNode)];
  return { nodes: nodes.sort((a, b) => compareText(a.key, b.key)), edges };
}

function nodeOf(resource: InventoryResource): GraphNode {
  const { type, id, region, owner, links, tags, attributes } = resource;
  const whole = links.find(({ isPart }) => isPart);
  const named = ["Name", "GroupName", "LoadBalancerName", "TargetGroupName", "DomainName"].map(
    (field) => attributes[field],
  );
  const label = tags.Name || named.find((each): each is string => typeof each === "string" && each !== "") || id;
  return {
    key: resourceKey(resource),
    type,
    id,
    region,
    label,
    ...(whole && { partOf: resourceKey(whole) }),
    ...(owner && { owner: owner.kind }),
  };
}

const outsideNode = (key: string): GraphNode => {
  const id = key.slice("external/".length);
  return { key, type: "external", id, region: "", label: id };
};

const textOf = ({ from, to, kind, via, port = "" }: GraphEdge): string => [kind, from, to, port, via].join("\u0000");

function unique(edges: readonly GraphEdge[]): readonly GraphEdge[] {
  const byText = new Map(edges.map((edge) => [textOf(edge), edge]));
  return [...byText].sort(([a], [b]) => compareText(a, b)).map(([, edge]) => edge);
}
