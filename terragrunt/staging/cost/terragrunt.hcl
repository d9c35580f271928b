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
    alarm_topic_arn          = "arn:aws:sns:eu-west-1:000000000000:mock"
    permissions_boundary_arn = "arn:aws:iam::000000000000:policy/mock"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

inputs = {
  foundation_alarm_topic_arn = dependency.foundation.outputs.alarm_topic_arn
  foundation_permissions_boundary_arn = dependency.foundation.outputs.permissions_boundary_arn
}
