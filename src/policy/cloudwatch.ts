import type { LinkedResource } from "../core/linked-tree.js";
import { isSet, listed, type PolicyRule, type Tree } from "./rule.js";

const tells = ({ values }: LinkedResource) =>
  values.actions_enabled !== false && listed(values.alarm_actions).some(isSet);

/** Whether an alarm over others that tells somebody names this one. */
const isToldFor = (alarm: LinkedResource, tree: Tree) =>
  tree
    .ofType("aws_cloudwatch_composite_alarm")
    .some(
      (group) =>
        tells(group) &&
        (tree.referred(group.values.alarm_rule).includes(alarm) ||
          String(group.values.alarm_rule).includes(`ALARM("${alarm.values.alarm_name}")`)),
    );

/** Rules about alarms. */
export const cloudwatchRules: readonly PolicyRule[] = [
  {
    id: "cloudwatch.alarm-tells",
    severity: "error",
    title: "An alarm tells somebody, by itself or by an alarm over several.",
    references: { checkov: ["CKV_AWS_319"], securityHub: ["CloudWatch.15", "CloudWatch.17"] },
    types: ["aws_cloudwatch_metric_alarm"],
    check: (alarm, tree) => (tells(alarm) || isToldFor(alarm, tree) ? undefined : "it tells nobody"),
    remedy: "Give it alarm_actions, or name it in an aws_cloudwatch_composite_alarm that has them.",
  },
  {
    id: "cloudwatch.silence-decided",
    severity: "error",
    title: "An alarm says what it means when no data comes.",
    references: {},
    types: ["aws_cloudwatch_metric_alarm"],
    check: ({ values }) => (isSet(values.treat_missing_data) ? undefined : "treat_missing_data is not set"),
    remedy: "Set treat_missing_data: breaching where silence is a failure, notBreaching where it is rest.",
  },
];
