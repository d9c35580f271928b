/** Two to six instances over two zones that one group may reach on 8080. */
export const example = {
  name: "example-dev-monolith",
  vpc_id: "vpc-0123456789abcdef0",
  subnet_ids: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
  image_id: "ami-0123456789abcdef0",
  instance_types: {
    a_preferred: { instance_type: "m7g.large" },
    b_fallback: { instance_type: "m6g.large" },
  },
  user_data_base64: "IyEvYmluL3NoCg==",
  data_key_arn: "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012",
  port: 8080,
  clients: { edge: { security_group_id: "sg-0123456789abcdef0" } },
  min_size: 2,
  max_size: 6,
};
