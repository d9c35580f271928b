import { DescribeImagesCommand, EC2Client, RunInstancesCommand } from "@aws-sdk/client-ec2";
import { tagsFor } from "../scenario/tags.js";
import { makeImages } from "./images.js";
import type { OddScene } from "./odd.js";

/** Two machines of one name, one of them in two groups, with an image and a second interface of the first. */
export async function makeMachines(scene: OddScene): Promise<void> {
  const { config, record, network } = scene;
  const ec2 = new EC2Client(config);
  const { Images = [] } = await ec2.send(new DescribeImagesCommand({ Owners: ["amazon"] }));
  const [ImageId] = Images.map((image) => image.ImageId ?? "").sort();
  const ids: string[] = [];
  for (const SecurityGroupIds of [[network.groups.leftId, network.groups.rightId], [network.groups.selfId]]) {
    const { Instances } = await ec2.send(
      new RunInstancesCommand({
        ImageId,
        InstanceType: "t3.micro",
        MinCount: 1,
        MaxCount: 1,
        SubnetId: network.subnetIds[1],
        SecurityGroupIds,
        TagSpecifications: tagsFor("instance", { Name: "Worker №1 / a" }),
      }),
    );
    ids.push(record.note("legacy", "aws_instance", Instances?.[0]?.InstanceId));
  }
  ec2.destroy();
  const [first = ""] = ids;
  await makeImages(scene, first);
}
