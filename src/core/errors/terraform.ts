import { UserFault } from "./fault.js";

export const notAPlan = (file: string, reason: string) =>
  new UserFault({
    what: `this is not the JSON of a Terraform plan (${reason})`,
    file,
    remedy: "Write it with: terraform plan -out=plan.bin && terraform show -json plan.bin > plan.json",
  });

export const unknownPlanFormat = (file: string, got: unknown) =>
  new UserFault({
    what: "this version of Terraform's plan JSON is not known",
    file,
    field: "format_version",
    got,
    remedy: "Uplift reads 1.x. Write the plan with Terraform 1.11 or newer of the 1.x line.",
  });
