import { describe, expect, it } from "vitest";
import { type GateContext, judge } from "../../../src/adopt/gate.js";
import type { ChangeAction, PlanJson, ResourceChange } from "../../../src/terraform/plan.js";

const accountId = "111122223333";

interface Given {
  readonly actions?: readonly ChangeAction[];
  readonly importing?: string;
  readonly before?: ResourceChange["change"]["before"];
  readonly after?: ResourceChange["change"]["after"];
  readonly mode?: "managed" | "data";
  readonly replacePaths?: readonly string[][];
}

const change = (address: string, given: Given = {}): ResourceChange => ({
  address,
  mode: given.mode ?? "managed",
  type: address.split(".").at(-2) ?? "",
  name: address.split(".").at(-1) ?? "",
  provider_name: "registry.terraform.io/hashicorp/aws",
  change: {
    actions: given.actions ?? ["create"],
    before: given.before ?? null,
    after: given.after ?? {},
    ...(given.importing !== undefined && { importing: { id: given.importing } }),
    ...(given.replacePaths && { replace_paths: given.replacePaths }),
  },
});

const provider = (expressions: object = {}) => ({
  aws: {
    name: "aws",
    expressions: {
      allowed_account_ids: { constant_value: [accountId] },
      region: { constant_value: "eu-west-1" },
      ...expressions,
    },
  },
});

const plan = (changes: readonly ResourceChange[], over: Partial<PlanJson> & { complete?: boolean } = {}): PlanJson => ({
  format_version: "1.2",
  terraform_version: "1.11.4",
  resource_changes: changes,
  configuration: { provider_config: provider() },
  ...over,
});

const listenerArn = "arn:aws:elasticloadbalancing:eu-west-1:1:listener/app/web/1/2";

const context = (over: Partial<GateContext> = {}): GateContext => ({
  environment: { name: "prod", accountId, region: "eu-west-1", deployedLayers: ["inherited"] },
  layer: "network",
  adoptedIds: new Map([
    ["subnet-1", "aws_subnet.public_a"],
    ["rtb-1", "aws_route_table.public"],
    ["vpc-1", "aws_vpc.monolith"],
    ["sg-1", "aws_security_group.web"],
    ["i-1", "aws_instance.app"],
    ["monolith", "aws_elb.monolith"],
    [listenerArn, "aws_lb_listener.https"],
    ["assets", "aws_s3_bucket.assets"],
    ["resize", "aws_lambda_function.resize"],
    ["web", "aws_iam_role.web"],
    ["k-1", "aws_kms_key.main"],
    ["Z1", "aws_route53_zone.example_test"],
  ]),
  allowed: [],
  liveImpact: [],
  ...over,
});

const rulesOf = (given: PlanJson, over: Partial<GateContext> = {}) =>
  judge(given, context(over)).map(({ rule }) => rule);

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

