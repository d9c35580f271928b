import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assemble, readAdoptions } from "../../src/assembly.js";
import { bootstrapEnvironment } from "../../src/bootstrap-environment.js";
import { environmentOf, loadOrganization, type Organization } from "../../src/config/load.js";
import { planRoot } from "../../src/deliver/plan-root.js";
import { runnersFor } from "../../src/deliver/toolchain.js";
import { writeFiles } from "../../src/emit/write.js";
import { type Simulator, startSimulator } from "../../src/rehearse/simulator.js";
import { runProcess } from "../../src/terraform/process.js";
import { prepareTerraform, type TerraformIn } from "../../src/terraform/toolchain.js";

const checkout = fileURLToPath(new URL("../..", import.meta.url));
const organization = loadOrganization();
const described = environmentOf(organization, "staging");
/** S3 Control puts the account before the host, and 777777777777.127.0.0.1 is no host. */
const staging = { ...described, foundation: { ...described.foundation, closesAllBuckets: false } };
const account = staging.accountId;

let simulator: Simulator;
let folder: string;
let project: string;
let terraformIn: TerraformIn;
let env: Record<string, string | undefined>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uplift-test-"));
  project = join(folder, "project");
  simulator = await startSimulator({ accountId: account, env: process.env });
  terraformIn = await prepareTerraform({ env: process.env, childEnv: simulator.environment(), workFolder: folder });
  const { options } = terraformIn(folder);
  // Terragrunt keeps what it downloads for a unit apart from that of others; the provider need not be there ten times.
  env = { ...options.env, EXAMPLE_ACCOUNT_ID: account, EXAMPLE_STATE_BUCKET: `example-staging-state-${account}` };
  await emit("terragrunt");
  await cp(join(checkout, "examples"), join(project, "examples"), { recursive: true });
  await mkdir(join(folder, "bootstrap"));
  await bootstrapEnvironment({
    organization,
    environment: staging,
    workFolder: join(folder, "bootstrap"),
    clients: simulator.sdkConfig(),
    terraformIn,
    onStep: () => undefined,
  });
});
afterAll(async () => {
  await simulator?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Staging alone, behind one of its doors. */
async function emit(frontDoor: "terraform" | "terragrunt") {
  const alone: Organization = { ...organization, environments: { staging: { ...staging, frontDoor } } };
  const adoptions = await readAdoptions(checkout, alone);
  await writeFiles(project, assemble({ organization: alone, adoptions, outdir: join(folder, "cdktf.out") }).files);
}

async function terragrunt(where: string, ...args: readonly string[]) {
  const { code, stdout, stderr } = await runProcess("terragrunt", args, { cwd: join(project, where), env });
  const text = `${stdout}\n${stderr}`;
  expect(code, text.slice(-5000)).toBe(0);
  return text;
}

const count = (text: string, words: RegExp) => [...text.matchAll(words)].length;

/** Plans a root with Terraform alone; whether it has something to do. */
async function plans(layer: string): Promise<boolean> {
  const terraform = terraformIn(join(project, "environments/staging", layer));
  await terraform.init({ isLockFileReadonly: true });
  return (await terraform.plan({ out: "door.tfplan" })).hasChanges;
}

describe("an environment behind Terraform's door", () => {
  it("is found by Terragrunt as it was left, without a state being moved", async () => {
    await emit("terraform");
    for (const layer of ["network", "dns"]) {
      const terraform = terraformIn(join(project, "environments/staging", layer));
      await terraform.init({ isLockFileReadonly: true });
      await terraform.plan({ out: "door.tfplan" });
      await terraform.apply("door.tfplan");
    }
    await emit("terragrunt");
    for (const layer of ["network", "dns"]) {
      const plan = await terragrunt(
        `terragrunt/staging/${layer}`,
        "run",
        "--non-interactive",
        "--",
        "plan",
        "-no-color",
      );
      expect(plan).toContain("No changes.");
    }
  });
});

describe("an environment behind Terragrunt's door", () => {
  it("is planned whole, with mocks for what is not there yet", async () => {
    const plan = await terragrunt("terragrunt/staging", "run", "--all", "--non-interactive", "--", "plan", "-no-color");
    expect(count(plan, /Plan: \d+ to add, 0 to change, 0 to destroy/g)).toBeGreaterThan(4);
  });

  it("is applied in order, and finds nothing to do after that", async () => {
    await terragrunt(
      "terragrunt/staging",
      "run",
      "--all",
      "--non-interactive",
      "--",
      "apply",
      "-auto-approve",
      "-no-color",
    );
    const plan = await terragrunt("terragrunt/staging", "run", "--all", "--non-interactive", "--", "plan", "-no-color");
    const layers = assembleLayers();
    expect(count(plan, /No changes\./g)).toBe(layers);
    expect(plan).not.toMatch(/Plan: /);
  });

  it("is planned by uplift ci through Terragrunt, as its own roots are", async () => {
    const root = {
      id: "staging/dns",
      environment: "staging",
      layer: "dns",
      folder: "terragrunt/staging/dns",
      frontDoor: "terragrunt",
      owner: "platform",
      modules: ["dns"],
      after: [],
    } as const;
    const runnerOf = await runnersFor([root], project, terraformIn, env);
    const { status, plan } = await planRoot({
      root,
      terraform: runnerOf(root),
      planFolder: folder,
      context: { environment: staging, layer: "dns", adoptedIds: new Map(), allowed: [], liveImpact: [] },
      region: staging.region,
      unapplied: new Set(),
      isChosen: true,
      lockTimeoutSeconds: 10,
    });
    expect({ status, hasChanges: plan?.hasChanges, isFirst: plan?.isFirst }).toEqual({
      status: "planned",
      hasChanges: false,
      isFirst: false,
    });
  });

  it("is found by Terraform as it was left", async () => {
    await emit("terraform");
    for (const layer of ["network", "dns", "edge", "cost"]) expect(await plans(layer), layer).toBe(false);
    await emit("terragrunt");
  });
});

const assembleLayers = () =>
  assemble({
    organization: { ...organization, environments: { staging } },
    adoptions: {},
    outdir: join(folder, "cdktf.out"),
  }).roots.length;

describe("somebody else's units over two modules", () => {
  it("are applied in order and find nothing to do after that", async () => {
    await terragrunt(
      "examples/terragrunt",
      "run",
      "--all",
      "--non-interactive",
      "--",
      "apply",
      "-auto-approve",
      "-no-color",
    );
    const plan = await terragrunt(
      "examples/terragrunt",
      "run",
      "--all",
      "--non-interactive",
      "--",
      "plan",
      "-no-color",
    );
    expect(count(plan, /No changes\./g)).toBe(2);
  });
});
