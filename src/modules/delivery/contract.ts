import { defaulted, nullable, output, required } from "../../core/contract.js";
import * as t from "../../core/types.js";
import { atMost, attribute, between, matches } from "../../core/validations.js";
import { accountId, name, partition, permissionsBoundaryArn, tags } from "../../parts/inputs.js";

const provider = matches(
  /^[a-z0-9.-]+(\/[A-Za-z0-9-]+)*$/,
  "an address without https://, e.g. token.actions.githubusercontent.com",
);

/** A subject that leaves the repository, the branch of CircleCI's user or the service account open lets in others. */
const subject = matches(
  /^(repo:[^*?:]+:[^*?]+|org\/[0-9a-f-]{36}\/project\/[0-9a-f-]{36}\/user\/[?]{8}(-[?]{4}){3}-[?]{12}\/vcs-origin\/[^*?]+\/vcs-ref\/([*]|[^*?]+)|system:serviceaccount:[^*?:]+:[^*?:]+)$/,
  "repo:OWNER/NAME:CLAIM of GitHub, CircleCI's org/…/project/…/user/UUID as question marks/vcs-origin/…/vcs-ref/…, or system:serviceaccount:NAMESPACE:NAME",
);

const trusts = t.map(t.object({ provider: t.string, audience: t.string, subject: t.string }));
const trustRules = [attribute("provider", provider), attribute("subject", subject)];
const roleName = matches(/^[\w+=,.@-]{1,64}$/, "the name of a role, at most 64 characters");

export const inputs = {
  name: name("delivery", 48),
  account_id: accountId,
  partition,
  permissions_boundary_arn: permissionsBoundaryArn,
  identity_providers: defaulted(
    t.map(t.object({ url: t.string, audience: t.string })),
    {},
    "Providers of tokens to make, by lasting name; an account has one for each address.",
    attribute("url", matches(/^https:\/\/[a-z0-9.-]+(\/[A-Za-z0-9-]+)*$/, "an address that begins with https://")),
  ),
  plan_role_name: required(t.string, "Name of the role that reads and plans.", roleName),
  plan_trusts: required(trusts, "Whose tokens take the role that plans, by lasting name.", ...trustRules),
  apply_role_name: required(t.string, "Name of the role that applies.", roleName),
  apply_trusts: required(trusts, "Whose tokens take the role that applies, by lasting name.", ...trustRules),
  apply_session_seconds: defaulted(
    t.number,
    7200,
    "How long an apply may take before its credentials end. Seconds.",
    between(3600, 43200),
  ),
  role_prefix: required(
    t.string,
    "What the names of roles, instance profiles and policies begin with that applies may make.",
    matches(/^[\w+=,.@-]{3,40}$/, "3 to 40 characters of a role's name"),
  ),
  regions: required(
    t.list(t.string),
    "Regions in which applies may change settings; us-east-1 stands for IAM, Route 53 and billing.",
    atMost(10, "elements"),
  ),
  kept_arns: required(
    t.list(t.string),
    "What applies use and do not change: keys, the topic of alarms, the audit's buckets and log group.",
    atMost(20, "elements"),
  ),
  pipeline_role_arns: required(
    t.list(t.string),
    "Roles of all pipelines of the account, which applies do not change.",
    atMost(30, "elements"),
  ),
  code_object_arns: defaulted(
    t.list(t.string),
    [],
    "Objects that applies hand to services, e.g. the code of canaries: who makes one must be able to read it.",
  ),
  state: required(
    t.object({ bucket_arn: t.string, key_prefix: t.string, lock_table_arn: t.string, key_arn: t.string }),
    "Where the environment's states lie: bucket, what their keys begin with, table of locks, key.",
  ),
  pushing: nullable(
    t.object({ role_name: t.string, repository_arns: t.list(t.string) }),
    "A role that pushes images to these repositories.",
    attribute("role_name", roleName),
  ),
  push_trusts: defaulted(trusts, {}, "Whose tokens take the role that pushes images, by lasting name.", ...trustRules),
  tags,
};

export const outputs = {
  plan_role_arn: output(t.string, "ARN of the role that plans.", "arn:aws:iam::000000000000:role/mock"),
  apply_role_arn: output(t.string, "ARN of the role that applies.", "arn:aws:iam::000000000000:role/mock"),
  push_role_arn: output(t.string, "ARN of the role that pushes images, where there is one."),
};
