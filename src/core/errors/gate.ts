import { type FaultDetails, UserFault, UserFaults } from "./fault.js";

export const planNotFound = (file: string) =>
  new UserFault({
    what: "there is no such plan",
    file,
    remedy: "Write it with: terraform plan -out=plan.tfplan && terraform show -json plan.tfplan > plan.json",
  });

export const decisionsNotFound = (file: string) =>
  new UserFault({ what: "there is no such file", file, remedy: "Check the path, or leave the option out." });

export const decisionsUnreadable = (file: string, reason: string) =>
  new UserFault({ what: `this is not YAML: ${reason}`, file, remedy: "Mend the line." });

export const decisionsInvalid = (faults: readonly FaultDetails[]) => new UserFaults(faults);

export const environmentNeedsLayer = () =>
  new UserFault({
    what: "--env is given without --layer, by which waivers name resources",
    field: "--env",
    remedy: "Add --layer LAYER.",
  });

export const layerNeedsEnvironment = () =>
  new UserFault({ what: "--layer is given without --env", field: "--layer", remedy: "Add --env ENV." });
