import type { Adoption } from "../../src/domain/adoption.js";

/** The adoption of an account that holds one VPC with its gateway and a zone, named as the example configuration expects. */
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
    legacy: { resources: [], files: [], outputs: {}, moved: [], removed: [] },
  },
  leftOut: [],
};
