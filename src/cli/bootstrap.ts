import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bootstrapEnvironment } from "../bootstrap-environment.js";
import { environmentOf, loadOrganization } from "../config/load.js";
import { wrongAccount } from "../core/errors.js";
import { whoAmI } from "../inventory/run.js";
import { prepareTerraform } from "../terraform/toolchain.js";
import type { Command } from "./command.js";

/** `uplift bootstrap ENV`: the state bucket and lock table, with their own state inside. */
export const bootstrap: Command = {
  name: "bootstrap",
  summary: "Make an environment's state bucket and lock, and move their state into it",
  description:
    "Makes the bucket, key and lock table that hold an environment's states, with a local state that then moves into the bucket itself. It may be interrupted or killed at any point and run again; a lock that a killed run left is named with the command that releases it.",
  arguments: [{ name: "env", description: "the environment, e.g. prod", required: true }],
  examples: [
    {
      command: "AWS_PROFILE=prod uplift bootstrap prod",
      description: "once for each environment, before anything else",
    },
  ],
  run: async ({ arguments: { env: name = "" }, env, project, output, signal }) => {
    const organization = loadOrganization();
    const environment = environmentOf(organization, name);
    const temporary = await mkdtemp(join(tmpdir(), "uplift-bootstrap-"));
    try {
      const terraformIn = await prepareTerraform({ env, workFolder: temporary, signal, onProgress: output.progress });
      const { accountId } = await whoAmI(environment.region);
      if (accountId !== environment.accountId)
        throw wrongAccount(`environment ${name}`, accountId, environment.accountId);
      const workFolder = join(project, ".uplift", "bootstrap", name);
      await mkdir(workFolder, { recursive: true });
      const counts = await bootstrapEnvironment({
        organization,
        environment,
        workFolder,
        clients: { region: environment.region },
        terraformIn,
        onStep: output.progress,
        onProgress: output.status,
      });
      await rm(workFolder, { recursive: true });
      output.document({ environment: name, ...counts });
      output.line(
        `${name}: ${counts.imported} imported, ${counts.added} added, ${counts.changed} changed, 0 destroyed`,
      );
      return 0;
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  },
};
