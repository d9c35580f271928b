import { isAnyone, isSet, type PolicyRule, statements } from "./rule.js";

/** Rules about keys. */
export const kmsRules: readonly PolicyRule[] = [
  {
    id: "kms.rotates",
    severity: "error",
    title: "A key rotates every year.",
    references: { checkov: ["CKV_AWS_7"], trivy: ["AVD-AWS-0065"], securityHub: ["KMS.4"] },
    types: ["aws_kms_key"],
    check: ({ values }) => {
      // Only symmetric keys can rotate (KMS developer guide, "Rotating keys").
      if (isSet(values.customer_master_key_spec) && values.customer_master_key_spec !== "SYMMETRIC_DEFAULT")
        return undefined;
      return values.enable_key_rotation === true ? undefined : "enable_key_rotation is not true";
    },
    remedy: "Set enable_key_rotation to true.",
  },
  {
    id: "kms.policy-written",
    severity: "error",
    title: "A key's policy is written down and names who may use it.",
    references: { checkov: ["CKV_AWS_33", "CKV2_AWS_64"], securityHub: ["KMS.5"] },
    types: ["aws_kms_key"],
    check: ({ values }) => {
      const written = statements(values.policy);
      if (written.length === 0) return "it has no policy of its own";
      const open = written.find(
        ({ Effect, Principal, Condition }) => Effect === "Allow" && isAnyone(Principal) && !Condition,
      );
      return open ? `statement ${open.Sid ?? "without a Sid"} lets everyone use it` : undefined;
    },
    remedy: "Write the policy: the account administers, named services and roles use.",
  },
  {
    id: "kms.not-lost-by-accident",
    severity: "error",
    title: "A key cannot be destroyed by a changed configuration, and can be saved for 30 days after.",
    references: { securityHub: ["KMS.3"] },
    types: ["aws_kms_key"],
    check: ({ values }) => {
      const { prevent_destroy } = (values.lifecycle ?? {}) as { readonly prevent_destroy?: boolean };
      if (prevent_destroy !== true) return "its lifecycle does not prevent its destruction";
      return values.deletion_window_in_days === 30 ? undefined : "deletion_window_in_days is not 30";
    },
    remedy: "Set lifecycle.prevent_destroy and deletion_window_in_days = 30.",
  },
];
