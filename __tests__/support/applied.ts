import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { AnyModule } from "../../src/core/module.js";
import { moduleFiles } from "../../src/emit/module.js";
import type { Simulator } from "../../src/rehearse/simulator.js";
import type { ResourceChange } from "../../src/terraform/plan.js";
import { prepareTerraform } from "../../src/terraform/toolchain.js";

export interface Applied {
  /** Resources that the apply made. */
  readonly added: number;
  /** What a plan right after it would still do, by address. */
  readonly remaining: readonly string[];
  readonly changes: readonly ResourceChange[];
}

/** Applies a root that an outsider might write over emitted modules, on the simulator, and plans again: the same, or what it becomes. */
export async function applied(
  simulator: Simulator,
  modules: readonly AnyModule[],
  root: object,
  later: object = root,
): Promise<Applied> {
  const folder = await mkdtemp(join(tmpdir(), "uplift-applied-"));
  const put = async (path: string, content: Uint8Array | string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  };
  try {
    for (const { path, content } of modules.flatMap(moduleFiles)) await put(path, content);
    await put("root/main.tf.json", JSON.stringify(root));
    const childEnv = { PATH: process.env.PATH, HOME: process.env.HOME, ...simulator.environment() };
    const terraformIn = await prepareTerraform({ env: process.env, childEnv, workFolder: folder });
    const terraform = terraformIn(join(folder, "root"));
    await terraform.init();
    await terraform.plan({ out: "first.tfplan" });
    const first = await terraform.showPlan("first.tfplan");
    await terraform.apply("first.tfplan");
    await put("root/main.tf.json", JSON.stringify(later));
    await terraform.plan({ out: "second.tfplan" });
    const second = await terraform.showPlan("second.tfplan");
    const changing = (plan: typeof first) =>
      (plan.resource_changes ?? []).filter(
        ({ change }) => !change.actions.every((action) => ["no-op", "read"].includes(action)),
      );
    return {
      added: changing(first).length,
      remaining: changing(second).map(({ address, change }) => `${change.actions.join("/")} ${address}`),
      changes: changing(second),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
