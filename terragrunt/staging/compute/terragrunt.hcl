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
    private_subnet_ids = {
      private_a = "subnet-00000000"
      private_b = "subnet-00000000"
      private_c = "subnet-00000000"
    }
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

dependency "foundation" {
  config_path                             = "../foundation"
  mock_outputs                            = {
    data_key_arn             = "arn:aws:kms:eu-west-1:000000000000:key/00000000-0000-0000-0000-000000000000"
    permissions_boundary_arn = "arn:aws:iam::000000000000:policy/mock"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

dependency "edge" {
  config_path                             = "../edge"
  mock_outputs                            = {
    target_security_group_id = "sg-00000000"
    target_group_arns = {
      monolith = "arn:aws:elasticloadbalancing:eu-west-1:000000000000:targetgroup/mock/0000000000000000"
    }
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

dependency "database" {
  config_path                             = "../database"
  mock_outputs                            = {
    client_security_group_ids = {
      shop = "sg-00000000"
    }
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

inputs = {
  network_vpc_id = dependency.network.outputs.vpc_id
  network_private_subnet_ids = dependency.network.outputs.private_subnet_ids
  foundation_data_key_arn = dependency.foundation.outputs.data_key_arn
  foundation_permissions_boundary_arn = dependency.foundation.outputs.permissions_boundary_arn
  edge_target_security_group_id = dependency.edge.outputs.target_security_group_id
  edge_target_group_arns = dependency.edge.outputs.target_group_arns
  database_client_security_group_ids = dependency.database.outputs.client_security_group_ids
}
