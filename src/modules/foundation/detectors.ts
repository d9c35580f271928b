import { GuarddutyDetector } from "@cdktf/provider-aws/lib/guardduty-detector/index.js";
import { GuarddutyDetectorFeature } from "@cdktf/provider-aws/lib/guardduty-detector-feature/index.js";
import { Inspector2Enabler } from "@cdktf/provider-aws/lib/inspector2-enabler/index.js";
import { SecurityhubAccount } from "@cdktf/provider-aws/lib/securityhub-account/index.js";
import { SecurityhubStandardsSubscription } from "@cdktf/provider-aws/lib/securityhub-standards-subscription/index.js";
import type { Construct } from "constructs";
import { listOf, tagged } from "../../core/expressions.js";
import type { Seen } from "./keys.js";

/** Declares GuardDuty, Security Hub and Inspector as far as they are asked for; all three are billed by what they look at. */
export function declareDetectors(scope: Construct, seen: Seen): void {
  const { name, account_id, guardduty, guardduty_features, guardduty_runtime, security_hub_standards, inspector } =
    seen;
  const detectors = guardduty.each(
    ({ id, loop, value }) =>
      new GuarddutyDetector(scope, id("aws_guardduty_detector.this"), {
        ...loop,
        enable: true,
        findingPublishingFrequency: value.publishing_frequency,
        tags: tagged(seen.tags, { Name: name }),
      }),
  );
  guardduty_features.each(
    ({ id, loop, key, value }) =>
      new GuarddutyDetectorFeature(scope, id("aws_guardduty_detector_feature.this"), {
        ...loop,
        detectorId: detectors.get("guardduty").id,
        name: key,
        status: value.status,
      }),
  );
  guardduty_runtime.each(
    ({ id, loop, value }) =>
      new GuarddutyDetectorFeature(scope, id("aws_guardduty_detector_feature.runtime"), {
        ...loop,
        detectorId: detectors.get("guardduty").id,
        name: "RUNTIME_MONITORING",
        status: "ENABLED",
        additionalConfiguration: [
          { name: "EKS_ADDON_MANAGEMENT", status: value.eks_agent },
          { name: "ECS_FARGATE_AGENT_MANAGEMENT", status: value.ecs_fargate_agent },
          { name: "EC2_AGENT_MANAGEMENT", status: value.ec2_agent },
        ],
      }),
  );
  const hubs = security_hub_standards.any("account").each(
    ({ id, loop }) =>
      new SecurityhubAccount(scope, id("aws_securityhub_account.this"), {
        ...loop,
        enableDefaultStandards: false,
        controlFindingGenerator: "SECURITY_CONTROL",
        autoEnableControls: true,
      }),
  );
  security_hub_standards.each(
    ({ id, loop, value }) =>
      new SecurityhubStandardsSubscription(scope, id("aws_securityhub_standards_subscription.this"), {
        ...loop,
        standardsArn: value.arn,
        dependsOn: [...hubs.all],
      }),
  );
  inspector.each(
    ({ id, loop, value }) =>
      new Inspector2Enabler(scope, id("aws_inspector2_enabler.this"), {
        ...loop,
        accountIds: [account_id],
        resourceTypes: listOf(value.resource_types),
      }),
  );
}
