import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "@cdktf/hcl2json";
import { describe, expect, it } from "vitest";
import { requiredTags } from "../../src/policy/tags.js";

type Blocks = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
interface Configuration {
  readonly tflint: readonly unknown[];
  readonly config: readonly unknown[];
  readonly plugin: Blocks;
  readonly rule?: Blocks;
}

const read = async (name: string): Promise<Configuration> => {
  const file = fileURLToPath(new URL(`../../${name}`, import.meta.url));
  return JSON.parse(JSON.stringify(await parse(name, readFileSync(file, "utf8"))));
};

/** What is left where the AWS ruleset is not installed: tflint refuses a rule that it does not know. */
function withoutAws({ plugin: { aws: _, ...plugin }, rule = {}, ...rest }: Configuration): Configuration {
  const kept = Object.fromEntries(Object.entries(rule).filter(([name]) => !name.startsWith("aws_")));
  return { ...rest, plugin, ...(Object.keys(kept).length > 0 && { rule: kept }) };
}

describe("tflint's configurations", () => {
  it("differ by the AWS ruleset alone", async () => {
    const online = await read(".tflint.hcl");
    expect(online.plugin.aws).toEqual([
      { enabled: true, source: "github.com/terraform-linters/tflint-ruleset-aws", version: expect.any(String) },
    ]);
    expect(await read(".tflint.offline.hcl")).toEqual(withoutAws(online));
  });

  it("would be told apart by a setting of one of them", async () => {
    const online = await read(".tflint.hcl");
    const other = { ...online, config: [{ call_module_type: "none" }] };
    expect(await read(".tflint.offline.hcl")).not.toEqual(withoutAws(other));
  });

  it("want the tags that the policy wants", async () => {
    const { rule } = await read(".tflint.hcl");
    expect(rule?.aws_resource_missing_tags).toEqual([{ enabled: true, tags: [...requiredTags] }]);
  });
});
