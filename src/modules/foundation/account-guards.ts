import { AccessanalyzerAnalyzer } from "@cdktf/provider-aws/lib/accessanalyzer-analyzer/index.js";
import { EbsDefaultKmsKey } from "@cdktf/provider-aws/lib/ebs-default-kms-key/index.js";
import { EbsEncryptionByDefault } from "@cdktf/provider-aws/lib/ebs-encryption-by-default/index.js";
import { IamAccountPasswordPolicy } from "@cdktf/provider-aws/lib/iam-account-password-policy/index.js";
import { S3AccountPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-account-public-access-block/index.js";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import type { Keys, Seen } from "./keys.js";

/** Declares what holds for the whole account: encrypted volumes, strong passwords, nothing public, an eye on what is shared. */
export function declareAccountGuards(scope: Construct, seen: Seen, { data }: Keys): void {
  new EbsEncryptionByDefault(scope, "aws_ebs_encryption_by_default.this", { enabled: true });
  new EbsDefaultKmsKey(scope, "aws_ebs_default_kms_key.this", { keyArn: data.arn });
  // CIS AWS Foundations Benchmark 3.0, 1.8 and 1.9; complexity as Security Hub's IAM.7 wants it.
  new IamAccountPasswordPolicy(scope, "aws_iam_account_password_policy.this", {
    minimumPasswordLength: 14,
    passwordReusePrevention: 24,
    maxPasswordAge: 90,
    requireLowercaseCharacters: true,
    requireUppercaseCharacters: true,
    requireNumbers: true,
    requireSymbols: true,
    allowUsersToChangePassword: true,
  });
  seen.access_analyzer.each(
    ({ id, loop, value }) =>
      new AccessanalyzerAnalyzer(scope, id("aws_accessanalyzer_analyzer.this"), {
        ...loop,
        analyzerName: seen.name,
        type: value.type,
        tags: tagged(seen.tags, { Name: seen.name }),
      }),
  );
  seen.s3_public_access_block.each(
    ({ id, loop, value }) =>
      new S3AccountPublicAccessBlock(scope, id("aws_s3_account_public_access_block.this"), {
        ...loop,
        blockPublicAcls: value.block_public_acls,
        blockPublicPolicy: value.block_public_policy,
        ignorePublicAcls: value.ignore_public_acls,
        restrictPublicBuckets: value.restrict_public_buckets,
      }),
  );
}
