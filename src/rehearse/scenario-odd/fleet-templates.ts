import { CreateLaunchTemplateCommand, EC2Client } from "@aws-sdk/client-ec2";
import { tagsFor } from "../scenario/tags.js";
import type { OddScene } from "./odd.js";

/** Looks like a credential and is none. */
const secretScript = "#!/bin/sh\nexport DB_PASSWORD=hunter2-canary-value\n";

/** A template that says almost nothing, one that says much, and one whose user data holds a secret. Returns two ids. */
export async function makeTemplates({ config, record, network }: OddScene): Promise<{ bare: string; full: string }> {
  const ec2 = new EC2Client(config);
  const make = async (input: CreateLaunchTemplateCommand["input"]) => {
    const { LaunchTemplate } = await ec2.send(new CreateLaunchTemplateCommand(input));
    return record.note("legacy", "aws_launch_template", LaunchTemplate?.LaunchTemplateId);
  };
  const bare = await make({
    LaunchTemplateName: "web(fleet)/a",
    LaunchTemplateData: {
      InstanceType: "t3.small",
      ImageId: "ami-12c6146b",
      CreditSpecification: { CpuCredits: "standard" },
    },
  });
  const full = await make({
    LaunchTemplateName: "everything_1",
    VersionDescription: "since 2019: ${x} & more",
    TagSpecifications: tagsFor("launch-template", { Name: "Größe / template" }),
    LaunchTemplateData: {
      ImageId: "ami-12c6146b",
      InstanceType: "m5.large",
      EbsOptimized: true,
      DisableApiTermination: true,
      InstanceInitiatedShutdownBehavior: "terminate",
      UserData: Buffer.from("#!/bin/sh\necho ü ${HOME} %{x}\n").toString("base64"),
      BlockDeviceMappings: [
        {
          DeviceName: "/dev/xvda",
          Ebs: { VolumeSize: 21, VolumeType: "gp3", Encrypted: true, DeleteOnTermination: true, Throughput: 130 },
        },
        { DeviceName: "/dev/sdf", NoDevice: "" },
      ],
      MetadataOptions: { HttpTokens: "required", HttpEndpoint: "enabled", HttpPutResponseHopLimit: 2 },
      Monitoring: { Enabled: true },
      CreditSpecification: { CpuCredits: "unlimited" },
      Placement: { Tenancy: "dedicated", AvailabilityZone: `${config.region}a` },
      NetworkInterfaces: [
        {
          DeviceIndex: 0,
          AssociatePublicIpAddress: false,
          DeleteOnTermination: true,
          SubnetId: network.subnetIds[0],
          Groups: [network.groups.leftId, network.groups.rightId],
        },
      ],
      TagSpecifications: [{ ResourceType: "instance", Tags: [{ Key: "Name", Value: "from template" }] }],
    },
  });
  await make({
    LaunchTemplateName: "leaky-template",
    LaunchTemplateData: {
      InstanceType: "t3.micro",
      SecurityGroupIds: [network.groups.selfId],
      UserData: Buffer.from(secretScript).toString("base64"),
    },
  });
  ec2.destroy();
  return { bare, full };
}
