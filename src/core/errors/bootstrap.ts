import { Refusal, UserFault } from "./fault.js";

export const bucketOfAnother = (bucket: string) =>
  new UserFault({
    what: "the state bucket is out of reach: another account has the name, it lies in another region, or s3:ListBucket is missing",
    field: "bucket",
    got: bucket,
    remedy:
      "Check the credentials with uplift doctor; if the name is taken, change the organization's name in src/config/organization.ts: bucket names are unique in the world.",
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
