import { made, type RuleCases } from "./cases.js";

const template = (values: Record<string, unknown>) => made("aws_launch_template", values);
const instance = (values: Record<string, unknown>) => made("aws_instance", values);
const group = (values: Record<string, unknown>) => made("aws_autoscaling_group", values);
const key = "arn:aws:kms:eu-west-1:111111111111:key/1";
const base64 = (text: string) => Buffer.from(text).toString("base64");
const tokens = { http_tokens: "required", http_put_response_hop_limit: 1 };

export const computeCases: Readonly<Record<string, RuleCases>> = {
  "ec2.metadata-by-token": {
    passes: [[template({ metadata_options: tokens })], [instance({ metadata_options: [tokens] })]],
    fails: [
      [[template({})], "http_tokens is not required"],
      [[template({ metadata_options: { ...tokens, http_tokens: "optional" } })], "http_tokens is not required"],
      [
        [template({ metadata_options: { ...tokens, http_put_response_hop_limit: 2 } })],
        "http_put_response_hop_limit is 2",
      ],
    ],
  },
  "ec2.volumes-encrypted": {
    passes: [
      [template({ block_device_mappings: [{ ebs: { encrypted: "true", kms_key_id: key } }] })],
      [instance({ root_block_device: { encrypted: true, kms_key_id: key } })],
      [made("aws_ebs_volume", { encrypted: true, kms_key_id: key })],
    ],
    fails: [
      [[template({})], "nothing says how its volumes are encrypted"],
      [[template({ block_device_mappings: [{ ebs: { encrypted: "true" } }] })], "a volume is not encrypted"],
      [
        [
          instance({
            root_block_device: { encrypted: true, kms_key_id: key },
            ebs_block_device: [{ encrypted: false }],
          }),
        ],
        "a volume is not encrypted",
      ],
      [[made("aws_ebs_volume", { encrypted: false, kms_key_id: key })], "it is not encrypted"],
    ],
  },
  "ec2.no-public-address": {
    passes: [
      [template({ network_interfaces: [{ associate_public_ip_address: "false" }] })],
      [instance({ associate_public_ip_address: false })],
    ],
    fails: [
      [[template({})], "associate_public_ip_address is not false"],
      [[template({ network_interfaces: [{ associate_public_ip_address: "true" }] })], "is not false"],
      [[instance({})], "associate_public_ip_address is not false"],
    ],
  },
  "ec2.no-key-pair": {
    passes: [[template({})]],
    fails: [[[template({ key_name: "ops" })], "key_name is set"]],
  },
  "ec2.no-secret-in-user-data": {
    passes: [
      [template({})],
      [template({ user_data: base64("#!/bin/sh\nsystemctl start shop\n") })],
      [instance({ user_data: "#!/bin/sh\necho hello\n" })],
    ],
    fails: [
      [[template({ user_data: base64("export DB_PASSWORD=hunter2hunter2\n") })], "assigned secret"],
      [[instance({ user_data: `aws configure set aws_access_key_id AKIA${"A".repeat(16)}` })], "aws access key id"],
      [[instance({ user_data_base64: base64("-----BEGIN RSA PRIVATE KEY-----") })], "private key"],
    ],
  },
  "ec2.has-a-role": {
    passes: [[template({ iam_instance_profile: { arn: "a" } })], [instance({ iam_instance_profile: "a" })]],
    fails: [[[template({})], "no instance profile"]],
  },
  "autoscaling.several-zones": {
    passes: [[group({ vpc_zone_identifier: ["a", "b"] })]],
    fails: [[[group({ vpc_zone_identifier: ["a"] })], "it stands in 1 subnet"]],
  },
  "autoscaling.health-by-load-balancer": {
    passes: [[group({ target_group_arns: ["a"], health_check_type: "ELB" })], [group({})]],
    fails: [
      [[group({ target_group_arns: ["a"], health_check_type: "EC2" })], "health_check_type is not ELB"],
      [[group({ load_balancers: ["a"] })], "health_check_type is not ELB"],
    ],
  },
  "autoscaling.launch-template": {
    passes: [
      [group({ launch_template: { id: "lt-1" } })],
      [group({ mixed_instances_policy: { launch_template: {} } })],
    ],
    fails: [[[group({ launch_configuration: "old" })], "it has no launch template"]],
  },
};
