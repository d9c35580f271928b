import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { CreateTagsCommand, DescribeVpcsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../../src/rehearse/simulator.js";
import { startUplift } from "../support/uplift-process.js";

const checkout = fileURLToPath(new URL("../..", import.meta.url));
const account = "666666666666";
const bucket = `example-dev-state-${account}`;
const network = { LockID: `${bucket}/dev/network/terraform.tfstate` };

let simulator: Simulator;
let project: string;

const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=test", "-c", "user.email=test@example.com", ...args], { cwd: project });

const uplift = (...argv: string[]) =>
  startUplift(argv, {
    cwd: project,
    env: { ...simulator.environment(), UPLIFT_PROVIDER_MIRROR: process.env.UPLIFT_PROVIDER_MIRROR },
  }).ended;

/** A run with `--json`, and what it printed. */
async function ci(...argv: string[]) {
  const { code, stdout, stderr } = await uplift("ci", ...argv, "--env", "dev", "--json");
  const document = JSON.parse(stdout || "{}") as {
    readonly roots?: readonly { readonly root: string; readonly status: string; readonly reason?: string }[];
    readonly error?: { readonly message: string };
  };
  return { code, stderr, statuses: Object.fromEntries((document.roots ?? []).map((each) => [each.root, each])) };
}

/** A clone whose last commit adds the network and the name service of dev. */
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), "uplift-test-"));
  simulator = await startSimulator({ accountId: account, env: process.env });
  for (const name of ["inventory", "adoption", "live-impact.yaml"])
    await cp(join(checkout, name), join(project, name), { recursive: true });
  git("init", "-qb", "main");
  expect((await uplift("synth")).code).toBe(0);
  for (const layer of ["network", "dns"]) await rm(join(project, "environments/dev", layer), { recursive: true });
  git("add", "-A");
  git("commit", "-qm", "feat: before");
  expect((await uplift("synth")).code).toBe(0);
  git("add", "-A");
  git("commit", "-qm", "feat: network and names");
  const { code, stderr } = await uplift("bootstrap", "dev");
  expect(code, stderr).toBe(0);
});
afterAll(async () => {
  await simulator?.stop();
  await rm(project, { recursive: true, force: true });
});

const hasState = async (key: string) =>
  new S3Client(simulator.sdkConfig()).send(new HeadObjectCommand({ Bucket: bucket, Key: key })).then(
    () => true,
    () => false,
  );

async function holdLock(minutesAgo: number): Promise<string> {
  const id = randomUUID();
  const Created = new Date(Date.now() - minutesAgo * 60_000).toISOString();
  const info = {
    ID: id,
    Operation: "OperationTypeApply",
    Info: "",
    Who: "anna@laptop",
    Version: "1.11.4",
    Created,
    Path: network.LockID,
  };
  await new DynamoDBClient(simulator.sdkConfig()).send(
    new PutItemCommand({
      TableName: "example-dev-state-lock",
      Item: { LockID: { S: network.LockID }, Info: { S: JSON.stringify(info) } },
    }),
  );
  return id;
}

