import { describe, expect, it } from "vitest";
import { judge } from "../../../src/adopt/gate.js";
import type { PlanJson } from "../../../src/terraform/plan.js";
import { accountId, change, context, plan, provider, rulesOf } from "../../support/gate-plans.js";

describe("a plan that imports", () => {
  it("passes when it changes nothing", () => {
    expect(rulesOf(plan([change("aws_vpc.main", { actions: ["no-op"], importing: "vpc-9" })]))).toEqual([]);
  });

  it("is refused when it also updates, whatever a manifest says", () => {
    const given = plan([
      change("aws_vpc.main", {
        actions: ["update"],
        importing: "vpc-9",
        before: { a: 1, b: 1 },
        after: { a: 2, b: 1 },
      }),
    ]);
    const allowed = [{ address: "aws_vpc.main", action: "update" as const }];
    expect(judge(given, context({ allowed }))).toEqual([
      {
        rule: "import-changes",
        address: "aws_vpc.main",
        what: "it would be imported and then changed in place (a)",
        remedy:
          "Make its configuration equal to what exists, or ignore the attribute with a reason; run uplift adopt again.",
      },
    ]);
  });
});

describe("a change of what exists", () => {
  it.each([
    ["update", ["update"], "it would be changed in place"],
    ["delete", ["delete"], "it would be destroyed"],
    ["replace", ["delete", "create"], "it would be destroyed and made anew"],
    ["replace", ["create", "delete"], "it would be destroyed and made anew"],
  ] as const)("is refused: %s", (rule, actions, what) => {
    const given = plan([change("aws_vpc.this", { actions })]);
    const [finding] = judge(given, context({ layer: "inherited" }));
    expect(finding).toMatchObject({ rule, address: "aws_vpc.this" });
    expect(finding?.what).toContain(what);
    expect(rulesOf(given, { layer: "inherited", allowed: [{ address: "aws_vpc.this", action: rule }] })).toEqual([]);
  });

  it("may be made in place where it was built here, and nowhere else", () => {
    const given = (before: object) =>
      plan([change("module.network.aws_cloudwatch_log_group.this", { actions: ["update"], before: before as never })]);
    expect(rulesOf(given({ id: "/vpc/flow-logs" }))).toEqual([]);
    expect(rulesOf(given({ id: "vpc-1" }))).toEqual(["update"]);
    for (const layer of ["inherited", "legacy", "traffic"])
      expect(rulesOf(given({ id: "/vpc/flow-logs" }), { layer }), layer).toEqual(["update"]);
    const { layer: _, ...unnamed } = context();
    expect(judge(given({ id: "/vpc/flow-logs" }), unnamed).map(({ rule }) => rule)).toEqual(["update"]);
    const others = plan([change("module.network.aws_vpc.this", { actions: ["delete", "create"] })]);
    expect(rulesOf(others)).toEqual(["replace"]);
  });

  it("needs agreement where it would take hold of what was adopted, as a new object does", () => {
    const values = { id: "r-1", route_table_id: "rtb-1", destination_cidr_block: "0.0.0.0/0", nat_gateway_id: "nat-1" };
    const given = plan([
      {
        ...change("module.network.aws_route.nat", { actions: ["update"], before: values, after: values }),
        type: "aws_route",
      },
    ]);
    expect(rulesOf(given)).toEqual(["live-impact"]);
  });

  it("needs its own kind of agreement", () => {
    const given = plan([change("aws_vpc.main", { actions: ["delete", "create"] })]);
    expect(rulesOf(given, { allowed: [{ address: "aws_vpc.main", action: "delete" }] })).toEqual(["replace"]);
  });

  it("names what forces a replacement", () => {
    const given = plan([change("aws_instance.a", { actions: ["delete", "create"], replacePaths: [["ami"]] })]);
    expect(judge(given, context())[0]?.what).toBe("it would be destroyed and made anew (because of ami)");
  });

  it("may be forgotten, read and left alone", () => {
    const quiet = [
      change("aws_vpc.a", { actions: ["forget"] }),
      change("data.aws_vpc.b", { actions: ["read"], mode: "data" }),
      change("aws_vpc.c", { actions: ["no-op"] }),
    ];
    expect(rulesOf(plan(quiet))).toEqual([]);
  });
});

describe("the plan's provider", () => {
  const withProvider = (provider_config: Record<string, unknown>, over: Partial<PlanJson> = {}) =>
    rulesOf(plan([], { configuration: { provider_config } as NonNullable<PlanJson["configuration"]>, ...over }));

  it("must be bound to an account", () => {
    expect(withProvider(provider({ allowed_account_ids: undefined }))).toEqual(["no-account-guard"]);
  });

  it("must be the environment's", () => {
    expect(withProvider(provider({ allowed_account_ids: { constant_value: ["999999999999"] } }))).toEqual([
      "wrong-account",
    ]);
    expect(withProvider(provider({ region: { constant_value: "us-east-1" } }))).toEqual(["wrong-region"]);
  });

  it("may take both from variables", () => {
    const config = provider({
      allowed_account_ids: { references: ["var.accounts"] },
      region: { references: ["var.region"] },
    });
    const variables = { accounts: { value: [accountId] }, region: { value: "eu-west-1" } };
    expect(withProvider(config, { variables })).toEqual([]);
    expect(withProvider(config, { variables: { ...variables, region: { value: "us-east-1" } } })).toEqual([
      "wrong-region",
    ]);
  });

  it("may have an alias for another region of the same account", () => {
    const alias = { ...provider({ region: { constant_value: "us-east-1" } }).aws, alias: "cloudfront" };
    expect(withProvider({ ...provider(), "aws.cloudfront": alias })).toEqual([]);
  });
});

describe("the plan itself", () => {
  it.each([
    [{ errored: true }, ["incomplete-plan"]],
    [{ complete: false }, ["incomplete-plan"]],
    [{ complete: true, errored: false }, []],
  ])("must be whole: %j", (over, rules) => {
    expect(rulesOf(plan([], over))).toEqual(rules);
  });

  it("may not make a deployed layer anew", () => {
    const given = plan([change("aws_vpc.a"), change("aws_subnet.b")]);
    const [finding] = judge(given, context({ layer: "inherited" }));
    expect(finding?.what).toBe(
      "it would make all 2 objects of prod/inherited anew, although the layer is deployed: the state is lost or another one is read",
    );
    expect(rulesOf(given)).toEqual([]);
    expect(
      rulesOf(plan([change("aws_vpc.a"), change("aws_vpc.b", { actions: ["no-op"] })]), { layer: "inherited" }),
    ).toEqual([]);
  });
});
