import { type GraphIndex, objectIn, textIn } from "../graph-index.js";
import { type Hazard, hazard } from "../hazards.js";
import { type InventoryResource, resourceKey } from "../inventory.js";
import { balancerTalks } from "../talks/balancers.js";
import { nameTalks } from "../talks/names.js";

/** Certificates that end within this time are reported. Days; ACM renews 60 days before, so that a later one has failed to. */
const soonDays = 45;

/** What takes a service down when one zone, one machine or one certificate fails. */
export const availabilityHazards = (index: GraphIndex, now: Date): readonly Hazard[] => [
  ...singleZone(index),
  ...singleInstance(index),
  ...certificates(index, now),
];

function singleZone(index: GraphIndex): readonly Hazard[] {
  const spread = index.ofType("aws_elb", "aws_lb", "aws_alb", "aws_autoscaling_group").flatMap((each) => {
    const zones = zonesOf(each, index);
    if (zones.size !== 1) return [];
    const [zone] = zones;
    return [hazard("single-zone", each, `it is in ${zone} alone`, "Give it subnets in at least two zones.")];
  });
  const databases = index
    .ofType("aws_db_instance")
    .filter(({ attributes }) => attributes.MultiAZ === false)
    .map((each) =>
      hazard(
        "single-zone",
        each,
        `the database runs in ${each.attributes.AvailabilityZone ?? "one zone"} alone`,
        "Set multi_az: the change is made in place, with a short loss of speed.",
      ),
    );
  const caches = index
    .ofType("aws_elasticache_replication_group")
    .filter(({ attributes }) => attributes.MultiAZ !== undefined && attributes.MultiAZ !== "enabled")
    .map((each) =>
      hazard(
        "single-zone",
        each,
        "its nodes are not spread over zones",
        "Enable multi_az_enabled with automatic failover.",
      ),
    );
  return [...spread, ...databases, ...caches, ...zoneOfTargets(index)];
}

/** A balancer may be in many zones while everything behind it is in one. */
function zoneOfTargets(index: GraphIndex): readonly Hazard[] {
  return [...targetsByBalancer(index)].flatMap(([balancer, targets]) => {
    const zones = new Set(
      targets.map((target) => textIn(objectIn(target.attributes, "Placement"), "AvailabilityZone")),
    );
    const [zone] = zones;
    if (targets.length < 2 || zones.size !== 1 || !zone) return [];
    return [
      hazard("single-zone", balancer, `everything behind it is in ${zone}`, "Run its targets in at least two zones."),
    ];
  });
}

function zonesOf({ attributes, links }: InventoryResource, index: GraphIndex): ReadonlySet<string> {
  const named = Array.isArray(attributes.AvailabilityZones) ? attributes.AvailabilityZones : [];
  const ofAnswer = named.flatMap((each) =>
    typeof each === "string" ? [each] : (textIn(each as Parameters<typeof textIn>[0], "ZoneName") ?? []),
  );
  const ofSubnets = links.flatMap((link) => {
    const subnet = link.type === "aws_subnet" ? index.byKey.get(resourceKey(link)) : undefined;
    return textIn(subnet?.attributes, "AvailabilityZone") ?? [];
  });
  return new Set([...ofAnswer, ...ofSubnets]);
}

function targetsByBalancer(index: GraphIndex): ReadonlyMap<InventoryResource, readonly InventoryResource[]> {
  const targets = new Map<InventoryResource, Set<InventoryResource>>();
  for (const { from, to } of balancerTalks(index)) {
    const [balancer, target] = [index.byKey.get(from), index.byKey.get(to)];
    if (!balancer || !target) continue;
    targets.set(balancer, (targets.get(balancer) ?? new Set()).add(target));
  }
  return new Map([...targets].map(([balancer, members]) => [balancer, [...members]]));
}

function singleInstance(index: GraphIndex): readonly Hazard[] {
  const remedy = "Run at least two behind a load balancer, or an auto scaling group that replaces the one.";
  const behindBalancer = [...targetsByBalancer(index)].flatMap(([balancer, targets]) => {
    const [only, ...more] = targets;
    if (!only || more.length > 0 || only.type !== "aws_instance") return [];
    return [hazard("single-instance-behind-name", balancer, `only instance ${only.id} is behind it`, remedy)];
  });
  const byName = new Map<InventoryResource, Set<string>>();
  for (const { from, to } of nameTalks(index)) {
    const record = index.byKey.get(from);
    if (record) byName.set(record, (byName.get(record) ?? new Set()).add(to));
  }
  const behindName = [...byName].flatMap(([record, targets]) => {
    const [only = ""] = targets;
    if (targets.size !== 1 || !only.startsWith("aws_instance/")) return [];
    const name = textIn(record.attributes, "Name") ?? record.id;
    return [
      hazard("single-instance-behind-name", record, `${name} leads to instance ${only.split("/")[1]} alone`, remedy),
    ];
  });
  return [...behindBalancer, ...behindName];
}

function certificates(index: GraphIndex, now: Date): readonly Hazard[] {
  const limit = new Date(now.getTime() + soonDays * 24 * 60 * 60 * 1000);
  return index.ofType("aws_acm_certificate", "aws_iam_server_certificate").flatMap((each) => {
    const end = textIn(each.attributes, "NotAfter") ?? textIn(each.attributes, "Expiration");
    if (!end || new Date(end) > limit) return [];
    const verb = new Date(end) < now ? "expired" : "expires";
    const name = textIn(each.attributes, "DomainName") ?? each.id;
    const remedy = "Replace it by one from ACM that is validated by DNS, which renews itself.";
    return [hazard("expiring-certificate", each, `the certificate of ${name} ${verb} on ${end.slice(0, 10)}`, remedy)];
  });
}