describe("a change of two roots, one of which waits for the other", () => {
  it("is planned as far as it can be, in a comment", async () => {
    const { code, statuses, stderr } = await ci(
      "plan",
      "--base",
      "HEAD~1",
      "--out",
      "comment.md",
      "--labels",
      "cost-agreed",
    );
    expect(code, stderr).toBe(0);
    expect(statuses).toMatchObject({ "dev/network": { status: "planned" }, "dev/dns": { status: "waiting" } });
    expect(Object.keys(statuses)).toHaveLength(2);
    const comment = await readFile(join(project, "comment.md"), "utf8");
    expect(comment).toMatch(/^<!-- uplift: Plan of dev -->\n### Plan of dev: 2 roots, \d+ to add, 1 not planned\n/);
    expect(comment).toContain("| `dev/network` | 0 |");
    expect(comment).toContain("- `dev/dns` waiting: can be planned once dev/network has been applied");
    expect(comment).toContain("Planned again after these are applied, since they wait for them: `dev/database`");
    await rm(join(project, "comment.md"));
  });

  it("is applied in order, and what was never applied is left", async () => {
    const { code, statuses, stderr } = await ci("apply", "--base", "HEAD~1");
    expect(code, stderr).toBe(0);
    expect(statuses).toMatchObject({
      "dev/network": { status: "applied" },
      "dev/dns": { status: "applied" },
      "dev/database": { status: "waiting" },
      "dev/edge": { status: "waiting" },
    });
    expect(await hasState("dev/dns/terraform.tfstate")).toBe(true);
    expect(await hasState("dev/edge/terraform.tfstate")).toBe(false);
  });

  it("is nothing to do a second time", async () => {
    const { code, statuses } = await ci("apply", "--roots", "dev/network,dev/dns");
    expect(code).toBe(0);
    expect(statuses).toMatchObject({ "dev/network": { status: "unchanged" }, "dev/dns": { status: "unchanged" } });
  });

  it("is found to have drifted when somebody changes it by hand", async () => {
    const before = await ci("drift", "--roots", "dev/network");
    expect(before.code, before.stderr).toBe(0);
    const ec2 = new EC2Client(simulator.sdkConfig());
    const { Vpcs } = await ec2.send(
      new DescribeVpcsCommand({ Filters: [{ Name: "tag:environment", Values: ["dev"] }] }),
    );
    const Resources = [Vpcs?.[0]?.VpcId ?? ""];
    await ec2.send(new CreateTagsCommand({ Resources, Tags: [{ Key: "owner", Value: "nobody" }] }));
    expect((await ci("drift", "--roots", "dev/network")).code).toBe(2);
    await ec2.send(new CreateTagsCommand({ Resources, Tags: [{ Key: "owner", Value: "platform" }] }));
  });
});

describe("a state that another run holds", () => {
  it("stops its root by the lock's holder and time, and what waits for it", async () => {
    const id = await holdLock(90);
    const { code, statuses } = await ci("apply", "--roots", "dev/network,dev/dns", "--lock-timeout-seconds", "1");
    expect(code).toBe(1);
    expect(statuses["dev/network"]?.status).toBe("failed");
    expect(statuses["dev/network"]?.reason).toMatch(new RegExp(`held by anna@laptop since 20.*, ID ${id}`));
    expect(statuses["dev/dns"]).toMatchObject({ status: "skipped", reason: "waits for dev/network" });
  });

  it("is released by its id alone, once it is old enough", async () => {
    const id = await holdLock(10);
    const young = await uplift("unlock", "dev/network", "--id", id);
    expect(young.code).toBe(2);
    expect(young.stderr).toMatch(
      /refused: dev\/network: the lock is 10 minutes old and may be in use: anna@laptop, OperationTypeApply/,
    );
    const wrong = await uplift("unlock", "dev/network", "--id", "another", "--older-than-minutes", "5");
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain("the lock that is held is another one");
    const unnamed = await uplift("unlock", "dev/network", "--older-than-minutes", "5");
    expect(unnamed.code).toBe(1);
    expect(unnamed.stderr).toContain(
      `--id: the lock's id is needed. Make sure that its holder's run is dead, then give it: --id ${id}`,
    );
    const released = await uplift("unlock", "dev/network", "--id", id, "--older-than-minutes", "5");
    expect(released).toMatchObject({
      code: 0,
      stdout: `released ${id}: look at the state by a plan before anything is applied\n`,
    });
    const again = await uplift("unlock", "dev/network", "--id", id);
    expect(again.code).toBe(1);
    expect(again.stderr).toContain("dev/network: no lock is held");
  });

  it("is held by the first of two applies at once; the second is told by whom", async () => {
    const [one, two] = await Promise.all([
      ci("apply", "--roots", "dev/network", "--lock-timeout-seconds", "0"),
      ci("apply", "--roots", "dev/network", "--lock-timeout-seconds", "0"),
    ]);
    const statuses = [one, two].map(({ statuses: all }) => all["dev/network"]);
    const failed = statuses.filter((each) => each?.status === "failed");
    for (const each of failed) expect(each?.reason).toMatch(/Error acquiring the state lock.*held by \S+ since/);
    expect(failed).toHaveLength(1);
  });
});
