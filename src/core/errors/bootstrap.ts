import { Refusal, UserFault } from "./fault.js";

export const bucketOfAnother = (bucket: string) =>
  new UserFault({
    what: "the state bucket's name is taken by another account or lies in another region",
    field: "bucket",
    got: bucket,
    remedy: "Change the organization's name in src/config/organization.ts: bucket names are unique in the world.",
  });

export const bootstrapWouldDestroy = (addresses: readonly string[]) =>
  new Refusal({
    what: "the plan would destroy or replace what holds every state",
    field: "bootstrap",
    got: addresses,
    remedy: "Undo the change of src/modules/state or of the configuration that leads to it.",
  });

export const stateNotMoved = (bucket: string, key: string, folder: string) =>
  new UserFault({
    what: `Terraform said that it moved the state, but ${key} is not in the bucket`,
    field: "bucket",
    got: bucket,
    remedy: `The state is still in ${folder}; run the command again.`,
  });
