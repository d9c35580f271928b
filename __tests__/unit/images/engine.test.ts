import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findEngine } from "../../../src/images/build.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

/** Programs that answer as Docker and buildah do, as far as they are asked. */
async function programs({ docker, buildah }: { readonly docker?: string; readonly buildah?: boolean }) {
  const folder = await temporaryFolder();
  const put = async (name: string, script: string) => {
    await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(folder, name), 0o755);
  };
  if (docker !== undefined) await put("docker", docker);
  if (buildah) await put("buildah", "exit 0");
  return { env: { PATH: folder } };
}
const answering = (driver: string, store: string) =>
  `case "$1" in buildx) printf 'Name: default\\nDriver: ${driver}\\n' ;; info) echo '${store}' ;; esac`;

describe("what builds images", () => {
  it("is Docker with a builder of its own, or with containerd's store", async () => {
    expect(
      await findEngine(await programs({ docker: answering("docker-container", "[[Backing Filesystem extfs]]") })),
    ).toBe("docker");
    const store = "[[driver-type io.containerd.snapshotter.v1]]";
    expect(await findEngine(await programs({ docker: answering("docker", store), buildah: true }))).toBe("docker");
  });

  it("is buildah where Docker writes no OCI layout, or does not answer, or is not there", async () => {
    const plain = answering("docker", "[[Backing Filesystem extfs]]");
    for (const docker of [plain, "exit 1", undefined])
      expect(await findEngine(await programs({ buildah: true, ...(docker !== undefined && { docker }) }))).toBe(
        "buildah",
      );
  });

  it("is wanted, and told what to do about what is there", async () => {
    await expect(findEngine(await programs({}))).rejects.toThrow("there is no buildah on the PATH");
    const plain = await programs({ docker: answering("docker", "[[Backing Filesystem extfs]]") });
    await expect(findEngine(plain)).rejects.toThrow("docker buildx create --use");
  });
});
