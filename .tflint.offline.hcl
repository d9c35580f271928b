# .tflint.hcl without the AWS ruleset; a unit test compares them.
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
