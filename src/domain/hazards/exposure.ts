import { type GraphIndex, objectIn, textIn } from "../graph-index.js";
import { type Hazard, hazard } from "../hazards.js";
import { type InventoryResource, resourceKey } from "../inventory.js";
import { isWorld, membersOf, portsOf } from "../talks/groups.js";

const balancerTypes = /^aws_(elb|a?lb)$/;
const webPorts = ["80", "443"];

/** What the world can reach or read that it should not. */
export const exposureHazards = (index: GraphIndex): readonly Hazard[] => [
  ...openPorts(index),
  ...publicDatabases(index),
  ...metadata(index),
  ...credentials(index),
];

function openPorts(index: GraphIndex): readonly Hazard[] {
  return index.ofType("aws_vpc_security_group_ingress_rule").flatMap((rule) => {
    const range = textIn(rule.attributes, "CidrIpv4") ?? textIn(rule.attributes, "CidrIpv6");
    const port = portsOf(rule);
    if (!range || !isWorld(range) || port.startsWith("icmp")) return [];
    const groups = rule.links
      .filter(({ attribute }) => attribute === "security_group_id")
      .flatMap((link) => index.byKey.get(resourceKey(link)) ?? []);
    const members = groups.flatMap((group) => membersOf(group, index));
    const isFront = members.length > 0 && members.every(({ type }) => balancerTypes.test(type));
    if (isFront && webPorts.includes(port)) return [];
    const [group] = groups;
    const worn = members.length === 0 ? "no object wears the group yet" : `worn by ${namesOf(members)}`;
    const what = `${port === "all" ? "every port" : `port ${port}`} is open to ${range} in group ${nameOf(group)}, ${worn}`;
    return [
      hazard(
        "world-open-port",
        rule,
        what,
        "Open it to the groups or ranges that need it, after watching the flow logs.",
      ),
    ];
  });
}

const nameOf = (group: InventoryResource | undefined): string =>
  group ? `${textIn(group.attributes, "GroupName") ?? ""} (${group.id})`.trim() : "unknown";

function namesOf(members: readonly InventoryResource[]): string {
  const names = members.map(({ id }) => id).sort();
  return names.length > 3 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");
}

const publicDatabases = (index: GraphIndex): readonly Hazard[] =>
  index
    .ofType("aws_db_instance", "aws_rds_cluster_instance")
    .filter(({ attributes }) => attributes.PubliclyAccessible === true)
    .map((each) =>
      hazard(
        "public-database",
        each,
        "its name resolves to a public address",
        "Clear publicly_accessible, after making sure that nobody connects from outside.",
      ),
    );

function metadata(index: GraphIndex): readonly Hazard[] {
  return index.ofType("aws_instance", "aws_launch_template").flatMap((each) => {
    const options = objectIn(each.attributes, "MetadataOptions");
    if (!options || options.HttpEndpoint === "disabled" || options.HttpTokens === "required") return [];
    const remedy = "Require tokens (http_tokens = required), after CloudWatch's MetadataNoToken shows no calls.";
    return [hazard("imds-v1", each, "a request forged through it reads its role's credentials (IMDSv1)", remedy)];
  });
}

function credentials({ inventory, byKey }: GraphIndex): readonly Hazard[] {
  return inventory.findings.flatMap(({ type, id, attribute, rule }) => {
    const resource = byKey.get(`${type}/${id}`);
    if (!resource) return [];
    const remedy =
      "Replace the credential: everybody who could read this has it. Then read the new one from Secrets Manager at run time.";
    return [hazard("credential-in-user-data", resource, `${attribute} holds a credential (${rule})`, remedy)];
  });
}
