import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { textFile } from "../../src/emit/files.js";
import { hcl } from "../../src/emit/hcl.js";
import { moduleFiles } from "../../src/emit/module.js";
import { modules } from "../../src/modules/index.js";
import { type Bench, bench, projectFolder } from "../support/terraform.js";

const rootsOf = (tree: string) =>
  readdirSync(join(projectFolder, tree), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith("backend.tf.json"))
    .map((path) => join(tree, path, ".."));
const roots = ["environments", "terragrunt"].flatMap(rootsOf);

let committed: Bench;
beforeAll(async () => {
  committed = await bench();
});
afterAll(() => committed?.remove());

describe("every emitted root", () => {
  it("was found", () => {
    expect(roots).toContain("environments/dev/network");
    expect(roots).toContain("terragrunt/staging/network");
    expect(roots).toContain("environments/prod/inherited");
    expect(roots).toContain("environments/prod/legacy");
  });

  it.each(roots)("%s is valid, with the provider of its lock file", async (root) => {
    const terraform = committed.terraformIn(join(committed.folder, root));
    await terraform.init({ backend: false, isLockFileReadonly: true });
    expect(await terraform.validate()).toEqual([]);
  });
});

describe("every emitted module", () => {
  it.each(modules.map(({ name }) => name))("%s is valid by itself", async (name) => {
    const folder = join(committed.folder, "modules", name);
    expect(existsSync(join(folder, "README.md"))).toBe(true);
    const terraform = committed.terraformIn(folder);
    await terraform.init({ backend: false });
    expect(await terraform.validate()).toEqual([]);
  });

  it.each(modules.map((module) => [module.name, module] as const))(
    "%s: the README's example is valid as written",
    async (name, module) => {
      const call = `module "${name}" ${hcl({ source: `../../modules/${name}`, ...module.example })}\n`;
      const readme = moduleFiles(module).find(({ path }) => path.endsWith("README.md"));
      expect(new TextDecoder().decode(readme?.content)).toContain(call);
      const outsider = await bench([...moduleFiles(module), textFile("examples/outsider/main.tf", call)]);
      try {
        const terraform = outsider.terraformIn(join(outsider.folder, "examples/outsider"));
        await terraform.init({ backend: false });
        expect(await terraform.validate()).toEqual([]);
      } finally {
        await outsider.remove();
      }
    },
  );
});

describe("what a module does not allow", () => {
  it.each([
    [{ new_vpc: undefined }, "exactly one of new_vpc and existing_vpc is set."],
    [{ name: "x".repeat(33) }, "name must be at most 32 characters."],
    [
      { new_vpc: { cidr_block: "10.0.0.1/16" } },
      "new_vpc: cidr_block must be an IPv4 range that starts at its first address",
    ],
    [{ new_vpc: { cidr_block: "banana" } }, "new_vpc: cidr_block must be an IPv4 range"],
    [{ new_vpc: { cidr_block: "fd00::/8" } }, "new_vpc: cidr_block must be an IPv4 range"],
    [{ account_id: "1" }, "account_id must be 12 digits."],
    [
      { flow_log_to_cloudwatch: { retention_days: 0 } },
      "flow_log_to_cloudwatch: retention_days must be one of 1, 3, 5, 7, 14, 30",
    ],
  ])("is refused by Terraform too: %j", async (change, message) => {
    const network = modules.find(({ name }) => name === "network");
    if (!network) throw new Error("no module network");
    const given = Object.entries({ source: "../../modules/network", ...network.example, ...change });
    const call = { module: { network: Object.fromEntries(given.filter(([, value]) => value !== undefined)) } };
    const wrong = await bench([...moduleFiles(network), textFile("examples/wrong/main.tf.json", JSON.stringify(call))]);
    try {
      const terraform = wrong.terraformIn(join(wrong.folder, "examples/wrong"));
      await terraform.init({ backend: false });
      await expect(terraform.plan({ out: "x.tfplan" })).rejects.toThrow(message);
    } finally {
      await wrong.remove();
    }
  });
});
