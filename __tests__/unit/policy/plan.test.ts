import { describe, expect, it } from "vitest";
import { plannedTree } from "../../../src/policy/from-plan.js";
import { policyRules } from "../../../src/policy/index.js";
import { judgePlan } from "../../../src/policy/judge-plan.js";
import type { Waiver } from "../../../src/policy/waivers.js";
import type { Change, PlanJson } from "../../../src/terraform/plan.js";
import { document } from "./cases.js";

interface Planned {
  readonly address: string;
  readonly values?: Record<string, unknown>;
  readonly unknown?: Record<string, unknown>;
  readonly expressions?: Record<string, unknown>;
  readonly change?: Partial<Change>;
}

/** A plan of a root without modules. */
function plan(...planned: readonly Planned[]): PlanJson {
  const parts = ({ address }: Planned) => /^(\w+)\.(\w+)/.exec(address)?.slice(1) as [string, string];
  const described = planned.map((each) => {
    const [type, name] = parts(each);
    return { address: each.address, mode: "managed", type, name, provider_name: "aws" };
  });
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: {
      root_module: { resources: described.map((each, index) => ({ ...each, values: planned[index]?.values ?? {} })) },
    },
    resource_changes: described.map((each, index) => ({
      ...each,
      change: {
        actions: ["create"],
        before: null,
        after_unknown: planned[index]?.unknown ?? {},
        ...planned[index]?.change,
      },
    })),
    configuration: {
      root_module: {
        resources: planned.map((each) => ({ address: parts(each).join("."), expressions: each.expressions ?? {} })),
      },
    },
  } as unknown as PlanJson;
}

const rulesNamed = (...ids: readonly string[]) => policyRules.filter(({ id }) => ids.includes(id));
const judge = (of: PlanJson, ids: readonly string[], waivers: readonly Waiver[] = [], layer = "edge") =>
  judgePlan("prod", plannedTree(of, layer), rulesNamed(...ids), waivers, "2027-01-31");

const to = (...references: readonly string[]) => ({ references });
const bucket: Planned = {
  address: "aws_s3_bucket.this",
  values: { bucket: "b" },
  unknown: { id: true, arn: true },
  expressions: { bucket: { constant_value: "b" } },
};
const access = (over: Partial<Planned>): Planned => ({
  address: "aws_s3_bucket_public_access_block.this",
  values: {
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  },
  unknown: { bucket: true },
  expressions: { bucket: to("aws_s3_bucket.this.id", "aws_s3_bucket.this") },
  ...over,
});

