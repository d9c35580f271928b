import { describe, expect, it } from "vitest";
import { network } from "../../src/modules/network/index.js";
import { declared, interfaceOf } from "../support/module.js";

const { inputs, outputs, addresses } = interfaceOf(network);
const concrete = (given: Record<string, unknown>) => declared(network, given);

describe("the interface of modules/network", () => {
  it("has exactly these inputs", () => {
    expect(inputs).toEqual([
      "name",
      "account_id",
      "region",
      "partition",
      "new_vpc",
      "existing_vpc",
      "existing_internet_gateway",
      "secondary_cidr_blocks",
      "subnets",
      "route_tables",
      "nat_gateways",
      "network_acls",
      "gateway_endpoints",
      "interface_endpoints",
      "endpoint_clients",
      "flow_log_to_cloudwatch",
      "flow_log_to_s3",
      "tags",
    ]);
  });

  it("has exactly these outputs", () => {
    expect(outputs).toEqual([
      "vpc_id",
      "internet_gateway_id",
      "subnet_ids",
      "public_subnet_ids",
      "private_subnet_ids",
      "data_subnet_ids",
      "intra_subnet_ids",
      "route_table_ids",
      "nat_gateway_ids",
      "nat_public_ips",
    ]);
  });

  it("has exactly these addresses", () => {
    expect(addresses).toEqual([
      "aws_cloudwatch_log_group.flow_logs",
      "aws_default_security_group.this",
      "aws_eip.nat",
      "aws_flow_log.cloudwatch",
      "aws_flow_log.s3",
      "aws_iam_role.flow_logs",
      "aws_iam_role_policy.flow_logs",
      "aws_internet_gateway.this",
      "aws_kms_key.flow_logs",
      "aws_nat_gateway.this",
      "aws_network_acl.this",
      "aws_network_acl_association.this",
      "aws_route.internet",
      "aws_route.nat",
      "aws_route_table.this",
      "aws_route_table_association.this",
      "aws_security_group.endpoints",
      "aws_subnet.this",
      "aws_vpc.this",
      "aws_vpc_endpoint.gateway",
      "aws_vpc_endpoint.interface",
      "aws_vpc_ipv4_cidr_block_association.this",
      "aws_vpc_security_group_ingress_rule.endpoints",
    ]);
  });
});

