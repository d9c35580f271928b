import { ApiGatewayV2Client, CreateApiCommand } from "@aws-sdk/client-apigatewayv2";
import {
  AutoScalingClient,
  CreateAutoScalingGroupCommand,
  PutScalingPolicyCommand,
  PutScheduledUpdateGroupActionCommand,
} from "@aws-sdk/client-auto-scaling";
import { CreateLaunchTemplateCommand, EC2Client } from "@aws-sdk/client-ec2";
import type { OddScene } from "./odd.js";

/** What is found but not adopted yet, a fleet and an API. */
export async function makeFleet({ config, record, network }: OddScene): Promise<void> {
  const ec2 = new EC2Client(config);
  const template = await ec2.send(
    new CreateLaunchTemplateCommand({
      LaunchTemplateName: "web fleet",
      LaunchTemplateData: { InstanceType: "t3.small", ImageId: "ami-12c6146b" },
    }),
  );
  const templateId = record.noteLeftOut("aws_launch_template", template.LaunchTemplate?.LaunchTemplateId);
  ec2.destroy();
  const scaling = new AutoScalingClient(config);
  const AutoScalingGroupName = "web fleet/1";
  await scaling.send(
    new CreateAutoScalingGroupCommand({
      AutoScalingGroupName,
      LaunchTemplate: { LaunchTemplateId: templateId, Version: "$Latest" },
      MinSize: 0,
      MaxSize: 2,
      DesiredCapacity: 0,
      VPCZoneIdentifier: network.subnetIds.slice(0, 2).join(","),
    }),
  );
  record.noteLeftOut("aws_autoscaling_group", AutoScalingGroupName);
  await scaling.send(
    new PutScalingPolicyCommand({
      AutoScalingGroupName,
      PolicyName: "cpu",
      PolicyType: "TargetTrackingScaling",
      TargetTrackingConfiguration: {
        TargetValue: 50,
        PredefinedMetricSpecification: { PredefinedMetricType: "ASGAverageCPUUtilization" },
      },
    }),
  );
  record.noteLeftOut("aws_autoscaling_policy", `${AutoScalingGroupName}/cpu`);
  await scaling.send(
    new PutScheduledUpdateGroupActionCommand({
      AutoScalingGroupName,
      ScheduledActionName: "night",
      Recurrence: "0 22 * * *",
      MinSize: 0,
      MaxSize: 0,
    }),
  );
  record.noteLeftOut("aws_autoscaling_schedule", `${AutoScalingGroupName}/night`);
  scaling.destroy();
  const apis = new ApiGatewayV2Client(config);
  const api = await apis.send(new CreateApiCommand({ Name: "odd api / v1", ProtocolType: "HTTP" }));
  record.noteLeftOut("aws_apigatewayv2_api", api.ApiId);
  apis.destroy();
}
