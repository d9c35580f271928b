import { ConfigConfigRule } from "@cdktf/provider-aws/lib/config-config-rule/index.js";
import { ConfigConfigurationRecorder } from "@cdktf/provider-aws/lib/config-configuration-recorder/index.js";
import { ConfigConfigurationRecorderStatus } from "@cdktf/provider-aws/lib/config-configuration-recorder-status/index.js";
import { ConfigDeliveryChannel } from "@cdktf/provider-aws/lib/config-delivery-channel/index.js";
import type { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy/index.js";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import { declarePrivateBucket } from "../../parts/private-bucket.js";
import { declareServiceRole } from "../../parts/service-role.js";
import type { Keys, Seen } from "./keys.js";

/** Declares AWS Config: the recorder with its bucket and role, and the managed rules. About $0.003 a recorded change, $0.001 a rule's verdict. */
export function declareRecorder(scope: Construct, seen: Seen, { logs }: Keys, boundary: IamPolicy): void {
  const { name, partition, account_id, recorder, config_rules } = seen;
  const running = recorder.each((round) => {
    const { value } = round;
    const bucketArn = `arn:${partition}:s3:::${value.bucket_name}`;
    const delivered = `${bucketArn}/AWSLogs/${account_id}/Config/*`;
    const { bucket, policy } = declarePrivateBucket(
      scope,
      {
        name: "recorder",
        bucketName: value.bucket_name,
        partition,
        keyArn: logs.arn,
        expirationDays: 2555,
        oldVersionDays: 90,
        tags: seen.tags,
      },
      round,
    );
    const recording = declareServiceRole(
      scope,
      {
        name: "recorder",
        roleName: `${name}-recorder`,
        description: `Records the configuration of resources of ${name}`,
        service: "config.amazonaws.com",
        sourceAccount: account_id,
        permissionsBoundary: boundary.arn,
        policyName: "deliver",
        statements: [
          { Effect: "Allow", Action: ["s3:GetBucketAcl", "s3:ListBucket"], Resource: bucketArn },
          { Effect: "Allow", Action: "s3:PutObject", Resource: delivered },
          { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: logs.arn },
        ],
        tags: seen.tags,
      },
      round,
    );
    const reading = new IamRolePolicyAttachment(scope, round.id("aws_iam_role_policy_attachment.recorder"), {
      ...round.loop,
      role: round.instance(recording.role).name,
      policyArn: `arn:${partition}:iam::aws:policy/service-role/AWS_ConfigRole`,
    });
    const configuration = new ConfigConfigurationRecorder(scope, round.id("aws_config_configuration_recorder.this"), {
      ...round.loop,
      name,
      roleArn: round.instance(recording.role).arn,
      recordingGroup: { allSupported: true, includeGlobalResourceTypes: value.records_global_types },
      dependsOn: [reading, recording.policy],
    });
    const channel = new ConfigDeliveryChannel(scope, round.id("aws_config_delivery_channel.this"), {
      ...round.loop,
      name,
      s3BucketName: round.instance(bucket).id,
      dependsOn: [configuration, policy],
    });
    return new ConfigConfigurationRecorderStatus(scope, round.id("aws_config_configuration_recorder_status.this"), {
      ...round.loop,
      name: round.instance(configuration).name,
      isEnabled: true,
      dependsOn: [channel],
    });
  });
  config_rules.each(
    ({ id, loop, key, value }) =>
      new ConfigConfigRule(scope, id("aws_config_config_rule.this"), {
        ...loop,
        name: `${name}-${key}`,
        source: { owner: "AWS", sourceIdentifier: value.identifier },
        inputParameters: value.input_parameters,
        tags: tagged(seen.tags, { Name: `${name}-${key}` }),
        dependsOn: [...running.all],
      }),
  );
}
