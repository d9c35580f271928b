import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { CloudwatchLogMetricFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-metric-filter/index.js";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import type { Resources } from "../../core/resources.js";
import type { SeenInputs } from "../../core/seen.js";
import type { inputs } from "./contract.js";

export type Seen = SeenInputs<typeof inputs>;

/** Declares the log groups, encrypted and kept for a time, and what is counted in them. $0.57 a GiB taken in, $0.03 a GiB and month. */
export function declareLogs(scope: Construct, seen: Seen): Resources<CloudwatchLogGroup> {
  const { name, log_groups, metric_filters } = seen;
  const groups = log_groups.each(
    ({ id, loop, value }) =>
      new CloudwatchLogGroup(scope, id("aws_cloudwatch_log_group.this"), {
        ...loop,
        name: value.name,
        retentionInDays: value.retention_days,
        logGroupClass: value.class,
        kmsKeyId: seen.logs_key_arn,
        tags: tagged(seen.tags, { Name: value.name }),
      }),
  );
  metric_filters.each(
    ({ id, loop, key, value }) =>
      new CloudwatchLogMetricFilter(scope, id("aws_cloudwatch_log_metric_filter.this"), {
        ...loop,
        name: key,
        logGroupName: groups.get(value.log_group).name,
        pattern: value.pattern,
        metricTransformation: { name: key, namespace: name, value: value.value, defaultValue: "0" },
      }),
  );
  return groups;
}
