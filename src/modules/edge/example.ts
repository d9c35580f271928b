/** A load balancer over two public subnets, with one route to one group of addresses. */
export const example = {
  name: "example-dev",
  account_id: "123456789012",
  region: "eu-west-1",
  vpc_id: "vpc-0123456789abcdef0",
  subnet_ids: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
  certificate_arn: "arn:aws:acm:eu-west-1:123456789012:certificate/12345678-1234-1234-1234-123456789012",
  log_bucket_name: "example-dev-edge-123456789012",
  log_key_arn: "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012",
  target_groups: { shop: { name: "example-dev-shop", port: 8443, protocol: "HTTPS", health_check_path: "/health" } },
  target_ports: { https_8443: { port: 8443 } },
  routes: { shop: { priority: 100, hosts: ["shop.example.com"], target_group: "shop" } },
  rate_limits: {
    each_address: { priority: 100, limit: 2000 },
    sign_in: { priority: 110, limit: 100, path_prefix: "/sign-in" },
  },
};
