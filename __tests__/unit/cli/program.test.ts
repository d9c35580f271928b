import { describe, expect, it } from "vitest";
import { catalogue } from "../../../src/cli/catalogue.js";
import { cli } from "../../support/run-cli.js";

describe("the command line", () => {
  it("lists every command with what it is for", async () => {
    const { code, stdout } = await cli(["--help"]);
    expect(code).toBe(0);
    for (const { name, summary } of catalogue)
      expect(stdout).toMatch(new RegExp(`${name}\\b.*${summary.slice(0, 20)}`));
  });

  it.each(catalogue.map(({ name }) => name))("explains %s with options, --json and examples", async (name) => {
    const { code, stdout } = await cli([name, "--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain(`Usage: uplift ${name}`);
    expect(stdout).toContain("--json");
    expect(stdout).toMatch(/Examples:\n {2}\$ /);
  });

  it("holds the summary of each command once", async () => {
    for (const { name, summary, load } of catalogue) {
      const command = await load();
      expect([command.name, command.summary]).toEqual([name, summary]);
    }
  });

  it("explains a command by help as well, and tells its version", async () => {
    expect((await cli(["help", "gate"])).stdout).toBe((await cli(["gate", "--help"])).stdout);
    expect((await cli(["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await cli(["help", "gaet"])).stderr).toContain('Did you mean "gate"?');
  });

  it("suggests the nearest command", async () => {
    const { code, stderr } = await cli(["invetory"]);
    expect(code).toBe(1);
    expect(stderr).toBe('error: uplift: there is no such command (got "invetory"). Did you mean "inventory"?\n');
  });

  it("refuses an unknown option with exit code 1", async () => {
    const { code, stderr } = await cli(["config", "--nonsense"]);
    expect(code).toBe(1);
    expect(stderr).toContain("unknown option '--nonsense'");
  });

  it("suggests the nearest environment", async () => {
    const { code, stderr } = await cli(["config", "stagin"]);
    expect(code).toBe(1);
    expect(stderr).toContain('environment: there is no such environment (got "stagin"). Did you mean "staging"?');
  });

  it("prints one JSON document for machines, errors included", async () => {
    const good = await cli(["config", "dev", "--json"]);
    expect(JSON.parse(good.stdout)).toMatchObject({ name: "dev", accountId: "666666666666" });
    const bad = await cli(["config", "nope", "--json"]);
    expect(JSON.parse(bad.stdout)).toMatchObject({ error: { kind: "error" } });
    const usage = await cli(["config", "--nonsense", "--json"]);
    expect(JSON.parse(usage.stdout)).toMatchObject({ error: { kind: "usage" } });
  });

  it("colours a terminal alone, and not where NO_COLOR is set", async () => {
    const colour = "\u001b[";
    expect((await cli(["nope"], { isTTY: true })).stderr).toContain(colour);
    expect((await cli(["nope"])).stderr).not.toContain(colour);
    expect((await cli(["nope"], { isTTY: true, env: { NO_COLOR: "1" } })).stderr).not.toContain(colour);
  });
});

describe("uplift config", () => {
  it("prints the subnet plan of an environment", async () => {
    const { code, stdout } = await cli(["config", "dev"]);
    expect(code).toBe(0);
    expect(stdout).toContain("private_a:\n    tier: private\n    zone: eu-west-1a\n    cidrBlock: 10.32.0.0/20");
  });
});
