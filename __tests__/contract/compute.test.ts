import { describe, expect, it } from "vitest";
import { checkArguments } from "../../src/core/arguments.js";
import { ModuleStack } from "../../src/core/module.js";
import { compute } from "../../src/modules/compute/index.js";
import { declared, interfaceOf, statementsOf } from "../support/module.js";

const { inputs, outputs } = interfaceOf(compute);
const made = declared(compute);
const template = made.aws_launch_template?.this;
const group = made.aws_autoscaling_group?.this;

describe("the interface of modules/compute", () => {
  it("has exactly these inputs and outputs", () => {
    expect(inputs).toEqual([
      "name",
      "partition",
      "vpc_id",
      "subnet_ids",
      "image_id",
      "instance_types",
      "on_demand_base",
      "on_demand_percentage",
      "user_data_base64",
      "root_device_name",
      "root_volume_gib",
      "data_key_arn",
      "port",
      "clients",
      "servers",
      "further_security_group_ids",
      "target_group_arns",
      "min_size",
      "max_size",
      "health_check_grace_seconds",
      "target_cpu_percent",
      "requests_per_target",
      "schedules",
      "rollback",
      "policies",
      "drain_seconds",
      "permissions_boundary_arn",
      "metadata_hop_limit",
      "tags",
    ]);
    expect(outputs).toEqual(["group_name", "group_arn", "security_group_id", "role_arn", "launch_template_id"]);
  });

  it.each([
    [{ name: "a".repeat(49) }, ["name: ", "at most 48 characters"]],
    [{ vpc_id: "10.0.0.0/16" }, ["vpc_id: ", "the id of a VPC"]],
    [{ image_id: "al2023" }, ["image_id: ", "the id of an image"]],
    [{ on_demand_base: -1 }, ["on_demand_base: ", "a number from 0 to 1000"]],
    [{ on_demand_percentage: 101 }, ["on_demand_percentage: ", "a number from 0 to 100"]],
    [{ root_volume_gib: 4 }, ["root_volume_gib: ", "a number from 8 to 16384"]],
    [{ data_key_arn: "alias/data" }, ["data_key_arn: ", "the ARN of a key"]],
    [{ port: 0 }, ["port: ", "a number from 1 to 65535"]],
    [
      { clients: { edge: { security_group_id: "0.0.0.0/0" } } },
      ["clients.security_group_id: ", "the id of a security"],
    ],
    [
      { servers: { shop: { security_group_id: "sg-0a", port: 70000 } } },
      ["servers.port: ", "a number from 1 to 65535"],
    ],
    [{ min_size: -1 }, ["min_size: ", "a number from 0 to 1000"]],
    [{ max_size: 0 }, ["max_size: ", "a number from 1 to 1000"]],
    [{ health_check_grace_seconds: 7201 }, ["health_check_grace_seconds: ", "a number from 0 to 7200"]],
    [{ target_cpu_percent: 100 }, ["target_cpu_percent: ", "a number from 10 to 90"]],
    [
      { requests_per_target: { resource_label: "a", requests: 0 } },
      ["requests_per_target.requests: ", "a number from 1"],
    ],
    [{ drain_seconds: 5 }, ["drain_seconds: ", "a number from 30 to 7200"]],
    [{ metadata_hop_limit: 3 }, ["metadata_hop_limit: ", "one of 1, 2"]],
  ])("refuses %j", (given, words) => {
    for (const word of words) {
      expect(() => checkArguments("a call", compute, { ...compute.example, ...given })).toThrow(word);
    }
  });
});