describe("a new object", () => {
  it.each([
    ["aws_network_acl_association.a", { subnet_id: "subnet-1", network_acl_id: "acl-new" }, "aws_subnet.public_a"],
    ["aws_network_acl.a", { subnet_ids: ["subnet-new", "subnet-1"] }, "aws_subnet.public_a"],
    ["aws_route.a", { route_table_id: "rtb-1" }, "aws_route_table.public"],
    ["aws_route_table_association.a", { subnet_id: "subnet-1" }, "aws_subnet.public_a"],
    ["aws_main_route_table_association.a", { vpc_id: "vpc-1" }, "aws_vpc.monolith"],
    ["aws_vpc_endpoint.a", { vpc_id: "vpc-1", private_dns_enabled: true }, "aws_vpc.monolith"],
    ["aws_vpc_endpoint.a", { vpc_id: "vpc-1", route_table_ids: ["rtb-1"] }, "aws_route_table.public"],
    ["aws_vpc_dhcp_options_association.a", { vpc_id: "vpc-1" }, "aws_vpc.monolith"],
    ["aws_vpc_security_group_ingress_rule.a", { security_group_id: "sg-1" }, "aws_security_group.web"],
    ["aws_eip_association.a", { instance_id: "i-1" }, "aws_instance.app"],
    ["aws_volume_attachment.a", { instance_id: "i-1", volume_id: "vol-new" }, "aws_instance.app"],
    ["aws_elb_attachment.a", { elb: "monolith", instance: "i-new" }, "aws_elb.monolith"],
    ["aws_lb_target_group_attachment.a", { target_id: "i-1" }, "aws_instance.app"],
    ["aws_vpc_ipv4_cidr_block_association.a", { vpc_id: "vpc-1" }, "aws_vpc.monolith"],
    ["aws_route53_zone.a", { vpc: [{ vpc_id: "vpc-1" }] }, "aws_vpc.monolith"],
    ["aws_lb_listener_rule.a", { listener_arn: listenerArn }, "aws_lb_listener.https"],
    ["aws_alb_listener_rule.a", { listener_arn: listenerArn }, "aws_lb_listener.https"],
    ["aws_s3_bucket_policy.a", { bucket: "assets" }, "aws_s3_bucket.assets"],
    [
      "aws_lambda_function_url.a",
      { function_name: "arn:aws:lambda:eu-west-1:1:function:resize" },
      "aws_lambda_function.resize",
    ],
    ["aws_iam_role_policy.a", { role: "web" }, "aws_iam_role.web"],
    ["aws_kms_key_policy.a", { key_id: "arn:aws:kms:eu-west-1:1:key/k-1" }, "aws_kms_key.main"],
    ["aws_route53_record.a", { zone_id: "Z1", name: "app.example.test" }, "aws_route53_zone.example_test"],
  ])("is refused where it takes hold of an adopted one: %s %j", (address, after, target) => {
    const given = plan([change(address, { after })]);
    const [finding, ...others] = judge(given, context());
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ rule: "live-impact", address });
    expect(finding?.what).toContain(`it would attach to the adopted ${target} (`);
    const entry = { address, attaches_to: target, reason: "agreed", owner: "network" };
    expect(rulesOf(given, { liveImpact: [entry] })).toEqual([]);
    expect(rulesOf(given, { liveImpact: [{ ...entry, address: "aws_route.other" }] })).toEqual(["live-impact"]);
  });

  it.each([
    ["aws_subnet.a", { vpc_id: "vpc-1" }],
    ["aws_vpc_endpoint.a", { vpc_id: "vpc-1", private_dns_enabled: false, route_table_ids: ["rtb-new"] }],
    ["aws_route.a", { route_table_id: "rtb-new" }],
    ["aws_network_acl.a", { vpc_id: "vpc-1", subnet_ids: ["subnet-new"] }],
    ["aws_db_instance.a", { vpc_security_group_ids: ["sg-1"], kms_key_id: "k-1" }],
    // A bucket may be called as a role is: the argument tells which of them is meant.
    ["aws_s3_bucket_policy.a", { bucket: "web" }],
    ["aws_route53_record.a", { zone_id: "Z1", name: "_proof.example.test" }],
  ])("passes where it leaves adopted ones alone: %s %j", (address, after) => {
    expect(rulesOf(plan([change(address, { after })]))).toEqual([]);
  });

  it("may not take hold of what the same plan imports", () => {
    const given = plan([
      change("aws_subnet.a", { actions: ["no-op"], importing: "subnet-9", after: { id: "subnet-9" } }),
      change("aws_network_acl_association.a", { after: { subnet_id: "subnet-9" } }),
    ]);
    expect(rulesOf(given)).toEqual(["live-impact"]);
  });
});

describe("a name that moves", () => {
  const address = 'module.traffic.aws_route53_record.legacy["legacy"]';
  const moved = (given: Given) => plan([{ ...change(address, given), type: "aws_route53_record" }]);
  const simple = { zone_id: "Z1", name: "app.example.test", set_identifier: "", weighted_routing_policy: [] };
  const weighted = { ...simple, set_identifier: "legacy", weighted_routing_policy: [{ weight: 100 }] };

  it("is given up by one state and imported by another as it stands", () => {
    expect(rulesOf(moved({ actions: ["forget"], before: simple }))).toEqual([]);
    expect(rulesOf(moved({ actions: ["no-op"], importing: "Z1_app.example.test_A", after: simple }))).toEqual([]);
  });

  it("is not imported and weighted at once", () => {
    const given = moved({ actions: ["update"], importing: "Z1_app.example.test_A", before: simple, after: weighted });
    expect(rulesOf(given, { allowed: [{ address, action: "update" }] })).toEqual(["import-changes"]);
  });

  it("gets its weight in place by agreement to the change and to its effect, and is replaced by none of these", () => {
    const given = moved({ actions: ["update"], before: simple, after: weighted });
    const liveImpact = [{ address, attaches_to: "aws_route53_zone.example_test", reason: "agreed", owner: "network" }];
    expect(rulesOf(given, { layer: "traffic" })).toEqual(["update", "live-impact"]);
    expect(judge(given, context({ layer: "traffic", liveImpact }))).toEqual([
      {
        rule: "update",
        address,
        what: "it would be changed in place (set_identifier, weighted_routing_policy)",
        remedy:
          "Take the change out of the configuration, or name the address with action: update in a manifest under decommission/ with reason and owner.",
      },
    ]);
    const allowed = [{ address, action: "update" as const }];
    expect(rulesOf(given, { layer: "traffic", allowed })).toEqual(["live-impact"]);
    expect(rulesOf(given, { layer: "traffic", allowed, liveImpact })).toEqual([]);
    expect(rulesOf(moved({ actions: ["delete", "create"] }), { allowed })).toEqual(["replace"]);
    expect(rulesOf(moved({ actions: ["delete"] }), { allowed })).toEqual(["delete"]);
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
