import { type Effects, rule } from "./attachment.js";

const grant = (attribute: string, who: string) => rule(attribute, `changes what ${who} may do; a Deny cuts them off`);

/** What new objects do to existing identities, keys and secrets. */
export const accessEffects: Effects = {
  aws_iam_role_policy: rule("role", "changes what running machines with the role may do; a Deny cuts them off"),
  aws_iam_role_policy_attachment: rule(
    "role",
    "changes what running machines with the role may do; a Deny cuts them off",
  ),
  aws_iam_role_policies_exclusive: rule("role_name", "deletes every inline policy of the role that it does not name"),
  aws_iam_role_policy_attachments_exclusive: rule(
    "role_name",
    "detaches every policy of the role that it does not name",
  ),
  aws_iam_policy_attachment: [
    { attribute: "policy_arn", effect: "detaches the policy from everything that it does not name" },
    { attribute: "roles", effect: "changes what running machines with the role may do" },
    { attribute: "users", effect: "changes what the user may do" },
    { attribute: "groups", effect: "changes what the group's users may do" },
  ],
  aws_iam_user_policy: grant("user", "the user and what runs with its keys"),
  aws_iam_user_policy_attachment: grant("user", "the user and what runs with its keys"),
  aws_iam_user_policies_exclusive: rule("user_name", "deletes every inline policy of the user that it does not name"),
  aws_iam_user_policy_attachments_exclusive: rule(
    "user_name",
    "detaches every policy of the user that it does not name",
  ),
  aws_iam_group_policy: grant("group", "the group's users"),
  aws_iam_group_policy_attachment: grant("group", "the group's users"),
  aws_iam_group_policies_exclusive: rule(
    "group_name",
    "deletes every inline policy of the group that it does not name",
  ),
  aws_iam_group_policy_attachments_exclusive: rule(
    "group_name",
    "detaches every policy of the group that it does not name",
  ),
  aws_iam_group_membership: [
    { attribute: "group", effect: "takes every user out of the group that it does not name" },
    { attribute: "users", effect: "changes what the user may do" },
  ],
  aws_iam_user_group_membership: rule("user", "changes what the user may do"),
  aws_iam_user_login_profile: rule("user", "lets the user log in with a password"),
  aws_budgets_budget_action: [
    {
      attribute: "definition.ssm_action_definition.instance_ids",
      effect: "stops the machine when the budget is spent",
    },
    { attribute: "definition.iam_action_definition.roles", effect: "takes rights away when the budget is spent" },
    { attribute: "definition.iam_action_definition.users", effect: "takes rights away when the budget is spent" },
    { attribute: "definition.iam_action_definition.groups", effect: "takes rights away when the budget is spent" },
  ],
  aws_kms_key_policy: rule("key_id", "replaces who may use the key: what it leaves out can no longer decrypt"),
  aws_secretsmanager_secret_version: rule("secret_id", "becomes the value that every reader gets"),
  aws_secretsmanager_secret_rotation: rule(
    "secret_id",
    "changes the value at once and again and again: clients that keep the old one are refused",
  ),
  aws_secretsmanager_secret_policy: rule("secret_arn", "replaces who may read the secret"),
};
