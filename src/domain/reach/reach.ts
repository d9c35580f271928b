import { type Cidr, contains, formatCidr, parseCidr } from "../cidr.js";
import { aclLets, type Extent, groupRule, routeTo } from "./filters.js";
import type { ModelGroupRule, ModelNode, ModelSubnet, NetworkModel } from "./model.js";
import { type Verdict, Way } from "./way.js";

/** What the world is called in intents, and what AWS's services are. */
export const internet = "internet";
const servicePrefix = "service:";
const rangePrefix = "range:";
const everywhere: Cidr = { first: 0, prefix: 0 };
/** Answers come back to the caller's port (VPC user guide, "Ephemeral ports"). */
const ephemeral = { from: 1024, to: 65_535 } as const;

interface End {
  readonly name: string;
  readonly subnetName: string;
  readonly subnet: ModelSubnet;
  readonly node: ModelNode;
}

/** What a question is asked of: the network, and how much of a range must get through. */
interface Asked extends NetworkModel {
  readonly extent: Extent;
}

/**
 * Whether anything of `from` reaches anything of `to` on a TCP port; the way that gets farthest is told.
 * @param from a node's name, `internet`, or `range:CIDR` for a network beyond this one
 * @param to a node's name, `internet`, `range:CIDR`, or `service:NAME` for one of AWS's services
 */
export function reach(model: NetworkModel, from: string, to: string, port: number, extent: Extent = "any"): Verdict {
  const verdicts = attempts({ ...model, extent }, from, to, port);
  const passing = verdicts.find(({ isReachable }) => isReachable);
  if (passing) return passing;
  return [...verdicts].sort((a, b) => b.hops.length - a.hops.length)[0] ?? nowhere(from, to);
}

/**
 * Whether everything of `from`, each subnet of it, reaches something of `to`, by a certain way where one is given; the first
 * that does not is told.
 */
export function reachFromEach(
  model: NetworkModel,
  from: string,
  to: string,
  port: number,
  via?: Verdict["via"],
): Verdict {
  const isOutside = from === internet || from.startsWith(rangePrefix);
  const each = isOutside
    ? [reach(model, from, to, port, "all")]
    : endsOf(model, from).map((source) => {
        const verdicts = fromEnd({ ...model, extent: "all" }, source, to, port);
        return verdicts.find(({ isReachable }) => isReachable) ?? verdicts[0] ?? nowhere(from, to);
      });
  const wrong = each.find((verdict) => !verdict.isReachable || (via !== undefined && verdict.via !== via));
  return wrong ?? each[0] ?? nowhere(from, to);
}

const nowhere = (from: string, to: string): Verdict => ({
  isReachable: false,
  via: undefined,
  hops: [{ at: from, passes: false, because: `${from} or ${to} stands in no subnet` }],
});

function attempts(model: Asked, from: string, to: string, port: number): Verdict[] {
  if (from === internet) return endsOf(model, to).map((end) => fromInternet(model, end, port));
  if (from.startsWith(rangePrefix)) return endsOf(model, to).map((end) => fromRange(model, rangeOf(from), end, port));
  return endsOf(model, from).flatMap((source) => fromEnd(model, source, to, port));
}

function fromEnd(model: Asked, source: End, to: string, port: number): Verdict[] {
  if (to.startsWith(rangePrefix)) return [toRange(model, source, rangeOf(to), port)];
  if (to === internet) return [toOutside(model, source, port, internet)];
  if (to.startsWith(servicePrefix)) return [toOutside(model, source, port, to.slice(servicePrefix.length))];
  return endsOf(model, to).map((target) => inside(model, source, target, port));
}

function endsOf(model: NetworkModel, name: string): End[] {
  const node = model.nodes.get(name);
  return (node?.subnets ?? []).flatMap((subnetName) => {
    const subnet = model.subnets.get(subnetName);
    return node && subnet ? [{ name, subnetName, subnet, node }] : [];
  });
}

function rangeOf(name: string): Cidr {
  const range = parseCidr(name.slice(rangePrefix.length));
  if (!range) throw new RangeError(`${name} is no range: write range:10.0.0.0/16`);
  return range;
}

const groupsOf = (model: Asked, node: ModelNode) => (node.groups ?? []).map((name) => model.groups.get(name));
const aclOf = (model: Asked, { acl }: ModelSubnet) => (acl === undefined ? undefined : model.acls.get(acl));
const routesOf = (model: Asked, { routeTable }: ModelSubnet) =>
  (routeTable === undefined ? undefined : model.routeTables.get(routeTable)) ?? [];

/** The groups of an end letting something out or in, as one hop. */
function meetGroups(
  way: Way,
  model: Asked,
  end: End,
  direction: "ingress" | "egress",
  port: number,
  peer: { readonly range: Cidr; readonly groups: readonly string[] | undefined; readonly name: string },
): void {
  if (end.node.groups === undefined) return;
  const rule = groupRule(groupsOf(model, end.node), direction, port, peer, model.extent);
  const verb = direction === "egress" ? `lets ${port} out to` : `admits ${port} from`;
  way.meet(
    `security groups of ${end.name}`,
    rule !== undefined,
    rule ? `${rule.id} ${verb} ${peer.name}${partOf(rule, peer.range)}` : `none ${verb} ${peer.name}`,
  );
}

/** The part of a range that a rule names, where it is not all of it. */
const partOf = ({ peer }: ModelGroupRule, range: Cidr): string =>
  "range" in peer && !contains(peer.range, range) ? ` (${formatCidr(peer.range)} of it)` : "";

