import type { LinkedResource } from "../core/linked-tree.js";
import { userDataOf } from "./ec2.js";
import { blocks, listed, type PolicyRule, type Tree } from "./rule.js";

/** Default quotas, each from the page that its rule names. */
const quotas = {
  groupRules: 60,
  routes: 50,
  aclRules: 20,
  listenerRules: 100,
  managedPolicies: 10,
  managedPolicy: 6144,
  rolePolicies: 10_240,
  trustPolicy: 2048,
  bucketPolicy: 20_480,
  keyPolicy: 32_768,
  userData: 16_384,
} as const;

const tooMany = (count: number, most: number, what: string) =>
  count > most ? `it has ${count} ${what}, and AWS takes ${most}` : undefined;

/** IAM counts no white space (IAM user guide, "IAM and AWS STS quotas"). */
const lengthOf = (document: unknown): number => (typeof document === "string" ? document.replace(/\s/g, "").length : 0);

const rulesOf = (lb: LinkedResource, tree: Tree) =>
  tree
    .referring("aws_lb_listener", "load_balancer_arn", lb)
    .flatMap((listener) => tree.referring("aws_lb_listener_rule", "listener_arn", listener));

/** What AWS refuses for its number or size only when it is applied. */
export const quotaRules: readonly PolicyRule[] = [
  {
    id: "quota.security-group-rules",
    severity: "error",
    title: "A security group has at most 60 rules in each direction (Amazon VPC user guide, quotas).",
    references: {},
    types: ["aws_security_group"],
    check: (group, tree) => {
      const count = (direction: "ingress" | "egress") =>
        tree.referring(`aws_vpc_security_group_${direction}_rule`, "security_group_id", group).length +
        blocks(group.values[direction]).length;
      return (
        tooMany(count("ingress"), quotas.groupRules, "inbound rules") ??
        tooMany(count("egress"), quotas.groupRules, "outbound rules")
      );
    },
    remedy: "Join ranges, name groups instead of ranges, or split the group.",
  },
  {
    id: "quota.routes",
    severity: "error",
    title: "A route table has at most 50 routes (Amazon VPC user guide, quotas).",
    references: {},
    types: ["aws_route_table"],
    check: (table, tree) =>
      tooMany(
        tree.referring("aws_route", "route_table_id", table).length + blocks(table.values.route).length,
        quotas.routes,
        "routes",
      ),
    remedy: "Join ranges, or ask AWS for more.",
  },
  {
    id: "quota.acl-rules",
    severity: "error",
    title: "A network ACL has at most 20 rules in each direction (Amazon VPC user guide, quotas).",
    references: {},
    types: ["aws_network_acl"],
    check: (acl, tree) => {
      const apart = tree.referring("aws_network_acl_rule", "network_acl_id", acl);
      const count = (direction: "ingress" | "egress") =>
        blocks(acl.values[direction]).length +
        apart.filter(({ values }) => (values.egress === true) === (direction === "egress")).length;
      return (
        tooMany(count("ingress"), quotas.aclRules, "inbound rules") ??
        tooMany(count("egress"), quotas.aclRules, "outbound rules")
      );
    },
    remedy: "Join ranges, and leave the finer rules to security groups.",
  },
  {
    id: "quota.listener-rules",
    severity: "error",
    title: "A load balancer has at most 100 rules (Elastic Load Balancing, quotas of Application Load Balancers).",
    references: {},
    types: ["aws_lb"],
    check: (lb, tree) => tooMany(rulesOf(lb, tree).length, quotas.listenerRules, "rules"),
    remedy: "Join paths and hosts of a service in one rule, or ask AWS for more.",
  },
  {
    id: "quota.managed-policy-size",
    severity: "error",
    title: "A managed policy has at most 6144 characters (IAM user guide, quotas).",
    references: {},
    types: ["aws_iam_policy"],
    check: ({ values }) => tooMany(lengthOf(values.policy), quotas.managedPolicy, "characters"),
    remedy: "Split the policy.",
  },
  {
    id: "quota.role-policies",
    severity: "error",
    title: "A role has inline policies of 10240 characters in all, a trust policy of 2048, and 10 managed policies.",
    references: {},
    types: ["aws_iam_role"],
    check: (role, tree) => {
      const inline = tree.referring("aws_iam_role_policy", "role", role);
      const characters = inline.reduce((sum, { values }) => sum + lengthOf(values.policy), 0);
      const managed = tree.referring("aws_iam_role_policy_attachment", "role", role).length;
      return (
        tooMany(characters, quotas.rolePolicies, "characters of inline policies") ??
        tooMany(lengthOf(role.values.assume_role_policy), quotas.trustPolicy, "characters of trust policy") ??
        tooMany(managed + listed(role.values.managed_policy_arns).length, quotas.managedPolicies, "managed policies")
      );
    },
    remedy: "Split the role, or join statements.",
  },
  {
    id: "quota.resource-policy-size",
    severity: "error",
    title: "A bucket's policy has at most 20480 bytes, a key's 32768 (Amazon S3 and AWS KMS, quotas).",
    references: {},
    types: ["aws_s3_bucket_policy", "aws_kms_key"],
    check: ({ type, values }) => {
      const bytes = typeof values.policy === "string" ? Buffer.byteLength(values.policy) : 0;
      return tooMany(bytes, type === "aws_kms_key" ? quotas.keyPolicy : quotas.bucketPolicy, "bytes");
    },
    remedy: "Name organizations or patterns instead of single principals and resources.",
  },
  {
    id: "quota.user-data",
    severity: "error",
    title: "User data has at most 16 KiB before it is encoded (Amazon EC2 user guide).",
    references: {},
    types: ["aws_launch_template", "aws_instance"],
    check: ({ type, values }) => tooMany(Buffer.byteLength(userDataOf(values, type)), quotas.userData, "bytes"),
    remedy: "Fetch what is long from S3 at the start.",
  },
];
