import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { cli } from "../../support/run-cli.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

const checkout = fileURLToPath(new URL("../../..", import.meta.url));
const services = join(checkout, "gitops/services");
const image = "555555555555.dkr.ecr.eu-west-1.amazonaws.com/sample";

/** The sample's Deployment as kustomize renders it: its image by the kustomization's entry. */
const rendered = (name = image) =>
  readFileSync(join(services, "sample/deployment.yaml"), "utf8").replace("image: sample", `image: ${name}`);
const budget = readFileSync(join(services, "sample/disruption-budget.yaml"), "utf8");

async function project(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

describe("uplift manifests check", () => {
  it("passes the sample, and counts what waits for its first image", async () => {
    const cwd = await project({ "a.yaml": `${rendered()}---\n${budget}` });
    const { code, stdout } = await cli(["manifests", "check", "a.yaml"], { cwd });
    expect(code).toBe(0);
    expect(stdout).toBe(
      `a.yaml: Deployment sample: ${image} waits for its first image\n2 objects, 0 faults, 1 waiting for a first image\n`,
    );
  });

  it("counts no budget that another file holds", async () => {
    const cwd = await project({ "a.yaml": rendered(), "b.yaml": budget });
    const { code, stdout } = await cli(["manifests", "check", "a.yaml", "b.yaml"], { cwd });
    expect(code).toBe(2);
    expect(stdout).toContain("a.yaml: Deployment sample: has 2 replicas and no PodDisruptionBudget [replicas.budget].");
    expect(stdout).toMatch(/\n2 objects, 1 faults, 1 waiting for a first image\n$/);
  });

  it("names a fault by file, object and rule, what it costs and what to do, and ends with 2", async () => {
    const cwd = await project({ "a.yaml": `${rendered("nginx")}---\n${budget}` });
    const { code, stdout } = await cli(["manifests", "check", "a.yaml"], { cwd });
    expect(code).toBe(2);
    expect(stdout).toBe(
      "a.yaml: Deployment sample: container sample runs nginx, which is no digest [image.digest]. A tag is moved: the same " +
        "manifest runs another image tomorrow, and nobody has reviewed it. Name it by digest, in the kustomization: uplift " +
        "image bump.\n2 objects, 1 faults, 0 waiting for a first image\n",
    );
  });

  it("prints one document for machines", async () => {
    const { code, stdout } = await cli(["manifests", "check", "a.yaml", "--json"], {
      cwd: await project({ "a.yaml": rendered() }),
    });
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toEqual({
      objects: 1,
      findings: [
        expect.objectContaining({ rule: "replicas.budget", file: "a.yaml", kind: "Deployment", name: "sample" }),
      ],
      waiting: [{ file: "a.yaml", kind: "Deployment", name: "sample", image }],
    });
  });

  it("reads standard input", () => {
    const { status, stdout } = spawnSync(
      process.execPath,
      ["--import", "tsx", "src/cli/index.ts", "manifests", "check", "-"],
      { cwd: checkout, input: rendered(), encoding: "utf8" },
    );
    expect(status).toBe(2);
    expect(stdout).toContain("standard input: Deployment sample: has 2 replicas and no PodDisruptionBudget");
  });

  it.each([
    [["check"], "FILES: nothing was given to look at. Give rendered manifests: kustomize build"],
    [["check", "none.yaml"], "none.yaml: there is no such file. Give rendered manifests, or - for standard input."],
    [["check", "empty.yaml"], "empty.yaml: it holds no Kubernetes object. Look at what rendered it"],
    [["check", "other.yaml"], "other.yaml: these are no Kubernetes objects: a document has no kind or no apiVersion."],
    [["chek"], 'uplift manifests: there is no such action (got "chek"). Use one of check.'],
  ])("takes nothing to look at for a fault: %j", async (argv, message) => {
    const cwd = await project({ "empty.yaml": "---\n", "other.yaml": "a: 1\n" });
    const { code, stderr } = await cli(["manifests", ...argv], { cwd });
    expect(code).toBe(1);
    expect(stderr).toContain(message);
  });
});

describe("the kustomizations of services", () => {
  it.each(readdirSync(services))("name images of ours in the registry that the configuration has: %s", async (name) => {
    const { images } = parse(readFileSync(join(services, name, "kustomization.yaml"), "utf8"));
    const cwd = await project({ "a.yaml": `${rendered(images[0].newName)}---\n${budget}` });
    const { stdout } = await cli(["manifests", "check", "a.yaml", "--json"], { cwd });
    expect(JSON.parse(stdout).waiting).toHaveLength(1);
  });
});
