import { document, made, type RuleCases, to } from "./cases.js";

const vpc = made("aws_vpc", { cidr_block: "10.0.0.0/16" });
const vpcId = to("aws_vpc");
const flowLog = (traffic_type: string) => made("aws_flow_log", { vpc_id: vpcId, traffic_type });
const group = made("aws_security_group", { description: "x" });
const ingress = (values: object) =>
  made("aws_vpc_security_group_ingress_rule", { security_group_id: to("aws_security_group"), ...values });
const open = (from_port: number, to_port = from_port) =>
  ingress({ ip_protocol: "tcp", from_port, to_port, cidr_ipv4: "0.0.0.0/0" });
const lb = made("aws_lb", { security_groups: [to("aws_security_group")] });
const acl = (...rules: readonly object[]) => made("aws_network_acl", { ingress: rules });
const aclRule = (rule_no: number, action: string, from_port: number, to_port: number) => ({
  rule_no,
  action,
  protocol: "tcp",
  cidr_block: "0.0.0.0/0",
  from_port,
  to_port,
});
const allow = (Action: string, Resource: string) => document({ Effect: "Allow", Action, Resource });

export const networkCases: Readonly<Record<string, RuleCases>> = {
  "vpc.flow-logs": {
    passes: [[vpc, flowLog("ALL")]],
    fails: [
      [[vpc], "no flow log of all traffic"],
      [[vpc, flowLog("REJECT")], "no flow log of all traffic"],
    ],
  },
  "vpc.default-group-closed": {
    passes: [[vpc, made("aws_default_security_group", { vpc_id: vpcId })]],
    fails: [
      [[vpc], "is not managed"],
      [[vpc, made("aws_default_security_group", { vpc_id: vpcId, ingress: [{ protocol: "-1" }] })], "has rules"],
    ],
  },
  "vpc.no-public-address-by-default": {
    passes: [[made("aws_subnet", { map_public_ip_on_launch: false })]],
    fails: [[[made("aws_subnet", { map_public_ip_on_launch: true })], "map_public_ip_on_launch is true"]],
  },
  "vpc.no-administration-from-anywhere": {
    passes: [[open(443)], [ingress({ ip_protocol: "tcp", from_port: 22, to_port: 22, cidr_ipv4: "10.0.0.0/8" })]],
    fails: [
      [[open(22)], "opens 22 to the world"],
      [[open(0, 65_535)], "opens 22 and 3389 to the world"],
      [[ingress({ ip_protocol: "-1", cidr_ipv6: "::/0" })], "opens 22 and 3389 to the world"],
      [
        [
          made("aws_security_group", {
            ingress: [{ protocol: "tcp", from_port: 3000, to_port: 4000, cidr_blocks: ["0.0.0.0/0"] }],
          }),
        ],
        "opens 3389 to the world",
      ],
    ],
  },
  "vpc.only-load-balancers-face-the-world": {
    passes: [[open(443), group, lb], [ingress({ ip_protocol: "tcp", from_port: 8080, to_port: 8080 })]],
    fails: [
      [[open(443), group], "no load balancer uses the group"],
      [[open(8080), group, lb], "opens 8080 to the world"],
      [[open(80, 90), group, lb], "opens 80 to 90 to the world"],
    ],
  },
  "vpc.rules-described": {
    passes: [[group]],
    fails: [[[ingress({ description: "" })], "has no description"]],
  },
  "vpc.egress-named": {
    passes: [[made("aws_vpc_security_group_egress_rule", { ip_protocol: "tcp", cidr_ipv4: "0.0.0.0/0" })]],
    fails: [
      [
        [made("aws_vpc_security_group_egress_rule", { ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" })],
        "lets everything out",
      ],
    ],
  },
  "vpc.acl-no-administration": {
    passes: [
      [acl(aclRule(10, "deny", 22, 22), aclRule(20, "allow", 0, 1023))],
      // Answers to what went out.
      [acl(aclRule(10, "allow", 1024, 65_535))],
    ],
    fails: [
      // In the order of their numbers, not in the order in which they stand.
      [[acl(aclRule(20, "deny", 22, 22), aclRule(10, "allow", 0, 1023))], "allows 22 from the world"],
      [[acl(aclRule(10, "allow", 3000, 4000))], "allows 3389 from the world"],
    ],
  },
  "iam.no-everything": {
    passes: [[made("aws_iam_policy", { policy: allow("s3:GetObject", "*") })]],
    fails: [[[made("aws_iam_role_policy", { policy: allow("*", "*") })], "a statement allows everything"]],
  },
  "iam.no-whole-service-everywhere": {
    passes: [[made("aws_iam_policy", { policy: allow("s3:*", "arn:aws:s3:::b/*") })]],
    fails: [[[made("aws_iam_policy", { policy: allow("s3:*", "*") })], "allows s3:* on *"]],
  },
  "iam.bounded": {
    passes: [[made("aws_iam_role", { permissions_boundary: to("aws_iam_policy", "arn", "boundary") })]],
    fails: [[[made("aws_iam_role", {})], "permissions_boundary is not set"]],
  },
  "iam.trust-named": {
    passes: [
      [
        made("aws_iam_role", {
          assume_role_policy: document({ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" } }),
        }),
      ],
    ],
    fails: [
      [
        [made("aws_iam_role", { assume_role_policy: document({ Effect: "Allow", Principal: { AWS: "*" } }) })],
        "lets everyone take it",
      ],
    ],
  },
  "iam.no-user-policy": {
    passes: [],
    fails: [[[made("aws_iam_user_policy", {})], "attached to a user"]],
  },
};
