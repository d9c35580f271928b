import { findSecrets } from "../domain/secret-rules.js";
import { block, blocks, isSet, listed, type PolicyRule } from "./rule.js";

const launched = ["aws_launch_template", "aws_instance"];

/** User data as text: a template takes it encoded, an instance either way. */
export const userDataOf = (
  { user_data, user_data_base64 }: Readonly<Record<string, unknown>>,
  type: string,
): string => {
  const encoded = type === "aws_launch_template" ? user_data : user_data_base64;
  if (typeof encoded === "string" && !encoded.startsWith("$")) return Buffer.from(encoded, "base64").toString();
  return typeof user_data === "string" ? user_data : "";
};

/** Whether a volume is encrypted, by a bool or by the text that launch templates take. */
const isEncrypted = ({ encrypted, kms_key_id }: Readonly<Record<string, unknown>>) =>
  String(encrypted) === "true" && isSet(kms_key_id);

/** Rules about instances and what launches them. */
export const ec2Rules: readonly PolicyRule[] = [
  {
    id: "ec2.metadata-by-token",
    severity: "error",
    title: "An instance answers its metadata by session tokens alone, one hop far.",
    references: {
      checkov: ["CKV_AWS_79", "CKV_AWS_341"],
      trivy: ["AVD-AWS-0028", "AVD-AWS-0130"],
      securityHub: ["EC2.8", "AutoScaling.3", "AutoScaling.4"],
    },
    types: launched,
    check: ({ values }) => {
      const { http_tokens, http_put_response_hop_limit } = block(values.metadata_options);
      if (http_tokens !== "required") return "http_tokens is not required";
      return http_put_response_hop_limit === 1
        ? undefined
        : `http_put_response_hop_limit is ${http_put_response_hop_limit ?? "not set"}`;
    },
    remedy: "Set metadata_options with http_tokens required and http_put_response_hop_limit 1.",
  },
  {
    id: "ec2.volumes-encrypted",
    severity: "error",
    title: "Every volume is encrypted with a key of the account.",
    references: {
      checkov: ["CKV_AWS_3", "CKV_AWS_8", "CKV_AWS_189"],
      trivy: ["AVD-AWS-0008", "AVD-AWS-0026", "AVD-AWS-0131"],
      securityHub: ["EC2.3"],
    },
    types: [...launched, "aws_ebs_volume"],
    check: ({ type, values }) => {
      if (type === "aws_ebs_volume") return isEncrypted(values) ? undefined : "it is not encrypted with such a key";
      const volumes =
        type === "aws_instance"
          ? [...blocks(values.root_block_device), ...blocks(values.ebs_block_device)]
          : blocks(values.block_device_mappings).map(({ ebs }) => block(ebs));
      if (volumes.length === 0) return "nothing says how its volumes are encrypted";
      return volumes.every(isEncrypted) ? undefined : "a volume is not encrypted with such a key";
    },
    remedy: "Set encrypted and kms_key_id of each volume.",
  },
  {
    id: "ec2.no-public-address",
    severity: "error",
    title: "An instance has no public address.",
    references: {
      checkov: ["CKV_AWS_88"],
      trivy: ["AVD-AWS-0009"],
      securityHub: ["EC2.9", "EC2.25", "AutoScaling.5"],
    },
    types: launched,
    check: ({ type, values }) => {
      const asked =
        type === "aws_instance"
          ? [values.associate_public_ip_address]
          : blocks(values.network_interfaces).map((each) => each.associate_public_ip_address);
      return asked.length > 0 && asked.every((each) => String(each) === "false")
        ? undefined
        : "associate_public_ip_address is not false";
    },
    remedy: "Set associate_public_ip_address to false, and let a load balancer face the public.",
  },
  {
    id: "ec2.no-key-pair",
    severity: "error",
    title: "Nobody signs in with a key pair: Session Manager lets in whom IAM names, and records it.",
    references: {},
    types: launched,
    check: ({ values }) => (isSet(values.key_name) ? "key_name is set" : undefined),
    remedy: "Leave key_name out and use Session Manager.",
  },
  {
    id: "ec2.no-secret-in-user-data",
    severity: "error",
    title: "User data holds no secret: whoever may describe the instance reads it.",
    references: { checkov: ["CKV_AWS_46"], trivy: ["AVD-AWS-0029", "AVD-AWS-0129"] },
    types: launched,
    check: ({ type, values }) => {
      const [found] = findSecrets(userDataOf(values, type));
      return found ? `it looks as if it held one: ${found}` : undefined;
    },
    remedy: "Read secrets from Secrets Manager at the start, by the instance's role.",
  },
  {
    id: "ec2.has-a-role",
    severity: "error",
    title: "An instance acts by a role.",
    references: { checkov: ["CKV2_AWS_41"] },
    types: launched,
    check: ({ values }) => {
      const profile = values.iam_instance_profile;
      const { name, arn } = block(profile);
      return isSet(name) || isSet(arn) || (typeof profile === "string" && isSet(profile))
        ? undefined
        : "it has no instance profile";
    },
    remedy: "Give it an instance profile with the rights that it needs.",
  },
  {
    id: "autoscaling.several-zones",
    severity: "error",
    title: "An auto scaling group stands in two zones at least.",
    references: { securityHub: ["AutoScaling.2"] },
    types: ["aws_autoscaling_group"],
    check: ({ values }) => {
      const subnets = new Set(listed(values.vpc_zone_identifier));
      return subnets.size >= 2 ? undefined : `it stands in ${subnets.size} subnet`;
    },
    remedy: "Give it a subnet in each zone.",
  },
  {
    id: "autoscaling.health-by-load-balancer",
    severity: "error",
    title: "A group behind a load balancer replaces instances that the load balancer finds unwell.",
    references: { checkov: ["CKV2_AWS_15"], securityHub: ["AutoScaling.1"] },
    types: ["aws_autoscaling_group"],
    check: ({ values }) => {
      const isBehind = listed(values.target_group_arns).length > 0 || listed(values.load_balancers).length > 0;
      return isBehind && values.health_check_type !== "ELB" ? "health_check_type is not ELB" : undefined;
    },
    remedy: "Set health_check_type to ELB.",
  },
  {
    id: "autoscaling.launch-template",
    severity: "error",
    title: "A group starts its instances from a launch template.",
    references: { checkov: ["CKV_AWS_315"], securityHub: ["AutoScaling.9"] },
    types: ["aws_autoscaling_group"],
    check: ({ values }) =>
      blocks(values.launch_template).length > 0 || blocks(values.mixed_instances_policy).length > 0
        ? undefined
        : "it has no launch template",
    remedy: "Use launch_template or mixed_instances_policy.",
  },
];
