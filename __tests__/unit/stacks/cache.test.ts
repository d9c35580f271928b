import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { linkedTrees } from "../../../src/assembly.js";
import { loadOrganization } from "../../../src/config/load.js";
import { organization } from "../../../src/config/organization.js";
import type { EnvironmentConfig } from "../../../src/config/schema.js";
import { prove } from "../../../src/domain/reach/intents.js";
import { judgePolicy } from "../../../src/policy/engine.js";
import { policyRules } from "../../../src/policy/index.js";
import { networkModel } from "../../../src/reach/from-tree.js";

const outdir = mkdtempSync(join(tmpdir(), "uplift-cache-"));
afterAll(() => rmSync(outdir, { recursive: true }));

const staging = organization.environments.find(({ name }) => name === "staging") as EnvironmentConfig;
const withCache: EnvironmentConfig = {
  ...staging,
  caches: {
    sessions_of_shop: {
      version: "8.0",
      nodeType: "cache.t4g.small",
      nodes: 2,
      port: 6380,
      users: { shop: "on ~shop:* +@all -@dangerous" },
      fromSnapshot: null,
      snapshotDays: 7,
      logRetentionDays: 30,
      dataClass: "internal",
    },
  },
  compute: staging.compute && { ...staging.compute, caches: ["sessions_of_shop"] },
};
const config = loadOrganization({ ...organization, environments: [withCache], connected: [] });
const tree = linkedTrees({ organization: config, adoptions: {}, outdir }).staging ?? [];

describe("an environment with a cache", () => {
  it("has it in a layer of its own, under a name that ElastiCache takes", () => {
    const [group] = tree.filter(({ type }) => type === "aws_elasticache_replication_group");
    expect(group).toMatchObject({
      layer: "cache",
      values: { replication_group_id: expect.stringMatching(/^example-staging-[a-z0-9-]{1,8}$/), port: 6380 },
    });
  });

  it("passes the policy rules", () => {
    const { findings, checks } = judgePolicy("staging", tree, policyRules, [], "2027-01-01");
    expect(findings.filter(({ layer }) => layer === "cache")).toEqual([]);
    expect(checks).toBeGreaterThan(200);
  });

  it("lets its clients reach it, and nobody else", () => {
    const yes = { expect: "yes", via: "local" } as const;
    const proofs = prove(
      networkModel(tree),
      [
        { from: "compute", to: "cache", port: 6380, ...yes },
        { from: "edge", to: "cache", port: 6380, expect: "no" },
        { from: "internet", to: "cache", port: 6380, expect: "no" },
        { from: "compute", to: "cache", port: 22, expect: "no" },
      ],
      {},
    );
    expect(proofs.map(({ holds }) => holds)).toEqual([true, true, true, true]);
  });

  it("watches each node of it", () => {
    const nodes = tree
      .filter(({ type }) => type === "aws_cloudwatch_metric_alarm")
      .flatMap(({ values }) => (values.dimensions as { CacheClusterId?: string } | undefined)?.CacheClusterId ?? []);
    expect([...new Set(nodes)].map((name) => name.slice(-4)).sort()).toEqual(["-001", "-002"]);
  });
});
