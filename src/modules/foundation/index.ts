import { defineModule } from "../../core/module.js";
import { declareAccountGuards } from "./account-guards.js";
import { declareAlarmTopic, declareAuditAlarms } from "./alarms.js";
import { declareBoundary } from "./boundary.js";
import { inputs, outputs } from "./contract.js";
import { declareDetectors } from "./detectors.js";
import { example } from "./example.js";
import { declareKeys } from "./keys.js";
import { declareRecorder } from "./recorder.js";
import { declareTrail } from "./trail.js";

/**
 * What a workload account stands on: keys by kind of content, account-wide guards, an audit trail with its alarms, the
 * configuration recorder, threat detection, and the bound of every role.
 *
 * Costs in eu-west-1 (AWS price list, 2026): four keys $4 a month; fifteen alarms $1.50; the first trail's management events
 * nothing; recorder, GuardDuty, Security Hub and Inspector by what they look at.
 */
export const foundation = defineModule({
  name: "foundation",
  description:
    "What a workload account stands on: keys, account-wide guards, audit trail with alarms, configuration recorder, threat detection, permissions boundary.",
  inputs,
  outputs,
  example,
  build(scope, seen) {
    const keys = declareKeys(scope, seen);
    const boundary = declareBoundary(scope, seen);
    declareAccountGuards(scope, seen, keys);
    const trails = declareTrail(scope, seen, keys, boundary);
    declareRecorder(scope, seen, keys, boundary);
    declareDetectors(scope, seen);
    const topic = declareAlarmTopic(scope, seen, keys);
    declareAuditAlarms(scope, seen, topic, trails);
    return {
      data_key_arn: keys.data.arn,
      logs_key_arn: keys.logs.arn,
      secrets_key_arn: keys.secrets.arn,
      backup_key_arn: keys.backup.arn,
      permissions_boundary_arn: boundary.arn,
      alarm_topic_arn: topic.arn,
    };
  },
});
