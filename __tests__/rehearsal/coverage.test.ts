import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, it } from "vitest";
import { addressesOfEmittedRoot, addressesOfStandaloneRoot } from "../../src/adopt/root-state.js";
import { type Simulator, startSimulator } from "../../src/rehearse/simulator.js";
import { prepareTerraform } from "../../src/terraform/toolchain.js";

const state = {
  version: 4,
  terraform_version: "1.11.0",
  serial: 1,
  lineage: "00000000-0000-0000-0000-000000000000",
  outputs: {},
  resources: [
    {
      mode: "managed",
      type: "aws_vpc",
      name: "monolith",
      provider: 'provider["registry.terraform.io/hashicorp/aws"]',
      instances: [{ schema_version: 1, attributes: { id: "vpc-1" } }],
    },
  ],
};
const backend = { bucket: "states", key: "prod/legacy/terraform.tfstate", region: "eu-west-1" };

let folder: string;
let simulator: Simulator;

const prepare = (workFolder: string) =>
  prepareTerraform({ env: process.env, childEnv: simulator.environment(), workFolder });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uplift-coverage-"));
  simulator = await startSimulator({ accountId: "888888888888", seed: 1, env: process.env });
  const s3 = new S3Client(simulator.sdkConfig());
  const place = { CreateBucketConfiguration: { LocationConstraint: "eu-west-1" } } as const;
  await s3.send(new CreateBucketCommand({ Bucket: backend.bucket, ...place }));
  await s3.send(new PutObjectCommand({ Bucket: backend.bucket, Key: backend.key, Body: JSON.stringify(state) }));
});
afterAll(async () => {
  await simulator?.stop();
  await rm(folder, { recursive: true, force: true });
});

it("lists the state of an emitted root through its backend, and leaves its folder as it is", async () => {
  const root = join(folder, "emitted");
  await mkdir(root);
  await writeFile(
    join(root, "backend.tf.json"),
    JSON.stringify({ terraform: { backend: { s3: { ...backend, use_path_style: true } } } }),
  );
  await writeFile(join(root, "main.tf.json"), "not read");
  expect(await addressesOfEmittedRoot(root, prepare)).toEqual(["aws_vpc.monolith"]);
  expect((await readdir(root)).sort()).toEqual(["backend.tf.json", "main.tf.json"]);
  expect(await addressesOfEmittedRoot(join(folder, "none"), prepare)).toEqual([]);
});

it("reads a standalone root's local state without Terraform, and none where it was never applied", async () => {
  const root = join(folder, "standalone");
  await mkdir(root);
  expect(await addressesOfStandaloneRoot(root, { env: {} })).toEqual([]);
  await writeFile(join(root, "terraform.tfstate"), JSON.stringify(state));
  expect(await addressesOfStandaloneRoot(root, { env: {} })).toEqual(["aws_vpc.monolith"]);
});
