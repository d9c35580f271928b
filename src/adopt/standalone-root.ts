import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { type Adoption, adoptionLayers } from "../domain/adoption.js";
import { formatJson, type Json } from "../domain/json.js";
import { writeFileAtomically } from "../files/atomic-file.js";
import { adoptedResources } from "./adopt.js";
import { importCommands } from "./import-commands.js";
import { rootDocuments, type StateBackend } from "./root-documents.js";

/**
 * Writes one root that plain Terraform runs: `terraform init && terraform plan` imports everything and changes nothing.
 * Files that are the user's own are not touched; those of an earlier run are written again.
 */
export async function writeStandaloneRoot(
  folder: string,
  adoption: Adoption,
  backend: StateBackend,
  usesPathStyle = false,
): Promise<readonly string[]> {
  const documents = Object.entries(rootDocuments(adoption, backend, usesPathStyle)).map(([path, document]) => ({
    path,
    content: formatJson(document),
  }));
  const files = [
    ...documents,
    ...adoptionLayers.flatMap((layer) => adoption.roots[layer].files),
    { path: "import.sh", content: importCommands({ resources: adoptedResources(adoption) }) },
    { path: "left-out.json", content: formatJson(adoption.leftOut as unknown as Json) },
  ];
  for (const { path, content } of files) {
    // User data may tell how an account works: its owner alone reads it.
    await writeFileAtomically(join(folder, path), content, { mode: path.startsWith("user-data/") ? 0o600 : 0o644 });
  }
  await chmod(join(folder, "import.sh"), 0o755);
  return files.map(({ path }) => path);
}
