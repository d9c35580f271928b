import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CopyDBSnapshotCommand,
  CreateDBInstanceCommand,
  CreateDBSnapshotCommand,
  DeleteDBInstanceCommand,
  DescribeDBInstancesCommand,
  RDSClient,
} from "@aws-sdk/client-rds";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bootstrapEnvironment } from "../../src/bootstrap-environment.js";
import { environmentOf, loadOrganization } from "../../src/config/load.js";
import { organization as example } from "../../src/config/organization.js";
import type { EnvironmentConfig, OrganizationConfig } from "../../src/config/schema.js";
import { emitLayers, rootOf } from "../../src/rehearse/layers.js";
import { type RootReport, rehearseRoot } from "../../src/rehearse/rehearse-root.js";
import { type Simulator, startSimulator } from "../../src/rehearse/simulator.js";
import { layers } from "../../src/stacks/index.js";
import { prepareTerraform } from "../../src/terraform/toolchain.js";

const region = "eu-central-1";
const copied = "awsbackup-copy";
const copy = "copy-of-shop";
const prod = example.environments.find(({ name }) => name === "prod") as EnvironmentConfig;
const { shop } = prod.databases;

/** What docs/recovery.md writes: prod again, in the region of its copies, with its database from the copy. */
const revived: EnvironmentConfig = {
  ...prod,
  name: "recovered",
  region,
  zones: [`${region}a`, `${region}b`],
  foundation: { ...prod.foundation, configRules: [], guardduty: null, securityHubStandards: [], inspector: [] },
  network: {
    ...prod.network,
    cidr: "10.96.0.0/16",
    existingVpc: null,
    natGatewayZones: [`${region}a`],
    dataClients: [],
    interfaceEndpoints: { services: [], privateDns: true },
  },
  databases: { shop: { ...(shop as NonNullable<typeof shop>), fromSnapshot: copy } },
  backup: prod.backup && { ...prod.backup, copies: { ...prod.backup.copies, region: "eu-west-1" } },
  traffic: null,
  reach: [],
};

let simulator: Simulator;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uplift-recovery-"));
  simulator = await startSimulator({
    accountId: "888888888888",
    requestLog: join(folder, "requests.jsonl"),
    env: process.env,
  });
});
afterAll(async () => {
  await simulator?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** What the drill does before it restores: a database keeps its snapshot's key, and Terraform wants the environment's. */
const encryptWith = (rds: RDSClient, KmsKeyId: string) =>
  rds.send(
    new CopyDBSnapshotCommand({ SourceDBSnapshotIdentifier: copied, TargetDBSnapshotIdentifier: copy, KmsKeyId }),
  );

/** A snapshot as AWS Backup copies it, of a database that is gone with its region. */
async function leaveCopy(rds: RDSClient): Promise<void> {
  const DBInstanceIdentifier = "shop-that-was";
  await rds.send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier,
      DBInstanceClass: "db.m7g.large",
      Engine: "postgres",
      EngineVersion: "16.4",
      AllocatedStorage: 100,
      MasterUsername: "shop_admin",
      MasterUserPassword: "kept-nowhere-else",
      DBName: "shop",
      StorageEncrypted: true,
    }),
  );
  await rds.send(new CreateDBSnapshotCommand({ DBInstanceIdentifier, DBSnapshotIdentifier: copied }));
  await rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier, SkipFinalSnapshot: true }));
}

it("an environment is rebuilt in the second region from code and the copy of its database", async () => {
  const organization = loadOrganization({ ...example, environments: [revived], connected: [] } as OrganizationConfig);
  const environment = environmentOf(organization, revived.name);
  const rds = new RDSClient({ ...simulator.sdkConfig(), region });
  await leaveCopy(rds);
  const quiet = () => undefined;
  const events = { onStart: quiet, onDone: quiet, onProgress: quiet };
  const terraformIn = await prepareTerraform({
    env: process.env,
    childEnv: { PATH: process.env.PATH, HOME: process.env.HOME, ...simulator.environment() },
    workFolder: folder,
  });
  const workFolder = join(folder, "bootstrap");
  await mkdir(workFolder);
  await bootstrapEnvironment({
    organization,
    environment,
    workFolder,
    clients: { ...simulator.sdkConfig(), region },
    terraformIn,
    onStep: quiet,
  });
  const chosen = layers.filter(({ name }) => ["bootstrap", "foundation", "network", "database"].includes(name));
  const emitted = join(folder, "project");
  const { roots } = await emitLayers({ organization, environment, chosen, emitted, folder, events });
  const rebuilt = async (layer: string): Promise<RootReport> => {
    const root = rootOf(roots, layer);
    const options = { root, emitted, project: folder, adoptedIds: new Map(), expectedImports: 0, terraformIn, events };
    return (await rehearseRoot({ ...options, requestLog: join(folder, "requests.jsonl") })).report;
  };
  // Neither of the two waits for the other.
  const reports = await Promise.all([rebuilt("foundation"), rebuilt("network")]);
  await encryptWith(rds, "alias/example-recovered-data");
  reports.push(await rebuilt("database"));
  expect(reports.map(({ layer, secondPlan }) => [layer, secondPlan])).toEqual([
    ["foundation", "empty"],
    ["network", "empty"],
    ["database", "empty"],
  ]);
  const { DBInstances } = await rds.send(new DescribeDBInstancesCommand({}));
  expect(DBInstances).toMatchObject([
    { DBInstanceIdentifier: "example-recovered-shop", DBName: "shop", AllocatedStorage: 100, MultiAZ: true },
  ]);
  const log = reports.find(({ layer }) => layer === "database")?.calls ?? {};
  expect(Object.keys(log)).toContain("rds:RestoreDBInstanceFromDBSnapshot");
  expect(Object.keys(log)).not.toContain("rds:CreateDBInstance");
});
