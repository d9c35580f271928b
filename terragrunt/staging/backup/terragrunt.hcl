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
    backup_key_arn           = "arn:aws:kms:eu-west-1:000000000000:key/00000000-0000-0000-0000-000000000000"
    permissions_boundary_arn = "arn:aws:iam::000000000000:policy/mock"
    alarm_topic_arn          = "arn:aws:sns:eu-west-1:000000000000:mock"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

inputs = {
  foundation_backup_key_arn = dependency.foundation.outputs.backup_key_arn
  foundation_permissions_boundary_arn = dependency.foundation.outputs.permissions_boundary_arn
  foundation_alarm_topic_arn = dependency.foundation.outputs.alarm_topic_arn
}