describe("a plan held to the rules", () => {
  it("passes by a value that is not known, when the plan says which resource it means", () => {
    expect(judge(plan(bucket, access({})), ["s3.private"])).toMatchObject({ findings: [], unknown: [], checks: 1 });
  });

  it("fails by what is known", () => {
    const open = access({ values: { block_public_acls: true } });
    expect(judge(plan(bucket, open), ["s3.private"])).toMatchObject({
      findings: [
        {
          rule: "s3.private",
          environment: "prod",
          layer: "edge",
          address: "aws_s3_bucket.this",
          what: "block_public_policy, ignore_public_acls, restrict_public_buckets is not true",
        },
      ],
      unknown: [],
    });
    expect(judge(plan(bucket), ["s3.private"]).findings).toMatchObject([{ what: "it has no public access block" }]);
  });

  it("neither passes nor fails by what the plan does not say", () => {
    const read = access({ expressions: { bucket: to("each.value.bucket", "each.value") } });
    expect(judge(plan(bucket, read), ["s3.private"])).toMatchObject({
      findings: [],
      unknown: [{ rule: "s3.private", layer: "edge", address: "aws_s3_bucket.this", needs: ["bucket"] }],
    });
  });

  it("takes the known id of another resource for that resource", () => {
    const made = { ...bucket, values: { bucket: "b", id: "b" }, unknown: {} };
    const beside = access({ unknown: {} });
    const named = { ...beside, values: { ...beside.values, bucket: "b" } };
    expect(judge(plan(made, named), ["s3.private"])).toMatchObject({ findings: [], unknown: [] });
  });

  it("tells instances apart by their keys, and is unknown where several may be meant", () => {
    const two = ["a", "b"].map((key) => ({ ...bucket, address: `aws_s3_bucket.this["${key}"]` }));
    const each = to("aws_s3_bucket.this", "each.key");
    const accessOf = (key: string) =>
      access({ address: `aws_s3_bucket_public_access_block.this["${key}"]`, expressions: { bucket: each } });
    expect(judge(plan(...two, accessOf("a"), accessOf("b")), ["s3.private"])).toMatchObject({
      findings: [],
      unknown: [],
    });
    expect(judge(plan(...two, accessOf("c")), ["s3.private"]).unknown).toHaveLength(2);
  });

  it("never reads the text of a policy that is not known yet", () => {
    const policy: Planned = {
      address: "aws_iam_role_policy.this",
      unknown: { policy: true },
      expressions: { policy: to("aws_s3_bucket.this.arn", "aws_s3_bucket.this") },
    };
    expect(judge(plan(bucket, policy), ["iam.no-everything"])).toMatchObject({
      findings: [],
      unknown: [{ needs: ["policy"] }],
    });
    const all = document({ Effect: "Allow", Action: "*", Resource: "*" });
    const known = { ...policy, unknown: {}, values: { policy: all } };
    expect(judge(plan(bucket, known), ["iam.no-everything"]).findings).toHaveLength(1);
  });

  it("counts what AWS chooses as not set", () => {
    const group = (expressions: Record<string, unknown>): Planned => ({
      address: "aws_cloudwatch_log_group.this",
      unknown: { kms_key_id: true },
      expressions,
    });
    expect(judge(plan(group({})), ["logs.encrypted"]).findings).toMatchObject([{ what: "kms_key_id is not set" }]);
    const key: Planned = { address: "aws_kms_key.this", unknown: { arn: true } };
    const keyed = group({ kms_key_id: to("aws_kms_key.this.arn", "aws_kms_key.this") });
    expect(judge(plan(key, keyed), ["logs.encrypted"])).toMatchObject({ findings: [], unknown: [] });
    const read = group({ kms_key_id: to("data.aws_kms_key.this.arn", "data.aws_kms_key.this") });
    expect(judge(plan(read), ["logs.encrypted"])).toMatchObject({ findings: [], unknown: [{ needs: ["kms_key_id"] }] });
  });

  it("does not know what no plan says", () => {
    const key = { address: "aws_kms_key.this", values: { deletion_window_in_days: 30 } };
    expect(judge(plan(key), ["kms.not-lost-by-accident"])).toMatchObject({
      findings: [],
      unknown: [{ needs: ["lifecycle"] }],
    });
  });

  it("does not fail what another layer may mend", () => {
    const database = { address: "aws_db_instance.this", values: { tags: { backup: "true" } } };
    expect(judge(plan(database), ["backup.databases"])).toMatchObject({
      findings: [],
      unknown: [{ needs: ["the other layers"] }],
    });
  });

  it("reports what is imported apart", () => {
    const imported = { ...bucket, change: { actions: ["no-op"], importing: { id: "b" } } as Partial<Change> };
    const both = plan(imported, { ...bucket, address: "aws_s3_bucket.new" });
    const verdict = judge(both, ["s3.private"]);
    expect(verdict.adopted.map(({ address }) => address)).toEqual(["aws_s3_bucket.this"]);
    expect(verdict.findings.map(({ address }) => address)).toEqual(["aws_s3_bucket.new"]);
    expect(judge(plan(bucket), ["s3.private"], [], "legacy")).toMatchObject({ findings: [], adopted: [{}] });
  });

  it("takes waivers", () => {
    const waiver: Waiver = {
      rule: "s3.private",
      environments: ["prod"],
      resource: "edge/aws_s3_bucket.*",
      reason: "a lab",
      owner: "platform",
      expires: "2027-01-31",
    };
    expect(judge(plan(bucket), ["s3.private"], [waiver])).toMatchObject({ findings: [], waived: [{ waiver }] });
  });
});

it("references lead through variables and outputs of modules", () => {
  const group = { mode: "managed" as const, provider_name: "aws", type: "aws_cloudwatch_log_group", name: "this" };
  const key = { mode: "managed" as const, provider_name: "aws", type: "aws_kms_key", name: "this" };
  const inModules: PlanJson = {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: {
      root_module: {
        child_modules: [
          { address: "module.keys", resources: [{ ...key, address: "module.keys.aws_kms_key.this" }] },
          {
            address: 'module.logs["a"]',
            resources: [{ ...group, address: 'module.logs["a"].aws_cloudwatch_log_group.this' }],
          },
        ],
      },
    },
    resource_changes: [
      {
        ...group,
        address: 'module.logs["a"].aws_cloudwatch_log_group.this',
        change: { actions: ["create"], before: null, after_unknown: { kms_key_id: true } },
      },
    ],
    configuration: {
      root_module: {
        module_calls: {
          keys: { module: { outputs: { arn: { expression: to("aws_kms_key.this.arn", "aws_kms_key.this") } } } },
          logs: {
            expressions: { key_arn: to("module.keys.arn", "module.keys") },
            module: {
              resources: [{ address: "aws_cloudwatch_log_group.this", expressions: { kms_key_id: to("var.key_arn") } }],
            },
          },
        },
      },
    },
  };
  expect(judge(inModules, ["logs.encrypted"])).toMatchObject({ findings: [], unknown: [], checks: 1 });
});
