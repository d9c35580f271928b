import type { GraphEdge } from "../graph.js";
import { arnsIn, type GraphIndex, talk } from "../graph-index.js";
import type { InventoryResource } from "../inventory.js";

/** Types whose whole purpose is to lead from one thing to another, with the fields that hold both ends. */
const connections: Readonly<Record<string, { readonly from: string; readonly to: string; readonly via: string }>> = {
  // The function asks the queue or stream, not the other way round.
  aws_lambda_event_source_mapping: { from: "FunctionArn", to: "EventSourceArn", via: "event source" },
  aws_sns_topic_subscription: { from: "TopicArn", to: "Endpoint", via: "subscription" },
};
const senders: Readonly<Record<string, string>> = {
  aws_cloudwatch_event_target: "event rule",
  aws_s3_bucket_notification: "bucket notification",
  aws_cloudwatch_log_subscription_filter: "log subscription",
  aws_cloudwatch_metric_alarm: "alarm action",
  aws_sfn_state_machine: "state machine task",
};

/** Messages and events: function and queue, topic and subscriber, rule and target, bucket and function. */
export function eventTalks(index: GraphIndex): readonly GraphEdge[] {
  const between = Object.entries(connections).flatMap(([type, { from, to, via }]) =>
    index.ofType(type).flatMap((each) => {
      const [source, target] = [ends(each, from, index), ends(each, to, index)];
      return source && target && source !== target ? [talk(source, target, via)] : [];
    }),
  );
  const sent = Object.entries(senders).flatMap(([type, via]) =>
    index.ofType(type).flatMap((each) => {
      const sender = wholeOf(each, index) ?? each;
      const targets = new Set(arnsIn(each.attributes).flatMap((arn) => index.byArn.get(withoutVersion(arn)) ?? []));
      return [...targets]
        .filter((target) => target !== sender && target !== each && !/^aws_(iam|kms)_/.test(target.type))
        .map((target) => talk(sender, target, via));
    }),
  );
  return [...between, ...sent];
}

/** An alias or version of a function is the function, a table's stream is the table. */
const withoutVersion = (arn: string): string =>
  arn.replace(/\/stream\/.*$/, "").replace(/^(arn:[^:]+:lambda:[^:]+:[^:]+:function:[^:]+):.*$/, "$1");

function ends(
  { attributes, links }: InventoryResource,
  field: string,
  index: GraphIndex,
): InventoryResource | undefined {
  const value = attributes[field];
  const named = typeof value === "string" ? index.byArn.get(withoutVersion(value)) : undefined;
  if (named) return named;
  const attribute = field.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();
  const wanted = [attribute, attribute.replace(/_arn$/, "_name"), attribute.replace(/_arn$/, "")];
  return links.flatMap((link) =>
    wanted.includes(link.attribute) ? (index.byKey.get(`${link.type}/${link.id}`) ?? []) : [],
  )[0];
}

const wholeOf = ({ links }: InventoryResource, index: GraphIndex): InventoryResource | undefined =>
  links.flatMap((link) => (link.isPart ? (index.byKey.get(`${link.type}/${link.id}`) ?? []) : []))[0];
