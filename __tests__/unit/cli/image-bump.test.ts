import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { cli } from "../../support/run-cli.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

const digest = `sha256:${"a".repeat(64)}`;
const naming = "images:\n  # Ours.\n  - name: sample\n    newName: example.com/sample\n";
const other = "images:\n  - name: proxy\n    newTag: 1.0.0\n";

async function project(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}
const bump = (cwd: string, ...argv: string[]) => cli(["image", "bump", ...argv], { cwd });

describe("uplift image bump", () => {
  it("sets the digest wherever the image is named, and says what changed", async () => {
    const cwd = await project({
      "gitops/services/sample/kustomization.yaml": naming,
      "gitops/overlays/prod/Kustomization": naming,
      "gitops/services/proxy/kustomization.yml": other,
      "gitops/services/sample/deployment.yaml": naming,
    });
    const { code, stdout } = await bump(cwd, "sample", "--digest", digest);
    expect(code).toBe(0);
    expect(stdout).toBe(
      `gitops/overlays/prod/Kustomization: sample: no image yet → ${digest}\n` +
        `gitops/services/sample/kustomization.yaml: sample: no image yet → ${digest}\n` +
        "2 kustomizations name sample, 2 changed\n",
    );
    const read = (path: string) => readFile(join(cwd, "gitops", path), "utf8");
    expect(await read("services/sample/kustomization.yaml")).toBe(`${naming}    digest: ${digest}\n`);
    expect(await read("overlays/prod/Kustomization")).toBe(`${naming}    digest: ${digest}\n`);
    expect(await read("services/proxy/kustomization.yml")).toBe(other);
    expect(await read("services/sample/deployment.yaml")).toBe(naming);
    const again = await bump(cwd, "sample", "--digest", digest);
    expect(again).toMatchObject({ code: 0, stdout: "2 kustomizations name sample, 0 changed\n" });
  });

  it("looks in another folder when it is told to, and prints one document for machines", async () => {
    const cwd = await project({ "deploy/kustomization.yaml": other });
    const { stdout } = await bump(cwd, "proxy", "--digest", digest, "--folder", "deploy", "--json");
    expect(JSON.parse(stdout)).toEqual({
      name: "proxy",
      digest,
      changed: [{ file: "deploy/kustomization.yaml", before: "1.0.0" }],
    });
  });

  it("takes a folder by its whole path", async () => {
    const cwd = await project({ "deploy/kustomization.yaml": other });
    const { code } = await bump(await temporaryFolder(), "proxy", "--digest", digest, "--folder", join(cwd, "deploy"));
    expect(code).toBe(0);
    expect(await readFile(join(cwd, "deploy/kustomization.yaml"), "utf8")).toContain(`digest: ${digest}`);
  });

  describe("of what was built", () => {
    const told = {
      unchanged: { name: "sample", isUnchanged: true },
      published: { name: "sample", published: { digest } },
      kept: { name: "sample", digest },
    };
    const bumped = async (built: object, name = "sample") => {
      const cwd = await project({ "gitops/a/kustomization.yaml": naming, "built.json": JSON.stringify(built) });
      const { code, stdout, stderr } = await bump(cwd, name, "--built", "built.json");
      return { code, stdout, stderr, text: await readFile(join(cwd, "gitops/a/kustomization.yaml"), "utf8") };
    };

    it("takes the digest that the registry holds", async () => {
      const { code, text } = await bumped(told.published);
      expect({ code, text }).toEqual({ code: 0, text: `${naming}    digest: ${digest}\n` });
    });

    it("does nothing where nothing was built, or nothing names the image", async () => {
      expect(await bumped(told.unchanged)).toMatchObject({
        code: 0,
        stdout: "sample: nothing was built\n",
        text: naming,
      });
      expect(await bumped({ ...told.published, name: "base" }, "base")).toMatchObject({
        code: 0,
        stdout: "0 kustomizations name base, 0 changed\n",
        text: naming,
      });
    });

    it.each([
      [told.published, 'built.json: name: what was built is another image than base (got "sample"). Give what'],
      [told.unchanged, 'built.json: name: what was built is another image than base (got "sample"). Give what'],
      [{ published: { digest } }, "built.json: what was built cannot be told: it names no image."],
    ])("refuses what tells of another image, or of none: %j", async (built, message) => {
      expect(await bumped(built, "base")).toMatchObject({
        code: 1,
        stderr: expect.stringContaining(message),
        text: naming,
      });
    });

    it("refuses a digest beside it", async () => {
      const cwd = await project({
        "gitops/a/kustomization.yaml": naming,
        "built.json": JSON.stringify(told.published),
      });
      const { code, stderr } = await bump(cwd, "sample", "--built", "built.json", "--digest", digest);
      expect(code).toBe(1);
      expect(stderr).toContain(
        `--digest: there are two answers to which digest is meant: --built tells it as well (got "${digest}"). Leave one`,
      );
      expect(await readFile(join(cwd, "gitops/a/kustomization.yaml"), "utf8")).toBe(naming);
    });

    it("refuses an image that is in no registry, and what is no such document", async () => {
      expect(await bumped(told.kept)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining(
          "built.json: what was built cannot be told: it tells of nothing that was published.",
        ),
        text: naming,
      });
      const cwd = await project({ "gitops/a/kustomization.yaml": naming, "built.json": "{" });
      expect((await bump(cwd, "sample", "--built", "built.json")).stderr).toContain("it is no JSON");
      expect((await bump(cwd, "sample", "--built", "bilt.json")).stderr).toContain(
        "bilt.json: what was built cannot be told: it is not there",
      );
    });
  });

  it.each([
    [
      ["sampel", "--digest", digest],
      'gitops: images: no entry under images has this name (got "sampel"). Did you mean',
    ],
    [["sample", "--digest", "latest"], '--digest: is no digest (got "latest"). Give sha256: and 64 hexadecimal digits'],
    [["sample", "--digest", digest, "--folder", "none"], "none: images: no entry under images has this name"],
    [["sample"], "uplift image bump: --digest is missing. Give it: what the registry holds it by."],
    [["--digest", digest], "uplift image bump: NAME is missing. Give it: an image of a kustomization."],
  ])("refuses what names nothing: %j", async (argv, message) => {
    const cwd = await project({ "gitops/a/kustomization.yaml": naming });
    const { code, stderr } = await bump(cwd, ...argv);
    expect(code).toBe(1);
    expect(stderr).toContain(message);
  });

  it("writes nothing when one of several cannot be read", async () => {
    const cwd = await project({ "gitops/a/kustomization.yaml": naming, "gitops/b/kustomization.yaml": "images: [" });
    const { code, stderr } = await bump(cwd, "sample", "--digest", digest);
    expect(code).toBe(1);
    expect(stderr).toContain("gitops/b/kustomization.yaml: the kustomization cannot be read: ");
    expect(await readFile(join(cwd, "gitops/a/kustomization.yaml"), "utf8")).toBe(naming);
  });
});
