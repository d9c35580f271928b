import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runTool } from "../../../src/images/tool.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

/** A buildah that writes something to each stream and ends. */
async function buildahThat(stdout: string, stderr: string, code: number) {
  const folder = await temporaryFolder();
  const program = join(folder, "buildah");
  const quoted = (text: string) => `'${text}'`;
  await writeFile(program, `#!/bin/sh\necho ${quoted(stdout)}\necho ${quoted(stderr)} >&2\nexit ${code}\n`);
  await chmod(program, 0o755);
  return { env: { PATH: `${folder}:/usr/bin:/bin` } };
}

describe("a tool of images", () => {
  it("gives what it wrote", async () => {
    expect(await runTool("buildah", ["build"], await buildahThat("made", "warning", 0))).toBe("made\n");
  });

  it("fails with what a command of a build said, on whichever stream", async () => {
    const step = 'Error: building at STEP "RUN mvn package": exit status 1';
    const maven = await buildahThat(
      "[INFO] Scanning\n[ERROR] no package\n[ERROR] the checksum is another\n[INFO] End",
      step,
      1,
    );
    await expect(runTool("buildah", ["build"], maven)).rejects.toThrow(
      `buildah: buildah build failed: error: no package error: the checksum is another ${step}. Mend the cause, then run the command again; nothing was pushed.`,
    );
    const pip = await buildahThat("STEP 1/2", `ERROR: hashes are required\n${step}`, 1);
    await expect(runTool("buildah", ["build"], pip)).rejects.toThrow(
      `failed: ERROR: hashes are required ${step}. Mend`,
    );
    const silent = await buildahThat("only this", "", 1);
    await expect(runTool("buildah", ["build"], silent)).rejects.toThrow("failed: only this. Mend");
  });

  it("is named where it is missing, with how to get it", async () => {
    await expect(runTool("syft", ["scan"], { env: { PATH: "" } })).rejects.toThrow(
      /^syft: .*go install github\.com\/anchore\/syft\/cmd\/syft@v1\.57\.0/,
    );
  });
});
