import { crossReference, missingBackend } from "../core/errors.js";
import type { RootStack } from "../core/root-stack.js";
import { providerRequirements, terraformVersion } from "../core/versions.js";
import { type EmittedFile, terraformFile } from "./files.js";
import { lockFile } from "./lock-file.js";
import { danglingReferences, declarations } from "./references.js";

type Blocks = Readonly<Record<string, unknown>>;

/** What the emitter needs to know of a root. */
export interface EmittedRoot {
  readonly folder: string;
  readonly stack: RootStack;
}

/**
 * The files of one root.
 * @throws crossReference when an expression names what the root does not declare.
 */
export function rootFiles({ folder, stack }: EmittedRoot): readonly EmittedFile[] {
  // A key that names nothing shows in the concrete reading alone; Terraform would only find it while planning.
  stack.concreteModules();
  const document = stack.toTerraform();
  checkDocument(stack.node.id, document);
  const { terraform, provider, import: imports, moved, removed, variable, output, check, ...main } = document;
  const { backend } = terraform as { backend?: Blocks };
  if (!backend?.s3) throw missingBackend(stack.node.id);
  const file = (name: string, blocks: Blocks) =>
    terraformFile(`${folder}/${name}.tf.json`, "src/stacks and src/config", blocks);
  return [
    file("main", { ...main, check }),
    file("variables", { variable }),
    file("outputs", { output }),
    file("providers", {
      terraform: { required_version: terraformVersion, required_providers: providerRequirements },
      provider,
    }),
    file("backend", { terraform: { backend } }),
    file("imports", { import: imports, moved, removed }),
    lockFile(folder),
    ...stack.files.map(({ path, content }) => ({ path: `${folder}/${path}`, content })),
  ].filter((each) => each !== undefined);
}

/** Refuses what Terraform would only find at plan time, or never. */
export function checkDocument(name: string, document: Blocks): void {
  const dangling = danglingReferences(document, declarations(document));
  if (dangling.length > 0) throw crossReference(name, dangling);
  if (JSON.stringify(document).includes("cross-stack-")) throw crossReference(name, ["cross-stack-"]);
}
