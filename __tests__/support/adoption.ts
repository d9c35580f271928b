import type { Adoption } from "../../src/domain/adoption.js";

/**
 * The adoption of an account that holds one VPC with its gateway, two instances, and a zone with the name that leads to them, named
 * as the example configuration expects.
 */
export const adoptionOfOneVpc: Adoption = {
  accountId: "888888888888",
  region: "eu-west-1",
  roots: {
    inherited: {
      resources: [
        {
          type: "aws_vpc",
          name: "monolith",
          importId: "vpc-0aaa",
          configuration: { cidr_block: "10.40.0.0/16", tags: { Name: "monolith" } },
          ignoreChanges: [],
          preventDestroy: true,
        },
        {
          type: "aws_internet_gateway",
          name: "gateway",
          importId: "igw-0aaa",
          configuration: { vpc_id: "${aws_vpc.monolith.id}" },
          ignoreChanges: ["tags"],
          preventDestroy: false,
        },
        {
          type: "aws_route53_zone",
          name: "example_test",
          importId: "Z0AAA",
          configuration: { name: "example.test" },
          ignoreChanges: [],
          preventDestroy: true,
        },
        {
          type: "aws_route53_record",
          name: "app_example_test_a",
          importId: "Z0AAA_app.example.test_A",
          configuration: {
            zone_id: "${aws_route53_zone.example_test.zone_id}",
            name: "app.example.test",
            type: "A",
            alias: { name: "dualstack.web.elb.amazonaws.com", zone_id: "Z32O", evaluate_target_health: false },
          },
          ignoreChanges: [],
          preventDestroy: false,
        },
      ],
      files: [],
      outputs: {
        vpc_ids: { monolith: "${aws_vpc.monolith.id}" },
        internet_gateway_ids: { gateway: "${aws_internet_gateway.gateway.id}" },
        zone_ids: { example_test: "${aws_route53_zone.example_test.zone_id}" },
      },
      moved: [],
      removed: [],
    },
    legacy: {
      resources: [
        ...["web_1", "web_2"].map((name) => ({
          type: "aws_instance",
          name,
          importId: `i-${name}`,
          configuration: { instance_type: "t3.small" },
          ignoreChanges: [],
          preventDestroy: false,
        })),
        {
          type: "aws_security_group",
          name: "web_instances",
          importId: "sg-0aaa",
          configuration: { name: "web-instances" },
          ignoreChanges: [],
          preventDestroy: false,
        },
      ],
      files: [],
      outputs: {
        instance_ids: { web_1: "${aws_instance.web_1.id}", web_2: "${aws_instance.web_2.id}" },
        security_group_ids: { web_instances: "${aws_security_group.web_instances.id}" },
      },
      moved: [],
      removed: [],
    },
  },
  leftOut: [],
};
