import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { rootDocuments } from "../src/adopt/root-documents.js";
import { type Diagnostic, TerraformFault } from "../src/core/errors.js";
import { type AdoptedResource, type Adoption, addressOf } from "../src/domain/adoption.js";
import { formatJson } from "../src/domain/json.js";
import { countChanges } from "../src/terraform/plan.js";
import type { TerraformIn } from "../src/terraform/toolchain.js";

/** What Terraform's own generator makes of import blocks. */
export interface Generated {
  /** Blocks that the first run wrote. */
  readonly blocks: number;
  /** Errors of the first run, by which there is no plan. */
  readonly errors: number;
  /** How many objects had to be left out until there was a plan at all. */
  readonly leftOut: number;
  readonly imported: number;
  /** Of those imported, how many the plan would change, add or destroy. */
  readonly changed: number;
}

const file = "generated.tf";
const escaped = (id: string): string => JSON.stringify(id).replaceAll("${", "$${").replaceAll("%{", "%%{");
const importBlock = (resource: AdoptedResource): string =>
  `import {\n  to = ${addressOf(resource)}\n  id = ${escaped(resource.importId)}\n}\n`;

/** The object that an error is about: by its address, or by the block above the line. */
async function addressAt(folder: string, { address, range }: Diagnostic): Promise<string | undefined> {
  if (address) return address;
  if (!range) return undefined;
  const lines = (await readFile(join(folder, range.filename), "utf8")).split("\n").slice(0, range.start.line + 1);
  for (const line of lines.reverse()) {
    const [, type, name] = /^resource "([^"]+)" "([^"]+)"/.exec(line) ?? [];
    if (type) return `${type}.${name}`;
    const to = /^ {2}to = (\S+)$/.exec(line)?.[1];
    if (to) return to;
  }
  return undefined;
}

/** Gives the generator the same objects with the same ids, and takes out what it fails on until it has a plan. */
export async function generateConfiguration(
  folder: string,
  adoption: Adoption,
  resources: readonly AdoptedResource[],
  terraformIn: TerraformIn,
): Promise<Generated> {
  await mkdir(folder, { recursive: true });
  const { "providers.tf.json": providers } = rootDocuments(adoption, "local", true);
  await writeFile(join(folder, "providers.tf.json"), formatJson(providers ?? {}));
  const terraform = terraformIn(folder);
  let left = [...resources];
  let first: Pick<Generated, "blocks" | "errors"> | undefined;
  for (let isFirst = true; ; isFirst = false) {
    await writeFile(join(folder, "imports.tf"), left.map(importBlock).join("\n"));
    await rm(join(folder, file), { force: true });
    if (isFirst) await terraform.init();
    const fault = await terraform.plan({ out: "plan", generateConfigOut: file }).then(
      () => undefined,
      (error: unknown) => {
        if (error instanceof TerraformFault) return error;
        throw error;
      },
    );
    const written = await readFile(join(folder, file), "utf8").catch(() => "");
    first ??= { blocks: written.match(/^resource "/gm)?.length ?? 0, errors: fault?.diagnostics.length ?? 0 };
    if (!fault) break;
    const failed = new Set(await Promise.all(fault.diagnostics.map((each) => addressAt(folder, each))));
    const next = left.filter((resource) => !failed.has(addressOf(resource)));
    if (next.length === left.length) throw fault;
    left = next;
  }
  const { imported, added, changed, destroyed } = countChanges(await terraform.showPlan("plan"));
  return { ...first, leftOut: resources.length - left.length, imported, changed: added + changed + destroyed };
}
