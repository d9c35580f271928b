import { suggestion } from "./cli.js";
import { UserFault } from "./fault.js";

export const nothingAdopted = (environment: string, accountId: string, vpc: string) =>
  new UserFault({
    what: `the environment grows the adopted VPC "${vpc}", but nothing of account ${accountId} has been adopted`,
    file: `src/config/${environment}.ts`,
    field: "network.existingVpc",
    remedy: `Run "uplift inventory ${environment}" and "uplift adopt ${environment}", or set existingVpc to null.`,
  });

export const noSuchVpc = (environment: string, got: string, known: readonly string[]) =>
  new UserFault({
    what: "no adopted VPC has this name",
    file: `src/config/${environment}.ts`,
    field: "network.existingVpc.name",
    got,
    remedy: suggestion(got, known),
  });
