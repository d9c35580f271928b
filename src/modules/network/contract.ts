import { defaulted, exactlyOneOf, nullable, output, required } from "../../core/contract.js";
import * as t from "../../core/types.js";
import { atMost, attribute, cidrBlock, matches, oneOf } from "../../core/validations.js";
import { retentionDays } from "../../domain/retention.js";

const tags = t.optional(t.map(t.string), {});

const aclRule = t.object({
  rule_no: t.number,
  action: t.string,
  protocol: t.string,
  cidr_block: t.optional(t.string),
  ipv6_cidr_block: t.optional(t.string),
  from_port: t.number,
  to_port: t.number,
  icmp_type: t.optional(t.number),
  icmp_code: t.optional(t.number),
});

export const inputs = {
  name: required(t.string, "Name of the network and prefix of every name in it.", atMost(32)),
  account_id: required(
    t.string,
    "Account that the network lies in; its root may use the flow log key.",
    matches(/^[0-9]{12}$/, "12 digits"),
  ),
  region: required(t.string, "Region that the network lies in, e.g. eu-west-1."),
  partition: defaulted(t.string, "aws", "AWS partition.", oneOf("aws")),
  new_vpc: nullable(
    t.object({ cidr_block: t.string, instance_tenancy: t.optional(t.string, "default") }),
    "Makes a VPC with this IPv4 range, DNS on and a default security group that lets nothing through.",
    attribute("cidr_block", cidrBlock),
    attribute("instance_tenancy", oneOf("default", "dedicated")),
  ),
  existing_vpc: nullable(
    t.object({ id: t.string }),
    "Grows this VPC instead; nothing that stands in it is changed.",
    attribute("id", matches(/^vpc-[0-9a-f]+$/, "the id of a VPC")),
  ),
  existing_internet_gateway: nullable(
    t.object({ id: t.string }),
    "Routes public subnets to this internet gateway instead of a new one.",
    attribute("id", matches(/^igw-[0-9a-f]+$/, "the id of an internet gateway")),
  ),
  secondary_cidr_blocks: defaulted(
    t.map(t.object({ cidr_block: t.string })),
    {},
    "Further IPv4 ranges of the VPC by lasting name.",
    attribute("cidr_block", cidrBlock),
  ),
  subnets: required(
    t.map(
      t.object({
        tier: t.string,
        zone: t.string,
        cidr_block: t.string,
        route_table: t.string,
        network_acl: t.optional(t.string),
        tags,
      }),
    ),
    "Subnets by lasting name; route_table and network_acl name entries of those inputs.",
    attribute("tier", oneOf("public", "private", "data", "intra")),
    attribute("cidr_block", cidrBlock),
  ),
  route_tables: required(
    t.map(
      t.object({
        internet: t.optional(t.bool, false),
        nat_gateway: t.optional(t.string),
      }),
    ),
    "Route tables by lasting name: internet adds the route to the internet gateway, nat_gateway one to that NAT gateway.",
  ),
  nat_gateways: defaulted(
    t.map(t.object({ subnet: t.string })),
    {},
    "NAT gateways by lasting name, each in a public subnet with a fixed address that cannot be destroyed by accident.",
  ),
  network_acls: defaulted(
    t.map(t.object({ ingress: t.list(aclRule), egress: t.list(aclRule) })),
    {},
    "Network ACLs by lasting name; each holds exactly these rules.",
  ),
  gateway_endpoints: defaulted(
    t.map(t.object({ route_tables: t.list(t.string) })),
    {},
    "Gateway endpoints by service (s3, dynamodb) with the route tables that use them; free of charge.",
  ),
  interface_endpoints: defaulted(
    t.map(t.object({ service: t.string, subnets: t.list(t.string), private_dns_enabled: t.optional(t.bool, true) })),
    {},
    "Interface endpoints by lasting name: the service without its com.amazonaws.<region> prefix, and their subnets.",
  ),
  endpoint_clients: defaulted(
    t.map(t.object({ cidr_block: t.string })),
    {},
    "Ranges that may reach the interface endpoints on 443, by lasting name.",
    attribute("cidr_block", cidrBlock),
  ),
  flow_log_to_cloudwatch: nullable(
    t.object({ retention_days: t.optional(t.number, 365) }),
    "Sends flow logs to a log group of their own, encrypted with a key of their own.",
    attribute("retention_days", oneOf(...retentionDays)),
  ),
  flow_log_to_s3: nullable(
    t.object({ bucket_arn: t.string }),
    "Sends flow logs to this bucket.",
    attribute("bucket_arn", matches(/^arn:[a-z-]+:s3:::.+$/, "the ARN of a bucket")),
  ),
  tags: defaulted(t.map(t.string), {}, "Tags of every resource."),
};

export const rules = [exactlyOneOf("new_vpc", "existing_vpc")];

export const outputs = {
  vpc_id: output(t.string, "Id of the VPC.", "vpc-00000000"),
  internet_gateway_id: output(t.string, "Id of the internet gateway.", "igw-00000000"),
  subnet_ids: output(t.map(t.string), "Subnet ids by subnet name.", "subnet-00000000"),
  public_subnet_ids: output(t.map(t.string), "Ids of the public subnets by subnet name.", "subnet-00000000"),
  private_subnet_ids: output(t.map(t.string), "Ids of the private subnets by subnet name.", "subnet-00000000"),
  data_subnet_ids: output(t.map(t.string), "Ids of the data subnets by subnet name.", "subnet-00000000"),
  intra_subnet_ids: output(t.map(t.string), "Ids of the intra subnets by subnet name.", "subnet-00000000"),
  route_table_ids: output(t.map(t.string), "Route table ids by route table name.", "rtb-00000000"),
  nat_gateway_ids: output(t.map(t.string), "NAT gateway ids by NAT gateway name.", "nat-00000000"),
  nat_public_ips: output(
    t.map(t.string),
    "Fixed addresses from which the network calls out, by NAT gateway name.",
    "192.0.2.1",
  ),
};
