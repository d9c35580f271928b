import { suggestion } from "./cli.js";
import { UserFault } from "./fault.js";

export const nothingAdopted = (environment: string, accountId: string, field: string, name: string) =>
  new UserFault({
    what: `the environment builds on the adopted "${name}", but nothing of account ${accountId} has been adopted`,
    file: `src/config/${environment}.ts`,
    field,
    remedy: `Run "uplift inventory ${environment}" and "uplift adopt ${environment}", or set it to null.`,
  });

export const noSuchVpc = (environment: string, got: string, known: readonly string[]) =>
  new UserFault({
    what: "no adopted VPC has this name",
    file: `src/config/${environment}.ts`,
    field: "network.existingVpc.name",
    got,
    remedy: suggestion(got, known),
  });

export const noSuchZone = (environment: string, got: string, known: readonly string[]) =>
  new UserFault({
    what: "no adopted zone has this name",
    file: `src/config/${environment}.ts`,
    field: "dns.existingZone",
    got,
    remedy: suggestion(got, known),
  });

export const noSuchAdopted = (
  environment: string,
  kind: string,
  field: string,
  got: string,
  known: readonly string[],
) =>
  new UserFault({
    what: `no adopted ${kind} has this name`,
    file: `src/config/${environment}.ts`,
    field,
    got,
    remedy: suggestion(got, known),
  });

export const recordCannotMove = (environment: string, got: string, why: string) =>
  new UserFault({
    what: `the adopted record ${why}: it cannot be weighted in place`,
    file: `src/config/${environment}.ts`,
    field: "traffic.name",
    got,
    remedy:
      "Name one that is a simple alias in the zone of dns.existingZone, or set traffic to null and move it by hand.",
  });

export const adoptedProviderWithoutAudience = (environment: string, address: string, audience: string) =>
  new UserFault({
    what: `the adopted identity provider ${address} does not accept the audience that the pipelines' tokens are for`,
    file: `src/config/${environment}.ts`,
    got: audience,
    remedy:
      "Add the audience to it (aws iam add-client-id-to-open-id-connect-provider), and take the inventory and adopt again.",
  });
