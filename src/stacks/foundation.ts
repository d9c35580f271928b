import { environmentName, namePrefix } from "../domain/names.js";
import { outputs } from "../modules/foundation/contract.js";
import { foundation as foundationModule } from "../modules/foundation/index.js";
import { outputs as stateOutputs } from "../modules/state/contract.js";
import { defineLayer } from "./layer.js";
import { pipelineRoleArns } from "./pipeline-roles.js";

/** What the account stands on: keys, guards, audit, detection. */
export const foundation = defineLayer({
  name: "foundation",
  description: "Keys, account-wide guards, audit trail, configuration recorder, threat detection",
  outputs,
  after: () => ["bootstrap"],
  isIn: () => true,
  declare: (root, { environment }) => {
    const { organization, name, accountId, region, partition, tags, foundation } = environment;
    const { audit, configRules, guardduty, securityHubStandards, inspector, closesAllBuckets } = foundation;
    const copiesAccount = environment.backup?.copies.account;
    const copiedTo = copiesAccount ? environment.accountIds[copiesAccount] : undefined;
    const bucket = (purpose: string) => `${organization}-${name}-${purpose}-${accountId}`;
    const state = root.read("bootstrap", stateOutputs, "bucket_arn", "lock_table_arn", "kms_key_arn");
    return root.call("foundation", foundationModule, {
      name: environmentName(organization, name, 24),
      account_id: accountId,
      region,
      partition,
      role_prefix: namePrefix(organization, name),
      guarded: {
        state_arns: [state.bucket_arn, `${state.bucket_arn}/*`, state.lock_table_arn, state.kms_key_arn],
        role_arns: pipelineRoleArns(environment),
      },
      ...(copiedTo && { data_key_copies: { account_id: copiedTo } }),
      trail: {
        bucket_name: bucket("trail"),
        log_retention_days: audit.logRetentionDays,
        bucket_retention_days: audit.retentionDays,
        object_lock_days: audit.lockDays,
      },
      ...(configRules.length > 0 && { recorder: { bucket_name: bucket("recorder") } }),
      config_rules: Object.fromEntries(configRules.map((identifier) => [identifier.toLowerCase(), { identifier }])),
      ...(guardduty && { guardduty: {} }),
      guardduty_features: Object.fromEntries((guardduty?.features ?? []).map((feature) => [feature, {}])),
      ...(guardduty?.watchesRuntime && { guardduty_runtime: {} }),
      security_hub_standards: Object.fromEntries(
        securityHubStandards.map((standard) => [
          standard.replace(/[^a-z0-9]+/g, "_"),
          { arn: `arn:${partition}:securityhub:${region}::standards/${standard}` },
        ]),
      ),
      ...(inspector.length > 0 && { inspector: { resource_types: inspector } }),
      access_analyzer: {},
      ...(closesAllBuckets && { s3_public_access_block: {} }),
      alarm_subscriptions: foundation.alarmSubscriptions,
      tags: { ...tags },
    });
  },
});
