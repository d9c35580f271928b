# .tflint.offline.hcl says the same without the AWS ruleset, for machines that cannot reach GitHub; a unit test compares them.
tflint {
  required_version = ">= 0.64.0"
}

config {
  call_module_type = "all"
}

plugin "terraform" {
  enabled = true
  preset  = "all"
}

plugin "aws" {
  enabled = true
  version = "0.48.0"
  source  = "github.com/terraform-linters/tflint-ruleset-aws"
}

# The same as src/policy/tags.ts wants. A module by itself has none, and adopted objects keep theirs: .ci/check-tflint leaves both out.
rule "aws_resource_missing_tags" {
  enabled = true
  tags    = ["environment", "owner", "cost-center"]
}

# Takes egress of every resource for blocks, and fails on network ACLs, which have theirs as one expression (ruleset 0.48.0).
rule "aws_security_group_invalid_protocol" {
  enabled = false
}
