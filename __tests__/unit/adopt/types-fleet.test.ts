import { describe, expect, it } from "vitest";
import { adopt, adoptedResources } from "../../../src/adopt/adopt.js";
import { emptyMapping } from "../../../src/adopt/mapping.js";
import type { InventoryResource } from "../../../src/domain/inventory.js";
import { inventoryOf, resource } from "../../support/account.js";

const adoptionOf = (...resources: InventoryResource[]) =>
  adopt(inventoryOf(resources), emptyMapping, [], { region: "eu-west-1", singleRoot: true }).adoption;
const firstOf = (...resources: InventoryResource[]) =>
  adoptedResources(adoptionOf(...resources)).find(({ type }) => type === resources[0]?.type);

describe("an auto scaling group", () => {
  const group = resource("aws_autoscaling_group", "web", {
    attributes: {
      MinSize: 1,
      MaxSize: 4,
      DesiredCapacity: 3,
      HealthCheckType: "EC2",
      HealthCheckGracePeriod: 0,
      TerminationPolicies: ["Default"],
      LaunchTemplate: { LaunchTemplateId: "lt-1", LaunchTemplateName: "web", Version: "$Latest" },
      PropagatedTags: ["Name"],
      SuspendedProcesses: ["AZRebalance"],
      Metrics: [],
    },
    tags: { Name: "web", team: "" },
    links: [
      ["launch_template", "aws_launch_template", "lt-1"],
      ["vpc_zone_identifier", "aws_subnet", "subnet-1"],
    ],
  });

  it("keeps its tags with whether instances get them, and leaves its desired capacity to scaling", () => {
    expect(firstOf(group)?.configuration).toEqual({
      name: "web",
      min_size: 1,
      max_size: 4,
      vpc_zone_identifier: ["subnet-1"],
      launch_template: { id: "lt-1", version: "$Latest" },
      health_check_type: "EC2",
      health_check_grace_period: 0,
      suspended_processes: ["AZRebalance"],
      tag: [
        { key: "Name", value: "web", propagate_at_launch: true },
        { key: "team", value: "", propagate_at_launch: false },
      ],
    });
  });

  it("is not compared in what Terraform alone keeps, nor in a reservation that AWS did not answer", () => {
    const own = [
      "wait_for_capacity_timeout",
      "force_delete",
      "force_delete_warm_pool",
      "ignore_failed_scaling_activities",
    ];
    expect(firstOf(group)?.ignoreChanges).toEqual([...own, "capacity_reservation_specification"]);
    const CapacityReservationSpecification = { CapacityReservationPreference: "default" };
    const told = firstOf({ ...group, attributes: { ...group.attributes, CapacityReservationSpecification } });
    expect(told?.ignoreChanges).toEqual(own);
    expect(told?.configuration.capacity_reservation_specification).toEqual({
      capacity_reservation_preference: "default",
    });
  });

  it.each([
    ["aws_autoscaling_policy", "web/cpu", "web", undefined],
    ["aws_autoscaling_schedule", "a/b/night", "a/b", /its group's name has a slash/],
    ["aws_autoscaling_policy", "a/b/cpu", "a/b", /its group's name has a slash/],
    ["aws_autoscaling_lifecycle_hook", "web/drain", "web", undefined],
    ["aws_autoscaling_lifecycle_hook", "a/b/drain", "a/b", /its group's name has a slash/],
  ] as const)("has a %s %s, which its name may forbid to import", (type, id, groupName, reason) => {
    const part = resource(type, id, {
      links: [["autoscaling_group_name", "aws_autoscaling_group", groupName, true]],
    });
    const left = adoptionOf(part).leftOut.map((each) => each.reason);
    if (reason) expect(left).toEqual([expect.stringMatching(reason)]);
    else expect(left).toEqual([]);
  });

  it("keeps the members of its load balancer itself", () => {
    const balancer = (owner?: InventoryResource["owner"]) =>
      firstOf(
        resource("aws_elb", "shop", { links: [["instances", "aws_instance", "i-1"]] }),
        resource("aws_instance", "i-1", { tags: { Name: "web 1" }, ...(owner && { owner }) }),
      )?.configuration.instances;
    expect(balancer({ kind: "autoscaling", name: "web" })).toBeUndefined();
    expect(balancer()).toEqual(["${aws_instance.web_1.id}"]);
  });
});

it("a scaling policy that tracks a metric of its own keeps the metric", () => {
  const policy = resource("aws_autoscaling_policy", "web/queue", {
    attributes: {
      PolicyName: "queue",
      PolicyType: "TargetTrackingScaling",
      Enabled: false,
      TargetTrackingConfiguration: {
        TargetValue: 12.5,
        DisableScaleIn: true,
        CustomizedMetricSpecification: {
          MetricName: "Depth",
          Namespace: "Own",
          Statistic: "Average",
          Dimensions: [{ Name: "Queue", Value: "jobs" }],
        },
      },
    },
    links: [["autoscaling_group_name", "aws_autoscaling_group", "web", true]],
  });
  expect(firstOf(policy)?.configuration).toEqual({
    name: "queue",
    autoscaling_group_name: "web",
    policy_type: "TargetTrackingScaling",
    enabled: false,
    target_tracking_configuration: {
      target_value: 12.5,
      disable_scale_in: true,
      customized_metric_specification: {
        metric_name: "Depth",
        namespace: "Own",
        statistic: "Average",
        metric_dimension: [{ name: "Queue", value: "jobs" }],
      },
    },
  });
});

describe("a launch template", () => {
  const template = (attributes: InventoryResource["attributes"]) =>
    resource("aws_launch_template", "lt-1", { attributes: { LaunchTemplateName: "web", ...attributes } });

  it("keeps user data in its own encoding", () => {
    const canonical = Buffer.from("#!/bin/sh\n").toString("base64");
    const made = firstOf(template({ Data: {}, UserData: canonical }));
    expect(made?.configuration.user_data).toBe('${filebase64("${path.module}/user-data/launch-template/web.sh")}');
    const wrapped = firstOf(template({ Data: {}, UserData: `${canonical}\n` }));
    expect(wrapped?.configuration.user_data).toBe(`${canonical}\n`);
  });

  it("is not compared in user data that holds a secret", () => {
    expect(firstOf(template({ Data: {}, UserDataSha1: "0" }))?.ignoreChanges).toEqual(["user_data"]);
    expect(firstOf(template({ Data: {} }))?.ignoreChanges).toEqual([]);
  });

  it.each([
    ["t3.small", { cpu_credits: "unlimited" }],
    ["m5.large", undefined],
  ])("of type %s has credits only where the provider reads them", (InstanceType, expected) => {
    const made = firstOf(template({ Data: { InstanceType, CreditSpecification: { CpuCredits: "unlimited" } } }));
    expect(made?.configuration.credit_specification).toEqual(expected);
  });

  it("names what instances it accepts by AWS's ranges", () => {
    const InstanceRequirements = { VCpuCount: { Min: 2, Max: 4 }, MemoryMiB: { Min: 2048 }, BareMetal: "excluded" };
    expect(firstOf(template({ Data: { InstanceRequirements } }))?.configuration.instance_requirements).toEqual({
      bare_metal: "excluded",
      vcpu_count: { min: 2, max: 4 },
      memory_mib: { min: 2048 },
    });
  });

  it("that could not be read in full is left", () => {
    expect(adoptionOf(template({})).leftOut).toMatchObject([
      { kind: "cannot-adopt", reason: "the inventory could not read its latest version" },
    ]);
  });
});

describe("an image", () => {
  const image = (attributes: InventoryResource["attributes"]) =>
    resource("aws_ami", "ami-1", {
      attributes: { Name: "golden", RootDeviceName: "/dev/xvda", VirtualizationType: "hvm", ...attributes },
      links: [["ebs_block_device./dev/xvda", "aws_ebs_snapshot", "snap-1"]],
    });

  it("names its snapshots, and each device as it is", () => {
    const snapshot = resource("aws_ebs_snapshot", "snap-1", {
      attributes: { Description: "of golden" },
      links: [["volume_id", "aws_ebs_volume", "vol-1"]],
    });
    const mapping = { DeviceName: "/dev/xvda", Ebs: { SnapshotId: "snap-1", VolumeSize: 8, Encrypted: false } };
    const made = firstOf(image({ EnaSupport: true, BlockDeviceMappings: [mapping] }), snapshot);
    expect(made?.configuration).toEqual({
      name: "golden",
      root_device_name: "/dev/xvda",
      virtualization_type: "hvm",
      ena_support: true,
      sriov_net_support: "",
      ebs_block_device: [
        {
          device_name: "/dev/xvda",
          snapshot_id: "${aws_ebs_snapshot.of_golden.id}",
          volume_size: 8,
          encrypted: false,
        },
      ],
    });
    expect(made?.preventDestroy).toBe(true);
  });

  it("of the kind that lies in a bucket is left", () => {
    expect(adoptionOf(image({ RootDeviceType: "instance-store" })).leftOut).toMatchObject([{ kind: "cannot-adopt" }]);
  });
});

describe("a key pair", () => {
  it("is adopted with the public key that AWS gave, which is not compared", () => {
    const made = firstOf(resource("aws_key_pair", "ops", { attributes: { PublicKey: "ssh-ed25519 AAAA ops" } }));
    expect(made).toMatchObject({
      configuration: { key_name: "ops", public_key: "ssh-ed25519 AAAA ops" },
      ignoreChanges: ["public_key"],
    });
  });

  it("without one is left", () => {
    expect(adoptionOf(resource("aws_key_pair", "ops")).leftOut).toMatchObject([{ kind: "cannot-adopt" }]);
  });
});

it("an attached interface is adopted with its attachment, and without addresses", () => {
  const made = adoptedResources(
    adoptionOf(
      resource("aws_network_interface", "eni-1", {
        attributes: { Description: "second leg", SourceDestCheck: false },
        links: [
          ["subnet_id", "aws_subnet", "subnet-1"],
          ["security_groups", "aws_security_group", "sg-1"],
        ],
      }),
      resource("aws_network_interface_attachment", "eni-attach-1", {
        attributes: { DeviceIndex: 1 },
        links: [
          ["network_interface_id", "aws_network_interface", "eni-1", true],
          ["instance_id", "aws_instance", "i-1", true],
        ],
      }),
    ),
  );
  expect(made.map(({ configuration }) => configuration)).toEqual([
    { subnet_id: "subnet-1", description: "second leg", security_groups: ["sg-1"], source_dest_check: false },
    { instance_id: "i-1", network_interface_id: "${aws_network_interface.second_leg.id}", device_index: 1 },
  ]);
});
