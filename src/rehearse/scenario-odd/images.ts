import {
  AttachNetworkInterfaceCommand,
  CreateImageCommand,
  CreateNetworkInterfaceCommand,
  CreateSnapshotCommand,
  CreateVolumeCommand,
  DescribeImagesCommand,
  EC2Client,
  ImportKeyPairCommand,
  ModifyNetworkInterfaceAttributeCommand,
} from "@aws-sdk/client-ec2";
import { tagsFor } from "../scenario/tags.js";
import type { OddScene } from "./odd.js";

/** Made for this scenario; its private half was thrown away. */
const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOjx1Yl2m6fG7mcCQu9mFd7qYdcZ8WQJtGb0fQ3hKz9P odd@example.test";

/** An image of one of the machines with its snapshot, a snapshot of a volume, free and attached interfaces, a key pair. */
export async function makeImages({ config, record, network }: OddScene, instanceId: string): Promise<void> {
  const ec2 = new EC2Client(config);
  const { ImageId } = await ec2.send(
    new CreateImageCommand({
      InstanceId: instanceId,
      Name: "golden (2018/03)",
      Description: "before the upgrade: ${x}",
      TagSpecifications: tagsFor("image", { Name: "golden image" }),
    }),
  );
  record.note("inherited", "aws_ami", ImageId);
  const { Images } = await ec2.send(new DescribeImagesCommand({ ImageIds: [ImageId ?? ""] }));
  record.note("inherited", "aws_ebs_snapshot", Images?.[0]?.BlockDeviceMappings?.[0]?.Ebs?.SnapshotId);
  const { VolumeId } = await ec2.send(
    new CreateVolumeCommand({ AvailabilityZone: `${config.region}a`, Size: 3, VolumeType: "gp3" }),
  );
  record.note("legacy", "aws_ebs_volume", VolumeId);
  const { SnapshotId } = await ec2.send(
    new CreateSnapshotCommand({
      VolumeId,
      Description: "by hand, ü",
      TagSpecifications: tagsFor("snapshot", { Name: "by hand" }),
    }),
  );
  record.note("inherited", "aws_ebs_snapshot", SnapshotId);

  const makeInterface = async (Description: string, Groups: string[]) => {
    const { NetworkInterface } = await ec2.send(
      new CreateNetworkInterfaceCommand({
        SubnetId: network.subnetIds[1],
        Description,
        Groups,
        TagSpecifications: tagsFor("network-interface", { Name: `interface / ${Description}` }),
      }),
    );
    return record.note("legacy", "aws_network_interface", NetworkInterface?.NetworkInterfaceId);
  };
  const free = await makeInterface("kept for its address", [network.groups.leftId, network.groups.rightId]);
  await ec2.send(
    new ModifyNetworkInterfaceAttributeCommand({ NetworkInterfaceId: free, SourceDestCheck: { Value: false } }),
  );
  const { AttachmentId } = await ec2.send(
    new AttachNetworkInterfaceCommand({
      NetworkInterfaceId: await makeInterface("second leg", [network.groups.selfId]),
      InstanceId: instanceId,
      DeviceIndex: 1,
    }),
  );
  record.note("legacy", "aws_network_interface_attachment", AttachmentId);
  await ec2.send(
    new ImportKeyPairCommand({
      KeyName: "ops team / 2015",
      PublicKeyMaterial: Buffer.from(publicKey),
      TagSpecifications: tagsFor("key-pair", { owner: "ops" }),
    }),
  );
  record.note("legacy", "aws_key_pair", "ops team / 2015");
  ec2.destroy();
}
