import { type AnyModule, ModuleStack } from "../core/module.js";
import { providerRequirements, terraformVersion } from "../core/versions.js";
import { type EmittedFile, terraformFile, textFile } from "./files.js";
import { moduleReadme } from "./readme.js";
import { checkDocument } from "./root.js";

/** The files of one module: no backend, no provider, so that anyone's root can call it. */
export function moduleFiles(module: AnyModule): readonly EmittedFile[] {
  const folder = `modules/${module.name}`;
  const source = `src/modules/${module.name}`;
  const document = new ModuleStack(module).toTerraform();
  checkDocument(folder, document);
  const { resource, data, locals, variable, output } = document;
  const file = (name: string, blocks: Readonly<Record<string, unknown>>) =>
    terraformFile(`${folder}/${name}.tf.json`, source, blocks);
  return [
    file("main", { resource, data, locals }),
    file("variables", { variable: variable }),
    file("outputs", { output }),
    file("versions", { terraform: { required_version: terraformVersion, required_providers: providerRequirements } }),
    textFile(`${folder}/README.md`, moduleReadme(module)),
  ].filter((each) => each !== undefined);
}
