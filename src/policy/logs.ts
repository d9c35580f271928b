import { retentionDays } from "../domain/retention.js";
import { isSet, type PolicyRule } from "./rule.js";

/** Rules about log groups. */
export const logsRules: readonly PolicyRule[] = [
  {
    id: "logs.encrypted",
    severity: "error",
    title: "A log group is encrypted with a key of the account.",
    references: { checkov: ["CKV_AWS_158"], trivy: ["AVD-AWS-0017"] },
    types: ["aws_cloudwatch_log_group"],
    check: ({ values }) => (isSet(values.kms_key_id) ? undefined : "kms_key_id is not set"),
    remedy: "Give it the key of the environment's logs.",
  },
  {
    id: "logs.kept-for-a-time",
    severity: "error",
    title: "A log group says how long it keeps what it holds.",
    references: { checkov: ["CKV_AWS_66"], securityHub: ["CloudWatch.16"] },
    types: ["aws_cloudwatch_log_group"],
    check: ({ values }) => {
      const days = values.retention_in_days;
      return retentionDays.some((each) => each === days) ? undefined : `retention_in_days is ${days ?? "not set"}`;
    },
    remedy: `Set one of the days that CloudWatch takes: ${retentionDays.join(" ")}.`,
  },
];
