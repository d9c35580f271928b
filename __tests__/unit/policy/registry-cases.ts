import { document, made, type RuleCases, to } from "./cases.js";

const repository = (values: Record<string, unknown> = {}) => made("aws_ecr_repository", values);
const policy = (statement: object, type = "aws_ecr_repository_policy") => made(type, { policy: document(statement) });
const pull = { Sid: "Pull", Effect: "Allow", Principal: "*", Action: "ecr:BatchGetImage" };
const kms = { encryption_type: "KMS", kms_key: to("aws_kms_key", "arn") };

export const registryCases: Readonly<Record<string, RuleCases>> = {
  "ecr.tags-never-move": {
    passes: [[repository({ image_tag_mutability: "IMMUTABLE" })]],
    fails: [
      [[repository({ image_tag_mutability: "MUTABLE" })], "image_tag_mutability is MUTABLE"],
      [[repository()], "image_tag_mutability is not set"],
    ],
  },
  "ecr.scanned": {
    passes: [[repository({ image_scanning_configuration: { scan_on_push: true } })]],
    fails: [[[repository()], "scan_on_push is not true"]],
  },
  "ecr.encrypted": {
    passes: [
      [repository({ encryption_configuration: [kms] })],
      [made("aws_ecr_repository_creation_template", { encryption_configuration: kms })],
    ],
    fails: [
      [[repository()], "not encrypted with such a key"],
      [[repository({ encryption_configuration: [{ encryption_type: "KMS" }] })], "not encrypted with such a key"],
      [
        [made("aws_ecr_repository_creation_template", { encryption_configuration: { encryption_type: "AES256" } })],
        "not encrypted with such a key",
      ],
    ],
  },
  "ecr.kept-for-a-time": {
    passes: [[repository(), made("aws_ecr_lifecycle_policy", { repository: to("aws_ecr_repository", "name") })]],
    fails: [[[repository(), made("aws_ecr_lifecycle_policy", { repository: "another" })], "no lifecycle policy"]],
  },
  "ecr.private": {
    passes: [
      [policy({ ...pull, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } } })],
      [policy({ ...pull, Principal: { AWS: "arn:aws:iam::111111111111:root" } })],
    ],
    fails: [
      [[policy(pull)], "statement Pull opens the repository to everyone"],
      [
        [policy({ ...pull, Condition: { StringEquals: { "aws:PrincipalType": "Account" } } })],
        "opens the repository to everyone",
      ],
      [[policy(pull, "aws_ecr_registry_policy")], "opens the registry to everyone"],
    ],
  },
};
