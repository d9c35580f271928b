import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template/index.js";
import type { SecurityGroup } from "@cdktf/provider-aws/lib/security-group/index.js";
import type { Construct } from "constructs";
import { concatenated, tagged } from "../../core/expressions.js";
import type { InstanceRole, Seen } from "./role.js";

/** Declares what an instance is: metadata by session tokens alone, an encrypted root volume, no public address, no key pair. */
export function declareLaunchTemplate(
  scope: Construct,
  seen: Seen,
  { profile }: InstanceRole,
  group: SecurityGroup,
): LaunchTemplate {
  const { name } = seen;
  const tags = tagged(seen.tags, { Name: name });
  return new LaunchTemplate(scope, "aws_launch_template.this", {
    name,
    description: `Instances of ${name}`,
    updateDefaultVersion: true,
    imageId: seen.image_id,
    userData: seen.user_data_base64,
    iamInstanceProfile: { arn: profile.arn },
    ebsOptimized: "true",
    monitoring: { enabled: true },
    metadataOptions: {
      httpEndpoint: "enabled",
      httpTokens: "required",
      httpPutResponseHopLimit: seen.metadata_hop_limit,
      instanceMetadataTags: "disabled",
    },
    blockDeviceMappings: [
      {
        deviceName: seen.root_device_name,
        ebs: {
          encrypted: "true",
          kmsKeyId: seen.data_key_arn,
          volumeType: "gp3",
          volumeSize: seen.root_volume_gib,
          deleteOnTermination: "true",
        },
      },
    ],
    networkInterfaces: [
      {
        deviceIndex: 0,
        associatePublicIpAddress: "false",
        securityGroups: concatenated([group.id], seen.further_security_group_ids),
        deleteOnTermination: "true",
      },
    ],
    tagSpecifications: [
      { resourceType: "instance", tags },
      { resourceType: "volume", tags },
      { resourceType: "network-interface", tags },
    ],
    tags,
  });
}
