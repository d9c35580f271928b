include "root" {
  path = find_in_parent_folders("root.hcl")
}

terraform {
  source = "../../..//modules/dns"
}

dependency "network" {
  config_path                             = "../network"
  mock_outputs                            = { vpc_id = "vpc-00000000" }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
}

inputs = {
  new_zone     = { domain_name = "example.test" }
  private_zone = { domain_name = "example.internal", vpc_id = dependency.network.outputs.vpc_id }
}
