import { suggestion } from "./cli.js";
import { Refusal, UserFault } from "./fault.js";

export const gateRefused = (layer: string, findings: readonly string[]) =>
  new Refusal({
    what: `the gate refuses the plan of ${layer}`,
    field: layer,
    remedy: findings.join(" "),
  });

export const rehearsalFailed = (layer: string, what: string) =>
  new UserFault({
    what,
    field: layer,
    remedy: "Run it again with --keep and look at rehearsal.plan.json in the root's folder.",
  });

export const unknownScenario = (got: string, known: readonly string[]) =>
  new UserFault({ what: "there is no such scenario", field: "--scenario", got, remedy: suggestion(got, known) });

export const unknownLayer = (got: string, known: readonly string[]) =>
  new UserFault({ what: "there is no such layer", field: "--layers", got, remedy: suggestion(got, known) });
