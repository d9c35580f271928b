# Generated from src/emit/terragrunt.ts by npm run synth. Do not edit.

include "root" {
  path = find_in_parent_folders("root.hcl")
}

dependencies {
  paths = ["../bootstrap"]
}

dependency "network" {
  config_path                             = "../network"
  mock_outputs                            = {
    vpc_id = "vpc-00000000"
    data_subnet_ids = {
      data_a = "subnet-00000000"
      data_b = "subnet-00000000"
      data_c = "subnet-00000000"
    }
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

dependency "foundation" {
  config_path                             = "../foundation"
  mock_outputs                            = {
    data_key_arn             = "arn:aws:kms:eu-west-1:000000000000:key/00000000-0000-0000-0000-000000000000"
    secrets_key_arn          = "arn:aws:kms:eu-west-1:000000000000:key/00000000-0000-0000-0000-000000000000"
    logs_key_arn             = "arn:aws:kms:eu-west-1:000000000000:key/00000000-0000-0000-0000-000000000000"
    permissions_boundary_arn = "arn:aws:iam::000000000000:policy/mock"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

inputs = {
  network_vpc_id = dependency.network.outputs.vpc_id
  network_data_subnet_ids = dependency.network.outputs.data_subnet_ids
  foundation_data_key_arn = dependency.foundation.outputs.data_key_arn
  foundation_secrets_key_arn = dependency.foundation.outputs.secrets_key_arn
  foundation_logs_key_arn = dependency.foundation.outputs.logs_key_arn
  foundation_permissions_boundary_arn = dependency.foundation.outputs.permissions_boundary_arn
}
