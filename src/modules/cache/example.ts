/** A primary with a replica in another zone, and one user. */
export const example = {
  name: "example-dev-sessions",
  vpc_id: "vpc-0123456789abcdef0",
  subnet_ids: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
  port: 6380,
  node_type: "cache.t4g.small",
  parameters: { "maxmemory-policy": { value: "volatile-lru" } },
  users: { shop: { access_string: "on ~shop:* +@all -@dangerous" } },
  data_key_arn: "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012",
  logs_key_arn: "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789014",
  final_snapshot_name: "example-dev-sessions-final",
};
