import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { ModuleStack } from "../../../src/core/module.js";
import { modules } from "../../../src/modules/index.js";
import { taggableTypes } from "../../../src/policy/tags.js";

/** Whether a resource's own arguments, not those of a block of it, have tags. */
function takesTags(type: string): boolean {
  const folder = type.slice("aws_".length).replaceAll("_", "-");
  const url = import.meta.resolve(`@cdktf/provider-aws/lib/${folder}/index.js`).replace(/\.js$/, ".d.ts");
  const [config = ""] =
    /export interface \w+ConfigA? extends cdktf\.TerraformMetaArguments \{.*?\n\}/s.exec(
      readFileSync(fileURLToPath(url), "utf8"),
    ) ?? [];
  if (config === "") throw new Error(`${type} has no arguments where they are looked for`);
  return /readonly tags\?:/.test(config);
}

it("the list of what can be tagged is what the modules have of it, and groups whose tags are blocks", () => {
  const declared = modules.flatMap((module) =>
    Object.keys((new ModuleStack(module).toTerraform() as { resource?: object }).resource ?? {}),
  );
  const taggable = [...new Set(declared)].filter(takesTags);
  expect(taggableTypes).toEqual([...taggable, "aws_autoscaling_group"].sort());
});