describe("a network", () => {
  it("makes a VPC with DNS, its gateway and a closed default security group", () => {
    const made = concrete({});
    expect(made.aws_vpc?.['this["new_vpc"]']).toMatchObject({
      cidr_block: "10.0.0.0/16",
      enable_dns_support: true,
      enable_dns_hostnames: true,
    });
    const closed = made.aws_default_security_group?.['this["new_vpc"]'];
    expect(closed).toBeDefined();
    expect(closed).not.toHaveProperty("ingress");
    expect(closed).not.toHaveProperty("egress");
    expect(made.aws_internet_gateway).toHaveProperty('this["internet_gateway"]');
  });

  it("grows an existing VPC without touching it, its gateway or its default security group", () => {
    const grown = concrete({
      new_vpc: undefined,
      existing_vpc: { id: "vpc-0abc" },
      existing_internet_gateway: { id: "igw-0abc" },
      secondary_cidr_blocks: { platform: { cidr_block: "10.1.0.0/16" } },
    });
    expect(grown).not.toHaveProperty("aws_vpc");
    expect(grown).not.toHaveProperty("aws_internet_gateway");
    expect(grown).not.toHaveProperty("aws_default_security_group");
    expect(grown.aws_vpc_ipv4_cidr_block_association?.['this["platform"]']).toMatchObject({
      vpc_id: "vpc-0abc",
      cidr_block: "10.1.0.0/16",
    });
    expect(grown.aws_route?.['internet["public"]']).toMatchObject({ gateway_id: "igw-0abc" });
    for (const subnet of Object.values(grown.aws_subnet ?? {})) expect(subnet.vpc_id).toBe("vpc-0abc");
  });

  it("gives no subnet public addresses by itself", () => {
    for (const subnet of Object.values(concrete({}).aws_subnet ?? {}))
      expect(subnet.map_public_ip_on_launch).toBe(false);
  });

  it("calls out from fixed addresses that Terraform refuses to destroy", () => {
    expect(concrete({}).aws_eip?.['nat["a"]']).toMatchObject({ domain: "vpc", lifecycle: { prevent_destroy: true } });
    expect(concrete({}).aws_route?.['nat["private"]']).toMatchObject({
      destination_cidr_block: "0.0.0.0/0",
      nat_gateway_id: '${aws_nat_gateway.this["a"].id}',
    });
  });

  it("makes what calls out only after its gateway is attached", () => {
    const made = concrete({});
    for (const waiting of [made.aws_eip?.['nat["a"]'], made.aws_nat_gateway?.['this["a"]']]) {
      expect(waiting?.depends_on).toEqual(['aws_internet_gateway.this["internet_gateway"]']);
    }
  });

  it("keeps flow logs and their key when the configuration drops them", () => {
    const made = concrete({});
    const key = 'flow_logs["flow_log_to_cloudwatch"]';
    expect(made.aws_kms_key?.[key]).toMatchObject({ lifecycle: { prevent_destroy: true } });
    expect(made.aws_cloudwatch_log_group?.[key]).toMatchObject({ skip_destroy: true });
  });

  it("opens the interface endpoints on 443 to the named ranges and nothing else", () => {
    const made = concrete({
      interface_endpoints: { sts: { service: "sts", subnets: ["private_a"], private_dns_enabled: false } },
      endpoint_clients: { network: { cidr_block: "10.0.0.0/16" } },
    });
    expect(made.aws_vpc_security_group_ingress_rule?.['endpoints["network"]']).toMatchObject({
      from_port: 443,
      to_port: 443,
      ip_protocol: "tcp",
      cidr_ipv4: "10.0.0.0/16",
    });
    expect(made.aws_vpc_endpoint?.['interface["sts"]']).toMatchObject({
      service_name: "com.amazonaws.eu-west-1.sts",
      private_dns_enabled: false,
      subnet_ids: ['${aws_subnet.this["private_a"].id}'],
    });
    expect(concrete({})).not.toHaveProperty("aws_security_group");
  });

  it("holds exactly the rules of an ACL, with every attribute that the provider compares", () => {
    const rule = {
      rule_no: 10,
      action: "allow",
      protocol: "tcp",
      cidr_block: "10.0.0.0/8",
      from_port: 443,
      to_port: 443,
    };
    const made = concrete({ network_acls: { data: { ingress: [rule], egress: [] } } });
    expect(made.aws_network_acl?.['this["data"]']).toMatchObject({
      ingress: [{ ...rule, ipv6_cidr_block: null, icmp_type: null, icmp_code: null }],
      egress: [],
    });
  });

  it("lets CloudWatch use the flow log key for its own log group alone", () => {
    const key = concrete({}).aws_kms_key?.['flow_logs["flow_log_to_cloudwatch"]'] as { policy: string };
    const [account, logs] = JSON.parse(key.policy).Statement;
    expect(account.Principal).toEqual({ AWS: "arn:aws:iam::123456789012:root" });
    expect(logs.Principal).toEqual({ Service: "logs.eu-west-1.amazonaws.com" });
    expect(logs.Condition).toEqual({
      ArnLike: {
        "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-west-1:123456789012:log-group:/vpc/example/flow-logs",
      },
    });
  });

  it("lets flow logs write their own group and nothing else", () => {
    const made = concrete({});
    const policy = made.aws_iam_role_policy?.['flow_logs["flow_log_to_cloudwatch"]'] as { policy: string };
    expect(JSON.parse(policy.policy).Statement).toEqual([
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: [
          "arn:aws:logs:eu-west-1:123456789012:log-group:/vpc/example/flow-logs",
          "arn:aws:logs:eu-west-1:123456789012:log-group:/vpc/example/flow-logs:*",
        ],
      },
    ]);
  });

  it("sends flow logs to a bucket when asked", () => {
    const made = concrete({ flow_log_to_cloudwatch: undefined, flow_log_to_s3: { bucket_arn: "arn:aws:s3:::logs" } });
    expect(made.aws_flow_log).toEqual({
      's3["flow_log_to_s3"]': expect.objectContaining({
        log_destination_type: "s3",
        log_destination: "arn:aws:s3:::logs",
      }),
    });
    expect(made).not.toHaveProperty("aws_kms_key");
  });
});
