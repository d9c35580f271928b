import { type Cidr, contains, isPrivate, overlaps } from "../cidr.js";
import type { ModelAcl, ModelAclRule, ModelGroup, ModelGroupRule, ModelRoute } from "./model.js";

/**
 * How much of a peer's range must get through: `all` of it for what must be reachable, `any` part for what never may be.
 * For the internet, all is what is not singled out: a rule against one address does not close a service.
 */
export type Extent = "all" | "any";

/** TCP as network ACLs may name it. */
const isTcp = (protocol: string) => ["-1", "all", "6", "tcp"].includes(protocol);
const isAll = (protocol: string) => protocol === "-1" || protocol === "all";

const isInternet = ({ prefix }: Cidr) => prefix === 0;

/** Whether a rule's range meets a peer at all; a private range is no part of the internet. */
const meets = (rule: Cidr, peer: Cidr) => overlaps(rule, peer) && !(isInternet(peer) && isPrivate(rule));

/** Whether the ACL's rules, in the order of their numbers, let a range through on all of the ports. */
function rulesLet(rules: readonly ModelAclRule[], peer: Cidr, from: number, to: number, extent: Extent): boolean {
  const inOrder = [...rules].sort((a, b) => a.number - b.number).filter(({ protocol }) => isTcp(protocol));
  for (const rule of inOrder) {
    const [low, high] = isAll(rule.protocol) ? [0, 65_535] : [rule.from, rule.to];
    if (low > to || high < from || !meets(rule.range, peer)) continue;
    const isWhole = contains(rule.range, peer) && low <= from && to <= high;
    if (isWhole) return rule.isAllow;
    if (extent === "any" && rule.isAllow) return true;
    // A part that is refused is not all; of the internet, a part that is singled out does not count.
    if (extent === "all" && !rule.isAllow && !isInternet(peer)) return false;
  }
  return false;
}

/** Whether an ACL lets a range through; a subnet without one of its own has the default ACL, which lets everything. */
export const aclLets = (
  acl: ModelAcl | undefined,
  direction: "ingress" | "egress",
  peer: Cidr,
  ports: { readonly from: number; readonly to: number },
  extent: Extent,
): boolean => acl === undefined || rulesLet(acl[direction], peer, ports.from, ports.to, extent);

/** The rule of some groups that lets a peer through, if any. */
export function groupRule(
  groups: readonly (ModelGroup | undefined)[],
  direction: "ingress" | "egress",
  port: number,
  peer: { readonly range: Cidr; readonly groups: readonly string[] | undefined },
  extent: Extent,
): ModelGroupRule | undefined {
  return groups
    .flatMap((group) => group?.[direction] ?? [])
    .find((rule) => {
      if (!isTcp(rule.protocol)) return false;
      if (!isAll(rule.protocol) && (port < rule.from || port > rule.to)) return false;
      if ("group" in rule.peer) return peer.groups?.includes(rule.peer.group);
      return extent === "all" ? contains(rule.peer.range, peer.range) : meets(rule.peer.range, peer.range);
    });
}

/** The most specific route to a range, as routers choose. */
export function routeTo(routes: readonly ModelRoute[], destination: Cidr): ModelRoute | undefined {
  const leading = routes.filter(
    (route): route is ModelRoute & { readonly destination: Cidr } =>
      "first" in route.destination && contains(route.destination, destination),
  );
  return leading.sort((a, b) => b.destination.prefix - a.destination.prefix)[0];
}
