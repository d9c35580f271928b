import { block, blocks, isAnyone, isSet, type PolicyRule, statements } from "./rule.js";

const privacy = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"] as const;

/** Rules about buckets. */
export const s3Rules: readonly PolicyRule[] = [
  {
    id: "s3.encrypted",
    severity: "error",
    title: "A bucket is encrypted with a key of the account.",
    references: { checkov: ["CKV_AWS_19", "CKV_AWS_145"], trivy: ["AVD-AWS-0132"], securityHub: ["S3.17"] },
    types: ["aws_s3_bucket"],
    check: (bucket, tree) => {
      const [configuration] = tree.referring("aws_s3_bucket_server_side_encryption_configuration", "bucket", bucket);
      if (!configuration) return "nothing says how it is encrypted";
      const { sse_algorithm, kms_master_key_id } = block(
        block(configuration.values.rule).apply_server_side_encryption_by_default,
      );
      return sse_algorithm === "aws:kms" && isSet(kms_master_key_id) ? undefined : "it is not encrypted with a KMS key";
    },
    remedy: "Give the bucket a key; only logs of load balancers and of S3 itself cannot have one.",
  },
  {
    id: "s3.private",
    severity: "error",
    title: "A bucket can be made public neither by a policy nor by an ACL.",
    references: {
      checkov: ["CKV_AWS_53", "CKV_AWS_54", "CKV_AWS_55", "CKV_AWS_56", "CKV2_AWS_6"],
      trivy: ["AVD-AWS-0086", "AVD-AWS-0087", "AVD-AWS-0091", "AVD-AWS-0093", "AVD-AWS-0094"],
      securityHub: ["S3.8"],
    },
    types: ["aws_s3_bucket"],
    check: (bucket, tree) => {
      const [access] = tree.referring("aws_s3_bucket_public_access_block", "bucket", bucket);
      if (!access) return "it has no public access block";
      const open = privacy.filter((name) => access.values[name] !== true);
      return open.length > 0 ? `${open.join(", ")} is not true` : undefined;
    },
    remedy: "Set all four of the public access block to true.",
  },
  {
    id: "s3.versioned",
    severity: "error",
    title: "A bucket keeps what is overwritten or deleted.",
    references: { checkov: ["CKV_AWS_21"], trivy: ["AVD-AWS-0090"], securityHub: ["S3.14"] },
    types: ["aws_s3_bucket"],
    check: (bucket, tree) => {
      const [versioning] = tree.referring("aws_s3_bucket_versioning", "bucket", bucket);
      const { status } = block(versioning?.values.versioning_configuration);
      return status === "Enabled" ? undefined : "it is not versioned";
    },
    remedy: "Enable versioning, with a lifecycle rule for old versions.",
  },
  {
    id: "s3.tls-only",
    severity: "error",
    title: "A bucket answers over TLS alone.",
    references: { securityHub: ["S3.5"] },
    types: ["aws_s3_bucket"],
    check: (bucket, tree) => {
      const [policy] = tree.referring("aws_s3_bucket_policy", "bucket", bucket);
      const denies = statements(policy?.values.policy).some(
        ({ Effect, Condition }) => Effect === "Deny" && Condition?.Bool?.["aws:SecureTransport"] === "false",
      );
      return denies ? undefined : "its policy does not refuse what is not TLS";
    },
    remedy: "Deny s3:* where aws:SecureTransport is false.",
  },
  {
    id: "s3.no-stranger",
    severity: "error",
    title: "A bucket's policy allows nobody at large.",
    references: { checkov: ["CKV_AWS_70"], securityHub: ["S3.2", "S3.3"] },
    types: ["aws_s3_bucket_policy"],
    check: ({ values }) => {
      const open = statements(values.policy).find(
        ({ Effect, Principal, Condition }) => Effect === "Allow" && isAnyone(Principal) && !Condition,
      );
      return open ? `statement ${open.Sid ?? "without a Sid"} allows everyone` : undefined;
    },
    remedy: "Name the principals, or condition the statement on the organization.",
  },
  {
    id: "s3.uploads-end",
    severity: "error",
    title: "Uploads that were never finished are removed.",
    references: { checkov: ["CKV_AWS_300", "CKV2_AWS_61"], securityHub: ["S3.13"] },
    types: ["aws_s3_bucket"],
    check: (bucket, tree) => {
      const [lifecycle] = tree.referring("aws_s3_bucket_lifecycle_configuration", "bucket", bucket);
      const ends = blocks(lifecycle?.values.rule).some((rule) => isSet(rule.abort_incomplete_multipart_upload));
      return ends ? undefined : "no lifecycle rule ends unfinished uploads";
    },
    remedy: "Add abort_incomplete_multipart_upload to a lifecycle rule.",
  },
];
