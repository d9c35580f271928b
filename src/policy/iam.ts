import { isAnyone, isSet, listed, type PolicyRule, type Statement, statements } from "./rule.js";

const policyTypes = ["aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy"];

const named = ({ Sid }: Statement) => (Sid ? `statement ${Sid}` : "a statement");

/** Rules about roles and policies. */
export const iamRules: readonly PolicyRule[] = [
  {
    id: "iam.no-everything",
    severity: "error",
    title: "No policy allows every action on every resource.",
    references: { checkov: ["CKV_AWS_62", "CKV_AWS_63"], trivy: ["AVD-AWS-0057"], securityHub: ["IAM.1"] },
    types: policyTypes,
    check: ({ values }) => {
      const all = statements(values.policy).find(
        ({ Effect, Action, Resource }) =>
          Effect === "Allow" && listed(Action).includes("*") && listed(Resource).includes("*"),
      );
      return all ? `${named(all)} allows everything` : undefined;
    },
    remedy: "Name the actions and the resources.",
  },
  {
    id: "iam.no-whole-service-everywhere",
    severity: "error",
    title: "No policy allows a whole service on every resource without a condition.",
    references: { checkov: ["CKV_AWS_355", "CKV_AWS_290"], securityHub: ["IAM.21"] },
    types: policyTypes,
    check: ({ values }) => {
      const wide = statements(values.policy).find(
        ({ Effect, Action, Resource, Condition }) =>
          Effect === "Allow" &&
          !Condition &&
          listed(Resource).includes("*") &&
          listed(Action).some((action) => String(action).endsWith(":*")),
      );
      return wide ? `${named(wide)} allows ${listed(wide.Action).join(", ")} on *` : undefined;
    },
    remedy: "Name the actions, or the resources, or the condition.",
  },
  {
    id: "iam.trust-named",
    severity: "error",
    title: "A role names who may take it.",
    references: { checkov: ["CKV_AWS_60", "CKV_AWS_61"] },
    types: ["aws_iam_role"],
    check: ({ values }) => {
      const open = statements(values.assume_role_policy).find(
        ({ Effect, Principal }) => Effect === "Allow" && isAnyone(Principal),
      );
      return open ? "its trust policy lets everyone take it" : undefined;
    },
    remedy: "Name the service, the account or the identity provider.",
  },
  {
    id: "iam.bounded",
    severity: "error",
    title: "A role has a permissions boundary, without which a pipeline that is bound itself cannot make it.",
    references: {},
    types: ["aws_iam_role"],
    check: ({ values }) => (isSet(values.permissions_boundary) ? undefined : "permissions_boundary is not set"),
    remedy: "Pass foundation's permissions_boundary_arn.",
  },
  {
    id: "iam.no-user-policy",
    severity: "error",
    title: "Rights are given to roles and groups, not to users.",
    references: { checkov: ["CKV_AWS_40"], trivy: ["AVD-AWS-0143"], securityHub: ["IAM.2"] },
    types: ["aws_iam_user_policy", "aws_iam_user_policy_attachment"],
    check: () => "a policy is attached to a user",
    remedy: "Use a permission set or a role.",
  },
];
