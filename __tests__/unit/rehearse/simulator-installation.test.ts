import { chmod, mkdtemp, readdir, readFile, readlink, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ensureInstalled, installationFolder, simulatorSources } from "../../../src/rehearse/simulator-installation.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "uplift-installation-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const cache = () => join(folder, "cache", "uplift");
const environment = () => ({ PATH: `${folder}:/usr/bin:/bin`, HOME: folder, XDG_CACHE_HOME: join(folder, "cache") });

/** A Python that describes itself, and makes environments whose Python notes how often pip runs. */
async function installPython(pip = "sleep 0.2") {
  const inner = [`#!/bin/sh`, `case "$*" in *pip*) echo run >> ${folder}/pip.log; ${pip} ;; esac`, ""].join("\n");
  await writeFile(join(folder, "inner"), inner);
  const python = join(folder, "python3");
  const makes = `mkdir -p "$3/bin" && cp ${folder}/inner "$3/bin/python" && chmod +x "$3/bin/python"`;
  await writeFile(
    python,
    `#!/bin/sh\nif [ "$2" = venv ]; then ${makes}; else echo ${python}; echo 3.12.0; echo yes; fi\n`,
  );
  await chmod(python, 0o755);
}
const pipRuns = async () => (await readFile(join(folder, "pip.log"), "utf8")).trim().split("\n").length;

describe("the simulator's installation", () => {
  it("says that Python is missing, and how to get it", async () => {
    await expect(ensureInstalled({ env: { PATH: folder, HOME: folder } })).rejects.toThrow(
      /needs Python 3\.10 or newer with its venv module, and none is on the PATH .* Install it: sudo apt-get install python3/,
    );
  });

  it("is made once and then found", async () => {
    await installPython();
    const said: string[] = [];
    const options = { env: environment(), onProgress: (text: string) => said.push(text) };
    const python = await ensureInstalled(options);
    expect(python).toBe(join(await installationFolder(environment()), "bin", "python"));
    expect(await ensureInstalled(options)).toBe(python);
    expect(await pipRuns()).toBe(1);
    expect(said).toEqual([expect.stringContaining("Python 3.12.0")]);
  });

  it("is made once by two at the same time in one process", async () => {
    await installPython();
    await Promise.all([1, 2].map(() => ensureInstalled({ env: environment() })));
    expect(await pipRuns()).toBe(1);
  });

  it("leaves nothing behind when it fails, with pip's last words", async () => {
    await installPython("echo no route to host >&2; exit 1");
    await expect(ensureInstalled({ env: environment() })).rejects.toThrow(/could not be installed: no route to host/);
    expect(await readdir(cache())).toEqual([]);
  });

  it("is made anew when its interpreter is gone", async () => {
    await installPython();
    await ensureInstalled({ env: environment() });
    await rm(await readlink(await installationFolder(environment())), { recursive: true });
    await ensureInstalled({ env: environment() });
    expect(await pipRuns()).toBe(2);
    const python = await ensureInstalled({ env: environment() });
    await writeFile(python, "#!/bin/sh\nexit 1\n");
    await ensureInstalled({ env: environment() });
    expect(await pipRuns()).toBe(3);
    expect(await readdir(cache())).toHaveLength(2);
  });
});

it("every requirement is pinned with hashes", async () => {
  const text = await readFile(join(simulatorSources, "requirements.txt"), "utf8");
  const requirements = text
    .replaceAll("\\\n", " ")
    .split("\n")
    .filter((line) => line.trim() && !line.startsWith("#"));
  expect(requirements.length).toBeGreaterThan(20);
  for (const line of requirements) expect(line).toMatch(/^[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}/);
});
