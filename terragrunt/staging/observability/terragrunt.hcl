# Generated from src/emit/terragrunt.ts by npm run synth. Do not edit.

include "root" {
  path = find_in_parent_folders("root.hcl")
}

dependencies {
  paths = ["../bootstrap"]
}

dependency "foundation" {
  config_path                             = "../foundation"
  mock_outputs                            = {
    logs_key_arn             = "arn:aws:kms:eu-west-1:000000000000:key/00000000-0000-0000-0000-000000000000"
    alarm_topic_arn          = "arn:aws:sns:eu-west-1:000000000000:mock"
    data_key_arn             = "arn:aws:kms:eu-west-1:000000000000:key/00000000-0000-0000-0000-000000000000"
    permissions_boundary_arn = "arn:aws:iam::000000000000:policy/mock"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

dependency "edge" {
  config_path                             = "../edge"
  mock_outputs                            = {
    load_balancer_arn_suffix = "app/mock/0000000000000000"
    target_group_arn_suffixes = {
      shop      = "targetgroup/mock/0000000000000000"
      catalogue = "targetgroup/mock/0000000000000000"
      monolith  = "targetgroup/mock/0000000000000000"
    }
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

dependency "network" {
  config_path                             = "../network"
  mock_outputs                            = {
    nat_gateway_ids = {
      a = "nat-00000000"
      b = "nat-00000000"
      c = "nat-00000000"
    }
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

dependency "dns" {
  config_path                             = "../dns"
  mock_outputs                            = {
    certificate_arns = {
      web = "arn:aws:acm:eu-west-1:000000000000:certificate/00000000-0000-0000-0000-000000000000"
    }
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

dependency "compute" {
  config_path                             = "../compute"
  mock_outputs                            = {
    group_name = "mock"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

inputs = {
  foundation_logs_key_arn = dependency.foundation.outputs.logs_key_arn
  foundation_alarm_topic_arn = dependency.foundation.outputs.alarm_topic_arn
  foundation_data_key_arn = dependency.foundation.outputs.data_key_arn
  foundation_permissions_boundary_arn = dependency.foundation.outputs.permissions_boundary_arn
  edge_load_balancer_arn_suffix = dependency.edge.outputs.load_balancer_arn_suffix
  edge_target_group_arn_suffixes = dependency.edge.outputs.target_group_arn_suffixes
  network_nat_gateway_ids = dependency.network.outputs.nat_gateway_ids
  dns_certificate_arns = dependency.dns.outputs.certificate_arns
  compute_group_name = dependency.compute.outputs.group_name
}