describe("an instance", () => {
  it("answers its metadata by session tokens alone, one hop far", () => {
    expect(template?.metadata_options).toEqual({
      http_endpoint: "enabled",
      http_tokens: "required",
      http_put_response_hop_limit: 1,
      instance_metadata_tags: "disabled",
    });
  });

  it("has one volume, gp3, encrypted with the data key", () => {
    expect(template?.block_device_mappings).toEqual([
      {
        device_name: "/dev/xvda",
        ebs: {
          encrypted: "true",
          kms_key_id: "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012",
          volume_type: "gp3",
          volume_size: 20,
          delete_on_termination: "true",
        },
      },
    ]);
  });

  it("has no public address and no key pair", () => {
    expect(template?.network_interfaces).toMatchObject([{ associate_public_ip_address: "false" }]);
    expect(template).not.toHaveProperty("key_name");
  });

  it("is reached by Session Manager and by its clients' group on the port, by nobody else", () => {
    expect(made.aws_iam_role_policy_attachment?.session_manager).toMatchObject({
      policy_arn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
    });
    expect(Object.values(made.aws_vpc_security_group_ingress_rule ?? {})).toMatchObject([
      {
        security_group_id: "${aws_security_group.this.id}",
        ip_protocol: "tcp",
        from_port: 8080,
        to_port: 8080,
        referenced_security_group_id: "sg-0123456789abcdef0",
      },
    ]);
  });

  it("goes out to HTTPS, and to the servers that are named", () => {
    const servers = { shop: { security_group_id: "sg-00000001", port: 5433 } };
    const { aws_vpc_security_group_egress_rule: out = {} } = declared(compute, { servers });
    expect(Object.values(out).map(({ from_port, to_port }) => [from_port, to_port])).toEqual([
      [5433, 5433],
      [443, 443],
    ]);
  });

  it("starts with the user data as it was given, each byte", () => {
    expect(template?.user_data).toBe("IyEvYmluL3NoCg==");
  });

  it("may be given rights, under the boundary", () => {
    const json = '{"Version":"2012-10-17","Statement":[]}';
    const boundary = "arn:aws:iam::123456789012:policy/boundary";
    const given = declared(compute, { policies: { releases: { json } }, permissions_boundary_arn: boundary });
    expect(given.aws_iam_role?.this).toMatchObject({ permissions_boundary: boundary });
    expect(given.aws_iam_role_policy?.['this["releases"]']).toMatchObject({ name: "releases", policy: json });
    expect(statementsOf(given.aws_iam_role?.this?.assume_role_policy)).toEqual([
      { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
    ]);
  });
});

describe("the group", () => {
  it("stands in every subnet, as well as the load balancer says it is", () => {
    expect(group).toMatchObject({
      vpc_zone_identifier: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
      health_check_type: "ELB",
      min_size: 2,
      max_size: 6,
    });
  });

  it("carries every tag itself, and gives it to its instances, whatever tags a caller has", () => {
    expect(declared(compute, { tags: { owner: "shop" } }).aws_autoscaling_group?.this?.tag).toEqual([
      { key: "owner", value: "shop", propagate_at_launch: true },
      { key: "Name", value: compute.example.name, propagate_at_launch: true },
    ]);
    const forEach = '${merge(var.tags, {"Name" = var.name})}';
    const content = { key: "${tag.key}", value: "${tag.value}", propagate_at_launch: true };
    expect(new ModuleStack(compute).toTerraform().resource).toMatchObject({
      aws_autoscaling_group: { this: { dynamic: { tag: [{ for_each: forEach, content }] } } },
    });
  });

  it("prefers the first type, and takes the others where there is none", () => {
    expect(group?.mixed_instances_policy).toMatchObject({
      instances_distribution: {
        on_demand_base_capacity: 1,
        on_demand_percentage_above_base_capacity: 100,
        on_demand_allocation_strategy: "prioritized",
        spot_allocation_strategy: "price-capacity-optimized",
      },
      launch_template: {
        override: [
          { instance_type: "m7g.large", weighted_capacity: "1" },
          { instance_type: "m6g.large", weighted_capacity: "1" },
        ],
      },
    });
  });

  it("replaces its instances without fewer than before, and takes a bad rollout back", () => {
    const rollback = { alarm_names: ["too-many-errors"] };
    expect(declared(compute, { rollback }).aws_autoscaling_group?.this?.instance_refresh).toEqual({
      strategy: "Rolling",
      preferences: {
        min_healthy_percentage: 100,
        max_healthy_percentage: 200,
        auto_rollback: true,
        skip_matching: true,
        alarm_specification: [{ alarms: ["too-many-errors"] }],
      },
    });
  });

  it("decides its own size between its bounds: by load, by requests, by the clock", () => {
    expect(group?.lifecycle).toEqual({ ignore_changes: ["desired_capacity"] });
    const sized = declared(compute, {
      requests_per_target: { resource_label: "app/a/1/targetgroup/b/2", requests: 1000 },
      schedules: { night: { recurrence: "0 20 * * *", min_size: 1, max_size: 2, desired_capacity: 1 } },
    });
    expect(sized.aws_autoscaling_policy?.cpu?.target_tracking_configuration).toEqual({
      predefined_metric_specification: { predefined_metric_type: "ASGAverageCPUUtilization" },
      target_value: 50,
    });
    expect(sized.aws_autoscaling_policy?.['requests["requests_per_target"]']).toMatchObject({
      target_tracking_configuration: { target_value: 1000 },
    });
    expect(sized.aws_autoscaling_schedule?.['this["night"]']).toMatchObject({
      recurrence: "0 20 * * *",
      time_zone: "Etc/UTC",
    });
  });

  it("lets an instance finish before it ends", () => {
    expect(made.aws_autoscaling_lifecycle_hook?.drain).toMatchObject({
      lifecycle_transition: "autoscaling:EC2_INSTANCE_TERMINATING",
      heartbeat_timeout: 120,
      default_result: "CONTINUE",
    });
  });
});
