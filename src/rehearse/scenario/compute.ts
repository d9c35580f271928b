import {
  AllocateAddressCommand,
  AssociateAddressCommand,
  AttachVolumeCommand,
  CreateVolumeCommand,
  DescribeImagesCommand,
  type EC2Client,
  RunInstancesCommand,
} from "@aws-sdk/client-ec2";
import type { ScenarioRecord } from "./manifest.js";
import type { MonolithNetwork } from "./network.js";
import { tagsFor } from "./tags.js";
import { userData } from "./user-data.js";

export interface MonolithInstances {
  readonly web1: string;
  readonly web2: string;
  readonly worker: string;
}

interface Surroundings {
  readonly network: MonolithNetwork;
  readonly groupId: string;
  readonly profileName: string;
}

/** Three instances started by user data, an address on the first and a data volume on the last. */
export async function makeInstances(
  ec2: EC2Client,
  surroundings: Surroundings,
  record: ScenarioRecord,
): Promise<MonolithInstances> {
  const { network, groupId, profileName } = surroundings;
  const imageId = await anyLinuxImage(ec2);
  const start = async (name: string, subnetId: string, script: string) => {
    const { Instances } = await ec2.send(
      new RunInstancesCommand({
        ImageId: imageId,
        InstanceType: "t3.small",
        MinCount: 1,
        MaxCount: 1,
        SubnetId: subnetId,
        SecurityGroupIds: [groupId],
        IamInstanceProfile: { Name: profileName },
        UserData: script,
        TagSpecifications: tagsFor("instance", { Name: name, Team: "shop" }),
      }),
    );
    return record.note("legacy", "aws_instance", Instances?.[0]?.InstanceId);
  };
  const [first, second] = network.subnetIds;
  const instances = {
    web1: await start("web-1", first, userData.web1),
    web2: await start("web-2", second, userData.web2),
    worker: await start("worker", first, userData.worker),
  };
  await attachVolume(ec2, { instanceId: instances.worker, zone: network.zones[0] }, record);
  await giveAddress(ec2, instances.web1, record);
  return instances;
}

async function anyLinuxImage(ec2: EC2Client): Promise<string> {
  const { Images = [] } = await ec2.send(
    new DescribeImagesCommand({
      Owners: ["amazon"],
      Filters: [
        { Name: "architecture", Values: ["x86_64"] },
        { Name: "name", Values: ["amzn*"] },
      ],
    }),
  );
  const [first] = Images.map(({ ImageId }) => ImageId ?? "").sort();
  if (!first) throw new Error("the simulator knows no Amazon Linux image");
  return first;
}

async function attachVolume(
  ec2: EC2Client,
  { instanceId, zone }: { instanceId: string; zone: string },
  record: ScenarioRecord,
): Promise<void> {
  const device = "/dev/sdf";
  const { VolumeId } = await ec2.send(
    new CreateVolumeCommand({
      AvailabilityZone: zone,
      Size: 20,
      VolumeType: "gp3",
      Encrypted: true,
      // No Name: adoption has to name it by its id.
      TagSpecifications: tagsFor("volume", { Team: "shop" }),
    }),
  );
  const volumeId = record.note("legacy", "aws_ebs_volume", VolumeId);
  await ec2.send(new AttachVolumeCommand({ VolumeId: volumeId, InstanceId: instanceId, Device: device }));
  record.note("legacy", "aws_volume_attachment", `${device}:${volumeId}:${instanceId}`);
}

async function giveAddress(ec2: EC2Client, instanceId: string, record: ScenarioRecord): Promise<void> {
  const { AllocationId } = await ec2.send(
    new AllocateAddressCommand({ Domain: "vpc", TagSpecifications: tagsFor("elastic-ip", { Name: "web-1" }) }),
  );
  const allocationId = record.note("legacy", "aws_eip", AllocationId);
  const { AssociationId } = await ec2.send(
    new AssociateAddressCommand({ AllocationId: allocationId, InstanceId: instanceId }),
  );
  record.note("legacy", "aws_eip_association", AssociationId);
}
