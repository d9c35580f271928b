import { BcmdataexportsExport } from "@cdktf/provider-aws/lib/bcmdataexports-export/index.js";
import { CeAnomalyMonitor } from "@cdktf/provider-aws/lib/ce-anomaly-monitor/index.js";
import { CeAnomalySubscription } from "@cdktf/provider-aws/lib/ce-anomaly-subscription/index.js";
import { CeCostAllocationTag } from "@cdktf/provider-aws/lib/ce-cost-allocation-tag/index.js";
import { ComputeoptimizerEnrollmentStatus } from "@cdktf/provider-aws/lib/computeoptimizer-enrollment-status/index.js";
import { CostoptimizationhubEnrollmentStatus } from "@cdktf/provider-aws/lib/costoptimizationhub-enrollment-status/index.js";
import { Token } from "cdktf";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import type { Resources } from "../../core/resources.js";
import { declarePrivateBucket } from "../../parts/private-bucket.js";
import type { Seen } from "./budgets.js";

/** Declares the monitor of unusual spending and who is told. Costs nothing. */
export function declareAnomalies(scope: Construct, seen: Seen): Resources<CeAnomalyMonitor> {
  const { name, anomalies, topic_arn } = seen;
  const monitors = anomalies.each(
    ({ id, loop }) =>
      new CeAnomalyMonitor(scope, id("aws_ce_anomaly_monitor.this"), {
        ...loop,
        name,
        monitorType: "DIMENSIONAL",
        monitorDimension: "SERVICE",
        tags: tagged(seen.tags, { Name: name }),
      }),
  );
  anomalies.each(
    (round) =>
      new CeAnomalySubscription(scope, round.id("aws_ce_anomaly_subscription.this"), {
        ...round.loop,
        name,
        // AWS tells topics at once, and addresses daily or weekly.
        frequency: "IMMEDIATE",
        monitorArnList: [monitors.at(round).arn],
        subscriber: [{ type: "SNS", address: topic_arn }],
        thresholdExpression: {
          dimension: {
            key: "ANOMALY_TOTAL_IMPACT_ABSOLUTE",
            matchOptions: ["GREATER_THAN_OR_EQUAL"],
            values: [Token.asString(round.value.minimum_usd)],
          },
        },
        tags: tagged(seen.tags, { Name: name }),
      }),
  );
  return monitors;
}

/** Declares what costs are told apart by and AWS's own advisers. Costs nothing. */
export function declareAdvisers(scope: Construct, seen: Seen): void {
  const { cost_allocation_tags, compute_optimizer, cost_optimization_hub } = seen;
  cost_allocation_tags.each(
    ({ id, loop, key, value }) =>
      new CeCostAllocationTag(scope, id("aws_ce_cost_allocation_tag.this"), {
        ...loop,
        tagKey: key,
        status: value.status,
      }),
  );
  compute_optimizer.each(
    ({ id, loop, value }) =>
      new ComputeoptimizerEnrollmentStatus(scope, id("aws_computeoptimizer_enrollment_status.this"), {
        ...loop,
        status: "Active",
        includeMemberAccounts: value.include_member_accounts,
      }),
  );
  cost_optimization_hub.each(
    ({ id, loop, value }) =>
      new CostoptimizationhubEnrollmentStatus(scope, id("aws_costoptimizationhub_enrollment_status.this"), {
        ...loop,
        includeMemberAccounts: value.include_member_accounts,
      }),
  );
}

/** The columns that tell what a resource cost (AWS Data Exports user guide, "CUR 2.0 table dictionary"). */
const columns = [
  "bill_billing_period_start_date",
  "line_item_usage_account_id",
  "line_item_usage_start_date",
  "line_item_product_code",
  "line_item_usage_type",
  "line_item_operation",
  "line_item_resource_id",
  "line_item_line_item_type",
  "line_item_usage_amount",
  "line_item_unblended_cost",
  "pricing_unit",
  "reservation_effective_cost",
  "savings_plan_savings_plan_effective_cost",
  "resource_tags",
];

/** Declares the export with its bucket, which only AWS's exports for this account may write. Storage alone costs. */
export function declareDataExport(scope: Construct, seen: Seen): void {
  const { name, partition, account_id, data_export } = seen;
  data_export.each((round) => {
    const { value } = round;
    const { policy } = declarePrivateBucket(
      scope,
      {
        name: "export",
        bucketName: value.bucket_name,
        partition,
        statements: [
          {
            Sid: "DataExportsWrite",
            Effect: "Allow",
            Principal: { Service: ["bcm-data-exports.amazonaws.com", "billingreports.amazonaws.com"] },
            Action: ["s3:PutObject", "s3:GetBucketPolicy"],
            Resource: [`arn:${partition}:s3:::${value.bucket_name}`, `arn:${partition}:s3:::${value.bucket_name}/*`],
            Condition: { StringEquals: { "aws:SourceAccount": account_id } },
          },
        ],
        expirationDays: value.kept_days,
        oldVersionDays: 30,
        tags: seen.tags,
      },
      round,
    );
    return new BcmdataexportsExport(scope, round.id("aws_bcmdataexports_export.this"), {
      ...round.loop,
      export: [
        {
          name,
          description: `Costs of ${name} by hour and resource`,
          dataQuery: [
            {
              queryStatement: `SELECT ${columns.join(", ")} FROM COST_AND_USAGE_REPORT`,
              tableConfigurations: { COST_AND_USAGE_REPORT: { TIME_GRANULARITY: "HOURLY", INCLUDE_RESOURCES: "TRUE" } },
            },
          ],
          destinationConfigurations: [
            {
              s3Destination: [
                {
                  s3Bucket: value.bucket_name,
                  s3Prefix: "cur",
                  s3Region: value.bucket_region,
                  s3OutputConfigurations: [
                    { compression: "PARQUET", format: "PARQUET", outputType: "CUSTOM", overwrite: "OVERWRITE_REPORT" },
                  ],
                },
              ],
            },
          ],
          refreshCadence: [{ frequency: "SYNCHRONOUS" }],
        },
      ],
      tags: tagged(seen.tags, { Name: name }),
      dependsOn: [policy],
    });
  });
}
