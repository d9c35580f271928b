import { expect, it } from "vitest";
import { TerraformFault } from "../../../src/core/errors.js";

const held = {
  severity: "error",
  summary: "Error acquiring the state lock",
  detail: "Lock Info:\n  ID:        3f1c\n  Who:       ann@laptop\n  Created:   2026-11-24 01:00:00 UTC\n",
} as const;

it.each([
  ["environments/dev/network", "uplift unlock dev/network --id 3f1c"],
  ["/clone/terragrunt/staging/edge/", "uplift unlock staging/edge --id 3f1c"],
  ["/clone/elsewhere", "terraform -chdir=/clone/elsewhere force-unlock 3f1c"],
])("a lock in %s says who holds it and how it is released", (folder, release) => {
  const { message } = new TerraformFault("apply", folder, [held]);
  expect(message).toContain("held by ann@laptop since 2026-11-24 01:00:00 UTC, ID 3f1c");
  expect(message).toContain(`release what a killed one left: ${release}`);
});
