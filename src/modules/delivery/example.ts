const github = { provider: "token.actions.githubusercontent.com", audience: "sts.amazonaws.com" };

/** Roles for GitHub Actions: pull requests plan, an environment whose reviewers agreed applies. */
export const example = {
  name: "example-prod-delivery",
  account_id: "123456789012",
  identity_providers: { github: { url: `https://${github.provider}`, audience: github.audience } },
  plan_role_name: "example-prod-plan",
  plan_trusts: { github_pull_request: { ...github, subject: "repo:example/infrastructure:pull_request" } },
  apply_role_name: "example-prod-apply",
  apply_trusts: { github_environment: { ...github, subject: "repo:example/infrastructure:environment:prod" } },
  role_prefix: "example-prod",
  regions: ["eu-west-1", "us-east-1"],
  kept_arns: ["arn:aws:s3:::example-prod-trail-123456789012", "arn:aws:s3:::example-prod-trail-123456789012/*"],
  pipeline_role_arns: [
    "arn:aws:iam::123456789012:role/example-prod-plan",
    "arn:aws:iam::123456789012:role/example-prod-apply",
  ],
  state: {
    bucket_arn: "arn:aws:s3:::example-prod-state-123456789012",
    key_prefix: "prod",
    lock_table_arn: "arn:aws:dynamodb:eu-west-1:123456789012:table/example-prod-state-lock",
    key_arn: "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-000000000000",
  },
};
