import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Check, toolChecks } from "../../../src/cli/doctor-checks.js";
import { identityCheck } from "../../../src/cli/doctor-identity.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "uplift-doctor-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const install = async (name: string, script: string) => {
  const file = join(folder, name);
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
};
const checks = async (nodeVersion = "20.11.0", env: Record<string, string> = {}) => {
  const found = await toolChecks({ PATH: folder, HOME: folder, ...env }, nodeVersion, AbortSignal.timeout(10_000));
  return Object.fromEntries(found.map((check) => [check.name, check])) as Record<string, Check>;
};

describe("the checks of tools", () => {
  it("name everything that is missing at once, each with its remedy", async () => {
    const found = await checks("18.0.0");
    for (const name of ["Node", "npm", "Terraform", "AWS provider", "Python", "git"]) {
      expect(found[name]).toMatchObject({ status: "fault", remedy: expect.stringMatching(/\w/) });
    }
    expect(found.Terraform?.found).toBe("there is no terraform on the PATH");
    expect(found.Python?.found).toMatch(/needs Python 3\.10 or newer/);
    expect(found.simulator).toMatchObject({ status: "warning", found: "not set up yet" });
  });

  it("tell versions, and pass by a Python that is too old or cannot make environments", async () => {
    await install("npm", "echo 10.8.2");
    await install("git", "echo git version 2.45.0");
    await install("python3", "echo /old/python3; echo 3.8.10; echo yes");
    await install("python3.12", "echo /bare/python3; echo 3.12.1; echo no");
    expect((await checks()).Python?.found).toMatch(/python3: 3\.8\.10, python3\.12: 3\.12\.1 without venv/);
    await install("python3.11", "echo /good/python3; echo 3.11.2; echo yes");
    expect(await checks()).toMatchObject({
      Node: { status: "ok", found: "20.11.0" },
      npm: { status: "ok", found: "10.8.2" },
      git: { status: "ok", found: "2.45.0" },
      Python: { status: "ok", found: "3.11.2" },
    });
  });

  it("name a mirror that lacks the provider", async () => {
    await install("terraform", `echo '{"terraform_version":"1.11.4","platform":"linux_amd64"}'`);
    const found = await checks("20.11.0", { UPLIFT_PROVIDER_MIRROR: join(folder, "mirror") });
    expect(found["AWS provider"]).toMatchObject({
      status: "fault",
      found: expect.stringMatching(/no hashicorp\/aws 5\.100\.0 for linux_amd64 in .*mirror/),
      remedy: expect.stringContaining("terraform providers mirror"),
    });
  });
});

describe("the check of identity", () => {
  const me = async () => ({ accountId: "111122223333", arn: "arn:aws:iam::111122223333:user/me" });

  it("is fine with any account unless one is expected", async () => {
    expect(await identityCheck(me)).toMatchObject({ status: "ok" });
    expect(await identityCheck(me, { environment: "prod", accountId: "111122223333" })).toMatchObject({ status: "ok" });
  });

  it("is a fault with another account than the environment's", async () => {
    expect(await identityCheck(me, { environment: "prod", accountId: "444455556666" })).toMatchObject({
      status: "fault",
      found: expect.stringMatching(/in account 111122223333, but prod is account 444455556666$/),
      remedy: expect.stringContaining("444455556666"),
    });
  });

  it("is a warning without credentials", async () => {
    const nobody = () => Promise.reject(new Error("Could not load credentials\nfrom anywhere"));
    expect(await identityCheck(nobody)).toMatchObject({
      status: "warning",
      found: "none that work (Could not load credentials)",
    });
  });
});