function meetAcl(
  way: Way,
  model: Asked,
  { subnet, subnetName }: End,
  direction: "ingress" | "egress",
  peer: Cidr,
  ports: { readonly from: number; readonly to: number },
): void {
  const passes = aclLets(aclOf(model, subnet), direction, peer, ports, model.extent);
  const what = ports.from === ports.to ? `${ports.from}` : "answers";
  way.meet(
    subnet.acl ?? `default ACL of ${subnetName}`,
    passes,
    `${passes ? "allows" : "refuses"} ${what} ${direction === "egress" ? "to" : "from"} ${formatCidr(peer)}`,
  );
}

function inside(model: Asked, source: End, target: End, port: number): Verdict {
  const way = new Way();
  const single = { from: port, to: port };
  meetGroups(way, model, source, "egress", port, {
    range: target.subnet.range,
    groups: target.node.groups,
    name: target.name,
  });
  let via: Verdict["via"] = "local";
  if (source.subnet.vpc !== target.subnet.vpc) {
    const route = routeTo(routesOf(model, source.subnet), target.subnet.range);
    const leads = route?.target.kind === "peering" || route?.target.kind === "transit";
    const back = routeTo(routesOf(model, target.subnet), source.subnet.range);
    const leadsBack = back !== undefined && back.target.kind === route?.target.kind;
    via = route?.target.kind;
    way.meet(
      source.subnet.routeTable ?? `main route table of ${source.subnet.vpc}`,
      leads && leadsBack,
      leads ? (leadsBack ? `leads there by ${route.target.id}` : "has no way back") : "has no route to the other VPC",
    );
  }
  if (source.subnetName !== target.subnetName) {
    meetAcl(way, model, source, "egress", target.subnet.range, single);
    meetAcl(way, model, target, "ingress", source.subnet.range, single);
  }
  meetGroups(way, model, target, "ingress", port, {
    range: source.subnet.range,
    groups: source.node.groups,
    name: source.name,
  });
  if (source.subnetName !== target.subnetName) {
    meetAcl(way, model, target, "egress", source.subnet.range, ephemeral);
    meetAcl(way, model, source, "ingress", target.subnet.range, ephemeral);
  }
  return way.verdict(via);
}

/** From a node to the internet or to a service of AWS: by an endpoint where there is one, else as everything goes out. */
function toOutside(model: Asked, source: End, port: number, destination: string): Verdict {
  const way = new Way();
  meetGroups(way, model, source, "egress", port, { range: everywhere, groups: undefined, name: destination });
  const routes = routesOf(model, source.subnet);
  const endpoint = routes.find(({ destination: where }) => "service" in where && where.service === destination);
  const route = endpoint ?? routeTo(routes, everywhere);
  const isDirect = route?.target.kind === "internet";
  const isGone = route?.target.kind === "blackhole";
  const passes = route !== undefined && !isGone && (!isDirect || source.node.isPublic);
  const reason = !route
    ? "has no route there"
    : isGone
      ? `leads to ${route.target.id}, which is gone`
      : isDirect && !source.node.isPublic
        ? `leads to ${route.target.id}, but there is no public address to answer to`
        : `leads to ${route.target.id}`;
  way.meet(source.subnet.routeTable ?? `main route table of ${source.subnet.vpc}`, passes, reason);
  meetAcl(way, model, source, "egress", everywhere, { from: port, to: port });
  meetAcl(way, model, source, "ingress", everywhere, ephemeral);
  return way.verdict(route?.target.kind);
}

function fromInternet(model: Asked, target: End, port: number): Verdict {
  const way = new Way();
  way.meet(target.name, target.node.isPublic, target.node.isPublic ? "has a public address" : "has no public address");
  const route = routeTo(routesOf(model, target.subnet), everywhere);
  const isRouted = route?.target.kind === "internet";
  way.meet(
    target.subnet.routeTable ?? `main route table of ${target.subnet.vpc}`,
    isRouted,
    isRouted ? `leads to ${route.target.id}` : "does not lead to an internet gateway",
  );
  meetAcl(way, model, target, "ingress", everywhere, { from: port, to: port });
  meetGroups(way, model, target, "ingress", port, { range: everywhere, groups: undefined, name: internet });
  meetAcl(way, model, target, "egress", everywhere, ephemeral);
  return way.verdict("internet");
}

const connecting = new Set(["peering", "transit"]);

/** To a private network beyond: only what connects networks leads there, never a NAT or internet gateway. */
function toRange(model: Asked, source: End, range: Cidr, port: number): Verdict {
  const way = new Way();
  const name = formatCidr(range);
  meetGroups(way, model, source, "egress", port, { range, groups: undefined, name });
  const route = routeTo(routesOf(model, source.subnet), range);
  const isConnected = route !== undefined && connecting.has(route.target.kind);
  const reason = isConnected
    ? `leads there by ${route.target.id}`
    : `has no way to ${name} but the internet, which has none`;
  way.meet(source.subnet.routeTable ?? `main route table of ${source.subnet.vpc}`, isConnected, reason);
  meetAcl(way, model, source, "egress", range, { from: port, to: port });
  meetAcl(way, model, source, "ingress", range, ephemeral);
  return way.verdict(route?.target.kind);
}

function fromRange(model: Asked, range: Cidr, target: End, port: number): Verdict {
  const way = new Way();
  const name = formatCidr(range);
  const back = routeTo(routesOf(model, target.subnet), range);
  const isConnected = back !== undefined && connecting.has(back.target.kind);
  const reason = isConnected ? `leads back by ${back.target.id}` : `has no way back to ${name}`;
  way.meet(target.subnet.routeTable ?? `main route table of ${target.subnet.vpc}`, isConnected, reason);
  meetAcl(way, model, target, "ingress", range, { from: port, to: port });
  meetGroups(way, model, target, "ingress", port, { range, groups: undefined, name });
  meetAcl(way, model, target, "egress", range, ephemeral);
  return way.verdict(back?.target.kind);
}
