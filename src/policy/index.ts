import { backupRules } from "./backup.js";
import { cloudwatchRules } from "./cloudwatch.js";
import { dynamodbRules } from "./dynamodb.js";
import { ec2Rules } from "./ec2.js";
import { ecrRules } from "./ecr.js";
import { elasticacheRules } from "./elasticache.js";
import { elbRules } from "./elb.js";
import { iamRules } from "./iam.js";
import { kmsRules } from "./kms.js";
import { logsRules } from "./logs.js";
import { quotaRules } from "./quotas.js";
import { rdsRules } from "./rds.js";
import type { PolicyRule } from "./rule.js";
import { s3Rules } from "./s3.js";
import { tagsRules } from "./tags.js";
import { vpcRules } from "./vpc.js";

/** Every rule that new resources are held to. */
export const policyRules: readonly PolicyRule[] = [
  ...vpcRules,
  ...elbRules,
  ...ec2Rules,
  ...rdsRules,
  ...elasticacheRules,
  ...ecrRules,
  ...cloudwatchRules,
  ...s3Rules,
  ...kmsRules,
  ...iamRules,
  ...logsRules,
  ...dynamodbRules,
  ...backupRules,
  ...tagsRules,
  ...quotaRules,
];
