import { defineModule } from "../../core/module.js";
import { inputs, outputs, rules } from "./contract.js";
import { example } from "./example.js";
import { declarePlan, declareProofs } from "./plan.js";
import { declareRole } from "./role.js";
import { declareVault } from "./vault.js";

/**
 * Backups of one class of data: a vault from which nothing goes before its time, the plan that fills it, and what proves that its
 * backups can be restored.
 *
 * Costs in eu-west-1 (AWS price list, 2026): vault, plan and selection nothing; backups by what is kept, relational databases
 * $0.095 a GB and month, copies to another region the transfer besides; restored resources as long as they are kept.
 */
export const backup = defineModule({
  name: "backup",
  description:
    "Backups of one class of data: a locked vault, the plan that fills it with what carries a tag, copies elsewhere, tried-out restores.",
  inputs,
  outputs,
  rules,
  example,
  build(scope, seen) {
    const vault = declareVault(scope, seen);
    const role = declareRole(scope, seen);
    const plan = declarePlan(scope, seen, vault, role);
    declareProofs(scope, seen, vault, role);
    return { vault_arn: vault.arn, vault_name: vault.name, plan_id: plan.id, role_arn: role.role.arn };
  },
});
