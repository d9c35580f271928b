import { UserFault } from "./fault.js";

export const coverageNeedsRoot = () =>
  new UserFault({
    what: "give either an environment or --root, to say whose state counts",
    remedy: "Run: uplift coverage --inventory FILE ENV, or uplift coverage --inventory FILE --root DIR",
  });

export const rootNotFound = (folder: string) =>
  new UserFault({
    what: "there is no adopted root: it has no addresses.json",
    file: folder,
    remedy: "Give the folder that was written by: uplift adopt --inventory FILE --out DIR",
  });

export const stateUnreadable = (file: string, reason: string) =>
  new UserFault({
    what: `this is not a whole Terraform state of version 4 (${reason})`,
    file,
    remedy: "Write it with: terraform state pull > FILE",
  });

export const stateNotFound = (file: string) =>
  new UserFault({
    what: "there is no such state file",
    file,
    field: "--state",
    remedy: "Write it with: terraform state pull > FILE",
  });

export const driftNeedsSince = () =>
  new UserFault({
    what: "there is nothing to compare the inventory with",
    field: "--fail-on-drift",
    remedy: "Add --since OLD.json, an earlier inventory of the same account.",
  });
