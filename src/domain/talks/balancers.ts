import type { GraphEdge } from "../graph.js";
import { arnsIn, type GraphIndex, objectIn, objectsIn, talk, textIn } from "../graph-index.js";
import { type InventoryResource, resourceKey } from "../inventory.js";
import type { JsonObject } from "../json.js";

/** From each load balancer to the instances and functions behind it, with the port on which it calls them. */
export const balancerTalks = (index: GraphIndex): readonly GraphEdge[] => [...classic(index), ...modern(index)];

function classic(index: GraphIndex): readonly GraphEdge[] {
  return index.ofType("aws_elb").flatMap((balancer) => {
    const listeners = objectsIn(balancer.attributes.ListenerDescriptions).flatMap(
      (each) => objectIn(each, "Listener") ?? [],
    ) as readonly JsonObject[];
    const ports = [...new Set(listeners.map(({ InstancePort }) => String(InstancePort)))];
    return instancesOf(balancer, index).flatMap((instance) =>
      ports.map((port) => talk(balancer, instance, "listener", port)),
    );
  });
}

const instancesOf = ({ links }: InventoryResource, index: GraphIndex): readonly InventoryResource[] =>
  links.flatMap((link) => (link.type === "aws_instance" ? (index.byKey.get(resourceKey(link)) ?? []) : []));

/** A listener and its rules name target groups; a target group has members. */
function modern(index: GraphIndex): readonly GraphEdge[] {
  const ruleTypes = ["aws_lb_listener_rule", "aws_alb_listener_rule"];
  return index.ofType("aws_lb_listener", "aws_alb_listener").flatMap((listener) => {
    const balancer = wholeOf(listener, /^aws_a?lb$/, index);
    if (!balancer) return [];
    const rules = index
      .namedBy(resourceKey(listener))
      .map(({ resource }) => resource)
      .filter(({ type }) => ruleTypes.includes(type));
    const groups = new Set([listener, ...rules].flatMap((each) => targetGroupsOf(each, index)));
    return [...groups].flatMap((group) =>
      membersOf(group, index).map(({ member, port }) =>
        talk(
          balancer,
          member,
          `listener ${listener.attributes.Port ?? ""} by ${group.attributes.TargetGroupName ?? group.id}`,
          port,
        ),
      ),
    );
  });
}

const wholeOf = ({ links }: InventoryResource, type: RegExp, index: GraphIndex): InventoryResource | undefined =>
  links.flatMap((link) => (type.test(link.type) ? (index.byKey.get(resourceKey(link)) ?? []) : []))[0];

function targetGroupsOf(resource: InventoryResource, index: GraphIndex): readonly InventoryResource[] {
  const linked = resource.links.flatMap((link) => index.byKey.get(resourceKey(link)) ?? []);
  const named = arnsIn(resource.attributes).flatMap((arn) => index.byArn.get(arn) ?? []);
  return [...linked, ...named].filter(({ type }) => /^aws_a?lb_target_group$/.test(type));
}

interface Member {
  readonly member: InventoryResource;
  readonly port: string | undefined;
}

/** Members are objects of their own (attachments), or named by the group itself. */
function membersOf(group: InventoryResource, index: GraphIndex): readonly Member[] {
  const usual = portOf(group.attributes.Port);
  const attachments = index
    .namedBy(resourceKey(group))
    .map(({ resource }) => resource)
    .filter(({ type }) => /target_group_attachment$/.test(type));
  const attached = attachments.flatMap((attachment) =>
    targetsOf(attachment, index).map((member) => ({ member, port: portOf(attachment.attributes.Port) ?? usual })),
  );
  const autoscaled = index
    .namedBy(resourceKey(group))
    .filter(({ resource }) => resource.type === "aws_autoscaling_group")
    .map(({ resource }) => ({ member: resource, port: usual }));
  return [...attached, ...autoscaled, ...targetsOf(group, index).map((member) => ({ member, port: usual }))];
}

const targetTypes = /^aws_(instance|lambda_function|a?lb)$/;

function targetsOf({ links, attributes }: InventoryResource, index: GraphIndex): readonly InventoryResource[] {
  const linked = links.flatMap((link) => index.byKey.get(resourceKey(link)) ?? []);
  const id = textIn(attributes, "Id");
  const byAddress = () => index.ofType("aws_instance").find((each) => each.attributes.PrivateIpAddress === id);
  const named = id ? [index.byKey.get(`aws_instance/${id}`) ?? index.byArn.get(id) ?? byAddress()] : [];
  return [...new Set([...linked, ...named])].filter(
    (each): each is InventoryResource => each !== undefined && targetTypes.test(each.type),
  );
}

const portOf = (value: unknown): string | undefined => (typeof value === "number" ? String(value) : undefined);
