import { dynamodbRules } from "./dynamodb.js";
import { elbRules } from "./elb.js";
import { iamRules } from "./iam.js";
import { kmsRules } from "./kms.js";
import { logsRules } from "./logs.js";
import type { PolicyRule } from "./rule.js";
import { s3Rules } from "./s3.js";
import { vpcRules } from "./vpc.js";

/** Every rule that new resources are held to. */
export const policyRules: readonly PolicyRule[] = [
  ...vpcRules,
  ...elbRules,
  ...s3Rules,
  ...kmsRules,
  ...iamRules,
  ...logsRules,
  ...dynamodbRules,
];
