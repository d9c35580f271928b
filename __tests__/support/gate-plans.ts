import { type GateContext, judge } from "../../src/adopt/gate.js";
import type { ChangeAction, PlanJson, ResourceChange } from "../../src/terraform/plan.js";

export const accountId = "111122223333";

export interface Given {
  readonly actions?: readonly ChangeAction[];
  readonly importing?: string;
  readonly before?: ResourceChange["change"]["before"];
  readonly after?: ResourceChange["change"]["after"];
  readonly mode?: "managed" | "data";
  readonly replacePaths?: readonly string[][];
}

export const change = (address: string, given: Given = {}): ResourceChange => ({
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

export const provider = (expressions: object = {}) => ({
  aws: {
    name: "aws",
    expressions: {
      allowed_account_ids: { constant_value: [accountId] },
      region: { constant_value: "eu-west-1" },
      ...expressions,
    },
  },
});

export const plan = (
  changes: readonly ResourceChange[],
  over: Partial<PlanJson> & { complete?: boolean } = {},
): PlanJson => ({
  format_version: "1.2",
  terraform_version: "1.11.4",
  resource_changes: changes,
  configuration: { provider_config: provider() },
  ...over,
});

export const listenerArn = "arn:aws:elasticloadbalancing:eu-west-1:1:listener/app/web/1/2";

export const context = (over: Partial<GateContext> = {}): GateContext => ({
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

export const rulesOf = (given: PlanJson, over: Partial<GateContext> = {}) =>
  judge(given, context(over)).map(({ rule }) => rule);
