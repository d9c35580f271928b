import { made, type RuleCases, to } from "./cases.js";

const topic = "arn:aws:sns:eu-west-1:111111111111:alarms";
const alarm = (values: Record<string, unknown> = {}) =>
  made("aws_cloudwatch_metric_alarm", { alarm_name: "busy", ...values });
const over = (values: Record<string, unknown>) => made("aws_cloudwatch_composite_alarm", values);

export const observabilityCases: Readonly<Record<string, RuleCases>> = {
  "cloudwatch.alarm-tells": {
    passes: [
      [alarm({ alarm_actions: [topic] })],
      [alarm(), over({ alarm_rule: 'ALARM("full") OR ALARM("busy")', alarm_actions: [topic] })],
      [
        alarm(),
        over({ alarm_rule: `ALARM("${to("aws_cloudwatch_metric_alarm", "alarm_name")}")`, alarm_actions: [topic] }),
      ],
    ],
    fails: [
      [[alarm()], "it tells nobody"],
      [[alarm({ alarm_actions: [topic], actions_enabled: false })], "it tells nobody"],
      [[alarm(), over({ alarm_rule: 'ALARM("busy")' })], "it tells nobody"],
      [[alarm(), over({ alarm_rule: 'ALARM("busy-too")', alarm_actions: [topic] })], "it tells nobody"],
    ],
  },
  "cloudwatch.silence-decided": {
    passes: [[alarm({ treat_missing_data: "breaching" })]],
    fails: [[[alarm()], "treat_missing_data is not set"]],
  },
};
