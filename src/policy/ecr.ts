import { block, isAnyone, isSet, type PolicyRule, statements } from "./rule.js";

const ofRepository = (type: string) => (type === "aws_ecr_repository_policy" ? "repository" : "registry");

/** Rules about images. */
export const ecrRules: readonly PolicyRule[] = [
  {
    id: "ecr.tags-never-move",
    severity: "error",
    title: "A tag means one image for ever.",
    references: { checkov: ["CKV_AWS_51"], trivy: ["AVD-AWS-0031"], securityHub: ["ECR.2"] },
    types: ["aws_ecr_repository"],
    check: ({ values }) =>
      values.image_tag_mutability === "IMMUTABLE"
        ? undefined
        : `image_tag_mutability is ${values.image_tag_mutability ?? "not set"}`,
    remedy: "Set image_tag_mutability to IMMUTABLE, and deploy by digest or by a tag of its own.",
  },
  {
    id: "ecr.scanned",
    severity: "error",
    title: "An image is scanned when it comes.",
    references: { checkov: ["CKV_AWS_163"], trivy: ["AVD-AWS-0030"], securityHub: ["ECR.1"] },
    types: ["aws_ecr_repository"],
    check: ({ values }) =>
      block(values.image_scanning_configuration).scan_on_push === true ? undefined : "scan_on_push is not true",
    remedy: "Set image_scanning_configuration with scan_on_push.",
  },
  {
    id: "ecr.encrypted",
    severity: "error",
    title: "Images are encrypted with a key of the account.",
    references: { checkov: ["CKV_AWS_136"], trivy: ["AVD-AWS-0033"], securityHub: ["ECR.5"] },
    types: ["aws_ecr_repository", "aws_ecr_repository_creation_template"],
    check: ({ values }) => {
      const { encryption_type, kms_key } = block(values.encryption_configuration);
      return encryption_type === "KMS" && isSet(kms_key) ? undefined : "they are not encrypted with such a key";
    },
    remedy: "Set encryption_configuration with encryption_type KMS and kms_key.",
  },
  {
    id: "ecr.kept-for-a-time",
    severity: "error",
    title: "A repository says which images it keeps.",
    references: { securityHub: ["ECR.3"] },
    types: ["aws_ecr_repository"],
    check: (repository, tree) =>
      tree.referring("aws_ecr_lifecycle_policy", "repository", repository).length > 0
        ? undefined
        : "it has no lifecycle policy",
    remedy: "Give it an aws_ecr_lifecycle_policy.",
  },
  {
    id: "ecr.private",
    severity: "error",
    title: "Only named accounts, or those of the organization, reach images.",
    references: { checkov: ["CKV_AWS_32"], trivy: ["AVD-AWS-0032"] },
    types: ["aws_ecr_repository_policy", "aws_ecr_registry_policy"],
    check: ({ type, values }) => {
      const open = statements(values.policy).find(
        ({ Effect, Principal, Condition }) =>
          Effect === "Allow" && isAnyone(Principal) && !isSet(Condition?.StringEquals?.["aws:PrincipalOrgID"]),
      );
      return open ? `statement ${open.Sid ?? "without a Sid"} opens the ${ofRepository(type)} to everyone` : undefined;
    },
    remedy: "Name the accounts, or the organization by aws:PrincipalOrgID.",
  },
];
