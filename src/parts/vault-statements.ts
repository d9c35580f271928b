import type { PolicyStatement } from "../domain/policy-document.js";

/** Whoever may still change this policy can lift it: what cannot be lifted is the lock. */
export const nobodyDeletes: PolicyStatement = {
  Sid: "NobodyDeletesBackups",
  Effect: "Deny",
  Principal: "*",
  Action: ["backup:DeleteBackupVault", "backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"],
  Resource: "*",
};
