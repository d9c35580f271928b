import * as scaling from "@aws-sdk/client-auto-scaling";
import * as iam from "@aws-sdk/client-iam";
import { beforeAll, describe, expect, it } from "vitest";
import { useSimulator } from "../support/simulator.js";

const simulator = useSimulator();

describe("a scaling policy", () => {
  let client: scaling.AutoScalingClient;
  beforeAll(async () => {
    client = new scaling.AutoScalingClient(simulator().sdkConfig());
    await client.send(
      new scaling.CreateLaunchConfigurationCommand({
        LaunchConfigurationName: "any",
        ImageId: "ami-12c6146b",
        InstanceType: "t2.micro",
      }),
    );
    for (const AutoScalingGroupName of ["one", "two"]) {
      await client.send(
        new scaling.CreateAutoScalingGroupCommand({
          AutoScalingGroupName,
          LaunchConfigurationName: "any",
          MinSize: 0,
          MaxSize: 0,
          AvailabilityZones: ["eu-west-1a"],
        }),
      );
    }
  });
  const put = (AutoScalingGroupName: string, more: Partial<scaling.PutScalingPolicyCommandInput> = {}) =>
    client.send(
      new scaling.PutScalingPolicyCommand({
        AutoScalingGroupName,
        PolicyName: "up",
        AdjustmentType: "ChangeInCapacity",
        ScalingAdjustment: 1,
        ...more,
      }),
    );
  const read = async () =>
    (await client.send(new scaling.DescribePoliciesCommand({}))).ScalingPolicies?.map((each) => [
      each.AutoScalingGroupName,
      each.PolicyName,
      each.Enabled,
    ]);

  it("has its name in its group alone, and is enabled unless it is made otherwise", async () => {
    await put("one");
    await put("two", { Enabled: false });
    expect(await read()).toEqual([
      ["one", "up", true],
      ["two", "up", false],
    ]);
  });

  it("has a predictive configuration only where it predicts", async () => {
    const { ScalingPolicies } = await client.send(new scaling.DescribePoliciesCommand({}));
    expect(ScalingPolicies?.filter((each) => each.PredictiveScalingConfiguration)).toEqual([]);
  });

  it("is deleted in the group that is named", async () => {
    await client.send(new scaling.DeletePolicyCommand({ AutoScalingGroupName: "one", PolicyName: "up" }));
    expect(await read()).toEqual([["two", "up", false]]);
  });
});

describe("a lifecycle hook", () => {
  it("tells whom it was told to tell, or nobody", async () => {
    const client = new scaling.AutoScalingClient(simulator().sdkConfig());
    const AutoScalingGroupName = "one";
    const put = (LifecycleHookName: string, more: Partial<scaling.PutLifecycleHookCommandInput> = {}) =>
      client.send(
        new scaling.PutLifecycleHookCommand({
          AutoScalingGroupName,
          LifecycleHookName,
          LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
          ...more,
        }),
      );
    await put("alone");
    const told = {
      NotificationTargetARN: "arn:aws:sqs:eu-west-1:111122223333:hooks",
      RoleARN: "arn:aws:iam::111122223333:role/hooks",
      NotificationMetadata: "web",
    };
    await put("loud", told);
    const { LifecycleHooks = [] } = await client.send(
      new scaling.DescribeLifecycleHooksCommand({ AutoScalingGroupName }),
    );
    expect(LifecycleHooks[0]).toMatchObject({ LifecycleHookName: "alone", DefaultResult: "ABANDON" });
    expect(LifecycleHooks[0]?.NotificationTargetARN ?? LifecycleHooks[0]?.RoleARN).toBeUndefined();
    expect(LifecycleHooks[1]).toMatchObject({ LifecycleHookName: "loud", ...told });
  });
});

describe("an instance profile", () => {
  it("answers its tags by a call of their own", async () => {
    const client = new iam.IAMClient(simulator().sdkConfig());
    const Tags = [
      { Key: "b", Value: "" },
      { Key: "a", Value: "1" },
    ];
    await client.send(new iam.CreateInstanceProfileCommand({ InstanceProfileName: "tagged", Tags }));
    const answer = await client.send(new iam.ListInstanceProfileTagsCommand({ InstanceProfileName: "tagged" }));
    expect(answer.Tags).toEqual([Tags[1], Tags[0]]);
    expect(answer.IsTruncated).toBe(false);
  });
});
