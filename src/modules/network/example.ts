/** A new VPC over two zones with one NAT gateway. */
export const example = {
  name: "example",
  account_id: "123456789012",
  region: "eu-west-1",
  new_vpc: { cidr_block: "10.0.0.0/16" },
  subnets: {
    public_a: { tier: "public", zone: "eu-west-1a", cidr_block: "10.0.128.0/22", route_table: "public" },
    public_b: { tier: "public", zone: "eu-west-1b", cidr_block: "10.0.132.0/22", route_table: "public" },
    private_a: { tier: "private", zone: "eu-west-1a", cidr_block: "10.0.0.0/20", route_table: "private" },
    private_b: { tier: "private", zone: "eu-west-1b", cidr_block: "10.0.16.0/20", route_table: "private" },
  },
  route_tables: { public: { internet: true }, private: { nat_gateway: "a" } },
  nat_gateways: { a: { subnet: "public_a" } },
  gateway_endpoints: { s3: { route_tables: ["private"] } },
  flow_log_to_cloudwatch: { retention_days: 365 },
};
