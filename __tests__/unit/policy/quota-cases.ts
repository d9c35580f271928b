import type { LinkedResource } from "../../../src/core/linked-tree.js";
import { made, type RuleCases, to } from "./cases.js";

const times = (count: number, type: string, values: Record<string, unknown>): LinkedResource[] =>
  Array.from({ length: count }, (_, index) => made(type, values, `n${index}`));

const group = made("aws_security_group", {});
const ruleOf = (direction: string) => `aws_vpc_security_group_${direction}_rule`;
const ofGroup = { security_group_id: to("aws_security_group") };
const table = made("aws_route_table", {});
const ofTable = { route_table_id: to("aws_route_table") };
const acl = (ingress: number, egress: number) =>
  made("aws_network_acl", { ingress: Array(ingress).fill({}), egress: Array(egress).fill({}) });
const lb = made("aws_lb", {});
const listener = made("aws_lb_listener", { load_balancer_arn: to("aws_lb", "arn") });
const ofListener = { listener_arn: to("aws_lb_listener", "arn") };
const role = (assume_role_policy = "") => made("aws_iam_role", { assume_role_policy });
const inline = (length: number) => ({ role: to("aws_iam_role", "name"), policy: "x".repeat(length) });
const attached = { role: to("aws_iam_role", "name") };
const template = (bytes: number) =>
  made("aws_launch_template", { user_data: Buffer.from("é".repeat(bytes / 2)).toString("base64") });

export const quotaCases: Readonly<Record<string, RuleCases>> = {
  "quota.security-group-rules": {
    passes: [[group, ...times(60, ruleOf("ingress"), ofGroup), ...times(60, ruleOf("egress"), ofGroup)]],
    fails: [
      [[group, ...times(61, ruleOf("ingress"), ofGroup)], "it has 61 inbound rules, and AWS takes 60"],
      [[group, ...times(61, ruleOf("egress"), ofGroup)], "61 outbound rules"],
      [[made("aws_security_group", { ingress: Array(61).fill({}) })], "61 inbound rules"],
    ],
  },
  "quota.routes": {
    passes: [[table, ...times(50, "aws_route", ofTable)]],
    fails: [[[table, ...times(51, "aws_route", ofTable)], "it has 51 routes, and AWS takes 50"]],
  },
  "quota.acl-rules": {
    passes: [[acl(20, 20)]],
    fails: [
      [[acl(21, 0)], "it has 21 inbound rules, and AWS takes 20"],
      [[acl(0, 21)], "21 outbound rules"],
      [
        [acl(0, 20), made("aws_network_acl_rule", { network_acl_id: to("aws_network_acl"), egress: true })],
        "21 outbound rules",
      ],
    ],
  },
  "quota.listener-rules": {
    passes: [[lb, listener, ...times(100, "aws_lb_listener_rule", ofListener)], [lb]],
    fails: [[[lb, listener, ...times(101, "aws_lb_listener_rule", ofListener)], "it has 101 rules, and AWS takes 100"]],
  },
  "quota.managed-policy-size": {
    passes: [[made("aws_iam_policy", { policy: `${"x".repeat(6144)}${" \n".repeat(99)}` })]],
    fails: [[[made("aws_iam_policy", { policy: "x".repeat(6145) })], "it has 6145 characters, and AWS takes 6144"]],
  },
  "quota.role-policies": {
    passes: [
      [
        role("x".repeat(2048)),
        ...times(2, "aws_iam_role_policy", inline(5120)),
        ...times(10, "aws_iam_role_policy_attachment", attached),
      ],
    ],
    fails: [
      [[role(), ...times(2, "aws_iam_role_policy", inline(5121))], "10242 characters of inline policies"],
      [[role("x".repeat(2049))], "2049 characters of trust policy"],
      [[role(), ...times(11, "aws_iam_role_policy_attachment", attached)], "11 managed policies"],
    ],
  },
  "quota.resource-policy-size": {
    passes: [
      [made("aws_s3_bucket_policy", { policy: "x".repeat(20_480) })],
      [made("aws_kms_key", { policy: "x".repeat(32_768) })],
      [made("aws_kms_key", {})],
    ],
    fails: [
      [[made("aws_s3_bucket_policy", { policy: "x".repeat(20_481) })], "it has 20481 bytes, and AWS takes 20480"],
      [[made("aws_kms_key", { policy: "x".repeat(32_769) })], "AWS takes 32768"],
    ],
  },
  "quota.user-data": {
    passes: [[template(16_384)], [made("aws_instance", {})]],
    fails: [
      [[template(16_386)], "it has 16386 bytes, and AWS takes 16384"],
      [[made("aws_instance", { user_data: "x".repeat(16_385) })], "16385 bytes"],
    ],
  },
};
