import { suggestion } from "./cli.js";
import { UserFault } from "./fault.js";

export const inventoryNotFound = (file: string) =>
  new UserFault({
    what: "there is no inventory",
    file,
    remedy: "Make it with: uplift inventory ENV (or --region REGION --out FILE).",
  });

export const inventoryUnreadable = (file: string, reason: string) =>
  new UserFault({
    what: `this is not a whole inventory: ${reason}`,
    file,
    remedy: "Make it again with: uplift inventory",
  });

export const inventoryOfAnotherVersion = (file: string, got: unknown, known: number) =>
  new UserFault({
    what: `this build reads version ${known} of the inventory`,
    file,
    field: "schema_version",
    got,
    remedy: "Make the inventory again with this build, or use the build that wrote it.",
  });

export const inventoryInvalid = (file: string, field: string, reason: string) =>
  new UserFault({
    what: reason,
    file,
    field,
    remedy: "Do not edit an inventory; make it again with: uplift inventory",
  });

export const inventoryOfAnotherAccount = (file: string, got: string, expected: string) =>
  new UserFault({
    what: `this is the inventory of another account, not of ${expected}`,
    file,
    field: "account_id",
    got,
    remedy: "Give the right file, or make the inventory with that account's credentials.",
  });

export const wrongAccount = (place: string, got: string, expected: string) =>
  new UserFault({
    what: `these credentials belong to another account than ${place} (${expected})`,
    field: "account",
    got,
    remedy: "Choose the right profile, e.g. AWS_PROFILE, and check it with: uplift doctor",
  });

/** AWS does not know the credentials, or no longer. */
export class CredentialFault extends UserFault {}

export const noCredentials = (reason: string) =>
  new CredentialFault({
    what: `AWS does not accept the credentials (${reason})`,
    remedy: "Log in or set AWS_PROFILE, then check with: uplift doctor",
  });

export const roleNotAssumed = (arn: string, reason: string, hasExternalId: boolean) =>
  new CredentialFault({
    what: `the role could not be assumed (${reason})`,
    file: "src/config/organization.ts",
    field: "access.role",
    got: arn,
    remedy: hasExternalId
      ? "Check that its trust policy names these credentials and this external id, and that they may call sts:AssumeRole."
      : "Check that its trust policy names these credentials, and whether it wants an externalId, and that they may call sts:AssumeRole.",
  });

export const unreachable = (call: string, region: string, reason: string) =>
  new UserFault({
    what: `${call} got no answer in ${region} (${reason})`,
    remedy: "Check the network, AWS_ENDPOINT_URL and the region's name.",
  });

export const unknownService = (got: string, known: readonly string[]) =>
  new UserFault({
    what: "there is no collector for this service",
    field: "--services",
    got,
    remedy: `Known: ${known.join(", ")}.`,
  });

export const unknownType = (got: string, known: readonly string[]) =>
  new UserFault({
    what: "no collector finds objects of this type",
    field: "--type",
    got,
    remedy: suggestion(got, known),
  });

export const unknownAccount = (got: string, known: readonly string[]) =>
  new UserFault({
    what: "there is no such account in src/config/organization.ts",
    field: "--account",
    got,
    remedy: suggestion(got, known),
  });

export const accountOrEnvironment = () =>
  new UserFault({
    what: "an environment already says which account",
    field: "--account",
    remedy: "Leave one of the two out.",
  });

export const inventoryNeedsPlace = () =>
  new UserFault({
    what: "neither an environment nor --region is given",
    remedy: "Run: uplift inventory ENV, or uplift inventory --region eu-west-1 --out FILE",
  });

export const badTagFilter = (got: string) =>
  new UserFault({
    what: "this is not a tag filter",
    field: "--tag",
    got,
    remedy: "Write it as KEY=VALUE, or KEY alone for any value.",
  });

export const regionNotEnabled = (got: string) =>
  new UserFault({
    what: "the account has not enabled this region: it knows no credentials of the account",
    field: "--region",
    got,
    remedy: "Leave it out, or enable it in the account's settings (Account, AWS Regions) and wait some minutes.",
  });

export const journalOfAnotherRun = (file: string) =>
  new UserFault({
    what: "this journal belongs to another run (other account, regions, services, tag or version)",
    file,
    remedy: "Give the same options as the interrupted run, or run without --resume to begin anew.",
  });
